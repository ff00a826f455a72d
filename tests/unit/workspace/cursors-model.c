// Random edits at many cursors, held against a plain string and a plain list of selections.
#include "suite.h"

enum { STEPS = 4000, SIZE_MAX_MODEL = 400, CURSORS = 12 };

typedef struct {
    Buf text;
    Selections sel;
} State;

typedef struct {
    Vec(State) states; // of undo
    size_t now;
    State s;                       // the present one
    Vec(Selections) before, after; // of the edit that led to states[i]
    unsigned seed;
} Model;

static unsigned next_random(Model *m, unsigned below)
{
    m->seed = m->seed * 1103515245 + 12345;
    return (m->seed >> 16 & 0x7FFF) % below;
}

static void swap_down(Selections *s, size_t i)
{
    Selection x = s->v.p[i];
    s->v.p[i] = s->v.p[i - 1];
    s->v.p[i - 1] = x;
    if (s->primary == i || s->primary == i - 1)
        s->primary = s->primary == i ? i - 1 : i;
}

static bool meet(const Selection *a, const Selection *b)
{
    size_t end = selection_end(a), start = selection_start(b);
    return start < end || (start == end && (selection_is_empty(a) || selection_is_empty(b)));
}

// Sorted by exchanging neighbours, merged one by one.
static void tidy(Selections *s)
{
    for (size_t i = 1; i < s->v.n; i++)
        for (size_t k = i; k > 0; k--) {
            const Selection *a = &s->v.p[k - 1], *b = &s->v.p[k];
            size_t as = selection_start(a), bs = selection_start(b);
            if (bs < as || (bs == as && selection_end(b) < selection_end(a)))
                swap_down(s, k);
        }
    for (size_t i = 1; i < s->v.n;) {
        Selection *a = &s->v.p[i - 1], b = s->v.p[i];
        if (!meet(a, &b)) {
            i++;
            continue;
        }
        *a = selection_of(selection_start(a), MAX(selection_end(a), selection_end(&b)));
        vec_remove(&s->v, i, 1);
        s->primary -= s->primary >= i;
    }
}

static void replace_all(State *s, const Selections *gone, const char *const *with, size_t nwith)
{
    size_t grown = 0;
    for (size_t i = 0; i < gone->v.n; i++) {
        size_t start = selection_start(&gone->v.p[i]), end = selection_end(&gone->v.p[i]);
        Str in = str_c(with[i % nwith]);
        buf_splice(&s->text, start + grown, end + grown, in);
        grown += in.n - (end - start);
        s->sel.v.p[i] = selection_at(end + grown);
    }
    s->sel.v.n = gone->v.n;
    s->sel.primary = gone->primary;
    tidy(&s->sel);
}

static void extend(State *s, Selections *gone, bool left)
{
    selections_copy(gone, &s->sel);
    VEC_EACH (Selection, x, &gone->v)
        if (selection_is_empty(x))
            x->anchor = left ? x->head - (x->head > 0) : x->head + (x->head < s->text.n);
    tidy(gone);
}

static void keep(Model *m, const Selections *before)
{
    for (; m->states.n > m->now + 1; m->states.n--) {
        buf_deinit(&vec_last(&m->states).text);
        selections_deinit(&vec_last(&m->before));
        selections_deinit(&vec_last(&m->after));
        m->before.n--, m->after.n--;
    }
    vec_push(&m->states, (State){0});
    buf_add(&vec_last(&m->states).text, buf_str(&m->s.text));
    vec_push(&m->before, (Selections){0});
    vec_push(&m->after, (Selections){0});
    selections_copy(&vec_last(&m->before), before);
    selections_copy(&vec_last(&m->after), &m->s.sel);
    m->now++;
}

// Both make the same edit, which is an undo step.
static void edit(Model *m, View *v)
{
    static const char *const x[] = {"x"}, *const nl[] = {"\n"}, *const none[] = {""};
    AUTO(selections) Selections before = {0}, gone = {0};
    size_t state = text_state(v->doc->text);
    selections_copy(&before, &m->s.sel);
    text_undo_break(v->doc->text);
    switch (next_random(m, m->s.text.n > SIZE_MAX_MODEL ? 2 : 5)) {
    case 0:
    case 1: {
        bool left = next_random(m, 2);
        extend(&m->s, &gone, left);
        replace_all(&m->s, &gone, none, 1);
        MUST(view_delete(v, left ? MOVE_LEFT : MOVE_RIGHT, &err));
        break;
    }
    case 2:
        replace_all(&m->s, &before, nl, 1);
        MUST(view_newline(v, &err));
        break;
    case 3: {
        static const char *const lines[] = {"one", "", "three"};
        static const char *const all[] = {"one\n\nthree"};
        bool each = m->s.sel.v.n == ARRAY_LEN(lines);
        replace_all(&m->s, &before, each ? lines : all, each ? ARRAY_LEN(lines) : 1);
        MUST(view_paste(v, STR("one\n\nthree"), &err));
        break;
    }
    default:
        replace_all(&m->s, &before, x, 1);
        MUST(view_type(v, STR("x"), &err));
    }
    if (text_state(v->doc->text) != state) // also if the bytes are the same
        keep(m, &before);
}

