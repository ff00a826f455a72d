// The painter against a terminal of our own: whatever was shown before and whatever the terminal
// can do, the screen shows the surface.
#include "tty/paint.h"
#include "groups.h"
#include "base/mem.h"
#include "screen.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROWS = 12, COLS = 40 };

typedef struct {
    unsigned seed;
} Random;

static unsigned roll(Random *r, unsigned n)
{
    r->seed = r->seed * 1664525u + 1013904223u;
    return (r->seed >> 8) % n;
}

static Style random_style(Random *r)
{
    static const uint16_t attrs[] = {0,
                                     0,
                                     0,
                                     ATTR_BOLD,
                                     ATTR_DIM,
                                     ATTR_BOLD | ATTR_DIM,
                                     ATTR_CURLY,
                                     ATTR_UNDERLINE,
                                     ATTR_REVERSE | ATTR_ITALIC | ATTR_STRIKE};
    static const Color colors[] = {COLOR_DEFAULT,  COLOR_DEFAULT,   COLOR_ANSI(1),
                                   COLOR_ANSI(12), COLOR_ANSI(200), COLOR_RGB(1, 2, 3)};
    return (Style){colors[roll(r, ARRAY_LEN(colors))], colors[roll(r, ARRAY_LEN(colors))],
                   attrs[roll(r, ARRAY_LEN(attrs))]};
}

static void random_edit(Random *r, Surface *s)
{
    static const char *const texts[] = {"x",
                                        "hello world",
                                        "int main(void) { return 0; }",
                                        "世界",
                                        "e\xCC\x81",
                                        "\U0001F600",
                                        "\U0001F468\u200D\U0001F469\u200D\U0001F467",
                                        "          ",
                                        "\t\033",
                                        "│ ● ▸"};
    int row = (int)roll(r, ROWS), col = (int)roll(r, COLS);
    if (roll(r, 4) == 0)
        surface_fill(s, row, col, (int)roll(r, 6), (int)roll(r, COLS), random_style(r));
    else
        surface_put(s, row, col, COLS, str_c(texts[roll(r, ARRAY_LEN(texts))]), random_style(r));
}

/* Draw rows `first`.. of an endless text, a fixed bar to the left of it. */
static void draw_page(Surface *s, int first, int bar)
{
    Style styles[] = {{.fg = COLOR_RGB(200, 200, 200)}, {.fg = COLOR_ANSI(2), .bg = COLOR_ANSI(4)}};
    surface_fill(s, 0, 0, ROWS, COLS, styles[0]);
    for (int row = 0; row < ROWS - 1; row++) {
        char text[64];
        int n = snprintf(text, sizeof text, "line %d of %d things", first + row,
                         (first + row) * 7919 % 1000);
        surface_put(s, row, 0, bar, STR("explorer"), styles[1]);
        surface_put(s, row, bar, COLS - bar, str_n(text, (size_t)n), styles[(first + row) % 2]);
    }
}

static bool same_text(const ScreenCell *c, const Surface *s, int row, int col)
{
    Str text = surface_text(s, row, col);
    return surface_cell(s, row, col)->width == 0 ? c->text[0] == '\0' : str_eq_c(text, c->text);
}

static bool same_look(const ScreenCell *c, const Surface *s, int row, int col)
{
    const Cell *want = surface_cell(s, row, col);
    Str text = surface_text(s, row, col);
    if (want->width == 0)
        return c->text[0] == '\0';
    if (!str_eq_c(text, c->text) || want->style.bg != c->style.bg)
        return false;
    unsigned lines = ATTR_UNDERLINE | ATTR_CURLY | ATTR_REVERSE | ATTR_STRIKE;
    if (str_eq_c(text, " ") && !(want->style.attrs & lines))
        return !(c->style.attrs & lines);
    return want->style.fg == c->style.fg && want->style.attrs == c->style.attrs;
}

