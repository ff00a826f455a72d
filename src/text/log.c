// Writing the log: each change of the text is appended as it is made.
#include "text/log-inner.h"

#include "base/bug.h"
#include "base/mem.h"
#include "text/history-pack.h"

enum {
    HISTORY_MAX = 256 << 10, // bytes of what undo knew before; the nearest states
    RUN_MAX = 32,            // bytes of typing that are one op: as one edit they fuse alike
};

struct TextLog {
    Text *text; // borrowed
    bool begun;
    Snap *base;         // owned
    Buf history, ops;   // owned
    Vec(size_t) number; // of each state of the text, plus 1; 0: the log does not know it
    size_t nstates;
    size_t run;     // place in ops of the length of the last insertion, 0: it cannot grow
    size_t run_end; // where it ended in the text
};

static void add_number(Buf *out, uint64_t n)
{
    for (; n >= 0x80; n >>= 7)
        buf_add_byte(out, (char)(n | 0x80));
    buf_add_byte(out, (char)n);
}

void log_add_splice(Buf *out, size_t gap, size_t old_n, Str with)
{
    add_number(out, gap);
    add_number(out, old_n);
    add_number(out, with.n);
    buf_add(out, with);
}

TextLog *text_log_new(Text *t)
{
    TextLog *l = NEW(TextLog);
    l->text = t;
    for (int i = 0; i < TEXT_LOGS_MAX; i++)
        if (!t->logs[i]) {
            t->logs[i] = l;
            return l;
        }
    BUG("too many logs of one text");
}

TextLog *text_log_of(const Text *t)
{
    return t->logs[0];
}

void text_log_free(TextLog *l)
{
    if (!l)
        return;
    for (int i = 0; i < TEXT_LOGS_MAX; i++)
        if (l->text->logs[i] == l)
            l->text->logs[i] = NULL;
    snap_free(l->base);
    buf_deinit(&l->history);
    buf_deinit(&l->ops);
    vec_deinit(&l->number);
    free(l);
}

void text_logs_free(Text *t)
{
    for (int i = 0; i < TEXT_LOGS_MAX; i++)
        text_log_free(t->logs[i]);
}

bool text_log_is_begun(const TextLog *l)
{
    return l->begun;
}

const Snap *text_log_base(const TextLog *l)
{
    return l->begun ? l->base : l->text->now;
}

void text_log_drop_base(TextLog *l)
{
    snap_free(steal(&l->base));
}

Str text_log_history(const TextLog *l)
{
    return buf_str(&l->history);
}

const Buf *text_log_ops(const TextLog *l)
{
    return &l->ops;
}

void text_log_take(TextLog *l, Buf *out)
{
    buf_add(out, buf_str(&l->ops));
    buf_clear(&l->ops);
    l->run = 0;
}

static void begin(TextLog *l)
{
    Text *t = l->text;
    const TextHistory *h = &t->history;
    size_t *to = NULL;
    l->begun = true;
    text_undo_break(t); // the replay cannot go on with the state it begins with
    l->base = text_snapshot(t);
    l->nstates = text_history_pack_numbers(t, HISTORY_MAX, &l->history, &to);
    for (size_t i = 0; i < h->states.n; i++)
        vec_push(&l->number, to[i]);
    free(to);
    int64_t stamp = h->states.p[h->now].stamp;
    if (l->history.n == 0 && stamp) { // nothing else tells it
        buf_add_byte(&l->ops, LOG_STAMP);
        add_number(&l->ops, (uint64_t)stamp);
    }
    for (unsigned i = 0; i < h->groups; i++)
        buf_add_byte(&l->ops, LOG_GROUP);
}

void text_logs_begin(Text *t)
{
    for (int i = 0; i < TEXT_LOGS_MAX; i++)
        if (t->logs[i] && !t->logs[i]->begun)
            begin(t->logs[i]);
}

// The op's first byte; a state that came with it gets the next number.
static void add_op(TextLog *l, LogOp op)
{
    bool fresh = l->text->history.now >= l->number.n;
    while (l->number.n <= l->text->history.now)
        vec_push(&l->number, ++l->nstates);
    buf_add_byte(&l->ops, (char)(op | (fresh ? LOG_NEW : 0)));
    l->run = 0;
}

