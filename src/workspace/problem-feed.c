#include "workspace/problem-feed.h"
#include "base/path.h"
#include "workspace/inner.h"

struct ProblemFeed {
    Workspace *ws;         // borrowed
    const MatcherSet *set; // borrowed
    ProblemScan *scan;
    uint32_t source;
    char *cwd, *file; // owned; file may be NULL
    size_t count[SEVERITY_COUNT];
    bool keeps;  // what was said before is still there
    bool worked; // its marks said once that it began
};

ProblemFeed *problem_feed_new(Workspace *ws, const MatcherSet *set, ProblemOrigin origin)
{
    ProblemFeed *f = NEW(ProblemFeed);
    f->ws = ws;
    f->set = set;
    f->scan = problem_scan_new(set);
    matchers_begin(set);
    f->source = problems_source(ws->problems, origin.source);
    f->cwd = xstrdup(origin.cwd);
    f->file = origin.file ? xstrdup(origin.file) : NULL;
    f->keeps = origin.keeps;
    if (!f->keeps)
        problems_clear(ws->problems, f->source, NULL);
    return f;
}

void problem_feed_free(ProblemFeed *f)
{
    if (!f)
        return;
    problem_scan_free(f->scan);
    free(f->cwd);
    free(f->file);
    free(f);
}

size_t problem_feed_count(const ProblemFeed *f, Severity s)
{
    return f->count[s];
}

bool problem_feed_is_idle(const ProblemFeed *f)
{
    return problem_scan_has_marks(f->scan) && f->worked && !problem_scan_is_working(f->scan);
}

static char *existing(const char *dir, const char *name)
{
    char *path = path_normal(dir, name);
    if (fs_exists(path) && !fs_is_dir(path))
        return path;
    free(path);
    return NULL;
}

static char *base_of(const ProblemFeed *f, const Matcher *m)
{
    static const char folder[] = "${workspaceFolder}";
    const char *rest = m->base ? m->base : "";
    if (strncmp(rest, folder, sizeof folder - 1) == 0)
        rest += sizeof folder - 1;
    while (rest != m->base && *rest == '/')
        rest++;
    return path_normal(f->ws->root, rest);
}

// As a matcher of the user's says: the file need not be there.
static char *path_as_said(const ProblemFeed *f, const Matcher *m, const char *name)
{
    AUTO(free) char *base = base_of(f, m);
    char *path = m->files == FILES_ABSOLUTE ? NULL : existing(base, name);
    if (!path && m->files == FILES_AUTO)
        path = existing(f->cwd, name);
    return path ? path : path_normal(base, name);
}

// Absolute path of the file that is meant, NULL if there is none; owned.
static char *path_of(const ProblemFeed *f, const Matcher *m, const FindingPlace *p)
{
    const char *name = p->file;
    if (!name || !*name)
        return f->file ? xstrdup(f->file) : NULL;
    if (strncmp(name, "file://", 7) == 0)
        name += 7;
    if (m->custom)
        return path_as_said(f, m, name);
    char *path = existing(f->cwd, name);
    if (!path)
        path = existing(f->ws->root, name);
    // a trace of Java names the file alone
    if (!path && f->file && !strchr(name, '/') && str_eq_c(path_base(str_c(f->file)), name))
        path = xstrdup(f->file);
    return path;
}

static bool is_own(const ProblemFeed *f, const char *path)
{
    static const char *const others[] = {"/node_modules/", "/site-packages/", "/.venv/",
                                         "/vendor/"};
    if (!path_within(f->ws->root, path))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        if (strstr(path, others[i]))
            return false;
    return true;
}

// Which of the places is shown: the innermost of the project's own files, else of any.
static char *choose(const ProblemFeed *f, const Finding *x, size_t *chosen)
{
    char *any = NULL;
    for (size_t i = 0; i < x->places.n; i++) {
        char *path = path_of(f, x->matcher, &x->places.p[i]);
        if (path && (is_own(f, path) || !any)) {
            bool own = is_own(f, path);
            free(any);
            any = path;
            *chosen = i;
            if (own)
                return any;
        } else {
            free(path);
        }
    }
    return any;
}

static void relate(const ProblemFeed *f, const Finding *x, const FindingPlace *p, Problem *out)
{
    AUTO(free) char *path = path_of(f, x->matcher, p);
    if (path)
        problem_relate(out, path, p->at, p->note ? p->note : "called from here");
}

static const char *label_of(const ProblemFeed *f, const Finding *x, const char *path)
{
    static const char *const c[] = {"c", "h", "cc", "cpp", "cxx", "hpp", "hh", "m", "mm", "S", "s"};
    Str ext = path_ext(str_c(path));
    if (x->matcher->custom)
        return problems_intern(f->ws->problems, str_c(x->matcher->label));
    if (strcmp(x->matcher->label, "gcc") != 0)
        return x->matcher->label;
    for (size_t i = 0; i < ARRAY_LEN(c); i++)
        if (str_eq_c(ext, c[i]))
            return "cc";
    return NULL; // many tools write so
}

static void take(ProblemFeed *f, Finding *x)
{
    size_t chosen = 0;
    AUTO(free) char *path = choose(f, x, &chosen);
    if (!path)
        return;
    Problem p = {.severity = x->severity,
                 .at = x->places.p[chosen].at,
                 .message = steal(&x->message),
                 .code = steal(&x->code),
                 .label = label_of(f, x, path)};
    if (f->keeps)
        problems_clear(f->ws->problems, f->source, NULL);
    f->keeps = false;
    for (size_t i = 0; i < x->places.n; i++)
        if (i != chosen)
            relate(f, x, &x->places.p[i], &p);
    VEC_EACH (const FindingPlace, n, &x->notes)
        relate(f, x, n, &p);
    Severity s = p.severity;
    f->count[s] += problems_add(f->ws->problems, f->source, path, &p);
}

static void take_all(ProblemFeed *f)
{
    Finding x;
    if (problem_scan_began(f->scan)) {
        f->worked = true;
        problems_clear(f->ws->problems, f->source, NULL);
    }
    while (problem_scan_take(f->scan, &x)) {
        take(f, &x);
        finding_deinit(&x);
    }
}

size_t problem_feed_bytes(ProblemFeed *f, Str bytes, int64_t until_ns)
{
    size_t n = problem_scan_feed(f->scan, bytes, until_ns);
    take_all(f);
    for (const char *e; (e = matchers_dropped(f->set));)
        message_say(f->ws, MESSAGE_WARNING,
                    "the problem matcher '%.60s' takes too long: it is left out for this run", e);
    return n;
}

void problem_feed_flush(ProblemFeed *f, bool end)
{
    problem_scan_flush(f->scan, end);
    take_all(f);
}
