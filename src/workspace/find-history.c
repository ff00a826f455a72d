// What was looked for, and put in its place, before.
#include "workspace/find-inner.h"

void find_history_deinit(FindHistory *h)
{
    VEC_EACH (char *, x, &h->all)
        free(*x);
    vec_deinit(&h->all);
    free(h->draft);
}

void field_history_keep(FindHistory *h, Str text)
{
    for (size_t i = 0; i < h->all.n; i++)
        if (str_eq_c(text, h->all.p[i])) {
            free(h->all.p[i]);
            vec_remove(&h->all, i, 1);
            break;
        }
    if (text.n)
        vec_push(&h->all, str_dup(text));
    if (h->all.n > FIND_HISTORY) {
        free(h->all.p[0]);
        vec_remove(&h->all, 0, 1);
    }
    h->at = h->all.n - (text.n > 0); // the newest is what is shown
    free(h->draft);
    h->draft = NULL;
}

void find_history_keep(Find *f)
{
    for (int i = 0; i < FIND_FIELDS; i++)
        field_history_keep(&f->history[i], buf_str(&f->text[i]));
}

const char *field_history_recall(FindHistory *h, Str now, int dir)
{
    bool is_kept = h->at < h->all.n && str_eq_c(now, h->all.p[h->at]);
    if (!is_kept) { // something else was typed since
        free(h->draft);
        h->draft = str_dup(now);
        h->at = h->all.n;
    }
    if (dir < 0 ? h->at == 0 : h->at >= h->all.n)
        return NULL;
    h->at = dir < 0 ? h->at - 1 : h->at + 1;
    return h->at < h->all.n ? h->all.p[h->at] : h->draft ? h->draft : "";
}

void find_recall(Find *f, int dir)
{
    const char *text = field_history_recall(&f->history[f->field], find_text(f, f->field), dir);
    if (!text)
        return;
    find_set_text(f, f->field, str_c(text));
    f->shown++;
}
