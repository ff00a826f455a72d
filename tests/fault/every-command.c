// Subcommands of codelab that write, with each of their system calls on files failing in turn: what
// they say is done is done, what could not be done left all as it was, and one sentence says why.
// FAULT_STRIDE says how many calls to pass over between two runs (1: none).
#include "store/store.h"

#include "../lib/faults.h"
#include "../lib/must.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define TRASHED "00000003e800-0000abcd"

enum { ARGS = 8 };

typedef struct {
    const char *error, *how; // as `inject` takes them
} Kind;

typedef struct World World;
typedef struct {
    const char *args[ARGS];
    void (*check)(World *w);
    const char *makes[2]; // below the home; may be there afterwards, with all in it
} Command;

struct World {
    char *top, *home, *kept; // owned; home is made anew from `kept` for each run
    char *report, *said;     // owned; paths
    const Command *command;
    const Kind *kind;
    long nth;
    bool hit, done, killed;
    char call[64], where[512];
};

#define EXPECT(w, cond)                                                                            \
    do {                                                                                           \
        if (!(cond))                                                                               \
            fail_msg("%s %s, %s (%s) at call %ld (%s %s): %s", (w)->command->args[0],              \
                     (w)->command->args[1], (w)->kind->error, (w)->kind->how, (w)->nth, (w)->call, \
                     (w)->where, #cond);                                                           \
    } while (0)

static char *below(const World *w, const char *name)
{
    return xasprintf("%s/%s", w->home, name);
}

static bool stays(const World *w)
{
    return strchr(w->kind->how, 's');
}

// Running -------------------------------------------------------------------------------------

static _Noreturn void become(const World *w, const char *const *argv)
{
    AUTO(free) char *project = below(w, "p");
    int out = open(w->said, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    setenv("HOME", w->home, 1);
    setenv("XDG_RUNTIME_DIR", w->home, 1);
    unsetenv("XDG_DATA_HOME");
    unsetenv("CODELAB_DATA");
    if (out >= 0 && dup2(out, STDERR_FILENO) >= 0 && chdir(project) == 0 &&
        freopen("/dev/null", "w", stdout))
        execv(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
}

static int run(const World *w, const char *const *argv)
{
    int status = 0;
    fflush(NULL);
    pid_t pid = fork();
    test_must(pid >= 0, "fork");
    if (pid == 0)
        become(w, argv);
    test_must(waitpid(pid, &status, 0) == pid, "waitpid");
    return status;
}

// A command that nothing disturbs; false if it fails.
static bool works(const World *w, const char *const *args)
{
    const char *argv[ARGS + 2] = {PROGRAM};
    for (size_t i = 0; i < ARGS && args[i]; i++)
        argv[i + 1] = args[i];
    return run(w, argv) == 0;
}
#define WORKS(w, ...) works(w, (const char *const[ARGS]){__VA_ARGS__})

static void read_report(World *w)
{
    int hit = 0;
    long calls;
    FILE *f = fopen(w->report, "r");
    *w->where = '\0';
    test_must(f && fscanf(f, "%ld %d %63s %511s", &calls, &hit, w->call, w->where) >= 3, w->report);
    fclose(f);
    w->hit = hit;
}

static void disturb(World *w)
{
    char nth[24];
    snprintf(nth, sizeof nth, "%ld", w->nth);
    const char *argv[ARGS + 12] = {INJECT,    "-n", nth,     "-e",         w->kind->error, "-o",
                                   w->report, "-d", w->home, w->kind->how, PROGRAM};
    for (size_t i = 0; i < ARGS && w->command->args[i]; i++)
        argv[11 + i] = w->command->args[i];
    int status = run(w, argv);
    read_report(w);
    w->killed = strcmp(w->kind->error, "KILL") == 0 && WIFSIGNALED(status);
    w->done = status == 0;
    EXPECT(w, w->killed || (WIFEXITED(status) && WEXITSTATUS(status) <= 1));
}

// Looking -------------------------------------------------------------------------------------

static bool holds(const World *w, const char *name, const char *want)
{
    AUTO(free) char *path = below(w, name);
    AUTO(buf) Buf bytes = BUF_INIT;
    return fs_read(path, 0, &bytes, NULL) && str_eq_c(buf_str(&bytes), want);
}

// One sentence if it failed, at most one if it did not.
static void check_words(const World *w)
{
    AUTO(buf) Buf words = BUF_INIT;
    temp_read(w->said, &words);
    size_t lines = 0;
    for (size_t i = 0; i < words.n; i++)
        lines += words.p[i] == '\n';
    if (lines > 1)
        print_message("# %s", buf_c(&words));
    EXPECT(w, w->killed || (w->done ? lines <= 1 : lines == 1));
    EXPECT(w, words.n == 0 || str_starts(buf_str(&words), STR("codelab: ")));
}

static bool may_be_there(const World *w, const char *rel)
{
    static const char *const beside[] = {"-wal",  "-shm",        ".lock",   ".owners",
                                         ".head", ".audit-lock", ".pending"};
    AUTO(free) char *before = xasprintf("%s/%s", w->kept, rel);
    for (size_t i = 0; i < ARRAY_LEN(beside); i++)
        if (str_ends(str_c(rel), str_c(beside[i])))
            return true;
    for (size_t i = 0; i < ARRAY_LEN(w->command->makes) && w->command->makes[i]; i++)
        if (str_starts(str_c(rel), str_c(w->command->makes[i])) && !strstr(rel, "codelab-part") &&
            !strstr(rel, ".part"))
            return true;
    return fs_exists(before);
}

// Nothing lies about that nobody put there.
static void check_folder(const World *w, const char *rel)
{
    AUTO(free) char *dir = below(w, rel);
    FsList list = {0};
    MUST(fs_list(dir, &list, &err));
    VEC_EACH (FsEntry, e, &list) {
        AUTO(free) char *name = *rel ? xasprintf("%s/%s", rel, e->name) : xstrdup(e->name);
        AUTO(free) char *path = below(w, name);
        if (!may_be_there(w, name))
            fail_msg("%s %s, %s (%s) at call %ld (%s %s): '%s' is left", w->command->args[0],
                     w->command->args[1], w->kind->error, w->kind->how, w->nth, w->call, w->where,
                     name);
        if (fs_is_dir(path))
            check_folder(w, name);
    }
    fs_list_deinit(&list);
}

static Store *open_store(const World *w)
{
    AUTO(free) char *path = below(w, ".local/share/codelab/codelab.db");
    Store *s = NULL;
    MUST(s = store_open(path, &err));
    EXPECT(w, *store_notice(s) == '\0');
    return s;
}

static bool has_version(Store *s, int64_t project, const char *want)
{
    Versions all = {0};
    bool has = false;
    MUST(store_versions(s, project, STR("a.txt"), &all, &err));
    VEC_EACH (Version, v, &all) {
        AUTO(buf) Buf bytes = BUF_INIT;
        MUST(store_version_read(s, project, STR("a.txt"), v->n, NULL, &bytes, &err));
        has = has || str_eq_c(buf_str(&bytes), want);
    }
    vec_deinit(&all);
    return has;
}

static void check_history(const World *w)
{
    AUTO(free) char *dir = below(w, "p");
    Store *s = open_store(w);
    Project p = {0};
    MUST(store_project_find(s, dir, &p, &err));
    EXPECT(w, has_version(s, p.id, "one\n") && has_version(s, p.id, "two\n"));
    EXPECT(w, holds(w, "p/a.txt", "three\n") || has_version(s, p.id, "three\n"));
    project_deinit(&p);
    store_close(s);
}

// The commands ----------------------------------------------------------------------------------

static void check_restored(World *w)
{
    bool is_old = holds(w, "p/a.txt", "one\n");
    EXPECT(w, is_old || (!w->done && holds(w, "p/a.txt", "three\n")));
}

// An archive is whole if it can be taken in.
static bool is_archive(World *w, const char *name)
{
    AUTO(free) char *path = below(w, name);
    AUTO(free) char *to = below(w, "taken");
    bool good = fs_exists(path) && WORKS(w, "project", "import", path, "--to", to);
    if (good)
        MUST(fs_remove_tree(to, &err));
    return good;
}

static void check_export(World *w)
{
    AUTO(free) char *path = below(w, "new.codelab");
    EXPECT(w, is_archive(w, "new.codelab") || (!w->done && !fs_exists(path)));
}

static void check_export_over(World *w)
{
    EXPECT(w, is_archive(w, "p.codelab"));
}

static void check_import(World *w)
{
    AUTO(free) char *dir = below(w, "q");
    Store *s = open_store(w);
    Project p = {0};
    bool is_there = store_project_find(s, dir, &p, NULL);
    bool is_whole = holds(w, "q/a.txt", "two\n") && holds(w, "q/sub/b.txt", "bee\n");
    if (is_there)
        EXPECT(w, has_version(s, p.id, "one\n") && has_version(s, p.id, "two\n"));
    // a folder whose record could not be written is whole, and goes where that is possible
    EXPECT(w,
           w->done ? is_there && is_whole : (w->killed || stays(w) || !fs_exists(dir)) || is_there);
    EXPECT(w, !is_there || is_whole);
    project_deinit(&p);
    store_close(s);
}

static void check_written_again(World *w)
{
    bool is_whole = holds(w, "r/a.txt", "two\n") && holds(w, "r/sub/b.txt", "bee\n");
    EXPECT(w, is_whole || !w->done);
}

static void check_trash(World *w)
{
    bool is_back = holds(w, "p/gone.txt", "gone\n");
    EXPECT(w, is_back ||
                  (!w->done && holds(w, ".local/share/codelab/trash/" TRASHED "/item", "gone\n")));
}

static void check_backup(World *w)
{
    Backups all = {0};
    Store *s = open_store(w);
    MUST(store_backups(s, &all, &err));
    EXPECT(w, all.n > 0 || !w->done);
    VEC_EACH (Backup, b, &all) {
        Store *copy = store_open(b->path, NULL);
        EXPECT(w, copy && *store_notice(copy) == '\0' && store_check(copy, NULL));
        store_close(copy);
    }
    backups_deinit(&all);
    store_close(s);
}

static void check_decision(World *w)
{
    AUTO(free) char *dir = below(w, "p");
    Store *s = open_store(w);
    Project p = {0};
    Decision d = {0};
    MUST(store_project_find(s, dir, &p, &err));
    bool is_there = store_decision_get(s, p.id, 1, &d, NULL);
    EXPECT(w, is_there || !w->done);
    EXPECT(w, !is_there || (strcmp(d.title, "Count") == 0 && d.links.n == 1));
    decision_deinit(&d);
    project_deinit(&p);
    store_close(s);
}

static const Command commands[] = {
    {{"restore", "a.txt@1"}, check_restored, {0}},
    {{"project", "export", "--to", "../new.codelab"}, check_export, {"new.codelab"}},
    {{"project", "export", "--force", "--to", "../p.codelab"}, check_export_over, {0}},
    {{"project", "import", "../p.codelab", "--to", "../q"}, check_import, {"q"}},
    {{"project", "restore", "p", "--to", "../r"}, check_written_again, {"r"}},
    {{"trash", "restore", TRASHED}, check_trash, {"p/gone.txt"}},
    {{"backup", "now"}, check_backup, {".local/share/codelab/backups"}},
    {{"decision", "new", "a.txt", "--title", "Count"}, check_decision, {0}},
};

// All runs --------------------------------------------------------------------------------------

static void put(const World *w, const char *name, const char *bytes)
{
    AUTO(free) char *path = below(w, name);
    temp_write(path, str_c(bytes));
}

static void make(const World *w, const char *dir)
{
    AUTO(free) char *path = below(w, dir);
    MUST(fs_mkdirs_mode(path, 0755, &err));
}

// A project with two versions of a.txt and a third content that nobody has recorded.
static void fill(const World *w)
{
    AUTO(free) char *was = below(w, "p/gone.txt");
    make(w, "p/sub");
    make(w, ".local/share/codelab/trash/" TRASHED);
    put(w, "p/sub/b.txt", "bee\n");
    put(w, "p/a.txt", "one\n");
    assert_true(WORKS(w, "project", "add"));
    put(w, "p/a.txt", "two\n");
    assert_true(WORKS(w, "project", "export", "--to", "../p.codelab"));
    put(w, "p/a.txt", "three\n");
    put(w, ".local/share/codelab/trash/" TRASHED "/info", was);
    put(w, ".local/share/codelab/trash/" TRASHED "/item", "gone\n");
    MUST(fs_copy_whole(w->home, w->kept, NULL, &err));
}

static int set_up(void **state)
{
    World *w = NEW(World);
    w->top = temp_dir_new();
    w->home = xasprintf("%s/home", w->top);
    w->kept = xasprintf("%s/kept", w->top);
    w->report = xasprintf("%s/report", w->top);
    w->said = xasprintf("%s/said", w->top);
    fill(w);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    World *w = *state;
    temp_dir_free(w->top);
    free(w->home);
    free(w->kept);
    free(w->report);
    free(w->said);
    free(w);
    return 0;
}

static void one_run(World *w)
{
    MUST(fs_remove_tree(w->home, &err));
    MUST(fs_copy_whole(w->kept, w->home, NULL, &err));
    disturb(w);
    check_words(w);
    if (!w->killed && !stays(w))
        check_folder(w, "");
    check_history(w);
    w->command->check(w);
}

static void in_turn(World *w, const Kind *kind)
{
    long stride = faults_given("FAULT_STRIDE", 19), runs = 0;
    w->kind = kind;
    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        w->command = &commands[i];
        w->hit = true;
        for (w->nth = 1 + (getpid() + (long)i) % stride; w->hit; w->nth += stride, runs++)
            one_run(w);
    }
    print_message("# %s %s: %ld runs\n", kind->error, kind->how, runs);
}

static void errors_of_one_call_are_told_and_harm_nothing(void **state)
{
    static const Kind kinds[] = {{"ENOSPC", "-c"}, {"EIO", "-c"}, {"SHORT", "-c"}};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        in_turn(*state, &kinds[i]);
}

static void a_disk_that_fails_from_some_call_on_harms_nothing(void **state)
{
    in_turn(*state, &(Kind){"ENOSPC", "-cs"});
}

static void what_cannot_be_read_is_told_and_harms_nothing(void **state)
{
    in_turn(*state, &(Kind){"EIO", "-a"});
}

static void being_killed_at_any_call_harms_nothing(void **state)
{
    in_turn(*state, &(Kind){"KILL", "-c"});
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    if (!faults_stop_calls(INJECT)) {
        puts("1..0 # SKIP the kernel does not let calls be stopped here");
        return 0;
    }
    const struct CMUnitTest tests[] = {
        CASE(errors_of_one_call_are_told_and_harm_nothing),
        CASE(a_disk_that_fails_from_some_call_on_harms_nothing),
        CASE(what_cannot_be_read_is_told_and_harms_nothing),
        CASE(being_killed_at_any_call_harms_nothing),
    };
    return cmocka_run_group_tests_name("fault/every-command", tests, NULL, NULL);
}
