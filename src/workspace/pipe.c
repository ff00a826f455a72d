#include "workspace/inner.h"
#include "base/bytelog.h"
#include "edit/edit.h"
#include "run/run.h"

struct Pipe {
    uint64_t doc;
    TextRev rev;       // the range belongs to
    size_t start, end; // of what went in
    char *command;     // owned
    Run *run;          // owned
};

// Errors are kept apart, and told only if it fails.
static const char script[] = "eval \"$1\" 2>/tmp/.errors && exit; code=$?; "
                             "cat /tmp/.errors; exit $code";

void pipe_free(Pipe *p)
{
    if (!p)
        return;
    run_free(p->run);
    free(p->command);
    free(p);
}

static void changed(void *arg)
{
    (void)arg; // the next settle looks
}

static Run *start(Workspace *ws, const char *command, Err *err)
{
    const char *argv[] = {"sh", "-c", script, "sh", command, NULL};
    RunLimits limits = run_limits_default();
    RunPlan plan;
    limits.wall_ms = (int64_t)ws->options.run_timeout_s * 1000;
    if (!run_plan_command(ws->root, argv, &limits, &plan, err))
        return NULL;
    Run *r = run_start(ws->loop, &plan, changed, NULL, err);
    run_plan_deinit(&plan);
    return r;
}

bool pipe_start(View *v, Str command, Err *err)
{
    Workspace *ws = v->ws;
    const Snap *s = text_now(v->doc->text);
    const Selection *x = view_primary(v);
    bool all = selection_is_empty(x);
    size_t from = all ? 0 : selection_start(x), to = all ? snap_size(s) : selection_end(x);
    AUTO(free) char *text = str_dup(command);
    AUTO(buf) Buf in = BUF_INIT;
    if (!view_may_edit(v, err))
        return false;
    if (ws->pipe)
        return err_set(err, "a command is at work already: wait for it, or stop it");
    if (v->sel.v.n > 1)
        return err_set(err, "only one selection can go through a command");
    if (to - from > PIPE_MAX_BYTES)
        return err_set(err, "cannot send more than 8 MB through a command: select less");
    snap_add_to(s, from, to, &in);
    Run *r = start(ws, text, err);
    if (!r)
        return false;
    run_write(r, buf_str(&in));
    run_end_input(r);
    ws->pipe = NEW(Pipe);
    *ws->pipe = (Pipe){v->doc->id, text_rev(v->doc->text), from, to, steal(&text), r};
    return true;
}

static View *view_of(const Workspace *ws, uint64_t doc)
{
    for (size_t i = ws->views.n; i-- > 0;)
        if (ws->views.p[i]->doc->id == doc)
            return ws->views.p[i];
    return NULL;
}

static bool read_output(const Run *r, Buf *out)
{
    uint64_t off = 0, lost = 0, missing = 0;
    for (Str s = bytelog_read(run_output(r), &off, &lost); s.n;
         s = bytelog_read(run_output(r), &off, &lost)) {
        missing += lost;
        buf_add(out, s);
    }
    return !missing;
}

static void replace(Workspace *ws, const Pipe *p, Str output)
{
    View *v = view_of(ws, p->doc);
    AUTO(err) Err err = {0};
    AUTO(change) Change c = {0};
    if (!v || text_rev(v->doc->text) != p->rev) {
        message_say(ws, MESSAGE_WARNING,
                    "%s: the text was edited meanwhile, so what it printed was not put in",
                    p->command);
        return;
    }
    change_add(&c, p->start, p->end, output);
    change_select(&c, (Selection){p->start, p->start + output.n, -1});
    text_undo_break(v->doc->text);
    if (!view_change(v, &c, &err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
    text_undo_break(v->doc->text);
}

static void complain(Workspace *ws, const Pipe *p, Str output)
{
    const RunResult *r = run_result(p->run);
    Str line = STR_NULL;
    str_split(&output, '\n', &line);
    AUTO(free) char *said = str_dup(line);
    if (r->message)
        message_say(ws, MESSAGE_ERROR, "%s: %s", p->command, r->message);
    else if (*said)
        message_say(ws, MESSAGE_ERROR, "%s: exit %d: %s", p->command, r->returncode, said);
    else
        message_say(ws, MESSAGE_ERROR, "%s: exit %d", p->command, r->returncode);
}

void pipe_settle(Workspace *ws)
{
    Pipe *p = ws->pipe;
    AUTO(buf) Buf output = BUF_INIT;
    if (!p || !run_is_done(p->run))
        return;
    bool whole = read_output(p->run, &output);
    if (run_result(p->run)->returncode != 0)
        complain(ws, p, buf_str(&output));
    else if (!whole)
        message_say(ws, MESSAGE_ERROR, "%s printed more than can be put in", p->command);
    else
        replace(ws, p, buf_str(&output));
    pipe_free(steal(&ws->pipe));
}

bool pipe_stop(Workspace *ws)
{
    if (!ws->pipe)
        return false;
    run_stop(ws->pipe->run);
    return true;
}
