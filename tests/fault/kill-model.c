#include "kill-model.h"

#include "base/clock.h"

enum { NS_PER_S = 1000000000 };

static void begin_stretch(Model *m)
{
    vec_push(&m->typed, (Stretch){0});
    m->nstretches++;
}

static void stretch_deinit(Stretch *s)
{
    buf_deinit(&s->text);
    vec_deinit(&s->bursts);
}

static void forget_typed(Model *m)
{
    VEC_EACH (Stretch, s, &m->typed)
        stretch_deinit(s);
    vec_clear(&m->typed);
}

static void set(Buf *b, Str to)
{
    buf_clear(b);
    buf_add(b, to);
}

static bool has(const Buf *all, size_t n, Str text)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(buf_str(&all[i]), text))
            return true;
    return false;
}

static bool is_known(const Model *m, Str text)
{
    return has(m->acknowledged.p, m->acknowledged.n, text) || has(m->known.p, m->known.n, text);
}

void model_set(Model *m, Str text)
{
    forget_typed(m);
    begin_stretch(m);
    set(&m->base, text);
    set(&m->file, text);
    m->saving = m->restoring = false;
}

void model_saved(Model *m)
{
    Buf copy = BUF_INIT;
    if (has(m->acknowledged.p, m->acknowledged.n, buf_str(&m->file)))
        return;
    buf_add(&copy, buf_str(&m->file));
    vec_push(&m->acknowledged, copy);
}

void model_init(Model *m, Str file)
{
    Buf copy = BUF_INIT;
    *m = (Model){0};
    buf_add(&copy, file);
    vec_push(&m->known, copy);
    model_set(m, file);
}

void model_deinit(Model *m)
{
    forget_typed(m);
    vec_deinit(&m->typed);
    buf_deinit(&m->base);
    buf_deinit(&m->file);
    VEC_EACH (Buf, b, &m->acknowledged)
        buf_deinit(b);
    VEC_EACH (Buf, b, &m->known)
        buf_deinit(b);
    vec_deinit(&m->acknowledged);
    vec_deinit(&m->known);
}

Stretch *model_now(Model *m)
{
    return &m->typed.p[m->typed.n - 1];
}

void model_type(Model *m, unsigned words, unsigned line_every, Buf *keys)
{
    enum { LETTERS = 26 };
    Stretch *s = model_now(m);
    for (unsigned i = 0; i < words; i++) {
        size_t start = s->text.n;
        // lines stay short, so that the last word is on the screen
        bool line = start == 0 || (line_every && i % line_every == line_every - 1);
        buf_addf(&s->text, "%c%ux%zu ", (char)('a' + m->nstretches % LETTERS), m->nstretches,
                 start);
        if (line)
            s->text.p[s->text.n - 1] = '\n';
        buf_add(keys, str_from(buf_str(&s->text), start));
        if (line)
            keys->p[keys->n - 1] = '\r';
    }
    vec_push(&s->bursts, (Burst){s->text.n, clock_mono_ns()});
}

void model_all_kept(Model *m)
{
    Stretch *s = model_now(m);
    s->sure = s->text.n;
}

void model_all_lost(Model *m)
{
    forget_typed(m);
    begin_stretch(m);
}

void model_killed(Model *m)
{
    model_now(m)->killed_ns = clock_mono_ns();
    begin_stretch(m);
}

static size_t common(Str a, Str b)
{
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n])
        n++;
    return n;
}

static void count_loss(const Stretch *s, size_t have, Losses *l)
{
    for (size_t i = 0; i < s->bursts.n; i++)
        if (s->bursts.p[i].end > have) {
            int64_t age = s->killed_ns - s->bursts.p[i].ns;
            l->lost++;
            l->over_a_second += age > NS_PER_S;
            l->sum_ns += age;
            l->oldest_ns = MAX(l->oldest_ns, age);
            return;
        }
}

// What was typed on a base, as far as it came.
static const char *refuses(const Model *m, Str base, Str text, Losses *losses)
{
    if (!str_starts(text, base))
        return "the text does not begin with what was there";
    text = str_from(text, base.n);
    VEC_EACH (const Stretch, s, &m->typed) {
        size_t n = common(text, buf_str(&s->text));
        if (n < s->sure)
            return "the text lacks what was reported kept";
        if (losses && s->killed_ns)
            count_loss(s, n, losses);
        text = str_from(text, n);
    }
    return text.n ? "the text has what nobody typed" : NULL;
}

const char *model_refuses(const Model *m, Str text, Losses *losses)
{
    const char *why = refuses(m, buf_str(&m->base), text, NULL);
    if (!why)
        return refuses(m, buf_str(&m->base), text, losses);
    for (size_t i = 0; m->restoring && i < m->acknowledged.n + m->known.n; i++) {
        size_t n = m->acknowledged.n;
        const Buf *base = i < n ? &m->acknowledged.p[i] : &m->known.p[i - n];
        if (!refuses(m, buf_str(base), text, NULL))
            return NULL;
    }
    return why;
}

const char *model_refuses_file(Model *m, Str bytes)
{
    Buf copy = BUF_INIT;
    bool same = str_eq(bytes, buf_str(&m->file));
    bool restored = m->restoring && is_known(m, bytes);
    const char *why = m->saving ? model_refuses(m, bytes, NULL) : "the file is another one";
    m->saving = false;
    if (same || restored || !why)
        set(&m->file, bytes);
    if (same || restored)
        return NULL;
    if (!why) {
        buf_add(&copy, bytes);
        vec_push(&m->known, copy);
    }
    return why;
}
