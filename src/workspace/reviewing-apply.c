// What becomes of decisions: applied, discarded, taken back; and how it is told.
#include "workspace/reviewing-inner.h"

typedef enum { ACT_APPLY, ACT_APPLY_ALL, ACT_DISCARD, ACT_UNDO } ActKind;

typedef struct {
    ActKind kind;
    int64_t review;
    ReviewOutcome out;
    ReviewLeft left; // want a yes of their own
    bool attach;     // a form for why is wanted
} ActJob;

static bool accept_all(Store *s, ActJob *j, Err *err)
{
    Review *r = review_open(s, j->review, err);
    if (!r)
        return false;
    j->left = review_decide_all(r, STR_NULL, REVIEW_ACCEPTED, 0);
    bool ok = review_save(r, s, err);
    review_free(r);
    return ok;
}

static bool act_work(Store *s, int64_t project, void *arg, Err *err)
{
    ActJob *j = arg;
    (void)project;
    switch (j->kind) {
    case ACT_APPLY_ALL:
        return accept_all(s, j, err) && review_apply(s, j->review, &j->out, err);
    case ACT_APPLY:
        return review_apply(s, j->review, &j->out, err);
    case ACT_DISCARD:
        return review_discard(s, j->review, err);
    case ACT_UNDO:
        break;
    }
    return review_undo(s, j->review, &j->out, err);
}

// What stands on the disk is another now.
void reviewing_look_at_disk(Workspace *ws)
{
    history_keep_added(ws);
    VEC_EACH (Document *, d, &ws->documents)
        (*d)->check_disk = (*d)->path != NULL;
    explorer_touch(ws->explorer, ws->root);
}

static const char *files(size_t n)
{
    return n == 1 ? "file" : "files";
}

static void tell_trouble(Workspace *ws, const ReviewOutcome *o)
{
    VEC_EACH (const ReviewApplied, a, &o->all) {
        if (a->result != REVIEW_CONFLICT && a->result != REVIEW_FAILED)
            continue;
        message_say(ws, a->result == REVIEW_FAILED ? MESSAGE_ERROR : MESSAGE_WARNING, "%s: %s",
                    a->path, a->why ? a->why : "not applied");
        return; // one names the kind, the list has a sign for each
    }
}

static void tell_applied(Workspace *ws, const ActJob *j)
{
    const ReviewOutcome *o = &j->out;
    AUTO(buf) Buf text = BUF_INIT;
    size_t n = o->nwritten + o->nmerged;
    buf_addf(&text, "%s %zu %s", j->kind == ACT_UNDO ? "Put back" : "Applied", n, files(n));
    if (o->nmerged)
        buf_addf(&text, ", %zu merged with the disk", o->nmerged);
    if (o->nconflicts)
        buf_addf(&text, ", %zu in conflict", o->nconflicts);
    if (o->nfailed)
        buf_addf(&text, ", %zu failed", o->nfailed);
    if (o->nwaiting)
        buf_addf(&text, "; %zu wait", o->nwaiting);
    if (j->left.n) {
        buf_add_c(&text, " for a yes of their own: ");
        review_left_words(&j->left, &text);
    }
    message_say(ws, MESSAGE_INFO, "%s", buf_c(&text));
    if (n && j->kind != ACT_UNDO)
        message_offer(ws, "Undo", "review.undoApply", STR_NULL);
    if (o->nwaiting && !reviewing_is_on(ws))
        message_offer(ws, "Review", "run.reviewWrites", STR_NULL);
    tell_trouble(ws, o);
}

// What is shown of it, once it is done with: nothing, if nothing of it waits.
static void refresh(Workspace *ws, const ActJob *j, bool done)
{
    const Reviewing *r = &ws->reviewing;
    bool shown = r->review && r->review->head.id == j->review;
    if (shown && done)
        reviewing_close(ws);
    else if (shown || j->kind == ACT_UNDO)
        reviewing_open(ws, j->review);
}

static void want_why(Workspace *ws, DecisionLinks *links)
{
    ReviewWhy *why = NEW(ReviewWhy);
    why->links = *links;
    *links = (DecisionLinks){0};
    reviewing_ask_why(ws); // of another one that still waits
    ws->reviewing.why = why;
}

