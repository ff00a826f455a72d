#include "base/utf8.h"
#include "test-text.h"

static Coding coding(const char *id)
{
    const Encoding *e = encoding_find(str_c(id));
    assert_non_null(e);
    return (Coding){.encoding = e};
}

// Decode in pieces of at most `piece` bytes; false if encoding again would not be the same.
static bool decode(Coding c, Str bytes, size_t piece, Buf *out)
{
    Decoder *d = decoder_new(c, NULL);
    assert_non_null(d);
    for (Str s = bytes; s.n; s = str_from(s, piece))
        decoder_feed(d, str_upto(s, piece), out);
    decoder_end(d, out);
    bool exact = decoder_is_exact(d);
    decoder_free(d);
    return exact;
}

static bool encode(Coding c, Str text, size_t piece, Buf *out)
{
    Encoder *e = encoder_new(c, false, NULL);
    assert_non_null(e);
    bool ok = true;
    for (Str s = text; s.n; s = str_from(s, piece))
        ok = encoder_feed(e, str_upto(s, piece), out) && ok;
    ok = encoder_end(e, out) && ok;
    encoder_free(e);
    return ok;
}

static void assert_comes_back(Coding c, Str bytes, size_t piece)
{
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(buf) Buf back = BUF_INIT;
    bool exact = decode(c, bytes, piece, &text);
    bool same = encode(c, buf_str(&text), piece, &back) && str_eq(buf_str(&back), bytes);
    if (exact != same)
        fail_msg("%s: says exact %d, is %d", c.encoding->id, exact, same);
    if (c.encoding->kind != ENCODING_MULTI && !same)
        fail_msg("%s: does not come back", c.encoding->id);
}

void every_byte_of_every_encoding_comes_back(void **state)
{
    size_t n;
    const Encoding *all = encoding_all(&n);
    (void)state;
    for (size_t i = 0; i < n; i++) {
        char bytes[256];
        for (int b = 0; b < 256; b++)
            bytes[b] = (char)b;
        assert_comes_back((Coding){.encoding = &all[i]}, str_n(bytes, 256), 256);
        assert_comes_back((Coding){.encoding = &all[i]}, str_n(bytes, 255), 1);
    }
}

void random_bytes_come_back_or_are_said_not_to(void **state)
{
    size_t n;
    const Encoding *all = encoding_all(&n);
    Chance c = {11};
    (void)state;
    for (int round = 0; round < 3000; round++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        for (size_t k = chance(&c, 60); k; k--)
            buf_add_byte(&bytes, (char)chance(&c, 256));
        Coding with = {.encoding = &all[chance(&c, n)]};
        assert_comes_back(with, buf_str(&bytes), 1 + chance(&c, 9));
    }
}

void pieces_decode_like_the_whole(void **state)
{
    size_t n;
    const Encoding *all = encoding_all(&n);
    Chance c = {12};
    (void)state;
    for (int round = 0; round < 3000; round++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        AUTO(buf) Buf whole = BUF_INIT;
        AUTO(buf) Buf pieces = BUF_INIT;
        for (size_t k = chance(&c, 60); k; k--)
            buf_add_byte(&bytes, (char)chance(&c, 256));
        Coding with = {.encoding = &all[chance(&c, n)], .cr = chance(&c, 2)};
        with.bom = encoding_has_bom(with.encoding) && chance(&c, 2);
        decode(with, buf_str(&bytes), bytes.n + 1, &whole);
        decode(with, buf_str(&bytes), 1 + chance(&c, 5), &pieces);
        if (!str_eq(buf_str(&whole), buf_str(&pieces)))
            fail_msg("%s: pieces differ in round %d", with.encoding->id, round);
    }
}

