// What the editor does to files besides saving them, with each of its system calls on files failing
// in turn: no content is lost, none is half, and the editor lives and says what came of it.
// FAULT_STRIDE and FAULT_FIRST as with every-call, FAULT_ACT names one of the acts.
#include "call-run.h"

#include "../lib/faults.h"

typedef struct {
    const char *keys; // typed once one of the texts before was seen
    const char *const
        *seen; // the first: it goes on; another one: it is over; NULL: nothing is waited for
} Step;

typedef struct {
    const char *path, *text; // below the home
} Put;

typedef struct {
    const char *name;
    const char *args[3];
    Put files[5];
    Step steps[8];
    void (*check)(const CallRun *r, bool done); // what the disk holds
    bool session;
} Act;

#define SEEN(...) ((const char *const[]){__VA_ARGS__, NULL})

// Looking -------------------------------------------------------------------------------------

// -1: there is no such file.
static int holds(const CallRun *r, const char *name, const char *text)
{
    AUTO(free) char *path = xasprintf("%s/%s", r->o.home, name);
    AUTO(buf) Buf now = BUF_INIT;
    if (access(path, F_OK) != 0)
        return -1;
    temp_read(path, &now);
    return str_eq_c(buf_str(&now), text);
}

// One of two names has it, whole.
static void check_moved(const CallRun *r, const char *from, const char *to, bool done)
{
    int here = holds(r, from, "bee\n"), there = holds(r, to, "bee\n");
    CALL_EXPECT(r, here == 1 ? there == -1 : here == -1 && there == 1);
    CALL_EXPECT(r, !done || there == 1);
    CALL_EXPECT(r, holds(r, "p/a.txt", "old one\n") == 1);
}

static void check_renamed(const CallRun *r, bool done)
{
    check_moved(r, "p/b.txt", "p/new.txt", done);
}

static void check_in_sub(const CallRun *r, bool done)
{
    check_moved(r, "p/b.txt", "p/sub/b.txt", done);
}

static void check_copied(const CallRun *r, bool done)
{
    int copy = holds(r, "p/sub/b.txt", "bee\n");
    CALL_EXPECT(r, holds(r, "p/b.txt", "bee\n") == 1);
    CALL_EXPECT(r, copy == 1 || (copy == -1 && !done));
}

static int found_whole; // nftw() hands nothing on

static int look_in_trash(const char *path, const struct stat *st, int kind, struct FTW *where)
{
    (void)where;
    if (kind != FTW_F || st->st_size != (off_t)strlen("bee\n"))
        return 0;
    AUTO(buf) Buf now = BUF_INIT;
    temp_read(path, &now);
    found_whole += str_eq_c(buf_str(&now), "bee\n");
    return 0;
}

// In its place, or in the trash, under whatever name.
static void check_not_lost(const CallRun *r, bool done)
{
    (void)done;
    found_whole = 0;
    (void)nftw(r->o.home, look_in_trash, 16, FTW_PHYS);
    int here = holds(r, "p/b.txt", "bee\n");
    CALL_EXPECT(r, here == 1 || (here == -1 && found_whole > 0));
}

static void check_back(const CallRun *r, bool done)
{
    check_not_lost(r, done);
    CALL_EXPECT(r, !done || holds(r, "p/b.txt", "bee\n") == 1);
}

// Each is as it was, which its history has, or replaced as a whole.
static void check_replaced(const CallRun *r, bool done)
{
    static const Put now[] = {{"a.txt", "new one\n"}, {"aa.txt", "new three new\n"}},
                     then[] = {{"a.txt", "old one\n"}, {"aa.txt", "old three old\n"}};
    for (size_t i = 0; i < ARRAY_LEN(now); i++) {
        AUTO(free) char *path = xasprintf("p/%s", now[i].path);
        bool is_new = holds(r, path, now[i].text) == 1;
        CALL_EXPECT(r, is_new || (!done && holds(r, path, then[i].text) == 1));
        bool kept = call_run_history(r, "/p", then[i].path, then[i].text);
        CALL_EXPECT(r, !is_new || kept);
    }
}

static const char wide[] = "{\n    \"editor.tabSize\": 8\n}\n",
                  narrow[] = "{\n    \"editor.tabSize\": 2\n}\n";

static void check_setting(const CallRun *r, bool done)
{
    static const char path[] = ".config/codelab/settings.json";
    CALL_EXPECT(r, holds(r, path, narrow) == 1 || (!done && holds(r, path, wide) == 1));
}

static void check_shown(const CallRun *r, bool done)
{
    (void)done;
    CALL_EXPECT(r, holds(r, "p/a.txt", "old one\n") == 1);
}

// Doing ---------------------------------------------------------------------------------------

#define FILES                                                                            \
    {                                                                                    \
        {"p/a.txt", "old one\n"}, {"p/aa.txt", "old three old\n"}, {"p/b.txt", "bee\n"}, \
            {"p/sub/d.txt", "dee\n"},                                                    \
    }
