#include "workspace/palette.h"

enum { RECENT_KEPT = 20 };

void palette_clear_rows(Palette *p)
{
    VEC_EACH (PaletteRow, r, &p->rows) {
        free(r->label);
        free(r->detail);
        free(r->value);
        vec_deinit(&r->hits);
    }
    vec_clear(&p->rows);
    p->selected = 0;
}

void palette_open(Palette *p, const char *query)
{
    p->open = true;
    p->accept = false;
    free(steal(&p->subject));
    palette_set_query(p, str_c(query));
}

void palette_close(Palette *p)
{
    p->open = false;
    palette_clear_rows(p);
}

void palette_set_query(Palette *p, Str query)
{
    buf_clear(&p->query);
    buf_add(&p->query, query);
    p->stale = true;
    p->accept = false;
    p->selected = 0;
}

int palette_recency(const Palette *p, const char *id)
{
    for (size_t i = 0; i < p->recent.n; i++)
        if (strcmp(p->recent.p[i], id) == 0)
            return (int)i + 1;
    return 0;
}

void palette_remember(Palette *p, const char *id)
{
    size_t at = (size_t)palette_recency(p, id);
    if (at || p->recent.n == RECENT_KEPT) {
        at = at ? at - 1 : 0;
        free(p->recent.p[at]);
        vec_remove(&p->recent, at, 1);
    }
    vec_push(&p->recent, xstrdup(id));
}

void palette_deinit(Palette *p)
{
    free(p->subject);
    VEC_EACH (char *, r, &p->recent)
        free(*r);
    vec_deinit(&p->recent);
    palette_clear_rows(p);
    vec_deinit(&p->rows);
    buf_deinit(&p->query);
}
