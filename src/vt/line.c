#include "vt/line.h"

#include "base/bug.h"
#include "base/mem.h"

void vt_line_deinit(Line *r)
{
    free(r->cells);
    free(r->links);
    buf_deinit(&r->extra);
}

static void forget_links(Line *r)
{
    if (r->links)
        r->links[0] = 0;
}

void vt_line_reserve(Line *r, int cap)
{
    BUG_ON(r->used > 0);
    if (cap <= r->cap)
        return;
    free(r->cells);
    r->cells = NEW_ARRAY(Cell, (size_t)cap);
    r->cap = cap;
}

static bool is_plain(const Cell *blank)
{
    return blank->fg == 0 && blank->bg == 0 && blank->attrs == 0;
}

static void fill(Cell *at, int n, const Cell *blank)
{
    Cell c = {.fg = blank->fg, .bg = blank->bg, .attrs = blank->attrs};
    for (int i = 0; i < n; i++)
        at[i] = c;
}

void vt_line_clear(Line *r, int cols, const Cell *blank)
{
    if (r->used)
        memset(r->cells, 0, (size_t)r->used * sizeof *r->cells);
    r->used = 0;
    r->wraps = false;
    r->marks = (VtMarks){0};
    forget_links(r);
    buf_clear(&r->extra);
    if (!is_plain(blank)) {
        fill(r->cells, cols, blank);
        r->used = cols;
    }
}

static uint32_t pool_offset(const Cell *c)
{
    uint32_t off = 0;
    memcpy(&off, c->text, sizeof off);
    return off;
}

Str vt_line_text(const Line *r, const Cell *c)
{
    if (c->len != CELL_POOLED)
        return str_n(c->text, c->len);
    const char *entry = r->extra.p + pool_offset(c);
    return str_n(entry + 1, (unsigned char)entry[0]);
}

/* Append to the pool without looking at its size. */
static void pool_add(Line *r, Cell *c, Str text)
{
    uint32_t off = (uint32_t)r->extra.n;
    memcpy(c->text, &off, sizeof off);
    c->len = CELL_POOLED;
    buf_add_byte(&r->extra, (char)text.n);
    buf_add(&r->extra, text);
}

/* Drop the clusters that no cell shows any more. */
static void pool_compact(Line *r)
{
    AUTO(buf) Buf old = r->extra;
    r->extra = (Buf)BUF_INIT;
    for (int i = 0; i < r->used; i++) {
        Cell *c = &r->cells[i];
        if (c->len != CELL_POOLED)
            continue;
        const char *entry = old.p + pool_offset(c);
        pool_add(r, c, str_n(entry + 1, (unsigned char)entry[0]));
    }
}

static void set_text(Line *r, Cell *c, Str text)
{
    BUG_ON(text.n > WIDTH_CLUSTER_MAX);
    if (text.n <= sizeof c->text) {
        memset(c->text, 0, sizeof c->text);
        memcpy(c->text, text.p, text.n);
        c->len = (uint8_t)text.n;
        return;
    }
    // All cells together may hold half of this, so compacting is rare.
    if (r->extra.n > (size_t)r->cap * (WIDTH_CLUSTER_MAX + 1) * 2) {
        c->len = 0;
        pool_compact(r);
    }
    pool_add(r, c, text);
}

static void blank_text(Cell *c)
{
    memset(c->text, 0, sizeof c->text);
    c->len = 0;
    c->half = HALF_NONE;
    c->link = 0;
}

/* A wide cluster that would be cut in two between col - 1 and col goes. */
static void split_at(Line *r, int col)
{
    if (col > 0 && col < r->used && r->cells[col].half == HALF_RIGHT) {
        blank_text(&r->cells[col - 1]);
        blank_text(&r->cells[col]);
    }
}

void vt_line_put(Line *r, int col, const Cell *pen, Str text, int width)
{
    BUG_ON(col < 0 || col + width > r->cap);
    split_at(r, col);
    split_at(r, col + width);
    Cell *c = &r->cells[col];
    *c = *pen;
    c->half = width == 2 ? HALF_LEFT : HALF_NONE;
    set_text(r, c, text);
    if (width == 2) {
        c[1] = *pen;
        c[1].half = HALF_RIGHT;
    }
    r->used = MAX(r->used, col + width);
}

void vt_line_put_ascii(Line *r, int col, const Cell *pen, Str text)
{
    int end = col + (int)text.n;
    BUG_ON(col < 0 || end > r->cap);
    if (col < r->used) {
        split_at(r, col);
        split_at(r, end);
    }
    r->used = MAX(r->used, end);
    Cell *c = &r->cells[col];
    for (size_t i = 0; i < text.n; i++) {
        c[i] = *pen;
        if (text.p[i] != ' ') { // a blank needs no text
            c[i].text[0] = text.p[i];
            c[i].len = 1;
        }
    }
}

