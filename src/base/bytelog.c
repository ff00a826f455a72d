#include "base/bytelog.h"
#include "base/bug.h"
#include "base/mem.h"

// A ring that grows by doubling until it has `cap` bytes, so that a short output costs little.
struct ByteLog {
    char *p;        // owned
    size_t size;    // bytes allocated, <= cap
    size_t cap;     // bytes kept at most
    size_t head;    // index of the oldest byte; < size unless size is 0
    size_t n;       // bytes kept
    uint64_t start; // offset of the oldest byte
};

enum { LEAST_SIZE = 4096 };

ByteLog *bytelog_new(size_t cap)
{
    BUG_ON(cap == 0);
    ByteLog *log = NEW(ByteLog);
    log->cap = cap;
    return log;
}

void bytelog_free(ByteLog *log)
{
    if (!log)
        return;
    free(log->p);
    free(log);
}

// The kept bytes from index `skip` on that lie together.
static Str piece(const ByteLog *log, size_t skip)
{
    if (skip >= log->n)
        return STR("");
    size_t at = log->head + skip;
    if (at >= log->size)
        at -= log->size;
    return str_n(log->p + at, MIN(log->size - at, log->n - skip));
}

static void grow(ByteLog *log, size_t need)
{
    if (need <= log->size)
        return;
    size_t twice = log->size > log->cap / 2 ? log->cap : log->size * 2;
    size_t size = MIN(log->cap, MAX(need, MAX(twice, (size_t)LEAST_SIZE)));
    char *p = xmalloc(size);
    for (size_t done = 0; done < log->n;) {
        Str s = piece(log, done);
        memcpy(p + done, s.p, s.n);
        done += s.n;
    }
    free(log->p);
    log->p = p;
    log->size = size;
    log->head = 0;
}

static void drop(ByteLog *log, size_t count)
{
    log->start += count;
    log->n -= count;
    log->head += count;
    if (log->head >= log->size)
        log->head -= log->size;
}

static void put(ByteLog *log, Str bytes)
{
    size_t at = log->head + log->n;
    if (at >= log->size)
        at -= log->size;
    size_t first = MIN(bytes.n, log->size - at);
    memcpy(log->p + at, bytes.p, first);
    memcpy(log->p, bytes.p + first, bytes.n - first);
    log->n += bytes.n;
}

void bytelog_append(ByteLog *log, Str bytes)
{
    if (bytes.n == 0)
        return;
    if (bytes.n >= log->cap) {
        log->start += log->n + (bytes.n - log->cap);
        log->head = log->n = 0;
        bytes = str_from(bytes, bytes.n - log->cap);
    } else if (bytes.n > log->cap - log->n) {
        drop(log, bytes.n - (log->cap - log->n));
    }
    grow(log, log->n + bytes.n);
    put(log, bytes);
}

uint64_t bytelog_end(const ByteLog *log)
{
    return log->start + log->n;
}

uint64_t bytelog_start(const ByteLog *log)
{
    return log->start;
}

Str bytelog_read(const ByteLog *log, uint64_t *off, uint64_t *lost)
{
    BUG_ON(*off > bytelog_end(log));
    uint64_t behind = *off < log->start ? log->start - *off : 0;
    if (lost)
        *lost = behind;
    *off += behind;
    Str s = piece(log, (size_t)(*off - log->start));
    *off += s.n;
    return s;
}
