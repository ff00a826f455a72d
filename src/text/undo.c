// States to undo to.  What an edit took out is kept as the tree it was, so that to bring it back
// costs the same whatever its size.
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

static void drop_edits(TextState *s)
{
    VEC_EACH (StateEdit, x, &s->edits)
        ptree_unref(x->other);
    vec_clear(&s->edits);
}

void text_history_deinit(TextHistory *h)
{
    VEC_EACH (TextState, s, &h->states) {
        drop_edits(s);
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
static bool is_typed_on(const TextEdit *last, const TextEdit *e)
{
    return is_insert(e) && !is_delete(last) && e->start == last->new_end;
}

static bool is_backspace(const TextEdit *last, const TextEdit *e)
{
    return is_delete(e) && is_delete(last) && e->old_end == last->start;
}

static bool is_deleted_on(const TextEdit *last, const TextEdit *e)
{
    return is_delete(e) && is_delete(last) && e->start == last->start;
}

// e goes on where the last edit ended, so that both are one.
static bool goes_on(const TextEdit *last, const TextEdit *e)
{
    return is_typed_on(last, e) || is_backspace(last, e) || is_deleted_on(last, e);
}

static void fuse_typed(StateEdit *last, const TextEdit *e)
{
    TextEdit *l = &last->edit;
    l->new_end = e->new_end;
    l->new_end_row = e->new_end_row;
    l->new_end_col = e->new_end_col;
}

static void fuse_backspace(StateEdit *last, const TextEdit *e, Tree removed)
{
    TextEdit *l = &last->edit;
    last->other = ptree_join(removed, last->other);
    l->start = l->new_end = e->start;
    l->start_row = l->new_end_row = e->start_row;
    l->start_col = l->new_end_col = e->start_col;
}

static void fuse_delete(StateEdit *last, const TextEdit *e, Tree removed)
{
    TextEdit *l = &last->edit;
    last->other = ptree_join(last->other, removed);
    bool is_in_row = e->old_end_row == e->start_row;
    l->old_end += e->old_end - e->start;
    l->old_end_row += e->old_end_row - e->start_row;
    l->old_end_col = e->old_end_col + (is_in_row ? l->old_end_col - e->start_col : 0);
}

// Make *last one with e, which goes on where it ended.
static void fuse(StateEdit *last, const TextEdit *e, Tree removed)
{
    bool exact = last->edit.exact && e->exact;
    if (is_typed_on(&last->edit, e))
        fuse_typed(last, e);
    else if (is_backspace(&last->edit, e))
        fuse_backspace(last, e, removed);
    else
        fuse_delete(last, e, removed);
    if (!exact)
        last->edit = text_edit_unplaced(&last->edit);
}

// Have *c cover e too, which followed it.
static void cover(TextEdit *c, const TextEdit *e)
{
    size_t grown = e->old_end > c->new_end ? e->old_end - c->new_end : 0;
    c->old_end += grown;
    c->new_end += grown + e->new_end - e->old_end;
    c->start = MIN(c->start, e->start);
}

// Put other's bytes in place of [start, end) of t, which is given up; *cut gets those.
static Tree swap_range(Tree t, size_t start, size_t end, Tree other, Bank *bank, Tree *cut)
{
    Tree before, after;
    ptree_split(t, end, bank, &t, &after);
    ptree_split(t, start, bank, &before, cut);
    return ptree_join(ptree_join(before, other), after);
}

// All the text before the edits of s.
static Tree tree_before(const TextState *s, Tree now, Bank *bank)
{
    Tree t = ptree_ref(&now), cut;
    for (size_t i = s->edits.n; i-- > 0;) {
        const StateEdit *x = &s->edits.p[i];
        t = swap_range(t, x->edit.start, x->edit.new_end, ptree_ref(&x->other), bank, &cut);
        ptree_unref(cut);
    }
    return t;
}

static void make_whole(TextState *s, Tree now, Bank *bank)
{
    Tree before = tree_before(s, now, bank);
    TextEdit c = s->edits.p[0].edit;
    for (size_t i = 1; i < s->edits.n; i++)
        cover(&c, &s->edits.p[i].edit);
    drop_edits(s);
    vec_push(&s->edits, (StateEdit){.edit = text_edit_unplaced(&c), .other = before});
    s->whole = true;
}

// The edit belongs to the present state.
static bool belongs(TextHistory *h, const TextEdit *e)
{
    const TextState *s = present(h);
    if (!h->open || h->groups)
        return h->open;
    return !s->whole && is_small(e) && goes_on(&vec_last(&s->edits).edit, e);
}

static TextState *new_state(TextHistory *h)
{
    TextState *s = present(h);
    size_t parent = h->now;
    h->now = s->redo = h->states.n;
    // the old one will get no more edits, so give back the room for them
    if (s->edits.n)
        s->edits.p = xrealloc(s->edits.p, s->edits.cap = s->edits.n, sizeof *s->edits.p);
    vec_push(&h->states, (TextState){.parent = parent});
    return present(h);
}

void text_history_add(TextHistory *h, Tree now, Bank *bank, const TextEdit *e, Tree removed)
{
    TextState *s = belongs(h, e) ? present(h) : new_state(h);
    h->open = h->groups || is_small(e);
    s->content = e->rev;
    if (s->whole) {
        cover(&s->edits.p[0].edit, e);
        ptree_unref(removed);
    } else if (s->edits.n && goes_on(&vec_last(&s->edits).edit, e)) {
        fuse(&vec_last(&s->edits), e, removed);
    } else {
        vec_push(&s->edits, (StateEdit){.edit = *e, .other = removed});
    }
    if (s->edits.n > TEXT_EDITS_MAX)
        make_whole(s, now, bank);
}

void text_history_add_whole(TextHistory *h, Bank *bank, const TextEdit *e, Tree before)
{
    TextState *s = h->open && h->groups ? present(h) : new_state(h);
    h->open = h->groups;
    s->content = e->rev;
    if (s->edits.n == 0) {
        vec_push(&s->edits, (StateEdit){.edit = *e, .other = before});
        s->whole = true;
        return;
    }
    if (!s->whole)
        make_whole(s, before, bank);
    cover(&s->edits.p[0].edit, e);
    ptree_unref(before);
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

static TextEdit inverse(const TextEdit *e)
{
    TextEdit out = *e;
    out.old_end = e->new_end, out.old_end_row = e->new_end_row, out.old_end_col = e->new_end_col;
    out.new_end = e->old_end, out.new_end_row = e->old_end_row, out.new_end_col = e->old_end_col;
    return out;
}

// Go to the other side of an edit and journal that.
static void turn(Text *t, StateEdit *x, bool whole, bool undo)
{
    Snap *s = text_writable(t);
    TextEdit e = undo ? inverse(&x->edit) : x->edit;
    Tree before = s->tree;
    if (whole) {
        s->tree = x->other;
        x->other = before;
        text_edit_place(&e, s->bank, &before, &s->tree);
    } else {
        s->tree = swap_range(before, e.start, e.old_end, x->other, s->bank, &x->other);
    }
    text_journal_add(&t->journal, &e);
}

bool text_undo(Text *t, size_t *off)
{
    TextHistory *h = &t->history;
    BUG_ON(h->groups);
    TextState *s = present(h);
    if (h->now == 0)
        return false;
    for (size_t i = s->edits.n; i-- > 0;)
        turn(t, &s->edits.p[i], s->whole, true);
    h->now = s->parent;
    h->open = false;
    *off = s->edits.p[0].edit.old_end;
    return true;
}

bool text_redo(Text *t, size_t *off)
{
    TextHistory *h = &t->history;
    BUG_ON(h->groups);
    if (present(h)->redo == 0)
        return false;
    h->now = present(h)->redo;
    h->open = false;
    TextState *s = present(h);
    VEC_EACH (StateEdit, x, &s->edits)
        turn(t, x, s->whole, false);
    *off = vec_last(&s->edits).edit.new_end;
    return true;
}

size_t text_state(const Text *t)
{
    return t->history.now;
}

size_t text_state_count(const Text *t)
{
    return t->history.states.n;
}

size_t text_state_parent(const Text *t, size_t state)
{
    BUG_ON(state >= t->history.states.n);
    return t->history.states.p[state].parent;
}

bool text_state_go(Text *t, size_t state, size_t *off)
{
    TextHistory *h = &t->history;
    BUG_ON(state >= h->states.n);
    if (state == h->now)
        return false;
    // parents have lower numbers: go up on both sides until they meet
    size_t meet = h->now;
    for (size_t up = state; up != meet;) {
        size_t *higher = up > meet ? &up : &meet, parent = h->states.p[*higher].parent;
        if (higher == &up)
            h->states.p[parent].redo = up;
        *higher = parent;
    }
    while (h->now != meet)
        text_undo(t, off);
    while (h->now != state)
        text_redo(t, off);
    return true;
}

bool text_is_modified(const Text *t)
{
    return t->history.states.p[t->history.now].content != t->history.saved;
}

void text_mark_saved(Text *t)
{
    text_mark_state_saved(t, t->history.now);
    text_undo_break(t);
}

void text_mark_state_saved(Text *t, size_t state)
{
    BUG_ON(state >= t->history.states.n);
    t->history.saved = t->history.states.p[state].content;
}

// Sizes of the other sides: those of states that lead to the present one are what was taken out.
static void check_state(const TextState *s, bool is_done)
{
    for (size_t i = 0; i < s->edits.n; i++) {
        const StateEdit *x = &s->edits.p[i];
        size_t end = is_done ? x->edit.old_end : x->edit.new_end;
        BUG_ON(!s->whole && x->other.nbytes != end - x->edit.start);
        BUG_ON(s->whole && (s->edits.n != 1 || x->other.nbytes < end));
        ptree_check(&x->other);
    }
}

void text_history_check(const TextHistory *h)
{
    BUG_ON(h->now >= h->states.n);
    size_t done = h->now; // goes up the path to the first state
    for (size_t i = h->states.n; i-- > 0;) {
        const TextState *s = &h->states.p[i];
        BUG_ON(s->parent > i || (s->redo && s->redo <= i) || s->redo >= h->states.n);
        BUG_ON((s->edits.n == 0) != (i == 0));
        check_state(s, i == done);
        if (i == done)
            done = s->parent;
    }
}