void known_texts_decode(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        Str bytes, text;
    } cases[] = {
        {"utf16le", STR("a\0\x3D\xD8\x00\xDE"), STR("a\U0001F600")},
        {"utf16be", STR("\0a\xD8\x3D\xDE\x00"), STR("a\U0001F600")},
        {"utf16le", STR("\x00\xD8x\0"), STR("\xF4\x90\x80\x80\xF4\x90\x83\x98x")},
        {"utf32be", STR("\0\0\0a\0\x01\xF6\x00"), STR("a\U0001F600")},
        {"windows1252", STR("\x80 caf\xE9"), STR("\u20AC caf\u00E9")},
        {"windows1252", STR("\x81"), STR("\xF4\x90\x82\x81")},
        {"iso885915", STR("\xA4"), STR("\u20AC")},
        {"koi8r",
         STR("\xEB\xEF\xE9"
             "8"),
         STR("\u041A\u041E\u0418"
             "8")},
        {"shiftjis", STR("\x93\xFA\x96{\\"), STR("\u65E5\u672C\\")},
        {"shiftjis", STR("\x93"), STR("\xF4\x90\x82\x93")},
        {"eucjp", STR("\xC6\xFC\xCB\xDC"), STR("\u65E5\u672C")},
        {"euckr", STR("\xC7\xD1\xB1\xDB"), STR("\uD55C\uAE00")},
        {"gb18030", STR("\xD6\xD0\xCE\xC4\x94\x39\xFC\x36"), STR("\u4E2D\u6587\U0001F600")},
        {"cp950", STR("\xA4\xA4\xA4\xE5"), STR("\u4E2D\u6587")},
        {"windows1258", STR("e\xF2"), STR("\u1EB9")},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        for (size_t piece = 1; piece < 9; piece++) {
            AUTO(buf) Buf text = BUF_INIT;
            AUTO(buf) Buf back = BUF_INIT;
            assert_true(decode(coding(cases[i].id), cases[i].bytes, piece, &text));
            if (!str_eq(buf_str(&text), cases[i].text))
                fail_msg("%s: %s", cases[i].id, buf_c(&text));
            assert_true(encode(coding(cases[i].id), buf_str(&text), piece, &back));
            assert_true(str_eq(buf_str(&back), cases[i].bytes));
        }
}

void what_an_encoding_lacks_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        bool converting;
        Str text;
        size_t off, nbytes; // of the first character it lacks; nbytes 0: none
    } cases[] = {
        {"windows1252", false, STR("caf\u00E9 \u20AC"), 0, 0},
        {"windows1252", false, STR("caf\u00E9 \u65E5"), 6, 3},
        {"shiftjis", false, STR("\u65E5\U0001F600"), 3, 4},
        {"shiftjis", false, STR("a\U000E0041"), 1, 4}, // which libc would drop
        {"gbk", false, STR("ab\xFF"), 2, 1},
        {"utf16le", false, STR("\u65E5\xE6\x97"), 3, 1},
        {"utf16le", false, STR("\xF4\x90\x82\x81"), 0, 0},
        {"utf16le", true, STR("x\xF4\x90\x82\x81"), 1, 4},
        {"utf8", false, STR("x\xF4\x90\x82\x81"), 0, 0},
        {"utf8", true, STR("x\xF4\x90\x82\x81"), 1, 4},
        {"utf8", true, STR("x\xF4\xFF\xFE"), 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        for (size_t piece = 1; piece < 9; piece++) {
            AUTO(buf) Buf out = BUF_INIT;
            uint64_t off;
            Encoder *e = encoder_new(coding(cases[i].id), cases[i].converting, NULL);
            for (Str s = cases[i].text; s.n; s = str_from(s, piece))
                encoder_feed(e, str_upto(s, piece), &out);
            assert_int_equal(encoder_end(e, &out), cases[i].nbytes == 0);
            Str bad = encoder_problem(e, &off);
            assert_int_equal(bad.n, cases[i].nbytes);
            if (bad.n && off != cases[i].off)
                fail_msg("case %zu: at %zu", i, (size_t)off);
            encoder_free(e);
        }
}

void single_returns_become_line_ends_and_back(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        Str bytes;
    } cases[] = {{"utf8", STR("a\rb\r\rc")},
                 {"utf16be", STR("\0a\0\r\0b\0\r\0\r\0c")},
                 {"shiftjis", STR("a\rb\r\rc")}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf text = BUF_INIT;
        AUTO(buf) Buf back = BUF_INIT;
        Coding c = coding(cases[i].id);
        c.cr = true;
        decode(c, cases[i].bytes, 3, &text);
        assert_string_equal(buf_c(&text), "a\nb\n\nc");
        assert_true(encode(c, buf_str(&text), 2, &back));
        assert_true(str_eq(buf_str(&back), cases[i].bytes));
    }
    AUTO(buf) Buf text = BUF_INIT;
    Coding c = coding("utf8");
    c.cr = true;
    Decoder *d = decoder_new(c, NULL);
    decoder_feed(d, STR("a\rb"), &text);
    assert_false(decoder_met_lf(d));
    decoder_feed(d, STR("\n"), &text);
    assert_true(decoder_met_lf(d));
    decoder_free(d);
}

#define LATIN                                                                                \
    "Le caf\xE9 est ferm\xE9 jusqu'\xE0 la f\xEAte de No\xEBl, o\xF9 l'\xE9t\xE9 re\xE7oit " \
    "d\xE9j\xE0 des h\xF4tes tr\xE8s \xE2g\xE9s.\n"