static void check_screen(const Screen *screen, const Surface *s, const char *what, int step)
{
    assert_false(screen->sync);
    assert_int_equal(screen->top, 0);
    assert_int_equal(screen->bottom, screen->rows);
    for (int row = 0; row < surface_rows(s); row++)
        for (int col = 0; col < surface_cols(s); col++) {
            const ScreenCell *c = screen_cell(screen, row, col);
            if (!same_look(c, s, row, col))
                fail_msg("%s, step %d, cell %d,%d: '%s' %x/%x/%x is not '" STR_FMT "' %x/%x/%x",
                         what, step, row, col, c->text, (unsigned)c->style.fg,
                         (unsigned)c->style.bg, c->style.attrs, STR_ARG(surface_text(s, row, col)),
                         (unsigned)surface_cell(s, row, col)->style.fg,
                         (unsigned)surface_cell(s, row, col)->style.bg,
                         surface_cell(s, row, col)->style.attrs);
        }
}

static void run_random(const Caps *caps, const char *what, bool sync)
{
    Random r = {7};
    Screen screen;
    Painter p;
    Surface *s = surface_new(ROWS, COLS);
    screen_init(&screen, ROWS, COLS);
    painter_init(&p, caps, TTY_COLOR_TRUE, 0);
    screen.bce = caps->bce;
    p.sync = sync;
    for (int step = 0; step < 400; step++) {
        unsigned kind = roll(&r, 8);
        if (kind == 0)
            draw_page(s, (int)roll(&r, 30), (int)roll(&r, 2) * 9);
        for (unsigned i = roll(&r, 12); i > 0; i--)
            random_edit(&r, s);
        int row = (int)roll(&r, ROWS), col = (int)roll(&r, COLS);
        screen_feed(&screen, painter_paint(&p, s, row, col, CURSOR_LINE));
        check_screen(&screen, s, what, step);
        assert_int_equal(screen.row, row);
        assert_int_equal(screen.col, col);
        assert_int_equal(painter_paint(&p, s, row, col, CURSOR_LINE).n, 0);
        if (roll(&r, 50) == 0)
            painter_invalidate(&p);
    }
    painter_deinit(&p);
    screen_deinit(&screen);
    surface_free(s);
}

/* What terminfo knows, whose styles the surface's need not be: the texts. */
static void run_terminfo(const char *term)
{
    Caps caps;
    Random r = {9};
    Screen screen;
    Painter p;
    Surface *s = surface_new(ROWS, COLS);
    assert_true(caps_open(&caps, term, 1, NULL));
    screen_init(&screen, ROWS, COLS);
    painter_init(&p, &caps, caps.colors >= 8 ? TTY_COLOR_16 : TTY_COLOR_NONE, 30);
    for (int step = 0; step < 100; step++) {
        if (roll(&r, 4) == 0)
            draw_page(s, (int)roll(&r, 30), 0);
        for (unsigned i = roll(&r, 12); i > 0; i--)
            random_edit(&r, s);
        screen_feed(&screen, painter_paint(&p, s, 1, 1, CURSOR_LINE));
        for (int row = 0; row < ROWS; row++)
            for (int col = 0; col < COLS; col++)
                if (!same_text(screen_cell(&screen, row, col), s, row, col))
                    fail_msg("%s, step %d, cell %d,%d", term, step, row, col);
    }
    painter_deinit(&p);
    screen_deinit(&screen);
    surface_free(s);
    caps_deinit(&caps);
}

static void terminals_of_old_show_the_surface_too(void **state)
{
    (void)state;
    static const char *const terms[] = {"xterm-256color", "linux",  "vt100",
                                        "vt220",          "screen", "rxvt"};
    for (size_t i = 0; i < ARRAY_LEN(terms); i++)
        run_terminfo(terms[i]);
}

