// Cells for the leaves of a split tree.
#include "workspace/split.h"

typedef struct {
    int rows, cols;
} Least;

// A leaf that is to be split counts twice.
static Least least(const Split *s, const Split *twice, bool across)
{
    Least sum = {GROUP_MIN_ROWS, GROUP_MIN_COLS};
    if (s->kids.n == 0 && s == twice)
        return across ? (Least){sum.rows, sum.cols * 2 + 1} : (Least){sum.rows * 2, sum.cols};
    if (s->kids.n == 0)
        return sum;
    sum = (Least){0, s->columns ? (int)s->kids.n - 1 : 0};
    VEC_EACH (Split *, kid, &s->kids) {
        Least one = least(*kid, twice, across);
        sum.rows = s->columns ? MAX(sum.rows, one.rows) : sum.rows + one.rows;
        sum.cols = s->columns ? sum.cols + one.cols : MAX(sum.cols, one.cols);
    }
    return sum;
}

bool split_fits(const Split *root, int rows, int cols)
{
    Least l = least(root, NULL, false);
    return l.rows <= rows && l.cols <= cols;
}

bool split_fits_more(const Split *root, const Split *leaf, Side side, Rect room)
{
    Least l = least(root, leaf, side == SIDE_LEFT || side == SIDE_RIGHT);
    return l.rows <= room.rows && l.cols <= room.cols;
}

static int least_of(const Split *s, size_t i)
{
    Least l = least(s->kids.p[i], NULL, false);
    return s->columns ? l.cols : l.rows;
}

// Kids that their share would leave too small get their least size, the others share the rest.
static void share(const Split *s, int cells, int size[GROUPS_MAX])
{
    bool fixed[GROUPS_MAX] = {false};
    int64_t weights;
    int room;
    for (bool again = true; again;) {
        again = false;
        weights = 0;
        room = cells;
        for (size_t i = 0; i < s->kids.n; i++) {
            weights += fixed[i] ? 0 : s->kids.p[i]->weight;
            room -= fixed[i] ? least_of(s, i) : 0;
        }
        for (size_t i = 0; i < s->kids.n; i++)
            if (!fixed[i] && room * (int64_t)s->kids.p[i]->weight < least_of(s, i) * weights)
                again = fixed[i] = true;
    }
    int64_t passed = 0;
    for (size_t i = 0; i < s->kids.n; i++) {
        int64_t w = s->kids.p[i]->weight;
        size[i] = fixed[i] ? least_of(s, i)
                           : (int)(room * (passed + w) / weights - room * passed / weights);
        passed += fixed[i] ? 0 : w;
    }
}

void split_place(Split *root, Rect room)
{
    int size[GROUPS_MAX];
    BUG_ON(!split_fits(root, room.rows, room.cols));
    root->at = room;
    if (root->kids.n == 0)
        return;
    share(root, root->columns ? room.cols - ((int)root->kids.n - 1) : room.rows, size);
    Rect kid = room;
    for (size_t i = 0; i < root->kids.n; i++) {
        if (root->columns)
            kid.cols = size[i];
        else
            kid.rows = size[i];
        split_place(root->kids.p[i], kid);
        kid.col += root->columns ? size[i] + 1 : 0;
        kid.row += root->columns ? 0 : size[i];
    }
}

void split_unplace(Split *root)
{
    root->at = (Rect){0};
    VEC_EACH (Split *, kid, &root->kids)
        split_unplace(*kid);
}

static int length(const Split *s, size_t i)
{
    Rect at = s->kids.p[i]->at;
    return s->columns ? at.cols : at.rows;
}

void split_move_line(Split *s, size_t i, int delta)
{
    enum { FINE = 256 }; // weights of whole cells would round away what halves mean
    if (i + 1 >= s->kids.n || s->at.rows == 0)
        return;
    delta = CLAMP(delta, least_of(s, i) - length(s, i), length(s, i + 1) - least_of(s, i + 1));
    for (size_t k = 0; k < s->kids.n; k++)
        s->kids.p[k]->weight = (length(s, k) + (k == i       ? delta
                                                : k == i + 1 ? -delta
                                                             : 0)) *
                               (int)FINE;
    split_place(s, s->at);
}

bool split_resize(Split *leaf, bool columns, int delta)
{
    Split *kid = leaf, *s = leaf->parent;
    for (; s && s->columns != columns; s = s->parent)
        kid = s;
    if (!s)
        return false;
    size_t i = 0;
    while (s->kids.p[i] != kid)
        i++;
    bool last = i + 1 == s->kids.n;
    split_move_line(s, last ? i - 1 : i, last ? -delta : delta);
    return true;
}

// Cells of two stretches that lie beside each other.
static int common(int a, int na, int b, int nb)
{
    return MIN(a + na, b + nb) - MAX(a, b);
}

// How far `r` touches the side of `from`; columns have a line between.
static int touch(Rect from, Rect r, Side side)
{
    switch (side) {
    case SIDE_LEFT:
        return r.col + r.cols + 1 == from.col ? common(from.row, from.rows, r.row, r.rows) : 0;
    case SIDE_RIGHT:
        return from.col + from.cols + 1 == r.col ? common(from.row, from.rows, r.row, r.rows) : 0;
    case SIDE_UP:
        return r.row + r.rows == from.row ? common(from.col, from.cols, r.col, r.cols) : 0;
    case SIDE_DOWN:
        break;
    }
    return from.row + from.rows == r.row ? common(from.col, from.cols, r.col, r.cols) : 0;
}

Split *split_beside(Split *root, Rect from, Side side, const Group *prefer)
{
    Group *all[GROUPS_MAX];
    Split *best = NULL;
    int most = 0;
    size_t n = split_groups(root, all);
    for (size_t i = 0; i < n; i++) {
        Split *leaf = split_find(root, all[i]);
        int cells = leaf->at.rows ? touch(from, leaf->at, side) : 0;
        if (cells > 0 && all[i] == prefer)
            return leaf;
        if (cells > most) {
            most = cells;
            best = leaf;
        }
    }
    return best;
}

Split *split_line_at(Split *root, int row, int col, size_t *i)
{
    for (size_t k = 0; k < root->kids.n; k++) {
        Rect r = root->kids.p[k]->at;
        bool after = k + 1 < root->kids.n;
        *i = k;
        if (after && root->columns && col == r.col + r.cols && row >= r.row && row < r.row + r.rows)
            return root;
        if (after && !root->columns && row == r.row + r.rows && col >= r.col &&
            col < r.col + r.cols)
            return root;
        Split *inner = rect_has(r, row, col) ? split_line_at(root->kids.p[k], row, col, i) : NULL;
        if (inner)
            return inner;
    }
    return NULL;
}
