// The way back: nothing is believed before it fits the text.
#include "text/history-pack.h"

#include "base/mem.h"

enum { STATES_MAX = 1000000 };
#define NUMBER_MAX ((uint64_t)1 << 48)

typedef struct {
    size_t start, old_n, new_n;
    Str bytes; // of the side that the text does not have
} PackedEdit;

typedef struct {
    size_t parent, redo;
    int64_t stamp;
    bool done;            // leads to the present state, or is it
    size_t first, nedits; // in edits
    size_t nbytes;        // of the text in that state
} PackedState;

typedef struct {
    Str in;
    size_t size, now; // bytes of the present text, its state
    Vec(PackedState) states;
    Vec(PackedEdit) edits;
} Unpacking;

static bool get(Unpacking *u, uint64_t max, size_t *out)
{
    uint64_t n = 0;
    for (int shift = 0; u->in.n && shift < 63; shift += 7) {
        unsigned char c = (unsigned char)u->in.p[0];
        u->in = str_from(u->in, 1);
        n |= (uint64_t)(c & 0x7f) << shift;
        *out = (size_t)n;
        if (!(c & 0x80))
            return n <= max;
    }
    return false;
}

static bool get_edit(Unpacking *u, bool done)
{
    PackedEdit e;
    if (!get(u, NUMBER_MAX, &e.start) || !get(u, NUMBER_MAX, &e.old_n) ||
        !get(u, NUMBER_MAX, &e.new_n) || (e.old_n | e.new_n) == 0)
        return false;
    size_t n = done ? e.old_n : e.new_n;
    if (n > u->in.n)
        return false;
    e.bytes = str_upto(u->in, n);
    u->in = str_from(u->in, n);
    vec_push(&u->edits, e);
    return true;
}

static bool get_state(Unpacking *u, size_t nstates)
{
    PackedState s = {.first = u->edits.n};
    size_t stamp, done;
    if (!get(u, u->states.n - 1, &s.parent) || !get(u, nstates - 1, &s.redo) ||
        !get(u, INT64_MAX, &stamp) || !get(u, 1, &done) || !get(u, u->in.n, &s.nedits) ||
        s.nedits == 0)
        return false;
    s.stamp = (int64_t)stamp;
    s.done = done;
    vec_push(&u->states, s);
    for (size_t i = 0; i < s.nedits; i++)
        if (!get_edit(u, s.done))
            return false;
    return true;
}

static bool get_all(Unpacking *u)
{
    size_t n, redo, stamp;
    if (!str_starts(u->in, STR(HISTORY_MAGIC)))
        return false;
    u->in = str_from(u->in, strlen(HISTORY_MAGIC));
    if (!get(u, NUMBER_MAX, &u->size) || !get(u, STATES_MAX, &n) || n < 2 ||
        !get(u, n - 1, &u->now) || !get(u, n - 1, &redo) || !get(u, INT64_MAX, &stamp))
        return false;
    vec_push(&u->states, (PackedState){.redo = redo, .stamp = (int64_t)stamp});
    while (u->states.n < n)
        if (!get_state(u, n))
            return false;
    return u->in.n == 0;
}

// Redo leads to a child; those that are marked as done are those on the way to the present state.
static bool is_tree(const Unpacking *u)
{
    size_t on = u->now;
    for (size_t i = u->states.n; i-- > 0;) {
        const PackedState *s = &u->states.p[i];
        if (s->redo && (s->redo <= i || u->states.p[s->redo].parent != i))
            return false;
        if (i && s->done != (i == on))
            return false;
        if (i == on)
            on = s->parent;
    }
    return true;
}

// From the text after all edits of a state to that before them; false if one does not fit.
static bool size_before(const Unpacking *u, const PackedState *s, size_t *size)
{
    for (size_t i = s->nedits; i-- > 0;) {
        const PackedEdit *e = &u->edits.p[s->first + i];
        if (e->start > *size || e->new_n > *size - e->start)
            return false;
        *size = *size - e->new_n + e->old_n;
    }
    return true;
}

static bool size_after(const Unpacking *u, const PackedState *s, size_t *size)
{
    for (size_t i = 0; i < s->nedits; i++) {
        const PackedEdit *e = &u->edits.p[s->first + i];
        if (e->start > *size || e->old_n > *size - e->start)
            return false;
        *size = *size - e->old_n + e->new_n;
    }
    return true;
}

// Every edit lies within the text it is made in.
static bool fits(Unpacking *u)
{
    size_t size = u->size;
    for (size_t i = u->now; i; i = u->states.p[i].parent) {
        u->states.p[i].nbytes = size;
        if (!size_before(u, &u->states.p[i], &size))
            return false;
    }
    u->states.p[0].nbytes = size;
    for (size_t i = 1; i < u->states.n; i++) {
        PackedState *s = &u->states.p[i];
        if (s->done)
            continue;
        s->nbytes = u->states.p[s->parent].nbytes;
        if (!size_after(u, s, &s->nbytes))
            return false;
    }
    return true;
}

static void install_state(Text *t, const Unpacking *u, size_t i)
{
    const PackedState *s = &u->states.p[i];
    Bank *bank = t->now->bank;
    TextState state = {.parent = s->parent, .redo = s->redo, .stamp = s->stamp};
    // nothing that is edited from now on can ever have the same
    state.content = i == u->now ? t->history.states.p[0].content : UINT64_MAX - i;
    for (size_t k = 0; k < s->nedits; k++) {
        const PackedEdit *e = &u->edits.p[s->first + k];
        StateEdit x = {.edit = {.start = e->start,
                                .old_end = e->start + e->old_n,
                                .new_end = e->start + e->new_n}};
        if (e->bytes.n) {
            const char *p = bank_add(bank, e->bytes);
            x.other = ptree_of_mem(bank_chunk(bank), str_n(p, e->bytes.n));
        }
        vec_push(&state.edits, x);
    }
    vec_push(&t->history.states, state);
}

static void install(Text *t, const Unpacking *u)
{
    TextState first = t->history.states.p[0];
    vec_clear(&t->history.states);
    vec_push(&t->history.states, first);
    for (size_t i = 1; i < u->states.n; i++)
        install_state(t, u, i);
    TextState *root = &t->history.states.p[0];
    root->redo = u->states.p[0].redo;
    root->stamp = u->states.p[0].stamp;
    if (u->now)
        root->content = UINT64_MAX;
    t->history.now = u->now;
    t->history.open = false;
}

bool text_history_unpack(Text *t, Str packed)
{
    Unpacking u = {.in = packed};
    bool ok = t->history.states.n == 1 && get_all(&u) && u.size == snap_size(t->now) &&
              is_tree(&u) && fits(&u);
    if (ok)
        install(t, &u);
    vec_deinit(&u.states);
    vec_deinit(&u.edits);
    return ok;
}
