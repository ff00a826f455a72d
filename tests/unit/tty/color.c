#include "tty/color.h"
#include "groups.h"
#include "base/mem.h"

static Color reduce_one(TtyColor depth, Color c)
{
    ColorMap m;
    color_map_init(&m, depth, 0);
    return color_reduce(&m, (Style){.fg = c}).fg;
}

static void colors_become_the_nearest_there_are(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        TtyColor depth;
        Color in, out;
    } cases[] = {
        {"true colour stays", TTY_COLOR_TRUE, COLOR_RGB(1, 2, 3), COLOR_RGB(1, 2, 3)},
        {"the default stays", TTY_COLOR_16, COLOR_DEFAULT, COLOR_DEFAULT},
        {"no colour", TTY_COLOR_NONE, COLOR_RGB(255, 0, 0), COLOR_DEFAULT},
        {"a colour of the cube", TTY_COLOR_256, COLOR_RGB(255, 0, 95), COLOR_ANSI(197)},
        {"a grey of the ramp", TTY_COLOR_256, COLOR_RGB(28, 28, 28), COLOR_ANSI(234)},
        {"a grey between two", TTY_COLOR_256, COLOR_RGB(30, 30, 30), COLOR_ANSI(234)},
        {"black", TTY_COLOR_256, COLOR_RGB(0, 0, 0), COLOR_ANSI(16)},
        {"white", TTY_COLOR_256, COLOR_RGB(255, 255, 255), COLOR_ANSI(231)},
        {"an indexed colour stays where there are 256", TTY_COLOR_256, COLOR_ANSI(77),
         COLOR_ANSI(77)},
        {"red of sixteen", TTY_COLOR_16, COLOR_RGB(250, 10, 10), COLOR_ANSI(9)},
        {"dark of sixteen", TTY_COLOR_16, COLOR_RGB(30, 30, 30), COLOR_ANSI(0)},
        {"an indexed colour of sixteen", TTY_COLOR_16, COLOR_ANSI(196), COLOR_ANSI(9)},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Color got = reduce_one(cases[i].depth, cases[i].in);
        if (got != cases[i].out)
            fail_msg("%s: %x, not %x", cases[i].name, (unsigned)got, (unsigned)cases[i].out);
    }
}

static double channel_light(double c)
{
    c /= 255;
    return c * (c * (c * 0.305306 + 0.682171) + 0.012523);
}

static double light(Color c)
{
    uint32_t rgb = color_rgb(c);
    return 0.2126 * channel_light(rgb >> 16) + 0.7152 * channel_light(rgb >> 8 & 255) +
           0.0722 * channel_light(rgb & 255) + 0.05;
}

static void reduced_text_keeps_its_contrast(void **state)
{
    (void)state;
    ColorMap m;
    color_map_init(&m, TTY_COLOR_16, 30);
    for (uint32_t i = 0; i < 2000; i++) {
        uint32_t a = i * 2654435761u, b = i * 40503u * 977u;
        Style in = {.fg = COLOR_RGB(0, 0, 0) | (a >> 8), .bg = COLOR_RGB(0, 0, 0) | (b & 0xffffff)};
        Style out = color_reduce(&m, in);
        double x = light(out.fg), y = light(out.bg);
        assert_true((x > y ? x / y : y / x) >= 2.99);
    }
    Style asked = {.fg = COLOR_ANSI(8), .bg = COLOR_ANSI(8)}; // chosen by hand: left alone
    assert_int_equal(color_reduce(&m, asked).fg, asked.fg);
}

static void colors_of_the_palette_stay_what_they_are(void **state)
{
    (void)state;
    // in RGB, as a few are in the palette twice
    for (unsigned i = 16; i < 256; i++) {
        Color c = COLOR_RGB(0, 0, 0) | color_rgb(COLOR_ANSI(i));
        assert_int_equal(color_rgb(reduce_one(TTY_COLOR_256, c)), color_rgb(COLOR_ANSI(i)));
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(colors_become_the_nearest_there_are),
    cmocka_unit_test(reduced_text_keeps_its_contrast),
    cmocka_unit_test(colors_of_the_palette_stay_what_they_are),
};

const TestGroup color_tests = {tests, ARRAY_LEN(tests)};
