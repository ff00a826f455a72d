// The tree of undo states as bytes, to be kept beside the text that it belongs to.
//
// "undo1", then numbers as in LEB128: size of the text, states, the present one, redo and stamp of
// the first one; for each other state: parent, redo, stamp, whether it leads to the present one,
// edits; for each edit: start, old bytes, new bytes, and the bytes of the side that the text does
// not have: the old ones if the state leads to the present one, else the new ones.
#include "text/history-pack.h"

#include "base/mem.h"

enum { STATE_COST = 16, EDIT_COST = 8 }; // bytes that either takes beside its text, about

static void add_number(Buf *out, uint64_t n)
{
    for (; n >= 0x80; n >>= 7)
        buf_add_byte(out, (char)(n | 0x80));
    buf_add_byte(out, (char)n);
}

// The edits of a state, one for all if it keeps the whole text.
static size_t edit_count(const TextState *s)
{
    return s->whole ? 1 : s->edits.n;
}

static TextEdit edit_at(const TextState *s, size_t i)
{
    return s->whole ? text_state_covering(s) : s->edits.p[i].edit;
}

static size_t stored_bytes(const TextEdit *e, bool done)
{
    return (done ? e->old_end : e->new_end) - e->start;
}

static size_t cost_of(const TextState *s, bool done)
{
    size_t cost = STATE_COST;
    for (size_t i = 0; i < edit_count(s); i++) {
        TextEdit e = edit_at(s, i);
        cost += EDIT_COST + stored_bytes(&e, done);
    }
    return cost;
}

// Which states are taken along, and what they are called then.
typedef struct {
    const TextHistory *h;
    bool *done;  // leads to the present state, or is it
    size_t *to;  // new number + 1; 0: left behind
    size_t base; // becomes the first one
    size_t n, left;
} Choice;

static bool take(Choice *c, size_t state)
{
    size_t cost = cost_of(&c->h->states.p[state], c->done[state]);
    if (cost > c->left)
        return false;
    c->left -= cost;
    c->to[state] = 1;
    return true;
}

// First what leads to the present state, then all that branches off from that, as far as there is
// room.
static void choose(Choice *c)
{
    const TextHistory *h = c->h;
    for (size_t i = h->now; i != 0; i = h->states.p[i].parent)
        c->done[i] = true;
    for (c->base = h->now; c->base != 0; c->base = h->states.p[c->base].parent)
        if (!take(c, c->base))
            break;
    c->to[c->base] = 1;
    for (size_t i = c->base + 1; i < h->states.n; i++)
        if (!c->to[i] && c->to[h->states.p[i].parent])
            take(c, i);
    for (size_t i = c->base; i < h->states.n; i++)
        if (c->to[i])
            c->to[i] = ++c->n;
}

static void add_edit(const TextState *s, size_t i, bool done, Bank *bank, Buf *out)
{
    TextEdit e = edit_at(s, i);
    size_t n = stored_bytes(&e, done), from = s->whole ? e.start : 0;
    Snap other = {.bank = bank, .tree = s->edits.p[s->whole ? 0 : i].other};
    add_number(out, e.start);
    add_number(out, e.old_end - e.start);
    add_number(out, e.new_end - e.start);
    snap_add_to(&other, from, from + n, out);
}

// The new number of the state that redo leads to, 0 if it is left behind.
static size_t new_redo(const Choice *c, size_t i)
{
    size_t redo = c->h->states.p[i].redo;
    return redo && c->to[redo] ? c->to[redo] - 1 : 0;
}

static void add_state(const Choice *c, size_t i, Bank *bank, Buf *out)
{
    const TextState *s = &c->h->states.p[i];
    add_number(out, c->to[s->parent] - 1);
    add_number(out, new_redo(c, i));
    add_number(out, (uint64_t)s->stamp);
    add_number(out, c->done[i]);
    add_number(out, edit_count(s));
    for (size_t k = 0; k < edit_count(s); k++)
        add_edit(s, k, c->done[i], bank, out);
}

static void write_states(const Choice *c, const Text *t, Buf *out)
{
    const TextHistory *h = c->h;
    buf_add_c(out, HISTORY_MAGIC);
    add_number(out, snap_size(t->now));
    add_number(out, c->n);
    add_number(out, c->to[h->now] - 1);
    add_number(out, new_redo(c, c->base));
    add_number(out, (uint64_t)h->states.p[c->base].stamp);
    for (size_t i = c->base + 1; i < h->states.n; i++)
        if (c->to[i])
            add_state(c, i, t->now->bank, out);
}

size_t text_history_pack_numbers(const Text *t, size_t max_bytes, Buf *out, size_t **numbers)
{
    const TextHistory *h = &t->history;
    Choice c = {.h = h, .left = max_bytes};
    c.done = NEW_ARRAY(bool, h->states.n);
    c.to = NEW_ARRAY(size_t, h->states.n);
    if (h->states.n > 1 && !text_source_failed(t))
        choose(&c);
    if (c.n > 1)
        write_states(&c, t, out);
    else // alone, whatever was tried
        memset(c.to, 0, h->states.n * sizeof *c.to);
    c.n = MAX(c.n, (size_t)1);
    c.to[h->now] = MAX(c.to[h->now], (size_t)1);
    free(c.done);
    *numbers = c.to;
    return c.n;
}

bool text_history_pack(const Text *t, size_t max_bytes, Buf *out)
{
    size_t *numbers, n = text_history_pack_numbers(t, max_bytes, out, &numbers);
    free(numbers);
    return n > 1;
}
