// Every edit of a view goes through here: the change itself, the selections after it, undo and
// redo.
#include "workspace/workspace.h"

bool view_may_edit(const View *v, Err *err)
{
    if (v->hex || v->picture)
        return err_set(err, "cannot edit '%s' as text: it is not shown as text", v->doc->title);
    return document_may_edit(v->doc, err);
}

// More is selected than fits, and all that is seen of it: then there is no better place to be.
static bool fills_screen(const View *v)
{
    const Selection *x = view_primary(v);
    return !selection_is_empty(x) && v->rows > 1 && selection_start(x) < view_off_at(v, 1, 0) &&
           selection_end(x) >= view_off_at(v, v->rows - 1, 0);
}

// The text was edited, and v shall have these selections, which fit it: to look at each again would
// double what a key costs at thousands of cursors.
static void take_selections(View *v, const Selections *sel)
{
    selections_set(&v->sel, selection_at(0)); // those of before are followed no further
    view_sync(v);
    selections_copy(&v->sel, sel);
    v->reveal = !fills_screen(v);
    v->mark = false;
    v->pick = PICK_PLAIN;
}

bool view_change(View *v, Change *c, Err *err)
{
    Document *d = v->doc;
    AUTO(selections) Selections before = {0}, after = {0};
    if (!view_may_edit(v, err))
        return false;
    view_sync(v);
    selections_copy(&before, &v->sel);
    selections_copy(&after, &v->sel);
    TextRev rev = text_rev(d->text);
    change_apply(c, d->text, &after);
    take_selections(v, &after);
    if (text_rev(d->text) != rev)
        selection_log_note(&d->selections, text_state(d->text), &before, &v->sel);
    return true;
}

static void land(View *v, const Selections *known, size_t off)
{
    AUTO(selections) Selections at = {0};
    selections_set(&at, selection_at(off));
    take_selections(v, known ? known : &at);
}

bool view_undo(View *v, Err *err)
{
    Document *d = v->doc;
    size_t off;
    if (!view_may_edit(v, err))
        return false;
    macro_ungroup(v->ws);
    size_t state = text_state(d->text);
    if (!text_undo(d->text, &off))
        return err_set(err, "nothing to undo");
    land(v, selection_log_before(&d->selections, state), off);
    return true;
}

bool view_redo(View *v, Err *err)
{
    Document *d = v->doc;
    size_t off;
    if (!view_may_edit(v, err))
        return false;
    macro_ungroup(v->ws);
    if (!text_redo(d->text, &off))
        return err_set(err, "nothing to redo");
    land(v, selection_log_after(&d->selections, text_state(d->text)), off);
    return true;
}
