// Sessions as other versions wrote them, and damaged ones.
#include "suite.h"
#include "base/path.h"
#include "store/store.h"
#include "workspace/inner.h"

static bool put_work(Store *s, int64_t project, void *json, Err *err)
{
    return store_session_put(s, project, str_c(json), err);
}

static void put_done(Workspace *ws, void *json, bool ok, const Err *err)
{
    (void)ws;
    free(json);
    if (!ok)
        fail_msg("%s", err_text(err));
}

// The next start finds this session.
static void restart_with(World *w, const char *json)
{
    world_settle(w);
    storeq_push(w->ws->store, (StoreTask){put_work, put_done, xstrdup(json)});
    world_settle(w);
    w->ws->restored = false; // nothing of its own is written over it
    world_restart(w);
}

static size_t groups_of(const World *w)
{
    Group *all[GROUPS_MAX];
    return group_list(w->ws, all);
}

static void tabs_without_groups_come_back_as_one_group(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one\n");
    world_put(w, "b.txt", "two\n");
    restart_with(w, "{\"tabs\":[{\"path\":\"a.txt\",\"cursor\":2,\"anchor\":2,\"top\":0},"
                    "{\"path\":\"b.txt\"}],\"active\":0,\"layout\":{}}");
    assert_int_equal(groups_of(w), 1);
    assert_int_equal(w->ws->group->tabs.n, 2);
    assert_int_equal(w->ws->group->active, 0);
    assert_int_equal(view_cursor(workspace_view(w->ws)), 2);
}

static void the_side_bar_and_the_preview_come_back(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one\n");
    world_put(w, "b.txt", "two\n");
    AUTO(free) char *a = path_join(w->ws->root, "a.txt");
    AUTO(free) char *b = path_join(w->ws->root, "b.txt");
    w->ws->options.preview_tabs = true;
    assert_true(workspace_preview(w->ws, a, NULL));
    assert_true(tab_keep(workspace_view(w->ws)));
    assert_true(workspace_preview(w->ws, b, NULL));
    w->ws->layout.side = SIDE_SEARCH;
    world_restart(w);
    assert_int_equal(w->ws->group->tabs.n, 2);
    assert_false(w->ws->group->tabs.p[0]->preview);
    assert_true(w->ws->group->tabs.p[1]->preview);
    assert_int_equal(w->ws->layout.side, SIDE_SEARCH);
}

static void damaged_sessions_leave_one_group_at_least_and_nine_at_most(void **state)
{
    World *w = *state;
    static const char leaf[] = "{\"tabs\":[{\"path\":\"a.txt\"}],\"weight\":-5,\"active\":99}";
    AUTO(buf) Buf many = BUF_INIT, deep = BUF_INIT;
    buf_add_c(&many, "{\"editors\":{\"groups\":[");
    for (int i = 0; i < 30; i++)
        buf_addf(&many, "%s%s", i ? "," : "", leaf);
    buf_add_c(&many, "]}}");
    buf_add_c(&deep, "{\"editors\":");
    for (int i = 0; i < 100; i++)
        buf_addf(&deep, "{\"columns\":%s,\"groups\":[%s,", i % 2 ? "true" : "false", leaf);
    buf_add_c(&deep, leaf);
    for (int i = 0; i < 100; i++)
        buf_add_c(&deep, "]}");
    buf_add_c(&deep, "}");
    const char *const sessions[] = {
        "",
        "[]",
        "{\"editors\":7}",
        "{\"editors\":{\"groups\":[]}}",
        "{\"editors\":{\"groups\":[7,null,[]]}}",
        "{\"editors\":{\"groups\":[{\"groups\":[{}]}],\"weight\":1e300}}",
        "{\"tabs\":7,\"bookmarks\":[1,{},{\"path\":\"a.txt\",\"line\":-1,\"offset\":-9}]}",
        "{\"bookmarks\":[{\"path\":\"a.txt\",\"line\":9223372036854775807}]}",
        many.p,
        deep.p,
    };
    world_put(w, "a.txt", "one\n");
    for (size_t i = 0; i < ARRAY_LEN(sessions); i++) {
        restart_with(w, sessions[i]);
        assert_true(groups_of(w) >= 1 && groups_of(w) <= GROUPS_MAX);
        layout_resize(&w->ws->layout, 60, 200);
        group_place(w->ws);
        while (workspace_view(w->ws)) {
            AUTO(err) Err err = {0};
            (void)bookmark_step(w->ws, 1, &err); // may find none
            workspace_close_tab(w->ws, 0);
        }
    }
}

const struct CMUnitTest session_tests[] = {
    CASE(tabs_without_groups_come_back_as_one_group),
    CASE(the_side_bar_and_the_preview_come_back),
    CASE(damaged_sessions_leave_one_group_at_least_and_nine_at_most),
};
const size_t session_tests_n = ARRAY_LEN(session_tests);
