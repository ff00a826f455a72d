// Operations on what is marked or selected.
#include "workspace/explorer-inner.h"
#include "base/fs-tree.h"
#include "base/name.h"
#include "base/path.h"
#include "loop/loop.h"

// The folder that new entries go to: the selected one, else that of the selected file; owned.
static char *explorer_target_folder(const Explorer *x)
{
    if (!explorer_count(x))
        return xstrdup(x->ws->root);
    size_t row = explorer_selected(x);
    if (explorer_row(x, row).is_dir)
        return explorer_path(x, row);
    size_t above = explorer_above(x, row);
    return above == SIZE_MAX ? xstrdup(x->ws->root) : explorer_path(x, above);
}

char *explorer_subject(const Paths *paths)
{
    AUTO(buf) Buf out = BUF_INIT;
    if (paths->n != 1)
        return xasprintf("%zu entries", paths->n);
    buf_add_byte(&out, '\'');
    name_show(path_base(str_c(paths->p[0])), &out);
    buf_add_byte(&out, '\'');
    return buf_take(&out);
}

static bool targets(const Explorer *x, Paths *out, Err *err)
{
    *out = explorer_targets(x);
    return out->n || err_set(err, "the folder is empty");
}

static void ask_for(Explorer *x, FileVerb verb, const Paths *about, FileSteps steps)
{
    AUTO(free) char *subject = explorer_subject(about);
    fileops_do(x->ws, (FileRequest){.verb = verb, .subject = subject, .steps = steps});
    explorer_clear_marks(x);
}

bool explorer_trash(Explorer *x, Err *err)
{
    Paths paths;
    FileSteps steps = {0};
    if (!targets(x, &paths, err))
        return false;
    VEC_EACH (char *, p, &paths)
        file_steps_add(&steps, FILE_TRASH, *p, NULL);
    ask_for(x, FILES_DELETE, &paths, steps);
    paths_deinit(&paths);
    return true;
}

// A worker counts what would go, then the user is asked.
typedef struct {
    Workspace *ws;
    Paths paths;
    FsCount count;
} RemoveJob;

static void remove_free(RemoveJob *j)
{
    paths_deinit(&j->paths);
    free(j);
}

static void remove_now(RemoveJob *j)
{
    FileSteps steps = {0};
    VEC_EACH (char *, p, &j->paths)
        file_steps_add(&steps, FILE_REMOVE, *p, NULL);
    ask_for(j->ws->explorer, FILES_DELETE_FOR_GOOD, &j->paths, steps);
}

static void on_remove_answer(Workspace *ws, int choice, Str line, void *arg)
{
    (void)ws, (void)line;
    if (choice == 1)
        remove_now(arg);
    remove_free(arg);
}

static void count_work(void *arg, const atomic_bool *cancelled)
{
    RemoveJob *j = arg;
    VEC_EACH (char *, p, &j->paths)
        fs_count_tree(*p, cancelled, &j->count);
}

static void add_count(Buf *out, uint64_t n, const char *thing)
{
    buf_addf(out, "%s%llu %s%s", out->n ? ", " : "", (unsigned long long)n, thing,
             n == 1 ? "" : "s");
}

static char *remove_text(const RemoveJob *j)
{
    AUTO(buf) Buf much = BUF_INIT;
    AUTO(free) char *subject = explorer_subject(&j->paths);
    const FsCount *n = &j->count;
    if (n->files + n->folders <= 1)
        return xasprintf("%s is deleted without a copy in local history. This cannot be undone.",
                         subject);
    add_count(&much, n->files, "file");
    add_count(&much, n->folders, "folder");
    return xasprintf("%s (%s, %llu KB) %s deleted without a copy in local history. This cannot be "
                     "undone.",
                     subject, buf_c(&much), (unsigned long long)((n->nbytes + 1023) / 1024),
                     j->paths.n == 1 ? "is" : "are");
}

static void count_done(void *arg, bool cancelled)
{
    RemoveJob *j = arg;
    if (cancelled) {
        remove_free(j);
        return;
    }
    ask_file(j->ws, (Ask){.title = xstrdup("Delete for good"),
                          .text = remove_text(j),
                          .choices = {"Cancel", "Delete"},
                          .preset = xstrdup(""),
                          .answer = on_remove_answer,
                          .arg = j});
}

