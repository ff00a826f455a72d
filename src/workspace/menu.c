#include "workspace/menu.h"
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

void menu_clear(Menu *m)
{
    VEC_EACH (MenuArea, a, &m->areas) {
        VEC_EACH (MenuRow, r, &a->rows) {
            free(r->label);
            free(r->key);
        }
        vec_deinit(&a->rows);
        free(a->name);
    }
    vec_clear(&m->areas);
}

void menu_open(Menu *m, MenuKind kind)
{
    menu_close(m);
    m->kind = kind;
    m->stale = true;
    m->inside = kind == MENU_CONTEXT;
}

void menu_place(Menu *m, int row, int col)
{
    m->placed = true;
    m->row = row;
    m->col = col;
}

void menu_close(Menu *m)
{
    menu_clear(m);
    m->kind = MENU_NONE;
    m->area = 0;
    m->wanted = NULL;
    m->placed = m->titles = m->stale = false;
}

MenuArea *menu_area(Menu *m)
{
    return &m->areas.p[m->area];
}

void menu_step(Menu *m, long by)
{
    size_t *at = m->inside ? &menu_area(m)->selected : &m->area;
    long n = (long)(m->inside ? menu_area(m)->rows.n : m->areas.n), to = (long)*at + by;
    *at = (size_t)(by == 1 || by == -1 ? (to + n) % n : CLAMP(to, 0L, n - 1));
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool menu_find(Menu *m, char letter)
{
    MenuArea *a = menu_area(m);
    size_t *at = m->inside ? &a->selected : &m->area, n = m->inside ? a->rows.n : m->areas.n;
    for (size_t i = 1; i <= n; i++) {
        size_t k = (*at + i) % n;
        const char *name = m->inside ? a->rows.p[k].label : m->areas.p[k].name;
        if (lower(name[0]) == lower(letter)) {
            *at = k;
            return true;
        }
    }
    return false;
}

void menu_deinit(Menu *m)
{
    menu_clear(m);
    vec_deinit(&m->areas);
}
