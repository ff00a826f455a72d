// What was run: the list, the same again, and with more allowed.
#include "command/inner.h"

#include <time.h>

static bool need_run(Workspace *ws, RunItem **r, Err *err)
{
    *r = runs_active(ws);
    return *r || err_set(err, "nothing was run yet");
}

static bool rerun(Workspace *ws, Str arg, Err *err)
{
    RunItem *r;
    (void)arg;
    return need_run(ws, &r, err) && runs_again(ws, r, (RunAllow){0}, err);
}

static bool again_with(Workspace *ws, Str words, Err *err)
{
    RunItem *r;
    RunAllow allow;
    return need_run(ws, &r, err) && run_allow_parse(words, &allow, err) &&
           runs_again(ws, r, allow, err);
}

static void on_words(Workspace *ws, int choice, Str line, void *arg)
{
    AUTO(err) Err err = {0};
    (void)arg;
    if (choice >= 0 && !again_with(ws, line, &err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
}

static void ask_words(Workspace *ws, const RunItem *r)
{
    char *words = xasprintf("%stimeout=%lld memory=%lld pids=%d", r->network ? "network " : "",
                            r->wall_ms ? (long long)r->wall_ms / 1000 : 600LL,
                            (long long)(r->memory_bytes >> 20), r->procs);
    ask_file(ws,
             (Ask){.title = xstrdup("Run again"),
                   .text = xasprintf("What '%s' may do: network, writes, time (no limit), jail, "
                                     "timeout=SECONDS, memory=MB, pids=N, cpus=N, output=MB",
                                     r->title),
                   .preset = words,
                   .answer = on_words});
}

static bool rerun_with(Workspace *ws, Str arg, Err *err)
{
    RunItem *r;
    if (arg.n)
        return again_with(ws, arg, err);
    if (!need_run(ws, &r, err))
        return false;
    palette_open(&ws->palette, "again ");
    return true;
}

static const char other_limits[] = "?";

static void fill_again(Fill *f, Workspace *ws)
{
    const RunItem *r = runs_active(ws);
    if (!r)
        return;
    long long memory = (long long)(r->memory_bytes >> 20) * 4;
    const struct {
        char *label, *words; // owned
    } rows[] = {
        {xstrdup("Use the network"), xstrdup("network")},
        {xstrdup("Write to the project"), xstrdup("writes")},
        {xstrdup("Take its time"), xstrdup("time")},
        {xasprintf("Use %lld MB of memory", memory), xasprintf("memory=%lld", memory)},
        {xasprintf("Have %d processes", r->procs * 4), xasprintf("pids=%d", r->procs * 4)},
        {xstrdup("All of this"),
         xasprintf("network writes time memory=%lld pids=%d", memory, r->procs * 4)},
        {xstrdup(r->open ? "Run in the jail" : "As it was"), xstrdup(r->open ? "jail" : "")},
        {xstrdup("Other limits\xE2\x80\xA6"), xstrdup(other_limits)},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char *detail = strcmp(rows[i].words, other_limits) ? xstrdup(rows[i].words) : xstrdup("");
        fill_add(f, str_c(rows[i].label), detail, str_c(rows[i].words), (int)(ARRAY_LEN(rows) - i));
        free(rows[i].label);
        free(rows[i].words);
    }
}

static void accept_again(Workspace *ws, const char *value)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *words = xstrdup(value); // of a row that goes
    const RunItem *r = runs_active(ws);
    if (r && strcmp(words, other_limits) == 0)
        ask_words(ws, r);
    else if (!again_with(ws, str_c(words), &err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
}

const PaletteList palette_again = {"again ", fill_again, accept_again, NULL, NULL};

static bool list(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!ws->runs.all.n && !ws->runs.kept.n)
        return err_set(err, "nothing was run yet");
    palette_open(&ws->palette, "ran ");
    return true;
}

static void add_run(Fill *f, int64_t number, const char *title, const char *ended, size_t nwrote)
{
    char *detail = nwrote ? xasprintf("%s \xC2\xB7 %zu written", ended, nwrote) : xstrdup(ended);
    AUTO(free) char *label = xasprintf("#%lld  %s", (long long)number, title);
    AUTO(free) char *value = xasprintf("%lld", (long long)number);
    fill_add(f, str_c(label), detail, str_c(value), (int)number);
}

static void fill(Fill *f, Workspace *ws)
{
    size_t most = RUNS_KEPT, left = most - MIN(ws->runs.all.n, most);
    VEC_EACH (RunItem *, r, &ws->runs.all)
        add_run(f, (*r)->number, (*r)->title, (*r)->summary ? (*r)->summary : "running",
                (*r)->nwrote);
    for (size_t i = 0; i < MIN(left, ws->runs.kept.n); i++)
        add_run(f, ws->runs.kept.p[i].number, ws->runs.kept.p[i].title, ws->runs.kept.p[i].ended,
                ws->runs.kept.p[i].nwrote);
}

static void accept(Workspace *ws, const char *value)
{
    runs_show(ws, strtoll(value, NULL, 10));
    ws->layout.tab = PANEL_RUNS;
    layout_focus(&ws->layout, FOCUS_PANEL);
}

const PaletteList palette_ran = {"ran ", fill, accept, NULL, NULL};

static bool run_line(Workspace *ws, Str arg, Err *err)
{
    AUTO(free) char *line = str_dup(arg);
    if (arg.n)
        return command_save_edited(ws, err) && runs_start_line(ws, line, (RunAllow){0}, err);
    palette_open(&ws->palette, palette_lines.prefix);
    return true;
}

const Command commands_runs[] = {
    {"run.command", "Run: Command…", "Run a line as one types it for a shell, in the jail",
     run_line},
    {"run.list", "Run: List…", "The last 200 runs, to look at the output of one", list},
    {"run.rerun", "Run: Again", "Run the shown run again", rerun},
    {"run.rerunWith", "Run: Again with…",
     "Run the shown run again: with the network, its writes kept, other limits", rerun_with},
    {0},
};