bool explorer_remove(Explorer *x, Err *err)
{
    Paths paths;
    if (!targets(x, &paths, err))
        return false;
    RemoveJob *j = NEW(RemoveJob);
    j->ws = x->ws;
    j->paths = paths;
    if (x->ws->options.confirm_delete) {
        loop_job_new(x->ws->loop, count_work, count_done, j);
        return true;
    }
    remove_now(j);
    remove_free(j);
    return true;
}

static char *place_in(const char *folder, const char *path)
{
    AUTO(free) char *name = str_dup(path_base(str_c(path)));
    return path_join(folder, name);
}

static bool lies_in(const char *folder, const char *path)
{
    return str_eq_c(path_dir(str_c(path)), folder);
}

// Steps that put each path into the folder, under a free name.
static FileSteps steps_into(const Paths *paths, const char *folder, FileStepKind kind)
{
    FileSteps steps = {0};
    VEC_EACH (char *, p, paths) {
        AUTO(free) char *to = place_in(folder, *p);
        if (kind == FILE_MOVE && lies_in(folder, *p))
            continue; // it is there
        file_steps_add(&steps, kind, *p, to);
        vec_last(&steps).free_name = true;
    }
    return steps;
}

// About what is left to do.
static void ask_for_steps(Explorer *x, FileVerb verb, FileSteps steps)
{
    Paths about = {0};
    VEC_EACH (FileStep, s, &steps)
        vec_push(&about, s->from);
    if (steps.n)
        ask_for(x, verb, &about, steps);
    vec_deinit(&about);
}

bool explorer_paste(Explorer *x, Err *err)
{
    if (x->clip.n == 0)
        return err_set(err, "nothing was cut or copied in the explorer");
    AUTO(free) char *folder = explorer_target_folder(x);
    VEC_EACH (char *, p, &x->clip)
        if (strcmp(*p, folder) == 0) { // a folder onto itself: beside it
            free(folder);
            folder = str_dup(path_dir(str_c(*p)));
            break;
        }
    FileSteps steps = steps_into(&x->clip, folder, x->clip_cut ? FILE_MOVE : FILE_COPY);
    ask_for_steps(x, x->clip_cut ? FILES_MOVE : FILES_COPY, steps);
    if (x->clip_cut)
        explorer_clip(x, (Paths){0}, false);
    return true;
}

bool explorer_duplicate(Explorer *x, Err *err)
{
    Paths paths;
    FileSteps steps = {0};
    if (!targets(x, &paths, err))
        return false;
    VEC_EACH (char *, p, &paths) {
        file_steps_add(&steps, FILE_COPY, *p, *p);
        vec_last(&steps).free_name = true;
    }
    ask_for(x, FILES_COPY, &paths, steps);
    paths_deinit(&paths);
    return true;
}

typedef struct {
    Paths paths;
    char *folder;
} Drop;

static void drop_now(Explorer *x, const Drop *d)
{
    FileSteps steps = steps_into(&d->paths, d->folder, FILE_MOVE);
    ask_for_steps(x, FILES_MOVE, steps);
}

static void drop_free(Drop *d)
{
    paths_deinit(&d->paths);
    free(d->folder);
    free(d);
}

static void on_drop_answer(Workspace *ws, int choice, Str line, void *arg)
{
    (void)line;
    if (choice == 1)
        drop_now(ws->explorer, arg);
    drop_free(arg);
}

bool explorer_drop(Explorer *x, const char *folder, Err *err)
{
    Paths paths;
    if (!targets(x, &paths, err))
        return false;
    if (paths.n == 1 && strcmp(paths.p[0], folder) == 0) { // let go where it was taken
        paths_deinit(&paths);
        return true;
    }
    Drop *d = NEW(Drop);
    *d = (Drop){.paths = paths, .folder = xstrdup(folder)};
    if (paths.n == 1) {
        drop_now(x, d);
        drop_free(d);
        return true;
    }
    AUTO(free) char *pretty = workspace_pretty(x->ws, folder);
    AUTO(buf) Buf shown = BUF_INIT;
    name_show(str_c(pretty), &shown);
    ask_file(x->ws, (Ask){.title = xstrdup("Move"),
                          .text = xasprintf("Move %zu entries to '%s'?", paths.n, buf_c(&shown)),
                          .choices = {"Cancel", "Move"},
                          .preset = xstrdup(""),
                          .answer = on_drop_answer,
                          .arg = d});
    return true;
}
