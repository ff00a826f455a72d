#include "base/utf8.h"
#include "base/width.h"
#include "text/cells.h"
#include "test-text.h"

void clusters_and_words_are_stepped_over(void **state)
{
    (void)state;
    // '|' marks where a step from each mark on leads
    static const struct {
        const char *name, *clusters, *words_on, *words_back;
    } cases[] = {
        {"plain letters", "|a|b|c|", "|abc|", "|abc|"},
        {"CR LF is one", "|a|\r\n|b|", "|a|\r\nb|", "|a\r\n|b|"},
        {"accents stay on their letter", "|e\u0301|x|", "|e\u0301x|", "|e\u0301x|"},
        {"a family is one", "|\U0001F468\u200D\U0001F469\u200D\U0001F467|!|",
         "|\U0001F468\u200D\U0001F469\u200D\U0001F467|!|",
         "|\U0001F468\u200D\U0001F469\u200D\U0001F467|!|"},
        {"broken bytes stand alone", "|\xFF|\xE2|\x82|a|", "|\xFF\xE2\x82\x61|",
         "|\xFF\xE2\x82\x61|"},
        {"an escaped byte is one", "|a|\xF4\x90\x82\x93|\xF4\x90\x80\x80|b|\x90|", NULL, NULL},
        {"words, blanks and marks", NULL, "|foo| bar|  +=| x|", "|foo |bar  |+= |x|"},
        {"a mark alone goes with the word behind it", NULL, "|foo|.bar|(x|)|", "|foo|.|bar|(|x|)|"},
        {"blanks at the end of a line", NULL, "|a|  |\n b|", "|a  \n| |b|"},
        {"empty lines are stops", NULL, "|a|\n|\nb|", "|a\n|\n|b|"},
        {"umlauts are letters", NULL, "|größe| x_1|", "|größe |x_1|"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *const marked[] = {cases[i].clusters, cases[i].words_on, cases[i].words_back};
        for (size_t k = 0; k < ARRAY_LEN(marked); k++) {
            if (!marked[k])
                continue;
            Buf bytes = BUF_INIT;
            Vec(size_t) stops = {0};
            for (const char *p = marked[k]; *p; p++)
                if (*p == '|')
                    vec_push(&stops, bytes.n);
                else
                    buf_add_byte(&bytes, *p);
            Text *t = text_new_from(buf_str(&bytes));
            const Snap *s = text_now(t);
            for (size_t n = 0; n + 1 < stops.n; n++) {
                size_t a = stops.p[n], b = stops.p[n + 1];
                bool good = k == 0   ? snap_next_cluster(s, a) == b && snap_prev_cluster(s, b) == a
                            : k == 1 ? snap_next_word(s, a) == b
                                     : snap_prev_word(s, b) == a;
                if (!good)
                    fail_msg("%s: between %zu and %zu of %s", cases[i].name, a, b, marked[k]);
            }
            assert_int_equal(snap_next_cluster(s, bytes.n), bytes.n);
            assert_int_equal(snap_next_word(s, bytes.n), bytes.n);
            assert_int_equal(snap_prev_cluster(s, 0), 0);
            assert_int_equal(snap_prev_word(s, 0), 0);
            text_free(t);
            vec_deinit(&stops);
            buf_deinit(&bytes);
        }
    }
}

void long_runs_are_crossed_in_bounded_steps(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    buf_add_fill(&bytes, 'w', 1 << 20);
    Text *t = text_new_from(buf_str(&bytes));
    size_t step = snap_next_word(text_now(t), 0);
    assert_true(step > 0 && step < bytes.n / 2);
    assert_true(snap_prev_word(text_now(t), bytes.n) > bytes.n / 2);
    text_free(t);
}

void double_click_finds_words(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        size_t off, start, end;
    } cases[] = {
        {"within a word", "foo bar_1 x", 5, 4, 9},
        {"behind a word", "foo bar", 3, 0, 3},
        {"on blanks", "a    b", 3, 1, 5},
        {"on marks", "a  <<= b", 4, 3, 6},
        {"on an empty line", "a\n\nb", 2, 2, 2},
        {"on letters beyond ASCII", "x größe y", 4, 2, 9},
        {"at the end", "foo", 3, 0, 3},
        {"in nothing", "", 0, 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Text *t = text_new_from(str_c(cases[i].text));
        size_t start, end;
        snap_word_at(text_now(t), cases[i].off, &start, &end);
        if (start != cases[i].start || end != cases[i].end)
            fail_msg("%s: [%zu, %zu)", cases[i].name, start, end);
        text_free(t);
    }
}

void guesses_what_a_text_looks_like(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        Str text;
        TextGuess want;
    } cases[] = {
        {"nothing", STR(""), {.valid_utf8 = true}},
        {"Unix lines", STR("a\n  b\n    c\n  d\n"), {.valid_utf8 = true, .indent_width = 2}},
        {"DOS lines", STR("a\r\nb\r\n"), {.eol = EOL_CRLF, .valid_utf8 = true}},
        {"old Mac lines", STR("a\rb\r"), {.eol = EOL_CR, .valid_utf8 = true}},
        {"mixed lines", STR("a\r\nb\n"), {.eol = EOL_MIXED, .valid_utf8 = true}},
        {"a mark", STR("\xEF\xBB\xBFx"), {.bom = true, .valid_utf8 = true}},
        {"binary", STR("a\0b"), {.binary = true, .valid_utf8 = true}},
        {"broken UTF-8", STR("a\xFFz"), {0}},
        {"UTF-8 cut by the limit", STR("aaaaaaaaaaaaaaa\xC3\xA9z"), {.valid_utf8 = true}},
        {"tabs", STR("a\n\tb\n\t\tc\n"), {.tabs = true, .valid_utf8 = true}},
        {"four blanks", STR("a\n    b\n   \nx\n"), {.valid_utf8 = true, .indent_width = 4}},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Text *t = text_new_from(cases[i].text);
        TextGuess g = snap_guess(text_now(t), 16);
        const TextGuess *w = &cases[i].want;
        if (g.eol != w->eol || g.bom != w->bom || g.binary != w->binary ||
            g.valid_utf8 != w->valid_utf8 || g.tabs != w->tabs || g.indent_width != w->indent_width)
            fail_msg("%s: eol %d bom %d binary %d utf8 %d tabs %d indent %d", cases[i].name, g.eol,
                     g.bom, g.binary, g.valid_utf8, g.tabs, g.indent_width);
        text_free(t);
    }
}

