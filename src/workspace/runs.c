#include "workspace/inner.h"
#include "base/clock.h"
#include "base/path.h"
#include "run/run.h"
#include "vt/vt.h"
#include "workspace/screen-find.h"

enum {
    PLAIN_ROWS = 24,
    PLAIN_COLS = 80,
    SCAN_NS = 3000000,    // a turn gives to it
    QUIET_NS = 200000000, // without output: no note follows
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
    if (r->layer >= 0)
        close(r->layer);
    problem_feed_free(r->feed);
    run_free(r->run);
    screen_deinit(&r->screen);
    free(r->title);
    free(r->file);
    free(r->line);
    free(r->language);
    matchers_free(r->matchers);
    free(r->task);
    free(r->usage);
    free(r->note);
    free(r->blocked);
    free(r->tried);
    free(r->summary);
    free(r);
}

static void on_changed(void *arg)
{
    (void)arg; // the turn that follows pulls the log in settle
}

static void forget_oldest(Runs *rs)
{
    if (rs->all.n < RUNS_KEPT || run_item_is_running(rs->all.p[0]))
        return;
    item_free(rs->all.p[0]);
    vec_remove(&rs->all, 0, 1);
    rs->active -= rs->active > 0;
}

static char *title_of(const Workspace *ws, const RunPlan *p, const char *file)
{
    AUTO(free) char *shown = workspace_pretty(ws, file);
    return xasprintf("%s %s", lang_title(p->language), shown);
}

static RunItem *item_new(Workspace *ws, const RunPlan *p, RunWhat *what, Err *err)
{
    Run *run = run_start_warm(ws->loop, ws->runs.warm, p, on_changed, NULL, err);
    if (!run)
        return NULL;
    RunItem *r = NEW(RunItem);
    *r = (RunItem){.serial = ++ws->runs.last_serial,
                   .number = ++ws->runs.last_number,
                   .title = xstrdup(what->title),
                   .file = what->file ? xstrdup(what->file) : NULL,
                   .line = what->line ? xstrdup(what->line) : NULL,
                   .task = what->task ? xstrdup(what->task) : NULL,
                   .language = p->language ? xstrdup(lang_id(p->language)) : NULL,
                   .matchers = steal(&what->matchers),
                   .wall_ms = p->limits.wall_ms,
                   .memory_bytes = p->limits.memory_bytes,
                   .output_bytes = p->limits.output_bytes,
                   .procs = p->limits.procs,
                   .network = p->limits.network || p->limits.open,
                   .open = p->limits.open,
                   .writes = p->writes_apply || p->limits.open,
                   .layer = -1,
                   .run = run,
                   .start_ms = clock_wall_ms(),
                   .start_ns = clock_mono_ns()};
    AUTO(free) char *source = xasprintf("%s %s", what->task ? "task" : "run", r->title);
    ProblemOrigin origin = {.source = source, .cwd = p->cwd, .file = what->file};
    r->feed = problem_feed_new(ws, r->matchers ? r->matchers : ws->matchers, origin);
    screen_init(&r->screen, p->rows, p->cols, (size_t)ws->options.scrollback_rows);
    return r;
}

static void add_time(int64_t ms, Buf *out)
{
    if (ms)
        buf_addf(out, "%.3g s", (double)ms / 1000);
    else
        buf_add_c(out, "no time limit");
}

// What the jail lets it do, and what came of it.
static void say_start(Workspace *ws, const RunItem *r, bool writes)
{
    AUTO(buf) Buf time = BUF_INIT;
    add_time(r->wall_ms, &time);
    if (r->open) {
        output_say(ws, OUTPUT_JAIL, MESSAGE_WARNING, "#%lld %s: outside the jail, %s",
                   (long long)r->number, r->title, buf_c(&time));
        return;
    }
    output_say(ws, OUTPUT_JAIL, MESSAGE_RESULT,
               "#%lld %s: %s, memory %lld MB, pids %d, output %lld MB, network %s, writes %s",
               (long long)r->number, r->title, buf_c(&time), (long long)(r->memory_bytes >> 20),
               r->procs, (long long)(r->output_bytes >> 20), r->network ? "on" : "off",
               writes ? "reach the project" : "wait for a review");
}

