#include "suite.h"
#include "workspace/inner.h"

#include <dirent.h>
#include <signal.h>
#include <unistd.h>

enum { TEST_SECONDS = 120 }; // a test that waits for what never comes

void world_start(World *w)
{
    w->loop = loop_new();
    w->ws = workspace_new(w->loop, w->root);
    w->ws->options = (Options){.tab_size = 4,
                               .insert_spaces = true,
                               .auto_indent = AUTO_INDENT_FULL,
                               .trim_auto_blanks = true,
                               .cursor_limit = 10000,
                               .git_on = true,
                               .run_enabled = true,
                               .scrollback_rows = 1000,
                               .history_max_kb = 1024,
                               .restore_layout = true,
                               .clip_history = 50,
                               .clip_command = "{}",
                               .color_theme = "",
                               .shell = "/bin/sh"};
    workspace_start(w->ws);
}

void world_stop(World *w)
{
    workspace_free(steal(&w->ws));
    loop_free(steal(&w->loop));
}

size_t world_descriptors(World *w)
{
    size_t n = 0;
    runs_warm_stop(w->ws); // it has some that come when it is made
    DIR *d = opendir("/proc/self/fd");
    test_must(d != NULL, "/proc/self/fd");
    while (readdir(d))
        n++;
    closedir(d);
    return n;
}

int world_set_up(void **state)
{
    World *w = NEW(World);
    w->dir = temp_dir_new();
    w->root = path_join(w->dir, "project");
    test_must(mkdir(w->root, 0755) == 0, w->root);
    AUTO(free) char *data = path_join(w->dir, "data");
    setenv("CODELAB_DATA", data, 1);
    signal(SIGPIPE, SIG_IGN);
    alarm(TEST_SECONDS);
    world_start(w);
    *state = w;
    return 0;
}

int world_tear_down(void **state)
{
    World *w = *state;
    world_stop(w);
    temp_dir_free(w->dir);
    free(w->root);
    free(w);
    return 0;
}

void world_restart(World *w)
{
    world_settle(w);
    workspace_save_session(w->ws);
    world_stop(w);
    world_start(w);
    world_settle(w);
}

void world_use_jail(void)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self);
    test_must(n > 0, "/proc/self/exe");
    Str tree = path_dir(path_dir(path_dir(str_n(self, (size_t)n))));
    AUTO(free) char *helper = xasprintf(STR_FMT "/codelab-jail", STR_ARG(tree));
    setenv("CODELAB_JAIL_HELPER", helper, 0);
}

void world_limit_runs(World *w)
{
    Options *o = &w->ws->options;
    world_use_jail();
    o->run_timeout_s = 20;
    o->run_memory_mb = 256;
    o->run_procs = 32;
    o->run_cpus_percent = 100;
    o->run_output_mb = 1;
}

char *world_path(const World *w, const char *name)
{
    return path_normal(w->root, name);
}

void world_put(const World *w, const char *name, const char *text)
{
    AUTO(free) char *path = world_path(w, name);
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    MUST(fs_mkdirs(dir, &err));
    MUST(fs_write(path, str_c(text), &err));
}

void world_expect(const World *w, const char *name, const char *want)
{
    AUTO(free) char *path = world_path(w, name);
    AUTO(buf) Buf got = BUF_INIT;
    MUST(fs_read(path, 0, &got, &err));
    assert_string_equal(buf_c(&got), want);
}

View *world_open(World *w, const char *name)
{
    AUTO(free) char *path = world_path(w, name);
    MUST(workspace_open(w->ws, path, &err));
    return workspace_view(w->ws);
}

static void settle(World *w)
{
    workspace_settle(w->ws);
    workspace_dispatch(w->ws);
}

void world_turn(World *w)
{
    settle(w);
    loop_turn(w->loop, -1);
    settle(w);
}

void world_settle(World *w)
{
    settle(w);
    while (loop_pending(w->loop) || workspace_is_busy(w->ws))
        world_turn(w);
}

void expect_text(const View *v, const char *want)
{
    AUTO(buf) Buf got = BUF_INIT;
    const Snap *s = text_now(v->doc->text);
    snap_add_to(s, 0, snap_size(s), &got);
    assert_string_equal(buf_c(&got), want);
}

const char *last_message(const World *w)
{
    const Messages *m = &w->ws->messages;
    return m->all.n ? vec_last(&m->all).text : "";
}

// With an argument only the tests whose names match that pattern.
int main(int argc, char **argv)
{
    Vec(struct CMUnitTest) all = {0};
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
#define SUITE_ADD(name)                         \
    for (size_t i = 0; i < name##_tests_n; i++) \
        vec_push(&all, name##_tests[i]);
    SUITES(SUITE_ADD)
    int failed = _cmocka_run_group_tests("workspace", all.p, all.n, NULL, NULL);
    vec_deinit(&all);
    return failed;
}