#define TREE                                        \
    {"", SEEN("Welcome")}, {"\005", SEEN("b.txt")}, \
    {                                               \
        "\033[F", SEEN("Del Delete")                \
    }
#define FAILS "E cannot"

static const Act acts[] = {
    {.name = "rename",
     .args = {"p"},
     .files = FILES,
     .steps = {TREE, {"\033OQ", SEEN("Enter Done")}, {"new\r", SEEN("Renamed", FAILS)}},
     .check = check_renamed},
    {.name = "move",
     .args = {"p"},
     .files = FILES,
     .steps = {TREE, {"x\033[Hp", SEEN("Moved", FAILS)}},
     .check = check_in_sub},
    {.name = "copy",
     .args = {"p"},
     .files = FILES,
     .steps = {TREE, {"y\033[Hp", SEEN("Copied", FAILS)}},
     .check = check_copied},
    {.name = "delete",
     .args = {"p"},
     .files = FILES,
     .steps = {TREE, {"d", SEEN("Deleted", FAILS)}},
     .check = check_not_lost},
    {.name = "undo",
     .args = {"p"},
     .files = FILES,
     .steps = {TREE, {"d", SEEN("Deleted", FAILS)}, {"u", SEEN("Undone", FAILS)}},
     .check = check_back},
    {.name = "replace",
     .args = {"p"},
     .files = FILES,
     .steps = {{"", SEEN("Welcome")},
               {"\033H", SEEN("files to exclude")},
               {"old\tnew", SEEN("3 results")},
               {"\033a", SEEN("[ Replace ]", FAILS, "ait until")},
               {"r", SEEN("Replaced 3", "left as it", FAILS)}},
     .check = check_replaced},
    {.name = "setting",
     .args = {"p/a.txt"},
     .files = {{"p/a.txt", "old one\n"}, {".config/codelab/settings.json", wide}},
     .steps = {{"", SEEN("old one")},
               {"\013,tabsize", SEEN("editor.tabSize  ")},
               {"\r", SEEN("whole number")},
               {"\0012\r", SEEN("tabSize is 2", "E Cannot")}},
     .check = check_setting},
    {.name = "session",
     .args = {"p/a.txt"},
     .files = FILES,
     .steps = {{"", SEEN("old one")}},
     .check = check_shown,
     .session = true},
};

// True if it said at last that it is done.
static bool act_out(CallRun *r, const Act *a)
{
    enum { ANSWERABLE_MS = 500 }; // no dialog takes an answer sooner
    int seen = 0;
    for (const Step *s = a->steps; s->keys && seen == 0; s++) {
        if (outer_shows(&r->o, "[ Cancel ]"))
            outer_quiet(&r->o, ANSWERABLE_MS);
        outer_type(&r->o, str_c(s->keys));
        seen = call_run_see(r, s->seen);
    }
    return seen == 0;
}

static void start_again(CallRun *r, const Act *a)
{
    r->ended = false;
    outer_restart(&r->o, &(OuterSetup){.term = "xterm-256color", .args = {"-n", a->args[0]}});
    outer_see(&r->o, "^Q");
    (void)call_run_leave(r, "");
}

static void one_run(CallRun *r, void *arg)
{
    const Act *a = arg;
    r->what = a->name;
    call_run_begin(r);
    for (const Put *f = a->files; f < a->files + ARRAY_LEN(a->files) && f->path; f++)
        outer_put(&r->o, f->path, str_c(f->text));
    call_run_start(r, a->args, a->session);
    bool done = act_out(r, a);
    (void)call_run_leave(r, "");
    a->check(r, done);
    if (r->killed)
        start_again(r, a);
    a->check(r, false);
    (void)call_run_history(r, "/p", "a.txt", "");
    call_run_end(r);
}

static void in_turn(const CallKind *kind)
{
    const char *only = getenv("FAULT_ACT");
    for (size_t i = 0; i < ARRAY_LEN(acts); i++)
        if (!only || strcmp(only, acts[i].name) == 0)
            call_run_in_turn(kind, 150, one_run, (void *)(uintptr_t)&acts[i]);
}

static void errors_of_one_call_lose_nothing(void **state)
{
    (void)state;
    in_turn(&(CallKind){"ENOSPC", "-c"});
    in_turn(&(CallKind){"EIO", "-c"});
}

static void a_disk_that_fails_from_some_call_on_loses_nothing(void **state)
{
    (void)state;
    in_turn(&(CallKind){"EROFS", "-cs"});
}

static void being_killed_at_any_call_loses_nothing(void **state)
{
    (void)state;
    in_turn(&(CallKind){"KILL", "-c"});
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
    return cmocka_run_group_tests_name("fault/every-act", tests, NULL, NULL);
}
