#include "workspace/inner.h"
#include "base/bytelog.h"
#include "edit/edit.h"
#include "run/run.h"

struct Pipe {
    uint64_t doc;
    TextRev rev;       // the range belongs to
    size_t start, end; // of what went in
    bool select;       // what comes back
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

// Commands read and write lines that end as they do everywhere else.
static void drop_returns(Buf *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++)
        if (b->p[i] != '\r' || i + 1 == b->n || b->p[i + 1] != '\n')
            b->p[n++] = b->p[i];
    b->n = n;
}

static void add_returns(Str s, Buf *out)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\n' && (i == 0 || s.p[i - 1] != '\r'))
            buf_add_byte(out, '\r');
        buf_add_byte(out, s.p[i]);
    }
}

static bool begin(View *v, Range at, bool select, Str command, Err *err)
{
    Workspace *ws = v->ws;
    AUTO(free) char *text = str_dup(command);
    AUTO(buf) Buf in = BUF_INIT;
    if (!view_may_edit(v, err))
        return false;
    if (ws->pipe)
        return err_set(err, "a command is at work already: wait for it, or stop it");
    if (at.end - at.start > PIPE_MAX_BYTES)
        return err_set(err, "cannot send more than 8 MB through a command: select less");
    snap_add_to(text_now(v->doc->text), at.start, at.end, &in);
    if (document_line_end(v->doc) == EOL_CRLF)
        drop_returns(&in);
    Run *r = start(ws, text, err);
    if (!r)
        return false;
    run_write(r, buf_str(&in));
    run_end_input(r);
    ws->pipe = NEW(Pipe);
    *ws->pipe =
        (Pipe){v->doc->id, text_rev(v->doc->text), at.start, at.end, select, steal(&text), r};
    return true;
}

bool pipe_start_range(View *v, size_t start, size_t end, Str command, Err *err)
{
    return begin(v, (Range){start, end}, false, command, err);
}

bool pipe_start(View *v, Str command, Err *err)
{
    const Selection *x = view_primary(v);
    Range at = {selection_start(x), selection_end(x)};
    if (v->sel.v.n > 1)
        return err_set(err, "only one selection can go through a command");
    if (selection_is_empty(x))
        at = (Range){0, snap_size(text_now(v->doc->text))};
    return begin(v, at, true, command, err);
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
    AUTO(buf) Buf lines = BUF_INIT;
    if (document_line_end(v->doc) == EOL_CRLF) {
        add_returns(output, &lines);
        output = buf_str(&lines);
    }
    change_add(&c, p->start, p->end, output);
    change_select(&c, (Selection){p->start, p->start + (p->select ? output.n : 0), -1});
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
