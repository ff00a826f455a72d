// Walking over a text as vim sees it.
#include "vim/object.h"
#include "base/utf8.h"

void walk_init(Walk *w, const Snap *s)
{
    char last = 0;
    w->s = s;
    w->end = snap_size(s);
    w->at = w->n = 0;
    if (w->end && snap_read(s, w->end - 1, &last, 1) == 1 && last == '\n')
        w->end--;
}

static void look(Walk *w, size_t off)
{
    w->at = off > sizeof w->bytes / 4 ? off - sizeof w->bytes / 4 : 0;
    w->n = snap_read(w->s, w->at, w->bytes, sizeof w->bytes);
}

int walk_byte(Walk *w, size_t off)
{
    if (off < w->at || off >= w->at + w->n)
        look(w, off);
    return off >= w->at && off < w->at + w->n ? (unsigned char)w->bytes[off - w->at] : -1;
}

uint32_t walk_char(Walk *w, size_t off, size_t *next)
{
    int c = walk_byte(w, off);
    size_t n = 1;
    if (c >= 0x80) {
        if (off + 4 > w->at + w->n)
            look(w, off);
        size_t i = off - w->at;
        c = (int)utf8_decode(str_n(w->bytes + i, MIN(w->n - i, (size_t)4)), &n, NULL);
    }
    if (next)
        *next = off + n;
    return c < 0 ? 0 : (uint32_t)c;
}

bool walk_eol(Walk *w, size_t off)
{
    int c = walk_byte(w, off);
    return off >= w->end || c == '\n' || (c == '\r' && walk_byte(w, off + 1) == '\n');
}

size_t walk_next(Walk *w, size_t off)
{
    int c = walk_byte(w, off), d = walk_byte(w, off + 1);
    if (off >= w->end)
        return w->end;
    return c < 0x80 && d < 0x80 && c != '\r' ? off + 1 : snap_next_cluster(w->s, off);
}

size_t walk_prev(Walk *w, size_t off)
{
    if (off == 0)
        return 0;
    int c = walk_byte(w, off - 1);
    return c < 0x80 && c != '\n' && walk_byte(w, off) < 0x80 ? off - 1
                                                             : snap_prev_cluster(w->s, off);
}

// What is asked for lies in the window mostly, where looking costs no block of the file.
static bool newline_near(Walk *w, size_t off, size_t *nl)
{
    if (walk_byte(w, off) < 0)
        return false;
    size_t from = off - w->at;
    ptrdiff_t hit = str_find_byte(str_n(w->bytes + from, w->n - from), '\n');
    *nl = off + (size_t)MAX(hit, 0);
    return hit >= 0;
}

size_t line_start(Walk *w, size_t off)
{
    off = MIN(off, w->end);
    if (off > 0 && walk_byte(w, off - 1) >= 0) {
        ptrdiff_t hit = str_rfind_byte(str_n(w->bytes, off - w->at), '\n');
        if (hit >= 0)
            return w->at + (size_t)hit + 1;
    }
    return snap_line_start(w->s, off, SIZE_MAX);
}

size_t line_end(Walk *w, size_t off)
{
    size_t nl;
    if (newline_near(w, MIN(off, w->end), &nl))
        return nl > 0 && walk_byte(w, nl - 1) == '\r' ? nl - 1 : nl;
    return edit_content_end(w->s, MIN(off, w->end));
}

bool line_below(Walk *w, size_t off, size_t *start)
{
    size_t nl;
    if (!newline_near(w, MIN(off, w->end), &nl))
        nl = snap_line_end(w->s, MIN(off, w->end), SIZE_MAX);
    if (nl >= w->end)
        return false;
    *start = nl + 1;
    return true;
}

bool line_above(Walk *w, size_t off, size_t *start)
{
    size_t here = line_start(w, off);
    if (here == 0)
        return false;
    *start = line_start(w, here - 1);
    return true;
}

size_t line_last(Walk *w)
{
    return line_start(w, w->end);
}

bool line_empty(Walk *w, size_t start)
{
    return walk_eol(w, start);
}

size_t line_text(Walk *w, size_t start)
{
    while (is_blank(walk_byte(w, start)) && start < w->end)
        start++;
    return start;
}

size_t line_row(Walk *w, size_t off)
{
    return snap_row_at(w->s, MIN(off, w->end)).n;
}

