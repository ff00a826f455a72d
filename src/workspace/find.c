#include "workspace/find.h"
#include "workspace/inner.h"
#include "loop/loop.h"

#include <ctype.h>

enum { MAX_MATCHES = 1000000, SEED_BYTES = 200 };

typedef Vec(Range) Ranges;

struct Find {
    Workspace *ws; // borrowed
    bool open, focused;
    unsigned opened;
    Buf pattern;
    FindOptions options;
    Ranges matches; // sorted
    uint64_t doc;   // id of the document searched last, or now by `job`; 0: none
    TextRev rev;    // ... and its revision
    bool stale;     // must be searched again
    LoopJob *job;
    int step;    // a step that waits for the worker
    size_t from; // where the cursor stood when the widget was opened
    bool jump;   // go to the first match from `from` on when the search is done
    Err problem;
};

typedef struct {
    Find *find; // main thread only
    uint64_t doc;
    Snap *snap;
    char *pattern;
    FindQuery query;
    Ranges matches;
    Err err;
} FindJob;

Find *find_new(Workspace *ws)
{
    Find *f = NEW(Find);
    f->ws = ws;
    f->options.ignore_case = true;
    return f;
}

void find_free(Find *f)
{
    if (!f)
        return;
    buf_deinit(&f->pattern);
    vec_deinit(&f->matches);
    err_deinit(&f->problem);
    free(f);
}

void find_cancel(Find *f)
{
    if (f->job)
        loop_job_cancel(f->job);
}

bool find_is_open(const Find *f)
{
    return f->open;
}

unsigned find_opened(const Find *f)
{
    return f->opened;
}

bool find_has_focus(const Find *f)
{
    return f->open && f->focused;
}

void find_focus(Find *f)
{
    f->focused = f->open;
}

void find_blur(Find *f)
{
    f->focused = false;
}

Str find_pattern(const Find *f)
{
    return buf_str(&f->pattern);
}

FindOptions *find_options(Find *f)
{
    return &f->options;
}

const char *find_problem(const Find *f)
{
    return err_text(&f->problem);
}

bool find_is_capped(const Find *f)
{
    return f->matches.n >= MAX_MATCHES;
}

bool find_is_searching(const Find *f)
{
    return f->job || (f->open && f->stale && f->pattern.n);
}

void find_changed(Find *f)
{
    f->stale = true;
    f->jump = true;
    err_deinit(&f->problem);
    if (f->pattern.n == 0)
        vec_clear(&f->matches);
}

void find_set_pattern(Find *f, Str pattern)
{
    buf_clear(&f->pattern);
    buf_add(&f->pattern, pattern);
    find_changed(f);
}

void find_open(Find *f)
{
    View *v = workspace_view(f->ws);
    f->open = f->focused = true;
    f->opened++;
    if (!v)
        return;
    Range sel = view_selection(v);
    const Snap *s = text_now(v->doc->text);
    f->from = sel.start;
    if (sel.start < sel.end && sel.end - sel.start <= SEED_BYTES &&
        snap_line_end(s, sel.start, SEED_BYTES) >= sel.end) {
        buf_clear(&f->pattern);
        snap_add_to(s, sel.start, sel.end, &f->pattern);
    }
    f->stale = true;
}

void find_close(Find *f)
{
    f->open = false;
    f->step = 0;
    f->jump = false;
}

