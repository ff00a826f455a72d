// What is told of tests, to people and to programs.
#include "app/cli-talk.h"
#include "app/cli-test.h"
#include "base/json.h"

enum { TEXT_KEPT = 64 << 10, MESSAGE_ROWS = 24 };

static void put_ms(double ms)
{
    if (ms >= 1000)
        printf("  %.2f s", ms / 1000);
    else if (ms >= 0)
        printf("  %.0f ms", ms);
}

static bool is_failed(const TestNode *n)
{
    return n->state == TEST_FAILED || n->state == TEST_ERROR;
}

static void print_node(const TestNode *n)
{
    static const char *const words[] = {"", "", "ok", "skip", "FAIL", "ERROR"};
    printf("%-5s ", words[n->state]);
    cli_put(stdout, str_c(n->id));
    put_ms(n->ms);
    if (n->state == TEST_SKIPPED && n->message) {
        Str rest = str_c(n->message), line = STR_NULL;
        str_split(&rest, '\n', &line);
        fputs(": ", stdout);
        cli_put(stdout, line);
    }
    putchar('\n');
}

static void json_node(const TestNode *n)
{
    AUTO(buf) Buf text = BUF_INIT;
    JsonOut w = {.out = &text};
    json_out_object(&w, NULL);
    json_out_str(&w, "event", STR("test"));
    json_out_str(&w, "id", str_c(n->id));
    json_out_str(&w, "state", str_c(test_state_name(n->state)));
    if (n->ms >= 0)
        json_out_double(&w, "ms", n->ms);
    if (n->file)
        json_out_str(&w, "file", str_c(n->file));
    if (n->line)
        json_out_int(&w, "line", n->line);
    if (n->message)
        json_out_str(&w, "message", str_c(n->message));
    if (n->fail_file) {
        json_out_str(&w, "fail_file", str_c(n->fail_file));
        json_out_int(&w, "fail_line", n->fail_line);
    }
    json_out_end(&w);
    puts(buf_c(&text));
}

// What the framework prints, or its last part, held back until it is known to be wanted.
static void print_text(const CliTest *t, CliTestRun *r)
{
    if (t->verbose && !t->json) {
        Str line;
        for (Str rest = buf_str(&r->text); str_split(&rest, '\n', &line);) {
            cli_put_line(stdout, line);
            putchar('\n');
        }
        buf_clear(&r->text);
    } else if (r->text.n > 2 * TEXT_KEPT) {
        buf_splice(&r->text, 0, r->text.n - TEXT_KEPT, STR_NULL);
    }
}

// In JSON each test once, at the end of the run, when its message and place are whole: some
// frameworks print those last.
void cli_test_print_ended(const CliTest *t, CliTestRun *r)
{
    print_text(t, r);
    for (; !t->json && r->printed < r->tree->ended.n; r->printed++)
        if (test_node_is_test(r->tree->ended.p[r->printed]) ||
            is_failed(r->tree->ended.p[r->printed]))
            print_node(r->tree->ended.p[r->printed]);
    fflush(stdout);
}

static const TestNode *first(const CliTestRun *r)
{
    return r->tree->root.kids.n ? r->tree->root.kids.p[0] : NULL;
}

static void print_failed(const CliTestRun *r)
{
    for (const TestNode *n = first(r); n; n = test_node_next(&r->tree->root, (TestNode *)n)) {
        if (!is_failed(n))
            continue;
        fputs("\nFAIL ", stdout);
        cli_put(stdout, str_c(n->id));
        if (n->fail_file) {
            fputs("\n  ", stdout);
            cli_put(stdout, str_c(n->fail_file));
            printf(":%d", n->fail_line);
        }
        putchar('\n');
        int left = MESSAGE_ROWS;
        Str line;
        for (Str rest = str_c(n->message); left-- && str_split(&rest, '\n', &line);) {
            fputs("  ", stdout);
            cli_put_line(stdout, line);
            putchar('\n');
        }
        if (left < 0)
            puts("  ...");
    }
}

static void print_coverage(const Cover *c)
{
    int hit, total;
    cover_sum(c, &hit, &total);
    puts("\ncoverage");
    MAP_EACH (key, value, &c->files) {
        const CoverFile *f = value;
        printf("%4d %%  ", cover_percent(f->hit, f->total));
        cli_put(stdout, str_c(f->file));
        printf("  %d of %d lines\n", f->hit, f->total);
    }
    printf("%4d %%  %d of %d lines\n", cover_percent(hit, total), hit, total);
}

