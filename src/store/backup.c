#include "store/inner.h"

#include "base/clock.h"
#include "base/fs-tree.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PREFIX "codelab-"
#define SUFFIX ".db"
#define PART   ".part"

static char *backups_dir(const char *db_path)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(db_path)));
    return path_join(dir, "backups");
}

void backup_deinit(Backup *b)
{
    free(b->path);
    *b = (Backup){0};
}

void backups_deinit(Backups *b)
{
    VEC_EACH (Backup, x, b)
        backup_deinit(x);
    vec_deinit(b);
}

static bool is_backup(const char *name)
{
    return str_starts(str_c(name), STR(PREFIX)) && str_ends(str_c(name), STR(SUFFIX));
}

static int newest_first(const void *a, const void *b)
{
    return strcmp(((const Backup *)b)->path, ((const Backup *)a)->path);
}

bool backups_of(const char *db_path, Backups *out, Err *err)
{
    AUTO(free) char *dir = backups_dir(db_path);
    FsList list = {0};
    if (!fs_exists(dir))
        return true;
    if (!fs_list(dir, &list, err))
        return false;
    VEC_EACH (FsEntry, e, &list) {
        FsStat st;
        AUTO(free) char *path = path_join(dir, e->name);
        if (!is_backup(e->name) || !fs_lstat(path, &st, NULL) || !S_ISREG(st.mode))
            continue;
        Backup b = {steal(&path), st.mtime_ns / 1000000, (int64_t)st.nbytes};
        vec_push(out, b);
    }
    fs_list_deinit(&list);
    if (out->n)
        qsort(out->p, out->n, sizeof *out->p, newest_first);
    return true;
}

bool store_backups(const Store *s, Backups *out, Err *err)
{
    return backups_of(s->path, out, err) || err_wrap(err, "cannot list the backups");
}

// "codelab-20240131-235959-000.db": greater than the name of any before, also when the clock went
// back, since the least ones are let go.
static char *new_name(const char *db_path, const char *dir)
{
    enum { WHEN = 15, NUMBER = 3 };
    time_t now = (time_t)(clock_wall_ms() / 1000);
    struct tm tm;
    char when[32];
    Backups all = {0};
    long long number = 0;
    strftime(when, sizeof when, "%Y%m%d-%H%M%S", gmtime_r(&now, &tm));
    Str newest = STR("");
    if (backups_of(db_path, &all, NULL) && all.n)
        newest = str_from(path_base(str_c(all.p[0].path)), strlen(PREFIX));
    if (newest.n > WHEN + NUMBER && memcmp(newest.p, when, WHEN) >= 0 &&
        str_to_i64(str_n(newest.p + WHEN + 1, NUMBER), &number)) {
        memcpy(when, newest.p, WHEN);
        number++;
    }
    backups_deinit(&all);
    return xasprintf("%s/" PREFIX "%s-%03lld" SUFFIX, dir, when, number);
}

static void remove_part(const char *part)
{
    static const char *const suffixes[] = {"", "-journal", "-wal", "-shm"};
    for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
        AUTO(free) char *path = xasprintf("%s%s", part, suffixes[i]);
        (void)unlink(path); // mostly there is none
    }
}

static bool put_in_place(const char *part, const char *to, const char *dir, Err *err)
{
    if (rename(part, to) != 0)
        return err_set_errno(err, errno, "cannot write '%s'", to);
    AUTO(fd) int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return (fd >= 0 && fsync(fd) == 0) || err_set_errno(err, errno, "cannot write '%s'", dir);
}

// A copy of a damaged database must not push a sound one out.
static bool copy_checked(const BackupSource *from, const char *dir, char **made, Err *err)
{
    AUTO(free) char *part = path_join(dir, PREFIX "new" PART);
    AUTO(free) char *to = new_name(from->path, dir);
    remove_part(part); // left by somebody who died
    bool ok = db_backup(from->db, part, from->cancel, err) && db_is_sound(part, err) &&
              put_in_place(part, to, dir, err);
    if (!ok) {
        remove_part(part);
        return false;
    }
    *made = steal(&to);
    return true;
}

static void forget_old(const char *db_path, int keep)
{
    Backups all = {0};
    if (backups_of(db_path, &all, NULL))
        for (size_t i = (size_t)MAX(keep, 1); i < all.n; i++)
            (void)unlink(all.p[i].path); // else the next one does
    backups_deinit(&all);
}

bool backup_make(const BackupSource *from, int keep, char **made, Err *err)
{
    AUTO(free) char *dir = backups_dir(from->path);
    AUTO(free) char *lock = path_join(dir, ".lock");
    *made = NULL;
    if (!fs_mkdirs(dir, err))
        return err_wrap(err, "cannot back up the database");
    AUTO(fd) int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_set_errno(err, errno, "cannot back up the database to '%s'", dir);
    if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        return true; // somebody else is making one
    if (!copy_checked(from, dir, made, err))
        return false;
    forget_old(from->path, keep);
    return true;
}

bool store_backup(Store *s, int keep, Backup *out, Err *err)
{
    AUTO(free) char *made = NULL;
    FsStat st = {0};
    const BackupSource from = {s->db, s->path, s->cancel};
    bool ok = backup_make(&from, keep, &made, err) || store_failed(s);
    if (!out)
        return ok;
    *out = (Backup){0};
    if (ok && made && fs_lstat(made, &st, NULL))
        *out = (Backup){steal(&made), st.mtime_ns / 1000000, (int64_t)st.nbytes};
    return ok;
}
