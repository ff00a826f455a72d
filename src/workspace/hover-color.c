// Colours as they are written in style sheets.
#include "workspace/hover.h"

#include <ctype.h>
#include <stdio.h>

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static int hex_of(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool hash_color(Str line, size_t at, size_t *start, size_t *end, uint8_t rgb[3])
{
    size_t from = at, to;
    while (from > 0 && at - from < 8 && hex_of(line.p[from]) >= 0)
        from--;
    if (line.p[from] != '#')
        return false;
    for (to = from + 1; to < line.n && hex_of(line.p[to]) >= 0;)
        to++;
    size_t n = to - from - 1, wide = n >= 6 ? 2 : 1;
    bool word = (to < line.n && is_word(line.p[to])) || (from > 0 && is_word(line.p[from - 1]));
    if (word || (n != 3 && n != 4 && n != 6 && n != 8))
        return false;
    for (size_t i = 0; i < 3; i++) {
        int high = hex_of(line.p[from + 1 + i * wide]);
        int low = hex_of(line.p[from + i * wide + wide]);
        rgb[i] = (uint8_t)(high * 16 + low);
    }
    *start = from;
    *end = to;
    return true;
}

static bool function_color(Str line, size_t at, size_t *start, size_t *end, uint8_t rgb[3])
{
    enum { REACH = 24 };
    for (size_t from = at + 1; from-- > 0 && at - from < REACH;) {
        int part[3], used = 0;
        AUTO(free) char *text = str_dup(str_upto(str_from(line, from), 2 * REACH));
        if (sscanf(text, "rgb(%3d , %3d , %3d )%n", &part[0], &part[1], &part[2], &used) != 3 ||
            used == 0 || from + (size_t)used <= at)
            continue;
        for (int i = 0; i < 3; i++)
            rgb[i] = (uint8_t)CLAMP(part[i], 0, 255);
        *start = from;
        *end = from + (size_t)used;
        return true;
    }
    return false;
}

bool hover_color(Str line, size_t at, size_t *start, size_t *end, uint8_t rgb[3])
{
    return at < line.n &&
           (hash_color(line, at, start, end, rgb) || function_color(line, at, start, end, rgb));
}
