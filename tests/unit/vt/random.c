// Properties that must hold for any bytes.
#include "test-vt.h"

#include <stdio.h>

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static uint32_t below(uint32_t *seed, uint32_t n)
{
    return next(seed) % n;
}

static const char *const words[] = {
    "hello ",
    "x",
    "\r\n",
    "\n",
    "\r",
    "\b",
    "\t",
    "lorem ipsum dolor sit amet",
    // clusters: accents, wide ones, joined emoji, flags, keycaps, marks alone
    "e\xCC\x81",
    "\xCC\x81",
    "\xE6\xBC\xA2",
    "\xE6\xBC\xA2\xCC\x81",
    "\xE2\x9D\xA4",
    "\xE2\x9D\xA4\xEF\xB8\x8F",
    "\xEF\xB8\x8F",
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9",
    "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA",
    "\xF0\x9F\x87\xA9",
    "1\xEF\xB8\x8F\xE2\x83\xA3",
    "\xE0\xA4\x95\xE0\xA4\xBF",
    "\xE2\x80\x8B",
    "\xC3\xA9\xC3\xA9\xC3\xA9",
    "\xC2\x9B",
    // what joins nothing, and what stands beside it
    "gr\303\274\303\237e \xE2\x86\x92",
    "\xD0\xBF\xD1\x80\xD0\xB8",
    "\xE3\x81\x8B\xE3\x82\x99",
    "\xE6\x9D\xB1\xE4\xBA\xAC",
    "\xF0\x9F\x99\x82",
    "\xE2\x80\x8D",
    "\xF0\x9F\x8F\xBD",
    "\xE1\x84\x80\xE1\x85\xA1",
    "\xE1\x85\xA1",
    "\xE0\xA5\x8D",
    "\xE0\xA4\x95",
    "\xE0\xB5\x8E",
    "\xD8\x80",
    "\xC2\xA0\xC2\xAD",
    "\xEF\xBF\xBD",
    "\xE2\x94\x80\xE2\x94\x80",
    // broken ones
    "\xC3",
    "\xE2\x82",
    "\xF0\x9F",
    "\xFF",
    "\xED\xA0\x80",
    // sequences
    "\033[A",
    "\033[3B",
    "\033[5C",
    "\033[D",
    "\033[H",
    "\033[2;3H",
    "\033[K",
    "\033[1K",
    "\033[J",
    "\033[2J",
    "\033[3J",
    "\033[2L",
    "\033[M",
    "\033[3P",
    "\033[2@",
    "\033[2X",
    "\033[S",
    "\033[2T",
    "\033[1;31m",
    "\033[m",
    "\033[44m",
    "\033[38:2::1:2:3m",
    "\033[48;5;99m",
    "\033[5b",
    "\033[4h",
    "\033[4l",
    "\033[?7l",
    "\033[?7h",
    "\033[?6h",
    "\033[?6l",
    "\033[?1049h",
    "\033[?1049l",
    "\033[?1047h",
    "\033[?47l",
    "\0337",
    "\0338",
    "\033[s",
    "\033[u",
    "\033[2;4r",
    "\033[r",
    "\033[20h",
    "\033[20l",
    "\033D",
    "\033E",
    "\033M",
    "\033H",
    "\033[g",
    "\033[3g",
    "\033[I",
    "\033[2Z",
    "\033(0",
    "\033(B",
    "\016",
    "\017",
    "\033#8",
    "\033[!p",
    "\033c",
    "\033[6n",
    "\033[c",
    "\033[18t",
    "\033]2;title\a",
    "\033]0;t\033\\",
    "\033]52;c;aGk=\a",
    "\033]8;;http://a/\a",
    "\033]8;id=x;http://b/\a",
    "\033]8;;\a",
    "\033]133;A\a",
    "\033]133;C\a",
    "\033]133;D;7\a",
    "\033]4;5;?\a",
    "\033Pq#0;2\033\\",
    "\033_Gi=1\033\\",
    "\033P$qm\033\\",
    "\033[?2004$p",
    "\033",
    "\033[",
    "\033[1;",
    "\033]",
    "\033]2;",
    "\030",
    "\033[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;30m",
};

static void add_words(uint32_t *seed, int n, Buf *out)
{
    for (int i = 0; i < n; i++) {
        if (below(seed, 12) == 0)
            buf_add_byte(out, (char)below(seed, 256));
        else
            buf_add_c(out, words[below(seed, ARRAY_LEN(words))]);
    }
}

/* Feed all of s in pieces of random sizes. */
static void feed_cut(Vt *v, Str s, uint32_t *seed)
{
    while (s.n) {
        size_t n = 1 + below(seed, 9);
        // a copy of its own, so that the sanitizers see a read beyond it
        AUTO(free) char *piece = str_dup(str_upto(s, n));
        vt_feed(v, str_n(piece, MIN(n, s.n)));
        s = str_from(s, n);
    }
}