void vt_line_set_text(Line *r, int col, Str text)
{
    BUG_ON(col < 0 || col >= r->used);
    set_text(r, &r->cells[col], text);
}

void vt_line_cut(Line *r, int cols)
{
    split_at(r, cols);
    if (cols < r->used) {
        memset(r->cells + cols, 0, (size_t)(r->used - cols) * sizeof *r->cells);
        r->used = cols;
    }
}

/* Cells [start, end) become `blank`, no matter what they hold. */
static void blank_cells(Line *r, int start, int end, const Cell *blank)
{
    if (!is_plain(blank)) {
        fill(r->cells + start, end - start, blank);
        r->used = MAX(r->used, end);
    } else if (start < r->used) {
        int stop = MIN(end, r->used);
        memset(r->cells + start, 0, (size_t)(stop - start) * sizeof *r->cells);
        if (stop == r->used)
            r->used = start;
    }
    if (r->used == 0) {
        buf_clear(&r->extra);
        forget_links(r);
    }
}

void vt_line_erase(Line *r, int start, int end, const Cell *blank)
{
    if (start >= end)
        return;
    BUG_ON(start < 0 || end > r->cap);
    split_at(r, start);
    split_at(r, end);
    blank_cells(r, start, end, blank);
}

void vt_line_shift(Line *r, int start, int end, int n, const Cell *blank)
{
    BUG_ON(start < 0 || end > r->cap);
    n = CLAMP(n, start - end, end - start);
    int kept = end - start - abs(n);
    int from = n > 0 ? start + n : start, to = n > 0 ? start : start - n;
    split_at(r, start);
    split_at(r, end);
    split_at(r, from);
    split_at(r, from + kept);
    if (r->used > start) {
        memmove(r->cells + to, r->cells + from, (size_t)kept * sizeof *r->cells);
        r->used = MAX(r->used, MIN(end, r->used - MIN(n, 0)));
    }
    blank_cells(r, n > 0 ? start + kept : start, n > 0 ? end : to, blank);
}

uint32_t vt_line_link_of(const Line *r, const Cell *c)
{
    return c->link ? r->links[c->link] : 0;
}

enum { LINKS_MAX = 255 }; // what Cell.link can count

/* Keep only the links that cells still mean. */
static void compact_links(Line *r)
{
    uint8_t now[LINKS_MAX + 1] = {0};
    uint32_t kept[LINKS_MAX + 1] = {0};
    for (int i = 0; i < r->used; i++) {
        Cell *c = &r->cells[i];
        if (c->link && !now[c->link]) {
            now[c->link] = (uint8_t)++kept[0];
            kept[kept[0]] = r->links[c->link];
        }
        c->link = now[c->link];
    }
    memcpy(r->links, kept, (kept[0] + 1) * sizeof *kept);
}

uint8_t vt_line_link(Line *r, uint32_t link)
{
    uint32_t n = r->links ? r->links[0] : 0;
    for (uint32_t i = n; i >= 1; i--)
        if (r->links[i] == link)
            return (uint8_t)i;
    if (n == LINKS_MAX) {
        compact_links(r);
        n = r->links[0];
    }
    if (n == LINKS_MAX)
        return 0;
    if (n == 0 || (n >= 3 && ((n + 1) & n) == 0)) // room for 4 numbers, and doubling
        r->links = xrealloc(r->links, MAX(2 * (n + 1), 4u), sizeof *r->links);
    r->links[0] = n + 1;
    r->links[n + 1] = link;
    return (uint8_t)(n + 1);
}

/* Cells copied from another row name links as that row counts them. */
static void adopt(Line *r, Cell *c, const Line *src, const Cell *from)
{
    if (c->len == CELL_POOLED)
        pool_add(r, c, vt_line_text(src, from));
    if (from->link)
        c->link = vt_line_link(r, src->links[from->link]);
}

void vt_line_append(Line *r, const Line *src, int start, int end)
{
    BUG_ON(r->used + end - start > r->cap);
    int n = MIN(end, src->used) - start;
    if (start == end)
        return;
    Cell *to = r->cells + r->used;
    r->used += end - start;
    if (n <= 0)
        return;
    memcpy(to, src->cells + start, (size_t)n * sizeof *to);
    if (src->extra.n == 0 && src->links == NULL)
        return;
    for (int i = 0; i < n; i++)
        to[i].link = 0; // src's numbers
    for (int i = 0; i < n; i++)
        adopt(r, &to[i], src, &src->cells[start + i]);
}