static void move(Model *m, View *v)
{
    bool left = next_random(m, 2), select = next_random(m, 2);
    VEC_EACH (Selection, x, &m->s.sel.v) {
        if (!select && !selection_is_empty(x))
            x->head = left ? selection_start(x) : selection_end(x);
        else
            x->head = left ? x->head - (x->head > 0) : x->head + (x->head < m->s.text.n);
        x->anchor = select ? x->anchor : x->head;
    }
    tidy(&m->s.sel);
    view_move(v, left ? MOVE_LEFT : MOVE_RIGHT, select);
    selections_copy(&m->s.sel, &v->sel); // which way a merged one looks is told elsewhere
}

static void place(Model *m, View *v)
{
    vec_clear(&m->s.sel.v);
    for (unsigned n = 1 + next_random(m, CURSORS); n > 0; n--) {
        size_t size = m->s.text.n + 1, at = next_random(m, (unsigned)size);
        size_t other = next_random(m, 3) ? at : next_random(m, (unsigned)size);
        vec_push(&m->s.sel.v, selection_of(at, other));
    }
    m->s.sel.primary = next_random(m, (unsigned)m->s.sel.v.n);
    view_select_all(v, &m->s.sel);
    tidy(&m->s.sel);
}

static void travel(Model *m, View *v)
{
    bool undo = next_random(m, 2);
    if (undo ? m->now == 0 : m->now + 1 == m->states.n) {
        MUST_FAIL(undo ? view_undo(v, &err) : view_redo(v, &err));
        return;
    }
    const Selections *sel = undo ? &m->before.p[m->now] : &m->after.p[m->now + 1];
    m->now += undo ? (size_t)-1 : 1;
    buf_clear(&m->s.text);
    buf_add(&m->s.text, buf_str(&m->states.p[m->now].text));
    selections_copy(&m->s.sel, sel);
    MUST(undo ? view_undo(v, &err) : view_redo(v, &err));
}

static void compare(Model *m, const View *v, int step)
{
    bool same = v->sel.v.n == m->s.sel.v.n && v->sel.primary == m->s.sel.primary;
    expect_text(v, buf_c(&m->s.text));
    for (size_t i = 0; same && i < v->sel.v.n; i++) {
        const Selection *a = &v->sel.v.p[i], *b = &m->s.sel.v.p[i];
        same = selection_start(a) == selection_start(b) && selection_end(a) == selection_end(b);
    }
    if (!same)
        fail_msg("selections differ after step %d", step);
    selections_copy(&m->s.sel, &v->sel);
}

static void random_edits_match_a_plain_model(void **state)
{
    World *w = *state;
    Model m = {.seed = 11};
    world_put(w, "a.txt", "some text\nof three\nlines\n");
    w->ws->options.auto_indent = AUTO_INDENT_NONE;
    View *v = world_open(w, "a.txt");
    v->doc->tabs = true; // Backspace takes one blank
    buf_add_c(&m.s.text, "some text\nof three\nlines\n");
    selections_init(&m.s.sel);
    m.now = SIZE_MAX;
    keep(&m, &m.s.sel);
    for (int i = 0; i < STEPS; i++) {
        unsigned what = next_random(&m, 10);
        if (what < 4)
            edit(&m, v);
        else if (what < 6)
            move(&m, v);
        else if (what < 8)
            place(&m, v);
        else
            travel(&m, v);
        compare(&m, v, i);
    }
    for (size_t i = 0; i < m.states.n; i++) {
        buf_deinit(&m.states.p[i].text);
        selections_deinit(&m.before.p[i]);
        selections_deinit(&m.after.p[i]);
    }
    vec_deinit(&m.states);
    vec_deinit(&m.before);
    vec_deinit(&m.after);
    buf_deinit(&m.s.text);
    selections_deinit(&m.s.sel);
}

const struct CMUnitTest cursors_model_tests[] = {CASE(random_edits_match_a_plain_model)};
const size_t cursors_model_tests_n = ARRAY_LEN(cursors_model_tests);
