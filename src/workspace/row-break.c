#include "workspace/row-break.h"
#include "base/utf8.h"

enum { PLAIN_MAX = 512 }; // bytes: wider rows are walked

static int cells_of(const RowLayout *l, Str cluster, int cells, int col)
{
    return cluster.p[0] == '\t' ? l->tab_size - col % l->tab_size : cells;
}

static bool ends_line(Str cluster)
{
    return cluster.p[cluster.n - 1] == '\n';
}

static bool is_blank(Str cluster)
{
    return cluster.n == 1 && (cluster.p[0] == ' ' || cluster.p[0] == '\t');
}

// Kinds of characters by how they stick to each other.
typedef enum {
    STICK_LETTER, // to its like: words are not cut
    STICK_BLANK,  // to what is before
    STICK_CLOSER, // the same, with a break behind where letters follow
    STICK_WIDE,   // to nothing
} Stick;

// Punctuation of East Asia that must not begin a row.
static bool closes_wide(uint32_t cp)
{
    return (cp >= 0x3001 && cp <= 0x3002) || (cp >= 0x3009 && cp <= 0x3011 && cp % 2 == 1) ||
           cp == 0x30FB || cp == 0x30FC || cp == 0xFF01 || cp == 0xFF09 || cp == 0xFF0C ||
           cp == 0xFF0E || cp == 0xFF1A || cp == 0xFF1B || cp == 0xFF1F;
}

static Stick stick_of(Str cluster, int cells)
{
    size_t n;
    bool valid;
    if (is_blank(cluster))
        return STICK_BLANK;
    if (cluster.n == 1 && strchr("-/,;|&?!)]}", cluster.p[0]))
        return STICK_CLOSER;
    if (cells < 2)
        return STICK_LETTER;
    return closes_wide(utf8_decode(cluster, &n, &valid)) ? STICK_CLOSER : STICK_WIDE;
}

static bool may_part(Stick before, Stick after)
{
    if (after == STICK_BLANK || after == STICK_CLOSER)
        return false;
    return before != STICK_LETTER || after == STICK_WIDE;
}

// Lay the row out that starts at r->start; its end and whether it is the last are found.
static void fill_row(const RowLayout *l, Row *r)
{
    ClusterWalk w;
    Str cluster;
    int cells = 0, col = r->col, room = l->width - r->indent;
    size_t off = r->start, part = 0; // part: where the row may end best
    Stick before = STICK_BLANK;
    cluster_walk_init(&w, l->s, off);
    r->last = true;
    for (; cluster_walk_next(&w, &cluster, &cells) && !ends_line(cluster); off = w.off) {
        Stick stick = stick_of(cluster, cells);
        cells = cells_of(l, cluster, cells, col);
        if (off > r->start && may_part(before, stick))
            part = off;
        int used = col - r->col;
        bool hangs = stick == STICK_BLANK && used == room; // one blank may
        if (used + cells > room && off > r->start && !hangs) {
            r->end = part ? part : off;
            r->last = false;
            return;
        }
        col += cells;
        before = stick;
    }
    r->end = snap_line_end(l->s, off, SIZE_MAX);
}

void row_break_hard(const RowLayout *l, Row *r)
{
    ClusterWalk w;
    Str cluster;
    int cells = 0, col = r->col, edge = r->col - r->indent + l->width;
    cluster_walk_init(&w, l->s, r->start);
    r->last = true;
    for (size_t off = r->start; cluster_walk_next(&w, &cluster, &cells); off = w.off) {
        if (ends_line(cluster))
            break;
        if (col >= edge) {
            r->end = off;
            r->last = false;
            return;
        }
        col += cells_of(l, cluster, cells, col);
    }
    r->end = snap_line_end(l->s, r->start, SIZE_MAX);
}

// Most lines are short and plain: then they are one row.
static bool fits_plainly(const RowLayout *l, size_t line, size_t *end)
{
    char bytes[PLAIN_MAX];
    size_t most = (size_t)MIN(l->width, (int)PLAIN_MAX);
    size_t n = snap_read(l->s, line, bytes, most);
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '\n') {
            *end = line + i;
            return true;
        }
        if (bytes[i] < ' ' || bytes[i] > '~')
            return false;
    }
    *end = line + n;
    return *end == snap_size(l->s);
}

Row row_break_first(const RowLayout *l, size_t line)
{
    Row r = {.line = line, .start = line, .last = true};
    if (!fits_plainly(l, line, &r.end))
        fill_row(l, &r);
    return r;
}

// Cells that the rows below the first one of a line stand in; none if too little room was left.
static int indent_of(const RowLayout *l, size_t line)
{
    ClusterWalk w;
    Str cluster;
    int cells = 0, col = 0;
    if (l->deeper < 0)
        return 0;
    cluster_walk_init(&w, l->s, line);
    while (cluster_walk_next(&w, &cluster, &cells) && is_blank(cluster) && col <= l->width)
        col += cells_of(l, cluster, cells, col);
    int indent = col + l->deeper;
    return indent <= l->width / 2 ? indent : 0;
}

Row row_break_next(const RowLayout *l, const Row *r)
{
    Row next = {.line = r->line, .start = r->end, .wrapped = true};
    next.col = r->col + row_break_cells(l, r, r->end);
    next.indent = indent_of(l, r->line);
    fill_row(l, &next);
    return next;
}

int row_break_cells(const RowLayout *l, const Row *r, size_t off)
{
    ClusterWalk w;
    Str cluster;
    int cells = 0, col = r->col;
    cluster_walk_init(&w, l->s, r->start);
    while (w.off < off && cluster_walk_next(&w, &cluster, &cells) && !ends_line(cluster) &&
           w.off <= off)
        col += cells_of(l, cluster, cells, col);
    return col - r->col;
}

size_t row_break_off(const RowLayout *l, const Row *r, int cell)
{
    ClusterWalk w;
    Str cluster;
    int cells = 0, col = r->col, want = r->col + cell;
    size_t off = r->start;
    cluster_walk_init(&w, l->s, off);
    while (off < r->end && col < want && cluster_walk_next(&w, &cluster, &cells) &&
           !ends_line(cluster)) {
        int next = col + cells_of(l, cluster, cells, col);
        if (next > want && want - col < next - want) // inside a wide one: the nearer side
            break;
        col = next;
        off = w.off;
    }
    return off;
}
