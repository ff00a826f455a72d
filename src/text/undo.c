// States to undo to.  What an edit took out is kept as the tree it was, so that to bring it back
// costs the same whatever its size.
#include "base/bug.h"
#include "base/mem.h"
#include "text/history-pack.h"
#include "text/log-inner.h"

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

void text_edit_cover(TextEdit *c, const TextEdit *e)
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

// One edit, without rows, for all those of s.
TextEdit text_state_covering(const TextState *s)
{
    TextEdit c = s->edits.p[0].edit;
    for (size_t i = 1; i < s->edits.n; i++)
        text_edit_cover(&c, &s->edits.p[i].edit);
    return text_edit_unplaced(&c);
}

static void make_whole(TextState *s, Tree now, Bank *bank)
{
    Tree before = tree_before(s, now, bank);
    TextEdit c = text_state_covering(s);
    drop_edits(s);
    vec_push(&s->edits, (StateEdit){.edit = c, .other = before});
    s->whole = true;
}

// The edit belongs to the present state.
static bool belongs(TextHistory *h, const TextEdit *e)
{
    const TextState *s = present(h);
    if (!h->open || h->groups)
        return h->open;
    return !s->whole && s->edits.n == 1 && text_edit_is_small(e) &&
           text_edit_goes_on(&s->edits.p[0].edit, e);
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
    h->open = h->groups || text_edit_is_small(e);
    s->content = e->rev;
    if (s->whole) {
        text_edit_cover(&s->edits.p[0].edit, e);
        ptree_unref(removed);
    } else if (s->edits.n && text_edit_goes_on(&vec_last(&s->edits).edit, e)) {
        text_edit_fuse(&vec_last(&s->edits), e, removed);
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
    text_edit_cover(&s->edits.p[0].edit, e);
    ptree_unref(before);
}

// The n edits went on at each place where the present state has one.
static bool all_go_on(const TextHistory *h, const TextEdit *v, size_t n, bool whole)
{
    const TextState *s = &h->states.p[h->now];
    if (!h->open || s->edits.n != n || s->whole != whole)
        return false;
    size_t shift = 0; // what the places in front of one add, modulo SIZE_MAX + 1
    for (size_t i = n; i-- > 0;) {
        const TextEdit *last = &s->edits.p[i].edit;
        TextEdit e = text_edit_rebased(&v[i], last, shift);
        if (!text_edit_is_small(&e) || !text_edit_goes_on(last, &e))
            return false;
        shift += last->new_end - last->old_end;
    }
    return true;
}

static void fuse_all(TextState *s, const TextEdit *v, size_t n, const Tree *removed)
{
    size_t shift = 0;
    for (size_t i = n; i-- > 0;) {
        StateEdit *last = &s->edits.p[i];
        size_t added = last->edit.new_end - last->edit.old_end;
        TextEdit e = text_edit_rebased(&v[i], &last->edit, shift);
        if (removed)
            text_edit_fuse(last, &e, removed[i]);
        else
            text_edit_fuse_places(&last->edit, &e);
        shift += added;
    }
}

void text_history_add_many(TextHistory *h, const TextEdit *v, size_t n, const Tree *removed,
                           Tree before)
{
    BUG_ON(h->groups || n < 2);
    bool on = all_go_on(h, v, n, !removed);
    TextState *s = on ? present(h) : new_state(h);
    if (on) {
        fuse_all(s, v, n, removed);
        ptree_unref(before);
    } else {
        vec_reserve(&s->edits, n);
        for (size_t i = 0; i < n; i++)
            vec_push(&s->edits, (StateEdit){v[i], removed ? removed[i] : (Tree){0}});
        s->whole = !removed;
        if (s->whole)
            s->edits.p[0].other = before;
    }
    s->content = v[n - 1].rev;
    h->open = true;
    for (size_t i = 0; i < n; i++)
        h->open &= text_edit_is_small(&v[i]);
}

void text_group_begin(Text *t)
{
    text_logs_op(t, LOG_GROUP);
    text_undo_break(t);
    t->history.groups++;
}

void text_group_end(Text *t)
{
    BUG_ON(t->history.groups == 0);
    text_logs_op(t, LOG_GROUP_END);
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
static void turn(Text *t, StateEdit *x, bool undo)
{
    Snap *s = text_writable(t);
    TextEdit e = undo ? inverse(&x->edit) : x->edit;
    Tree before = e.exact ? (Tree){0} : ptree_ref(&s->tree);
    s->tree = swap_range(s->tree, e.start, e.old_end, x->other, s->bank, &x->other);
    if (!e.exact)
        text_edit_place(&e, s->bank, &before, &s->tree);
    ptree_unref(before);
    text_journal_add(&t->journal, &e);
}

// Journal what a state that keeps all the text did or takes back: edit by edit if they are few.
static void journal_whole(Text *t, const TextState *state, bool undo, const Tree *before)
{
    Snap *s = text_writable(t);
    size_t n = state->edits.n;
    if (n > 1 && n <= TEXT_JOURNAL_MANY_MAX) {
        for (size_t i = 0; i < n; i++) {
            const TextEdit *x = &state->edits.p[undo ? n - 1 - i : i].edit;
            TextEdit e = undo ? inverse(x) : *x;
            text_journal_add(&t->journal, &e);
        }
        return;
    }
    TextEdit c = text_state_covering(state), e = undo ? inverse(&c) : c;
    text_edit_place(&e, s->bank, before, &s->tree);
    text_journal_add(&t->journal, &e);
}

static void turn_all(Text *t, TextState *s, bool undo)
{
    size_t n = s->edits.n;
    if (s->whole) {
        Snap *now = text_writable(t);
        Tree before = now->tree;
        now->tree = s->edits.p[0].other;
        s->edits.p[0].other = before;
        journal_whole(t, s, undo, &before);
        return;
    }
    for (size_t i = 0; i < n; i++)
        turn(t, &s->edits.p[undo ? n - 1 - i : i], undo);
}

static bool go_back(Text *t, size_t *off)
{
    TextHistory *h = &t->history;
    BUG_ON(h->groups);
    TextState *s = present(h);
    if (h->now == 0)
        return false;
    turn_all(t, s, true);
    h->now = s->parent;
    h->open = false;
    *off = s->edits.p[0].edit.old_end;
    return true;
}

static bool go_on(Text *t, size_t *off)
{
    TextHistory *h = &t->history;
    BUG_ON(h->groups);
    if (present(h)->redo == 0)
        return false;
    h->now = present(h)->redo;
    h->open = false;
    TextState *s = present(h);
    turn_all(t, s, false);
    *off = vec_last(&s->edits).edit.new_end;
    return true;
}

// A way through the states, told to the logs as one.
static bool go(Text *t, bool (*way)(Text *t, size_t *off), size_t *off)
{
    TextRev before = text_rev(t);
    size_t size = snap_size(t->now);
    text_logs_begin(t);
    bool went = way(t, off);
    if (went)
        text_logs_go(t, before, size);
    return went;
}

bool text_undo(Text *t, size_t *off)
{
    return go(t, go_back, off);
}

bool text_redo(Text *t, size_t *off)
{
    return go(t, go_on, off);
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

void text_stamp(Text *t, int64_t stamp)
{
    present(&t->history)->stamp = stamp;
    text_logs_stamp(t, stamp);
}

int64_t text_state_stamp(const Text *t, size_t state)
{
    BUG_ON(state >= t->history.states.n);
    return t->history.states.p[state].stamp;
}

void text_state_sizes(const Text *t, size_t state, size_t *added, size_t *removed)
{
    BUG_ON(state >= t->history.states.n);
    *added = *removed = 0;
    VEC_EACH (const StateEdit, x, &t->history.states.p[state].edits) {
        *added += x->edit.new_end - x->edit.start;
        *removed += x->edit.old_end - x->edit.start;
    }
}

bool text_state_go(Text *t, size_t state, size_t *off)
{
    TextHistory *h = &t->history;
    BUG_ON(state >= h->states.n);
    TextRev before = text_rev(t);
    size_t size = snap_size(t->now);
    if (state == h->now)
        return false;
    text_logs_begin(t);
    // parents have lower numbers: go up on both sides until they meet
    size_t meet = h->now;
    for (size_t up = state; up != meet;) {
        size_t *higher = up > meet ? &up : &meet, parent = h->states.p[*higher].parent;
        if (higher == &up)
            h->states.p[parent].redo = up;
        *higher = parent;
    }
    while (h->now != meet)
        go_back(t, off);
    while (h->now != state)
        go_on(t, off);
    text_logs_go(t, before, size);
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

void text_mark_unsaved(Text *t)
{
    t->history.saved = (TextRev)1 << 63; // neither a revision nor one that was unpacked
}

// Where the other side of an edit ends: for states that lead to the present one, what was taken
// out.
static size_t other_end(const TextEdit *e, bool is_done)
{
    return is_done ? e->old_end : e->new_end;
}

static void check_state(const TextState *s, bool is_done)
{
    for (size_t i = 0; i < s->edits.n; i++) {
        const StateEdit *x = &s->edits.p[i];
        BUG_ON(!s->whole && x->other.nbytes != other_end(&x->edit, is_done) - x->edit.start);
        ptree_check(&x->other);
    }
    if (s->whole) {
        TextEdit all = text_state_covering(s);
        BUG_ON(s->edits.p[0].other.nbytes < other_end(&all, is_done));
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
