// Bytes to keys, by tables.  Every row is also fed byte by byte and in all splits in two, with the
// same result.
#include "groups.h"
#include "base/mem.h"
#include "tty/keys.h"

static void describe(const Key *k, Buf *out)
{
    if (out->n)
        buf_add_byte(out, ' ');
    key_name(k, out);
    if (k->kind == KEY_PASTE)
        buf_addf(out, "[" STR_FMT "]", STR_ARG(k->text));
    if (k->kind == KEY_MOUSE)
        buf_addf(out, "@%d,%d*%d", k->mouse.row, k->mouse.col, k->mouse.clicks);
}

static void take_all(Keys *k, Buf *out)
{
    Key key;
    while (keys_next(k, &key))
        describe(&key, out);
}

/* The names of all keys that `bytes` are, in pieces [0, split), [split, n); split < 0 means one
 * byte at a time.  What is unfinished at the end expires. */
static void decode(Str bytes, int split, Buf *out)
{
    Keys k;
    keys_init(&k);
    size_t at = 0;
    while (at < bytes.n) {
        size_t n = split < 0 ? 1 : at == 0 && split > 0 ? (size_t)split : bytes.n - at;
        keys_feed(&k, str_n(bytes.p + at, n), 0);
        take_all(&k, out);
        at += n;
    }
    keys_expire(&k);
    take_all(&k, out);
    assert_int_equal(keys_timeout_ms(&k, 0), -1);
    keys_deinit(&k);
}

typedef struct {
    const char *name;
    Str bytes;
    const char *keys;
} KeyCase;

static void check_cases(const KeyCase *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (int split = -1; split < (int)cases[i].bytes.n; split++) {
            AUTO(buf) Buf got = BUF_INIT;
            decode(cases[i].bytes, split, &got);
            if (strcmp(buf_c(&got), cases[i].keys) != 0)
                fail_msg("%s (split %d): got '%s', not '%s'", cases[i].name, split, buf_c(&got),
                         cases[i].keys);
        }
    }
}

#define CASES(table) check_cases(table, ARRAY_LEN(table))

static void plain_bytes_are_the_keys_of_every_terminal(void **state)
{
    (void)state;
    static const KeyCase cases[] = {
        {"text is itself", STR("aZ 1~"), "a shift+z space 1 ~"},
        {"code points of two to four bytes", STR("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"),
         "\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"},
        {"a broken byte is a replacement character",
         STR("\xFF"
             "a"),
         "\xEF\xBF\xBD a"},
        {"a code point that breaks off is one replacement",
         STR("\xE2\x82"
             "a"),
         "\xEF\xBF\xBD a"},
        {"a code point that never ends is one replacement", STR("\xE2\x82"), "\xEF\xBF\xBD"},
        {"ctrl with letters", STR("\x01\x1a\x0b\n"), "ctrl+a ctrl+z ctrl+k ctrl+j"},
        {"0x08 and 0x7f are both backspace", STR("\x08\x7f"), "backspace backspace"},
        {"enter and tab are no ctrl letters", STR("\r\t"), "enter tab"},
        {"the other control bytes", STR("\0\x1c\x1d\x1e\x1f"),
         "ctrl+space ctrl+\\ ctrl+] ctrl+6 ctrl+/"},
        {"a lone Esc is Escape", STR("\033"), "escape"},
        {"two Escs are two", STR("\033\033"), "escape escape"},
        {"three Escs are three", STR("\033\033\033"), "escape escape escape"},
    };
    CASES(cases);
}

