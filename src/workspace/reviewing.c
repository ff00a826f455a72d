// The review that is shown: opened on a worker, its rows, the diff beside them.
#include "base/path.h"
#include "workspace/reviewing-inner.h"

const char *review_sign_word(ReviewSign s)
{
    static const char *const words[REVIEW_SIGN_COUNT] = {[REVIEW_SIGN_PENDING] = "undecided",
                                                         [REVIEW_SIGN_PARTLY] = "partly accepted",
                                                         [REVIEW_SIGN_ACCEPTED] = "accepted",
                                                         [REVIEW_SIGN_REJECTED] = "rejected",
                                                         [REVIEW_SIGN_APPLIED] = "applied"};
    return words[s];
}

static ReviewSign review_sign_of(ReviewState s)
{
    static const ReviewSign signs[] = {
        [REVIEW_PENDING] = REVIEW_SIGN_PENDING,   [REVIEW_ACCEPTED] = REVIEW_SIGN_ACCEPTED,
        [REVIEW_REJECTED] = REVIEW_SIGN_REJECTED, [REVIEW_PARTLY] = REVIEW_SIGN_PARTLY,
        [REVIEW_RESOLVED] = REVIEW_SIGN_ACCEPTED, [REVIEW_APPLIED] = REVIEW_SIGN_APPLIED};
    return signs[s];
}

static void rows_free(Reviewing *r)
{
    VEC_EACH (ReviewRow, x, &r->rows) {
        free(x->name);
        free(x->right);
    }
    vec_clear(&r->rows);
}

// Forget what is shown; what is under way finds another one then.
static void forget(Reviewing *r)
{
    rows_free(r);
    review_free(r->review);
    review_past_free(r->past);
    VEC_EACH (char *, g, &r->open)
        free(*g);
    vec_clear(&r->open);
    free(r->title);
    free(r->subtitle);
    free(r->state);
    free(r->blocked_text);
    r->blocked_text = NULL;
    r->nblocked = 0;
    r->review = NULL;
    r->past = NULL;
    r->title = r->subtitle = r->state = NULL;
    r->selected = r->hunk = 0;
    r->shown = -1;
}

void reviewing_deinit(Reviewing *r)
{
    forget(r);
    if (r->why)
        decision_links_deinit(&r->why->links);
    free(r->why);
    vec_deinit(&r->rows);
    vec_deinit(&r->open);
}

bool reviewing_is_on(const Workspace *ws)
{
    return ws->reviewing.review != NULL;
}

static bool is_shown_in_editor(const Workspace *ws)
{
    const View *v = workspace_view(ws);
    return ws->layout.focus == FOCUS_EDITOR && v && v->doc->diff && v->doc->diff->review;
}

bool reviewing_has_focus(const Workspace *ws)
{
    const Layout *l = &ws->layout;
    return (l->focus == FOCUS_SIDE_BAR && l->side == SIDE_REVIEW) ||
           (ws->reviewing.review && is_shown_in_editor(ws));
}

/* Rows ------------------------------------------------------------------------------------------
 */

static char *right_of(const ReviewEntry *e)
{
    if (e->change == REVIEW_DELETED)
        return xstrdup("deleted");
    if (e->change == REVIEW_MODE)
        return xstrdup("mode");
    if (e->after.thing == REVIEW_LINK)
        return xstrdup("link");
    if (e->after.thing == REVIEW_FOLDER)
        return xstrdup("folder");
    if (e->flags & REVIEW_BINARY)
        return xstrdup("binary");
    return xasprintf("+%zu -%zu", e->nadded, e->nremoved);
}

static bool is_open(const Reviewing *r, Str group)
{
    VEC_EACH (char *const, g, &r->open)
        if (str_eq_c(group, *g))
            return true;
    return false;
}

static bool waits(const Review *r, size_t i)
{
    const ReviewText *t = r->texts.p[i];
    if (r->entries.p[i].state != REVIEW_PARTLY)
        return r->entries.p[i].state == REVIEW_PENDING;
    for (size_t k = 0; t && k < t->hunks.n; k++)
        if (t->hunks.p[k].state == REVIEW_PENDING)
            return true;
    return !t;
}

