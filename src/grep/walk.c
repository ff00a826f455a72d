// From folder to folder.  What is pushed last is done first, and files are pushed behind folders,
// so that few folders are open at a time and little waits, however large the tree.
#include "base/path.h"
#include "grep/inner.h"

#include <errno.h>
#include <fcntl.h>

enum { HANDFUL = 64 }; // files of one task

static GrepDir *grep_dir_new(int fd, Str rel)
{
    GrepDir *d = NEW(GrepDir);
    atomic_init(&d->refs, 1);
    d->fd = fd;
    d->rel = str_dup(rel);
    return d;
}

static GrepDir *grep_dir_ref(GrepDir *d)
{
    atomic_fetch_add(&d->refs, 1);
    return d;
}

static void grep_dir_free(GrepDir *d)
{
    if (!d || atomic_fetch_sub(&d->refs, 1) != 1)
        return;
    close(d->fd);
    free(d->rel);
    free(d);
}

void grep_task_free(GrepTask *t)
{
    grep_dir_free(t->dir);
    rule_node_free(t->rules);
    buf_deinit(&t->names);
}

void grep_unreadable(GrepWorker *w, Str rel, int failed)
{
    w->counts.unreadable++;
    if (w->problem.msg)
        return;
    AUTO(free) char *path = str_dup(rel);
    err_set_errno(&w->problem, -failed, "cannot read '%s'", *path ? path : w->g->root);
}

// What the globs and the rules say of an entry; `path` is w->path with the root's prefix.
static bool is_wanted(const GrepWorker *w, const RuleNode *rules, const char *name, bool is_dir)
{
    const Grep *g = w->g;
    Str path = buf_str(&w->path), rel = str_from(path, g->prefix.n);
    if (name[0] == '.' && !g->query.hidden)
        return false;
    if (globs_match(&g->always, rel) || globs_match(&g->exclude, rel) ||
        globs_match_negated(&g->include, rel))
        return false;
    if (!is_dir && g->include.positive && !globs_match(&g->include, rel))
        return false;
    return !rules || !rule_node_ignores(rules, path, is_dir);
}

static void push_folder(GrepWorker *w, RuleNode *rules)
{
    GrepTask t = {.rules = rules ? rule_node_ref(rules) : NULL};
    buf_add(&t.names, str_from(buf_str(&w->path), w->g->prefix.n));
    buf_add_byte(&t.names, '/');
    grep_push(w->g, t);
}

static void push_files(GrepWorker *w, GrepDir *d, Buf *names)
{
    GrepTask t = {.dir = grep_dir_ref(d), .names = *names};
    *names = (Buf){0};
    grep_push(w->g, t);
}

// Push the entries of one kind that are wanted.
static void push_entries(GrepWorker *w, GrepDir *d, RuleNode *rules, FsKind kind)
{
    size_t base = w->path.n, n = 0;
    Buf handful = {0};
    VEC_EACH (FsName, x, &w->names.all) {
        const char *name = fs_name(&w->names, x);
        if (x->kind != kind)
            continue;
        w->path.n = base;
        buf_add(&w->path, str_n(name, x->n));
        if (!is_wanted(w, rules, name, kind == FS_FOLDER))
            continue;
        if (kind == FS_FOLDER) {
            push_folder(w, rules);
            continue;
        }
        buf_add(&handful, str_n(name, x->n + 1));
        if (++n % HANDFUL == 0)
            push_files(w, d, &handful);
    }
    w->path.n = base;
    if (handful.n)
        push_files(w, d, &handful);
    buf_deinit(&handful);
}

// The rules that hold in the folder that was just listed.
static RuleNode *rules_in(const GrepWorker *w, RuleNode *around, const char *rel)
{
    if (!around || *rel == '\0')
        return around ? rule_node_ref(around) : NULL;
    AUTO(free) char *full = path_join(w->g->root, rel);
    return rule_node_in(around, &w->names, full, buf_str(&w->path));
}

void grep_walk_folder(GrepWorker *w, GrepTask *t)
{
    Grep *g = w->g;
    const char *rel = buf_c(&t->names);
    int fd = fs_dir_open(g->fd, *rel ? rel : ".", false);
    if (fd < 0) {
        grep_unreadable(w, buf_str(&t->names), fd);
        return;
    }
    GrepDir *d = grep_dir_new(fd, str_c(rel));
    int failed = fs_dir_names(fd, &w->names);
    if (failed)
        grep_unreadable(w, buf_str(&t->names), failed);
    buf_clear(&w->path);
    buf_add(&w->path, buf_str(&g->prefix));
    buf_add_c(&w->path, rel);
    RuleNode *rules = rules_in(w, t->rules, rel);
    push_entries(w, d, rules, FS_FOLDER);
    push_entries(w, d, rules, FS_FILE);
    rule_node_free(rules);
    grep_dir_free(d);
}

void grep_walk_files(GrepWorker *w, const GrepTask *t)
{
    Str rest = buf_str(&t->names), name;
    while (rest.n && !grep_is_stopped(w) && str_split(&rest, '\0', &name)) {
        buf_clear(&w->path);
        buf_add_c(&w->path, t->dir->rel);
        buf_add(&w->path, name);
        Str rel = buf_str(&w->path);
        const GrepText *text = w->g->texts.n ? map_find(&w->g->text_of, rel) : NULL;
        if (text)
            grep_scan_text(w, text);
        else
            grep_scan_file(w, t->dir->fd, name.p, w->g->single ? STR("") : rel);
    }
}

void grep_walk_texts(GrepWorker *w)
{
    Grep *g = w->g;
    VEC_EACH (GrepText, t, &g->texts) {
        buf_clear(&w->path);
        buf_addf(&w->path, "%s%s", buf_c(&g->prefix), t->path);
        AUTO(free) char *name = str_dup(path_base(str_c(t->path)));
        if (!t->exists && !grep_is_stopped(w) && is_wanted(w, NULL, name, false))
            grep_scan_text(w, t);
    }
}

// Just the files that were named, from the root.
static void begin_only(Grep *g)
{
    GrepTask t = {.dir = grep_dir_new(fcntl(g->fd, F_DUPFD_CLOEXEC, 0), STR(""))};
    for (const char *const *p = g->query.only; *p; p++)
        buf_add(&t.names, str_n(*p, strlen(*p) + 1));
    grep_push(g, t);
}

void grep_walk_begin(GrepWorker *w)
{
    Grep *g = w->g;
    GrepTask t = {0};
    bool ignored;
    if (g->query.only) {
        begin_only(g);
        return;
    }
    AUTO(free) char *real = realpath(g->root, NULL);
    if (g->query.use_ignore && real)
        t.rules = rule_node_top(real, &g->prefix, &ignored);
    // a folder that was asked for by name is looked at, whatever is said above it
    grep_push(g, t);
}
