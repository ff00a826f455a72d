#include "workspace/bulk-rename.h"
#include "workspace/fileops-inner.h"
#include "workspace/inner.h"
#include "base/fs-tree.h"
#include "base/map.h"
#include "base/name.h"
#include "base/path.h"

struct BulkRename {
    char *dir;   // owned; what the names are relative to
    Paths paths; // owned; of each line, absolute
};

// What the lines ask for.
typedef struct {
    const BulkRename *b; // borrowed
    Paths to;            // owned; of each line, absolute
    Map from;            // present paths of the lines that change, to their index + 1
} Plan;

static void plan_deinit(Plan *p)
{
    paths_deinit(&p->to);
    map_deinit(&p->from);
}

void bulk_rename_free(BulkRename *b)
{
    if (!b)
        return;
    paths_deinit(&b->paths);
    free(b->dir);
    free(b);
}

static void write_names(const BulkRename *b, Buf *out)
{
    VEC_EACH (char *, p, &b->paths) {
        name_write(str_c(path_within(b->dir, *p)), out);
        buf_add_byte(out, '\n');
    }
}

bool bulk_rename_open(Workspace *ws, const char *dir, Paths paths, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(buf) Buf title = BUF_INIT;
    if (paths.n == 0 || paths.n > BULK_RENAME_MAX) {
        size_t n = paths.n;
        paths_deinit(&paths);
        return n == 0 ? err_set(err, "the folder is empty")
                      : err_set(err, "cannot rename %zu entries at once: %d are the most", n,
                                BULK_RENAME_MAX);
    }
    BulkRename *b = NEW(BulkRename);
    *b = (BulkRename){.dir = xstrdup(dir), .paths = paths};
    write_names(b, &text);
    buf_add_c(&title, "Rename in ");
    name_show(path_base(str_c(dir)), &title);
    workspace_show_document(ws, document_of_names(ws, b, buf_c(&title), &text));
    message_say(ws, MESSAGE_RESULT, "Saving renames: each line is the name of one entry");
    return true;
}

static bool check_parts(Str name, size_t line, Err *err)
{
    Str part;
    if (name.n == 0)
        return err_set(err, "line %zu: a name is missing; nothing was renamed", line);
    while (str_split(&name, '/', &part)) {
        if (part.n == 0 || str_eq_c(part, ".") || str_eq_c(part, ".."))
            return err_set(err, "line %zu: '" STR_FMT "' is no name; nothing was renamed", line,
                           STR_ARG(part));
        if (part.n > NAME_BYTES_MAX)
            return err_set(err, "line %zu: the name is longer than %d bytes; nothing was renamed",
                           line, NAME_BYTES_MAX);
    }
    return true;
}

static bool read_line(Plan *p, Str line, Err *err)
{
    AUTO(buf) Buf name = BUF_INIT;
    name_read(line, &name);
    if (!check_parts(buf_str(&name), p->to.n + 1, err))
        return false;
    vec_push(&p->to, path_join(p->b->dir, buf_c(&name)));
    return true;
}

static bool read_lines(Plan *p, const Snap *s, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    Str rest, line;
    size_t n = 0;
    snap_add_to(s, 0, snap_size(s), &text);
    rest = buf_str(&text);
    while (str_split(&rest, '\n', &line))
        n += rest.n > 0 || line.n > 0;
    if (n != p->b->paths.n)
        return err_set(err,
                       "there are %zu lines for %zu entries: each needs one; nothing was renamed",
                       n, p->b->paths.n);
    rest = buf_str(&text);
    while (p->to.n < n && str_split(&rest, '\n', &line))
        if (!read_line(p, line, err))
            return false;
    return true;
}

static bool check_twice(const Plan *p, Err *err)
{
    Map seen = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < p->to.n; i++) {
        size_t before =
            (size_t)(uintptr_t)map_set(&seen, str_c(p->to.p[i]), (void *)(uintptr_t)(i + 1));
        if (before)
            ok = err_set(err, "lines %zu and %zu are the same name; nothing was renamed", before,
                         i + 1);
    }
    map_deinit(&seen);
    return ok;
}

