// Other selections: set from outside, made by commands, and those before them.
#include "workspace/inner.h"

enum { MOVES_KEPT = 50 };

void selection_stack_clear(SelectionStack *s)
{
    VEC_EACH (Selections, x, s)
        selections_deinit(x);
    vec_clear(s);
}

static void stack_push(SelectionStack *s, const Selections *sel)
{
    if (s->n == MOVES_KEPT) {
        selections_deinit(&s->p[0]);
        vec_remove(s, 0, 1);
    }
    vec_push(s, (Selections){0});
    selections_copy(&vec_last(s), sel);
}

// The selections on top become those of v.
static void stack_pop(SelectionStack *s, View *v)
{
    selections_deinit(&v->sel);
    v->sel = vec_pop(s);
}

static void take(View *v, const Selections *sel, Pick pick)
{
    text_undo_break(v->doc->text);
    if (v->moved_rev != text_rev(v->doc->text))
        selection_stack_clear(&v->moved);
    v->moved_rev = text_rev(v->doc->text);
    if (!selections_equal(&v->sel, sel))
        stack_push(&v->moved, &v->sel);
    selections_copy(&v->sel, sel);
    v->pick = pick;
    v->reveal = true;
    view_clamp(v);
}

void view_select_all(View *v, const Selections *sel)
{
    take(v, sel, PICK_PLAIN);
}

void view_select(View *v, size_t anchor, size_t cursor)
{
    Selection only = selection_of(anchor, cursor);
    Selections sel = {.v = {.p = &only, .n = 1}};
    take(v, &sel, PICK_PLAIN);
}

void view_select_picked(View *v, Selections *sel, bool all, Pick pick)
{
    size_t limit = (size_t)MAX(1, view_options(v)->cursor_limit);
    if (sel->v.n > limit) {
        sel->v.n = limit;
        sel->primary = MIN(sel->primary, limit - 1);
        all = false;
    }
    take(v, sel, pick);
    if (!all)
        message_say(v->ws, MESSAGE_WARNING,
                    "only %zu cursors were made, as editor.multiCursorLimit says", sel->v.n);
}

bool view_move_back(View *v)
{
    if (v->moved.n == 0 || v->moved_rev != text_rev(v->doc->text))
        return false;
    text_undo_break(v->doc->text);
    stack_pop(&v->moved, v);
    v->pick = PICK_PLAIN;
    v->reveal = true;
    view_clamp(v);
    return true;
}

bool view_drop_cursors(View *v)
{
    Selection only = *view_primary(v);
    Selections sel = {.v = {.p = &only, .n = 1}};
    if (v->sel.v.n == 1)
        return false;
    take(v, &sel, PICK_PLAIN);
    return true;
}

bool view_grow(View *v)
{
    AUTO(selections) Selections sel = {0}, before = {0};
    selections_copy(&sel, &v->sel);
    selections_copy(&before, &v->sel);
    bool grown = false;
    VEC_EACH (Selection, x, &sel.v) {
        size_t start = selection_start(x), end = selection_end(x);
        grown |= edit_expand(v->doc->syntax, v->doc->text, &start, &end);
        *x = selection_of(start, end);
    }
    if (!grown)
        return false;
    if (v->pick != PICK_GROWN)
        selection_stack_clear(&v->grown);
    take(v, &sel, PICK_GROWN);
    stack_push(&v->grown, &before);
    return true;
}

bool view_shrink(View *v)
{
    if (v->pick != PICK_GROWN || v->grown.n == 0)
        return false;
    take(v, &vec_last(&v->grown), PICK_GROWN);
    selections_deinit(&vec_last(&v->grown));
    v->grown.n--;
    return true;
}
