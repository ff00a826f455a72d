#include "syntax/follow.h"
#include "base/mem.h"

void syntax_forget(Syntax *x)
{
    layer_free(x->layer);
    snap_free(x->snap);
    x->layer = NULL;
    x->snap = NULL;
    structure_free(steal(&x->structure));
    x->structure_version++;
    vec_clear(&x->edits);
    painted_deinit(&x->painted);
}

/* Add the new edits to the lists; false if some are lost or too large for a tree. */
static bool pull(Syntax *x, const Text *t)
{
    TextEdit e;
    Edit edit;
    TextPull got;
    while ((got = text_pull(t, &x->rev, &e)) == TEXT_EDIT_ONE) {
        if (!edit_from_text(&e, text_now(t), &edit))
            return false;
        if (x->layer)
            edits_add(&x->edits, edit);
        if (x->job_out)
            edits_add(&x->since_job, edit);
    }
    return got == TEXT_EDIT_NONE;
}

void syntax_follow(Syntax *x, const Text *t)
{
    TextRev now = text_rev(t);
    if (x->following && x->rev == now)
        return;
    x->fresh = false;
    if (x->following && (x->layer || x->job_out) && !pull(x, t)) {
        syntax_forget(x);
        x->job_lost = true;
    }
    x->rev = now;
    x->following = true;
}
