#include "workspace/problem-list.h"
#include "base/path.h"
#include "workspace/inner.h"

#include <strings.h>

void problem_list_deinit(ProblemList *l)
{
    vec_deinit(&l->rows);
    vec_deinit(&l->open);
    buf_deinit(&l->filter);
}

static bool holds(const char *text, Str word)
{
    size_t n = text ? strlen(text) : 0;
    for (size_t i = 0; i + word.n <= n; i++)
        if (strncasecmp(text + i, word.p, word.n) == 0)
            return true;
    return false;
}

static bool passes(const ProblemList *l, const char *path, const Problem *p)
{
    Str rest = buf_str(&l->filter), word;
    if (l->hidden & (1u << p->severity))
        return false;
    while (str_split(&rest, ' ', &word)) {
        bool without = word.n > 1 && word.p[0] == '!';
        word = str_from(word, without);
        bool in = holds(p->message, word) || holds(p->code, word) || holds(p->label, word) ||
                  holds(path, word);
        if (word.n && in == without)
            return false;
    }
    return true;
}

static bool is_open(const ProblemList *l, uint64_t id)
{
    VEC_EACH (const uint64_t, x, &l->open)
        if (*x == id)
            return true;
    return false;
}

static void add_problem(ProblemList *l, const ProblemFile *f, size_t file, size_t i)
{
    const Problem *p = &f->all.p[i];
    vec_push(&l->rows,
             ((ProblemRow){.kind = PROBLEM_ROW_PROBLEM, .file = file, .problem = i, .id = p->id}));
    for (size_t r = 0; is_open(l, p->id) && r < p->related.n; r++)
        vec_push(&l->rows, ((ProblemRow){PROBLEM_ROW_RELATED, file, i, r, p->id, 0}));
}

static void add_file(Workspace *ws, const ProblemFile *f, size_t file)
{
    ProblemList *l = &ws->problem_list;
    AUTO(free) char *path = workspace_pretty(ws, f->path);
    size_t head = l->rows.n, shown = 0;
    vec_push(&l->rows, ((ProblemRow){.kind = PROBLEM_ROW_FILE, .file = file}));
    for (size_t i = 0; i < f->all.n; i++) {
        if (!passes(l, path, &f->all.p[i]))
            continue;
        shown++;
        if (!f->folded)
            add_problem(l, f, file, i);
    }
    l->rows.p[head].shown = shown;
    if (!shown)
        l->rows.n = head;
}

// The row that stands for what was selected, or the nearest one.
static size_t find_again(const ProblemList *l, const ProblemRow *was, size_t at)
{
    for (size_t i = 0; was && was->id && i < l->rows.n; i++)
        if (l->rows.p[i].id == was->id && l->rows.p[i].kind == was->kind &&
            l->rows.p[i].related == was->related)
            return i;
    return l->rows.n ? MIN(at, l->rows.n - 1) : 0;
}

void problem_list_settle(Workspace *ws)
{
    ProblemList *l = &ws->problem_list;
    uint64_t version = problems_version(ws->problems);
    if (version == l->version && !l->stale)
        return;
    size_t n;
    ProblemFile *const *files = problems_files(ws->problems, &n);
    ProblemRow was = l->selected < l->rows.n ? l->rows.p[l->selected] : (ProblemRow){0};
    vec_clear(&l->rows);
    for (size_t i = 0; i < n; i++)
        add_file(ws, files[i], i);
    l->selected = find_again(l, &was, l->selected);
    l->version = version;
    l->stale = false;
}

void problem_list_set_filter(ProblemList *l, Str filter)
{
    buf_clear(&l->filter);
    buf_add(&l->filter, filter);
    l->stale = true;
}

void problem_list_toggle(ProblemList *l, int severity)
{
    l->hidden ^= 1u << severity;
    l->stale = true;
}

void problem_list_fold(Workspace *ws, size_t row, bool fold)
{
    ProblemList *l = &ws->problem_list;
    size_t n;
    ProblemFile *const *files = problems_files(ws->problems, &n);
    if (row >= l->rows.n)
        return;
    ProblemRow *r = &l->rows.p[row];
    if (r->kind == PROBLEM_ROW_FILE)
        files[r->file]->folded = fold;
    else if (fold)
        for (size_t i = l->open.n; i-- > 0;)
            if (l->open.p[i] == r->id)
                vec_remove(&l->open, i, 1);
    if (!fold && r->kind == PROBLEM_ROW_PROBLEM && !is_open(l, r->id))
        vec_push(&l->open, r->id);
    l->stale = true;
}

bool problem_list_is_folded(const Workspace *ws, size_t row)
{
    const ProblemList *l = &ws->problem_list;
    size_t n;
    const ProblemRow *r = &l->rows.p[row];
    const ProblemFile *f = problems_files(ws->problems, &n)[r->file];
    return r->kind == PROBLEM_ROW_FILE ? f->folded : !is_open(l, r->id);
}

void problem_list_move(Workspace *ws, long by)
{
    ProblemList *l = &ws->problem_list;
    long n = (long)l->rows.n, at = (long)l->selected + by;
    l->selected = n ? (size_t)CLAMP(at, 0L, n - 1) : 0;
}

void problem_list_dismiss(Workspace *ws, size_t row)
{
    const ProblemList *l = &ws->problem_list;
    size_t n;
    if (row >= l->rows.n)
        return;
    const ProblemRow *r = &l->rows.p[row];
    const ProblemFile *f = problems_files(ws->problems, &n)[r->file];
    AUTO(free) char *path = xstrdup(f->path), *pretty = workspace_pretty(ws, path);
    Vec(uint64_t) ids = {0};
    VEC_EACH (const Problem, p, &f->all)
        if (r->kind == PROBLEM_ROW_FILE ? passes(l, pretty, p) : p->id == r->id)
            vec_push(&ids, p->id);
    VEC_EACH (const uint64_t, id, &ids)
        problems_dismiss(ws->problems, path, *id);
    vec_deinit(&ids);
}

static void add_line(Workspace *ws, const ProblemFile *f, const Problem *p, Buf *out)
{
    static const char *const names[] = {"error", "warning", "info", "hint"};
    AUTO(free) char *path = workspace_pretty(ws, f->path);
    size_t row;
    int col;
    problem_row_col(ws, f, p, &row, &col);
    buf_addf(out, "%s:%zu:", path, row + 1);
    if (col >= 0)
        buf_addf(out, "%d:", col + 1);
    buf_addf(out, " %s: %s", names[p->severity], p->message);
    if (p->code)
        buf_addf(out, " [%s]", p->code);
}

void problem_list_text(Workspace *ws, size_t row, Buf *out)
{
    const ProblemList *l = &ws->problem_list;
    size_t n;
    ProblemFile *const *files = problems_files(ws->problems, &n);
    if (row >= l->rows.n)
        return;
    const ProblemRow *r = &l->rows.p[row];
    const ProblemFile *f = files[r->file];
    const Problem *p = &f->all.p[r->problem];
    if (r->kind == PROBLEM_ROW_PROBLEM) {
        add_line(ws, f, p, out);
    } else if (r->kind == PROBLEM_ROW_RELATED) {
        const ProblemRelated *x = &p->related.p[r->related];
        AUTO(free) char *path = workspace_pretty(ws, x->path);
        buf_addf(out, "%s:%d: %s", path, x->row + 1, x->message);
    } else {
        AUTO(free) char *path = workspace_pretty(ws, f->path);
        VEC_EACH (const Problem, q, &f->all)
            if (passes(l, path, q)) {
                buf_add_c(out, out->n ? "\n" : "");
                add_line(ws, f, q, out);
            }
    }
}
