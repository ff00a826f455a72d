#include "workspace/selection-log.h"

void selection_log_deinit(SelectionLog *l)
{
    VEC_EACH (StateSelections, s, &l->states) {
        selections_deinit(&s->before);
        selections_deinit(&s->after);
    }
    vec_deinit(&l->states);
}

void selection_log_note(SelectionLog *l, size_t state, const Selections *before,
                        const Selections *after)
{
    while (l->states.n <= state)
        vec_push(&l->states, (StateSelections){0});
    StateSelections *s = &l->states.p[state];
    if (s->before.v.n == 0)
        selections_copy(&s->before, before);
    selections_copy(&s->after, after);
}

const Selections *selection_log_before(const SelectionLog *l, size_t state)
{
    return state < l->states.n && l->states.p[state].before.v.n ? &l->states.p[state].before : NULL;
}

const Selections *selection_log_after(const SelectionLog *l, size_t state)
{
    return state < l->states.n && l->states.p[state].after.v.n ? &l->states.p[state].after : NULL;
}
