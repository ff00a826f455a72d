// What goes on for long: its name, a sign that turns, the seconds.
#include "ui/inner.h"
#include "base/clock.h"

enum { SIGN_MS = 300, SECONDS_MS = 2000, WINDOW_MS = 10000, TURN_MS = 250, SECOND_MS = 1000 };

// The one to tell of, "" if nothing goes on.
static const char *what_goes_on(const Workspace *ws)
{
    const RunItem *r = runs_active(ws);
    if (*workspace_waits_for(ws))
        return workspace_waits_for(ws);
    if (ws->saving)
        return "saving";
    if (ws->comparing)
        return "comparing";
    return r && run_item_is_running(r) ? "run" : "";
}

static int64_t busy_ms(const Ui *ui)
{
    return *ui->busy ? (clock_mono_ns() - ui->busy_ns) / 1000000 : 0;
}

void ui_settle_busy(Ui *ui)
{
    const char *now = what_goes_on(ui->ws);
    if (strcmp(now, ui->busy) != 0)
        ui->busy_ns = clock_mono_ns();
    ui->busy = now;
    bool was = ui->progress;
    ui->progress = busy_ms(ui) >= WINDOW_MS && (ui->away || ui->progress);
    ui->rings |= was && !ui->progress && ui->ws->options.announce == ANNOUNCE_ALL;
}

bool ui_take_ring(Ui *ui)
{
    bool rings = ui->rings;
    ui->rings = false;
    return rings;
}

bool ui_shows_progress(const Ui *ui)
{
    return ui->progress;
}

int ui_busy_deadline_ms(const Ui *ui)
{
    int64_t ms = busy_ms(ui);
    if (!*ui->busy)
        return -1;
    if (ms < SIGN_MS)
        return (int)(SIGN_MS - ms) + 1;
    return ui->ws->options.reduced_motion ? SECOND_MS - (int)(ms % SECOND_MS) + 1 : TURN_MS;
}

bool ui_busy_escape(Ui *ui)
{
    const View *v = workspace_view(ui->ws);
    bool editing = ui->ws->layout.focus == FOCUS_EDITOR && v;
    bool first = editing && (view_has_selection(v) || v->sel.v.n > 1 || v->filling.snippet ||
                             find_is_open(ui->ws->find));
    if (busy_ms(ui) < SECONDS_MS || first || ui->ws->palette.open ||
        ui->ws->layout.focus == FOCUS_PANEL)
        return false;
    return workspace_give_up(ui->ws);
}

// How long what is told of goes on: runs may follow one another with no pause that would be seen.
static int64_t told_ms(const Ui *ui, bool is_run)
{
    const RunItem *r = is_run ? runs_active(ui->ws) : NULL;
    return r ? (clock_mono_ns() - r->start_ns) / 1000000 : busy_ms(ui);
}

void ui_busy_text(const Ui *ui, const char *name, Buf *out)
{
    bool is_run = strcmp(ui->busy, "run") == 0;
    int64_t ms = told_ms(ui, is_run);
    if (ms < SIGN_MS && !is_run)
        return; // most things are done by then
    buf_add_c(out, name);
    if (ms >= SECONDS_MS)
        buf_addf(out, " %llds%s", (long long)(ms / 1000),
                 !is_run && *workspace_waits_for(ui->ws) ? ", Esc cancels" : "");
    if (ms >= SIGN_MS && !ui->ws->options.reduced_motion)
        buf_addf(out, " %c", "|/-\\"[ms / TURN_MS % 4]);
}
