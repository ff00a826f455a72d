// The split tree: whatever is split, closed and resized, the leaves and their lines tile the room.
#include "suite.h"

enum { STEPS = 20000, ROWS_MAX = 120, COLS_MAX = 300 };

typedef struct {
    Split *root;
    Group groups[GROUPS_MAX];
    bool used[GROUPS_MAX];
    uint32_t seed;
} Tree;

static unsigned any(Tree *t, unsigned n)
{
    t->seed = t->seed * 1664525u + 1013904223u;
    return (t->seed >> 8) % n;
}

// How often a cell is covered by leaves and by lines.
typedef struct {
    Rect room;
    unsigned char at[ROWS_MAX][COLS_MAX];
} Tiling;

static void cover(Tiling *c, Rect r)
{
    for (int row = r.row; row < r.row + r.rows; row++)
        for (int col = r.col; col < r.col + r.cols; col++) {
            assert_true(rect_has(c->room, row, col));
            c->at[row][col]++;
        }
}

static void cover_all(Tiling *c, const Split *s)
{
    assert_true(s->kids.n != 1);
    if (s->kids.n == 0) {
        assert_true(s->at.rows >= GROUP_MIN_ROWS && s->at.cols >= GROUP_MIN_COLS);
        cover(c, s->at);
    }
    for (size_t i = 0; i < s->kids.n; i++) {
        const Split *kid = s->kids.p[i];
        Rect line = {kid->at.row, kid->at.col + kid->at.cols, kid->at.rows, 1};
        assert_ptr_equal(kid->parent, s);
        assert_true(kid->kids.n == 0 || kid->columns != s->columns);
        if (s->columns && i + 1 < s->kids.n)
            cover(c, line);
        cover_all(c, kid);
    }
}

static void expect_tiles(const Split *root, Rect room)
{
    static Tiling c;
    c = (Tiling){.room = room};
    cover_all(&c, root);
    for (int row = room.row; row < room.row + room.rows; row++)
        for (int col = room.col; col < room.col + room.cols; col++)
            if (c.at[row][col] != 1)
                fail_msg("the cell at %d, %d is covered %d times", row, col, c.at[row][col]);
}

static Split *any_leaf(Tree *t)
{
    Group *all[GROUPS_MAX];
    size_t n = split_groups(t->root, all);
    return split_find(t->root, all[any(t, (unsigned)n)]);
}

static void add(Tree *t, Rect room)
{
    Split *leaf = any_leaf(t);
    Side side = (Side)any(t, 4);
    size_t i = 0;
    while (i < GROUPS_MAX && t->used[i])
        i++;
    if (i == GROUPS_MAX)
        return;
    bool may = split_fits_more(t->root, leaf, side, room);
    split_add(&t->root, leaf, &t->groups[i], side);
    t->used[i] = true;
    assert_int_equal(may, split_fits(t->root, room.rows, room.cols));
}

static void take_away(Tree *t)
{
    Split *leaf = any_leaf(t);
    if (t->root->kids.n == 0)
        return;
    t->used[leaf->group - t->groups] = false;
    split_remove(&t->root, leaf);
}

static void random_splits_closes_and_resizes_tile_the_room(void **state)
{
    Tree t = {.seed = 7};
    (void)state;
    t.root = split_new(&t.groups[0]);
    t.used[0] = true;
    Rect room = {1, 2, 40, 120};
    for (int step = 0; step < STEPS; step++) {
        unsigned what = any(&t, 8);
        if (what < 3)
            add(&t, room);
        else if (what < 5)
            take_away(&t);
        else if (what == 5)
            room = (Rect){(int)any(&t, 3), (int)any(&t, 9), 4 + (int)any(&t, 100),
                          20 + (int)any(&t, 240)};
        while (!split_fits(t.root, room.rows, room.cols))
            take_away(&t);
        split_place(t.root, room);
        if (what == 6)
            split_resize(any_leaf(&t), any(&t, 2), (int)any(&t, 41) - 20);
        if (what == 7 && t.root->kids.n)
            split_move_line(t.root, any(&t, (unsigned)t.root->kids.n), (int)any(&t, 400) - 200);
        expect_tiles(t.root, room);
    }
    split_free(t.root);
}

static void splitting_again_keeps_siblings_equal(void **state)
{
    Group g[4] = {0};
    Split *root = split_new(&g[0]);
    (void)state;
    for (int i = 1; i < 4; i++)
        split_add(&root, split_find(root, &g[i - 1]), &g[i], SIDE_RIGHT);
    split_place(root, (Rect){0, 0, 20, 4 * 30 + 3});
    for (int i = 0; i < 4; i++) {
        assert_int_equal(split_find(root, &g[i])->at.cols, 30);
        assert_int_equal(split_find(root, &g[i])->at.col, i * 31);
    }
    split_free(root);
}

static void a_size_that_was_given_stays(void **state)
{
    Group g[3] = {0};
    Split *root = split_new(&g[0]);
    (void)state;
    split_add(&root, root, &g[1], SIDE_RIGHT);
    split_place(root, (Rect){0, 0, 20, 101});
    assert_true(split_resize(split_find(root, &g[0]), true, 20));
    assert_int_equal(split_find(root, &g[0])->at.cols, 70);
    assert_false(split_resize(split_find(root, &g[0]), false, 1)); // nothing is above or below
    split_add(&root, split_find(root, &g[0]), &g[2], SIDE_DOWN);
    split_place(root, (Rect){0, 0, 20, 101});
    assert_int_equal(split_find(root, &g[2])->at.cols, 70);
    split_remove(&root, split_find(root, &g[2]));
    split_place(root, (Rect){0, 0, 20, 101});
    assert_int_equal(split_find(root, &g[0])->at.cols, 70);
    split_free(root);
}

static void what_stands_beside_is_found_by_place(void **state)
{
    Group g[3] = {0};
    Split *root = split_new(&g[0]);
    (void)state;
    split_add(&root, root, &g[1], SIDE_RIGHT);
    split_add(&root, split_find(root, &g[1]), &g[2], SIDE_DOWN);
    split_place(root, (Rect){0, 0, 20, 81});
    Rect left = split_find(root, &g[0])->at, low = split_find(root, &g[2])->at;
    assert_ptr_equal(split_beside(root, left, SIDE_RIGHT, &g[2])->group, &g[2]);
    assert_ptr_equal(split_beside(root, low, SIDE_LEFT, NULL)->group, &g[0]);
    assert_ptr_equal(split_beside(root, low, SIDE_UP, NULL)->group, &g[1]);
    assert_null(split_beside(root, low, SIDE_DOWN, NULL));
    size_t i;
    assert_ptr_equal(split_line_at(root, 5, 40, &i), root);
    assert_int_equal(i, 0);
    Split *right = split_line_at(root, low.row, low.col + 3, &i);
    assert_false(right->columns);
    assert_null(split_line_at(root, 3, 3, &i));
    split_free(root);
}

const struct CMUnitTest split_tests[] = {
    cmocka_unit_test(random_splits_closes_and_resizes_tile_the_room),
    cmocka_unit_test(splitting_again_keeps_siblings_equal),
    cmocka_unit_test(a_size_that_was_given_stays),
    cmocka_unit_test(what_stands_beside_is_found_by_place),
};
const size_t split_tests_n = ARRAY_LEN(split_tests);
