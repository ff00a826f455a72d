#include "base/hex.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "image/image.h"

#include <stdio.h>
#include <string.h>

static bool parse_hex(Str word, uint32_t *out)
{
    return word.n <= 6 && hex_number(word, out);
}

static bool parse_color(Str word, uint32_t *out)
{
    *out = IMAGE_NO_COLOR;
    return str_eq_c(word, "-") || parse_hex(word, out);
}

// Printable: no control character gets onto the screen through here.
static bool is_shown(uint32_t cp)
{
    return cp >= 0x20 && cp != 0x7f && !(cp >= 0x80 && cp < 0xa0) && cp <= 0x10ffff &&
           !(cp >= 0xd800 && cp < 0xe000);
}

static bool parse_cell(Str line, ImageCell *out)
{
    Str cp = STR_NULL, fg = STR_NULL, bg = STR_NULL;
    return str_split(&line, ' ', &cp) && str_split(&line, ' ', &fg) && str_split(&line, ' ', &bg) &&
           line.n == 0 && parse_hex(cp, &out->cp) && is_shown(out->cp) &&
           parse_color(fg, &out->fg) && parse_color(bg, &out->bg);
}

static bool parse_head(Str line, ImageGrid *g)
{
    Str word = STR_NULL;
    int *const numbers[] = {&g->width, &g->height, &g->cols, &g->rows};
    if (!str_split(&line, ' ', &word) || !str_eq_c(word, "codelab-image"))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        long long n;
        if (!str_split(&line, ' ', &word) || !str_to_i64(word, &n) || n < 1 || n > INT32_MAX)
            return false;
        *numbers[i] = (int)n;
    }
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] < 'a' || line.p[i] > 'z')
            return false;
    snprintf(g->format, sizeof g->format, STR_FMT, STR_ARG(line));
    return g->rows <= IMAGE_SIDE_MAX && g->cols <= IMAGE_SIDE_MAX;
}

static bool parse(Str bytes, ImageGrid *g)
{
    Str line = STR_NULL;
    if (!str_split(&bytes, '\n', &line) || !parse_head(line, g))
        return false;
    while (bytes.n && str_split(&bytes, '\n', &line)) {
        ImageCell cell;
        if (g->cells.n == (size_t)g->rows * (size_t)g->cols || !parse_cell(line, &cell))
            return false;
        vec_push(&g->cells, cell);
    }
    return g->cells.n == (size_t)g->rows * (size_t)g->cols;
}

bool image_grid_parse(Str bytes, ImageGrid *out, Err *err)
{
    *out = (ImageGrid){0};
    if (parse(bytes, out))
        return true;
    image_grid_deinit(out);
    return err_set(err, "the picture could not be read");
}

void image_grid_deinit(ImageGrid *g)
{
    vec_deinit(&g->cells);
    *g = (ImageGrid){0};
}