void guesses_how_a_file_is_encoded(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        Str head;
        bool statistics;
        const char *wanted, *id;
        bool bom, cr, binary;
    } cases[] = {
        {"nothing at all", STR(""), false, "utf8", "utf8", false, false, false},
        {"ASCII", STR("abc\n"), false, "utf8", "utf8", false, false, false},
        {"ASCII is what is wanted", STR("abc\n"), false, "windows1252", "windows1252", 0, 0, 0},
        {"UTF-8 says itself", STR("\xC3\xA9"), false, "windows1252", "utf8", 0, 0, 0},
        {"UTF-8 with a mark", STR("\xEF\xBB\xBFx"), false, "koi8r", "utf8", true, 0, 0},
        {"UTF-16 LE with a mark", STR("\xFF\xFEx\0"), false, "utf8", "utf16le", true, 0, 0},
        {"UTF-16 BE with a mark", STR("\xFE\xFF\0x"), false, "utf8", "utf16be", true, 0, 0},
        {"UTF-32 LE with a mark", STR("\xFF\xFE\0\0x\0\0\0"), false, "utf8", "utf32le", true, 0, 0},
        {"UTF-32 BE with a mark", STR("\0\0\xFE\xFF"), false, "utf8", "utf32be", true, 0, 0},
        {"UTF-16 LE without", STR("h\0i\0\n\0"), false, "utf8", "utf16le", 0, 0, 0},
        {"UTF-16 BE without", STR("\0h\0i\0\n"), false, "utf8", "utf16be", 0, 0, 0},
        {"Chinese UTF-16 LE", STR("\x2D\x4E\x87\x65 \0"), false, "utf8", "utf16le", 0, 0, 0},
        {"UTF-32 LE without", STR("h\0\0\0i\0\0\0"), false, "utf8", "utf32le", 0, 0, 0},
        {"UTF-32 BE without", STR("\0\0\0h\0\0\0i"), false, "utf8", "utf32be", 0, 0, 0},
        {"zeros in a program",
         STR("\x7F"
             "ELF\2\1\1\0\0\0\0\0"),
         false, "utf8", "utf8", 0, 0, 1},
        {"small numbers", STR("\1\0\2\0\3\0\4\0"), false, "utf8", "utf8", 0, 0, 1},
        {"one zero in a text", STR("abc\0def\n"), false, "utf8", "utf8", 0, 0, 1},
        {"broken UTF-8 stays that", STR(LATIN), false, "utf8", "utf8", 0, 0, 0},
        {"or is what is wanted", STR(LATIN), false, "iso88591", "iso88591", 0, 0, 0},
        {"or is guessed", STR(LATIN LATIN LATIN), true, "utf8", "windows1252", 0, 0, 0},
        {"CRs alone", STR("a\rb\r"), false, "utf8", "utf8", 0, true, 0},
        {"CRs alone in UTF-16", STR("\xFF\xFE\r\0x\0"), false, "utf8", "utf16le", 1, true, 0},
        {"CR LF", STR("a\r\nb"), false, "utf8", "utf8", 0, 0, 0},
        {"CRs and LFs", STR("a\rb\n"), false, "utf8", "utf8", 0, 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        CodingWish wish = {encoding_find(str_c(cases[i].wanted)), cases[i].statistics};
        CodingGuess g = coding_guess(cases[i].head, true, wish);
        const char *id = g.coding.encoding->id;
        if (cases[i].statistics && strcmp(id, "iso88591") == 0)
            id = "windows1252"; // the two agree on these
        if (strcmp(id, cases[i].id) != 0 || g.coding.bom != cases[i].bom ||
            g.coding.cr != cases[i].cr || g.binary != cases[i].binary)
            fail_msg("%s: %s, bom %d, cr %d, binary %d", cases[i].name, g.coding.encoding->id,
                     g.coding.bom, g.coding.cr, g.binary);
    }
}

void encodings_are_found_by_their_names(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"utf8", "utf8"},          {"UTF-8", "utf8"},          {"utf-16le", "utf16le"},
        {"latin1", "iso88591"},    {"ISO-8859-1", "iso88591"}, {"Windows-1252", "windows1252"},
        {"cp1252", "windows1252"}, {"SHIFT_JIS", "shiftjis"},  {"EUC-KR", "euckr"},
        {"GB18030", "gb18030"},    {"gb2312", "gbk"},          {"Big5", "cp950"},
        {"utf-8-bom", "utf8"},     {"KOI8-R", "koi8r"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const Encoding *e = encoding_find(str_c(cases[i][0]));
        assert_non_null(e);
        assert_string_equal(e->id, cases[i][1]);
    }
    assert_null(encoding_find(STR("klingon")));
    assert_null(encoding_find(STR("")));
}
