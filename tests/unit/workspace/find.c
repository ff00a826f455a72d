// Find and replace: counts that follow edits, steps, scopes, replacements, expressions that are
// slow.
#include "suite.h"

#include "base/vec.h"

static size_t number(World *w, size_t *n)
{
    size_t current;
    *n = find_count(w->ws->find, &current);
    return current;
}

#define expect_count(w, current, all)    \
    do {                                 \
        size_t n_, at_ = number(w, &n_); \
        assert_int_equal(n_, all);       \
        assert_int_equal(at_, current);  \
    } while (0)

static void look_for(World *w, const char *pattern, bool regex)
{
    Find *f = w->ws->find;
    if (!find_is_open(f))
        find_open(f);
    find_options(f)->regex = regex;
    find_set_text(f, FIND_PATTERN, str_c(pattern));
    world_settle(w);
}

static void step(World *w, int dir)
{
    MUST(find_step(w->ws->find, dir, &err));
    world_settle(w);
}

static void replace_all(World *w, const char *with)
{
    find_open_replace(w->ws->find);
    find_set_text(w->ws->find, FIND_REPLACEMENT, str_c(with));
    MUST(find_replace_all(w->ws->find, &err));
    world_settle(w);
}

static void what_is_behind_a_match_at_the_edge_is_seen(void **state)
{
    World *w = *state;
    AUTO(buf) Buf bytes = BUF_INIT;
    for (int i = 0; i < 40; i++)
        buf_add_c(&bytes, i == 20 ? "here" : "0123");
    world_put(w, "a.txt", buf_c(&bytes));
    View *v = world_open(w, "a.txt");
    v->wrap = WRAP_OFF;
    v->rows = 10;
    v->cols = 81; // the match ends at column 84
    look_for(w, "here", false);
    view_reveal(v);
    assert_int_equal(view_cursor(v), 84);
    assert_true(v->left + v->cols - 84 >= v->cols / 3);
    assert_true(v->left <= 80);
}

static uint32_t chance(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % below;
}

static void chance_bytes(uint64_t *state, size_t n, Buf *out)
{
    for (size_t i = 0; i < n; i++)
        buf_add_byte(out, "aaab\n"[chance(state, 5)]);
}

static size_t counted(const Snap *s, const char *pattern, bool regex)
{
    AUTO(err) Err err = {0};
    FindQuery q = {.pattern = str_c(pattern), .regex = regex, .ignore_case = true};
    Finder *f = finder_new(&q, &err);
    size_t n = 0, at = 0, start, end;
    while (at <= snap_size(s) && finder_next(f, s, at, snap_size(s), NULL, &start, &end)) {
        n++;
        at = end > start ? end : end + 1;
    }
    finder_free(f);
    return n;
}

static void counts_stay_right_after_edits(void **state)
{
    World *w = *state;
    static const struct {
        const char *pattern;
        bool regex;
    } cases[] = {{"aa", false}, {"ab\\na", true}, {"a+", true}, {"(?<=b)\\n+", true}, {"^", true}};
    uint64_t seed = 5;
    world_put(w, "a.txt", "");
    View *v = world_open(w, "a.txt");
    Text *t = v->doc->text;
    AUTO(buf) Buf bytes = BUF_INIT;
    chance_bytes(&seed, 400000, &bytes);
    text_replace(t, 0, 0, buf_str(&bytes));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        look_for(w, cases[i].pattern, cases[i].regex);
        for (int edit = 0; edit < 12; edit++) {
            size_t size = snap_size(text_now(t)), at = chance(&seed, (uint32_t)size);
            size_t cut = MIN((size_t)chance(&seed, edit % 3 ? 20 : 150000), size - at);
            buf_clear(&bytes);
            chance_bytes(&seed, chance(&seed, edit % 4 ? 5 : 150000), &bytes);
            text_replace(t, at, at + cut, buf_str(&bytes));
            if (edit % 2) { // some edits come while the last ones are counted
                workspace_settle(w->ws);
                continue;
            }
            world_settle(w);
            size_t current;
            assert_int_equal(find_count(w->ws->find, &current),
                             counted(text_now(t), cases[i].pattern, cases[i].regex));
        }
    }
}

