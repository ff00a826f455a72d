// The runtime folder, and which socket in it belongs to which project folder.
#include "base/hash.h"
#include "base/mem.h"
#include "base/path.h"
#include "session/session.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>

enum { NAME_MAX_BYTES = 32, HASH_DIGITS = 12 };

// What another user could enter or change is no place for a door.
static int open_own(int at, const char *name, Err *err)
{
    struct stat st;
    AUTO(fd) int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0) {
        err_set_errno(err, errno, "cannot open the folder of sessions '%s'", name);
        return -1;
    }
    if (st.st_uid != geteuid() || (st.st_mode & 077)) {
        err_set(err, "the folder of sessions '%s' is open to other users; remove it", name);
        return -1;
    }
    return steal_fd(&fd);
}

static int make_own(int at, const char *name, Err *err)
{
    if (mkdirat(at, name, 0700) != 0 && errno != EEXIST) {
        err_set_errno(err, errno, "cannot make the folder of sessions '%s'", name);
        return -1;
    }
    return open_own(at, name, err);
}

// The folder that the system gives a user who has logged in; -1: it does not, or it is not ours.
static int open_runtime(void)
{
    const char *named = getenv("XDG_RUNTIME_DIR");
    struct stat st;
    if (!named || named[0] != '/')
        return -1;
    AUTO(fd) int fd = open(named, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool own = fd >= 0 && fstat(fd, &st) == 0 && st.st_uid == geteuid() && !(st.st_mode & 022);
    return own ? steal_fd(&fd) : -1;
}

int session_dir_open(Err *err)
{
    AUTO(fd) int runtime = open_runtime();
    if (runtime >= 0)
        return make_own(runtime, "codelab", err);
    AUTO(free) char *path = xasprintf("/tmp/codelab-%u", (unsigned)geteuid());
    return make_own(AT_FDCWD, path, err);
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

static void make_id(const char *real, char out[SESSION_ID_MAX])
{
    uint8_t sum[HASH_NBYTES];
    char hex[HASH_HEX_MAX], name[NAME_MAX_BYTES + 1];
    size_t n = 0;
    Str base = path_base(str_c(real));
    for (size_t i = 0; i < base.n && n < NAME_MAX_BYTES; i++)
        name[n++] = is_plain(base.p[i]) ? base.p[i] : '_';
    name[n] = '\0';
    hash_sha256(str_c(real), sum);
    hash_hex(sum, hex);
    snprintf(out, SESSION_ID_MAX, "%s-%.*s", n ? name : "root", HASH_DIGITS, hex);
}

bool session_place_init(SessionPlace *p, const char *root, Err *err)
{
    AUTO(free) char *real = realpath(root, NULL);
    *p = (SessionPlace){.dir_fd = -1, .lock_fd = -1};
    make_id(real ? real : root, p->id);
    p->dir_fd = session_dir_open(err);
    return p->dir_fd >= 0;
}

bool session_place_named(SessionPlace *p, Str id, Err *err)
{
    *p = (SessionPlace){.dir_fd = -1, .lock_fd = -1};
    bool plain = id.n > 0 && id.n < SESSION_ID_MAX;
    for (size_t i = 0; plain && i < id.n; i++)
        plain = is_plain(id.p[i]);
    if (!plain)
        return err_set(err, "no session is named '" STR_FMT "'", STR_ARG(id));
    memcpy(p->id, id.p, id.n);
    p->dir_fd = session_dir_open(err);
    return p->dir_fd >= 0;
}

void session_place_deinit(SessionPlace *p)
{
    if (p->dir_fd >= 0)
        close(p->dir_fd);
    if (p->lock_fd >= 0)
        close(p->lock_fd);
    p->dir_fd = p->lock_fd = -1;
}

// True if a session holds the lock of that name.  One that died held it to its end.
static bool is_alive(int dir_fd, const char *lock)
{
    AUTO(fd) int fd = openat(dir_fd, lock, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    return fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0;
}

static void add_id(int dir_fd, const char *name, SessionIds *out)
{
    Str whole = str_c(name);
    if (!str_ends(whole, STR(".sock")))
        return;
    char *id = str_dup(str_upto(whole, whole.n - 5));
    AUTO(free) char *lock = xasprintf("%s.lock", id);
    if (is_alive(dir_fd, lock))
        vec_push(out, steal(&id));
    else
        (void)unlinkat(dir_fd, name, 0); // whoever begins there next does it otherwise
    free(id);
}

bool session_ids(SessionIds *out, Err *err)
{
    AUTO(fd) int fd = session_dir_open(err);
    int own = fd >= 0 ? fcntl(fd, F_DUPFD_CLOEXEC, 3) : -1;
    DIR *dir = own >= 0 ? fdopendir(own) : NULL;
    if (!dir)
        return fd < 0 ? false : err_set_errno(err, errno, "cannot list the sessions");
    for (struct dirent *e; (e = readdir(dir));)
        add_id(fd, e->d_name, out);
    closedir(dir);
    return true;
}

void session_ids_deinit(SessionIds *ids)
{
    VEC_EACH (char *, id, ids)
        free(*id);
    vec_deinit(ids);
}
