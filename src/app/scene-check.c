// What holds whatever was done: the invariants that scenes of random input are checked for.
#include "app/scene.h"
#include "base/fs.h"
#include "base/utf8.h"

// On the start of a character; each broken byte stands alone.
static bool on_character(const Snap *s, size_t off)
{
    enum { BEFORE = 3, AROUND = 7 };
    char bytes[AROUND];
    size_t from = off - MIN(off, (size_t)BEFORE), got = snap_read(s, from, bytes, AROUND), n;
    for (size_t at = from; at < off && off - from < got; at++) {
        bool valid;
        utf8_decode(str_n(bytes + (at - from), got - (at - from)), &n, &valid);
        if (valid && at + n > off)
            return false;
    }
    return true;
}

static bool check_selections(Scene *s, const View *v)
{
    const Snap *now = text_now(v->doc->text);
    size_t size = snap_size(now), end = 0;
    const char *title = v->doc->title;
    if (v->sel.v.n == 0 || v->sel.primary >= v->sel.v.n)
        return scene_fail(s, "'%s' has %zu selections, the primary one is %zu", title, v->sel.v.n,
                          v->sel.primary);
    VEC_EACH (Selection, x, &v->sel.v) {
        size_t from = selection_start(x), to = selection_end(x);
        bool touches = x > v->sel.v.p && (from < end || (from == end && from == to));
        if (touches || to > size)
            return scene_fail(s, "'%s': selection [%zu, %zu) follows one that ends at %zu of %zu",
                              title, from, to, end, size);
        if (!on_character(now, from) || !on_character(now, to))
            return scene_fail(s, "'%s': selection [%zu, %zu) cuts a character", title, from, to);
        end = to;
    }
    return true;
}

static bool check_folds(Scene *s, const View *v)
{
    size_t size = snap_size(text_now(v->doc->text));
    Fold before = {0};
    for (size_t i = 0; i < folds_count(&v->folds); i++) {
        Fold f = folds_get(&v->folds, i);
        bool crosses = i && f.start < before.end && f.end > before.end;
        if (f.start >= f.end || f.end > size || (i && f.start < before.start) || crosses)
            return scene_fail(s, "'%s': fold (%zu, %zu] of %zu", v->doc->title, f.start, f.end,
                              size);
        before = f;
    }
    return true;
}

static bool check_views(Scene *s, Workspace *ws)
{
    VEC_EACH (View *, p, &ws->views) {
        View *v = *p;
        view_sync(v);
        if (v->top > snap_size(text_now(v->doc->text)))
            return scene_fail(s, "'%s' is scrolled behind its end", v->doc->title);
        if (!group_of(ws, v))
            return scene_fail(s, "'%s' is in no group", v->doc->title);
        if (!check_selections(s, v) || !check_folds(s, v))
            return false;
    }
    return true;
}

static int cells(Rect r)
{
    return r.rows * r.cols;
}

static bool inside(Rect r, Rect room)
{
    return r.row >= room.row && r.col >= room.col && r.row + r.rows <= room.row + room.rows &&
           r.col + r.cols <= room.col + room.cols;
}

// Kids and the lines between them are as many cells as their parent, and lie in it.
static bool tiles(const Split *node)
{
    int sum = 0;
    VEC_EACH (Split *, kid, &node->kids) {
        sum += cells((*kid)->at) + (sum && node->columns ? node->at.rows : 0);
        if (!inside((*kid)->at, node->at) || !tiles(*kid))
            return false;
    }
    return node->kids.n == 0 || sum == cells(node->at);
}

static bool check_groups(Scene *s, const Workspace *ws)
{
    Group *all[GROUPS_MAX];
    size_t n = group_list(ws, all);
    bool focused = false;
    for (size_t i = 0; i < n; i++) {
        focused = focused || all[i] == ws->group;
        if (all[i]->tabs.n ? all[i]->active >= all[i]->tabs.n : n > 1)
            return scene_fail(s, "group %zu shows tab %zu of %zu", i, all[i]->active,
                              all[i]->tabs.n);
    }
    if (!focused)
        return scene_fail(s, "the focused group is none of %zu", n);
    return ws->splits->at.rows == 0 || tiles(ws->splits) ||
           scene_fail(s, "the groups do not tile their room");
}

