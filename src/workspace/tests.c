#include "workspace/tests.h"
#include "base/path.h"
#include "loop/loop.h"
#include "run/run.h"
#include "workspace/inner.h"

enum { KITS_MAX = 12, WALL_MS = 600000, OUTPUT_MAX = 64 << 20, MEMORY_MB = 2048, PROCS = 512 };

/* What is to be found on a worker. */
typedef struct {
    Workspace *ws;
    char *root; // owned
    LoopJob *job;
    const TestKit *kits[KITS_MAX];
    size_t n;
} Look;

struct Tests {
    TestWords targets; // none: all
    bool waits;        // for saves
    Look *look;        // borrowed, under way
    const TestKit *kits[KITS_MAX];
    size_t nkits, at; // the one that runs
    TestTree *tree;   // owned
    TestReader *reader;
    Run *run; // owned, NULL: none runs
    uint64_t off;
    size_t told;      // of tree->ended
    TestWords failed; // ids, of the last time
    size_t passed, bad, skipped;
    uint32_t source;
};

static Tests *tests_of(Workspace *ws)
{
    if (!ws->tests) {
        ws->tests = NEW(Tests);
        ws->tests->source = problems_source(ws->problems, "tests");
    }
    return ws->tests;
}

bool tests_are_running(const Workspace *ws)
{
    const Tests *t = ws->tests;
    return t && (t->waits || t->look || t->run);
}

static void end_run(Tests *t)
{
    test_reader_free(steal(&t->reader));
    run_free(steal(&t->run));
    test_tree_free(steal(&t->tree));
    t->off = t->told = 0;
}

static void on_changed(void *arg)
{
    (void)arg; // the turn that follows pulls in settle
}

static void say_error(Workspace *ws, const Err *err)
{
    message_say(ws, MESSAGE_ERROR, "%s", err_text(err));
    output_say(ws, OUTPUT_TESTS, MESSAGE_ERROR, "%s", err_text(err));
}

static RunLimits limits_of(const Workspace *ws)
{
    RunAllow allow = {.timeout_s = WALL_MS / 1000,
                      .memory_mb = MAX(MEMORY_MB, ws->options.run_memory_mb),
                      .procs = PROCS,
                      .jailed = true};
    RunLimits l = runs_limits(ws, &allow);
    l.output_bytes = OUTPUT_MAX;
    return l;
}

static bool plan(const Workspace *ws, Tests *t, RunPlan *out, Err *err)
{
    TestCommand c;
    RunLimits limits = limits_of(ws);
    Vec(const char *) targets = {0};
    VEC_EACH (char *, x, &t->targets)
        vec_push(&targets, *x);
    vec_push(&targets, NULL);
    bool ok = test_command(&(TestAsk){t->kits[t->at], targets.p, false}, &c, err);
    vec_deinit(&targets);
    if (!ok)
        return false;
    ok = run_plan_command(ws->root, (const char *const[]){c.tool, NULL}, &limits, out, err);
    if (ok) {
        free(vec_pop(&out->argv));
        VEC_EACH (char *, a, &c.argv)
            vec_push(&out->argv, xstrdup(*a));
        VEC_EACH (char *, e, &c.env)
            vec_push(&out->env, xstrdup(*e));
        if (c.reads && fs_is_dir(c.reads))
            vec_push(&out->read_paths, xstrdup(c.reads));
    }
    test_command_deinit(&c);
    return ok;
}

static bool start_kit(Workspace *ws, Tests *t, Err *err)
{
    RunPlan p = {0};
    if (!plan(ws, t, &p, err))
        return false;
    t->run = run_start(ws->loop, &p, on_changed, NULL, err);
    run_plan_deinit(&p);
    if (!t->run)
        return false;
    run_end_input(t->run);
    t->tree = test_tree_new();
    t->reader = test_reader_new(t->kits[t->at], ws->root, t->tree, NULL);
    output_say(ws, OUTPUT_TESTS, MESSAGE_RESULT, "%s begins", test_kit_title(t->kits[t->at]));
    return true;
}

// All of them came to an end.
static void sum_up(Workspace *ws, Tests *t)
{
    MessageLevel level = t->bad ? MESSAGE_WARNING : MESSAGE_RESULT;
    message_say(ws, level, "Tests: %zu passed, %zu failed, %zu skipped", t->passed, t->bad,
                t->skipped);
    message_offer(ws, "Output", "output.show", STR("tests"));
    output_say(ws, OUTPUT_TESTS, level, "%zu passed, %zu failed, %zu skipped", t->passed, t->bad,
               t->skipped);
}

// A file that this framework cannot take is another one's.
static bool takes_some(const Tests *t, const TestKit *k)
{
    bool any = t->targets.n == 0 || t->nkits == 1;
    VEC_EACH (char *, x, &t->targets) {
        Str file = str_c(*x);
        ptrdiff_t names = str_find(file, STR("::"));
        any = any || test_kit_takes(k, names < 0 ? file : str_upto(file, (size_t)names));
    }
    return any;
}

static void start_next(Workspace *ws, Tests *t)
{
    AUTO(err) Err err = {0};
    while (t->at < t->nkits && !takes_some(t, t->kits[t->at]))
        t->at++;
    if (t->at >= t->nkits)
        sum_up(ws, t);
    else if (!start_kit(ws, t, &err))
        say_error(ws, &err);
}

static void on_look(void *job, const atomic_bool *cancelled)
{
    Look *l = job;
    if (!atomic_load(cancelled))
        l->n = test_kit_detect(l->root, l->kits, KITS_MAX);
}