static void steps_go_through_all_matches_and_around(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "ab\n\nab\n");
    View *v = world_open(w, "a.txt");
    look_for(w, "^", true);
    static const size_t places[] = {0, 3, 4};
    for (size_t i = 0; i < 9; i++) {
        Range sel = view_selection(v);
        assert_int_equal(sel.start, places[i % 3]);
        assert_int_equal(sel.end, sel.start);
        expect_count(w, i % 3 + 1, 3);
        step(w, 1);
    }
    assert_string_equal(last_message(w), "Find: went on from the start");
    view_goto(v, 0);
    look_for(w, "ab", false);
    step(w, -1);
    assert_string_equal(last_message(w), "Find: went on from the end");
    expect_count(w, 2, 2);
    MUST(find_step(w->ws->find, 1, &err)); // two at once are two
    step(w, 1);
    expect_count(w, 2, 2);
    find_close(w->ws->find);
    step(w, 1); // with the widget closed, too
    assert_int_equal(view_selection(v).start, 0);
    find_set_text(w->ws->find, FIND_PATTERN, STR("nothing"));
    step(w, 1);
    assert_string_equal(last_message(w), "Find: no match");
    find_set_text(w->ws->find, FIND_PATTERN, STR(""));
    MUST_FAIL(find_step(w->ws->find, 1, &err));
}

static void large_texts_are_searched_from_the_cursor_around(void **state)
{
    World *w = *state;
    enum { LINES = 3 << 20, NEEDLES = 3 };
    static const size_t at[NEEDLES] = {1 << 20, 9 << 20, 17 << 20};
    AUTO(buf) Buf bytes = BUF_INIT;
    for (size_t i = 0; i < LINES; i++)
        buf_add_c(&bytes, "a line\n");
    for (size_t i = 0; i < NEEDLES; i++)
        memcpy(bytes.p + at[i], "needle", 6);
    world_put(w, "a.txt", "");
    View *v = world_open(w, "a.txt");
    text_replace(v->doc->text, 0, 0, buf_str(&bytes));
    view_goto(v, 5 << 20);
    look_for(w, "needle", false);
    for (size_t i = 1; i < 8; i++) {
        assert_int_equal(view_selection(v).start, at[i % NEEDLES]);
        expect_count(w, i % NEEDLES + 1, NEEDLES);
        step(w, 1);
    }
    look_for(w, "n(?=eedle)", true);
    assert_int_equal(view_selection(v).end, view_selection(v).start + 1);
    look_for(w, "needles", false);
    expect_count(w, 0, 0);
}

static void a_scope_bounds_all_and_follows_edits(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "aa aa aa aa\n");
    View *v = world_open(w, "a.txt");
    Find *f = w->ws->find;
    find_open(f);
    assert_false(find_toggle_scope(f)); // nothing is selected
    view_select(v, 3, 8);
    assert_true(find_toggle_scope(f));
    look_for(w, "aa", false);
    expect_count(w, 1, 2);
    text_replace(v->doc->text, 0, 0, STR("aa "));
    text_replace(v->doc->text, 9, 9, STR("aa "));
    world_settle(w);
    expect_count(w, 1, 3);
    for (int i = 0; i < 3; i++)
        step(w, 1);
    expect_count(w, 1, 3);
    replace_all(w, "b");
    expect_text(v, "aa aa b b b aa\n");
    assert_true(find_toggle_scope(f));
    world_settle(w);
    expect_count(w, 3, 3);
}

