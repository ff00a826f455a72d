// codelab test: a project's tests in the jail, whatever framework runs them.
#include "app/cli-test.h"

#include "app/cli-note.h"
#include "app/cli-run.h"
#include "app/cli-talk.h"
#include "app/cli.h"
#include "base/path.h"
#include "jail/jail.h"

enum { KITS_MAX = 12, NO_TESTS = 5, NO_JAIL = 125 };

static const char usage[] =
    "usage: codelab test [OPTIONS] [PATH[::NAME]...]\n\n"
    "Runs the tests of the current folder in the jail, tells of each as it ends, and sums up.  "
    "Which\n"
    "framework runs them is seen from the project's files: pytest, unittest, node:test, jest, "
    "vitest,\n"
    "go test, cargo test, CTest, JUnit, RSpec, PHPUnit, programs that print TAP.  What tests "
    "write\n"
    "vanishes with the jail.  PATH is a file or folder, NAME a test in it, levels joined by "
    "\"::\".\n\n"
    "      --failed         only those that failed last time\n"
    "      --coverage       also tell which lines ran: C, Python, JavaScript, Go, Rust, Ruby\n"
    "      --kit NAME       this framework and no other; --list names those seen here\n"
    "      --list           name the frameworks that the project uses, and end\n"
    "      --timeout TIME   end them after this time: 10m (the default), 30s; 0: never\n"
    "      --memory SIZE    of all processes together: 2G\n"
    "      --apply          what tests write in the folder stays\n"
    "      --verbose        also print what the framework prints\n"
    "      --json           print a JSON object a line: one per test that ends, one at the end\n\n"
    "Exits with 0 if all passed, 1 if some failed, 5 if there were none, 124 out of time, 137 out "
    "of\n"
    "memory, 153 too much output, 125 if the jail cannot be made, 2 for wrong use.\n";

// A path below the project; absolute ones are made relative.
static bool add_target(CliTest *t, const char *word, Err *err)
{
    const char *rel = path_within(t->root, word);
    if (rel || word[0] != '/') {
        vec_push(&t->targets, xstrdup(rel && *rel ? rel : rel ? "." : word));
        return true;
    }
    return err_set(err, "'%s' is not below the current folder", word);
}

static bool take_limits(CliTest *t, const char *time, const char *memory, Err *err)
{
    t->limits = run_limits_default();
    t->limits.wall_ms = 600000;
    t->limits.memory_bytes = 2LL << 30;
    t->limits.procs = 512;
    t->limits.cpus = 4;
    t->limits.output_bytes = 64 << 20;
    return (!time || cli_parse_time(time, &t->limits.wall_ms, err)) &&
           (!memory || cli_parse_size(memory, &t->limits.memory_bytes, err));
}

static bool take_kit(CliTest *t, const char *name, Err *err)
{
    t->kit = name ? test_kit_named(str_c(name)) : NULL;
    if (t->kit || !name)
        return true;
    AUTO(buf) Buf all = BUF_INIT;
    for (size_t i = 0; test_kit_all(i); i++)
        buf_addf(&all, "%s%s", i ? ", " : "", test_kit_id(test_kit_all(i)));
    return err_set(err, "there is no test framework '%s'; there are %s", name, buf_c(&all));
}

static bool parse(CliTest *t, int argc, char **argv, Err *err)
{
    const char *time = NULL, *memory = NULL, *kit = NULL;
    const CliOption options[] = {
        {"--json", &t->json, NULL},
        {"--failed", &t->failed, NULL},
        {"--coverage", &t->coverage, NULL},
        {"--verbose", &t->verbose, NULL},
        {"--list", &t->list, NULL},
        {"--apply", &t->apply, NULL},
        {"--timeout", NULL, &time},
        {"--memory", NULL, &memory},
        {"--kit", NULL, &kit},
    };
    if (!cli_options(options, ARRAY_LEN(options), &argc, argv, err) ||
        !take_limits(t, time, memory, err) || !take_kit(t, kit, err))
        return false;
    t->root = cli_run_project();
    if (!t->root)
        return err_set(err, "the current folder holds your home, or is the machine's own: tests "
                            "want a project's folder");
    for (int i = 1; i < argc; i++)
        if (!add_target(t, argv[i], err))
            return false;
    if (t->failed && t->targets.n)
        return err_set(err, "--failed and PATH exclude each other");
    return true;
}