static void print_sums(const TestKit *kit, const CliTestRun *r)
{
    const size_t *n = r->tree->root.counts;
    printf("\n%s: %zu passed", test_kit_title(kit), n[TEST_PASSED]);
    if (n[TEST_FAILED] + n[TEST_ERROR])
        printf(", %zu failed", n[TEST_FAILED] + n[TEST_ERROR]);
    if (n[TEST_SKIPPED])
        printf(", %zu skipped", n[TEST_SKIPPED]);
    if (n[TEST_QUEUED])
        printf(", %zu not run", n[TEST_QUEUED]);
    printf(" in %.2f s\n", (double)r->result.wall_ms / 1000);
    if (r->tree->full)
        printf("only the first %d tests are told of\n", TEST_NODES_MAX);
}

static void json_coverage(JsonOut *w, const Cover *c)
{
    int hit, total;
    cover_sum(c, &hit, &total);
    json_out_object(w, "coverage");
    json_out_int(w, "hit", hit);
    json_out_int(w, "total", total);
    json_out_int(w, "percent", cover_percent(hit, total));
    json_out_array(w, "files");
    MAP_EACH (key, value, &c->files) {
        const CoverFile *f = value;
        json_out_object(w, NULL);
        json_out_str(w, "file", str_c(f->file));
        json_out_int(w, "percent", cover_percent(f->hit, f->total));
        json_out_object(w, "lines");
        for (int i = 0; i < f->nlines; i++) {
            AUTO(free) char *line = xasprintf("%d", i + 1);
            if (f->hits[i] != COVER_NONE)
                json_out_int(w, line, f->hits[i]);
        }
        json_out_end(w);
        json_out_end(w);
    }
    json_out_end(w);
    json_out_end(w);
}

static void json_end(const CliTest *t, const TestKit *kit, const CliTestRun *r)
{
    AUTO(buf) Buf text = BUF_INIT;
    JsonOut w = {.out = &text};
    const size_t *n = r->tree->root.counts;
    json_out_object(&w, NULL);
    json_out_str(&w, "event", STR("end"));
    json_out_str(&w, "kit", str_c(test_kit_id(kit)));
    for (int s = 0; s < TEST_STATES; s++)
        json_out_int(&w, test_state_name(s), (int64_t)n[s]);
    json_out_str(&w, "status", str_c(r->result.status));
    json_out_int(&w, "returncode", r->result.returncode);
    json_out_double(&w, "time", (double)r->result.wall_ms / 1000);
    if (r->tree->note)
        json_out_str(&w, "note", str_c(r->tree->note));
    if (r->result.message)
        json_out_str(&w, "message", str_c(r->result.message));
    json_out_str(&w, "output", buf_str(&r->text));
    if (t->coverage)
        json_coverage(&w, &r->cover);
    json_out_end(&w);
    puts(buf_c(&text));
}

// The runner failed and no test says why: it could not be built, or found.
static bool must_explain(const CliTestRun *r)
{
    const TestNode *n = &r->tree->root;
    bool told = n->counts[TEST_FAILED] + n->counts[TEST_ERROR] > 0;
    return r->result.returncode != 0 && !told;
}

void cli_test_print_end(const CliTest *t, const TestKit *kit, CliTestRun *r)
{
    if (t->json) {
        for (const TestNode *n = first(r); n; n = test_node_next(&r->tree->root, (TestNode *)n))
            if (n->state > TEST_RUNNING && (test_node_is_test(n) || is_failed(n)))
                json_node(n);
        json_end(t, kit, r);
        return;
    }
    if (must_explain(r))
        print_text(&(CliTest){.verbose = true}, r);
    print_failed(r);
    if (t->coverage && r->cover.files.n)
        print_coverage(&r->cover);
    print_sums(kit, r);
    fflush(stdout);
    if (r->tree->note && !must_explain(r)) {
        fputs("codelab: ", stderr);
        cli_put(stderr, str_c(r->tree->note));
        fputc('\n', stderr);
    }
    if (r->result.message) {
        fputs("codelab: ", stderr);
        cli_put(stderr, str_c(r->result.message));
        fputc('\n', stderr);
    }
}
