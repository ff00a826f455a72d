// The steps of a file operation, taken by a worker: all of them, or none.
#include "workspace/fileops-inner.h"
#include "base/path.h"
#include "store/store.h"

#include <errno.h>

enum { NAMES_TRIED = 1000 };

void file_steps_add(FileSteps *s, FileStepKind kind, const char *from, const char *to)
{
    vec_push(s, (FileStep){.kind = kind,
                           .from = from ? xstrdup(from) : NULL,
                           .to = to ? xstrdup(to) : NULL});
}

void file_steps_deinit(FileSteps *s)
{
    VEC_EACH (FileStep, x, s) {
        free(x->from);
        free(x->to);
        free(x->top);
        free(x->id);
    }
    vec_deinit(s);
}

// "a.tar.gz" -> "a copy.tar.gz", then "a copy 2.tar.gz"; a dot at the start begins no extension.
static char *copy_name(const char *path, int number)
{
    Str base = path_base(str_c(path)), dir = str_upto(str_c(path), strlen(path) - base.n);
    ptrdiff_t dot = str_find_byte(str_from(base, 1), '.');
    size_t stem = dot < 0 ? base.n : (size_t)dot + 1;
    AUTO(free) char *n = number > 1 ? xasprintf(" %d", number) : xstrdup("");
    return xasprintf(STR_FMT STR_FMT " copy%s" STR_FMT, STR_ARG(dir), STR_ARG(str_upto(base, stem)),
                     n, STR_ARG(str_from(base, stem)));
}

typedef bool (*Place)(const char *from, const char *to, const FsWatch *watch, Err *err);

// Under its name or, if that is taken and may be another one, the first free one.
static bool place(FileStep *s, Place put, const FsWatch *watch, Err *err)
{
    AUTO(free) char *wanted = xstrdup(s->to);
    FsStat st;
    for (int i = 1;; i++) {
        AUTO(err) Err why = {0};
        bool taken = s->free_name && fs_lstat(s->to, &st, NULL);
        if (!taken && put(s->from, s->to, watch, &why))
            return true;
        if (!taken && (!s->free_name || why.code != EEXIST)) {
            err_set(err, "%s", err_text(&why));
            err->code = why.code;
            return false;
        }
        if (i == NAMES_TRIED)
            return err_set_errno(err, EEXIST, "cannot find a free name for '%s'", wanted);
        free(s->to);
        s->to = copy_name(wanted, i);
    }
}

// Is the place the one where it stands, by another way of links?
static bool is_there(const FileStep *s)
{
    FsStat a, b;
    AUTO(free) char *from = str_dup(path_dir(str_c(s->from)));
    AUTO(free) char *to = str_dup(path_dir(str_c(s->to)));
    return str_eq(path_base(str_c(s->from)), path_base(str_c(s->to))) && fs_stat(from, &a, NULL) &&
           fs_stat(to, &b, NULL) && a.dev == b.dev && a.ino == b.ino;
}

static bool move(FileStep *s, const FsWatch *watch, Err *err)
{
    if (s->free_name && is_there(s)) {
        free(s->to);
        s->to = xstrdup(s->from); // nothing to do, nor to undo
        return true;
    }
    return place(s, fs_carry, watch, err);
}

static bool into_itself(const FileStep *s, Err *err)
{
    const char *rel = s->kind == FILE_MOVE ? path_within(s->from, s->to) : NULL;
    if (!rel || !*rel)
        return false;
    err_set_errno(err, EINVAL, "cannot move '%s' into itself", s->from);
    return true;
}

static bool unmake(FileStep *s, const FsWatch *watch, Err *err)
{
    if (!trash_put(s->from, watch, &s->id, err))
        return false;
    fs_unmake_above(s->from, s->top);
    return true;
}

static bool take(FileStep *s, const FsWatch *watch, Err *err)
{
    switch (s->kind) {
    case FILE_MAKE:
    case FILE_MAKE_DIR:
        return fs_make(s->to, s->kind == FILE_MAKE_DIR, &s->top, err);
    case FILE_UNMAKE:
        return unmake(s, watch, err);
    case FILE_MOVE:
        return !into_itself(s, err) && move(s, watch, err);
    case FILE_COPY:
        return place(s, fs_copy_whole, watch, err);
    case FILE_TRASH:
        return trash_put(s->from, watch, &s->id, err);
    case FILE_RESTORE:
        return trash_restore(s->id, s->to, watch, err);
    case FILE_REMOVE:
        return fs_remove_tree(s->from, err);
    }
    return false;
}

static FileStep inverse(const FileStep *s)
{
    FileStep back = {0};
    const char *from = s->to, *to = s->from;
    switch (s->kind) {
    case FILE_MAKE:
    case FILE_MAKE_DIR:
        back.kind = FILE_UNMAKE;
        back.top = s->top ? xstrdup(s->top) : NULL;
        break;
    case FILE_UNMAKE:
    case FILE_TRASH:
        back.kind = FILE_RESTORE;
        back.id = xstrdup(s->id);
        break;
    case FILE_MOVE:
        back.kind = FILE_MOVE;
        break;
    case FILE_COPY:
    case FILE_RESTORE:
    case FILE_REMOVE: // never asked for
        back.kind = FILE_TRASH;
        to = NULL;
        break;
    }
    back.from = from ? xstrdup(from) : NULL;
    back.to = to ? xstrdup(to) : NULL;
    return back;
}

static bool is_idle(const FileStep *s)
{
    return s->kind == FILE_MOVE && strcmp(s->from, s->to) == 0;
}

FileSteps file_steps_inverse(const FileSteps *s)
{
    FileSteps out = {0};
    for (size_t i = s->n; i-- > 0;)
        if (s->p[i].done && s->p[i].kind != FILE_REMOVE && !is_idle(&s->p[i]))
            vec_push(&out, inverse(&s->p[i]));
    return out;
}

// What was made a moment ago is removed, all else is put back.
static bool take_back(const FileStep *s, Err *err)
{
    FileSteps back = {0};
    if (is_idle(s))
        return true;
    if (s->kind == FILE_REMOVE)
        return err_set(err, "'%s' was removed", s->from);
    vec_push(&back, inverse(s));
    if (s->kind == FILE_COPY)
        back.p[0].kind = FILE_REMOVE;
    bool ok = take(&back.p[0], NULL, err);
    file_steps_deinit(&back);
    return ok;
}

bool file_steps_run(FileSteps *s, const FsWatch *watch, size_t *failed, Err *err)
{
    size_t i = 0;
    for (; i < s->n; i++) {
        s->p[i].done = take(&s->p[i], watch, err);
        if (!s->p[i].done)
            break;
    }
    *failed = i;
    if (i == s->n)
        return true;
    while (i-- > 0) {
        AUTO(err) Err why = {0};
        s->p[i].done = !take_back(&s->p[i], &why);
        if (s->p[i].done) {
            int code = err->code;
            AUTO(free) char *first = xstrdup(err_text(err));
            err_set(err, "%s; and not all could be put back: %s", first, err_text(&why));
            err->code = code;
        }
    }
    return false;
}