size_t line_of_row(Walk *w, size_t row)
{
    return line_start(w, MIN(snap_row_start(w->s, row), w->end));
}

size_t walk_clamp(Walk *w, size_t off)
{
    off = MIN(off, w->end);
    if (!walk_eol(w, off) || off == line_start(w, off))
        return off;
    return walk_prev(w, line_end(w, off));
}

int walk_inc(Walk *w, size_t *off)
{
    if (!walk_eol(w, *off)) {
        *off = walk_next(w, *off);
        return walk_eol(w, *off) ? 2 : 0;
    }
    return line_below(w, *off, off) ? 1 : -1;
}

int walk_dec(Walk *w, size_t *off)
{
    size_t start = line_start(w, *off);
    if (*off > start) {
        *off = walk_prev(w, *off);
        return 0;
    }
    if (start == 0)
        return -1;
    *off = line_end(w, start - 1);
    return 1;
}

int walk_incl(Walk *w, size_t *off)
{
    int r = walk_inc(w, off);
    return r >= 1 && *off > line_start(w, *off) ? walk_inc(w, off) : r;
}

int walk_decl(Walk *w, size_t *off)
{
    int r = walk_dec(w, off);
    return r == 1 && *off > line_start(w, *off) ? walk_dec(w, off) : r;
}

bool walk_empty_line(Walk *w, size_t off)
{
    return walk_eol(w, off) && line_start(w, off) == off;
}

// Scripts whose words follow each other without blanks, as ranges that are sorted.
typedef struct {
    uint32_t first, last;
    int class;
} ClassRange;
static const ClassRange ranges[] = {
    {0x37e, 0x37e, 1},        {0x387, 0x387, 1},        {0x55a, 0x55f, 1},
    {0x589, 0x589, 1},        {0x5be, 0x5be, 1},        {0x60c, 0x60c, 1},
    {0x61b, 0x61b, 1},        {0x61f, 0x61f, 1},        {0x66a, 0x66d, 1},
    {0x6d4, 0x6d4, 1},        {0x1680, 0x1680, 0},      {0x2000, 0x200b, 0},
    {0x200c, 0x2027, 1},      {0x2028, 0x2029, 0},      {0x202a, 0x202e, 1},
    {0x202f, 0x202f, 0},      {0x2030, 0x205e, 1},      {0x205f, 0x205f, 0},
    {0x2060, 0x206f, 1},      {0x2070, 0x207f, 0x2070}, {0x2080, 0x2094, 0x2080},
    {0x20a0, 0x27ff, 1},      {0x2800, 0x28ff, 0x2800}, {0x2900, 0x2998, 1},
    {0x29d8, 0x29db, 1},      {0x29fc, 0x29fd, 1},      {0x2e00, 0x2e7f, 1},
    {0x3000, 0x3000, 0},      {0x3001, 0x3020, 1},      {0x3030, 0x3030, 1},
    {0x303d, 0x303d, 1},      {0x3040, 0x309f, 0x3040}, {0x30a0, 0x30ff, 0x30a0},
    {0x3300, 0x9fff, 0x4e00}, {0xac00, 0xd7a3, 0xac00}, {0xf900, 0xfaff, 0x4e00},
    {0xfd3e, 0xfd3f, 1},      {0xfe30, 0xfe6b, 1},      {0xff00, 0xff0f, 1},
    {0xff1a, 0xff20, 1},      {0xff3b, 0xff40, 1},      {0xff5b, 0xff65, 1},
    {0x1d000, 0x1d24f, 1},    {0x1f000, 0x1faff, 3},    {0x20000, 0x2fa1f, 0x4e00},
};

int class_of(uint32_t cp)
{
    if (cp == ' ' || cp == '\t' || cp == 0 || cp == 0xa0)
        return 0;
    if (cp < 0x100)
        return cp == '_' || (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
                       (cp >= 'A' && cp <= 'Z') || cp >= 0xc0 || cp == 0xb5
                   ? 2
                   : 1;
    for (size_t i = 0; i < ARRAY_LEN(ranges) && ranges[i].first <= cp; i++)
        if (cp <= ranges[i].last)
            return ranges[i].class;
    return 2;
}

int walk_class(Walk *w, size_t off, bool big)
{
    if (walk_eol(w, off))
        return 0;
    int c = class_of(walk_char(w, off, NULL));
    return big && c ? 1 : c;
}
