// A program may print what it likes, for as long as it likes.
#include "test-vt.h"

#include <malloc.h>

static size_t heap(void)
{
    struct mallinfo2 m = mallinfo2();
    return m.uordblks + m.hblkhd;
}

void floods_stay_within_bounds(void **state)
{
    (void)state;
    static const struct {
        const char *name, *start, *again;
    } floods[] = {
        {"a line without an end", "", "all work and no play makes jack a dull boy "},
        {"a title without an end", "\033]2;", "very long title "},
        {"a clipboard without an end", "\033]52;c;", "QUFBQUFBQUFBQUFB"},
        {"sixels", "\033Pq", "#0;2;0;0;0#0!100~-"},
        {"a kitty picture", "\033_G", "AAAAAAAAAAAAAAAA"},
        {"arguments without an end", "\033[", "1;2;3;4;5;6;7;8;"},
        {"intermediates without an end", "\033", "(((((((((((((((("},
        {"accents without an end", "e", "\xCC\x81\xCC\x82\xCC\x83\xCC\x84"},
        {"joined emoji without an end", "", "\xF0\x9F\x91\xA9\xE2\x80\x8D"},
        {"long clusters on one row", "", "\re\xCC\x81\xCC\x82\xCC\x83o\xCC\x81\xCC\x82\xCC\x83"},
        {"questions", "", "\033[6n\033[c\033]11;?\a\033P$qm\033\\"},
        {"switching screens", "", "\033[?1049hx\033[?1049ly\r\n"},
        {"full resets", "", // each costs a screen: with text between them
         "\033cabc\033[!p\033#8all work and no play makes jack a dull boy and jill a dull girl, "
         "too"},
        {"tabs and repeats", "", "\033[99999I\033[99999bx\033[99999Z"},
    };
    enum { BYTES = 1 << 21, BLOCK = 1 << 14 };
    for (size_t i = 0; i < ARRAY_LEN(floods); i++) {
        AUTO(buf) Buf block = BUF_INIT;
        while (block.n < BLOCK)
            buf_add_c(&block, floods[i].again);
        size_t before = heap();
        Vt *v = vt_new(24, 80, 100);
        vt_feed(v, str_c(floods[i].start));
        for (size_t n = 0; n < BYTES; n += block.n)
            vt_feed(v, buf_str(&block));
        if (heap() > before + (3 << 20))
            fail_msg("%s: the heap grew by %zu bytes", floods[i].name, heap() - before);
        vt_feed(v, STR("\033\\\030\033cafter")); // it is alive
        AUTO(buf) Buf text = BUF_INIT;
        vt_row_text(v, 0, &text);
        assert_string_equal(buf_c(&text), "after");
        vt_free(v);
    }
}

void the_scrollback_keeps_the_newest_rows(void **state)
{
    (void)state;
    Vt *v = vt_new(2, 10, 70);
    for (int i = 0; i < 1000; i++) {
        AUTO(free) char *line = xasprintf("%d\r\n", i);
        vt_feed(v, str_c(line));
    }
    assert_int_equal(vt_scrollback(v), 70);
    assert_int_equal(vt_pushed(v), 999);
    for (int k = 1; k <= 70; k++) {
        AUTO(buf) Buf text = BUF_INIT;
        AUTO(free) char *want = xasprintf("%d", 999 - k);
        vt_row_text(v, -k, &text);
        assert_string_equal(buf_c(&text), want);
    }
    vt_free(v);
}

void answers_are_dropped_when_nobody_reads_them(void **state)
{
    (void)state;
    Vt *v = vt_new(2, 10, 0);
    for (int i = 0; i < 100000; i++)
        vt_feed(v, STR("\033[6n"));
    Str all = vt_reply(v);
    assert_in_range(all.n, 60000, 65536);
    assert_true(str_ends(all, STR("\033[1;1R"))); // whole ones
    vt_feed(v, STR("\033[6n"));
    assert_true(str_eq_c(vt_reply(v), "\033[1;1R"));
    assert_int_equal(vt_reply(v).n, 0);
    vt_free(v);
}
