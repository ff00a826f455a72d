#include "testing/inner.h"

const char *test_state_name(TestState s)
{
    static const char *const names[] = {"queued",  "running", "passed",
                                        "skipped", "failed",  "error"};
    return names[s];
}

TestTree *test_tree_new(void)
{
    TestTree *t = NEW(TestTree);
    t->root.id = xstrdup("");
    t->root.name = xstrdup("");
    return t;
}

static void node_deinit(TestNode *n)
{
    VEC_EACH (TestNode *, k, &n->kids) {
        node_deinit(*k);
        free(*k);
    }
    vec_deinit(&n->kids);
    free(n->name);
    free(n->id);
    free(n->file);
    free(n->message);
    free(n->fail_file);
}

void test_tree_free(TestTree *t)
{
    if (!t)
        return;
    node_deinit(&t->root);
    map_deinit(&t->by_id);
    vec_deinit(&t->ended);
    free(t->note);
    free(t);
}

TestNode *test_tree_find(const TestTree *t, Str id)
{
    return map_find(&t->by_id, id);
}

bool test_node_is_test(const TestNode *n)
{
    return n->parent && n->kids.n == 0;
}

static void count(TestNode *n, TestState s, ptrdiff_t by)
{
    for (; n; n = n->parent)
        n->counts[s] += (size_t)by;
}

// Names are shown in one line.
static char *clean_name(Str name)
{
    char *out = str_dup(name);
    for (char *c = out; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = ' ';
    return out;
}

static TestNode *put_kid(TestTree *t, TestNode *parent, Str name)
{
    const char *sep = parent->parent ? "::" : "";
    AUTO(free) char *shown = clean_name(name);
    AUTO(free) char *id = xasprintf("%s%s%s", parent->id, sep, shown);
    TestNode *n = test_tree_find(t, str_c(id));
    if (n)
        return n;
    if (t->by_id.n >= TEST_NODES_MAX) {
        t->full = true;
        return NULL;
    }
    if (test_node_is_test(parent)) // it has tests in it: it is none itself
        count(parent, parent->state, -1);
    n = NEW(TestNode);
    *n = (TestNode){
        .parent = parent, .at = parent->kids.n, .name = steal(&shown), .id = steal(&id), .ms = -1};
    vec_push(&parent->kids, n);
    count(n, TEST_QUEUED, 1);
    map_set(&t->by_id, str_c(n->id), n);
    t->revision++;
    return n;
}

TestNode *test_tree_put(TestTree *t, Str file, const Str *names, size_t n)
{
    TestNode *at = &t->root;
    if (file.n && (at = put_kid(t, at, file)) && !at->file)
        node_set_place(at, file, 0);
    for (size_t i = 0; at && i < n; i++) {
        const char *in = at->file;
        at = put_kid(t, at, names[i]);
        if (at && in && !at->file)
            node_set_place(at, str_c(in), 0);
    }
    return at == &t->root ? NULL : at;
}

void test_tree_set(TestTree *t, TestNode *node, TestState state)
{
    t->revision++;
    if (state > TEST_RUNNING && state != node->state)
        vec_push(&t->ended, node);
    if (test_node_is_test(node)) {
        count(node, node->state, -1);
        count(node, state, 1);
    }
    node->state = state;
    if (state == TEST_PASSED || state == TEST_SKIPPED)
        node_set_fail(node, STR_NULL, 0);
}

void test_tree_settle(TestTree *t)
{
    for (TestNode *n = t->root.kids.n ? t->root.kids.p[0] : NULL; n;
         n = test_node_next(&t->root, n))
        if (n->state == TEST_RUNNING)
            test_tree_set(t, n, TEST_QUEUED);
}

TestState test_node_state(const TestNode *n)
{
    static const TestState order[] = {TEST_RUNNING, TEST_FAILED, TEST_ERROR,
                                      TEST_PASSED,  TEST_QUEUED, TEST_SKIPPED};
    if (test_node_is_test(n))
        return n->state;
    if (n->state == TEST_ERROR || n->state == TEST_FAILED)
        return n->state; // of its own, beside its tests
    for (size_t i = 0; i < ARRAY_LEN(order); i++)
        if (n->counts[order[i]])
            return order[i];
    return TEST_QUEUED;
}

size_t test_node_total(const TestNode *n)
{
    size_t sum = 0;
    for (size_t i = 0; i < TEST_STATES; i++)
        sum += n->counts[i];
    return sum;
}

TestNode *test_node_next(const TestNode *top, TestNode *n)
{
    if (n->kids.n)
        return n->kids.p[0];
    for (; n != top && n->parent; n = n->parent) {
        if (n->at + 1 < n->parent->kids.n)
            return n->parent->kids.p[n->at + 1];
    }
    return NULL;
}

void node_set_message(TestNode *n, Str text)
{
    text = str_trim(text);
    free(n->message);
    n->message = text.n ? str_dup(str_upto(text, TEST_MESSAGE_MAX)) : NULL;
}

void node_add_message(TestNode *n, Str line)
{
    size_t have = n->message ? strlen(n->message) : 0;
    if (have + line.n + 1 > TEST_MESSAGE_MAX || (!have && !str_trim(line).n))
        return;
    n->message = xrealloc(n->message, have + line.n + 2, 1);
    if (have)
        n->message[have++] = '\n';
    if (line.n)
        memcpy(n->message + have, line.p, line.n);
    n->message[have + line.n] = '\0';
}

void node_set_place(TestNode *n, Str file, int line)
{
    if (file.n) {
        char *own = str_dup(file); // it may be a view of what it replaces
        free(n->file);
        n->file = own;
    }
    if (line > 0)
        n->line = line;
}

void node_set_fail(TestNode *n, Str file, int line)
{
    free(n->fail_file);
    n->fail_file = file.n && line > 0 ? str_dup(file) : NULL;
    n->fail_line = n->fail_file ? line : 0;
}

Str short_path(Str root, Str path)
{
    while (str_starts(path, STR("./")))
        path = str_from(path, 2);
    if (root.n && str_starts(path, root) && path.n > root.n && path.p[root.n] == '/')
        return str_from(path, root.n + 1);
    return path;
}