void a_cut_anywhere_makes_no_difference(void **state)
{
    (void)state;
    static const int sizes[][2] = {{6, 11}, {4, 3}, {3, 2}, {3, 1}, {1, 7}, {1, 1}, {24, 80}};
    for (uint32_t run = 0; run < 1400; run++) {
        uint32_t seed = run;
        const int *size = sizes[run % ARRAY_LEN(sizes)];
        AUTO(buf) Buf bytes = BUF_INIT;
        add_words(&seed, 60, &bytes);
        Vt *whole = vt_new(size[0], size[1], 50), *cut = vt_new(size[0], size[1], 50);
        vt_feed(whole, buf_str(&bytes));
        feed_cut(cut, buf_str(&bytes), &seed);
        AUTO(free) char *a = dump(whole);
        AUTO(free) char *b = dump(cut);
        AUTO(free) char *what = quoted(buf_str(&bytes));
        if (strcmp(a, b) != 0)
            fail_msg("%s differs:\n%s\n%s", what, a, b);
        Str replies[] = {vt_reply(whole), vt_reply(cut)};
        assert_true(str_eq(replies[0], replies[1]));
        vt_free(whole);
        vt_free(cut);
    }
}

/* Both have been fed the same. */
static void check_same(Vt *a, Vt *b, Str bytes)
{
    AUTO(free) char *x = dump(a);
    AUTO(free) char *y = dump(b);
    AUTO(free) char *what = quoted(bytes);
    if (strcmp(x, y) != 0)
        fail_msg("%s differs:\n%s\n%s", what, x, y);
    if (vt_generation(a) != vt_generation(b))
        fail_msg("%s is counted otherwise", what);
    assert_true(str_eq(vt_reply(a), vt_reply(b)));
}

void shortcuts_mean_what_libvterm_means(void **state)
{
    (void)state;
    static const int sizes[][2] = {{6, 11}, {24, 80}, {4, 3}, {3, 2}, {3, 1}, {1, 7}, {1, 2}};
    for (uint32_t run = 0; run < 1400; run++) {
        uint32_t seed = run * 31 + 5;
        const int *size = sizes[run % ARRAY_LEN(sizes)];
        Vt *v = vt_new(size[0], size[1], 50), *by_libvterm = vt_new(size[0], size[1], 50);
        vt_set_shortcuts(by_libvterm, false);
        for (int i = 0; i < 15; i++) {
            AUTO(buf) Buf bytes = BUF_INIT;
            add_words(&seed, 1 + (int)below(&seed, 12), &bytes);
            vt_feed(v, buf_str(&bytes));
            vt_feed(by_libvterm, buf_str(&bytes));
            check_same(v, by_libvterm, buf_str(&bytes));
        }
        vt_resize(v, size[1], size[0]);
        vt_resize(by_libvterm, size[1], size[0]);
        check_same(v, by_libvterm, STR("another size"));
        vt_free(v);
        vt_free(by_libvterm);
    }
}

void sizes_and_bytes_at_random_keep_the_grid_whole(void **state)
{
    (void)state;
    for (uint32_t run = 0; run < 300; run++) {
        uint32_t seed = run * 7919;
        Vt *v = vt_new(1 + (int)below(&seed, 8), 1 + (int)below(&seed, 20), below(&seed, 30));
        for (int i = 0; i < 20; i++) {
            AUTO(buf) Buf bytes = BUF_INIT;
            add_words(&seed, 20, &bytes);
            vt_feed(v, buf_str(&bytes));
            check_grid(v);
            vt_resize(v, 1 + (int)below(&seed, 8), 1 + (int)below(&seed, 20));
            check_grid(v);
        }
        vt_free(v);
    }
}

/* All text, with the lines that wrapped in one piece; owned. */
static char *unwrapped(const Vt *v)
{
    Buf out = BUF_INIT;
    for (int row = -(int)vt_scrollback(v); row < vt_rows(v); row++) {
        vt_row_text(v, row, &out);
        if (!vt_row_wraps(v, row))
            buf_add_byte(&out, '\n');
    }
    Str text = str_trim(buf_str(&out));
    char *copy = str_dup(text);
    buf_deinit(&out);
    return copy;
}

static void add_lines(uint32_t *seed, Buf *out)
{
    static const char *const parts[] = {
        "a", "bcd", " ", "  ", "\xE6\xBC\xA2", "e\xCC\x81", "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA"};
    for (int i = 0; i < 20; i++) {
        for (uint32_t n = below(seed, 40); n > 0; n--)
            buf_add_c(out, parts[below(seed, ARRAY_LEN(parts))]);
        buf_add_c(out, "|\r\n"); // so that no line ends in blanks
    }
    buf_add_c(out, "$");
}

void making_it_wide_again_brings_the_lines_back(void **state)
{
    (void)state;
    for (uint32_t run = 0; run < 300; run++) {
        uint32_t seed = run;
        AUTO(buf) Buf bytes = BUF_INIT;
        add_lines(&seed, &bytes);
        Vt *v = vt_new(6, 2 + (int)below(&seed, 40), 10000);
        vt_feed(v, buf_str(&bytes));
        AUTO(free) char *before = unwrapped(v);
        for (int i = 0; i < 5; i++) {
            vt_resize(v, 2 + (int)below(&seed, 10), 2 + (int)below(&seed, 60));
            check_grid(v);
            AUTO(free) char *after = unwrapped(v);
            if (strcmp(before, after) != 0)
                fail_msg("run %u, now %dx%d:\n%s\n---\n%s", run, vt_rows(v), vt_cols(v), before,
                         after);
            VtCursor c = vt_cursor(v); // it stays behind the $
            int row = c.col ? c.row : c.row - 1, col = c.col ? c.col - 1 : vt_cols(v) - 1;
            bool at_edge = str_eq_c(vt_cell(v, c.row, c.col).text, "$");
            assert_true(at_edge || str_eq_c(vt_cell(v, row, col).text, "$"));
        }
        vt_free(v);
    }
}