static void add_entry_row(Reviewing *r, size_t i, bool inside)
{
    const ReviewEntry *e = &r->review->entries.p[i];
    ReviewRow row = {.first = i,
                     .n = 1,
                     .inside = inside,
                     .waits = waits(r->review, i),
                     .sign = review_sign_of(e->state),
                     .name = xstrdup(e->path),
                     .right = right_of(e),
                     .care = review_own_word(review_owns(e))};
    vec_push(&r->rows, row);
}

// A yes to the group is one to the binaries in it.
static const char *group_care(const ReviewEntry *e)
{
    return review_own_word(review_owns(e) & ~REVIEW_OWN_BIT(REVIEW_OWN_BINARY));
}

// Entries that all stand alike give their group their sign.
static void add_group_row(Reviewing *r, size_t first, size_t n, Str group)
{
    const ReviewEntry *e = r->review->entries.p + first;
    size_t added = 0;
    ReviewRow row = {.first = first,
                     .n = n,
                     .is_group = true,
                     .is_open = is_open(r, group),
                     .sign = review_sign_of(e->state),
                     .name = str_dup(group)};
    for (size_t i = 0; i < n; i++) {
        added += e[i].change == REVIEW_ADDED;
        if (review_sign_of(e[i].state) != row.sign)
            row.sign = REVIEW_SIGN_PARTLY;
        row.waits = row.waits || waits(r->review, first + i);
        row.care = row.care ? row.care : group_care(&e[i]);
    }
    row.right = xasprintf(added == n ? "%zu new" : "%zu files", n);
    vec_push(&r->rows, row);
}

// What is partly accepted is so; it may wait as well.
static void count(Reviewing *r)
{
    r->nfiles = r->review->entries.n;
    r->naccepted = review_count(r->review, REVIEW_ACCEPTED) +
                   review_count(r->review, REVIEW_RESOLVED) +
                   review_count(r->review, REVIEW_PARTLY);
    r->nrejected = review_count(r->review, REVIEW_REJECTED);
    r->npending = 0;
    for (size_t i = 0; i < r->nfiles; i++)
        r->npending += waits(r->review, i);
}

ptrdiff_t reviewing_entry(const Workspace *ws)
{
    const Reviewing *r = &ws->reviewing;
    if (!r->review || r->selected >= r->rows.n || r->rows.p[r->selected].is_group)
        return -1;
    return (ptrdiff_t)r->rows.p[r->selected].first;
}

static size_t row_of(const Reviewing *r, size_t entry)
{
    size_t best = 0;
    for (size_t i = 0; i < r->rows.n; i++)
        if (r->rows.p[i].first <= entry && entry < r->rows.p[i].first + r->rows.p[i].n)
            best = i; // the last one: an entry rather than its group
    return best;
}

void reviewing_fill(Workspace *ws)
{
    Reviewing *r = &ws->reviewing;
    const ReviewEntries *all = &r->review->entries;
    bool on_group = r->selected < r->rows.n && r->rows.p[r->selected].is_group;
    size_t entry = r->selected < r->rows.n ? r->rows.p[r->selected].first : 0, at = r->selected;
    rows_free(r);
    for (size_t i = 0, n; i < all->n; i += n) {
        Str group = review_group(&all->p[i]);
        for (n = 1; group.n && i + n < all->n; n++)
            if (!str_eq(review_group(&all->p[i + n]), group))
                break;
        if (group.n)
            add_group_row(r, i, n, group);
        for (size_t k = 0; (!group.n || is_open(r, group)) && k < n; k++)
            add_entry_row(r, i + k, group.n > 0);
    }
    count(r);
    r->selected = on_group ? MIN(at, r->rows.n - (r->rows.n > 0)) : row_of(r, entry);
}

bool reviewing_fold(Workspace *ws, bool open)
{
    Reviewing *r = &ws->reviewing;
    if (r->selected >= r->rows.n)
        return false;
    while (r->selected && r->rows.p[r->selected].inside)
        r->selected--;
    const ReviewRow *row = &r->rows.p[r->selected];
    if (!row->is_group || row->is_open == open)
        return row->is_group;
    if (open)
        vec_push(&r->open, xstrdup(row->name));
    for (size_t i = 0; !open && i < r->open.n; i++)
        if (strcmp(r->open.p[i], row->name) == 0) {
            free(r->open.p[i]);
            vec_remove(&r->open, i, 1);
            break;
        }
    reviewing_fill(ws);
    return true;
}

void reviewing_select(Workspace *ws, size_t row)
{
    Reviewing *r = &ws->reviewing;
    if (row >= r->rows.n)
        return;
    r->selected = row;
    r->hunk = 0;
}

