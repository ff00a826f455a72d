// A line as one types it for a shell, run in the jail.
#include "workspace/inner.h"

static void add_plain_words(Str text, Strings *out)
{
    Str word;
    while (str_split(&text, ' ', &word))
        if (word.n)
            vec_push(out, str_dup(word));
}

void run_line_argv(Str line, Strings *out)
{
    bool plain = line.n > 0;
    for (size_t i = 0; i < line.n; i++)
        plain = plain && !strchr("\n\t'\"\\()&;|<>$`*?[]{}~#!=", line.p[i]);
    if (plain) {
        add_plain_words(line, out);
        return;
    }
    vec_push(out, xstrdup(fs_exists("/bin/bash") ? "/bin/bash" : "/bin/sh"));
    vec_push(out, xstrdup("-c"));
    vec_push(out, str_dup(line));
}

bool runs_start_line(Workspace *ws, const char *line, RunAllow allow, Err *err)
{
    Strings argv = {0};
    RunPlan plan = {0};
    RunLimits limits = runs_limits(ws, &allow);
    RunWhat what = {.title = line, .line = line, .allow = allow, .show = true};
    run_line_argv(str_c(line), &argv);
    vec_push(&argv, NULL);
    bool ok = run_plan_command(ws->root, (const char *const *)argv.p, &limits, &plan, err) &&
              runs_start(ws, &plan, &what, err);
    run_plan_deinit(&plan);
    VEC_EACH (char *, a, &argv)
        free(*a);
    vec_deinit(&argv);
    return ok;
}
