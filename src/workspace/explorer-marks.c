// What the next operation is about, and what waits to be pasted.
#include "workspace/explorer-inner.h"
#include "base/path.h"

void explorer_mark(Explorer *x, const char *path, bool on)
{
    if (on)
        map_set(&x->marks, str_c(path), x);
    else
        map_remove(&x->marks, str_c(path));
}

bool explorer_is_marked(const Explorer *x, const char *path)
{
    return map_has(&x->marks, str_c(path));
}

void explorer_clear_marks(Explorer *x)
{
    map_clear(&x->marks);
}

size_t explorer_marks(const Explorer *x)
{
    return x->marks.n;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// Of a folder and what is in it, the folder alone.
static void drop_nested(Paths *p)
{
    Map kept = {0};
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++) {
        bool nested = false;
        for (Str dir = path_dir(str_c(p->p[i])); dir.n > 1 && !nested; dir = path_dir(dir))
            nested = map_has(&kept, dir);
        if (nested) {
            free(p->p[i]);
            continue;
        }
        map_set(&kept, str_c(p->p[i]), NULL);
        p->p[n++] = p->p[i];
    }
    p->n = n;
    map_deinit(&kept);
}

Paths explorer_targets(const Explorer *x)
{
    Paths out = {0};
    MAP_EACH (path, value, &x->marks)
        vec_push(&out, str_dup(path));
    if (out.n) {
        qsort(out.p, out.n, sizeof *out.p, by_path); // a folder before what is in it
        drop_nested(&out);
    } else if (explorer_count(x)) {
        vec_push(&out, explorer_path(x, explorer_selected(x)));
    }
    return out;
}

void explorer_clip(Explorer *x, Paths paths, bool cut)
{
    paths_deinit(&x->clip);
    map_clear(&x->clip_set);
    x->clip = paths;
    x->clip_cut = cut;
    VEC_EACH (char *, p, &x->clip)
        map_set(&x->clip_set, str_c(*p), x);
}

const Paths *explorer_clipped(const Explorer *x, bool *cut)
{
    *cut = x->clip_cut;
    return &x->clip;
}
