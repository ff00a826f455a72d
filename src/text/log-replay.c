// Doing again what a log tells.  Nothing is believed before it fits the text.
#include "text/log-inner.h"

#include "base/bug.h"
#include "base/mem.h"

typedef Vec(TextSplice) Splices;

typedef struct {
    Text *t;
    Str in;             // what is left
    Vec(size_t) states; // of the text, by their numbers in the log
    size_t now;         // number of the present one
    unsigned groups;    // that are open
    Splices splices;
} Replay;

bool log_get_number(Str *in, size_t *out)
{
    uint64_t n = 0;
    for (int shift = 0; in->n && shift < 63; shift += 7) {
        unsigned char c = (unsigned char)in->p[0];
        *in = str_from(*in, 1);
        n |= (uint64_t)(c & 0x7f) << shift;
        if (!(c & 0x80)) {
            *out = (size_t)n;
            return true;
        }
    }
    return false;
}

static bool get(Replay *r, size_t *out)
{
    return log_get_number(&r->in, out);
}

static bool get_splice(Replay *r, size_t from, TextSplice *out)
{
    size_t gap, old_n, new_n, size = snap_size(text_now(r->t));
    if (!get(r, &gap) || !get(r, &old_n) || !get(r, &new_n) || gap > size - from ||
        old_n > size - from - gap || new_n > r->in.n)
        return false;
    *out = (TextSplice){from + gap, from + gap + old_n, str_upto(r->in, new_n)};
    r->in = str_from(r->in, new_n);
    return true;
}

static bool get_splices(Replay *r)
{
    size_t n, end = 0;
    vec_clear(&r->splices);
    if (!get(r, &n) || n == 0 || n > r->in.n)
        return false;
    for (size_t i = 0; i < n; i++) {
        TextSplice x;
        if (!get_splice(r, end, &x))
            return false;
        end = x.end;
        vec_push(&r->splices, x);
    }
    return true;
}

// A state that is new for the log has its next number, whatever it is in the text.
static void number_state(Replay *r, bool fresh)
{
    if (fresh) {
        r->now = r->states.n;
        vec_push(&r->states, 0);
    }
    r->states.p[r->now] = text_state(r->t);
}

static bool edit(Replay *r, bool fresh)
{
    TextSplice x;
    if (!get_splice(r, 0, &x))
        return false;
    if (fresh)
        text_undo_break(r->t);
    text_replace(r->t, x.start, x.end, x.with);
    number_state(r, fresh);
    return true;
}

static bool jump(Replay *r)
{
    TextSplice x;
    if (r->groups || !get_splice(r, 0, &x))
        return false;
    text_undo_break(r->t);
    text_replace(r->t, x.start, x.end, x.with);
    text_undo_break(r->t);
    number_state(r, true);
    return true;
}

static bool many(Replay *r, bool fresh)
{
    if (!get_splices(r))
        return false;
    if (fresh)
        text_undo_break(r->t);
    text_replace_many(r->t, r->splices.p, r->splices.n);
    number_state(r, fresh);
    return true;
}

static bool rewrite(Replay *r, bool fresh)
{
    if (!get_splices(r))
        return false;
    TextRewrite *w = text_rewrite_new(text_now(r->t));
    VEC_EACH (const TextSplice, x, &r->splices)
        text_rewrite_put(w, x->start, x->end, x->with);
    text_rewrite_end(w);
    text_rewrite_apply(r->t, w);
    number_state(r, fresh);
    return true;
}

static bool go(Replay *r)
{
    size_t number, off;
    if (r->groups || !get(r, &number) || number >= r->states.n)
        return false;
    text_state_go(r->t, r->states.p[number], &off);
    r->now = number;
    return true;
}

static bool stamp(Replay *r)
{
    size_t n;
    if (!get(r, &n))
        return false;
    text_stamp(r->t, (int64_t)n);
    return true;
}

static bool group(Replay *r)
{
    r->groups++;
    text_group_begin(r->t);
    return true;
}

static bool group_end(Replay *r)
{
    if (r->groups == 0)
        return false;
    r->groups--;
    text_group_end(r->t);
    return true;
}

static bool play(Replay *r)
{
    unsigned char c = (unsigned char)r->in.p[0];
    bool fresh = c & LOG_NEW;
    r->in = str_from(r->in, 1);
    switch ((LogOp)(c & ~LOG_NEW)) {
    case LOG_EDIT:
        return edit(r, fresh);
    case LOG_MANY:
        return many(r, fresh);
    case LOG_REWRITE:
        return rewrite(r, fresh);
    case LOG_GO:
        return go(r);
    case LOG_JUMP:
        return jump(r);
    case LOG_STAMP:
        return stamp(r);
    case LOG_GROUP:
        return group(r);
    case LOG_GROUP_END:
        return group_end(r);
    }
    return false;
}

size_t text_log_replay(Text *t, Str history, Str ops)
{
    Replay r = {.t = t, .in = ops};
    size_t good = 0;
    if (history.n)
        text_history_unpack(t, history); // without it what is told of it does not fit
    for (size_t i = 0; i < text_state_count(t); i++)
        vec_push(&r.states, i);
    r.now = text_state(t);
    while (r.in.n && play(&r))
        good = ops.n - r.in.n;
    while (r.groups)
        group_end(&r);
    vec_deinit(&r.states);
    vec_deinit(&r.splices);
    return good;
}