void reviewing_move(Workspace *ws, long by)
{
    const Reviewing *r = &ws->reviewing;
    long n = (long)r->rows.n;
    if (n)
        reviewing_select(ws, (size_t)CLAMP((long)r->selected + by, 0L, n - 1));
}

/* Opening ---------------------------------------------------------------------------------------
 */

typedef struct {
    int64_t id;     // 0: the newest that waits
    Review *review; // owned
    char *blocked;  // owned; what its run tried in vain, a line each
} OpenJob;

static bool find_newest(Store *s, int64_t project, int64_t *id, Err *err)
{
    ReviewHeads all = {0};
    bool ok = store_review_list(s, project, true, &all, err);
    if (ok && all.n)
        *id = all.p[0].id;
    review_heads_deinit(&all);
    return ok && (*id || err_set(err, "nothing that a run wrote waits for a review"));
}

static bool find_blocked(Store *s, int64_t project, OpenJob *j, Err *err)
{
    Executions all = {0};
    bool ok = store_execution_list(s, project, RUNS_KEPT, &all, err);
    VEC_EACH (Execution, e, &all)
        if (e->id == j->review->head.run)
            j->blocked = steal(&e->blocked);
    executions_deinit(&all);
    return ok;
}

static bool open_work(Store *s, int64_t project, void *arg, Err *err)
{
    OpenJob *j = arg;
    if (!j->id && !find_newest(s, project, &j->id, err))
        return false;
    j->review = review_open(s, j->id, err);
    return j->review && find_blocked(s, project, j, err);
}

static char *subtitle_of(const ReviewHead *h)
{
    AUTO(buf) Buf out = BUF_INIT;
    buf_add_c(&out, h->command);
    if (h->run)
        buf_addf(&out, "  %s %d  %.1fs", strcmp(h->status, "killed") ? "exit" : "killed",
                 h->returncode, (double)h->duration_ms / 1000);
    return buf_take(&out);
}

// Texts of what is decided in part are there since it was opened.
static bool is_on_disk(const Review *r)
{
    for (size_t i = 0; i < r->entries.n; i++) {
        const ReviewText *t = r->texts.p[i];
        if (r->entries.p[i].state == REVIEW_APPLIED)
            return true;
        for (size_t k = 0; t && k < t->hunks.n; k++)
            if (t->hunks.p[k].state == REVIEW_APPLIED)
                return true;
    }
    return false;
}

static char *state_of(const Reviewing *r)
{
    const ReviewHead *h = &r->review->head;
    return xasprintf("review %s | overlay %.1f KB | %s", r->title, (double)h->nbytes / 1024,
                     is_on_disk(r->review) ? "some of it is on the disk" : "disk unchanged");
}

static void take_blocked(Reviewing *r, char *lines)
{
    char *rest = lines;
    r->blocked_text = lines;
    while (rest && *rest && r->nblocked < ARRAY_LEN(r->blocked)) {
        r->blocked[r->nblocked++] = rest;
        rest = strchr(rest, '\n');
        if (rest)
            *rest++ = '\0';
    }
}

static void select_conflict(Workspace *ws)
{
    const Reviewing *r = &ws->reviewing;
    for (size_t i = 0; i < r->rows.n; i++)
        if (!r->rows.p[i].is_group && r->review->entries.p[r->rows.p[i].first].conflict) {
            reviewing_select(ws, i);
            return;
        }
}

static void take_open(Workspace *ws, Review *review, char *blocked)
{
    Reviewing *r = &ws->reviewing;
    const ReviewHead *h = &review->head;
    bool same = r->review && r->review->head.id == h->id;
    size_t at = r->selected;
    forget(r);
    r->review = review;
    take_blocked(r, blocked);
    r->title = h->run ? xasprintf("run #%lld", (long long)h->run)
                      : xasprintf("writes #%lld", (long long)h->id);
    r->subtitle = subtitle_of(h);
    r->state = state_of(r);
    reviewing_fill(ws);
    reviewing_select(ws, same && at < r->rows.n ? at : 0);
    if (r->merge)
        select_conflict(ws);
}

static void open_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    OpenJob *j = arg;
    ws->reviewing.wanted = 0;
    if (ok) {
        take_open(ws, steal(&j->review), steal(&j->blocked));
    } else {
        message_say(ws, MESSAGE_RESULT, "%s", err_text(err));
        if (ws->layout.side == SIDE_REVIEW && !ws->reviewing.review)
            reviewing_close(ws);
    }
    review_free(j->review);
    free(j->blocked);
    free(j);
}

