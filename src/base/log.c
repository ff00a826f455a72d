#include "base/log.h"
#include "base/bytelog.h"
#include "base/clock.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

enum { MAX_ROOMS = 32, ROOM_NAME_MAX = 16, MOVE_BYTES = 4 << 20, KEPT_BYTES = 64 << 10 };

static const char *const level_names[] = {"off", "error", "warn", "info", "debug"};

// Process-wide by nature: there is one log, and every room may write to it.
atomic_int log_most = LOG_OFF;
static struct {
    int fd; // owned while log_most is not LOG_OFF or `open` is set
    bool open;
    ByteLog *kept;        // lives as long as the process; NULL: lines are not kept
    pthread_mutex_t lock; // of what is kept
    atomic_int level;     // of rooms that are not listed
    size_t n;
    struct {
        char name[ROOM_NAME_MAX];
        LogLevel level;
    } rooms[MAX_ROOMS];
} the_log = {.fd = -1, .level = LOG_INFO, .lock = PTHREAD_MUTEX_INITIALIZER};

static void set_most(void)
{
    LogLevel most = (LogLevel)the_log.level;
    for (size_t i = 0; i < the_log.n; i++)
        most = MAX(most, the_log.rooms[i].level);
    bool heard = the_log.open || the_log.kept;
    atomic_store_explicit(&log_most, heard ? (int)most : LOG_OFF, memory_order_relaxed);
}

bool log_open(const char *path, Err *err)
{
    struct stat st;
    AUTO(free) char *old = xasprintf("%s.1", path);
    if (lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > MOVE_BYTES &&
        rename(path, old) != 0)
        return err_set_errno(err, errno, "cannot move log '%s' away", path);
    int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK;
    AUTO(fd) int fd = open(path, flags, 0600);
    if (fd < 0)
        return err_set_errno(err, errno, "cannot open log '%s'", path);
    if (isatty(fd))
        return err_set(err, "cannot log to '%s': it is a terminal", path);
    log_close();
    the_log.fd = steal_fd(&fd);
    the_log.open = true;
    set_most();
    return true;
}

void log_close(void)
{
    if (the_log.open)
        close(the_log.fd);
    the_log.open = false;
    set_most();
}

void log_keep(void)
{
    if (!the_log.kept)
        the_log.kept = bytelog_new(KEPT_BYTES);
    set_most();
}

bool log_read(uint64_t *off, Buf *out)
{
    size_t had = out->n;
    uint64_t lost = 0;
    if (!the_log.kept)
        return false;
    pthread_mutex_lock(&the_log.lock);
    for (Str piece; (piece = bytelog_read(the_log.kept, off, &lost)).n;) {
        ptrdiff_t cut = lost ? str_find_byte(piece, '\n') + 1 : 0; // the rest of a line
        buf_add(out, str_from(piece, (size_t)cut));
    }
    pthread_mutex_unlock(&the_log.lock);
    return out->n > had;
}

static bool parse_level(Str name, LogLevel *out, Err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(level_names); i++)
        if (str_eq_c(name, level_names[i]))
            return *out = (LogLevel)i, true;
    return err_set(err, "unknown log level '" STR_FMT "' (off, error, warn, info, debug)",
                   STR_ARG(name));
}

static bool add_room(Str name, LogLevel level, Err *err)
{
    if (name.n == 0 || name.n >= ROOM_NAME_MAX || the_log.n == MAX_ROOMS)
        return err_set(err, "cannot log room '" STR_FMT "'", STR_ARG(name));
    memcpy(the_log.rooms[the_log.n].name, name.p, name.n);
    the_log.rooms[the_log.n].name[name.n] = '\0';
    the_log.rooms[the_log.n++].level = level;
    return true;
}

bool log_levels(Str spec, Err *err)
{
    Str part;
    bool ok = true;
    the_log.n = 0;
    while (ok && str_split(&spec, ',', &part)) {
        ptrdiff_t colon = str_find_byte(part, ':');
        LogLevel level = LOG_OFF;
        ok = parse_level(str_from(part, (size_t)(colon + 1)), &level, err);
        if (ok && colon >= 0)
            ok = add_room(str_upto(part, (size_t)colon), level, err);
        else if (ok)
            the_log.level = (int)level;
    }
    set_most();
    return ok;
}

static LogLevel level_of(const char *room)
{
    for (size_t i = the_log.n; i > 0; i--)
        if (strcmp(the_log.rooms[i - 1].name, room) == 0)
            return the_log.rooms[i - 1].level;
    return (LogLevel)the_log.level;
}

void log_set_level(LogLevel level)
{
    the_log.level = (int)level;
    set_most();
}

static void add_time(Buf *line)
{
    int64_t ms = clock_wall_ms();
    time_t s = (time_t)(ms / 1000);
    struct tm tm;
    char text[32] = "";
    gmtime_r(&s, &tm);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &tm);
    buf_addf(line, "%s.%03dZ ", text, (int)(ms % 1000));
}

void log_write(LogLevel level, const char *room, const char *fmt, ...)
{
    if (level > level_of(room))
        return;
    AUTO(buf) Buf line = BUF_INIT;
    add_time(&line);
    size_t said = line.n;
    buf_addf(&line, "%-5s %s: ", level_names[level], room);
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&line, fmt, ap);
    va_end(ap);
    // one line stays one line, and harmless in the terminal of who reads it
    for (size_t i = 0; i < line.n; i++)
        if ((unsigned char)line.p[i] < 0x20 || line.p[i] == 0x7F)
            line.p[i] = '?';
    buf_add_byte(&line, '\n');
    if (the_log.kept) {
        pthread_mutex_lock(&the_log.lock);
        bytelog_append(the_log.kept, str_from(buf_str(&line), said));
        pthread_mutex_unlock(&the_log.lock);
    }
    // one write a line keeps the lines of threads apart; nobody can be told if it fails
    if (the_log.open && write(the_log.fd, line.p, line.n) < 0)
        return;
}
