#include "text/cols.h"
#include "base/mem.h"
#include "base/width.h"

enum {
    GAP_BYTES = 1024, // between two places that are noted, or as few more as it takes
};

// From the place noted before to `end`; the first one begins at the first sure break.
typedef struct {
    size_t end;
    Cells cells;
} Gap;

// What only a section that is not plain has.
typedef struct {
    ColSum sum;
    size_t ngaps;
    Gap gap[];
} Detail;

struct ColNote {
    ColNote *next; // for another tab size; owned
    int tab_size;  // 0: there is no tab, so it holds for all
    uint32_t nbytes;
    char first, last; // bytes, if plain
    Detail *detail;   // owned; NULL: all is plain ASCII
};

// Offset of the first or last sure break, 0 if there is none close enough to that end.
static size_t first_break(Str s)
{
    for (size_t off = 1; off < s.n && off <= COL_EDGE_MAX; off++)
        if (width_breaks(s, off))
            return off;
    return 0;
}

static size_t last_break(Str s)
{
    for (size_t off = s.n; off-- > 1 && s.n - off <= COL_EDGE_MAX;)
        if (width_breaks(s, off))
            return off;
    return 0;
}

static bool set_edge(ColEdge *e, Str s)
{
    if (s.n > COL_EDGE_MAX)
        return false;
    e->n = (uint8_t)s.n;
    if (s.n)
        memcpy(e->p, s.p, s.n);
    return true;
}

// Two stretches without a sure break.
static bool join_solid(ColSum *a, Str seam, int tab_size)
{
    size_t first = first_break(seam), last = last_break(seam);
    a->solid = first == 0 || last == 0;
    if (a->solid)
        return set_edge(&a->head, seam);
    a->cells = cells_of(str_n(seam.p + first, last - first), tab_size);
    return set_edge(&a->head, str_upto(seam, first)) && set_edge(&a->tail, str_from(seam, last));
}

static bool join_seam(ColSum *a, const ColSum *b, Str seam, int tab_size)
{
    if (a->solid && b->solid)
        return join_solid(a, seam, tab_size);
    size_t from = a->solid ? first_break(seam) : 0;
    size_t end = b->solid ? last_break(seam) : seam.n;
    bool was_solid = a->solid;
    a->solid = false;
    if (was_solid && from == 0) {
        a->cells = b->cells;
        a->tail = b->tail;
        return set_edge(&a->head, seam);
    }
    if (b->solid && end == 0)
        return set_edge(&a->tail, seam);
    Cells between = cells_of(str_n(seam.p + from, end - from), tab_size);
    a->cells = was_solid ? between : cells_join(a->cells, between, tab_size);
    if (was_solid && !set_edge(&a->head, str_upto(seam, from)))
        return false;
    if (b->solid)
        return set_edge(&a->tail, str_from(seam, end));
    a->cells = cells_join(a->cells, b->cells, tab_size);
    a->tail = b->tail;
    return true;
}

void cols_join(ColSum *a, const ColSum *b, int tab_size)
{
    char seam[2 * COL_EDGE_MAX];
    const ColEdge *left = a->solid ? &a->head : &a->tail;
    a->guess |= b->guess;
    a->too_long |= b->too_long;
    if (a->too_long)
        return;
    memcpy(seam, left->p, left->n);
    memcpy(seam + left->n, b->head.p, b->head.n);
    a->too_long = !join_seam(a, b, str_n(seam, (size_t)left->n + b->head.n), tab_size);
}

static ColSum plain_sum(size_t n, char first, char last)
{
    ColSum out = {.solid = n < 2, .head = {.n = n > 0, .p = {first}}};
    if (n < 2)
        return out;
    out.tail = (ColEdge){.n = 1, .p = {last}};
    out.cells.first = n - 2;
    return out;
}

ColSum cols_guess(size_t n)
{
    ColSum out = plain_sum(n, 'x', 'x');
    out.guess = true;
    return out;
}

const ColNote *cols_find(ColNote *const *place, int tab_size)
{
    const ColNote *n = __atomic_load_n(place, __ATOMIC_ACQUIRE);
    while (n && n->tab_size && n->tab_size != tab_size)
        n = n->next;
    return n;
}

ColSum cols_noted(const ColNote *note)
{
    return note->detail ? note->detail->sum : plain_sum(note->nbytes, note->first, note->last);
}

