// Texts whose saving decides: the new lines of a hunk, or the three sides of a conflict.
#include "base/path.h"
#include "workspace/coding.h"
#include "workspace/reviewing-inner.h"

typedef struct ReviewEdit {
    int64_t review;
    size_t entry, hunk;
    bool merge; // of a conflict: all of the file, over a disk that has `from`
    uint8_t from[HASH_NBYTES];
} ReviewEdit;

void review_edit_free(ReviewEdit *e)
{
    free(e);
}

static void show(Workspace *ws, ReviewEdit *e, const char *path, Buf *text)
{
    AUTO(free)
    char *title = xasprintf(e->merge ? "merge %s" : "hunk of %s", path_base(str_c(path)).p);
    workspace_show_document(ws, document_of_review(ws, e, title, path, text));
    layout_focus(&ws->layout, FOCUS_EDITOR);
    if (e->merge)
        (void)merging_step(ws, 0, NULL); // all of it may have been merged meanwhile
    message_say(ws, MESSAGE_RESULT,
                e->merge ? "Make one text of it, without the marks; saving resolves the conflict"
                         : "Saving puts this in the place of the hunk, and accepts it");
}

/* A conflict ------------------------------------------------------------------------------------
 */

static const char mark_disk[] = "<<<<<<< on disk\n", mark_base[] = "||||||| before the run\n",
                  mark_run[] = "=======\n", mark_end[] = ">>>>>>> the run\n";

static void add_side(Str text, Buf *out)
{
    buf_add(out, text);
    if (text.n && !str_ends(text, STR("\n")))
        buf_add_byte(out, '\n');
}

static void add_pieces(const Merge *pieces, Buf *out)
{
    VEC_EACH (const MergePiece, p, pieces) {
        if (p->kind != MERGE_CONFLICT) {
            buf_add(out, p->kind == MERGE_THEIRS ? p->theirs : p->ours);
            continue;
        }
        buf_add_c(out, mark_disk);
        add_side(p->ours, out);
        buf_add_c(out, mark_base);
        add_side(p->base, out);
        buf_add_c(out, mark_run);
        add_side(p->theirs, out);
        buf_add_c(out, mark_end);
    }
}

static bool has_marks(Str text)
{
    Str line;
    while (str_split(&text, '\n', &line))
        if (merge_mark(line) != MERGE_MARK_NONE)
            return true;
    return false;
}

bool merging_is_shown(const Workspace *ws)
{
    const View *v = workspace_view(ws);
    return v && v->doc->review && v->doc->review->merge;
}

typedef struct {
    int64_t review;
    size_t entry;
    char *path; // owned
    Buf text;
    uint8_t from[HASH_NBYTES];
} MergeJob;

static bool merge_work(Store *s, int64_t project, void *arg, Err *err)
{
    MergeJob *j = arg;
    ReviewMerge m = {0};
    (void)project;
    Review *r = review_open(s, j->review, err);
    ptrdiff_t i = r ? review_find(r, str_c(j->path)) : -1;
    bool ok = i >= 0 && review_merge(s, r, (size_t)i, &m, err);
    if (ok) {
        add_pieces(&m.pieces, &j->text);
        memcpy(j->from, m.disk_hash, HASH_NBYTES);
        review_merge_deinit(&m);
    }
    review_free(r);
    return ok;
}

static void merge_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    MergeJob *j = arg;
    if (ok) {
        ReviewEdit *e = NEW(ReviewEdit);
        *e = (ReviewEdit){.review = j->review, .entry = j->entry, .merge = true};
        memcpy(e->from, j->from, HASH_NBYTES);
        show(ws, e, j->path, &j->text);
        j->text = (Buf)BUF_INIT;
    } else {
        message_say(ws, MESSAGE_ERROR, "'%s' cannot be merged here: %s", j->path, err_text(err));
    }
    buf_deinit(&j->text);
    free(j->path);
    free(j);
}

static bool edit_conflict(Workspace *ws, size_t i)
{
    const Review *r = ws->reviewing.review;
    MergeJob *j = NEW(MergeJob);
    *j = (MergeJob){.review = r->head.id, .entry = i, .path = xstrdup(r->entries.p[i].path)};
    reviewing_save(ws);
    storeq_push(ws->store, (StoreTask){merge_work, merge_done, j});
    return true;
}

bool reviewing_edit(Workspace *ws, Err *err)
{
    const Review *r = ws->reviewing.review;
    ptrdiff_t i = reviewing_entry(ws);
    size_t hunk = reviewing_hunk(ws);
    if (i < 0)
        return err_set(err, "nothing is selected that could be edited");
    const ReviewEntry *e = &r->entries.p[i];
    if (e->conflict)
        return edit_conflict(ws, (size_t)i);
    const ReviewText *t = reviewing_text(ws);
    if (hunk >= reviewing_hunks(ws) || t->hunks.p[hunk].is_mode)
        return err_set(err, "'%s' is decided as a whole: there are no lines to edit", e->path);
    ReviewEdit *edit = NEW(ReviewEdit);
    Buf text = BUF_INIT;
    *edit = (ReviewEdit){.review = r->head.id, .entry = (size_t)i, .hunk = hunk};
    buf_add(&text, review_hunk_text(t, &t->hunks.p[hunk]));
    show(ws, edit, e->path, &text);
    return true;
}

/* Saved -----------------------------------------------------------------------------------------
 */

static bool take(Workspace *ws, const ReviewEdit *e, Str text, Err *err)
{
    Review *r = ws->reviewing.review;
    if (!r || r->head.id != e->review || e->entry >= r->entries.n)
        return err_set(err, "the review that this belongs to is not shown any more");
    if (e->merge && has_marks(text))
        return err_set(err, "marks of the conflict are still in the text: nothing is decided yet");
    const ReviewText *t = r->texts.p[e->entry];
    if (!e->merge && (!t || e->hunk >= t->hunks.n))
        return err_set(err, "the hunk that this belongs to is gone");
    reviewing_remember(ws, e->entry, 1);
    if (e->merge)
        review_resolve(r, e->entry, text, e->from);
    else
        (void)review_edit(r, e->entry, e->hunk, text); // it was looked at when it was opened
    return true;
}

bool reviewing_take_edit(Workspace *ws, Document *d, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    const ReviewEdit *e = d->review;
    const Snap *s = text_now(d->text);
    snap_add_to(s, 0, snap_size(s), &text);
    if (!take(ws, e, buf_str(&text), err))
        return false;
    message_say(ws, MESSAGE_RESULT,
                e->merge ? "Resolved: Enter in the review applies it"
                         : "The hunk is accepted as it is here");
    ws->reviewing.stale = true;
    reviewing_changed(ws);
    text_mark_saved(d->text);
    d->close_when_saved = true;
    ws->layout.side = SIDE_REVIEW;
    layout_focus(&ws->layout, FOCUS_SIDE_BAR);
    return true;
}