// Index of the first match that starts at or after off.
static size_t first_at(const Find *f, size_t off)
{
    size_t lo = 0, hi = f->matches.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (f->matches.p[mid].start < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static void show(Find *f, size_t index)
{
    View *v = workspace_view(f->ws);
    Range m = f->matches.p[index];
    view_select(v, m.start, m.end);
}

static void step_now(Find *f, int dir)
{
    View *v = workspace_view(f->ws);
    size_t n = f->matches.n;
    if (!v || n == 0)
        return;
    Range sel = view_selection(v);
    size_t at = first_at(f, dir > 0 ? sel.start + (sel.end > sel.start) : sel.start);
    bool around = dir > 0 ? at == n : at == 0;
    show(f, dir > 0 ? at % n : (at + n - 1) % n);
    if (around)
        message_say(f->ws, MESSAGE_RESULT, "Find: went on from the %s", dir > 0 ? "start" : "end");
}

void find_step(Find *f, int dir)
{
    if (f->pattern.n == 0)
        return;
    const View *v = workspace_view(f->ws);
    bool old = v && f->matches.n && (f->doc != v->doc->id || f->rev != text_rev(v->doc->text));
    if (old || find_is_searching(f))
        f->step = dir;
    else
        step_now(f, dir);
}

size_t find_count(const Find *f, size_t *current)
{
    View *v = workspace_view(f->ws);
    Range sel = v ? view_selection(v) : (Range){0, 0};
    size_t i = first_at(f, sel.start);
    bool on = v && i < f->matches.n && f->matches.p[i].start == sel.start &&
              f->matches.p[i].end == sel.end;
    *current = on ? i + 1 : 0;
    return f->matches.n;
}

const Range *find_in(const Find *f, size_t start, size_t end, size_t *n)
{
    size_t i = first_at(f, start);
    if (i > 0 && f->matches.p[i - 1].end > start)
        i--;
    size_t k = i;
    while (k < f->matches.n && f->matches.p[k].start < end)
        k++;
    *n = k - i;
    return f->matches.n ? f->matches.p + i : NULL;
}

static void find_work(void *arg, const volatile bool *cancelled)
{
    FindJob *j = arg;
    Finder *finder = finder_new(&j->query, &j->err);
    size_t at = 0, size = snap_size(j->snap);
    Range m;
    while (finder && at <= size && j->matches.n < MAX_MATCHES &&
           finder_next(finder, j->snap, at, size, cancelled, &m.start, &m.end)) {
        if (m.end > m.start)
            vec_push(&j->matches, m);
        at = m.end > m.start ? m.end : m.end + 1;
    }
    finder_free(finder);
}

static void take(Find *f, FindJob *j)
{
    vec_deinit(&f->matches);
    f->matches = j->matches;
    memset(&j->matches, 0, sizeof j->matches);
    err_deinit(&f->problem);
    f->problem = j->err;
    j->err = (Err){0};
    if (f->jump && f->matches.n && f->open) {
        size_t i = first_at(f, f->from);
        show(f, i % f->matches.n);
    } else if (f->step) {
        step_now(f, f->step);
    }
    f->jump = false;
    f->step = 0;
}

static void find_done(void *arg, bool cancelled)
{
    FindJob *j = arg;
    Find *f = j->find;
    f->job = NULL;
    View *v = workspace_view(f->ws);
    if (!cancelled && !f->stale && v && v->doc->id == j->doc)
        take(f, j);
    else
        f->stale = true;
    vec_deinit(&j->matches);
    err_deinit(&j->err);
    snap_free(j->snap);
    free(j->pattern);
    free(j);
}

static bool has_capitals(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (isupper((unsigned char)s.p[i]))
            return true;
    return false;
}

static void start(Find *f, View *v)
{
    FindJob *j = NEW(FindJob);
    *j = (FindJob){.find = f,
                   .doc = v->doc->id,
                   .snap = text_snapshot(v->doc->text),
                   .pattern = str_dup(buf_str(&f->pattern))};
    j->query =
        (FindQuery){.pattern = str_c(j->pattern),
                    .regex = f->options.regex,
                    .ignore_case = f->options.ignore_case && !has_capitals(buf_str(&f->pattern)),
                    .whole_word = f->options.whole_word};
    f->stale = false;
    f->doc = j->doc;
    f->rev = text_rev(v->doc->text);
    f->job = loop_job_new(f->ws->loop, find_work, find_done, j);
}

void find_settle(Find *f)
{
    View *v = workspace_view(f->ws);
    if (!f->open || !v) {
        vec_clear(&f->matches);
        return;
    }
    if (f->doc != v->doc->id || f->rev != text_rev(v->doc->text))
        f->stale = true;
    if (!f->stale || f->pattern.n == 0)
        return;
    if (f->job)
        loop_job_cancel(f->job); // find_done starts the next settle
    else
        start(f, v);
}
