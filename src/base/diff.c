// After Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), section 4b: the
// middle of a shortest script of edits is found by searching from both ends at once, then that of
// the parts on its two sides.
#include "base/diff.h"

#include "base/map.h"
#include "base/mem.h"

// After so many edits from either end the best point found must do for a middle.
enum { MAX_EDITS = 1000 };

// Lines as numbers, equal ones for equal lines; of those that both texts have, all others differ
// anyway.
typedef struct {
    uint32_t id;
    size_t row;
} Line;
typedef Vec(Line) Lines;

typedef struct {
    const Line *a, *b;
    bool *a_differs, *b_differs; // by row
    // How far one gets on each diagonal (lines of a less lines of b) with the edits so far: in
    // lines of a from the start, and from the end.  -1 = not there.
    ptrdiff_t ahead[2 * MAX_EDITS + 3], back[2 * MAX_EDITS + 3];
} Diff;

// The part of both texts that is looked at: a_n lines of a from a on, b_n of b.
typedef struct {
    const Line *a, *b;
    ptrdiff_t a_n, b_n;
} Box;

typedef struct {
    ptrdiff_t a, b;
} Point;

// One edit more: take a line of a, or one of b, whichever gets further on diagonal k.
static ptrdiff_t step(const ptrdiff_t *reach, ptrdiff_t k, const Box *box)
{
    ptrdiff_t take_a = reach[k - 1] < 0 ? -1 : reach[k - 1] + 1;
    ptrdiff_t take_b = reach[k + 1];
    if (take_a > box->a_n)
        take_a = -1;
    if (take_b >= 0 && take_b - k > box->b_n)
        take_b = -1;
    return MAX(take_a, take_b);
}

// Along diagonal k while lines are equal; `back` goes from the end.
static ptrdiff_t slide(const Box *box, ptrdiff_t a, ptrdiff_t k, bool back)
{
    for (ptrdiff_t b = a - k; a < box->a_n && b < box->b_n; a++, b++) {
        ptrdiff_t i = back ? box->a_n - 1 - a : a;
        ptrdiff_t j = back ? box->b_n - 1 - b : b;
        if (box->a[i].id != box->b[j].id)
            break;
    }
    return a;
}

// Where the search of one end meets that of the other, which has done `other_edits`.
static bool meets(const Box *box, const ptrdiff_t *other, ptrdiff_t other_edits, ptrdiff_t k,
                  ptrdiff_t a)
{
    ptrdiff_t mirrored = box->a_n - box->b_n - k;
    if (mirrored < -other_edits || mirrored > other_edits || (mirrored - other_edits) % 2 != 0)
        return false;
    return other[mirrored] >= 0 && a + other[mirrored] >= box->a_n;
}

// Every diagonal that `edits` edits lead to, from one end.  True if the other search is met, at
// *met as counted from that end; else *met is the furthest point.
static bool advance(const Box *box, ptrdiff_t *reach, const ptrdiff_t *other, ptrdiff_t edits,
                    bool back, Point *met)
{
    reach[edits + 1] = reach[-edits - 1] = -1;
    for (ptrdiff_t k = -edits; k <= edits; k += 2) {
        ptrdiff_t a = edits == 0 ? 0 : step(reach, k, box);
        if (a >= 0)
            a = slide(box, a, k, back);
        reach[k] = a;
        if (a < 0)
            continue;
        bool is_met = meets(box, other, back ? edits : edits - 1, k, a);
        if (is_met || a + a - k > met->a + met->b)
            *met = (Point){a, a - k};
        if (is_met)
            return true;
    }
    return false;
}

// A point on a way from start to end with few edits, neither of the two itself.  Both parts have
// lines, and differ in their first and in their last ones.
static Point find_middle(Diff *d, const Box *box)
{
    ptrdiff_t *ahead = d->ahead + MAX_EDITS + 1, *back = d->back + MAX_EDITS + 1;
    Point front = {0, 0}, rear = {0, 0};
    for (ptrdiff_t edits = 0; edits <= MAX_EDITS; edits++) {
        if (advance(box, ahead, back, edits, false, &front))
            return front;
        if (advance(box, back, ahead, edits, true, &rear))
            return (Point){box->a_n - rear.a, box->b_n - rear.b};
    }
    return front;
}

static Box without_equal_ends(Box box)
{
    while (box.a_n && box.b_n && box.a[0].id == box.b[0].id)
        box = (Box){box.a + 1, box.b + 1, box.a_n - 1, box.b_n - 1};
    while (box.a_n && box.b_n && box.a[box.a_n - 1].id == box.b[box.b_n - 1].id)
        box = (Box){box.a, box.b, box.a_n - 1, box.b_n - 1};
    return box;
}

static void compare(Diff *d, Box whole)
{
    Box box = without_equal_ends(whole);
    if (box.a_n && box.b_n) {
        Point p = find_middle(d, &box);
        compare(d, (Box){box.a, box.b, p.a, p.b});
        compare(d, (Box){box.a + p.a, box.b + p.b, box.a_n - p.a, box.b_n - p.b});
        return;
    }
    for (ptrdiff_t i = 0; i < box.a_n; i++)
        d->a_differs[box.a[i].row] = true;
    for (ptrdiff_t i = 0; i < box.b_n; i++)
        d->b_differs[box.b[i].row] = true;
}

// Those of `lines` that are keys of `other`, numbered by it.
static void number(const DiffLines *lines, const Map *other, bool *differs, Lines *out)
{
    for (size_t row = 0; row < lines->n; row++) {
        uintptr_t id = (uintptr_t)map_find(other, lines->p[row]);
        differs[row] = id == 0;
        if (id != 0)
            vec_push(out, (Line){(uint32_t)id, row});
    }
}

// Each different line of `lines` gets a number from 1.
static void add_keys(const DiffLines *lines, const Map *only, Map *out)
{
    VEC_EACH (Str, line, lines)
        if (!map_has(out, *line) && (!only || map_has(only, *line)))
            map_set(out, *line, (void *)(uintptr_t)(out->n + 1));
}

static void add_hunks(const bool *a, size_t a_n, const bool *b, size_t b_n, DiffHunks *out)
{
    size_t i = 0, j = 0;
    while (i < a_n || j < b_n) {
        DiffHunk h = {i, 0, j, 0};
        while (i < a_n && a[i])
            i++;
        while (j < b_n && b[j])
            j++;
        h.old_n = i - h.old_row;
        h.new_n = j - h.new_row;
        if (h.old_n || h.new_n)
            vec_push(out, h);
        i++;
        j++;
    }
}

void diff_lines(const DiffLines *old_lines, const DiffLines *new_lines, DiffHunks *out)
{
    Map in_old = {0}, in_both = {0};
    Lines a = {0}, b = {0};
    Diff *d = NEW(Diff);
    d->a_differs = NEW_ARRAY(bool, old_lines->n + 1);
    d->b_differs = NEW_ARRAY(bool, new_lines->n + 1);
    add_keys(old_lines, NULL, &in_old);
    add_keys(new_lines, &in_old, &in_both);
    number(old_lines, &in_both, d->a_differs, &a);
    number(new_lines, &in_both, d->b_differs, &b);
    compare(d, (Box){a.p, b.p, (ptrdiff_t)a.n, (ptrdiff_t)b.n});
    add_hunks(d->a_differs, old_lines->n, d->b_differs, new_lines->n, out);
    map_deinit(&in_old);
    map_deinit(&in_both);
    vec_deinit(&a);
    vec_deinit(&b);
    free(d->a_differs);
    free(d->b_differs);
    free(d);
}