static void places_are_named_as_the_terminal_wants_them(void **state)
{
    (void)state;
    static const struct {
        const char *term, *place; // of row 3, column 7
    } cases[] = {{"xterm", "\033[4;8H"}, {"vt100", "\033[4;8H"}, {"vt52", "\033Y#\'"}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Caps caps;
        AUTO(buf) Buf out = BUF_INIT;
        assert_true(caps_open(&caps, cases[i].term, 1, NULL));
        caps_add_cup(&caps, 3, 7, &out);
        assert_string_equal(buf_c(&out), cases[i].place);
        caps_deinit(&caps);
    }
}

static void the_screen_shows_the_surface(void **state)
{
    (void)state;
    Caps caps;
    caps_ideal(&caps);
    run_random(&caps, "all there is", false);
    run_random(&caps, "synchronized", true);
    caps.bce = false;
    run_random(&caps, "no bce", false);
    caps.erase = caps.insert = caps.scroll = caps.ecma_move = false;
    run_random(&caps, "next to nothing", false);
    caps_deinit(&caps);
}

static void pages_scroll_instead_of_being_sent_again(void **state)
{
    (void)state;
    static const struct {
        int bar, from, to;
        size_t max;
    } cases[] = {{0, 100, 101, 60}, {0, 101, 100, 80}, {0, 100, 103, 200}, {9, 100, 101, 300}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Caps caps;
        Painter p;
        Screen screen;
        Surface *s = surface_new(ROWS, COLS);
        caps_ideal(&caps);
        screen_init(&screen, ROWS, COLS);
        painter_init(&p, &caps, TTY_COLOR_TRUE, 0);
        draw_page(s, cases[i].from, cases[i].bar);
        screen_feed(&screen, painter_paint(&p, s, 0, 0, CURSOR_BLOCK));
        draw_page(s, cases[i].to, cases[i].bar);
        Str out = painter_paint(&p, s, 0, 0, CURSOR_BLOCK);
        screen_feed(&screen, out);
        check_screen(&screen, s, "page", (int)i);
        if (out.n > cases[i].max)
            fail_msg("case %zu: %zu bytes", i, out.n);
        painter_deinit(&p);
        screen_deinit(&screen);
        surface_free(s);
    }
}

