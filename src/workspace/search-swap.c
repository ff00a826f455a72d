#include "workspace/search-swap.h"
#include "base/hash.h"
#include "base/path.h"
#include "store/store.h"

#include <sys/stat.h>

enum { FILES_AT_ONCE = 16 };

void search_swap_free(SearchSwap *j)
{
    VEC_EACH (SwapTarget, t, &j->targets) {
        free(t->path);
        vec_deinit(&t->only);
    }
    vec_deinit(&j->targets);
    search_replacements_deinit(&j->done);
    err_deinit(&j->why);
    buf_deinit(&j->pattern);
    buf_deinit(&j->replacement);
    free(j->root);
    free(j);
}

// Put bytes in the place of a file that is still as it was read.
static bool write_file(const char *path, const FsStat *read, Str bytes, Err *err)
{
    FsStat now;
    FsSave *save = fs_save_begin(path, err);
    if (!save)
        return false;
    if (!fs_stat(path, &now, err) || !fs_save_write(save, bytes, err)) {
        fs_save_abort(save);
        return false;
    }
    if (!fs_stat_same(read, &now)) {
        fs_save_abort(save);
        return err_set(err, "cannot write '%s': another program is writing it", path);
    }
    return fs_save_commit(save, NULL, NULL, err);
}

typedef struct {
    Store *store;
    int64_t project;
    SearchSwap *job;
    SwapTarget *target;
    char *path; // of the file
    FsStat stat;
    Buf bytes, out; // what it holds, and is to hold
} File;

static bool keep(const File *f, Str bytes, VersionCause cause, Version *v, Err *err)
{
    NewVersion new = {
        .path = str_c(f->target->path), .bytes = bytes, .mode = f->stat.mode, .cause = cause};
    return store_version_add(f->store, f->project, &new, v, err);
}

// What it holds now is kept before it goes.
static bool put(File *f, VersionCause cause, Err *err)
{
    Version before, after;
    uint8_t sum[HASH_NBYTES];
    if (!keep(f, buf_str(&f->bytes), CAUSE_EXTERNAL, &before, err))
        return false;
    if (before.id == 0)
        return err_set(err,
                       "it may hold secrets, so that history could not undo this: open it first");
    if (!write_file(f->path, &f->stat, buf_str(&f->out), err))
        return false;
    // it is written and can be undone, whether or not the history gets to know of it
    (void)keep(f, buf_str(&f->out), cause, &after, NULL);
    SearchReplaced r = {.path = xstrdup(f->target->path), .version = before.n};
    hash_sha256(buf_str(&f->out), sum);
    hash_hex(sum, r.hash);
    vec_push(&f->job->done, r);
    f->job->written++;
    return true;
}

static bool swap_file(File *f, Err *err)
{
    SearchSwap *j = f->job;
    size_t made;
    bool same = fs_stat_same(&f->stat, &f->target->stat);
    GrepSwap s = {&j->find, j->with, f->target->whole && !same ? NULL : &f->target->only};
    if (!same && !f->target->whole)
        return err_set(err, "it changed since it was searched");
    if (!grep_swap(&s, buf_str(&f->bytes), &f->out, &made, err))
        return false;
    if (made == 0)
        return true;
    if (!put(f, CAUSE_REPLACE, err))
        return false;
    j->made += made;
    return true;
}

static bool undo_file(File *f, Err *err)
{
    Version now;
    Str path = str_c(f->target->path);
    if (!keep(f, buf_str(&f->bytes), CAUSE_EXTERNAL, &now, err))
        return false;
    if (strcmp(now.hash, f->target->hash) != 0)
        return err_set(err, "it was changed since");
    return store_version_read(f->store, f->project, path, f->target->version, NULL, &f->out, err) &&
           put(f, CAUSE_RESTORE, err);
}

static void do_file(File *f)
{
    AUTO(err) Err err = {0};
    SearchSwap *j = f->job;
    bool ok = fs_stat(f->path, &f->stat, &err) &&
              fs_read(f->path, STORE_MAX_FILE_BYTES, &f->bytes, &err) &&
              (j->undo ? undo_file(f, &err) : swap_file(f, &err));
    if (ok)
        return;
    if (j->failed++ == 0)
        err_set(&j->why, "'%s': %s", f->target->path, err_text(&err));
}

bool search_swap_work(Store *st, int64_t project, void *job, Err *err)
{
    SearchSwap *j = job;
    (void)err;
    for (int i = 0; i < FILES_AT_ONCE && j->next < j->targets.n; i++) {
        SwapTarget *t = &j->targets.p[j->next++];
        File f = {.store = st, .project = project, .job = j, .target = t};
        f.path = path_join(j->root, t->path);
        do_file(&f);
        free(f.path);
        buf_deinit(&f.bytes);
        buf_deinit(&f.out);
    }
    return true;
}
