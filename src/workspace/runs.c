#include "workspace/inner.h"
#include "base/clock.h"
#include "base/path.h"
#include "run/run.h"
#include "vt/vt.h"

enum {
    KEPT = 50,
    SCAN_BYTES = 16 << 10, // looked through before a look at the clock
    SCAN_NS = 3000000,     // a turn gives to it
};

RunItem *runs_active(const Workspace *ws)
{
    return ws->runs.all.n ? ws->runs.all.p[ws->runs.active] : NULL;
}

bool run_item_is_running(const RunItem *r)
{
    return r->run && !run_is_done(r->run);
}

static void item_free(RunItem *r)
{
    problem_feed_free(r->feed);
    run_free(r->run);
    screen_deinit(&r->screen);
    free(r->title);
    free(r->file);
    free(r->language);
    free(r->summary);
    free(r);
}

static void on_changed(void *arg)
{
    (void)arg; // the turn that follows pulls the log in settle
}

static RunLimits limits_of(const Options *o)
{
    RunLimits l = run_limits_default();
    l.wall_ms = (int64_t)o->run_timeout_s * 1000;
    l.memory_bytes = (int64_t)o->run_memory_mb << 20;
    l.output_bytes = (int64_t)o->run_output_mb << 20;
    l.procs = o->run_procs;
    l.cpus = o->run_cpus_percent / 100.0;
    return l;
}

static void forget_oldest(Runs *rs)
{
    if (rs->all.n < KEPT || run_item_is_running(rs->all.p[0]))
        return;
    item_free(rs->all.p[0]);
    vec_remove(&rs->all, 0, 1);
}

static char *title_of(const Workspace *ws, const RunPlan *p, const char *file)
{
    AUTO(free) char *shown = workspace_pretty(ws, file);
    return xasprintf("%s %s", run_language_title(p->language), shown);
}

static RunItem *item_new(Workspace *ws, const RunPlan *p, const char *path, Err *err)
{
    Run *run = run_start(ws->loop, p, on_changed, NULL, err);
    if (!run)
        return NULL;
    RunItem *r = NEW(RunItem);
    *r = (RunItem){.number = ++ws->runs.last_number,
                   .title = title_of(ws, p, path),
                   .file = xstrdup(path),
                   .language = xstrdup(run_language_id(p->language)),
                   .run = run,
                   .start_ms = clock_wall_ms()};
    AUTO(free) char *source = xasprintf("run %s", r->title);
    r->feed = problem_feed_new(ws, ws->matchers, (ProblemOrigin){source, ws->root, path});
    screen_init(&r->screen, p->rows, p->cols, (size_t)ws->options.scrollback_rows);
    return r;
}

// The panel is shown first, since the program is told how large its terminal is.
static void show_panel(Workspace *ws, RunPlan *p)
{
    Layout *l = &ws->layout;
    l->tab = PANEL_RUNS;
    if (!l->panel)
        layout_toggle_panel(l);
    if (l->size == SIZE_TINY)
        layout_focus(l, FOCUS_PANEL);
    Areas a = layout_areas(l);
    p->rows = MAX(2, a.panel.rows - 2);
    p->cols = MAX(10, a.panel.cols);
}

bool runs_start_document(Workspace *ws, const Document *d, Err *err)
{
    RunPlan plan = {0};
    RunLimits limits = limits_of(&ws->options);
    if (!run_plan_file(ws->root, d->path, NULL, &limits, &plan, err))
        return false;
    show_panel(ws, &plan);
    plan.tty = true;
    plan.writes_apply = ws->options.run_apply;
    RunItem *r = item_new(ws, &plan, d->path, err);
    run_plan_deinit(&plan);
    if (!r)
        return false;
    forget_oldest(&ws->runs);
    vec_push(&ws->runs.all, r);
    ws->runs.active = ws->runs.all.n - 1;
    return true;
}

void run_item_key(RunItem *r, const Key *k)
{
    if (!run_item_is_running(r))
        return;
    r->screen.back = 0;
    screen_select_none(&r->screen);
    vt_key(r->screen.vt, k);
    run_write(r->run, vt_reply(r->screen.vt));
}

