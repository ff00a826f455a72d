// codelab itself, on a terminal, with each of its system calls on files failing in turn: what it
// says is saved is saved, what it could not save is still there, and it says which of the two.
// FAULT_STRIDE says how many calls to pass over between two runs (1: none), FAULT_FIRST which call
// is the first (else one of these at random).
#include "../outer/outer.h"
#include "store/store.h"

#include "../lib/faults.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct {
    const char *error, *how; // as `inject` takes them
} Kind;

typedef struct {
    Outer o;
    char *report; // owned; path
    const Kind *kind;
    long nth, ncalls;
    bool hit, saved, ended, killed;
    char call[64];
} Run;

static const char new_shown[] = "new old", old_text[] = "old\n", new_text[] = "new old\n";

#define EXPECT(r, cond)                                                                          \
    do {                                                                                         \
        if (!(cond))                                                                             \
            fail_msg("%s (%s) at call %ld (%s): %s", (r)->kind->error, (r)->kind->how, (r)->nth, \
                     (r)->call, #cond);                                                          \
    } while (0)

static bool stays(const Run *r)
{
    return strchr(r->kind->how, 's');
}

static void start(Run *r)
{
    char nth[24];
    snprintf(nth, sizeof nth, "%ld", r->nth);
    const char *args[] = {"-n", nth,       "-e",         r->kind->error, "-o", r->report,
                          "-d", r->o.home, r->kind->how, PROGRAM,        "-n", "a.txt"};
    OuterSetup s = {.term = "xterm-256color", .program = INJECT};
    for (size_t i = 0; i < ARRAY_LEN(args); i++)
        s.args[i] = args[i];
    outer_start(&r->o, &s);
}

// 0, 1, …: which of the texts came; -1: the program has ended.
static int see(Run *r, const char *const *texts)
{
    int seen = r->ended ? -1 : outer_see_one(&r->o, texts);
    r->ended = seen < 0;
    return seen;
}

static void save(Run *r, bool must)
{
    enum { GOOD = 2 };
    // Not "E cannot": unsaved edits that cannot be kept are told of while the save goes on.
    static const char *const outcomes[] = {"Saved a.txt", "saved 'a.txt' in place", NULL},
                             *const any[] = {"Saved a.txt", "saved 'a.txt' in place",
                                             "E cannot save", "is written", NULL};
    outer_type(&r->o, STR("\x13"));
    int seen = see(r, must ? outcomes : any);
    r->saved = seen >= 0 && seen < GOOD;
}

static void edit(Run *r)
{
    static const char *const opened[] = {"old", NULL}, *const typed[] = {new_shown, NULL};
    if (see(r, opened) == 0)
        outer_type(&r->o, STR("new "));
    if (see(r, typed) == 0)
        save(r, false);
}

static void leave(Run *r)
{
    if (!r->ended) {
        static const char *const asked[] = {"has edits that are not saved", NULL};
        outer_quiet(&r->o, 20); // the version is written
        outer_type(&r->o, STR("\x11"));
        if (see(r, asked) == 0) {
            EXPECT(r, !r->saved && outer_shows(&r->o, new_shown));
            outer_quiet(&r->o, 500); // a dialog takes no Enter in its first moment
            bool keeps = outer_shows(&r->o, "Keep unsaved");        // before the other choices
            outer_type(&r->o, keeps ? STR("\t\t\r") : STR("\t\r")); // discard
        }
    }
    int status = outer_finish(&r->o);
    r->killed = strcmp(r->kind->error, "KILL") == 0 && WIFSIGNALED(status);
    if (!r->killed)
        EXPECT(r, WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void read_report(Run *r)
{
    int hit = 0;
    FILE *f = fopen(r->report, "r");
    test_must(f && fscanf(f, "%ld %d %63s", &r->ncalls, &hit, r->call) == 3, r->report);
    fclose(f);
    r->hit = hit;
}

static void check_file(const Run *r)
{
    AUTO(free) char *path = xasprintf("%s/a.txt", r->o.home);
    AUTO(buf) Buf now = BUF_INIT;
    temp_read(path, &now);
    bool is_new = str_eq_c(buf_str(&now), new_text), is_old = str_eq_c(buf_str(&now), old_text);
    EXPECT(r, is_new || (is_old && !r->saved));
}

// What a killed save left is cleared away by who opens the file next.
static void start_again(Run *r)
{
    r->ended = false;
    outer_restart(&r->o, &(OuterSetup){.term = "xterm-256color", .args = {"-n", "a.txt"}});
    outer_see(&r->o, "old");
    leave(r);
}

// Nothing lies about that the user did not put there.
static void check_folder(const Run *r)
{
    DIR *d = opendir(r->o.home);
    test_must(d != NULL, r->o.home);
    for (const struct dirent *e; (e = readdir(d));)
        EXPECT(r, strcmp(e->d_name, "a.txt") == 0 || strcmp(e->d_name, ".local") == 0 ||
                      strcmp(e->d_name, ".config") == 0 || strcmp(e->d_name, ".cache") == 0 ||
                      strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0);
    closedir(d);
}

static void check_history(const Run *r)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *path = xasprintf("%s/.local/share/codelab/codelab.db", r->o.home);
    Versions all = {0};
    Store *s = store_open(path, &err);
    EXPECT(r, s && *store_notice(s) == '\0');
    int64_t project = store_project_open(s, r->o.home, &err);
    EXPECT(r, project && store_versions(s, project, STR("a.txt"), &all, &err));
    VEC_EACH (Version, v, &all) {
        AUTO(buf) Buf bytes = BUF_INIT;
        EXPECT(r, store_version_read(s, project, STR("a.txt"), v->n, NULL, &bytes, &err));
    }
    vec_deinit(&all);
    store_close(s);
}

static void one_run(Run *r)
{
    outer_begin(&r->o);
    AUTO(free) char *reports = temp_dir_new();
    AUTO(free)
    char *about = xasprintf("%s (%s) at call %ld", r->kind->error, r->kind->how, r->nth);
    r->report = xasprintf("%s/report", reports);
    r->o.about = about;
    r->o.report = r->report;
    outer_put(&r->o, "a.txt", STR("old\n"));
    start(r);
    edit(r);
    if (!r->saved && !r->ended && !stays(r))
        save(r, true);
    leave(r);
    read_report(r);
    check_file(r);
    if (r->killed)
        start_again(r);
    if (!stays(r))
        check_folder(r);
    check_history(r);
    outer_end(&r->o);
    free(r->report);
    temp_dir_free(steal(&reports));
}

static void in_turn(const Kind *kind)
{
    const char *given = getenv("FAULT_STRIDE"), *first = getenv("FAULT_FIRST");
    long stride = given ? atol(given) : 15, runs = 0;
    for (long nth = first ? atol(first) : 1 + (long)(getpid() % stride);; nth += stride) {
        Run r = {.kind = kind, .nth = nth};
        one_run(&r);
        runs++;
        if (!r.hit)
            break;
    }
    print_message("# %s: %ld runs\n", kind->error, runs);
}

static void errors_of_one_call_lose_nothing(void **state)
{
    (void)state;
    static const Kind kinds[] = {
        {"ENOSPC", "-c"}, {"EIO", "-c"}, {"EROFS", "-c"}, {"EDQUOT", "-c"}, {"SHORT", "-c"}};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        in_turn(&kinds[i]);
}

static void a_disk_that_fails_from_some_call_on_loses_nothing(void **state)
{
    (void)state;
    static const Kind kinds[] = {{"ENOSPC", "-cs"}, {"EIO", "-cs"}, {"EROFS", "-cs"}};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        in_turn(&kinds[i]);
}

static void being_killed_at_any_call_loses_nothing(void **state)
{
    (void)state;
    in_turn(&(Kind){"KILL", "-c"});
}

int main(void)
{
    if (!faults_stop_calls(INJECT)) {
        puts("1..0 # SKIP the kernel does not let calls be stopped here");
        return 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_of_one_call_lose_nothing),
        cmocka_unit_test(a_disk_that_fails_from_some_call_on_loses_nothing),
        cmocka_unit_test(being_killed_at_any_call_loses_nothing),
    };
    return cmocka_run_group_tests_name("fault/every-call", tests, NULL, NULL);
}