static void esc_before_a_character_is_alt(void **state)
{
    (void)state;
    static const KeyCase cases[] = {
        {"a letter", STR("\033f"), "alt+f"},
        {"an upper-case letter", STR("\033F"), "alt+shift+f"},
        {"a sign", STR("\033.\033,\033="), "alt+. alt+, alt+="},
        {"a code point", STR("\033\xC3\xA9"), "alt+\xC3\xA9"},
        {"a control byte", STR("\033\x01\033\r\033\x7f"), "ctrl+alt+a alt+enter alt+backspace"},
        {"Esc Esc x is Escape and alt", STR("\033\033x"), "escape alt+x"},
        {"Esc Esc [ A is alt with an arrow", STR("\033\033[A"), "alt+up"},
        {"] that begins no reply", STR("\033]x"), "alt+] x"},
        {"P that begins no reply", STR("\033Px"), "alt+shift+p x"},
        {"an introducer alone is dropped", STR("\033["), ""},
        {"the next key after an alt key has none", STR("\033ab"), "alt+a b"},
    };
    CASES(cases);
}

static void sequences_name_the_editing_keys(void **state)
{
    (void)state;
    static const KeyCase cases[] = {
        {"arrows", STR("\033[A\033[B\033[C\033[D"), "up down right left"},
        {"arrows of application mode", STR("\033OA\033OB\033OC\033OD"), "up down right left"},
        {"home and end in all forms", STR("\033[H\033[F\033OH\033OF\033[1~\033[4~\033[7~\033[8~"),
         "home end home end home end home end"},
        {"insert, delete, pages", STR("\033[2~\033[3~\033[5~\033[6~"),
         "insert delete pageup pagedown"},
        {"f1 to f4 of SS3", STR("\033OP\033OQ\033OR\033OS"), "f1 f2 f3 f4"},
        {"f1 to f4 of CSI", STR("\033[P\033[Q\033[1R\033[S"), "f1 f2 f3 f4"},
        {"f1 to f5 of the Linux console", STR("\033[[A\033[[B\033[[C\033[[D\033[[E"),
         "f1 f2 f3 f4 f5"},
        {"f1 to f12 by number",
         STR("\033[11~\033[12~\033[13~\033[14~\033[15~\033[17~\033[18~\033[19~\033[20~\033[21~"
             "\033[23~\033[24~"),
         "f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12"},
        {"f13 to f20", STR("\033[25~\033[26~\033[28~\033[29~\033[31~\033[32~\033[33~\033[34~"),
         "f13 f14 f15 f16 f17 f18 f19 f20"},
        {"shift+tab", STR("\033[Z"), "shift+tab"},
        {"modifiers", STR("\033[1;2A\033[1;3B\033[1;5C\033[1;6D\033[1;7H\033[1;8F"),
         "shift+up alt+down ctrl+right ctrl+shift+left ctrl+alt+home ctrl+alt+shift+end"},
        {"modifiers of numbered keys", STR("\033[3;5~\033[5;2~\033[24;6~"),
         "ctrl+delete shift+pageup ctrl+shift+f12"},
        {"modifiers of function keys", STR("\033[1;2P\033[1;5S\033O2P\033O1;5Q"),
         "shift+f1 ctrl+f4 shift+f1 ctrl+f2"},
        {"modifiers of rxvt", STR("\033[3^\033[3$\033[3@\033[a\033Oa"),
         "ctrl+delete shift+delete ctrl+shift+delete shift+up ctrl+up"},
        {"caps lock and num lock change nothing", STR("\033[1;65A\033[1;133B"), "up ctrl+down"},
        {"keypad", STR("\033Oj\033Ok\033Om\033On\033Oo\033Op\033Oy\033OM\033OX"),
         "* + - . / 0 9 enter ="},
        {"focus", STR("\033[I\033[O"), "<focus-in> <focus-out>"},
    };
    CASES(cases);
}

