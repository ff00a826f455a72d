// codelab-image FILE COLS ROWS utf8|ascii|mono: a picture as characters and colours, on stdout, in
// the form that image_grid_parse() reads.  Runs in the jail and trusts nothing it reads.
#include <Imlib2.h>
#include <chafa.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIXELS_MAX = 64 * 1024 * 1024, SIDE_MAX = 1000 };

static int fail(const char *what)
{
    fprintf(stderr, "codelab-image: %s\n", what);
    return 1;
}

static bool to_side(const char *text, int *out)
{
    char *end;
    long n = strtol(text, &end, 10);
    *out = (int)n;
    return *text && !*end && n >= 1 && n <= SIDE_MAX;
}

// utf8: blocks in colour; ascii: signs in colour; mono: signs alone.
static ChafaCanvas *canvas_new(int cols, int rows, const char *mode)
{
    bool mono = strcmp(mode, "mono") == 0;
    ChafaSymbolMap *map = chafa_symbol_map_new();
    ChafaCanvasConfig *config = chafa_canvas_config_new();
    if (mono || strcmp(mode, "ascii") == 0)
        chafa_symbol_map_add_by_tags(map, CHAFA_SYMBOL_TAG_ASCII);
    else
        chafa_symbol_map_add_by_tags(map, CHAFA_SYMBOL_TAG_SPACE | CHAFA_SYMBOL_TAG_HALF |
                                              CHAFA_SYMBOL_TAG_QUAD);
    chafa_canvas_config_set_geometry(config, cols, rows);
    chafa_canvas_config_set_symbol_map(config, map);
    chafa_canvas_config_set_canvas_mode(config, mono ? CHAFA_CANVAS_MODE_FGBG
                                                     : CHAFA_CANVAS_MODE_TRUECOLOR);
    ChafaCanvas *canvas = chafa_canvas_new(config);
    chafa_canvas_config_unref(config);
    chafa_symbol_map_unref(map);
    return canvas;
}

static void print_color(int color)
{
    if (color < 0)
        fputs(" -", stdout);
    else
        printf(" %x", (unsigned)color & 0xffffff);
}

static void print_cells(ChafaCanvas *canvas, int cols, int rows)
{
    for (int y = 0; y < rows; y++)
        for (int x = 0; x < cols; x++) {
            int fg, bg;
            gunichar c = chafa_canvas_get_char_at(canvas, x, y);
            chafa_canvas_get_colors_at(canvas, x, y, &fg, &bg);
            printf("%x", c ? c : ' ');
            print_color(fg);
            print_color(bg);
            putchar('\n');
        }
}

static void print_format(const char *format)
{
    for (; format && *format; format++)
        if (*format >= 'a' && *format <= 'z')
            putchar(*format);
    putchar('\n');
}

// The picture in the middle of the context, in the size that keeps its shape.
static int print(int cols, int rows, const char *mode)
{
    int width = imlib_image_get_width(), height = imlib_image_get_height();
    if (width < 1 || height < 1 || width > PIXELS_MAX / height)
        return fail("the picture is too large");
    uint32_t *pixels = imlib_image_get_data();
    if (!pixels)
        return fail("the picture is damaged");
    if (!imlib_image_has_alpha()) // then there may be anything in its place
        for (size_t i = 0, n = (size_t)width * (size_t)height; i < n; i++)
            pixels[i] |= 0xff000000;
    chafa_calc_canvas_geometry(width, height, &cols, &rows, 0.5f, FALSE, FALSE);
    ChafaCanvas *canvas = canvas_new(cols, rows, mode);
    chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_BGRA8_UNASSOCIATED, (const guint8 *)pixels,
                                 width, height, width * 4);
    printf("codelab-image %d %d %d %d ", width, height, cols, rows);
    print_format(imlib_image_format());
    print_cells(canvas, cols, rows);
    chafa_canvas_unref(canvas);
    return fflush(stdout) == 0 ? 0 : fail("cannot write");
}

int main(int argc, char **argv)
{
    int cols, rows;
    if (argc != 5 || !to_side(argv[2], &cols) || !to_side(argv[3], &rows))
        return fail("usage: codelab-image FILE COLS ROWS utf8|ascii|mono");
    Imlib_Image image = imlib_load_image_immediately(argv[1]);
    if (!image)
        return fail("this is no picture that can be read");
    imlib_context_set_image(image);
    int code = print(cols, rows, argv[4]);
    imlib_free_image();
    return code;
}
