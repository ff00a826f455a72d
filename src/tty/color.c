#include "tty/color.h"
#include "base/bug.h"
#include "base/mem.h"

typedef struct {
    float l, a, b;
} Lab;

// xterm's first sixteen.
static const uint32_t ansi16[16] = {
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
};

// Steps of a channel in the 6x6x6 cube.
static const uint8_t cube[6] = {0, 95, 135, 175, 215, 255};

static uint32_t palette_rgb(unsigned i)
{
    if (i < 16)
        return ansi16[i];
    if (i >= 232) {
        uint32_t grey = 8 + 10 * (i - 232);
        return grey << 16 | grey << 8 | grey;
    }
    i -= 16;
    return (uint32_t)cube[i / 36] << 16 | (uint32_t)cube[i / 6 % 6] << 8 | cube[i % 6];
}

uint32_t color_rgb(Color c)
{
    return c >= COLOR_ANSI(0) ? palette_rgb(c & 0xff) : c & 0xffffff;
}

static bool is_index(Color c)
{
    return c >= COLOR_ANSI(0);
}

/* Light of a channel, 0..1, from its sRGB value: a cubic close to the true curve. */
static float linear(uint32_t channel)
{
    float c = (float)(channel & 0xff) / 255;
    return c * (c * (c * 0.305306f + 0.682171f) + 0.012523f);
}

/* Cube root of 0..1 by Newton, so that libm need not be loaded. */
static float cube_root(float x)
{
    float r = x < 0.1f ? 0.3f : 0.8f;
    for (int i = 0; i < 6; i++)
        r = (2 * r + x / (r * r)) / 3;
    return r;
}

static float lab_part(float t)
{
    return t > 0.008856f ? cube_root(t) : 7.787f * t + 16.0f / 116;
}

static Lab lab_of(uint32_t rgb)
{
    float r = linear(rgb >> 16), g = linear(rgb >> 8), b = linear(rgb);
    float x = lab_part((0.4124f * r + 0.3576f * g + 0.1805f * b) / 0.9505f);
    float y = lab_part(0.2126f * r + 0.7152f * g + 0.0722f * b);
    float z = lab_part((0.0193f * r + 0.1192f * g + 0.9505f * b) / 1.089f);
    return (Lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

static float distance(Lab x, Lab y)
{
    float l = x.l - y.l, a = x.a - y.a, b = x.b - y.b;
    return l * l + a * a + b * b;
}

static float luminance(uint32_t rgb)
{
    return 0.2126f * linear(rgb >> 16) + 0.7152f * linear(rgb >> 8) + 0.0722f * linear(rgb);
}

static float contrast(uint32_t x, uint32_t y)
{
    float a = luminance(x) + 0.05f, b = luminance(y) + 0.05f;
    return a > b ? a / b : b / a;
}

float color_contrast(Color a, Color b)
{
    return contrast(color_rgb(a), color_rgb(b));
}

typedef struct {
    Lab want;
    unsigned best;
    float best_distance;
} Search;

static void consider(Search *s, unsigned i)
{
    float d = distance(s->want, lab_of(palette_rgb(i)));
    if (d < s->best_distance) {
        s->best_distance = d;
        s->best = i;
    }
}

/* The two steps of the cube round a channel's value; equal at an exact hit. */
static void cube_steps(uint32_t v, unsigned step[2])
{
    step[1] = 0;
    while (cube[step[1]] < v)
        step[1]++;
    step[0] = cube[step[1]] == v || step[1] == 0 ? step[1] : step[1] - 1;
}

/* Only neighbours in the cube and on the ramp of greys can be the nearest. */
static unsigned nearest_256(uint32_t rgb)
{
    Search s = {.want = lab_of(rgb), .best = 16, .best_distance = 1e9f};
    unsigned r[2], g[2], b[2];
    cube_steps(rgb >> 16 & 0xff, r);
    cube_steps(rgb >> 8 & 0xff, g);
    cube_steps(rgb & 0xff, b);
    for (unsigned i = 0; i < 8; i++)
        consider(&s, 16 + 36 * r[i & 1] + 6 * g[i >> 1 & 1] + b[i >> 2]);
    uint32_t mean = ((rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff)) / 3;
    unsigned grey = mean < 8 ? 0 : MIN((mean - 8) / 10, 22u);
    consider(&s, 232 + grey);
    consider(&s, 233 + grey);
    return s.best;
}

static unsigned nearest_16(uint32_t rgb)
{
    Search s = {.want = lab_of(rgb), .best_distance = 1e9f};
    for (unsigned i = 0; i < 16; i++)
        consider(&s, i);
    return s.best;
}

static Color reduce(const ColorMap *m, Color c)
{
    if (c == COLOR_DEFAULT || m->depth == TTY_COLOR_TRUE)
        return c;
    if (m->depth == TTY_COLOR_256)
        return is_index(c) ? c : COLOR_ANSI(nearest_256(c & 0xffffff));
    return is_index(c) && (c & 0xff) < 16 ? c : COLOR_ANSI(nearest_16(color_rgb(c)));
}

/* `rgb` moved `step` eighths of the way to white or black. */
static uint32_t towards(uint32_t rgb, bool white, uint32_t step)
{
    uint32_t out = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        uint32_t v = rgb >> shift & 0xff, to = white ? 255 : 0;
        out |= (v * (8 - step) + to * step) / 8 << shift;
    }
    return out;
}

static Color with_contrast(const ColorMap *m, Color asked, Color fg, Color bg)
{
    float want = (float)m->min_contrast_x10 / 10;
    uint32_t back = color_rgb(bg);
    bool white = contrast(0xffffff, back) > contrast(0, back);
    for (uint32_t step = 1; step <= 8 && contrast(color_rgb(fg), back) < want; step++)
        fg = reduce(m, COLOR_RGB(0, 0, 0) | towards(color_rgb(asked), white, step));
    return fg;
}

static void reduce_pair(const ColorMap *m, Style *s)
{
    Color fg = reduce(m, s->fg), bg = reduce(m, s->bg);
    bool changed = fg != s->fg || bg != s->bg;
    if (changed && fg != COLOR_DEFAULT && bg != COLOR_DEFAULT)
        fg = with_contrast(m, s->fg, fg, bg);
    s->fg = fg;
    s->bg = bg;
}

void color_map_init(ColorMap *m, TtyColor depth, int min_contrast_x10)
{
    BUG_ON(depth == TTY_COLOR_AUTO);
    memset(m, 0, sizeof *m);
    m->depth = depth;
    m->min_contrast_x10 = min_contrast_x10;
}

Style color_reduce(ColorMap *m, Style s)
{
    if (m->depth == TTY_COLOR_TRUE)
        return s;
    if (m->depth == TTY_COLOR_NONE)
        return (Style){.attrs = s.attrs};
    size_t at = ((s.fg * 2654435761u) ^ (s.bg * 2246822519u)) >> 24;
    typeof(&m->cache[0]) e = &m->cache[at % COLOR_CACHE];
    if (!e->used || e->fg != s.fg || e->bg != s.bg) {
        Style out = s;
        reduce_pair(m, &out);
        e->fg = s.fg;
        e->bg = s.bg;
        e->fg_out = out.fg;
        e->bg_out = out.bg;
        e->used = true;
    }
    return (Style){e->fg_out, e->bg_out, s.attrs};
}