// The folder a name goes to is there, and nothing of that name that stays.
static bool check_place(const Plan *p, size_t i, Err *err)
{
    FsStat a, b;
    const char *from = p->b->paths.p[i], *to = p->to.p[i];
    AUTO(free) char *dir = str_dup(path_dir(str_c(to)));
    if (!fs_is_dir(dir))
        return err_set(err, "line %zu: there is no folder '%s'; nothing was renamed", i + 1, dir);
    if (path_within(from, to))
        return err_set(err, "line %zu: a folder cannot go into itself; nothing was renamed", i + 1);
    if (!fs_lstat(to, &a, NULL) || map_has(&p->from, str_c(to)))
        return true;
    bool same = fs_lstat(from, &b, NULL) && a.dev == b.dev && a.ino == b.ino;
    return same ||
           err_set(err, "line %zu: there is one of that name already; nothing was renamed", i + 1);
}

static bool check(Plan *p, Err *err)
{
    if (!check_twice(p, err))
        return false;
    for (size_t i = 0; i < p->to.n; i++)
        if (strcmp(p->to.p[i], p->b->paths.p[i]) != 0)
            map_set(&p->from, str_c(p->b->paths.p[i]), (void *)(uintptr_t)(i + 1));
    MAP_EACH (path, index, &p->from)
        if (!check_place(p, (size_t)(uintptr_t)index - 1, err))
            return false;
    return true;
}

// Who stands where another one goes steps aside first.
static FileSteps steps_of(const Plan *p)
{
    FileSteps aside = {0}, steps = {0};
    Map wanted = {0};
    VEC_EACH (char *, to, &p->to)
        map_set(&wanted, str_c(*to), (void *)p);
    MAP_EACH (path, index, &p->from) {
        size_t i = (size_t)(uintptr_t)index - 1;
        if (!map_has(&wanted, path))
            continue;
        AUTO(free) char *dir = str_dup(path_dir(path));
        AUTO(free) char *via = xasprintf("%s/" RENAME_ASIDE "%d-%zu", dir, (int)getpid(), i);
        file_steps_add(&aside, FILE_MOVE, p->b->paths.p[i], via);
        file_steps_add(&steps, FILE_MOVE, via, p->to.p[i]);
    }
    MAP_EACH (from, number, &p->from)
        if (!map_has(&wanted, from))
            file_steps_add(&aside, FILE_MOVE, p->b->paths.p[(size_t)(uintptr_t)number - 1],
                           p->to.p[(size_t)(uintptr_t)number - 1]);
    VEC_EACH (FileStep, s, &steps)
        vec_push(&aside, *s);
    vec_deinit(&steps);
    map_deinit(&wanted);
    return aside;
}

bool bulk_rename_apply(Workspace *ws, Document *d, Err *err)
{
    Plan p = {.b = d->bulk};
    bool ok = read_lines(&p, text_now(d->text), err) && check(&p, err);
    if (ok && p.from.n) {
        AUTO(free)
        char *subject = xasprintf("%zu %s", p.from.n, p.from.n == 1 ? "entry" : "entries");
        AUTO(free) char *point = xasprintf("before renaming %s", subject);
        record_point(ws, point);
        fileops_do(ws, (FileRequest){.verb = FILES_RENAME,
                                     .subject = subject,
                                     .steps = steps_of(&p),
                                     .names = d->id});
    } else if (ok) {
        text_mark_saved(d->text);
    }
    plan_deinit(&p);
    return ok;
}

void bulk_rename_moved(BulkRename *b, const char *from, const char *to)
{
    VEC_EACH (char *, p, &b->paths) {
        const char *rel = path_within(from, *p);
        if (!rel)
            continue;
        char *now = *rel ? path_join(to, rel) : xstrdup(to);
        free(*p);
        *p = now;
    }
}