static void kitty_and_xterm_tell_more_keys_apart(void **state)
{
    (void)state;
    static const KeyCase cases[] = {
        {"ctrl+shift with a letter", STR("\033[112;6u"), "ctrl+shift+p"},
        {"the shifted code is given too", STR("\033[112:80;6u"), "ctrl+shift+p"},
        {"ctrl+i is not tab", STR("\033[105;5u\033[9;5u\033[9u"), "ctrl+i ctrl+tab tab"},
        {"enter with modifiers", STR("\033[13;2u\033[13;5u"), "shift+enter ctrl+enter"},
        {"escape, backspace", STR("\033[27u\033[127;5u\033[127;3u"),
         "escape ctrl+backspace alt+backspace"},
        {"another layout: the key in its Latin place", STR("\033[1089::99;5u"), "ctrl+c"},
        {"a shifted sign", STR("\033[47:63;4u"), "alt+?"},
        {"presses and repeats count", STR("\033[97;5:1u\033[97;5:2u"), "ctrl+a ctrl+a"},
        {"releases do not", STR("\033[97;5:3u\033[1;1:3A\033[3;1:3~"), ""},
        {"super is not ours", STR("\033[97;9u\033[1;9A"), ""},
        {"meta is alt", STR("\033[97;33u"), "alt+a"},
        {"f13 and f24 of the private area", STR("\033[57376u\033[57387;5u"), "f13 ctrl+f24"},
        {"the keypad of the private area", STR("\033[57399u\033[57408u\033[57414u\033[57419;5u"),
         "0 9 enter ctrl+up"},
        {"modifier keys alone are nothing", STR("\033[57441;2u\033[57358u"), ""},
        {"no code point", STR("\033[55296u\033[1;5u\033[1114112u"), ""},
        {"modifyOtherKeys", STR("\033[27;5;46~\033[27;6;80~\033[27;5;9~\033[27;2;13~"),
         "ctrl+. ctrl+shift+p ctrl+tab shift+enter"},
        {"shift alone leaves a character as it is", STR("\033[27;2;65~\033[27;2;32~"),
         "shift+a space"},
    };
    CASES(cases);
}

static void mouse_reports_become_mouse_keys(void **state)
{
    (void)state;
    static const KeyCase cases[] = {
        {"press and release", STR("\033[<0;5;3M\033[<0;5;3m"),
         "<mouse-press-left>@2,4*1 <mouse-release-left>@2,4*1"},
        {"double and triple press, then single again",
         STR("\033[<0;1;1M\033[<0;1;1M\033[<0;1;1M\033[<0;1;1M"),
         "<mouse-press-left>@0,0*1 <mouse-press-left>@0,0*2 <mouse-press-left>@0,0*3 "
         "<mouse-press-left>@0,0*1"},
        {"another place is no double press", STR("\033[<0;1;1M\033[<0;2;1M"),
         "<mouse-press-left>@0,0*1 <mouse-press-left>@0,1*1"},
        {"another button is no double press", STR("\033[<0;1;1M\033[<2;1;1M"),
         "<mouse-press-left>@0,0*1 <mouse-press-right>@0,0*1"},
        {"drag", STR("\033[<0;1;1M\033[<32;4;1M"),
         "<mouse-press-left>@0,0*1 <mouse-drag-left>@0,3*1"},
        {"move without a button", STR("\033[<35;4;1M"), "<mouse-move>@0,3*0"},
        {"wheel with modifiers", STR("\033[<64;1;1M\033[<69;1;1M\033[<74;300;400M"),
         "<mouse-wheel-up>@0,0*0 shift+<mouse-wheel-down>@0,0*0 alt+<mouse-wheel-left>@399,299*0"},
        {"buttons we have no name for", STR("\033[<128;1;1M"), ""},
        {"places that are none", STR("\033[<0;0;1M\033[<0;1M\033[<0;99999;1M\033[<;1;1M"), ""},
        {"an old report is swallowed with its three bytes", STR("\033[M !!x"), "x"},
        {"old reports may hold any byte", STR("\033[M\x80\xFF\033x"), "x"},
    };
    CASES(cases);
}