static void on_looked(void *job, bool cancelled)
{
    Look *l = job;
    Tests *t = l->ws->tests;
    t->look = NULL;
    if (!cancelled && l->n == 0)
        message_say(l->ws, MESSAGE_WARNING,
                    "no tests are seen here: of pytest, unittest, node:test, jest, vitest, Go, "
                    "Rust, CTest, JUnit, RSpec, PHPUnit or TAP");
    if (!cancelled && l->n) {
        memcpy(t->kits, l->kits, sizeof t->kits);
        t->nkits = l->n;
        t->at = 0;
        start_next(l->ws, t);
    }
    free(l->root);
    free(l);
}

bool tests_start(Workspace *ws, const char *const *targets, Err *err)
{
    Tests *t = tests_of(ws);
    if (tests_are_running(ws))
        return err_set(err, "tests are running already: 'Test: Stop' ends them");
    test_words_deinit(&t->targets);
    for (; targets && *targets; targets++)
        vec_push(&t->targets, xstrdup(*targets));
    test_words_deinit(&t->failed);
    problems_clear(ws->problems, t->source, NULL);
    output_clear(ws, OUTPUT_TESTS);
    t->passed = t->bad = t->skipped = 0;
    t->waits = true;
    return true;
}

bool tests_stop(Workspace *ws)
{
    Tests *t = ws->tests;
    if (!tests_are_running(ws))
        return false;
    t->waits = false;
    t->nkits = 0; // none follows
    if (t->look)
        loop_job_cancel(t->look->job);
    if (t->run)
        run_stop(t->run);
    return true;
}

void tests_failed(const Workspace *ws, TestWords *out)
{
    if (ws->tests)
        VEC_EACH (char *, id, &ws->tests->failed)
            vec_push(out, xstrdup(*id));
}

static Str first_line(const char *message)
{
    Str rest = str_trim(str_c(message)), line = STR("it failed");
    str_split(&rest, '\n', &line);
    return str_upto(line, 500);
}

static void add_problem(Workspace *ws, const Tests *t, const TestNode *n)
{
    const char *file = n->fail_file ? n->fail_file : n->file;
    int line = n->fail_file ? n->fail_line : n->line;
    if (!file)
        return;
    AUTO(free) char *path = path_normal(ws->root, file);
    Problem p = {.severity = SEVERITY_ERROR,
                 .at = {.row = MAX(line, 1) - 1, .col = -1, .end_row = -1},
                 .message = xasprintf("%s: " STR_FMT, n->name, STR_ARG(first_line(n->message))),
                 .label = test_kit_title(t->kits[t->at])};
    (void)problems_add(ws->problems, t->source, path, &p); // one of too many is only told
}

static void tell_ended(Workspace *ws, Tests *t)
{
    for (; t->told < t->tree->ended.n; t->told++) {
        const TestNode *n = t->tree->ended.p[t->told];
        bool bad = n->state == TEST_FAILED || n->state == TEST_ERROR;
        if (test_node_is_test(n) || bad)
            output_say(ws, OUTPUT_TESTS, bad ? MESSAGE_ERROR : MESSAGE_RESULT, "%s %s",
                       test_state_name(n->state), n->id);
    }
}

static void say_text(Workspace *ws, Str text)
{
    Str line;
    while (str_split(&text, '\n', &line))
        if (line.n)
            output_put(ws, OUTPUT_TESTS, MESSAGE_INFO, line, false);
}

// Messages and places are whole now: some frameworks print them last.
static void take_results(Workspace *ws, Tests *t)
{
    const size_t *n = t->tree->root.counts;
    TestNode *x = t->tree->root.kids.n ? t->tree->root.kids.p[0] : NULL;
    for (; x; x = test_node_next(&t->tree->root, x))
        if (x->state == TEST_FAILED || x->state == TEST_ERROR) {
            add_problem(ws, t, x);
            vec_push(&t->failed, xstrdup(x->id));
            t->bad += !test_node_is_test(x);
        }
    t->passed += n[TEST_PASSED];
    t->bad += n[TEST_FAILED] + n[TEST_ERROR];
    t->skipped += n[TEST_SKIPPED];
    const RunResult *r = run_result(t->run);
    if (r->message || t->tree->note)
        message_say(ws, MESSAGE_WARNING, "%s: %s", test_kit_title(t->kits[t->at]),
                    t->tree->note ? t->tree->note : r->message);
}

void tests_settle(Workspace *ws)
{
    Tests *t = ws->tests;
    if (t && t->waits && !ws->saving) {
        t->waits = false;
        t->look = NEW(Look);
        *t->look = (Look){.ws = ws, .root = xstrdup(ws->root)};
        t->look->job = loop_job_new(ws->loop, on_look, on_looked, t->look);
    }
    if (!t || !t->run)
        return;
    AUTO(buf) Buf text = BUF_INIT;
    bool over = run_is_done(t->run);
    for (Str piece; (piece = bytelog_read(run_output(t->run), &t->off, NULL)).n;)
        test_reader_feed(t->reader, piece, &text);
    if (over)
        test_reader_end(t->reader, &text);
    say_text(ws, buf_str(&text));
    tell_ended(ws, t);
    if (!over)
        return;
    take_results(ws, t);
    end_run(t);
    t->at++;
    start_next(ws, t);
}

void tests_cancel(Workspace *ws)
{
    if (ws->tests && ws->tests->look)
        loop_job_cancel(ws->tests->look->job);
}

void tests_free(Workspace *ws)
{
    Tests *t = ws->tests;
    if (!t)
        return;
    end_run(t);
    test_words_deinit(&t->targets);
    test_words_deinit(&t->failed);
    free(t);
    ws->tests = NULL;
}
