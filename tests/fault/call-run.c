#include "call-run.h"
#include "store/store.h"

#include "../lib/faults.h"

bool call_run_stays(const CallRun *r)
{
    return strchr(r->kind->how, 's');
}

static char *report_of(const CallRun *r)
{
    return xasprintf("%s/report", r->reports);
}

void call_run_begin(CallRun *r)
{
    outer_begin(&r->o);
    r->reports = temp_dir_new();
    r->about = xasprintf("%s, %s (%s) at call %ld", r->what, r->kind->error, r->kind->how, r->nth);
    r->o.about = r->about;
    r->o.report = report_of(r);
}

void call_run_start(CallRun *r, const char *const *args, bool session)
{
    char nth[24];
    snprintf(nth, sizeof nth, "%ld", r->nth);
    const char *argv[OUTER_ARGS] = {"-n",        nth,  "-e",      r->kind->error, "-o",
                                    r->o.report, "-d", r->o.home, r->kind->how,   PROGRAM};
    size_t n = 10;
    OuterSetup s = {.term = "xterm-256color", .program = INJECT, .session = session};
    if (!session)
        argv[n++] = "-n";
    for (size_t i = 0; n < OUTER_ARGS && args[i]; i++)
        argv[n++] = args[i];
    memcpy(s.args, argv, sizeof argv);
    outer_start(&r->o, &s);
}

int call_run_see(CallRun *r, const char *const *texts)
{
    int seen = r->ended ? -1 : outer_see_one(&r->o, texts);
    r->ended = seen < 0;
    return seen;
}

static void read_report(CallRun *r)
{
    int hit = 0;
    FILE *f = fopen(r->o.report, "r");
    test_must(f && fscanf(f, "%ld %d %63s", &r->ncalls, &hit, r->call) == 3, r->o.report);
    fclose(f);
    r->hit = hit;
}

static void discard(CallRun *r, const char *shown)
{
    CALL_EXPECT(r, outer_shows(&r->o, shown));
    outer_quiet(&r->o, 500);                         // a dialog takes no Enter in its first moment
    bool keeps = outer_shows(&r->o, "Keep unsaved"); // before the other choices
    outer_type(&r->o, keeps ? STR("\t\t\r") : STR("\t\r")); // discard
}

bool call_run_leave(CallRun *r, const char *shown)
{
    enum { SESSION_GONE = 3 }; // what a client ends with whose session was killed
    bool asked = false;
    if (!r->ended) {
        static const char *const question[] = {"has edits that are not saved", NULL};
        outer_quiet(&r->o, 20); // the version is written
        outer_type(&r->o, STR("\x11"));
        asked = call_run_see(r, question) == 0;
    }
    if (asked)
        discard(r, shown);
    int status = outer_finish(&r->o);
    read_report(r);
    r->killed = strcmp(r->kind->error, "KILL") == 0 && r->hit &&
                (WIFSIGNALED(status) || WEXITSTATUS(status) == SESSION_GONE);
    if (!r->killed)
        CALL_EXPECT(r, WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return asked;
}

bool call_run_history(const CallRun *r, const char *dir, const char *file, const char *text)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *path = xasprintf("%s/.local/share/codelab/codelab.db", r->o.home);
    AUTO(free) char *root = xasprintf("%s%s", r->o.home, dir);
    Versions all = {0};
    bool has = false;
    Store *s = store_open(path, &err);
    CALL_EXPECT(r, s && *store_notice(s) == '\0');
    int64_t project = store_project_open(s, root, &err);
    CALL_EXPECT(r, project && store_versions(s, project, str_c(file), &all, &err));
    VEC_EACH (Version, v, &all) {
        AUTO(buf) Buf bytes = BUF_INIT;
        CALL_EXPECT(r, store_version_read(s, project, str_c(file), v->n, NULL, &bytes, &err));
        has |= str_eq_c(buf_str(&bytes), text);
    }
    vec_deinit(&all);
    store_close(s);
    return has;
}

void call_run_end(CallRun *r)
{
    outer_end(&r->o);
    free((char *)(uintptr_t)r->o.report);
    free(r->about);
    temp_dir_free(steal(&r->reports));
}

void call_run_in_turn(const CallKind *kind, long usual, void (*one)(CallRun *r, void *arg),
                      void *arg)
{
    const char *first = getenv("FAULT_FIRST");
    long stride = faults_given("FAULT_STRIDE", (int)usual), runs = 0;
    for (long nth = first ? atol(first) : 1 + (long)(getpid() % stride);; nth += stride) {
        CallRun r = {.kind = kind, .nth = nth};
        one(&r, arg);
        runs++;
        if (!r.hit)
            break;
    }
    print_message("# %s: %ld runs\n", kind->error, runs);
}
