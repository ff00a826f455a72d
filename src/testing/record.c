// Records of our own adapters: {"file", "path", "state", "ms", "line", "message", "failfile", …}.
#include "testing/inner.h"

enum { PATH_MAX_NAMES = 64 };

// False for a state that is of no test: a suite's.
static bool state_of(Str word, TestState *out)
{
    for (int s = 0; s < TEST_STATES; s++)
        if (str_eq_c(word, test_state_name(s))) {
            *out = s;
            return true;
        }
    return false;
}

static int line_of(const Json *o, const char *key)
{
    int64_t n = json_int_or(json_get(o, key), 0);
    return n > 0 && n < INT32_MAX ? (int)n : 0;
}

static void set_details(TestReader *r, TestNode *n, const Json *o, TestState s)
{
    Str root = str_c(r->root), message, file;
    double ms;
    if (json_double(json_get(o, "ms"), &ms) && ms >= 0)
        n->ms = ms;
    node_set_place(n, short_path(root, json_str_or(json_get(o, "at"), STR_NULL)),
                   line_of(o, "line"));
    if (s == TEST_RUNNING || s == TEST_QUEUED)
        return;
    node_set_message(n, json_str(json_get(o, "message"), &message) ? message : STR_NULL);
    if (s < TEST_FAILED)
        return;
    if (json_str(json_get(o, "failfile"), &file))
        node_set_fail(n, short_path(root, file), line_of(o, "failline"));
    else
        node_find_fail(n, root);
}

void record_read(TestReader *r, const Json *o)
{
    Str names[PATH_MAX_NAMES], state = json_str_or(json_get(o, "state"), STR_NULL);
    size_t n = 0;
    TestState s = TEST_QUEUED;
    if (!state.n || json_kind(json_get(o, "path")) != JSON_ARRAY)
        return;
    for (const Json *x = json_first(json_get(o, "path")); x && n < PATH_MAX_NAMES; x = json_next(x))
        names[n++] = json_str_or(x, STR("?"));
    Str file = short_path(str_c(r->root), json_str_or(json_get(o, "file"), STR_NULL));
    TestNode *node = test_tree_put(r->tree, file, names, n);
    if (!node)
        return;
    bool ended = node->state > TEST_RUNNING;
    if (!state_of(state, &s)) {
        set_details(r, node, o, TEST_QUEUED); // a suite: where it stands and how long it took
        return;
    }
    if (s <= TEST_RUNNING && ended && s == TEST_QUEUED)
        s = node->state; // it was listed late
    test_tree_set(r->tree, node, s);
    set_details(r, node, o, s);
}