void reviewing_open(Workspace *ws, int64_t review)
{
    if (!ws->store)
        return;
    OpenJob *j = NEW(OpenJob);
    *j = (OpenJob){.id = review};
    ws->reviewing.wanted = review ? review : -1;
    reviewing_save(ws);
    storeq_push(ws->store, (StoreTask){open_work, open_done, j});
}

void reviewing_open_newest(Workspace *ws)
{
    reviewing_open(ws, 0);
}

void reviewing_enter(Workspace *ws)
{
    enum { ROWS_FOR_BOTH = 30 };
    Layout *l = &ws->layout;
    Reviewing *r = &ws->reviewing;
    if (l->side != SIDE_REVIEW) {
        r->hid_panel = false;
        r->side_before = (int)l->side;
        r->side_bar_before = layout_shows(l, FOCUS_SIDE_BAR);
    }
    if (l->panel && l->rows < ROWS_FOR_BOTH && l->size != SIZE_TINY) {
        layout_toggle_panel(l);
        r->hid_panel = true;
    }
    l->side = SIDE_REVIEW;
    layout_focus(l, FOCUS_SIDE_BAR);
}

static void leave(Workspace *ws)
{
    Layout *l = &ws->layout;
    const Reviewing *r = &ws->reviewing;
    if (l->side != SIDE_REVIEW)
        return;
    l->side = (SideView)r->side_before;
    if (!r->side_bar_before && l->side_bar)
        layout_toggle_side_bar(l);
    if (r->hid_panel && !l->panel)
        layout_toggle_panel(l);
}

void reviewing_close(Workspace *ws)
{
    View *shown = NULL;
    reviewing_save(ws);
    leave(ws);
    forget(&ws->reviewing);
    VEC_EACH (View *, v, &ws->views)
        if ((*v)->doc->diff && (*v)->doc->diff->review)
            shown = *v;
    if (shown)
        workspace_close(ws, shown);
    layout_focus(&ws->layout, FOCUS_EDITOR);
}

/* The diff --------------------------------------------------------------------------------------
 */

typedef struct {
    int64_t review;
    size_t entry;
    ReviewEntry e; // owned
    char *dir;     // owned
    ReviewText *text;
} TextJob;

static bool text_work(Store *s, int64_t project, void *arg, Err *err)
{
    TextJob *j = arg;
    (void)project;
    j->text = review_text_load(s, j->dir, &j->e, err);
    return j->text != NULL;
}

static void text_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    TextJob *j = arg;
    Reviewing *r = &ws->reviewing;
    bool wanted = r->review && r->review->head.id == j->review && j->entry < r->review->entries.n &&
                  !r->review->texts.p[j->entry];
    r->loading = false;
    if (!ok && storeq_is_open(ws->store))
        message_say(ws, MESSAGE_ERROR, "'%s' cannot be shown: %s", j->e.path, err_text(err));
    if (!ok)
        j->text = NEW(ReviewText); // nothing of it can be shown
    if (wanted) {
        review_text_put(r->review, j->entry, steal(&j->text));
        r->stale = true;
    }
    review_text_free(j->text);
    review_entry_deinit(&j->e);
    free(j->dir);
    free(j);
}

static void load_text(Workspace *ws, size_t i)
{
    const Review *r = ws->reviewing.review;
    TextJob *j = NEW(TextJob);
    *j = (TextJob){.review = r->head.id, .entry = i, .dir = xstrdup(r->dir)};
    const ReviewEntry *e = &r->entries.p[i];
    j->e = *e;
    j->e.path = xstrdup(e->path);
    j->e.why = NULL;
    review_side_copy(&j->e.before, &e->before);
    review_side_copy(&j->e.after, &e->after);
    ws->reviewing.loading = true;
    storeq_push_first(ws->store, (StoreTask){text_work, text_done, j});
}

ReviewText *reviewing_text(const Workspace *ws)
{
    ptrdiff_t i = reviewing_entry(ws);
    return i < 0 ? NULL : ws->reviewing.review->texts.p[i];
}

// What a row shows: an entry, or below -1 a group.
static ptrdiff_t key_of(const Reviewing *r)
{
    const ReviewRow *row = r->selected < r->rows.n ? &r->rows.p[r->selected] : NULL;
    return !row ? -1 : row->is_group ? -2 - (ptrdiff_t)row->first : (ptrdiff_t)row->first;
}

