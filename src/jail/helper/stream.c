#include "jail/helper/stream.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

static bool has_bytes(const Stream *s)
{
    return s->at < s->n;
}

static void close_end(int *fd)
{
    if (*fd > 2)
        close(*fd);
    *fd = -1;
}

void stream_close(Stream *s)
{
    close_end(&s->from);
    close_end(&s->to);
    s->at = s->n = 0;
    s->ended = true;
}

void stream_poll(const Stream *s, struct pollfd *from, struct pollfd *to)
{
    *from = (struct pollfd){.fd = s->ended || has_bytes(s) ? -1 : s->from, .events = POLLIN};
    *to = (struct pollfd){.fd = has_bytes(s) ? s->to : -1, .events = POLLOUT};
}

/* How much of `n` bytes just read may be passed on. */
static size_t spend(OutputBudget *b, size_t n)
{
    if (b->limited && (int64_t)n > b->left) {
        b->exceeded = true;
        n = (size_t)b->left;
    }
    b->left -= (int64_t)n;
    b->used += (int64_t)n;
    return n;
}

/* The bytes of the end: colours taken back, or the character that means "no more input". */
static void end_input(Stream *s)
{
    s->ended = true;
    s->at = s->n = 0;
    if (s->filtered)
        s->n = sanitize_end(&s->sanitizer, s->buf);
    if (s->ends_with_eot)
        s->buf[s->n++] = 0x04;
    close_end(&s->from);
}

static void fill(Stream *s)
{
    char raw[STREAM_CHUNK];
    ssize_t got = read(s->from, raw, sizeof raw);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got <= 0) { // also a terminal that nobody inside holds any more: EIO
        end_input(s);
        return;
    }
    size_t n = s->budget ? spend(s->budget, (size_t)got) : (size_t)got;
    s->at = 0;
    if (s->filtered)
        s->n = sanitize(&s->sanitizer, raw, n, s->buf);
    else
        memcpy(s->buf, raw, s->n = n);
}

static void drain(Stream *s)
{
    // A pipe that polls writable takes this much without blocking; the caller's descriptor is not
    // ours to make nonblocking.
    size_t n = s->n - s->at < PIPE_BUF ? s->n - s->at : PIPE_BUF;
    ssize_t put = write(s->to, s->buf + s->at, n);
    if (put >= 0)
        s->at += (size_t)put;
    else if (errno != EAGAIN && errno != EINTR)
        stream_close(s); // the reader is gone: the program sees the same
}

void stream_move(Stream *s, bool readable, bool writable)
{
    if (readable && s->from >= 0 && !s->ended && !has_bytes(s))
        fill(s);
    if (writable && s->to >= 0 && has_bytes(s))
        drain(s);
    if (s->ended && !has_bytes(s) && !s->ends_with_eot)
        close_end(&s->to);
}
