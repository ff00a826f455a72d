// codelab killed again and again at moments that nobody chose, while it types, saves, restores and
// runs, alone and as a session with a client: what was acknowledged is there, and how old the
// oldest key is that was lost is told.  FAULT_ROUNDS says how often (200), FAULT_SEED where to
// begin.
#include "kill-life.h"

#include "../lib/temp-dir.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <cmocka.h>

enum { WORLDS = 4, LIVES_A_HOME = 25, NS_PER_MS = 1000000 };

static long given(const char *name, long otherwise)
{
    const char *text = getenv(name);
    return text ? strtol(text, NULL, 10) : otherwise;
}

static void add(Losses *to, const Losses *l)
{
    to->kills += l->kills;
    to->clients += l->clients;
    to->saves += l->saves;
    to->restored += l->restored;
    to->asked += l->asked;
    to->overtaken += l->overtaken;
    to->unheld += l->unheld;
    to->lost += l->lost;
    to->over_a_second += l->over_a_second;
    to->sum_ns += l->sum_ns;
    to->oldest_ns = MAX(to->oldest_ns, l->oldest_ns);
}

static void live(long kills, uint64_t seed, Losses *sum)
{
    for (long home = 0; kills > 0; home++) {
        World w;
        world_begin(&w, seed * 1000 + (uint64_t)home);
        for (int i = 0; i < LIVES_A_HOME && kills > 0; i++, kills--) {
            world_live(&w);
            world_check(&w, i % 5 == 4);
        }
        world_leave(&w);
        world_check(&w, true);
        add(sum, &w.losses);
        world_end(&w);
    }
}

static void nothing_acknowledged_is_lost_by_kill_9(void **state)
{
    (void)state;
    long kills = given("FAULT_ROUNDS", 200), seed = given("FAULT_SEED", (long)getpid());
    Losses *each = mmap(NULL, WORLDS * sizeof *each, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0),
           all = {0};
    pid_t pids[WORLDS];
    bool well = true;
    test_must(each != MAP_FAILED, "mmap");
    test_must(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "prctl");
    fflush(NULL);
    for (int i = 0; i < WORLDS; i++) {
        pids[i] = fork();
        test_must(pids[i] >= 0, "fork");
        if (pids[i] == 0) {
            test_must(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "prctl");
            live((kills + i) / WORLDS, (uint64_t)(seed + i), &each[i]);
            _exit(0);
        }
    }
    for (int i = 0; i < WORLDS; i++) {
        int status = 0;
        test_must(waitpid(pids[i], &status, 0) == pids[i], "waitpid");
        if (WIFSIGNALED(status))
            print_message("# world %d was ended by signal %d\n", i, WTERMSIG(status));
        well = well && WIFEXITED(status) && WEXITSTATUS(status) == 0;
        add(&all, &each[i]);
    }
    end_orphans();
    munmap(each, WORLDS * sizeof *each);
    print_message("# seed %ld: %ld kills, %ld of clients alone, %ld saves and %ld restores "
                  "checked, %ld saves overtaken, %ld asked "
                  "about (%ld lives with a slow database); "
                  "%ld times keys were lost, the oldest %lld ms old (mean %lld), %ld over 1 s\n",
                  seed, all.kills, all.clients, all.saves, all.restored, all.overtaken, all.asked,
                  all.unheld, all.lost, (long long)(all.oldest_ns / NS_PER_MS),
                  (long long)(all.lost ? all.sum_ns / all.lost / NS_PER_MS : 0), all.over_a_second);
    assert_true(well);
    if (all.unheld == 0)
        assert_int_equal(all.overtaken + all.asked, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_acknowledged_is_lost_by_kill_9)};
    return cmocka_run_group_tests_name("fault/kills", tests, NULL, NULL);
}
