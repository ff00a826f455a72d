// Going from problem to problem, over all files.
#include "workspace/inner.h"
#include "workspace/problems.h"

static const Problem *by_id(const ProblemFile *f, uint64_t id)
{
    VEC_EACH (Problem, p, &f->all)
        if (p->id == id)
            return p;
    return NULL;
}

bool problem_show(Workspace *ws, const char *path, uint64_t id, Err *err)
{
    if (!fs_exists(path) && !document_find(ws, path)) {
        AUTO(free) char *shown = workspace_pretty(ws, path);
        return err_set(err, "cannot open '%s': no such file", shown);
    }
    if (!workspace_open(ws, path, err))
        return false;
    View *v = workspace_view(ws);
    ProblemFile *f = problems_file(ws->problems, path);
    if (f && !f->doc && document_find(ws, path) != v->doc)
        problems_attach(ws, v->doc); // opened by another name
    problems_settle(ws);
    const Problem *p = f ? by_id(f, id) : NULL;
    if (!p)
        return true;
    if (f->doc == v->doc->id)
        view_goto(v, p->start);
    else
        view_goto_line(v, (size_t)p->at.row, MAX(0, p->at.col));
    v->centre = true;
    return true;
}

// Does x stand before y, in one file?
static bool is_before(const ProblemFile *f, const Problem *x, const Problem *y)
{
    if (f->doc && x->start != y->start)
        return x->start < y->start;
    if (!f->doc && x->at.row != y->at.row)
        return x->at.row < y->at.row;
    if (!f->doc && x->at.col != y->at.col)
        return x->at.col < y->at.col;
    return x->id < y->id;
}

// The first of a file that is behind `from` in direction dir; NULL `from`: the very first.
static const Problem *nearest(const ProblemFile *f, const Problem *from, int dir)
{
    const Problem *best = NULL;
    VEC_EACH (const Problem, p, &f->all) {
        bool behind = !from || (dir > 0 ? is_before(f, from, p) : is_before(f, p, from));
        if (behind && (!best || (dir > 0 ? is_before(f, p, best) : is_before(f, best, p))))
            best = p;
    }
    return best;
}

// What the cursor stands on counts as visited, though others may begin there too.
static const Problem *behind_cursor(const Workspace *ws, const ProblemFile *f, size_t cursor,
                                    int dir)
{
    const Problem *last = by_id(f, ws->problem_list.visited);
    Problem here = {.start = cursor, .id = dir > 0 ? UINT64_MAX : 0};
    if (last && last->start == cursor)
        here.id = last->id;
    return nearest(f, &here, dir);
}

static size_t file_index(ProblemFile *const *files, size_t n, const char *path)
{
    size_t i = 0;
    while (i < n && path && strcmp(files[i]->path, path) < 0)
        i++;
    return i;
}

static void say(Workspace *ws, const Problem *p)
{
    Str rest = str_c(p->message), line = STR_NULL;
    str_split(&rest, '\n', &line);
    message_say(ws, MESSAGE_RESULT, "%c " STR_FMT "%s%s%s", severity_letter(p->severity),
                STR_ARG(line), p->code ? " (" : "", p->code ? p->code : "", p->code ? ")" : "");
}

static bool go(Workspace *ws, const ProblemFile *f, const Problem *p, Err *err)
{
    AUTO(free) char *path = xstrdup(f->path);
    uint64_t id = p->id;
    if (!problem_show(ws, path, id, err))
        return false;
    ws->problem_list.visited = id;
    f = problems_file(ws->problems, path);
    p = f ? by_id(f, id) : NULL;
    if (p)
        say(ws, p);
    return true;
}

bool problems_step(Workspace *ws, int dir, Err *err)
{
    size_t n;
    ProblemFile *const *files = problems_files(ws->problems, &n);
    const View *v = workspace_view(ws);
    const char *here = v ? v->doc->path : NULL;
    if (n == 0)
        return err_set(err, "there are no problems");
    problems_settle(ws);
    const ProblemFile *f = v ? problems_of(ws, v->doc) : NULL;
    const Problem *p = f && f->doc ? behind_cursor(ws, f, view_cursor(v), dir) : NULL;
    if (p)
        return go(ws, f, p, err);
    size_t i = file_index(files, n, here);
    if (dir > 0)
        i = (i + (f != NULL)) % n;
    else
        i = (i + n - 1) % n;
    return go(ws, files[i], nearest(files[i], NULL, dir), err);
}