static void settings_say_what_find_begins_with(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one a.b\nthree\n");
    View *v = world_open(w, "a.txt");
    Find *f = w->ws->find;
    static const struct {
        int seed, scope;
        bool regex;
        size_t from, to;
        const char *want;
        bool scoped;
    } cases[] = {
        {FIND_SEED_SELECTION, FIND_SCOPE_NEVER, false, 4, 7, "a.b", false},
        {FIND_SEED_SELECTION, FIND_SCOPE_NEVER, true, 4, 7, "a\\.b", false},
        {FIND_SEED_SELECTION, FIND_SCOPE_NEVER, false, 1, 1, "", false},
        {FIND_SEED_ALWAYS, FIND_SCOPE_NEVER, false, 1, 1, "one", false},
        {FIND_SEED_NEVER, FIND_SCOPE_NEVER, false, 4, 7, "", false},
        {FIND_SEED_SELECTION, FIND_SCOPE_NEVER, false, 4, 10, "", false},
        {FIND_SEED_SELECTION, FIND_SCOPE_MULTILINE, false, 4, 7, "a.b", false},
        {FIND_SEED_SELECTION, FIND_SCOPE_MULTILINE, false, 4, 10, "", true},
        {FIND_SEED_SELECTION, FIND_SCOPE_ALWAYS, false, 4, 7, "", true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        w->ws->options.find_seed = cases[i].seed;
        w->ws->options.find_auto_scope = cases[i].scope;
        find_options(f)->regex = cases[i].regex;
        find_set_text(f, FIND_PATTERN, STR(""));
        view_select(v, cases[i].from, cases[i].to);
        find_open(f);
        assert_true(str_eq_c(find_text(f, FIND_PATTERN), cases[i].want));
        assert_int_equal(find_is_scoped(f), cases[i].scoped);
        find_close(f);
    }
}

static void replacing_one_goes_on_to_the_next(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "ab AB ab\n");
    View *v = world_open(w, "a.txt");
    Find *f = w->ws->find;
    look_for(w, "(a)b", true);
    find_open_replace(f);
    find_set_text(f, FIND_REPLACEMENT, STR("$1$1ab"));
    for (int i = 0; i < 2; i++) {
        MUST(find_replace_one(f, &err));
        world_settle(w);
    }
    expect_text(v, "aaab AAab ab\n");
    expect_count(w, 3, 3); // what was put in has matches too
    view_goto(v, 0);
    MUST(find_replace_one(f, &err)); // no match there: only goes on
    world_settle(w);
    expect_text(v, "aaab AAab ab\n");
    find_options(f)->ignore_case = false;
    look_for(w, "$", true);
    find_set_text(f, FIND_REPLACEMENT, STR(";"));
    view_goto(v, 0);
    step(w, 1);
    MUST(find_replace_one(f, &err)); // an empty match is not met again
    world_settle(w);
    expect_text(v, "aaab AAab ab;\n");
    assert_int_equal(view_selection(v).start, 14);
}

static void replacing_all_is_one_step_and_keeps_the_place(void **state)
{
    World *w = *state;
    AUTO(buf) Buf bytes = BUF_INIT, want = BUF_INIT;
    for (int i = 0; i < 5000; i++) {
        buf_add_c(&bytes, "x = old;\n");
        buf_add_c(&want, "x = newer;\n");
    }
    world_put(w, "a.txt", buf_c(&bytes));
    View *v = world_open(w, "a.txt");
    for (int few = 0; few < 2; few++) {
        const char *pattern = few ? "\\Ax = old" : "old";
        look_for(w, pattern, true);
        view_goto(v, 9 * 3000 + 2);
        replace_all(w, few ? "$& and more" : "newer");
        if (!few)
            expect_text(v, buf_c(&want));
        assert_string_equal(last_message(w), few ? "Replaced 1 place" : "Replaced 5000 places");
        assert_int_equal(view_cursor(v), few ? 9 * 3000 + 2 + 9 : 11 * 3000 + 2);
        text_check(v->doc->text);
        MUST(view_undo(v, &err));
        expect_text(v, buf_c(&bytes));
        assert_int_equal(view_cursor(v), 9 * 3000 + 2);
        world_settle(w);
    }
    replace_all(w, "$1");
    look_for(w, "nothing", false);
    replace_all(w, "");
    assert_string_equal(last_message(w), "Find: no match");
}

static void a_text_that_changed_meanwhile_is_not_replaced(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "old old\n");
    View *v = world_open(w, "a.txt");
    look_for(w, "old", false);
    find_open_replace(w->ws->find);
    find_set_text(w->ws->find, FIND_REPLACEMENT, STR("new"));
    MUST(find_replace_all(w->ws->find, &err));
    MUST_FAIL(find_replace_all(w->ws->find, &err)); // one at a time
    text_replace(v->doc->text, 0, 0, STR("old "));
    world_settle(w);
    expect_text(v, "old old old\n");
    assert_string_equal(last_message(w), "cannot replace all: the text changed meanwhile; "
                                         "nothing was replaced");
    MUST(find_replace_all(w->ws->find, &err));
    find_close(w->ws->find); // Esc
    world_settle(w);
    expect_text(v, "old old old\n");
}

