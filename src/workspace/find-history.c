// What was looked for, and put in its place, before.
#include "workspace/find-inner.h"

void find_history_deinit(FindHistory *h)
{
    VEC_EACH (char *, x, &h->all)
        free(*x);
    vec_deinit(&h->all);
    free(h->draft);
}

static void keep(FindHistory *h, Str text)
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
        keep(&f->history[i], buf_str(&f->text[i]));
}

void find_recall(Find *f, int dir)
{
    FindHistory *h = &f->history[f->field];
    bool is_kept = h->at < h->all.n && str_eq_c(find_text(f, f->field), h->all.p[h->at]);
    if (!is_kept) { // something else was typed since
        free(h->draft);
        h->draft = str_dup(find_text(f, f->field));
        h->at = h->all.n;
    }
    if (dir < 0 ? h->at == 0 : h->at >= h->all.n)
        return;
    h->at = dir < 0 ? h->at - 1 : h->at + 1;
    find_set_text(f, f->field,
                  str_c(h->at < h->all.n ? h->all.p[h->at]
                        : h->draft       ? h->draft
                                         : ""));
    f->shown++;
}
