#include "groups.h"
#include "base/mem.h"
#include "picture.h"
#include "widget/widget.h"

enum { SRC = 1, TESTS, README, DB, MAIN, SQL };

static const TreeRow root[] = {
    {.id = SRC, .folder = true}, {.id = TESTS, .folder = true}, {.id = README}};
static const TreeRow src[] = {{.id = DB, .folder = true}, {.id = MAIN}};
static const TreeRow db[] = {{.id = SQL}};

static const char *name_of(uint64_t id)
{
    static const char *const names[] = {"", "src", "tests", "README", "db", "main.c", "sql.c"};
    return names[id];
}

static void make(Tree *t)
{
    tree_insert(t, TREE_ROOT, root, ARRAY_LEN(root));
    tree_insert(t, 0, src, ARRAY_LEN(src));
    tree_insert(t, 1, db, ARRAY_LEN(db));
}

static void paint(Surface *s, Tree *t, const Theme *theme)
{
    list_place(&t->list, (Rect){0, 0, surface_rows(s), surface_cols(s)}, t->rows.n);
    surface_fill(s, 0, 0, surface_rows(s), surface_cols(s), (Style){0});
    for (size_t i = t->list.top; i < list_end(&t->list); i++)
        tree_paint_row(s, t, theme, i, (ListRow){.text = str_c(name_of(t->rows.p[i].id))});
}

static void a_tree_shows_what_is_open(void **state)
{
    (void)state;
    static const char *const open[] = {" ▾ src",      "   ▾ db",  "       sql.c",
                                       "     main.c", " ▸ tests", "   README"};
    static const char *const closed[] = {" ▸ src", " ▸ tests", "   README", "", "", ""};
    Tree t = {0};
    Theme *theme = theme_new(NULL, TTY_COLOR_TRUE);
    Surface *s = surface_new(6, 16);
    make(&t);
    paint(s, &t, theme);
    picture_check("open", s, open, 6);
    tree_close(&t, 0);
    paint(s, &t, theme);
    picture_check("closed", s, closed, 6);
    surface_free(s);
    theme_free(theme);
    tree_deinit(&t);
}

static void keys_walk_through_a_tree(void **state)
{
    (void)state;
    static const struct {
        const char *name, *keys;
        size_t from;
        uint64_t selected;
        size_t rows;
        TreeAnswer answer;
    } cases[] = {
        {"down", "down", 0, DB, 6, TREE_MOVED},
        {"left closes", "left", 0, SRC, 3, TREE_CLOSED},
        {"left goes to the parent", "left", 2, DB, 6, TREE_MOVED},
        {"left from a file beside", "left", 3, SRC, 6, TREE_MOVED},
        {"left at the root", "left", 5, README, 6, TREE_MOVED},
        {"right goes into", "right", 0, DB, 6, TREE_MOVED},
        {"right wants to open", "right", 4, TESTS, 6, TREE_OPEN},
        {"right on a file", "right", 5, README, 6, TREE_MOVED},
        {"enter wants to open", "enter", 4, TESTS, 6, TREE_OPEN},
        {"enter closes", "enter", 1, DB, 5, TREE_CLOSED},
        {"enter chooses a file", "enter", 3, MAIN, 6, TREE_CHOSEN},
        {"other keys are not its", "x", 3, MAIN, 6, TREE_IGNORED},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Tree t = {0};
        make(&t);
        list_place(&t.list, (Rect){0, 0, 10, 10}, t.rows.n);
        list_select(&t.list, cases[i].from);
        Key k = picture_key(cases[i].keys);
        TreeAnswer answer = tree_key(&t, &k);
        uint64_t selected = t.rows.p[t.list.selected].id;
        if (answer != cases[i].answer || selected != cases[i].selected || t.rows.n != cases[i].rows)
            fail_msg("%s: %s of %zu rows, answer %d", cases[i].name, name_of(selected), t.rows.n,
                     (int)answer);
        tree_deinit(&t);
    }
    Tree nothing = {0};
    Key k = picture_key("right");
    assert_int_equal(tree_key(&nothing, &k), TREE_IGNORED);
}

static void clicks_open_and_choose(void **state)
{
    (void)state;
    Tree t = {0};
    make(&t);
    list_place(&t.list, (Rect){0, 0, 10, 10}, t.rows.n);
    Key k = picture_click(4, 2, 1);
    assert_int_equal(tree_key(&t, &k), TREE_OPEN);
    k = picture_click(3, 2, 1);
    assert_int_equal(tree_key(&t, &k), TREE_CHOSEN);
    k = picture_click(0, 2, 1);
    assert_int_equal(tree_key(&t, &k), TREE_CLOSED);
    k = picture_click(0, 2, 2); // of the same double click
    assert_int_equal(tree_key(&t, &k), TREE_MOVED);
    assert_int_equal(t.rows.n, 3);
    tree_deinit(&t);
}

static void the_selection_follows_its_row(void **state)
{
    (void)state;
    static const TreeRow more[] = {{.id = 7}, {.id = DB, .folder = true}, {.id = MAIN}};
    Tree t = {0};
    make(&t);
    list_place(&t.list, (Rect){0, 0, 10, 10}, t.rows.n);
    list_select(&t.list, 5);
    tree_insert(&t, 0, more, ARRAY_LEN(more)); // db closes, one row more
    assert_int_equal(t.rows.p[t.list.selected].id, README);
    assert_int_equal(t.rows.n, 6);
    list_select(&t.list, tree_find(&t, MAIN));
    tree_insert(&t, 0, src, ARRAY_LEN(src));
    assert_int_equal(t.rows.p[t.list.selected].id, MAIN);
    tree_insert(&t, 0, src, 1); // main.c is gone
    assert_int_equal(t.rows.p[t.list.selected].id, SRC);
    assert_int_equal(tree_parent(&t, tree_find(&t, DB)), 0);
    assert_int_equal(tree_parent(&t, 0), TREE_ROOT);
    assert_int_equal(tree_find(&t, MAIN), TREE_ROOT);
    tree_insert(&t, TREE_ROOT, NULL, 0);
    assert_int_equal(t.rows.n, 0);
    assert_int_equal(t.list.selected, 0);
    tree_deinit(&t);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_tree_shows_what_is_open),
    cmocka_unit_test(keys_walk_through_a_tree),
    cmocka_unit_test(clicks_open_and_choose),
    cmocka_unit_test(the_selection_follows_its_row),
};

const TestGroup tree_tests = {tests, ARRAY_LEN(tests)};
