#include "syntax/follow.h"
#include "base/mem.h"

/* Pull the edits into x->pulled; false if some are lost or too large for a tree. */
static bool pull(Syntax *x, const Text *t)
{
    TextEdit e;
    TSInputEdit edit;
    TextPull got;
    vec_clear(&x->pulled);
    while ((got = text_pull(t, &x->rev, &e)) == TEXT_EDIT_ONE) {
        if (!edit_from_text(&e, &edit))
            return false;
        edits_add(&x->pulled, edit);
    }
    return got == TEXT_EDIT_NONE;
}

/* Forget the tree: nothing is shown until the text was parsed anew. */
static void lose(Syntax *x)
{
    layer_free(x->layer);
    x->layer = NULL;
    x->job_lost = true;
}

void syntax_follow(Syntax *x, const Text *t)
{
    TextRev now = text_rev(t);
    if (x->following && x->rev == now)
        return;
    x->fresh = false;
    vec_clear(&x->pulled);
    if (x->following && (x->layer || x->job_out) && !pull(x, t))
        lose(x);
    else
        VEC_EACH (TSInputEdit, e, &x->pulled) {
            if (x->layer)
                layer_edit(&x->layer, e);
            if (x->job_out)
                edits_add(&x->since_job, *e);
        }
    x->rev = now;
    x->following = true;
}
