// Marks, which follow the edits of their text.
#include "vim/inner.h"

static NamedMark *find(Vim *vim, uint64_t doc, uint32_t name)
{
    VEC_EACH (NamedMark, m, &vim->marks)
        if (m->doc == doc && m->name == name)
            return m;
    return NULL;
}

void mark_put(Vim *vim, const Document *d, uint32_t name, size_t off)
{
    NamedMark *m = find(vim, d->id, name);
    if (!m) {
        vec_push(&vim->marks, ((NamedMark){.doc = d->id, .name = name}));
        m = &vec_last(&vim->marks);
    }
    mark_deinit(&m->at);
    mark_set(&m->at, d, off);
}

bool mark_get(Vim *vim, const Document *d, uint32_t name, size_t *off)
{
    NamedMark *m = find(vim, d->id, name);
    if (!m)
        return false;
    (void)mark_follow(vim->ws, &m->at);
    *off = MIN(m->at.off, snap_size(text_now(d->text)));
    return true;
}

void mark_jump(X *x)
{
    size_t from = x->vim->line_mark || x->line ? x->vim->line_from : seat_pos(x->seat)->head;
    mark_put(x->vim, x->v->doc, '\'', from);
    if (!x->vim->depth && !x->vim->in_global)
        jumps_leave(x->ws);
}

static bool set_mark(X *x)
{
    uint32_t c = x->c.arg;
    size_t head = seat_pos(x->seat)->head;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c < 128 && strchr("'`[]<>", (int)c)))
        mark_put(x->vim, x->v->doc, c == '`' ? '\'' : c, head);
    else
        return err_set(&x->err, "a mark is named by a letter");
    return true;
}

const CommandRow commands_marks[] = {{'m', TAKES_ARG, set_mark}, {0}};
