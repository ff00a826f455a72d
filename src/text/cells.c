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

static bool is_plain(char c)
{
    return c >= ' ' && c <= '~';
}

// All of STRIDE bytes are; signed, so that what is above ASCII is below the blank.
enum { STRIDE = 128 };
static bool is_plain_stride(const char *p)
{
    typedef int8_t Lanes __attribute__((vector_size(16)));
    Lanes odd = {0};
    for (size_t i = 0; i < STRIDE; i += sizeof(Lanes)) {
        Lanes bytes;
        memcpy(&bytes, p + i, sizeof bytes);
        odd |= (Lanes)(bytes < ' ') | (Lanes)(bytes == 0x7F);
    }
    uint64_t half[2];
    memcpy(half, &odd, sizeof half);
    return (half[0] | half[1]) == 0;
}

size_t cells_plain(Str s)
{
    enum { SHORT = 8 };
    size_t n = 0;
    while (n < s.n && n < SHORT && is_plain(s.p[n]))
        n++;
    if (n < SHORT)
        return n;
    while (s.n - n >= STRIDE && is_plain_stride(s.p + n))
        n += STRIDE;
    while (n < s.n && is_plain(s.p[n]))
        n++;
    return n;
}

// Bytes of the code point at s.p[0] if it is one of the many that are a cluster of their own beside
// others of them; 0 if it is not, or nobody looked.
static size_t common(Str s, size_t *cells)
{
    unsigned char a = s.n ? (unsigned char)s.p[0] : 0, b = s.n > 1 ? (unsigned char)s.p[1] : 0;
    *cells = 1;
    if (is_plain((char)a))
        return 1;
    if (a < 0x80) { // control characters, as ^A
        *cells = 2;
        return s.n && a != '\t' && a != '\n' && a != '\r';
    }
    if ((b & 0xC0) != 0x80)
        return 0;
    if (a < 0xE0) // Latin and Cyrillic letters
        return a == 0xC3 || a == 0xC4 || a == 0xC5 || a == 0xD0 || (a == 0xD1 && b < 0xA0) ? 2 : 0;
    if (a < 0xE3 || a > 0xEF || s.n < 3 || (s.p[2] & 0xC0) != 0x80)
        return 0;
    unsigned cp = (a & 0xFu) << 12 | (b & 0x3Fu) << 6 | ((unsigned char)s.p[2] & 0x3F);
    bool wide = (cp >= 0x4E00 && cp < 0x9FF0) || (cp >= 0xAC00 && cp < 0xD7A4) ||
                (cp > 0x3040 && cp < 0x3097) || (cp > 0x30A0 && cp < 0x30FB) ||
                (cp >= 0x3000 && cp < 0x3003) || (cp > 0xFF00 && cp < 0xFF5F) ||
                (cp >= 0x3400 && cp < 0x4DB6);
    *cells = 2;
    return wide ? 3 : 0;
}

// Cells of a run of such; not of the last, which may have an accent behind it.  *s becomes the
// rest.
static size_t skip_common(Str *s)
{
    size_t sum = 0, cells, next_cells, n = common(*s, &cells);
    while (n && s->n > n) {
        size_t next = common(str_from(*s, n), &next_cells);
        if (next == 0)
            break;
        sum += cells;
        *s = str_from(*s, n);
        n = next;
        cells = next_cells;
    }
    return sum;
}

Cells cells_of(Str s, int tab_size)
{
    Cells out = {0};
    size_t *sum = &out.first;
    while (s.n) {
        size_t plain = cells_plain(s);
        // the last of them may have an accent behind it
        plain -= plain && plain < s.n && s.p[plain] & 0x80;
        *sum += plain;
        s = str_from(s, plain);
        *sum += skip_common(&s);
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
