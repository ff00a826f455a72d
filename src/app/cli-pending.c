#include "app/cli-pending.h"

#include "app/cli-file.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    GATHER_US = 100000,     // what comes in this time is taken together
    PENDING_MAX = 16 << 20, // of records nobody can take over
    TRIES = 8,
    FIELDS = 5,
};

// Records are written to the one, which becomes the other; who takes them over holds the lock.
#define WRITTEN    "audit.pending"
#define TAKEN      "audit.taken"
#define TAKER_LOCK "audit.taker-lock"

static char *place(const char *name)
{
    AUTO(free) char *dir = store_dir(NULL);
    return dir && fs_mkdirs(dir, NULL) ? path_join(dir, name) : NULL;
}

static bool is_at(int fd, const char *path)
{
    struct stat mine, there;
    return fstat(fd, &mine) == 0 && stat(path, &there) == 0 && mine.st_ino == there.st_ino &&
           mine.st_dev == there.st_dev;
}

// Locked against who appends and who takes; it may have been taken between the two calls.
static int open_written(int flags)
{
    AUTO(free) char *path = place(WRITTEN);
    for (int i = 0; path && i < TRIES; i++) {
        AUTO(fd) int fd = open(path, O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC | flags, 0600);
        if (fd < 0)
            return -1;
        if (flock(fd, LOCK_EX) == 0 && is_at(fd, path))
            return steal_fd(&fd);
    }
    return -1;
}

bool cli_pending_add(const AuditEntry *e, size_t *waiting)
{
    AUTO(buf) Buf record = BUF_INIT;
    const Str words[] = {e->kind, e->subject, e->detail, e->folder};
    buf_addf(&record, "%lld", (long long)e->time_ms);
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        buf_add(&record, str_n("", 1));
        buf_add(&record, words[i]);
    }
    buf_add(&record, str_n("", 1));
    AUTO(fd) int fd = open_written(O_CREAT);
    off_t size = fd < 0 ? PENDING_MAX : lseek(fd, 0, SEEK_END);
    if (size >= PENDING_MAX)
        return false;
    *waiting = (size_t)size + record.n;
    if (write(fd, record.p, record.n) == (ssize_t)record.n)
        return true;
    (void)!ftruncate(fd, size); // half a record would spoil what follows
    return false;
}

static bool read_record(Str *rest, AuditEntry *out)
{
    Str fields[FIELDS];
    long long time_ms;
    for (size_t i = 0; i < FIELDS; i++)
        if (!str_split(rest, '\0', &fields[i]))
            return false;
    if (!str_to_i64(fields[0], &time_ms))
        return false;
    *out = (AuditEntry){.time_ms = time_ms,
                        .kind = fields[1],
                        .subject = fields[2],
                        .detail = fields[3],
                        .folder = fields[4]};
    return true;
}

// What could not be noted waits on.
static bool note_taken(const char *taken)
{
    AUTO(buf) Buf all = BUF_INIT;
    if (!fs_read(taken, 2 * PENDING_MAX, &all, NULL))
        return !fs_exists(taken);
    Str rest = buf_str(&all), left = rest;
    AuditEntry e;
    Store *s = cli_store(NULL);
    bool ok = s != NULL;
    while (ok && read_record(&rest, &e) && (ok = store_audit_add(s, &e, NULL)))
        left = rest;
    store_close(s);
    if (!ok && left.n < all.n)
        (void)fs_write(taken, left, NULL);
    return ok && unlink(taken) == 0;
}

static bool take_written(const char *written, const char *taken)
{
    AUTO(fd) int fd = open_written(0);
    return fd >= 0 && rename(written, taken) == 0;
}

// False if some are left.
static bool take_all(void)
{
    AUTO(free) char *written = place(WRITTEN);
    AUTO(free) char *taken = place(TAKEN);
    return written && taken && note_taken(taken) && // of one who did not come to his end
           take_written(written, taken) && note_taken(taken);
}

static int open_lock(void)
{
    AUTO(free) char *path = place(TAKER_LOCK);
    return path ? open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600) : -1;
}

// Nobody who waits for the end of our output may wait for this one.
static void let_go(void)
{
    AUTO(fd) int none = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; none >= 0 && fd < 3; fd++)
        (void)dup2(none, fd); // else they stay, and somebody waits a moment
    (void)!chdir("/");
    (void)setsid(); // it may be the leader of nothing: then it is one already
}

// Whoever adds a record while the lock is held leaves it to us: so look again after letting go.
_Noreturn static void take_soon(int lock)
{
    AUTO(free) char *written = place(WRITTEN);
    let_go();
    (void)usleep(GATHER_US);
    bool all;
    do {
        all = take_all();
        (void)flock(lock, LOCK_UN);
    } while (all && written && fs_exists(written) && flock(lock, LOCK_EX | LOCK_NB) == 0);
    _exit(0);
}

void cli_pending_take_later(void)
{
    AUTO(fd) int lock = open_lock();
    if (lock < 0 || flock(lock, LOCK_EX | LOCK_NB) != 0)
        return; // somebody is about to
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        // a child of nobody: the program that we become need not know of it
        if (fork() == 0)
            take_soon(lock);
        _exit(0);
    }
    while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
        ;
}

void cli_pending_take(void)
{
    AUTO(fd) int lock = open_lock();
    if (lock >= 0 && flock(lock, LOCK_EX) == 0)
        (void)take_all();
}