void reviewing_ask_why(Workspace *ws)
{
    ReviewWhy *why = steal(&ws->reviewing.why);
    if (why)
        decisions_new_for(ws, &why->links);
    free(why);
}

static void act_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    ActJob *j = arg;
    ws->reviewing.busy = false;
    if (!ok) {
        message_say(ws, MESSAGE_ERROR, "%s", err_text(err));
    } else if (j->kind == ACT_DISCARD) {
        message_say(ws, MESSAGE_INFO, "Discarded what waited. Nothing on disk has changed.");
        message_offer(ws, "Undo", "review.undoApply", STR_NULL);
    } else {
        tell_applied(ws, j);
    }
    if (ok)
        ws->reviewing.last = j->review;
    bool done = ok && (j->kind == ACT_DISCARD || (j->kind != ACT_UNDO && !j->out.nwaiting));
    reviewing_look_at_disk(ws);
    runs_reviewed(ws, j->review);
    ws->reviewing.merge = ok && j->kind == ACT_APPLY && j->out.nconflicts;
    if (ok && j->attach && j->out.links.n)
        want_why(ws, &j->out.links);
    refresh(ws, j, done);
    if (!reviewing_is_on(ws))
        reviewing_ask_why(ws);
    review_outcome_deinit(&j->out);
    free(j);
}

static void push(Workspace *ws, ActKind kind, int64_t review, bool attach)
{
    ActJob *j = NEW(ActJob);
    *j = (ActJob){.kind = kind, .review = review, .attach = attach};
    reviewing_save(ws);
    ws->reviewing.busy = true;
    ws->reviewing.attach = false;
    storeq_push(ws->store, (StoreTask){act_work, act_done, j});
}

static bool may_act(const Workspace *ws, Err *err)
{
    if (!ws->store)
        return err_set(err, "there is no store: nothing of a run is kept");
    return !ws->reviewing.busy || err_set(err, "the last one is being applied: wait a moment");
}

bool reviewing_apply(Workspace *ws, Err *err)
{
    const Reviewing *r = &ws->reviewing;
    if (!r->review)
        return err_set(err, "nothing is reviewed: run something first");
    if (!r->naccepted && !r->nrejected)
        return err_set(err, "nothing is accepted yet: 'a' accepts a hunk, 'A' a file");
    if (!may_act(ws, err))
        return false;
    push(ws, ACT_APPLY, r->review->head.id, r->attach);
    return true;
}

bool review_apply_all(Workspace *ws, int64_t review, Err *err)
{
    if (!may_act(ws, err))
        return false;
    push(ws, ACT_APPLY_ALL, review, false);
    return true;
}

bool reviewing_undo_apply(Workspace *ws, Err *err)
{
    if (!ws->reviewing.last)
        return err_set(err, "nothing was applied since codelab was started");
    if (!may_act(ws, err))
        return false;
    push(ws, ACT_UNDO, ws->reviewing.last, false);
    return true;
}

static void on_discard(Workspace *ws, int choice, Str line, void *arg)
{
    int64_t *review = arg;
    (void)line;
    if (choice == 0 && !ws->reviewing.busy)
        push(ws, ACT_DISCARD, *review, false);
    free(review);
}

bool review_ask_discard(Workspace *ws, int64_t review, Err *err)
{
    if (!may_act(ws, err))
        return false;
    int64_t *arg = NEW(int64_t);
    *arg = review;
    ask_file(ws, (Ask){.title = xstrdup("Discard what the run wrote"),
                       .text = xstrdup("All that waits for a review is rejected. What was applied "
                                       "stays. The files on disk are as they were."),
                       .choices = {"Discard", "Cancel"},
                       .safe = 1,
                       .answer = on_discard,
                       .arg = arg});
    return true;
}

bool reviewing_discard(Workspace *ws, Err *err)
{
    const Reviewing *r = &ws->reviewing;
    return r->review ? review_ask_discard(ws, r->review->head.id, err)
                     : err_set(err, "nothing is reviewed: run something first");
}

bool reviewing_attach(Workspace *ws, Err *err)
{
    Reviewing *r = &ws->reviewing;
    if (!r->review)
        return err_set(err, "nothing is reviewed: run something first");
    r->attach = !r->attach;
    message_say(ws, MESSAGE_RESULT,
                r->attach ? "When this is applied, a form asks why; saving it records the decision"
                          : "No form will ask why");
    return true;
}
