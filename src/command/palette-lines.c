// The palette's list behind "!": a line for a shell, run in the jail, and those of before.
#include "command/inner.h"

static bool is_newer_listed(const Workspace *ws, size_t at, const char *line)
{
    for (size_t i = at + 1; i < ws->runs.all.n; i++) {
        const char *other = ws->runs.all.p[i]->line;
        if (other && strcmp(other, line) == 0)
            return true;
    }
    return false;
}

static void fill(Fill *f, Workspace *ws)
{
    Str typed = fill_pattern(f);
    if (typed.n) {
        AUTO(free) char *what = str_dup(typed);
        PaletteRow row = {
            .label = xstrdup(what), .detail = xstrdup("run in the jail"), .value = xstrdup(what)};
        fill_put(f, row);
    }
    for (size_t i = ws->runs.all.n; i-- > 0;) {
        const RunItem *r = ws->runs.all.p[i];
        if (r->line && !str_eq_c(typed, r->line) && !is_newer_listed(ws, i, r->line) &&
            str_find(str_c(r->line), typed) >= 0)
            fill_put(f, (PaletteRow){.label = xstrdup(r->line),
                                     .detail = xstrdup(r->summary ? r->summary : "running"),
                                     .value = xstrdup(r->line)});
    }
}

static void accept(Workspace *ws, const char *value)
{
    AUTO(err) Err err = {0};
    if (!command_save_edited(ws, &err) || !runs_start_line(ws, value, (RunAllow){0}, &err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
}

const PaletteList palette_lines = {"!", fill, accept, NULL, NULL};
