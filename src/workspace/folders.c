#include "workspace/inner.h"
#include "base/fs-dir.h"
#include "base/path.h"
#include "loop/loop.h"
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

enum { NAMES_MAX = 5000 }; // more is nothing to choose from

typedef Vec(char *) Names;

static void free_names(Names *v)
{
    VEC_EACH (char *, name, v)
        free(*name);
    vec_clear(v);
}

static bool recent_work(Store *s, int64_t project, void *arg, Err *err)
{
    Names *out = arg;
    Projects all = {0};
    bool ok = store_project_list(s, &all, err);
    VEC_EACH (Project, p, &all)
        if (p->id != project && p->dir_exists && out->n < FOLDERS_RECENT)
            vec_push(out, xstrdup(p->dir));
    projects_deinit(&all);
    return ok;
}

static void recent_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    Names *got = arg;
    (void)ok; // the notice of the store says what is wrong with it
    (void)err;
    VEC_EACH (char *, dir, got)
        vec_push(&ws->folders.recent, *dir);
    vec_deinit(got);
    free(got);
}

void folders_load(Workspace *ws)
{
    storeq_push(ws->store, (StoreTask){recent_work, recent_done, NEW(Names)});
}

typedef struct {
    Workspace *ws; // main thread only
    char *dir;     // owned
    Names names, files;
    int failed; // errno
} ListJob;

static bool is_folder(int dir, const FsNames *all, const FsName *x)
{
    struct stat st;
    return x->kind == FS_FOLDER ||
           (x->kind == FS_LINK && fstatat(dir, fs_name(all, x), &st, 0) == 0 &&
            S_ISDIR(st.st_mode));
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_name(Names *v, const char *name)
{
    if (v->n < NAMES_MAX)
        vec_push(v, xstrdup(name));
}

static void sort_names(Names *v)
{
    if (v->n)
        qsort(v->p, v->n, sizeof *v->p, by_name);
}

static void list_work(void *arg, const atomic_bool *cancelled)
{
    ListJob *j = arg;
    FsNames all = {0};
    int dir = fs_dir_open(AT_FDCWD, j->dir, true);
    j->failed = dir < 0 ? -dir : -fs_dir_names(dir, &all);
    VEC_EACH (FsName, x, &all.all)
        if (!atomic_load(cancelled))
            add_name(is_folder(dir, &all, x) ? &j->names : &j->files, fs_name(&all, x));
    sort_names(&j->names);
    sort_names(&j->files);
    fs_names_deinit(&all);
    if (dir >= 0)
        close(dir);
}

static void forget(Folders *f)
{
    free(steal(&f->listed));
    free(steal(&f->why));
    VEC_EACH (char *, name, &f->names)
        free(*name);
    vec_clear(&f->names);
    VEC_EACH (char *, name, &f->files)
        free(*name);
    vec_clear(&f->files);
}

static void list_done(void *arg, bool cancelled)
{
    ListJob *j = arg;
    Folders *f = &j->ws->folders;
    f->listing = NULL;
    if (!cancelled) {
        forget(f);
        f->listed = steal(&j->dir);
        f->why = j->failed ? xstrdup(strerror(j->failed)) : NULL;
        VEC_EACH (char *, name, &j->names)
            vec_push(&f->names, *name);
        VEC_EACH (char *, name, &j->files)
            vec_push(&f->files, *name);
        vec_clear(&j->names);
        vec_clear(&j->files);
    }
    j->ws->palette.stale = true; // a cancelled one has a successor
    free_names(&j->names);
    vec_deinit(&j->names);
    free_names(&j->files);
    vec_deinit(&j->files);
    free(j->dir);
    free(j);
}

bool folders_list(Workspace *ws, const char *dir)
{
    Folders *f = &ws->folders;
    if (f->listed && strcmp(f->listed, dir) == 0)
        return true;
    if (f->listing)
        return false; // the palette asks again when that is done
    ListJob *j = NEW(ListJob);
    *j = (ListJob){.ws = ws, .dir = xstrdup(dir)};
    f->listing = loop_job_new(ws->loop, list_work, list_done, j);
    return false;
}

void folders_cancel(Folders *f)
{
    if (f->listing)
        loop_job_cancel(f->listing);
}

void folders_deinit(Folders *f)
{
    forget(f);
    vec_deinit(&f->names);
    vec_deinit(&f->files);
    VEC_EACH (char *, dir, &f->recent)
        free(*dir);
    vec_deinit(&f->recent);
}
