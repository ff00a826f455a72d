#include "text/cells.h"
#include "base/width.h"

#include <stdint.h>

static size_t next_stop(size_t col, int tab_size)
{
    return col + (size_t)tab_size - col % (size_t)tab_size;
}

size_t cells_end(Cells c, size_t col, int tab_size)
{
    col += c.first;
    return c.tab ? next_stop(col, tab_size) + c.rest : col;
}

Cells cells_join(Cells a, Cells b, int tab_size)
{
    if (!a.tab)
        return (Cells){a.first + b.first, b.rest, b.tab};
    // behind a tab it does not matter where the stretch began
    return (Cells){a.first, cells_end(b, a.rest, tab_size), true};
}

size_t cells_plain(Str s)
{
    typedef uint8_t Lanes __attribute__((vector_size(32)));
    size_t n = 0;
    for (; s.n - n >= sizeof(Lanes); n += sizeof(Lanes)) {
        Lanes bytes;
        uint64_t odd[4];
        memcpy(&bytes, s.p + n, sizeof bytes);
        bytes = (Lanes)((bytes < ' ') | (bytes > '~'));
        memcpy(odd, &bytes, sizeof odd);
        if (odd[0] | odd[1] | odd[2] | odd[3])
            break;
    }
    while (n < s.n && s.p[n] >= ' ' && s.p[n] <= '~')
        n++;
    return n;
}

Cells cells_of(Str s, int tab_size)
{
    Cells out = {0};
    size_t *sum = &out.first;
    while (s.n) {
        size_t plain = cells_plain(s);
        // the last of them may have an accent behind it
        plain -= plain && plain < s.n;
        *sum += plain;
        s = str_from(s, plain);
        int cells = 0;
        if (s.n == 0)
            break;
        if (s.p[0] == '\t') {
            *sum = out.tab ? next_stop(*sum, tab_size) : *sum;
            sum = &out.rest;
            out.tab = true;
            s = str_from(s, 1);
            continue;
        }
        s = str_from(s, width_cluster(s, AMBIGUOUS_CELLS, &cells));
        *sum += (size_t)cells;
    }
    return out;
}