static void clicks_far_apart_in_time_are_single(void **state)
{
    (void)state;
    Keys k;
    Key key;
    keys_init(&k);
    keys_feed(&k, STR("\033[<0;1;1M"), 0);
    assert_true(keys_next(&k, &key));
    keys_feed(&k, STR("\033[<0;1;1M"), 300 * 1000000ll);
    assert_true(keys_next(&k, &key));
    assert_int_equal(key.mouse.clicks, 2);
    keys_feed(&k, STR("\033[<0;1;1M"), 800 * 1000000ll);
    assert_true(keys_next(&k, &key));
    assert_int_equal(key.mouse.clicks, 1);
    keys_deinit(&k);
}

static void a_paste_is_one_key_and_runs_none(void **state)
{
    (void)state;
    static const KeyCase cases[] = {
        {"text", STR("\033[200~hi there\033[201~x"), "<paste>[hi there] x"},
        {"nothing", STR("\033[200~\033[201~"), "<paste>[]"},
        {"line ends become LF", STR("\033[200~a\rb\r\nc\nd\r\033[201~"), "<paste>[a\nb\nc\nd\n]"},
        {"control bytes and sequences are text", STR("\033[200~\x03\033[A\033\033[201~"),
         "<paste>[\x03\033[A\033]"},
        {"almost the end mark", STR("\033[200~\033[201\033[20\033[201~"),
         "<paste>[\033[201\033[20]"},
        {"two in a row", STR("\033[200~a\033[201~\033[200~b\033[201~"), "<paste>[a] <paste>[b]"},
        {"an end without a beginning", STR("\033[201~a"), "a"},
    };
    CASES(cases);
}

static void a_large_paste_arrives_whole(void **state)
{
    (void)state;
    Keys k;
    Key key;
    AUTO(buf) Buf chunk = BUF_INIT;
    keys_init(&k);
    keys_feed(&k, STR("\033[200~"), 0);
    buf_add_fill(&chunk, 'x', 4095);
    for (int i = 0; i < 2500; i++) {
        keys_feed(&k, buf_str(&chunk), 0);
        assert_false(keys_next(&k, &key));
        assert_int_equal(keys_timeout_ms(&k, 0), -1);
    }
    keys_feed(&k, STR("\033[201~"), 0);
    assert_true(keys_next(&k, &key));
    assert_int_equal(key.text.n, 2500 * 4095);
    assert_false(keys_next(&k, &key));
    keys_deinit(&k);
}

static void what_is_no_key_is_swallowed_whole(void **state)
{
    (void)state;
    static const KeyCase cases[] = {
        {"an unknown final", STR("\033[1;2;3yx"), "x"},
        {"an unknown number", STR("\033[99~x"), "x"},
        {"a cursor report", STR("\033[24;80Rx"), "x"},
        {"a size report", STR("\033[48;24;80;0;0tx"), "x"},
        {"a private sequence", STR("\033[?1;2;3zx"), "x"},
        {"a sequence that breaks off", STR("\033[12\rx"), "enter x"},
        {"an OSC ended by BEL", STR("\033]52;c;aGk=\ax"), "x"},
        {"an OSC ended by ST", STR("\033]10;rgb:0/0/0\033\\x"), "x"},
        {"a DCS", STR("\033P1$r0m\033\\x"), "x"},
        {"an APC", STR("\033_Gi=1;OK\033\\x"), "x"},
        {"an OSC that Enter breaks off", STR("\033]1\rx"), "enter x"},
        {"an OSC that a key breaks off", STR("\033]1\033[Ax"), "up x"},
        {"a wrong marker place", STR("\033[1<2Mx"), "x"},
        {"too many parameters",
         STR("\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1"
             ";1;1;1;1;1;1;1;1;1;1;1;1;1;1Ax"),
         "x"},
        {"a number out of all bounds", STR("\033[99999999999999999999~x"), "x"},
    };
    CASES(cases);
}

