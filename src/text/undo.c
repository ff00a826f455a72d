// States to undo to.  Each holds its tree, so that going there costs the same whatever was edited.
#include "base/bug.h"
#include "base/mem.h"
#include "text/text-inner.h"

enum {
    TYPED_MAX = 32, // bytes; more in one edit was not typed
};

void text_history_init(TextHistory *h)
{
    vec_push(&h->states, (TextState){0});
}

void text_history_deinit(TextHistory *h)
{
    VEC_EACH (TextState, s, &h->states) {
        ptree_unref(s->tree);
        vec_deinit(&s->edits);
    }
    vec_deinit(&h->states);
}

static TextState *present(TextHistory *h)
{
    return &h->states.p[h->now];
}

static bool is_insert(const TextEdit *e)
{
    return e->start == e->old_end;
}

static bool is_delete(const TextEdit *e)
{
    return e->start == e->new_end;
}

static bool is_small(const TextEdit *e)
{
    return e->new_end - e->start <= TYPED_MAX;
}

// Typing on behind what came in last.
static bool fuse_insert(TextEdit *last, const TextEdit *e)
{
    if (!is_insert(e) || is_delete(last) || e->start != last->new_end)
        return false;
    last->new_end = e->new_end;
    last->new_end_row = e->new_end_row;
    last->new_end_col = e->new_end_col;
    return true;
}

static bool fuse_backspace(TextEdit *last, const TextEdit *e)
{
    if (!is_delete(e) || !is_delete(last) || e->old_end != last->start)
        return false;
    last->start = last->new_end = e->start;
    last->start_row = last->new_end_row = e->start_row;
    last->start_col = last->new_end_col = e->start_col;
    return true;
}

static bool fuse_delete(TextEdit *last, const TextEdit *e)
{
    if (!is_delete(e) || !is_delete(last) || e->start != last->start)
        return false;
    bool one_row = e->old_end_row == e->start_row;
    last->old_end += e->old_end - e->start;
    last->old_end_row += e->old_end_row - e->start_row;
    last->old_end_col = e->old_end_col + (one_row ? last->old_end_col - e->start_col : 0);
    return true;
}

// Make *last one edit with e, which followed it, if e goes on where it ended.
static bool fuse(TextEdit *last, const TextEdit *e)
{
    if (!fuse_insert(last, e) && !fuse_backspace(last, e) && !fuse_delete(last, e))
        return false;
    if (!last->exact || !e->exact)
        *last = text_edit_unplaced(last);
    return true;
}

// Have *c cover e too, which followed it.
static void cover(TextEdit *c, const TextEdit *e)
{
    size_t grown = e->old_end > c->new_end ? e->old_end - c->new_end : 0;
    c->old_end += grown;
    c->new_end += grown + e->new_end - e->old_end;
    c->start = MIN(c->start, e->start);
}

static void cover_all(TextState *s)
{
    TextEdit c = s->edits.p[0];
    for (size_t i = 1; i < s->edits.n; i++)
        cover(&c, &s->edits.p[i]);
    vec_clear(&s->edits);
    vec_push(&s->edits, text_edit_unplaced(&c));
    s->covered = true;
}

// An edit of a run of typing or deleting, as the one before.
static bool goes_on(TextHistory *h, const TextEdit *e)
{
    TextState *s = present(h);
    if (h->groups)
        return true;
    if (s->covered || s->edits.n == 0 || !is_small(e))
        return false;
    TextEdit last = vec_last(&s->edits);
    return fuse(&last, e);
}

void text_history_open(Text *t, const TextEdit *e)
{
    TextHistory *h = &t->history;
    if (h->open && goes_on(h, e))
        return;
    size_t next = h->states.n;
    present(h)->tree = ptree_ref(&t->now->tree);
    present(h)->redo = next;
    vec_push(&h->states, (TextState){.parent = h->now});
    h->now = next;
}

void text_history_add(Text *t, const TextEdit *e)
{
    TextHistory *h = &t->history;
    TextState *s = present(h);
    s->content = e->rev;
    h->open = h->groups || is_small(e);
    if (s->covered)
        cover(&s->edits.p[0], e);
    else if (s->edits.n == 0 || !fuse(&vec_last(&s->edits), e))
        vec_push(&s->edits, *e);
    if (s->edits.n > TEXT_EDITS_MAX)
        cover_all(s);
}

void text_group_begin(Text *t)
{
    text_undo_break(t);
    t->history.groups++;
}

void text_group_end(Text *t)
{
    BUG_ON(t->history.groups == 0);
    t->history.groups--;
    text_undo_break(t);
}

void text_undo_break(Text *t)
{
    if (t->history.groups == 0)
        t->history.open = false;
}

// Make the state `to` the present one.
static void go(Text *t, size_t to)
{
    TextHistory *h = &t->history;
    Snap *s = text_writable(t);
    present(h)->tree = s->tree;
    h->now = to;
    s->tree = present(h)->tree;
    present(h)->tree = (Tree){0};
    h->open = false;
}

static TextEdit inverse(const TextEdit *e)
{
    TextEdit out = *e;
    out.old_end = e->new_end, out.old_end_row = e->new_end_row, out.old_end_col = e->new_end_col;
    out.new_end = e->old_end, out.new_end_row = e->old_end_row, out.new_end_col = e->old_end_col;
    return out;
}

// Journal the edits of state s, which has just been left (undone) or entered.
static void journal_state(Text *t, TextState *s, const Tree *from, bool undone)
{
    for (size_t i = 0; i < s->edits.n; i++) {
        TextEdit e = undone ? inverse(&s->edits.p[s->edits.n - 1 - i]) : s->edits.p[i];
        if (s->covered)
            text_edit_place(&e, t->now->bank, from, &t->now->tree);
        text_journal_add(&t->journal, &e);
    }
}

bool text_undo(Text *t, size_t *off)
{
    TextHistory *h = &t->history;
    BUG_ON(h->groups);
    if (h->now == 0)
        return false;
    TextState *left = present(h);
    go(t, left->parent);
    journal_state(t, left, &left->tree, true);
    *off = left->edits.p[0].old_end;
    return true;
}

bool text_redo(Text *t, size_t *off)
{
    TextHistory *h = &t->history;
    BUG_ON(h->groups);
    TextState *from = present(h);
    if (from->redo == 0)
        return false;
    go(t, from->redo);
    journal_state(t, present(h), &from->tree, false);
    *off = vec_last(&present(h)->edits).new_end;
    return true;
}

bool text_is_modified(const Text *t)
{
    return t->history.states.p[t->history.now].content != t->history.saved;
}

void text_mark_saved(Text *t)
{
    t->history.saved = t->history.states.p[t->history.now].content;
    text_undo_break(t);
}