// Wide characters are whole, nothing that steers a terminal is in a cell.
static bool check_surface(Scene *s)
{
    const Surface *f = app_surface(s->app);
    UiCursor c = app_cursor(s->app);
    if (c.shape != CURSOR_HIDDEN &&
        (c.row < 0 || c.col < 0 || c.row >= surface_rows(f) || c.col >= surface_cols(f)))
        return scene_fail(s, "the cursor is at %d, %d", c.row, c.col);
    for (int row = 0; row < surface_rows(f); row++)
        for (int col = 0, covered = 0; col < surface_cols(f); col++) {
            int width = surface_cell(f, row, col)->width;
            Str text = surface_text(f, row, col);
            if ((width == 0) != (covered > 0) || col + width > surface_cols(f))
                return scene_fail(s, "cell %d, %d is %d wide, %d are covered", row, col, width,
                                  covered);
            covered = width ? width - 1 : covered - 1;
            for (size_t i = 0; i < text.n; i++)
                if ((unsigned char)text.p[i] < ' ' || text.p[i] == 0x7f)
                    return scene_fail(s, "cell %d, %d holds a control character", row, col);
        }
    return true;
}

bool scene_check(Scene *s)
{
    if (!s->app)
        return true;
    Workspace *ws = app_workspace(s->app);
    VEC_EACH (Document *, d, &ws->documents)
        text_check((*d)->text);
    return check_views(s, ws) && check_groups(s, ws) && check_surface(s);
}

static void get_all(const Snap *s, Buf *out)
{
    buf_clear(out);
    snap_add_to(s, 0, snap_size(s), out);
}

// FNV-1a of a state, which becomes the present one.
static uint64_t sum_of(Text *t, size_t state, Buf *scratch)
{
    uint64_t sum = 14695981039346656037u;
    size_t off;
    text_state_go(t, state, &off);
    get_all(text_now(t), scratch);
    for (size_t i = 0; i < scratch->n; i++)
        sum = (sum ^ (unsigned char)scratch->p[i]) * 1099511628211u;
    return sum;
}

// Every state is the same text whichever way one comes to it.
static bool check_undo(Scene *s, Document *d)
{
    enum { STATES_MAX = 200 };
    size_t now = text_state(d->text), n = MIN(text_state_count(d->text), (size_t)STATES_MAX);
    size_t bad = n, off;
    Vec(uint64_t) sums = {0};
    AUTO(buf) Buf bytes = BUF_INIT;
    for (size_t i = 0; i < n; i++)
        vec_push(&sums, sum_of(d->text, i, &bytes));
    for (size_t i = n; i-- > 0;) {
        size_t state = (i * 7919 + now) % n; // another way round
        if (sum_of(d->text, state, &bytes) != sums.p[state])
            bad = state;
    }
    text_state_go(d->text, now, &off);
    vec_deinit(&sums);
    text_check(d->text);
    return bad == n || scene_fail(s, "'%s': state %zu of %zu differs", d->title, bad, n);
}

static bool encode(const Document *d, Buf *out)
{
    AUTO(err) Err err = {0};
    Encoded *e = encoded_new(text_now(d->text), d->coding, d->recoded, &err);
    if (!e)
        return false;
    for (Str part; (part = encoded_next(e)).n;)
        buf_add(out, part);
    uint64_t off;
    bool whole = encoded_problem(e, &off).n == 0;
    encoded_free(e);
    return whole;
}

// What is said to be saved stands in the file.
static bool check_saved(Scene *s, const Document *d)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf want = BUF_INIT;
    AUTO(buf) Buf got = BUF_INIT;
    if (!d->path || !d->on_disk || d->gone || d->conflict || d->partial || d->inexact ||
        d->check_disk || d->saving || d->reloading || d->binary || document_is_modified(d))
        return true;
    if (coding_is_plain(d->coding) || d->raw)
        get_all(text_now(d->text), &want);
    else if (!encode(d, &want))
        return scene_fail(s, "'%s' is saved and cannot be encoded", d->title);
    FsStat now;
    if (!fs_stat(d->path, &now, &err) || !fs_stat_same(&now, &d->disk))
        return true; // others have just changed it
    if (!fs_read(d->path, 0, &got, &err))
        return scene_fail(s, "%s", err_text(&err));
    bool empty = snap_size(text_now(d->text)) == 0 && got.n == 0; // would get a mark
    return empty || str_eq(buf_str(&got), buf_str(&want)) ||
           scene_fail(s, "'%s' is saved as %zu bytes, which should be %zu others", d->title, got.n,
                      want.n);
}

bool scene_check_deep(Scene *s)
{
    if (!scene_settle(s) || !scene_check(s))
        return false;
    Workspace *ws = app_workspace(s->app);
    VEC_EACH (Document *, d, &ws->documents)
        if (!check_saved(s, *d) || !check_undo(s, *d))
            return false;
    app_turn(s->app, 0);
    return scene_check(s);
}