static bool ends_line(Str s)
{
    return s.n && (s.p[0] == '\n' || (s.p[0] == '\r' && s.n > 1 && s.p[1] == '\n'));
}

// Column of off in a line that starts at 0, cluster by cluster.
static int naive_col(Str line, size_t off, int tab_size)
{
    int col = 0, cells = 0;
    for (size_t at = 0, n = 0; at < off && !ends_line(str_from(line, at)); at += n) {
        n = width_cluster(str_from(line, at), 1, &cells);
        if (at + n > off)
            break;
        col += line.p[at] == '\t' ? tab_size - col % tab_size : cells;
    }
    return col;
}

void columns_are_what_is_drawn(void **state)
{
    (void)state;
    static const char *const bits[] = {"a", "b", "\t", "é", "日", "e\u0301", "\xFF", "-"};
    Chance c = {23};
    for (int i = 0; i < 200; i++) {
        AUTO(buf) Buf line = BUF_INIT;
        for (size_t k = chance(&c, 12); k > 0; k--) {
            buf_add_fill(&line, 'x', chance(&c, 4) ? chance(&c, 5) : chance(&c, 3000));
            buf_add_c(&line, bits[chance(&c, ARRAY_LEN(bits))]);
        }
        size_t length = line.n;
        buf_add_c(&line, i % 2 ? "\r\nnext" : "\nnext");
        Text *t = text_new_from(buf_str(&line));
        const Snap *s = text_now(t);
        for (int k = 0; k < 20; k++) {
            size_t off = chance(&c, length + 1);
            int col = snap_col(s, 0, off, 4);
            assert_int_equal(col, naive_col(buf_str(&line), off, 4));
            size_t back = snap_off_of_col(s, 0, col, 4);
            assert_int_equal(snap_col(s, 0, back, 4), col);
        }
        assert_int_equal(snap_off_of_col(s, 0, 1000000, 4), length);
        text_free(t);
    }
}

// The column of each byte of the line that s begins with, cluster by cluster; owned.
static int *naive_cols(Str s, size_t length, int tab_size)
{
    int *out = NEW_ARRAY(int, length + 1), col = 0, cells = 0;
    for (size_t at = 0; at < length && !ends_line(str_from(s, at));) {
        size_t n = width_cluster(str_from(s, at), 1, &cells);
        for (size_t i = 0; i < n && at + i <= length; i++)
            out[at + i] = col;
        col += s.p[at] == '\t' ? tab_size - col % tab_size : cells;
        at += n;
        for (size_t i = at; i <= length && ends_line(str_from(s, at)); i++)
            out[i] = col;
        if (at == length)
            out[at] = col;
    }
    return out;
}

// Columns of a long line of t, which holds the same bytes, at random places.
static void assert_cols(const Text *t, Str bytes, Chance *c, int tab_size)
{
    const Snap *s = text_now(t);
    size_t row = chance(c, naive_rows_before(bytes, bytes.n) + 1),
           line = naive_row_start(bytes, row);
    size_t length = snap_line_end(s, line, SIZE_MAX) - line;
    AUTO(free) int *cols = naive_cols(str_from(bytes, line), length, tab_size);
    for (int k = 0; k < 9; k++) {
        size_t off = chance(c, length + 1);
        assert_int_equal(snap_col(s, line, line + off, tab_size), cols[off]);
        size_t back = snap_off_of_col(s, line, cols[off], tab_size) - line;
        assert_int_equal(cols[back], cols[off]);
    }
    int wide = cols[length], want = (int)chance(c, (uint64_t)wide + 9);
    int got = cols[snap_off_of_col(s, line, want, tab_size) - line];
    assert_true(abs(got - want) <= MAX(tab_size, 16) || (got == wide && want > wide));
}

