#include "groups.h"

#include "base/mem.h"
#include "base/str.h"
#include "jail/helper/sanitize.h"
#include "tests/lib/terminal-safe.h"

#include <stdlib.h>

static void only_text_and_colours_come_through(void **state)
{
    (void)state;
    static const struct {
        const char *name, *in, *out;
    } cases[] = {
        {"plain text stays", "hello\tw\r\n", "hello\tw\r\n"},
        {"text beyond ASCII stays", "h\xc3\xa9llo \xe4\xb8\x96 \xf0\x9f\x98\x80",
         "h\xc3\xa9llo \xe4\xb8\x96 \xf0\x9f\x98\x80"},
        {"colours stay and are taken back", "\033[1;31mred", "\033[1;31mred\033[0m"},
        {"true colours stay", "\033[38;2;1;2;3mx\033[0m", "\033[38;2;1;2;3mx\033[0m"},
        {"an empty reset stays", "\033[1mx\033[m", "\033[1mx\033[m"},
        {"too many colours go", "\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1mx", "x"},
        {"private modes go", "\033[?1049hx\033[?25l", "x"},
        {"a colour with a private mark goes", "\033[?1mx\033[>4;2mx", "xx"},
        {"moves go", "\033[2J\033[Hx\033[10;10Hy", "xy"},
        {"questions go", "\033[6n\033[c\033[>c\033[5nx", "x"},
        {"a title goes, with a bell", "\033]0;title\ax", "x"},
        {"a title goes, with its end", "\033]0;title\033\\x", "x"},
        {"the clipboard goes", "\033]52;c;aGk=\ax", "x"},
        {"a link goes, its text stays", "\033]8;;http://x\033\\text\033]8;;\033\\", "text"},
        {"device strings go", "\033P1$r\033\\x\033_apc\033\\y\033^pm\033\\z\033Xsos\033\\w",
         "xyzw"},
        {"C1 as characters goes",
         "\xc2\x9b"
         "2Jx\xc2\x9d"
         "0;t\xc2\x9cy\xc2\x85",
         "xy"},
        {"C1 as bytes is shown as broken",
         "\x9b"
         "2J",
         "\xef\xbf\xbd"
         "2J"},
        {"a string without end stops at the line", "\033]0;never\nends", "\nends"},
        {"a sequence is broken off by the next", "\033[1\033[31mx", "\033[31mx\033[0m"},
        {"character sets go", "\033(0x\033)B\033#8", "x"},
        {"resets go", "\033cx\033=\033>\0337", "x"},
        {"other controls go", "a\a\v\f\016\017\005\x7f\x01z", "az"},
        {"backspace goes, for it can cover what stood there", "ab\bc", "abc"},
        {"text turned around is shown", "\xe2\x80\xaetxt", "<U+202E>txt"},
        {"what has no width is shown",
         "a\xe2\x80\x8b"
         "b\xef\xbb\xbf",
         "a<U+200B>b<U+FEFF>"},
        {"tags are shown", "\xf3\xa0\x81\xa1", "<U+E0061>"},
        {"broken bytes become a mark", "a\xff\xc3(\xe4\xb8",
         "a\xef\xbf\xbd\xef\xbf\xbd(\xef\xbf\xbd"},
        {"overlong text becomes a mark", "\xc0\x9b\xe0\x80\x9b",
         "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {"erasing a line goes", "x\033[Ky\033[2Cz", "xyz"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Sanitizer s = {0};
        char out[4096];
        size_t n = sanitize(&s, cases[i].in, strlen(cases[i].in), out);
        n += sanitize_end(&s, out + n);
        if (!str_eq_c(str_n(out, n), cases[i].out))
            fail_msg("%s: got '%.*s'", cases[i].name, (int)n, out);
    }
}

static void a_prompt_may_edit_its_line(void **state)
{
    (void)state;
    Sanitizer s = {.line_editing = true};
    static const char in[] = "ab\b\033[K\033[2C\033[D\033[1@\033[P\033[9G\033[2J\033[A\033[1;2K";
    char out[256];
    size_t n = sanitize(&s, in, sizeof in - 1, out);
    assert_true(str_eq_c(str_n(out, n), "ab\b\033[K\033[2C\033[D\033[1@\033[P\033[9G"));
}

/* Bytes of which sequences are made come often. */
static char some_byte(void)
{
    static const char pieces[] =
        "\033\033\033[]P_^X\\;:?>0123456789mHJKcn\a\n\r\x9b\x9c\x9d\xc2\xe2"
        "\x80\xae\xf0\x9f\x98\x80\xff abc";
    return rand() % 8 ? pieces[rand() % (int)(sizeof pieces - 1)] : (char)rand();
}

static void whatever_comes_is_safe_and_pieces_do_not_matter(void **state)
{
    (void)state;
    enum { LEN = 300 };
    srand(7);
    for (int round = 0; round < 4000; round++) {
        char in[LEN], whole[SANITIZE_ROOM(LEN)], pieces[SANITIZE_ROOM(LEN)];
        bool editing = round % 2;
        Sanitizer a = {.line_editing = editing}, b = a;
        size_t np = 0, nw;
        for (size_t i = 0; i < LEN; i++)
            in[i] = some_byte();
        nw = sanitize(&a, in, LEN, whole);
        nw += sanitize_end(&a, whole + nw);
        for (size_t at = 0, step; at < LEN; at += step) {
            step = MIN((size_t)(rand() % 5 + 1), LEN - at);
            np += sanitize(&b, in + at, step, pieces + np);
        }
        np += sanitize_end(&b, pieces + np);
        assert_int_equal(nw, np);
        assert_memory_equal(whole, pieces, nw);
        size_t bad = terminal_safe(whole, nw, editing);
        if (bad != nw)
            fail_msg("round %d lets a byte %02x through", round, (unsigned char)whole[bad]);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(only_text_and_colours_come_through),
    cmocka_unit_test(a_prompt_may_edit_its_line),
    cmocka_unit_test(whatever_comes_is_safe_and_pieces_do_not_matter),
};
const TestGroup sanitize_tests = {tests, ARRAY_LEN(tests)};