static void say_end(Workspace *ws, const RunItem *r)
{
    MessageLevel level = r->ok && !r->note ? MESSAGE_RESULT : MESSAGE_WARNING;
    output_say(ws, OUTPUT_JAIL, level, "#%lld %s%s%s%s%s", (long long)r->number, r->summary,
               r->usage ? "; " : "", r->usage ? r->usage : "", r->note ? "; " : "",
               r->note ? r->note : "");
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

static void set_size(const Workspace *ws, RunPlan *p)
{
    Areas a = layout_areas(&ws->layout);
    p->rows = a.panel.rows > 3 ? a.panel.rows - 2 : PLAIN_ROWS;
    p->cols = a.panel.cols > 10 ? a.panel.cols : PLAIN_COLS;
}

// The user wants no jail, and has it: said once.
static void offer_trust(Workspace *ws)
{
    bool waits = ws->options.run_jail == RUN_JAIL_NEVER && !trust_is_trusted(ws);
    if (!waits || ws->runs.told_jailed)
        return;
    ws->runs.told_jailed = true;
    message_say(ws, MESSAGE_INFO, "This folder is not trusted: what it runs is in the jail");
    message_offer(ws, "Trust\xE2\x80\xA6", "trust.manage", STR_NULL);
}

RunItem *runs_start(Workspace *ws, RunPlan *p, RunWhat *what, Err *err)
{
    if (!ws->options.run_enabled) {
        matchers_free(steal(&what->matchers));
        err_set(err, "nothing is run here: run.enabled is off");
        return NULL;
    }
    if (what->show)
        show_panel(ws, p);
    else
        set_size(ws, p);
    p->tty = true;
    p->writes_apply = !p->limits.landlock && (!ws->options.run_overlay || what->allow.writes);
    p->keep_layer = ws->store && !p->writes_apply && !p->limits.landlock;
    if (what->allow.no_limit)
        p->limits.wall_ms = 0;
    runs_widen(ws, p);
    RunItem *r = item_new(ws, p, what, err);
    matchers_free(steal(&what->matchers));
    if (!r)
        return NULL;
    forget_oldest(&ws->runs);
    vec_push(&ws->runs.all, r);
    if (what->show || ws->runs.all.n == 1)
        ws->runs.active = ws->runs.all.n - 1;
    ws->runs.button = 0;
    say_start(ws, r, p->writes_apply);
    if (r->writes)
        scan_run(ws, (HistoryRun){0, r->start_ms});
    offer_trust(ws);
    return r;
}

RunItem *runs_of_file(const Workspace *ws, const char *path)
{
    VEC_EACH (RunItem *, r, &ws->runs.all)
        if (run_item_is_running(*r) && (*r)->file && !(*r)->task && strcmp((*r)->file, path) == 0)
            return *r;
    return NULL;
}

// Run a file, with more allowed.
static bool runs_start_file(Workspace *ws, const char *path, RunAllow allow, Err *err)
{
    RunPlan plan = {0};
    RunLimits limits = runs_limits(ws, &allow);
    if (!run_plan_file(ws->root, path, NULL, &limits, &plan, err))
        return false;
    AUTO(free) char *title = title_of(ws, &plan, path);
    RunWhat what = {.title = title, .file = path, .allow = allow, .show = true};
    RunItem *r = runs_start(ws, &plan, &what, err);
    run_plan_deinit(&plan);
    return r != NULL;
}

bool runs_start_document(Workspace *ws, const Document *d, Err *err)
{
    return runs_start_file(ws, d->path, (RunAllow){0}, err);
}

bool runs_again(Workspace *ws, const RunItem *r, RunAllow allow, Err *err)
{
    AUTO(free) char *task = r->task ? xstrdup(r->task) : NULL;
    AUTO(free) char *file = r->file ? xstrdup(r->file) : NULL;
    AUTO(free) char *line = r->line ? xstrdup(r->line) : NULL;
    if (line)
        return runs_start_line(ws, line, allow, err);
    if (!task && !file)
        return err_set(err, "how '%s' was started is not known any more", r->title);
    if (!task)
        return runs_start_file(ws, file, allow, err);
    task_start(ws, task, allow);
    return true;
}

RunItem *runs_of_serial(const Workspace *ws, int serial)
{
    VEC_EACH (RunItem *, r, &ws->runs.all)
        if ((*r)->serial == serial)
            return *r;
    return NULL;
}

bool runs_any_running(const Workspace *ws)
{
    VEC_EACH (RunItem *, r, &ws->runs.all)
        if (run_item_is_running(*r))
            return true;
    return false;
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
void run_item_feed(RunItem *r, Str piece)
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

// Look for problems in what came: some of it, if it is much; true if that was all.
static bool scan_output(Workspace *ws, RunItem *r)
{
    uint64_t lost;
    int64_t until = clock_mono_ns() + SCAN_NS;
    Str piece;
    while ((piece = bytelog_read(run_output(r->run), &r->scanned, &lost)).n) {
        size_t n = problem_feed_bytes(r->feed, piece, until);
        r->scanned -= piece.n - n;
        r->fed_ns = clock_mono_ns();
        if (n < piece.n) {
            workspace_wake(ws);
            return false;
        }
    }
    bool over = !run_item_is_running(r);
    if (over || clock_mono_ns() - r->fed_ns > QUIET_NS)
        problem_feed_flush(r->feed, over);
    return true;
}

static void settle_item(Workspace *ws, RunItem *r)
{
    uint64_t lost;
    for (Str piece; (piece = bytelog_read(run_output(r->run), &r->off, &lost)).n;) {
        if (lost)
            run_item_feed(r, STR("\n[output too fast to show: some was skipped]\n"));
        run_item_feed(r, piece);
    }
    bool ended = !run_item_is_running(r);
    if (ended)
        run_words_end(r);
    if (r->refused) // a sentence has no room in the title
        run_item_feed(r, str_c(run_result(r->run)->message));
    Str reply = vt_reply(r->screen.vt);
    if (reply.n && !ended)
        run_write(r->run, reply);
    screen_settle(&r->screen);
    screen_find_settle(&r->screen, ws);
    if (r->recorded || !ended)
        return;
    r->recorded = r->screen.over = true;
    if (!r->writes && !r->refused && ws->store)
        r->layer = run_layer_take(r->run, NULL); // -1: it was stopped before there was one
    say_end(ws, r);
    record_run(ws, r);
}

void runs_settle(Workspace *ws)
{
    VEC_EACH (RunItem *, r, &ws->runs.all) {
        if (!(*r)->recorded)
            settle_item(ws, *r);
        if ((*r)->feed && scan_output(ws, *r) && !run_item_is_running(*r)) {
            problem_feed_free(steal(&(*r)->feed));
            run_free(steal(&(*r)->run)); // its output stays as the screen shows it
        }
    }
}

void runs_free(Workspace *ws)
{
    runs_warm_stop(ws);
    VEC_EACH (RunItem *, r, &ws->runs.all) {
        if (run_item_is_running(*r) && !(*r)->writes && ws->store)
            run_take_writes_now(ws, *r);
        item_free(*r);
    }
    vec_deinit(&ws->runs.all);
    runs_kept_free(&ws->runs);
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