static bool goes_on(TextLog *l, size_t start, size_t old_n, Str with)
{
    return l->run && start == l->run_end && old_n == 0 &&
           l->text->history.now < l->number.n && // no new state
           (size_t)l->ops.p[l->run] + with.n <= RUN_MAX;
}

static void add_edit(TextLog *l, size_t start, size_t old_n, Str with)
{
    if (goes_on(l, start, old_n, with)) {
        l->ops.p[l->run] = (char)((size_t)l->ops.p[l->run] + with.n);
        buf_add(&l->ops, with);
        l->run_end += with.n;
        return;
    }
    add_op(l, LOG_EDIT);
    log_add_splice(&l->ops, start, old_n, with);
    bool typed = old_n == 0 && with.n <= RUN_MAX;
    l->run = typed ? l->ops.n - with.n - 1 : 0;
    l->run_end = start + with.n;
}

void text_logs_edit(Text *t, size_t start, size_t old_n, Str with)
{
    for (int i = 0; i < TEXT_LOGS_MAX; i++)
        if (t->logs[i])
            add_edit(t->logs[i], start, old_n, with);
}

static void add_many(TextLog *l, const TextSplice *v, size_t n)
{
    add_op(l, LOG_MANY);
    add_number(&l->ops, n);
    for (size_t i = 0; i < n; i++)
        log_add_splice(&l->ops, v[i].start - (i ? v[i - 1].end : 0), v[i].end - v[i].start,
                       v[i].with);
}

void text_logs_many(Text *t, const TextSplice *v, size_t n)
{
    for (int i = 0; i < TEXT_LOGS_MAX; i++)
        if (t->logs[i])
            add_many(t->logs[i], v, n);
}

void text_logs_rewrite(Text *t, size_t n, Str splices)
{
    for (int i = 0; i < TEXT_LOGS_MAX; i++) {
        TextLog *l = t->logs[i];
        if (!l)
            continue;
        add_op(l, LOG_REWRITE);
        add_number(&l->ops, n);
        buf_add(&l->ops, splices);
    }
}

// What the edits since a revision did, as one; all of the text if that is not known any more.
static TextEdit covering_since(const Text *t, TextRev rev, size_t size)
{
    TextEdit e, all = {0};
    bool first = true;
    for (TextPull got; (got = text_pull(t, &rev, &e)) != TEXT_EDIT_NONE;) {
        if (got == TEXT_EDIT_LOST)
            return (TextEdit){.old_end = size, .new_end = snap_size(t->now)};
        if (first)
            all = text_edit_unplaced(&e);
        else
            text_edit_cover(&all, &e);
        first = false;
    }
    return all;
}

static void add_jump(TextLog *l, TextRev before, size_t size)
{
    const Text *t = l->text;
    TextEdit e = covering_since(t, before, size);
    AUTO(buf) Buf with = BUF_INIT;
    snap_add_to(t->now, e.start, e.new_end, &with);
    buf_add_byte(&l->ops, (char)(LOG_JUMP | LOG_NEW));
    log_add_splice(&l->ops, e.start, e.old_end - e.start, buf_str(&with));
    l->number.p[t->history.now] = ++l->nstates;
}

void text_logs_go(Text *t, TextRev before, size_t size)
{
    for (int i = 0; i < TEXT_LOGS_MAX; i++) {
        TextLog *l = t->logs[i];
        if (!l)
            continue;
        l->run = 0;
        size_t number = l->number.p[t->history.now];
        if (number) {
            buf_add_byte(&l->ops, LOG_GO);
            add_number(&l->ops, number - 1);
        } else {
            add_jump(l, before, size);
        }
    }
}

void text_logs_stamp(Text *t, int64_t stamp)
{
    for (int i = 0; i < TEXT_LOGS_MAX; i++) {
        TextLog *l = t->logs[i];
        if (!l || !l->begun)
            continue; // the state began before it
        buf_add_byte(&l->ops, LOG_STAMP);
        add_number(&l->ops, (uint64_t)stamp);
        l->run = 0;
    }
}

void text_logs_op(Text *t, LogOp op)
{
    for (int i = 0; i < TEXT_LOGS_MAX; i++) {
        TextLog *l = t->logs[i];
        if (!l || !l->begun)
            continue; // begin() knows what is open
        buf_add_byte(&l->ops, (char)op);
        l->run = 0;
    }
}
