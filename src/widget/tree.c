#include "base/bug.h"
#include "base/mem.h"
#include "widget/widget.h"

void tree_deinit(Tree *t)
{
    vec_deinit(&t->rows);
}

/* End of the rows below `row`. */
static size_t below_end(const Tree *t, size_t row)
{
    if (row == TREE_ROOT)
        return t->rows.n;
    size_t end = row + 1;
    while (end < t->rows.n && t->rows.p[end].depth > t->rows.p[row].depth)
        end++;
    return end;
}

/* Replace the rows [from, to) by n new ones of which the selected one may be; `otherwise` is where
 * the selection goes if it is not. */
static void splice(Tree *t, size_t from, size_t to, const TreeRow *rows, size_t n)
{
    size_t selected = t->list.selected, gone = to - from;
    uint64_t id = selected < t->rows.n ? t->rows.p[selected].id : 0;
    vec_reserve(&t->rows, n);
    if (to < t->rows.n)
        memmove(&t->rows.p[from + n], &t->rows.p[to], (t->rows.n - to) * sizeof *rows);
    if (n > 0)
        memcpy(&t->rows.p[from], rows, n * sizeof *rows);
    t->rows.n = t->rows.n - gone + n;
    if (selected >= to) {
        selected = selected - gone + n;
    } else if (selected >= from) {
        selected = from ? from - 1 : 0;
        for (size_t i = 0; i < n; i++)
            if (rows[i].id == id)
                selected = from + i;
    }
    t->list.n = t->rows.n;
    list_select(&t->list, selected);
}

void tree_insert(Tree *t, size_t parent, const TreeRow *rows, size_t n)
{
    BUG_ON(parent != TREE_ROOT && (parent >= t->rows.n || !t->rows.p[parent].folder));
    int depth = 0;
    if (parent != TREE_ROOT) {
        t->rows.p[parent].open = true;
        depth = t->rows.p[parent].depth + 1;
    }
    size_t from = parent + 1; // 0 for the root
    splice(t, from, below_end(t, parent), rows, n);
    for (size_t i = 0; i < n; i++)
        t->rows.p[from + i].depth = depth;
}

void tree_close(Tree *t, size_t row)
{
    BUG_ON(row >= t->rows.n);
    t->rows.p[row].open = false;
    splice(t, row + 1, below_end(t, row), NULL, 0);
}

size_t tree_parent(const Tree *t, size_t row)
{
    BUG_ON(row >= t->rows.n);
    size_t up = row;
    while (up > 0 && t->rows.p[up].depth >= t->rows.p[row].depth)
        up--;
    return t->rows.p[up].depth < t->rows.p[row].depth ? up : TREE_ROOT;
}

size_t tree_find(const Tree *t, uint64_t id)
{
    for (size_t i = 0; i < t->rows.n; i++)
        if (t->rows.p[i].id == id)
            return i;
    return TREE_ROOT;
}

static TreeAnswer toggle(Tree *t)
{
    TreeRow *r = &t->rows.p[t->list.selected];
    if (!r->folder)
        return TREE_CHOSEN;
    if (!r->open)
        return TREE_OPEN;
    tree_close(t, t->list.selected);
    return TREE_CLOSED;
}

/* Left closes a folder or goes to the parent; right opens one or goes to its first row. */
static TreeAnswer sideways(Tree *t, bool left)
{
    size_t at = t->list.selected;
    const TreeRow *r = &t->rows.p[at];
    if (left && !(r->folder && r->open)) {
        size_t up = tree_parent(t, at);
        if (up != TREE_ROOT)
            list_select(&t->list, up);
        return TREE_MOVED;
    }
    if (left || (r->folder && !r->open))
        return toggle(t);
    if (r->folder && below_end(t, at) > at + 1)
        list_select(&t->list, at + 1);
    return TREE_MOVED;
}

static bool is_click(const Key *k)
{
    return k->kind == KEY_MOUSE && k->mouse.kind == MOUSE_PRESS && k->mouse.button == MOUSE_LEFT;
}

TreeAnswer tree_key(Tree *t, const Key *k)
{
    if (t->rows.n == 0)
        return TREE_IGNORED;
    if (!k->mods && (k->kind == KEY_LEFT || k->kind == KEY_RIGHT))
        return sideways(t, k->kind == KEY_LEFT);
    ListAnswer answer = list_key(&t->list, k);
    if (answer == LIST_IGNORED)
        return TREE_IGNORED;
    if (is_click(k)) // the second press of a double click must not undo the first
        return k->mouse.clicks == 1 ? toggle(t) : TREE_MOVED;
    return answer == LIST_CHOSEN ? toggle(t) : TREE_MOVED;
}

void tree_paint_row(Surface *s, const Tree *t, const Theme *theme, size_t i, ListRow r)
{
    const TreeRow *row = &t->rows.p[i];
    r.indent = 1 + 2 * row->depth;
    r.marker = !row->folder ? " " : theme_glyph(theme, row->open ? GLYPH_OPEN : GLYPH_CLOSED);
    r.selected = i == t->list.selected;
    list_paint_row(s, list_row(&t->list, i), theme, &r);
}