// What long lines are made of; some of it has no place where a cluster starts for sure.
static void add_stuff(Chance *c, size_t kind, size_t nbytes, Buf *out)
{
    static const char *const bits[][8] = {
        {"plain ascii, ", "x", "{\"key\": 1},"},
        {"\t", "tabs", " and\t", "\t\t", "words"},
        {"\u65E5\u672C", "\u8A9E", "a", "\uAC00", "\u3002"},
        {"e\u0301", "a", "\u0915\u094D\u0937", "n\u0303", "\u0BA8\u0BBF"},
        {"\U0001F468\u200D\U0001F469\u200D\U0001F467", "\U0001F1E9\U0001F1EA", "1\uFE0F\u20E3",
         "\U0001F469\U0001F3FD"},
        {"\xFF", "\xE2\x82", "\xF0\x9F", "z", "\x01", "\r"},
        {"\u0301\u0302\u0303\u0304", "\u200D", "\u0600", "\u0D4E"},
        {"a", "\t", "\u65E5", "e\u0301", "\xFF", "\U0001F469", "\u0301"},
    };
    // one long cluster after the other is walked through, up to a limit
    for (size_t end = out->n + (kind == 6 ? nbytes / 8 : nbytes); out->n < end;) {
        const char *bit = bits[kind][chance(c, 8)];
        buf_add_c(out, bit ? bit : "-");
    }
}

// Both must agree after each of many edits, whatever was noted before them.
static void long_line_case(uint64_t seed, bool from_source)
{
    Chance c = {seed};
    MemSource m = {0};
    AUTO(buf) Buf bytes = BUF_INIT;
    for (int i = 0; i < 6; i++)
        add_stuff(&c, (seed + (uint64_t)i * (seed % 3)) % 8,
                  chance(&c, from_source ? 90000 : 20000), &bytes);
    if (seed % 4 == 0)
        buf_splice(&bytes, bytes.n / 2, bytes.n / 2, STR("\n"));
    buf_add(&m.bytes, buf_str(&bytes));
    Text *t = from_source ? text_new_source(mem_source(&m)) : text_new_from(buf_str(&bytes));
    for (int i = 0; i < 20; i++) {
        int tab_size = i % 10 == 9 ? 8 : 4;
        while (!snap_count_lines(text_now(t), SIZE_MAX) ||
               !snap_measure_cols(text_now(t), tab_size, 1 << 20))
            ;
        assert_cols(t, buf_str(&bytes), &c, tab_size);
        AUTO(buf) Buf with = BUF_INIT;
        size_t start = chance(&c, bytes.n + 1),
               n = chance(&c, MIN(bytes.n - start, (size_t)40) + 1);
        add_stuff(&c, chance(&c, 8), chance(&c, 5) ? chance(&c, 6) : chance(&c, 40000), &with);
        text_replace(t, start, start + n, buf_str(&with));
        buf_splice(&bytes, start, start + n, buf_str(&with));
        if (chance(&c, 4) == 0) {
            size_t off;
            text_undo(t, &off);
            buf_clear(&bytes);
            snap_add_to(text_now(t), 0, snap_size(text_now(t)), &bytes);
        }
    }
    text_check(t);
    text_free(t);
    buf_deinit(&m.bytes);
}

void columns_of_long_lines_are_summed_up(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 8; seed++) {
        long_line_case(seed, false);
        long_line_case(seed, true);
    }
}

void every_code_point_is_measured_alike(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp < 0x20000; cp++) {
        AUTO(buf) Buf b = BUF_INIT;
        for (int i = 0; i < 3; i++)
            utf8_add(&b, cp);
        utf8_add(&b, 0xE4);
        Cells cells = cells_of(buf_str(&b), 4);
        if (cp != '\t' && cells_end(cells, 0, 4) != (size_t)width_text(buf_str(&b), 1))
            fail_msg("U+%04X: %zu", (unsigned)cp, cells_end(cells, 0, 4));
    }
}

void unmeasured_columns_are_guessed(void **state)
{
    (void)state;
    enum { SIZE = 6 << 20 };
    MemSource m = {0};
    for (int i = 0; i < SIZE / 3; i++)
        buf_add_c(&m.bytes, "\u65E5");
    Text *t = text_new_source(mem_source(&m));
    const Snap *s = text_now(t);
    assert_int_equal(snap_cols_wanted(s), 0);
    assert_true(snap_col(s, 0, SIZE, 4) > SIZE / 3 * 2);
    assert_int_equal(snap_cols_wanted(s), 4);
    snap_count_lines(s, SIZE_MAX);
    unsigned rounds = 0;
    while (!snap_measure_cols(s, 4, 1 << 20))
        rounds++;
    assert_true(rounds > 2 && rounds < 10);
    assert_int_equal(snap_cols_wanted(s), 0);
    assert_int_equal(snap_col(s, 0, SIZE, 4), SIZE / 3 * 2);
    assert_int_equal(snap_off_of_col(s, 0, SIZE / 3, 4), SIZE / 2);
    text_free(t);
    buf_deinit(&m.bytes);
}