static void replacements_end_lines_as_the_document_does(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "a,b\r\n");
    View *v = world_open(w, "a.txt");
    look_for(w, ",", true);
    replace_all(w, "\\n");
    expect_text(v, "a\r\nb\r\n");
}

static void slow_expressions_are_stopped_with_a_sentence(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac\n");
    View *v = world_open(w, "a.txt");
    look_for(w, "(a+)+[bd]", true);
    assert_string_equal(find_problem(w->ws->find), "the expression is too slow on this text");
    replace_all(w, "x");
    assert_int_equal(view_cursor(v), 0);
    assert_string_equal(last_message(w),
                        "cannot replace all: the expression is too slow on this text");
    look_for(w, "a+", true);
    assert_string_equal(find_problem(w->ws->find), "");
    expect_count(w, 1, 1);
}

static void matches_are_seen_where_they_are(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "ab ab\nAB\n");
    View *v = world_open(w, "a.txt");
    Find *f = w->ws->find;
    look_for(w, "ab", false);
    FindSeen seen = find_in(f, v->doc, 1, 7);
    assert_int_equal(seen.n, 3);
    assert_true(seen.at[0].start == 0 && seen.at[1].start == 3 && seen.at[2].start == 6);
    assert_null(seen.with);
    find_open_replace(f); // the keys go to the replacement: it is seen
    find_options(f)->preserve_case = true;
    find_set_text(f, FIND_REPLACEMENT, STR("xyz"));
    seen = find_in(f, v->doc, 0, 9);
    assert_int_equal(seen.n, 3);
    assert_true(str_eq_c(seen.with[0], "xyz") && str_eq_c(seen.with[2], "XYZ"));
    find_close(f);
    assert_int_equal(find_in(f, v->doc, 0, 9).n, 0);
}

static void all_matches_get_a_cursor(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "ab ab ab\n");
    View *v = world_open(w, "a.txt");
    look_for(w, "ab", false);
    step(w, 1);
    MUST(find_select_all(w->ws->find, &err));
    world_settle(w);
    assert_int_equal(v->sel.v.n, 3);
    assert_int_equal(v->sel.primary, 1);
    assert_false(find_has_focus(w->ws->find));
    MUST(view_type(v, STR("x"), &err));
    expect_text(v, "x x x\n");
}

static void older_texts_come_back(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "a\n");
    world_open(w, "a.txt");
    Find *f = w->ws->find;
    static const char *const typed[] = {"one", "two", "one", "three"};
    for (size_t i = 0; i < ARRAY_LEN(typed); i++) {
        look_for(w, typed[i], false);
        step(w, 1);
    }
    look_for(w, "dra", false);
    static const struct {
        int dir;
        const char *want;
    } moves[] = {{-1, "three"}, {-1, "one"},  {-1, "two"}, {-1, "two"},
                 {1, "one"},    {1, "three"}, {1, "dra"},  {1, "dra"}};
    for (size_t i = 0; i < ARRAY_LEN(moves); i++) {
        find_recall(f, moves[i].dir);
        assert_true(str_eq_c(find_text(f, FIND_PATTERN), moves[i].want));
    }
}

const struct CMUnitTest find_tests[] = {
    CASE(what_is_behind_a_match_at_the_edge_is_seen),
    CASE(counts_stay_right_after_edits),
    CASE(steps_go_through_all_matches_and_around),
    CASE(large_texts_are_searched_from_the_cursor_around),
    CASE(a_scope_bounds_all_and_follows_edits),
    CASE(settings_say_what_find_begins_with),
    CASE(replacing_one_goes_on_to_the_next),
    CASE(replacing_all_is_one_step_and_keeps_the_place),
    CASE(a_text_that_changed_meanwhile_is_not_replaced),
    CASE(replacements_end_lines_as_the_document_does),
    CASE(slow_expressions_are_stopped_with_a_sentence),
    CASE(matches_are_seen_where_they_are),
    CASE(all_matches_get_a_cursor),
    CASE(older_texts_come_back),
};
const size_t find_tests_n = ARRAY_LEN(find_tests);
