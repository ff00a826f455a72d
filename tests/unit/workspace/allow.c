// What runs may do, by the settings.
#include "suite.h"
#include "run/run.h"
#include "workspace/inner.h"

static RunPlan plan_of(World *w, bool trusted)
{
    static const char *const argv[] = {"true", NULL};
    RunLimits limits;
    RunPlan p;
    w->ws->options.trust_enabled = !trusted;
    limits = runs_limits(w->ws, &(RunAllow){0});
    MUST(run_plan_command(w->root, argv, &limits, &p, &err));
    runs_widen(w->ws, &p);
    return p;
}

static bool has(const Strings *all, const char *start)
{
    VEC_EACH (char *, s, all)
        if (strncmp(*s, start, strlen(start)) == 0)
            return true;
    return false;
}

static const char *const usual[] = {"PATH", "LANG", "TERM"};

static void a_run_gets_the_variables_of_the_list_that_are_no_secrets(void **state)
{
    World *w = *state;
    static const char *const more[] = {"PATH", "TERM", "CODELAB_T_A", "CODELAB_T_TOKEN"};
    setenv("CODELAB_T_A", "1", 1);
    setenv("CODELAB_T_TOKEN", "2", 1);
    w->ws->options.run_env = (Texts){more, ARRAY_LEN(more)};
    RunPlan trusted = plan_of(w, true), other = plan_of(w, false);
    assert_true(has(&trusted.env, "CODELAB_T_A=1"));
    assert_false(has(&trusted.env, "CODELAB_T_TOKEN="));
    assert_false(has(&other.env, "CODELAB_T_A="));
    assert_true(has(&trusted.env, "TERM=") && has(&other.env, "TERM="));
    assert_false(has(&trusted.env, "LANG=") || has(&other.env, "LANG="));
    assert_true(has(&trusted.env, "PATH="));
    run_plan_deinit(&trusted);
    run_plan_deinit(&other);
}

static void the_network_of_a_run_is_what_the_setting_says_in_trusted_folders_alone(void **state)
{
    World *w = *state;
    static const char *const listed[] = {"example.org"};
    static const struct {
        int network;
        const char *has, *has_not;
        bool all;
    } cases[] = {{RUN_NETWORK_OFF, NULL, "localhost", false},
                 {RUN_NETWORK_LOCAL, "localhost", "example.org", false},
                 {RUN_NETWORK_HOSTS, "example.org", "localhost", false},
                 {RUN_NETWORK_ON, NULL, "localhost", true}};
    w->ws->options.run_env = (Texts){usual, ARRAY_LEN(usual)};
    w->ws->options.run_hosts = (Texts){listed, 1};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        w->ws->options.run_network = cases[i].network;
        RunPlan trusted = plan_of(w, true), other = plan_of(w, false);
        assert_int_equal(trusted.limits.network, cases[i].all);
        assert_true(!cases[i].has || has(&trusted.hosts, cases[i].has));
        assert_false(has(&trusted.hosts, cases[i].has_not));
        assert_true(other.hosts.n == 0 && !other.limits.network);
        run_plan_deinit(&trusted);
        run_plan_deinit(&other);
    }
}

static void nothing_runs_where_runs_are_switched_off(void **state)
{
    World *w = *state;
    world_limit_runs(w);
    w->ws->options.run_enabled = false;
    MUST_FAIL(runs_start_line(w->ws, "true", (RunAllow){0}, &err));
    assert_false(runs_any_running(w->ws));
    w->ws->options.run_enabled = true;
    MUST(runs_start_line(w->ws, "true", (RunAllow){0}, &err));
    assert_true(runs_any_running(w->ws));
    world_settle(w);
}

const struct CMUnitTest allow_tests[] = {
    CASE(nothing_runs_where_runs_are_switched_off),
    CASE(a_run_gets_the_variables_of_the_list_that_are_no_secrets),
    CASE(the_network_of_a_run_is_what_the_setting_says_in_trusted_folders_alone),
};
const size_t allow_tests_n = ARRAY_LEN(allow_tests);
