#include "workspace/problems.h"
#include "workspace/inner.h"
#include "base/path.h"

struct Problems {
    Workspace *ws;              // borrowed
    Map files;                  // ProblemFile by path; owned
    Vec(ProblemFile *) by_path; // borrowed from `files`
    bool unsorted;
    Vec(char *) sources; // owned
    Map interned;        // owned strings
    size_t count[SEVERITY_COUNT];
    size_t total, refused;
    uint64_t version, last_id;
};

char severity_letter(Severity s)
{
    return "EWIH"[s];
}

Problems *problems_new(Workspace *ws)
{
    Problems *ps = NEW(Problems);
    ps->ws = ws;
    return ps;
}

static void problem_deinit(Problem *p)
{
    free(p->message);
    free(p->code);
    VEC_EACH (ProblemRelated, r, &p->related) {
        free(r->path);
        free(r->message);
    }
    vec_deinit(&p->related);
    *p = (Problem){0};
}

void problem_relate(Problem *p, const char *path, ProblemPlace at, const char *message)
{
    if (p->related.n < RELATED_MAX)
        vec_push(&p->related, ((ProblemRelated){xstrdup(path), at.row, at.col, xstrdup(message)}));
}

static void file_free(ProblemFile *f)
{
    VEC_EACH (Problem, p, &f->all)
        problem_deinit(p);
    vec_deinit(&f->all);
    map_deinit(&f->seen);
    free(f->path);
    free(f);
}

static void forget_files(Problems *ps)
{
    VEC_EACH (ProblemFile *, f, &ps->by_path)
        file_free(*f);
    vec_clear(&ps->by_path);
    map_clear(&ps->files);
    memset(ps->count, 0, sizeof ps->count);
    ps->total = ps->refused = 0;
    ps->version++;
}

void problems_free(Problems *ps)
{
    if (!ps)
        return;
    forget_files(ps);
    vec_deinit(&ps->by_path);
    map_deinit(&ps->files);
    MAP_EACH (key, value, &ps->interned)
        free(value);
    map_deinit(&ps->interned);
    VEC_EACH (char *, s, &ps->sources)
        free(*s);
    vec_deinit(&ps->sources);
    free(ps);
}

uint32_t problems_source(Problems *ps, const char *name)
{
    for (size_t i = 0; i < ps->sources.n; i++)
        if (strcmp(ps->sources.p[i], name) == 0)
            return (uint32_t)i;
    vec_push(&ps->sources, xstrdup(name));
    return (uint32_t)ps->sources.n - 1;
}

const char *problems_intern(Problems *ps, Str s)
{
    char *kept = map_find(&ps->interned, s);
    if (!kept)
        map_set(&ps->interned, s, kept = str_dup(s));
    return kept;
}

static ProblemFile *file_new(Problems *ps, const char *path)
{
    ProblemFile *f = NEW(ProblemFile);
    f->path = xstrdup(path);
    map_set(&ps->files, str_c(path), f);
    vec_push(&ps->by_path, f);
    ps->unsorted = true;
    const Document *d = document_find(ps->ws, path);
    if (d)
        problems_attach(ps->ws, d);
    return f;
}

static void say_key(const Problem *p, uint32_t source, Buf *out)
{
    buf_addf(out, "%u %d %d %d %s", source, p->at.row, p->at.col, (int)p->severity, p->message);
}

static void place(const Workspace *ws, const ProblemFile *f, Problem *p)
{
    const Document *d = f->doc ? document_by_id(ws, f->doc) : NULL;
    if (d)
        problem_place(text_now(d->text), &p->at, &p->start, &p->end);
}

bool problems_add(Problems *ps, uint32_t source, const char *path, Problem *p)
{
    ProblemFile *f = problems_file(ps, path);
    AUTO(buf) Buf key = BUF_INIT;
    say_key(p, source, &key);
    bool full = ps->total == PROBLEMS_MAX;
    if (full || (f && map_has(&f->seen, buf_str(&key)))) {
        ps->refused += full;
        ps->version += full;
        problem_deinit(p);
        return false;
    }
    if (!f)
        f = file_new(ps, path);
    map_set(&f->seen, buf_str(&key), NULL);
    p->id = ++ps->last_id;
    p->source = source;
    place(ps->ws, f, p);
    f->count[p->severity]++;
    ps->count[p->severity]++;
    ps->total++;
    ps->version++;
    f->unsorted = true;
    vec_push(&f->all, *p);
    *p = (Problem){0};
    return true;
}

static void forget(Problems *ps, ProblemFile *f, size_t i)
{
    Problem *p = &f->all.p[i];
    f->count[p->severity]--;
    ps->count[p->severity]--;
    ps->total--;
    ps->version++;
    problem_deinit(p);
}