static void a_string_without_end_takes_bounded_memory(void **state)
{
    (void)state;
    Keys k;
    Key key;
    AUTO(buf) Buf chunk = BUF_INIT;
    keys_init(&k);
    keys_feed(&k, STR("\033]11;"), 0);
    buf_add_fill(&chunk, 'x', 4096);
    for (int i = 0; i < 100; i++) {
        keys_feed(&k, buf_str(&chunk), 0);
        assert_false(keys_next(&k, &key));
        assert_true(k.in.cap <= 4 * 4096);
    }
    keys_feed(&k, STR("\ay"), 0);
    assert_true(keys_next(&k, &key));
    assert_int_equal(key.cp, 'y');
    keys_deinit(&k);
}

static void replies_become_facts(void **state)
{
    (void)state;
    Keys k;
    Key key;
    keys_init(&k);
    keys_feed(&k,
              STR("\033[?1u\033[?2026;2$y\033[?2027;0$y\033]11;rgb:ffff/8080/00\033\\"
                  "\033P>|foot(1.13)\033\\\033P1+r524742\033\\\033[?997;2n\033[?62;4;52c"),
              0);
    assert_false(keys_next(&k, &key));
    assert_true(k.facts.kitty_keys && k.facts.sync && k.facts.clipboard && k.facts.answered);
    assert_true(k.facts.true_color && k.facts.light && !k.facts.dark);
    assert_false(k.facts.graphemes);
    assert_true(k.facts.has_background);
    assert_int_equal(k.facts.background[0], 255);
    assert_int_equal(k.facts.background[1], 128);
    assert_int_equal(k.facts.background[2], 0);
    assert_string_equal(k.facts.name, "foot(1.13)");
    unsigned revision = k.facts.revision;
    keys_feed(&k, STR("\033[?1u\033]11;rgb:ff/80/00\a\033]11;#123456\a\033]11;rgb:1/2\a"), 0);
    assert_false(keys_next(&k, &key));
    assert_int_equal(k.facts.revision, revision);
    keys_deinit(&k);
}

static void unfinished_sequences_expire(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        Str bytes;
        int ms;
    } cases[] = {
        {"nothing", STR("a"), -1},
        {"a lone Esc", STR("\033"), KEYS_ESC_MS},
        {"a sequence", STR("\033[1;"), KEYS_SEQUENCE_MS},
        {"a reply", STR("\033]11;"), KEYS_STRING_MS},
        {"a code point", STR("\xE2"), KEYS_SEQUENCE_MS},
        {"a paste waits for ever", STR("\033[200~ab"), -1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Keys k;
        Key key;
        keys_init(&k);
        keys_feed(&k, cases[i].bytes, 0);
        while (keys_next(&k, &key))
            ;
        assert_int_equal(keys_timeout_ms(&k, 0), cases[i].ms);
        if (cases[i].ms > 0) {
            assert_int_equal(keys_timeout_ms(&k, 10 * 1000000), cases[i].ms - 10);
            assert_int_equal(keys_timeout_ms(&k, 5000 * 1000000ll), 0);
        }
        keys_deinit(&k);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(plain_bytes_are_the_keys_of_every_terminal),
    cmocka_unit_test(esc_before_a_character_is_alt),
    cmocka_unit_test(sequences_name_the_editing_keys),
    cmocka_unit_test(kitty_and_xterm_tell_more_keys_apart),
    cmocka_unit_test(mouse_reports_become_mouse_keys),
    cmocka_unit_test(clicks_far_apart_in_time_are_single),
    cmocka_unit_test(a_paste_is_one_key_and_runs_none),
    cmocka_unit_test(a_large_paste_arrives_whole),
    cmocka_unit_test(what_is_no_key_is_swallowed_whole),
    cmocka_unit_test(a_string_without_end_takes_bounded_memory),
    cmocka_unit_test(replies_become_facts),
    cmocka_unit_test(unfinished_sequences_expire),
};

const TestGroup keys_tests = {tests, ARRAY_LEN(tests)};
