#include "jail/helper/outcome.h"

#include "jail/helper/locked.h"
#include "jail/helper/sanitize.h"
#include "jail/helper/step.h"

#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 64, WRITES_MAX = 1000 };

typedef struct {
    int fd;
    bool ok;
    char buf[8192]; // a short report is one write, and wakes its reader once
    size_t n;
    int nwrites;
    char path[PATH_MAX]; // of the entry at hand, relative to the project
} Report;

/* A name in the message may hold anything. */
void outcome_say(const Outcome *o)
{
    char safe[SANITIZE_ROOM(REASON_BYTES)];
    Sanitizer filter = {.state = SAN_TEXT};
    if (!o->message[0])
        return;
    size_t n = sanitize(&filter, o->message, strnlen(o->message, sizeof o->message), safe);
    n += sanitize_end(&filter, safe + n);
    for (size_t i = 0; i < n; i++)
        safe[i] = safe[i] >= 0 && safe[i] < ' ' ? '?' : safe[i]; // one line, without colours
    dprintf(2, "codelab: %s%.*s\n", o->end == END_FAILED ? "cannot make the jail: " : "", (int)n,
            safe);
}

static void flush(Report *r)
{
    for (size_t at = 0; r->ok && at < r->n;) {
        ssize_t put = write(r->fd, r->buf + at, r->n - at);
        if (put < 0 && errno == EINTR)
            continue;
        r->ok = put > 0;
        at += put > 0 ? (size_t)put : 0;
    }
    r->n = 0;
}

static void put(Report *r, const char *key, const char *value)
{
    if (strlen(key) + strlen(value) + 2 > sizeof r->buf - r->n)
        flush(r);
    size_t room = sizeof r->buf - r->n;
    int n = snprintf(r->buf + r->n, room, "%s=%s", key, value);
    if (n >= 0 && (size_t)n < room)
        r->n += (size_t)n + 1;
}

static void put_number(Report *r, const char *key, int64_t value)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", (long long)value);
    put(r, key, text);
}

static void list_folder(Report *r, int parent, const char *name, size_t at, int depth);

/* Files and links are writes; so is the mark that something was deleted. Folders are only the way
 * to them. */
static void list_entry(Report *r, int dir, const char *name, size_t at, int depth)
{
    struct stat st;
    size_t n = strlen(name);
    if (at + n + 2 > sizeof r->path || fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return;
    memcpy(r->path + at, name, n + 1);
    if (!S_ISDIR(st.st_mode)) {
        put(r, S_ISCHR(st.st_mode) ? "deleted" : "write", r->path);
        r->nwrites++;
    } else if (depth < DEPTH_MAX) {
        r->path[at + n] = '/';
        list_folder(r, dir, name, at + n + 1, depth + 1);
    }
}

static void list_folder(Report *r, int parent, const char *name, size_t at, int depth)
{
    struct stat st;
    int fd = fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) == 0 ? open_locked(parent, name) : -1;
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    for (struct dirent *e; dir && r->nwrites < WRITES_MAX && (e = readdir(dir));)
        if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
            list_entry(r, dirfd(dir), e->d_name, at, depth);
    if (fd >= 0)
        relock(fd, st.st_mode);
    if (dir)
        closedir(dir);
    else
        auto_fd(&fd);
}

static const struct {
    unsigned bit;
    const char *text;
} notes[] = {
    {NOTE_APART, "Landlock alone keeps the program apart: the project is read-only, there are no "
                 "sockets and no /proc, and it can see which files and processes there are"},
    {NOTE_NO_PROC,
     "there is no /proc in the jail, because it is masked around codelab: Java, Rust and others "
     "need it; start the container with --security-opt systempaths=unconfined"},
    {NOTE_PROJECT_RDONLY,
     "the project is read-only, because no layer can be laid over its file system"},
    {NOTE_PROJECT_FOREIGN, "the project is read-only, because its file system cannot show it under "
                           "another owner; start codelab as the owner of the files"},
    {NOTE_PLANTED, "the program made a .git, .codelab or .vscode in the project: look at it before "
                   "you use it, for other programs obey what is in there"},
    {NOTE_NO_LANDLOCK,
     "Landlock does not stand behind the mounts, because the kernel has none; Linux "
     "5.19 or newer with CONFIG_SECURITY_LANDLOCK has it"},
    {NOTE_NO_LISTENER, "what a program tries in vain is not told, because the kernel or a filter "
                       "around codelab keeps it from us"},
    {NOTE_NO_GROUP,
     "memory is counted by looking, every 50 ms or oftener, because no control group "
     "of version 2 is ours to use; in a session of systemd there is one"},
};

static void put_net(Report *r, const NetUse *net)
{
    put_number(r, "net_sent", net->sent);
    put_number(r, "net_received", net->received);
    put_number(r, "net_blocked", net->blocked);
    for (size_t at = 0; at < net->nplaces; at += strlen(net->places + at) + 1) {
        char item[512];
        snprintf(item, sizeof item, "host %s", net->places + at);
        put(r, "blocked", item);
    }
}

static void put_notes(Report *r, unsigned bits)
{
    for (size_t i = 0; i < ARRAY_LEN(notes); i++)
        if (bits & notes[i].bit)
            put(r, "note", notes[i].text);
}

/* "wall 12 30000 0": used, limit, whether it was met. */
static void put_uses(Report *r, const Outcome *o)
{
    for (Limit l = 0; l < LIMITS; l++) {
        char text[96];
        const Use *u = &o->uses[l];
        snprintf(text, sizeof text, "%s %lld %lld %d", limit_name(l), (long long)u->used,
                 (long long)u->limit, u->met);
        put(r, "use", text);
    }
    if (o->limit < LIMITS)
        put(r, "limit", limit_name(o->limit));
}

bool outcome_write(const Outcome *o, int fd, int scratch)
{
    Report r = {.fd = fd, .ok = true};
    put_number(&r, "end", o->end);
    put_number(&r, "code", o->code);
    put_number(&r, "signo", o->signo);
    put_number(&r, "cpu_ms", o->cpu_ms);
    put_number(&r, "first_ms", o->first_ms);
    put_uses(&r, o);
    put(&r, "isolation", o->isolation);
    put(&r, "memory_limit", o->memory_limit);
    if (o->message[0])
        put(&r, "message", o->message);
    put_notes(&r, o->notes);
    put_net(&r, &o->net);
    for (size_t i = 0; i < o->nblocked; i++)
        put(&r, "blocked", o->blocked[i]);
    if (scratch >= 0)
        list_folder(&r, scratch, SCRATCH_UPPER, 0, 0);
    flush(&r);
    return r.ok;
}