// Keep of a file what `id` and `source` do not name: one problem, or all of a source, or all.
static void filter(Problems *ps, ProblemFile *f, const uint32_t *source, uint64_t id)
{
    size_t kept = 0;
    map_clear(&f->seen);
    for (size_t i = 0; i < f->all.n; i++) {
        Problem *p = &f->all.p[i];
        if ((!source || p->source == *source) && (!id || p->id == id)) {
            forget(ps, f, i);
            continue;
        }
        AUTO(buf) Buf key = BUF_INIT;
        say_key(p, p->source, &key);
        map_set(&f->seen, buf_str(&key), NULL);
        Problem keep = *p;
        f->all.p[kept++] = keep;
    }
    f->all.n = kept;
}

static bool has_source(const ProblemFile *f, uint32_t source)
{
    VEC_EACH (Problem, p, &f->all)
        if (p->source == source)
            return true;
    return false;
}

static void drop_empty(Problems *ps)
{
    size_t kept = 0;
    for (size_t i = 0; i < ps->by_path.n; i++) {
        ProblemFile *f = ps->by_path.p[i];
        if (f->all.n) {
            ps->by_path.p[kept++] = f;
            continue;
        }
        map_remove(&ps->files, str_c(f->path));
        file_free(f);
    }
    ps->by_path.n = kept;
    if (!ps->total)
        ps->refused = 0;
}

void problems_clear(Problems *ps, uint32_t source, const char *path)
{
    VEC_EACH (ProblemFile *, f, &ps->by_path)
        if ((!path || strcmp((*f)->path, path) == 0) && has_source(*f, source))
            filter(ps, *f, &source, 0);
    drop_empty(ps);
}

void problems_replace(Problems *ps, uint32_t source, const char *path, Problem *v, size_t n)
{
    problems_clear(ps, source, path);
    for (size_t i = 0; i < n; i++)
        problems_add(ps, source, path, &v[i]);
}

void problems_clear_all(Problems *ps)
{
    forget_files(ps);
}

void problems_dismiss(Problems *ps, const char *path, uint64_t id)
{
    ProblemFile *f = problems_file(ps, path);
    if (!f)
        return;
    filter(ps, f, NULL, id);
    drop_empty(ps);
}

size_t problems_count(const Problems *ps, Severity s)
{
    return ps->count[s];
}

size_t problems_total(const Problems *ps)
{
    return ps->total;
}

size_t problems_refused(const Problems *ps)
{
    return ps->refused;
}

uint64_t problems_version(const Problems *ps)
{
    return ps->version;
}

static int by_path(const void *a, const void *b)
{
    return strcmp((*(ProblemFile *const *)a)->path, (*(ProblemFile *const *)b)->path);
}

ProblemFile *const *problems_files(Problems *ps, size_t *n)
{
    if (ps->unsorted)
        qsort(ps->by_path.p, ps->by_path.n, sizeof *ps->by_path.p, by_path);
    ps->unsorted = false;
    *n = ps->by_path.n;
    return ps->by_path.p;
}

// How many of them come before a path.
static size_t count_before(ProblemFile *const *all, size_t n, const char *path)
{
    size_t low = 0;
    while (low < n) {
        size_t mid = (low + n) / 2;
        if (strcmp(all[mid]->path, path) < 0)
            low = mid + 1;
        else
            n = mid;
    }
    return low;
}

static Severity gravest(const ProblemFile *f)
{
    int s = 0;
    while (s < SEVERITY_COUNT && !f->count[s])
        s++;
    return (Severity)s;
}

Severity problems_gravest(Problems *ps, const char *path, size_t *count)
{
    size_t n;
    ProblemFile *const *all = problems_files(ps, &n);
    const ProblemFile *own = problems_file(ps, path);
    Severity worst = own ? gravest(own) : SEVERITY_COUNT;
    *count = worst < SEVERITY_COUNT ? own->count[worst] : 0;
    if (own || !n)
        return worst;
    AUTO(free) char *below = path_join(path, "");
    for (size_t i = count_before(all, n, below); i < n && worst != SEVERITY_ERROR; i++) {
        if (!path_within(path, all[i]->path))
            break;
        worst = MIN(worst, gravest(all[i]));
    }
    return worst;
}

ProblemFile *problems_file(const Problems *ps, const char *path)
{
    return map_find(&ps->files, str_c(path));
}

ProblemFile *problems_of(const Workspace *ws, const Document *d)
{
    return d->path ? problems_file(ws->problems, d->path) : NULL;
}