/* One row of code in colours, as an editor beside a side bar and with a ruler shows it. */
static void draw_code(Surface *s, const char *typed)
{
    Style plain = {.fg = COLOR_ANSI(253), .bg = COLOR_ANSI(234)};
    Style bar = {.fg = COLOR_ANSI(250), .bg = COLOR_ANSI(235)};
    Style status = {.fg = COLOR_ANSI(231), .bg = COLOR_ANSI(32)};
    surface_fill(s, 0, 0, 3, 100, plain);
    surface_put(s, 1, 0, 20, STR("  main.c           M"), bar);
    int col = 20 + surface_put(s, 1, 20, 80, STR("  37     "), plain);
    col += surface_put(s, 1, col, 80, str_c(typed), plain);
    static const char *const words[] = {"if ",     "(bind_all", "(fd, &a)",     ") ",
                                        "return ", "-1;",       " // it failed"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        col += surface_put(s, 1, col, 90, str_c(words[i]),
                           (Style){.fg = COLOR_ANSI((unsigned)(70 + 9 * i)), .bg = plain.bg});
    surface_put(s, 1, 99, 1, STR("|"), plain);
    surface_fill(s, 2, 0, 1, 100, status);
    char where[32];
    int n = snprintf(where, sizeof where, "Ln 37, Col %zu", strlen(typed) + 1);
    surface_put(s, 2, 70, 30, str_n(where, (size_t)n), status);
}

static void a_key_press_costs_few_bytes(void **state)
{
    (void)state;
    char typed[24] = "";
    size_t most = 0, sum = 0;
    Caps caps;
    Painter p;
    Screen screen;
    Surface *s = surface_new(3, 100);
    caps_ideal(&caps);
    screen_init(&screen, 3, 100);
    painter_init(&p, &caps, TTY_COLOR_256, 0);
    p.sync = true;
    draw_code(s, typed);
    screen_feed(&screen, painter_paint(&p, s, 1, 29, CURSOR_LINE));
    for (int i = 0; i < 20; i++) {
        typed[i] = (char)('a' + i);
        draw_code(s, typed);
        Str out = painter_paint(&p, s, 1, 30 + i, CURSOR_LINE);
        screen_feed(&screen, out);
        check_screen(&screen, s, "typing", i);
        most = MAX(most, out.n);
        sum += out.n;
    }
    if (most > 80 || sum > 20 * 60)
        fail_msg("a key in the middle of a row cost up to %zu bytes, all 20 %zu", most, sum);
    painter_deinit(&p);
    screen_deinit(&screen);
    surface_free(s);
}

static void typing_at_the_end_of_a_row_costs_one_byte(void **state)
{
    (void)state;
    Caps caps;
    Painter p;
    Surface *s = surface_new(2, 40);
    caps_ideal(&caps);
    painter_init(&p, &caps, TTY_COLOR_TRUE, 0);
    painter_paint(&p, s, 0, 0, CURSOR_LINE);
    surface_put(s, 0, 0, 40, STR("a"), (Style){0});
    Str out = painter_paint(&p, s, 0, 1, CURSOR_LINE);
    assert_true(str_eq_c(out, "a"));
    surface_put(s, 0, 1, 40, STR("b"), (Style){0});
    out = painter_paint(&p, s, 0, 2, CURSOR_LINE);
    assert_true(str_eq_c(out, "b"));
    painter_deinit(&p);
    surface_free(s);
}

static void a_terminal_with_other_widths_is_put_right(void **state)
{
    (void)state;
    Caps caps;
    Painter p;
    Screen screen;
    Surface *s = surface_new(2, 20);
    caps_ideal(&caps);
    screen_init(&screen, 2, 20);
    screen.emoji_narrow = true;
    painter_init(&p, &caps, TTY_COLOR_TRUE, 0);
    surface_put(s, 0, 0, 20, STR("a\U0001F600b\U0001F600"), (Style){0});
    surface_put(s, 1, 18, 2, STR("\U0001F600"), (Style){0});
    screen_feed(&screen, painter_paint(&p, s, 0, 4, CURSOR_LINE));
    assert_string_equal(screen_cell(&screen, 0, 0)->text, "a");
    assert_string_equal(screen_cell(&screen, 0, 2)->text, " ");
    assert_string_equal(screen_cell(&screen, 0, 3)->text, "b");
    assert_string_equal(screen_cell(&screen, 1, 19)->text, " ");
    assert_int_equal(screen.col, 4);
    painter_deinit(&p);
    screen_deinit(&screen);
    surface_free(s);
}

static void a_letter_with_a_mark_is_no_short_way_right(void **state)
{
    (void)state;
    Caps caps;
    Painter p;
    Screen screen;
    Surface *s = surface_new(1, 10);
    caps_ideal(&caps);
    screen_init(&screen, 1, 10);
    painter_init(&p, &caps, TTY_COLOR_TRUE, 0);
    surface_put(s, 0, 0, 10, STR("ae\xCC\x81z"), (Style){0});
    screen_feed(&screen, painter_paint(&p, s, 0, 0, CURSOR_LINE));
    surface_put(s, 0, 0, 1, STR("b"), (Style){0});
    surface_put(s, 0, 2, 1, STR("y"), (Style){0});
    screen_feed(&screen, painter_paint(&p, s, 0, 0, CURSOR_LINE));
    assert_string_equal(screen_cell(&screen, 0, 0)->text, "b");
    assert_string_equal(screen_cell(&screen, 0, 1)->text, "e\xCC\x81");
    assert_string_equal(screen_cell(&screen, 0, 2)->text, "y");
    painter_deinit(&p);
    screen_deinit(&screen);
    surface_free(s);
}

static void without_utf8_only_ascii_is_sent(void **state)
{
    (void)state;
    Caps caps;
    Painter p;
    Surface *s = surface_new(1, 10);
    caps_ideal(&caps);
    painter_init(&p, &caps, TTY_COLOR_TRUE, 0);
    p.utf8 = false;
    surface_put(s, 0, 0, 10, STR("a\xC3\xA9世e\xCC\x81z"), (Style){0});
    Str out = painter_paint(&p, s, 0, 0, CURSOR_LINE);
    assert_true(str_find(out, STR("a???ez")) >= 0);
    for (size_t i = 0; i < out.n; i++)
        assert_true((unsigned char)out.p[i] < 0x80);
    painter_deinit(&p);
    surface_free(s);
}

static void frames_appear_at_once(void **state)
{
    (void)state;
    Caps caps;
    Painter p;
    Surface *s = surface_new(ROWS, COLS);
    caps_ideal(&caps);
    painter_init(&p, &caps, TTY_COLOR_TRUE, 0);
    painter_paint(&p, s, 0, 0, CURSOR_LINE);
    draw_page(s, 5, 0);
    Str out = painter_paint(&p, s, 0, 0, CURSOR_LINE);
    assert_true(str_starts(out, STR("\033[?25l")) && str_ends(out, STR("\033[?25h")));
    draw_page(s, 50, 9);
    p.sync = true;
    out = painter_paint(&p, s, 0, 0, CURSOR_LINE);
    assert_true(str_starts(out, STR("\033[?2026h")) && str_ends(out, STR("\033[?2026l")));
    surface_put(s, 0, 0, 1, STR("x"), (Style){0});
    out = painter_paint(&p, s, 0, 0, CURSOR_LINE);
    assert_true(str_find(out, STR("\033[?")) < 0);
    painter_deinit(&p);
    surface_free(s);
}

static void the_cursor_is_shown_in_its_shape_or_hidden(void **state)
{
    (void)state;
    Caps caps;
    Painter p;
    Screen screen;
    Surface *s = surface_new(2, 10);
    caps_ideal(&caps);
    screen_init(&screen, 2, 10);
    painter_init(&p, &caps, TTY_COLOR_TRUE, 0);
    static const struct {
        CursorShape shape;
        int row;
        bool visible;
        int code;
    } cases[] = {{CURSOR_BLOCK, 0, true, 2},   {CURSOR_LINE, 1, true, 6},
                 {CURSOR_HIDDEN, 1, false, 6}, {CURSOR_UNDERLINE, 1, true, 4},
                 {CURSOR_LINE, 2, false, 4},   {CURSOR_LINE, -1, false, 4}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        screen_feed(&screen, painter_paint(&p, s, cases[i].row, 3, cases[i].shape));
        assert_int_equal(screen.visible, cases[i].visible);
        assert_int_equal(screen.shape, cases[i].code);
    }
    painter_deinit(&p);
    screen_deinit(&screen);
    surface_free(s);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_screen_shows_the_surface),
    cmocka_unit_test(terminals_of_old_show_the_surface_too),
    cmocka_unit_test(places_are_named_as_the_terminal_wants_them),
    cmocka_unit_test(pages_scroll_instead_of_being_sent_again),
    cmocka_unit_test(a_key_press_costs_few_bytes),
    cmocka_unit_test(typing_at_the_end_of_a_row_costs_one_byte),
    cmocka_unit_test(a_terminal_with_other_widths_is_put_right),
    cmocka_unit_test(a_letter_with_a_mark_is_no_short_way_right),
    cmocka_unit_test(without_utf8_only_ascii_is_sent),
    cmocka_unit_test(frames_appear_at_once),
    cmocka_unit_test(the_cursor_is_shown_in_its_shape_or_hidden),
};

const TestGroup paint_tests = {tests, ARRAY_LEN(tests)};