void run_item_stop(RunItem *r)
{
    if (run_item_is_running(r))
        run_stop(r->run);
}

// A pipe has bare newlines, a terminal has both; the emulator wants both.
static void feed(RunItem *r, Str piece)
{
    AUTO(buf) Buf both = BUF_INIT;
    for (size_t i = 0; i < piece.n; i++) {
        if (piece.p[i] == '\n' && !r->cr)
            buf_add_byte(&both, '\r');
        buf_add_byte(&both, piece.p[i]);
        r->cr = piece.p[i] == '\r';
    }
    vt_feed(r->screen.vt, buf_str(&both));
}

static bool was_not_started(const RunResult *res)
{
    return strcmp(res->status, "failed") == 0 && res->message;
}

static char *summary_of(const RunResult *res)
{
    double s = (double)res->wall_ms / 1000;
    if (was_not_started(res))
        return xstrdup("not run");
    if (res->message)
        return xasprintf("%s \xC2\xB7 %.2f s", res->message, s);
    return xasprintf("exit %d \xC2\xB7 %.2f s", res->returncode, s);
}

// Look for problems in what came: some of it, if it is much; true if that was all.
static bool scan_output(Workspace *ws, RunItem *r)
{
    uint64_t lost;
    int64_t until = clock_mono_ns() + SCAN_NS;
    Str piece;
    while ((piece = bytelog_read(run_output(r->run), &r->scanned, &lost)).n) {
        Str now = str_upto(piece, SCAN_BYTES);
        r->scanned -= piece.n - now.n;
        problem_feed_bytes(r->feed, now);
        if (clock_mono_ns() > until) {
            workspace_wake(ws);
            return false;
        }
    }
    problem_feed_flush(r->feed, !run_item_is_running(r));
    return true;
}

static void settle_item(Workspace *ws, RunItem *r)
{
    uint64_t lost;
    for (Str piece; (piece = bytelog_read(run_output(r->run), &r->off, &lost)).n;) {
        if (lost)
            feed(r, STR("\n[output too fast to show: some was skipped]\n"));
        feed(r, piece);
    }
    bool ended = !run_item_is_running(r);
    if (ended && was_not_started(run_result(r->run))) // a sentence has no room in the title
        feed(r, str_c(run_result(r->run)->message));
    Str reply = vt_reply(r->screen.vt);
    if (reply.n && !ended)
        run_write(r->run, reply);
    screen_settle(&r->screen);
    if (r->recorded || !ended)
        return;
    const RunResult *res = run_result(r->run);
    r->recorded = true;
    r->ok = strcmp(res->status, "success") == 0;
    r->summary = summary_of(res);
    record_run(ws, r);
}

void runs_settle(Workspace *ws)
{
    VEC_EACH (RunItem *, r, &ws->runs.all) {
        if (!(*r)->recorded)
            settle_item(ws, *r);
        if ((*r)->feed && scan_output(ws, *r) && !run_item_is_running(*r)) {
            problem_feed_free((*r)->feed);
            (*r)->feed = NULL;
        }
    }
}

void runs_free(Workspace *ws)
{
    VEC_EACH (RunItem *, r, &ws->runs.all)
        item_free(*r);
    vec_deinit(&ws->runs.all);
}

// The text of a row with the rows that the terminal broke it into.
static void add_whole_line(const Vt *v, int row, Buf *out)
{
    while (row > -(int)vt_scrollback(v) && vt_row_wraps(v, row - 1))
        row--;
    vt_row_text(v, row, out);
    for (; row + 1 < vt_rows(v) && vt_row_wraps(v, row); row++)
        vt_row_text(v, row + 1, out);
}

char *run_item_place(const Workspace *ws, const RunItem *r, int row, int *line, int *col)
{
    AUTO(buf) Buf text = BUF_INIT;
    RunRef ref;
    add_whole_line(r->screen.vt, row, &text);
    if (!run_find_ref(buf_str(&text), 0, &ref))
        return NULL;
    char *named = str_dup(ref.file);
    char *path = path_normal(ws->root, named);
    free(named);
    *line = ref.line;
    *col = ref.col;
    if (fs_exists(path))
        return path;
    free(path);
    return NULL;
}