static void show_diff(Workspace *ws, const ReviewRow *row)
{
    Reviewing *r = &ws->reviewing;
    Buf text = BUF_INIT;
    Diff *d = NEW(Diff);
    *d = (Diff){.a_name = xstrdup(row->name),
                .b_name = xstrdup(r->title),
                .path = path_join(r->review->dir, row->name),
                .review = true,
                .beside = ws->options.diff_beside};
    const View *old = workspace_view(ws);
    if (old && old->doc->diff && old->doc->diff->review)
        d->beside = old->doc->diff->beside;
    if (row->is_group)
        diff_build_group(d, &r->review->entries.p[row->first], row->n, &text);
    else
        diff_build_review(d, &r->review->entries.p[row->first], r->review->texts.p[row->first],
                          &text);
    workspace_show_diff(ws, d, &text);
    r->shown = key_of(r);
    r->stale = false;
    reviewing_goto_hunk(ws, r->hunk);
}

static View *shown_view(const Workspace *ws)
{
    View *v = workspace_view(ws);
    return v && v->doc->diff && v->doc->diff->review ? v : NULL;
}

void reviewing_goto_hunk(Workspace *ws, size_t hunk)
{
    View *v = shown_view(ws);
    if (!v || !v->doc->diff->changes.n)
        return;
    const Diff *d = v->doc->diff;
    ws->reviewing.hunk = MIN(hunk, d->changes.n - 1);
    view_goto(v, d->lines.p[d->changes.p[ws->reviewing.hunk]].off);
    v->centre = true;
}

size_t reviewing_hunks(const Workspace *ws)
{
    const ReviewText *t = reviewing_text(ws);
    return t && t->is_text && !t->whole ? t->hunks.n : 0;
}

size_t reviewing_hunk(const Workspace *ws)
{
    const View *v = shown_view(ws);
    size_t i = 0;
    if (!v || ws->layout.focus != FOCUS_EDITOR)
        return ws->reviewing.hunk;
    const Diff *d = v->doc->diff;
    size_t line = diff_line_at(d, view_cursor(v));
    while (i + 1 < d->changes.n && d->changes.p[i + 1] <= line)
        i++;
    return i;
}

ReviewSign reviewing_hunk_sign(const Workspace *ws, size_t hunk)
{
    const Reviewing *r = &ws->reviewing;
    const ReviewText *t = reviewing_text(ws);
    ptrdiff_t i = reviewing_entry(ws);
    if (i < 0)
        return REVIEW_SIGN_PENDING;
    if (!t || t->whole || hunk >= t->hunks.n)
        return review_sign_of(r->review->entries.p[i].state);
    return review_sign_of(t->hunks.p[hunk].state);
}

static bool is_visible(const Workspace *ws)
{
    return (layout_shows(&ws->layout, FOCUS_SIDE_BAR) && ws->layout.side == SIDE_REVIEW) ||
           is_shown_in_editor(ws);
}

// What the last apply leads to, once all that is shown of it is up to date: a form that asks why,
// the conflict that it came upon.
static void follow_apply(Workspace *ws, ptrdiff_t key)
{
    Reviewing *r = &ws->reviewing;
    bool merge = r->merge;
    if (r->wanted || r->stale || r->shown != key)
        return;
    reviewing_ask_why(ws);
    r->merge = false;
    if (merge && key >= 0 && r->review->entries.p[key].conflict)
        (void)reviewing_edit(ws, NULL); // of a conflict it does not fail at once
}

void reviewing_settle(Workspace *ws)
{
    Reviewing *r = &ws->reviewing;
    ptrdiff_t key = key_of(r);
    if (!r->review || r->busy)
        return;
    reviewing_save(ws);
    if (key == -1 || r->loading || !is_visible(ws))
        return;
    if (key >= 0 && !r->review->texts.p[key])
        load_text(ws, (size_t)key);
    else if (r->shown != key || r->stale)
        show_diff(ws, &r->rows.p[r->selected]);
    else
        r->hunk = reviewing_hunk(ws);
    follow_apply(ws, key);
}

bool reviewing_is_busy(const Workspace *ws)
{
    const Reviewing *r = &ws->reviewing;
    return r->loading || r->saving || r->busy || r->wanted;
}
