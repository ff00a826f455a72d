// codelab itself, on a terminal, with each of its system calls on files failing in turn: what it
// says is saved is saved, what it could not save is still there, and it says which of the two.
// FAULT_STRIDE says how many calls to pass over between two runs (1: none), FAULT_FIRST which call
// is the first (else one of these at random).
#include "call-run.h"

#include "../lib/faults.h"

#include <dirent.h>

static const char new_shown[] = "new old", old_text[] = "old\n", new_text[] = "new old\n";

static bool save(CallRun *r, bool must)
{
    enum { GOOD = 2 };
    // Whatever failed, a save whose text still has no file ends with an offer.  Not "E cannot":
    // unsaved edits that cannot be kept are told of while the save goes on.
    static const char *const outcomes[] = {"Saved a.txt", "saved 'a.txt' in place", NULL},
                             *const any[] = {"Saved a.txt", "saved 'a.txt' in place", "[Save as",
                                             NULL};
    outer_type(&r->o, STR("\x13"));
    int seen = call_run_see(r, must ? outcomes : any);
    return seen >= 0 && seen < GOOD;
}

// True if it said that it is saved.
static bool edit(CallRun *r)
{
    static const char *const opened[] = {"old", NULL}, *const typed[] = {new_shown, NULL};
    if (call_run_see(r, opened) == 0)
        outer_type(&r->o, STR("new "));
    return call_run_see(r, typed) == 0 && save(r, false);
}

static void check_file(const CallRun *r, bool saved)
{
    AUTO(free) char *path = xasprintf("%s/a.txt", r->o.home);
    AUTO(buf) Buf now = BUF_INIT;
    temp_read(path, &now);
    bool is_new = str_eq_c(buf_str(&now), new_text), is_old = str_eq_c(buf_str(&now), old_text);
    CALL_EXPECT(r, is_new || (is_old && !saved));
}

// What a killed save left is cleared away by who opens the file next.
static void start_again(CallRun *r)
{
    r->ended = false;
    outer_restart(&r->o, &(OuterSetup){.term = "xterm-256color", .args = {"-n", "a.txt"}});
    outer_see(&r->o, "old");
    (void)call_run_leave(r, "old");
}

// Nothing lies about that the user did not put there.
static void check_folder(const CallRun *r)
{
    DIR *d = opendir(r->o.home);
    test_must(d != NULL, r->o.home);
    for (const struct dirent *e; (e = readdir(d));)
        CALL_EXPECT(r, strcmp(e->d_name, "a.txt") == 0 || strcmp(e->d_name, ".local") == 0 ||
                           strcmp(e->d_name, ".config") == 0 || strcmp(e->d_name, ".cache") == 0 ||
                           strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0);
    closedir(d);
}

static void one_run(CallRun *r, void *arg)
{
    (void)arg;
    r->what = "a save";
    call_run_begin(r);
    outer_put(&r->o, "a.txt", str_c(old_text));
    call_run_start(r, (const char *const[]){"a.txt", NULL}, false);
    bool saved = edit(r);
    if (!saved && !r->ended && !call_run_stays(r))
        saved = save(r, true);
    if (call_run_leave(r, new_shown))
        CALL_EXPECT(r, !saved);
    check_file(r, saved);
    if (r->killed)
        start_again(r);
    if (!call_run_stays(r))
        check_folder(r);
    (void)call_run_history(r, "", "a.txt", "");
    call_run_end(r);
}

static void in_turn(const CallKind *kind)
{
    call_run_in_turn(kind, 15, one_run, NULL);
}

static void errors_of_one_call_lose_nothing(void **state)
{
    (void)state;
    static const CallKind kinds[] = {
        {"ENOSPC", "-c"}, {"EIO", "-c"}, {"EROFS", "-c"}, {"EDQUOT", "-c"}, {"SHORT", "-c"}};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        in_turn(&kinds[i]);
}

static void a_disk_that_fails_from_some_call_on_loses_nothing(void **state)
{
    (void)state;
    static const CallKind kinds[] = {{"ENOSPC", "-cs"}, {"EIO", "-cs"}, {"EROFS", "-cs"}};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        in_turn(&kinds[i]);
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
    return cmocka_run_group_tests_name("fault/every-call", tests, NULL, NULL);
}
