#include "syntax/follow.h"
#include "base/mem.h"

void syntax_forget(Syntax *x)
{
    layer_free(x->layer);
    snap_free(x->snap);
    x->layer = NULL;
    x->snap = NULL;
    structure_free(steal(&x->structure));
    vec_clear(&x->cover.edits);
    x->cover = (Cover){.edits = x->cover.edits};
    painted_deinit(&x->painted);
}

/* Have the cover follow; false if a tree of it cannot. */
static bool cover_follow(Cover *c, const TextEdit *e, const Snap *now)
{
    Edit edit;
    if (c->partial ? !edit_from_part(e, now, &c->origin, &edit) : !edit_from_text(e, now, &edit))
        return false;
    if (edit.ts.old_end_byte > edit.ts.start_byte || edit.ts.new_end_byte > edit.ts.start_byte)
        edits_add(&c->edits, edit);
    return true;
}

/* Take in the new edits. */
static void pull(Syntax *x, const Text *t)
{
    TextEdit e;
    TextPull got;
    while ((got = text_pull(t, &x->rev, &e)) == TEXT_EDIT_ONE) {
        if (x->layer && !cover_follow(&x->cover, &e, text_now(t)))
            syntax_forget(x);
        if (x->job_out && !x->job_lost && !cover_follow(&x->since_job, &e, text_now(t)))
            x->job_lost = true;
    }
    if (got == TEXT_EDIT_LOST) {
        syntax_forget(x);
        x->job_lost = true;
    }
}

void syntax_follow(Syntax *x, const Text *t)
{
    TextRev now = text_rev(t);
    if (x->following && x->rev == now)
        return;
    x->fresh = false;
    if (x->following && (x->layer || x->job_out))
        pull(x, t);
    x->rev = now;
    x->following = true;
}
