#include "store/inner.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/places.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LOCK_WAIT_MS = 5000, LOCK_RETRY_MS = 10, KEPT_BACKUPS = 7 };

// Owned.
static char *user_name(void)
{
    const char *name = getenv("LOGNAME");
    if (name && *name)
        return xstrdup(name);
    const struct passwd *user = getpwuid(getuid());
    return xstrdup(user && user->pw_name ? user->pw_name : "");
}

char *store_dir(Err *err)
{
    const char *data = getenv("CODELAB_DATA");
    if (data && *data)
        return xstrdup(data);
    if (place_home() || getenv("XDG_DATA_HOME"))
        return place_data("codelab");
    err_set(err, "cannot find a place for codelab's data: set HOME or CODELAB_DATA");
    return NULL;
}

static char *default_path(Err *err)
{
    AUTO(free) char *dir = store_dir(err);
    return dir ? path_join(dir, "codelab.db") : NULL;
}

static char *choose_path(const char *path, Err *err)
{
    char *chosen = path ? xstrdup(path) : default_path(err);
    if (!chosen)
        return NULL;
    AUTO(free) char *dir = str_dup(path_dir(str_c(chosen)));
    if (fs_mkdirs(dir, err))
        return chosen;
    err_wrap(err, "cannot open the database '%s'", chosen);
    free(chosen);
    return NULL;
}

static bool lock_alone(const Store *s)
{
    return s->lock_fd >= 0 && flock(s->lock_fd, LOCK_EX | LOCK_NB) == 0;
}

// Somebody who repairs the database holds the lock alone meanwhile.
static bool lock_shared(const Store *s, Err *err)
{
    const struct timespec pause = {.tv_nsec = LOCK_RETRY_MS * 1000000L};
    for (int waited = 0; waited < LOCK_WAIT_MS; waited += LOCK_RETRY_MS) {
        if (flock(s->lock_fd, LOCK_SH | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return err_set_errno(err, errno, "cannot lock the database '%s'", s->path);
        nanosleep(&pause, NULL);
    }
    return err_set(err, "another codelab is repairing the database '%s'; try again soon", s->path);
}

// Where no lock file can be made, opening the database meets the same trouble and tells it.
static void open_lock(Store *s)
{
    AUTO(free) char *lock = xasprintf("%s.lock", s->path);
    s->lock_fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}

static bool has_bytes(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && st.st_size > 0;
}

static bool is_marked(const Store *s)
{
    struct stat st;
    return fstat(s->lock_fd, &st) == 0 && st.st_size > 0;
}

// The last one to close the database folds its log into it: a log nobody uses was left by a crash.
static bool was_left_open(const Store *s)
{
    AUTO(free) char *wal = xasprintf("%s-wal", s->path);
    return has_bytes(wal);
}

// With a way back; where there is no room for that the change is still whole or not done.
static bool migrate(Store *s, Err *err)
{
    AUTO(free) char *made = NULL;
    const BackupSource from = {s->db, s->path, s->cancel};
    if (store_is_older(s->db))
        (void)backup_make(&from, KEPT_BACKUPS, &made, NULL);
    if (!store_migrate(s->db, err))
        return false;
    const AuditEntry e = {
        .kind = STR("backup"), .subject = str_c(made), .detail = STR("of an older codelab")};
    if (made)
        (void)store_audit_add(s, &e, NULL); // it is there and listed without, too
    return true;
}

static bool open_checked(Store *s, bool check, DbProblem *problem, Err *err)
{
    s->db = db_open(s->path, err);
    *problem = db_problem(s->db);
    if (!s->db)
        return false;
    if ((!check || db_check(s->db, err)) && migrate(s, err))
        return true;
    *problem = db_problem(s->db);
    db_close(steal(&s->db));
    return false;
}

// What cannot be healed is told when it is asked for.
static bool heal(Store *s)
{
    HealResult r;
    const AuditEntry e = {
        .kind = STR("repair"), .subject = str_c(s->path), .detail = str_c(s->notice)};
    (void)store_heal(s, &r, NULL);
    (void)store_audit_add(s, &e, NULL); // the notice tells of it, too
    return true;
}

// Repairs if need be; *alone tells whether the lock is held alone.
static bool open_sound(Store *s, bool *alone, Err *err)
{
    bool check = *alone && (is_marked(s) || was_left_open(s));
    DbProblem problem = DB_OK;
    bool ok = open_checked(s, check, &problem, err);
    if (!ok && problem == DB_CORRUPT && !*alone) {
        *alone = lock_alone(s);
        if (!*alone)
            return err_wrap(err, "cannot repair the database while another codelab uses it");
    }
    // another one may have repaired it, and a disk that fails to read once says the same
    if (!ok && problem == DB_CORRUPT)
        ok = open_checked(s, true, &problem, err);
    if (!ok && problem == DB_CORRUPT)
        ok = store_repair(s, err) && open_checked(s, true, &problem, err) && heal(s);
    if (ok && *alone && is_marked(s) && ftruncate(s->lock_fd, 0) != 0)
        return err_set_errno(err, errno, "cannot write '%s.lock'", s->path);
    return ok;
}

static bool open_locked(Store *s, Err *err)
{
    open_lock(s);
    bool alone = lock_alone(s);
    if (!alone && s->lock_fd >= 0 && !lock_shared(s, err))
        return false;
    err_deinit(err);
    return open_sound(s, &alone, err) && (!alone || lock_shared(s, err));
}

// Who was killed while it wrote a file beside the database.
static void tidy(const Store *s)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(s->path)));
    fs_save_tidy(dir);
}

Store *store_open(const char *path, Err *err)
{
    char *chosen = choose_path(path, err);
    if (!chosen)
        return NULL;
    Store *s = NEW(Store);
    s->path = chosen;
    s->notice = xstrdup("");
    s->lock_fd = s->owner_fd = -1;
    s->codec = codec_new();
    s->user = user_name();
    store_set_excluded(s, store_secrets, store_secrets_n);
    AUTO(err) Err why = {0};
    if (open_locked(s, &why)) {
        tidy(s);
        return s;
    }
    store_close(s);
    err_set(err, "%s", err_text(&why));
    if (err)
        err->code = why.code;
    return NULL;
}

void store_close(Store *s)
{
    if (!s)
        return;
    db_close(s->db);
    if (s->lock_fd >= 0)
        close(s->lock_fd);
    if (s->owner_fd >= 0)
        close(s->owner_fd);
    codec_free(s->codec);
    buf_deinit(&s->cached);
    free(s->path);
    free(s->notice);
    free(s->user);
    store_set_excluded(s, NULL, 0);
    vec_deinit(&s->excluded);
    free(s);
}

void store_set_patience(Store *s, int ms)
{
    db_set_busy_ms(s->db, ms);
}

const char *store_path(const Store *s)
{
    return s->path;
}

void store_set_cancel(Store *s, const atomic_bool *cancel)
{
    s->cancel = cancel;
}

const char *store_notice(const Store *s)
{
    return s->notice;
}
