/* The log: what went on, for who looks for a fault.  Never the terminal; off unless a file is
 * opened or lines are kept for the screen. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/err.h"
#include "base/str.h"

#include <stdatomic.h>
#include <stdint.h>

typedef enum { LOG_OFF, LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG } LogLevel;

/* Append to this file (mode 0600) from now on, everything up to LOG_INFO.  A file of more than 4 MB
 * is moved to "<path>.1" first.  Call before other threads start, as log_levels and log_close. */
bool log_open(const char *path, Err *err);
/* "debug", or room by room with a default: "warn,loop:debug,text:off". */
bool log_levels(Str spec, Err *err);
/* The level of all rooms that have none of their own; at any time. */
void log_set_level(LogLevel level);
void log_close(void);
/* Keep the last 64 KB of lines in memory from now on, for log_read().  Call before other threads
 * start. */
void log_keep(void);
/* Append the lines that were kept since *off (0 at first), "info  loop: ...", and move it behind
 * them; false if there are none. */
bool log_read(uint64_t *off, Buf *out);

/* log_at(LOG_WARN, "loop", "a turn took %d ms", ms): one line; costs one branch while nobody
 * listens.  From any thread. */
#define log_at(level, room, ...)                                                           \
    do {                                                                                   \
        if (__builtin_expect(                                                              \
                (int)(level) <= atomic_load_explicit(&log_most, memory_order_relaxed), 0)) \
            log_write((level), (room), __VA_ARGS__);                                       \
    } while (0)

/* For log_at only: the highest level that any room logs at. */
extern atomic_int log_most;
void log_write(LogLevel level, const char *room, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