static void print_kits(const TestKit *const *kits, size_t n)
{
    for (size_t i = 0; i < n; i++)
        printf("%-10s %s\n", test_kit_id(kits[i]), test_kit_title(kits[i]));
}

// A file that this kit cannot take is another one's.
static bool has_part(const CliTest *t, const TestKit *k, size_t nkits)
{
    bool any = t->targets.n == 0 || nkits == 1;
    VEC_EACH (char *, x, &t->targets) {
        Str file = str_c(*x);
        ptrdiff_t at = str_find(file, STR("::"));
        file = at < 0 ? file : str_upto(file, (size_t)at);
        any = any || test_kit_takes(k, file) || !path_ext(file).n;
    }
    return any;
}

static int code_of(const CliTestRun *r)
{
    static const char *const ends[] = {"timeout", "memory", "output", "killed", "failed"};
    const size_t *n = r->tree->root.counts;
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (strcmp(r->result.status, ends[i]) == 0)
            return r->result.returncode;
    if (n[TEST_FAILED] || n[TEST_ERROR])
        return CLI_FAILED;
    bool none = test_node_total(&r->tree->root) == 0;
    return r->result.returncode == 0 && !none ? CLI_OK
           : none && !r->tree->note           ? NO_TESTS
                                              : CLI_FAILED;
}

static int run_kit(const CliTest *t, const TestKit *kit, TestTree *all)
{
    AUTO(err) Err err = {0};
    CliTestRun r = {.tree = test_tree_new(), .cover = {.root = t->root}};
    int code = NO_JAIL;
    if (!cli_test_run(t, kit, &r, &err)) {
        cli_fail(&err);
    } else {
        code = code_of(&r);
        cli_test_print_end(t, kit, &r);
        run_result_deinit(&r.result);
    }
    for (size_t i = 0; i < r.tree->ended.n; i++) { // what failed, of all kits
        const TestNode *n = r.tree->ended.p[i];
        Str id = str_c(n->id);
        if (n->state == TEST_FAILED || n->state == TEST_ERROR) {
            TestNode *copy = test_tree_put(all, id, NULL, 0);
            if (copy)
                test_tree_set(all, copy, TEST_FAILED);
        }
    }
    test_tree_free(r.tree);
    cover_deinit(&r.cover);
    buf_deinit(&r.text);
    return code;
}

// The worst of two ends.
static int worse(int a, int b)
{
    return a == NO_TESTS ? b : b == NO_TESTS ? a : MAX(a, b);
}

static int run_all(CliTest *t)
{
    AUTO(err) Err err = {0};
    const TestKit *kits[KITS_MAX] = {t->kit};
    size_t n = t->kit ? 1 : test_kit_detect(t->root, kits, KITS_MAX);
    int code = NO_TESTS;
    if (t->list) {
        print_kits(kits, n);
        return n ? CLI_OK : NO_TESTS;
    }
    if (t->failed)
        test_failed_read(t->root, &t->targets);
    if (t->failed && !t->targets.n) {
        fprintf(stderr, "codelab: no test failed here last time\n");
        return CLI_OK;
    }
    if (!n) {
        fprintf(stderr, "codelab: no tests are seen here; --kit names their framework\n");
        return NO_TESTS;
    }
    TestTree *failed = test_tree_new();
    for (size_t i = 0; i < n; i++)
        if (has_part(t, kits[i], n))
            code = worse(code, run_kit(t, kits[i], failed));
    if (!test_failed_write(t->root, failed, &err))
        cli_fail(&err);
    test_tree_free(failed);
    AUTO(free) char *detail = xasprintf("exit %d", code);
    cli_note_later("run", "tests", detail);
    return code;
}

int cli_test(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    CliTest t = {0};
    int code = CLI_OK;
    if (cli_wants_help(argc, argv))
        fputs(usage, stdout);
    else if (!parse(&t, argc, argv, &err))
        code = cli_misuse(&err, "test");
    else
        code = run_all(&t);
    test_words_deinit(&t.targets);
    free(t.root);
    return code;
}
