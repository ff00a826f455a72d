// The review of what runs wrote.
#include "command/inner.h"

static bool open(Workspace *ws, int64_t review, Err *err)
{
    if (!ws->store)
        return err_set(err, "there is no store: nothing of a run is kept");
    reviewing_enter(ws);
    if (review)
        reviewing_open(ws, review);
    else
        reviewing_open_newest(ws);
    return true;
}

// `arg` is the number of a review; else that of the shown run, or the newest that waits.
static bool review_writes(Workspace *ws, Str arg, Err *err)
{
    const RunItem *r = runs_active(ws);
    long long id = 0;
    if (arg.n && !str_to_i64(arg, &id))
        return err_set(err, "'" STR_FMT "' is no number of a review", STR_ARG(arg));
    bool runs_shown = ws->layout.panel && ws->layout.tab == PANEL_RUNS;
    if (!id && r && r->waits && runs_shown)
        id = r->review;
    return open(ws, id, err);
}

static bool waiting(Workspace *ws, const RunItem **r, Err *err)
{
    *r = runs_active(ws);
    return (*r && (*r)->waits) || err_set(err, "nothing that the shown run wrote waits");
}

static bool apply_writes(Workspace *ws, Str arg, Err *err)
{
    const RunItem *r;
    (void)arg;
    return waiting(ws, &r, err) && review_apply_all(ws, r->review, err);
}

static bool discard_writes(Workspace *ws, Str arg, Err *err)
{
    const RunItem *r;
    (void)arg;
    return waiting(ws, &r, err) && review_ask_discard(ws, r->review, err);
}

#define REVIEW_COMMAND(name, call)                     \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        (void)arg;                                     \
        return call;                                   \
    }

REVIEW_COMMAND(accept_hunk, reviewing_decide_hunk(ws, true, err))
REVIEW_COMMAND(reject_hunk, reviewing_decide_hunk(ws, false, err))
REVIEW_COMMAND(accept_file, reviewing_decide_file(ws, true, err))
REVIEW_COMMAND(reject_file, reviewing_decide_file(ws, false, err))
REVIEW_COMMAND(accept_all, reviewing_decide_all(ws, true, err))
REVIEW_COMMAND(reject_all, reviewing_decide_all(ws, false, err))
REVIEW_COMMAND(next_hunk, reviewing_step(ws, 1, err))
REVIEW_COMMAND(previous_hunk, reviewing_step(ws, -1, err))
REVIEW_COMMAND(split_hunk, reviewing_split(ws, err))
REVIEW_COMMAND(edit, reviewing_edit(ws, err))
REVIEW_COMMAND(undo, reviewing_undo(ws, err))
REVIEW_COMMAND(attach, reviewing_attach(ws, err))
REVIEW_COMMAND(apply, reviewing_apply(ws, err))
REVIEW_COMMAND(discard, reviewing_discard(ws, err))
REVIEW_COMMAND(undo_apply, reviewing_undo_apply(ws, err))

static bool side_by_side(Workspace *ws, Str arg, Err *err)
{
    View *v = workspace_view(ws);
    (void)arg;
    Diff *d = v && v->doc->diff && v->doc->diff->review ? v->doc->diff : NULL;
    if (!d)
        return err_set(err, "no hunks are shown");
    if (d->room < DIFF_BESIDE_COLS)
        return err_set(err, "two columns need a pane of %d columns; this one has %d",
                       DIFF_BESIDE_COLS, d->room);
    d->beside = !d->beside;
    v->reveal = true;
    return true;
}

static bool fold(Workspace *ws, bool unfold, Err *err)
{
    return reviewing_fold(ws, unfold) || err_set(err, "this row is in no group");
}

static bool open_group(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return fold(ws, true, err);
}

static bool close_group(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return fold(ws, false, err);
}

// From the list to the hunks and back.
static bool other_side(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    bool list = ws->layout.focus == FOCUS_SIDE_BAR;
    ws->layout.side = SIDE_REVIEW;
    layout_focus(&ws->layout, list ? FOCUS_EDITOR : FOCUS_SIDE_BAR);
    return true;
}

static bool leave(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    reviewing_close(ws);
    return true;
}

const Command commands_review[] = {
    {"review.acceptAll", "Review: Accept All",
     "Accept all that is undecided, but for what wants a look of its own", accept_all},
    {"review.acceptFile", "Review: Accept File", "Accept all of a file", accept_file},
    {"review.acceptHunk", "Review: Accept Hunk", "Accept a hunk, and go on to the next",
     accept_hunk},
    {"review.apply", "Review: Apply",
     "Write to the disk what was accepted; what is undecided goes on waiting", apply},
    {"review.attachDecision", "Review: Record Why",
     "Have a form ask why when this is applied: a decision that explains it", attach},
    {"review.close", "Review: Close", "Leave the review; what was decided is kept", leave},
    {"review.closeGroup", "Review: Fold Group", "Show generated files as one row", close_group},
    {"review.discard", "Review: Discard", "Reject all that waits, after a question", discard},
    {"review.edit", "Review: Edit",
     "Edit the lines of a hunk before they are accepted, or resolve a conflict", edit},
    {"review.nextHunk", "Review: Next Hunk", "Go to the next hunk, or the next file", next_hunk},
    {"review.openGroup", "Review: Unfold Group", "Show each of the generated files", open_group},
    {"review.otherSide", "Review: List or Hunks", "Go from the list to the hunks, and back",
     other_side},
    {"review.previousHunk", "Review: Previous Hunk", "Go to the hunk or file before",
     previous_hunk},
    {"review.rejectAll", "Review: Reject All", "Reject all that is undecided", reject_all},
    {"review.rejectFile", "Review: Reject File", "Reject all of a file", reject_file},
    {"review.rejectHunk", "Review: Reject Hunk", "Reject a hunk, and go on to the next",
     reject_hunk},
    {"review.splitHunk", "Review: Split Hunk", "Make two hunks of one", split_hunk},
    {"review.toggleSideBySide", "Review: Side by Side", "Show hunks in one column or in two",
     side_by_side},
    {"review.undoApply", "Review: Undo Apply",
     "Put back what was applied or discarded last; it waits again", undo_apply},
    {"review.undoDecision", "Review: Undo Decision", "Take the last decision back", undo},
    {"run.applyWrites", "Run: Apply Writes",
     "Apply what the shown run wrote, but for what wants a look of its own", apply_writes},
    {"run.discardWrites", "Run: Discard Writes", "Discard what the shown run wrote",
     discard_writes},
    {"run.reviewWrites", "Run: Review Writes", "Review the files that the last run wrote",
     review_writes},
    {0},
};