// Several threads may find out the same: one note more does no harm.
static const ColNote *publish(ColNote **place, ColNote *mine)
{
    mine->next = __atomic_load_n(place, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(place, &mine->next, mine, true, __ATOMIC_RELEASE,
                                        __ATOMIC_RELAXED))
        ;
    return mine;
}

static const ColNote *put_detail(ColNote **place, Detail *d, size_t nbytes, int tab_size)
{
    ColNote *n = NEW(ColNote);
    *n = (ColNote){
        .tab_size = d->sum.cells.tab || d->sum.too_long ? tab_size : 0,
        .nbytes = (uint32_t)nbytes,
        .detail = d,
    };
    return publish(place, n);
}

void cols_put(ColNote **place, const ColSum *sum, int tab_size)
{
    Detail *d = xmalloc(sizeof *d);
    d->sum = *sum;
    d->ngaps = 0;
    put_detail(place, d, 0, tab_size);
}

const ColNote *cols_measure_plain(ColNote **place, Str section)
{
    if (section.n == 0 || cells_plain(section) < section.n)
        return NULL;
    ColNote *n = NEW(ColNote);
    n->nbytes = (uint32_t)section.n;
    n->first = section.p[0];
    n->last = section.p[section.n - 1];
    return publish(place, n);
}

// The end of a gap that starts at `from` and has to end by `last`, both sure breaks.
static size_t gap_end(Str s, size_t from, size_t last)
{
    for (size_t off = from + GAP_BYTES; off < last; off++)
        if (width_breaks(s, off))
            return off;
    return last;
}

const ColNote *cols_measure(ColNote **place, Str section, int tab_size)
{
    const ColNote *plain = cols_measure_plain(place, section);
    if (plain)
        return plain;
    Detail *d = xcalloc(1, sizeof *d + (section.n / GAP_BYTES + 1) * sizeof d->gap[0]);
    size_t first = first_break(section), last = last_break(section);
    d->sum.too_long = first == 0 || last == 0 ||
                      !set_edge(&d->sum.head, str_upto(section, first)) ||
                      !set_edge(&d->sum.tail, str_from(section, last));
    for (size_t from = first; !d->sum.too_long && from < last;) {
        size_t end = gap_end(section, from, last);
        Gap gap = {end, cells_of(str_n(section.p + from, end - from), tab_size)};
        d->sum.cells = cells_join(d->sum.cells, gap.cells, tab_size);
        d->gap[d->ngaps++] = gap;
        from = end;
    }
    return put_detail(place, d, section.n, tab_size);
}

// The gap that begins at or behind off; ngaps if there is none.
static size_t gap_from(const Detail *d, size_t off)
{
    size_t lo = 0, hi = d->ngaps;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        size_t start = mid ? d->gap[mid - 1].end : d->sum.head.n;
        if (start < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

// Cells from one sure break of a section to a later one.
static Cells between(const ColNote *note, Str section, size_t from, size_t end, int tab_size)
{
    Cells out = {0};
    const Detail *d = note ? note->detail : NULL;
    for (size_t i = d ? gap_from(d, from) : 0; d && i < d->ngaps && d->gap[i].end <= end; i++) {
        size_t start = i ? d->gap[i - 1].end : d->sum.head.n;
        if (start > from)
            out = cells_of(str_n(section.p + from, start - from), tab_size);
        out = cells_join(out, d->gap[i].cells, tab_size);
        from = d->gap[i].end;
    }
    Cells rest = cells_of(str_n(section.p + from, end - from), tab_size);
    return cells_join(out, rest, tab_size);
}

ColSum cols_part(const ColNote *note, Str section, size_t start, size_t end, int tab_size)
{
    Str part = str_n(section.p + start, end - start);
    if (start == 0 && end == section.n && note)
        return cols_noted(note);
    if (note && !note->detail && part.n)
        return plain_sum(part.n, part.p[0], part.p[part.n - 1]);
    ColSum out = {0};
    size_t first = first_break(part), last = last_break(part);
    out.solid = part.n <= COL_EDGE_MAX && (first == 0 || last == 0);
    out.too_long = !out.solid && (first == 0 || last == 0);
    if (out.too_long)
        return out;
    if (out.solid) {
        out.too_long = !set_edge(&out.head, part);
        return out;
    }
    set_edge(&out.head, str_upto(part, first));
    set_edge(&out.tail, str_from(part, last));
    out.cells = between(note, section, start + first, start + last, tab_size);
    return out;
}

void cols_free(ColNote *notes)
{
    while (notes) {
        ColNote *next = notes->next;
        free(notes->detail);
        free(notes);
        notes = next;
    }
}
