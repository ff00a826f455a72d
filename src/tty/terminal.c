#include "tty/terminal.h"
#include "base/bug.h"
#include "base/clock.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

enum {
    READ_MAX = 1 << 16,     // bytes of one read
    READ_ALL_MAX = 4 << 20, // bytes of one tty_read
    READ_LESS = 512,        // a shorter read took all there was
    STUCK_MS = 2000,        // a terminal that takes nothing so long is given up
    SLOW_MS = 100,          // a frame that waits so long is late
    RETRY_MS = 16,          // a terminal that takes no more is tried again after this
    RETRY_MAX_MS = 500,     // ... and after this if it took nothing for long
    RETRY_PART = 8,         // ... of which it is this part
};

// Write all of it, waiting where the terminal is slow.  False if the terminal is gone or stuck.
static bool tty_send(Tty *t, Str bytes)
{
    while (bytes.n > 0) {
        ssize_t n = write(t->out_fd, bytes.p, bytes.n);
        if (n >= 0) {
            bytes = str_from(bytes, (size_t)n);
            continue;
        }
        struct pollfd wait = {.fd = t->out_fd, .events = POLLOUT};
        if (errno == EAGAIN && (t->lent || poll(&wait, 1, STUCK_MS) == 0))
            return false;
        if (errno != EAGAIN && errno != EINTR)
            return false;
    }
    return true;
}

// Hand the terminal as much as it takes.  One that is gone takes all: the next read says so.
static void flush(Tty *t)
{
    while (t->sent < t->backlog.n) {
        ssize_t n = write(t->out_fd, t->backlog.p + t->sent, t->backlog.n - t->sent);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return;
        t->sent = n < 0 ? t->backlog.n : t->sent + (size_t)n;
        t->took_ns = clock_mono_ns();
    }
    buf_clear(&t->backlog);
    t->sent = 0;
}

static int behind_ms(const Tty *t)
{
    return t->behind_ns ? (int)((clock_mono_ns() - t->behind_ns) / 1000000) : 0;
}

// True if nothing waits any more.
static bool catch_up(Tty *t)
{
    flush(t);
    t->slow = t->slow || behind_ms(t) >= SLOW_MS;
    if (t->backlog.n == 0)
        t->behind_ns = 0;
    return t->backlog.n == 0;
}

void tty_queue(Tty *t, Str bytes)
{
    buf_add(&t->backlog, bytes);
    flush(t);
    if (t->backlog.n == 0)
        t->slow = false;
    else if (!t->behind_ns)
        t->behind_ns = clock_mono_ns();
}

int tty_retry_ms(const Tty *t)
{
    int64_t took = MAX(t->took_ns, t->behind_ns);
    int64_t ms = (clock_mono_ns() - took) / 1000000 / RETRY_PART;
    return t->backlog.n ? (int)CLAMP(ms, (int64_t)RETRY_MS, (int64_t)RETRY_MAX_MS) : -1;
}

bool tty_is_slow(const Tty *t)
{
    return t->slow || behind_ms(t) >= SLOW_MS;
}

static bool enter_raw(Tty *t, Err *err)
{
    if (tcgetattr(t->in_fd, &t->take->found) != 0)
        return err_set_errno(err, errno, "cannot read the modes of the terminal");
    struct termios raw = t->take->found;
    raw.c_iflag &= (tcflag_t) ~(BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    raw.c_oflag &= (tcflag_t)~OPOST;
    raw.c_lflag &= (tcflag_t) ~(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    raw.c_cc[VMIN] = 0; // a read never waits
    raw.c_cc[VTIME] = 0;
    t->take->in_flags = fcntl(t->in_fd, F_GETFL);
    t->take->out_flags = fcntl(t->out_fd, F_GETFL);
    t->take->raw = 1;
    (void)fcntl(t->out_fd, F_SETFL, t->take->out_flags | O_NONBLOCK); // or a slow line holds us up
    if (tcsetattr(t->in_fd, TCSANOW, &raw) != 0) {
        t->take->raw = 0;
        return err_set_errno(err, errno, "cannot set the modes of the terminal");
    }
    return true;
}

static bool take_over(Tty *t, bool ask, Err *err)
{
    detect_size(t, &t->rows, &t->cols);
    modes_choose_keys(t);
    modes_prepare_undo(t);
    if (!enter_raw(t, err))
        return false;
    modes_enter(t, ask);
    painter_invalidate(&t->painter);
    return true;
}

static Tty *open_on(int in_fd, int out_fd, int loan_fd, const TtyOptions *o, Err *err)
{
    Tty *t = NEW(Tty);
    guard_init(t);
    t->in_fd = in_fd;
    t->out_fd = out_fd;
    t->options = *o;
    t->around = detect_surroundings();
    keys_init(&t->keys);
    bool lent = loan_fd < 0 || guard_map(t, loan_fd) || err_set(err, "the terminal was not lent");
    if (!lent || !detect_caps(t, err)) {
        guard_deinit(t);
        free(t);
        return NULL;
    }
    t->mouse = o->mouse;
    t->color = detect_color(&t->caps, o->color);
    t->utf8 = detect_utf8(&t->caps);
    painter_init(&t->painter, &t->caps, t->color, o->min_contrast_x10);
    t->painter.utf8 = t->utf8;
    t->painter.sync = o->sync > 0;
    t->painter.blink = o->blink;
    if (!take_over(t, true, err)) {
        tty_free(t);
        return NULL;
    }
    return t;
}

Tty *tty_open(int in_fd, int out_fd, const TtyOptions *o, Err *err)
{
    return open_on(in_fd, out_fd, -1, o, err);
}

Tty *tty_open_lent(int in_fd, int out_fd, int loan_fd, const TtyOptions *o, Err *err)
{
    return open_on(in_fd, out_fd, loan_fd, o, err);
}

Tty *tty_open_headless(int rows, int cols, TtyColor color)
{
    Tty *t = NEW(Tty);
    guard_init(t);
    t->headless = true;
    t->in_fd = t->out_fd = -1;
    t->rows = t->next_rows = rows;
    t->cols = t->next_cols = cols;
    t->color = color == TTY_COLOR_AUTO ? TTY_COLOR_TRUE : color;
    t->utf8 = true;
    keys_init(&t->keys);
    caps_ideal(&t->caps);
    painter_init(&t->painter, &t->caps, t->color, 0);
    t->frame_surface = surface_new(rows, cols);
    t->frame = (TtyFrame){.surface = t->frame_surface};
    return t;
}

void tty_set_size(Tty *t, int rows, int cols)
{
    BUG_ON(!t->headless);
    t->next_rows = rows;
    t->next_cols = cols;
}

/* Answers that are still under way must not reach the shell. */
static void await_answers(Tty *t)
{
    if (!t->take->said || !t->asked_ns || t->lent)
        return;
    int64_t limit = detect_env("SSH_CONNECTION") ? TTY_OWED_SSH_MS : TTY_OWED_MS;
    Key key;
    while (!t->keys.facts.answered) {
        int64_t left = limit - (clock_mono_ns() - t->asked_ns) / 1000000;
        struct pollfd wait = {.fd = t->in_fd, .events = POLLIN};
        if (left <= 0 || poll(&wait, 1, (int)left) <= 0 || !tty_read(t))
            return;
        while (keys_next(&t->keys, &key))
            ;
    }
}

void tty_free(Tty *t)
{
    if (!t)
        return;
    await_answers(t);
    if (!t->lent)
        tty_leave(t);
    guard_deinit(t);
    painter_deinit(&t->painter);
    keys_deinit(&t->keys);
    buf_deinit(&t->pending);
    buf_deinit(&t->title_bytes);
    buf_deinit(&t->copy);
    buf_deinit(&t->backlog);
    surface_free(t->frame_surface);
    caps_deinit(&t->caps);
    free(t);
}

void tty_leave(Tty *t)
{
    int saved = errno;
    bool takes =
        tty_send(t, str_from(buf_str(&t->backlog), t->sent)); // a sequence may be cut there
    t->backlog.n = t->sent = 0;
    t->behind_ns = 0;
    if (t->take->said) {
        Undo undo = takeover_undo(t->take);
        t->take->said = 0;
        if (takes)
            (void)tty_send(t, str_n(undo.p, undo.n)); // there is no other way left
    }
    if (t->take->raw) {
        t->take->raw = 0;
        (void)tcsetattr(t->in_fd, TCSANOW, &t->take->found); // likewise
        (void)fcntl(t->in_fd, F_SETFL, t->take->in_flags);   // shared with the shell
        (void)fcntl(t->out_fd, F_SETFL, t->take->out_flags);
    }
    errno = saved;
}

bool tty_enter(Tty *t, Err *err)
{
    BUG_ON(t->headless);
    return t->take->raw || take_over(t, false, err);
}

int tty_in_fd(const Tty *t)
{
    return t->in_fd;
}

int tty_rows(const Tty *t)
{
    return t->rows;
}

int tty_cols(const Tty *t)
{
    return t->cols;
}

TtyColor tty_color(const Tty *t)
{
    return t->color;
}

bool tty_is_utf8(const Tty *t)
{
    return t->utf8;
}

bool tty_has_signs(const Tty *t)
{
    return t->utf8 && !t->around.console;
}

const TtyFacts *tty_facts(const Tty *t)
{
    return &t->keys.facts;
}

bool tty_resized(Tty *t)
{
    int rows, cols;
    detect_size(t, &rows, &cols);
    if (rows == t->rows && cols == t->cols)
        return false;
    t->rows = rows;
    t->cols = cols;
    painter_invalidate(&t->painter);
    return true;
}

void tty_configure(Tty *t, const TtyOptions *o)
{
    TtyOptions was = t->options;
    t->options = *o;
    t->options.color = was.color;
    if (o->min_contrast_x10 != was.min_contrast_x10) {
        color_map_init(&t->painter.colors, t->color, o->min_contrast_x10);
        painter_invalidate(&t->painter);
    }
    if (!t->headless)
        t->painter.sync = o->sync > 0 || (o->sync < 0 && t->keys.facts.sync);
    if (t->painter.blink != o->blink)
        t->painter.shape = CURSOR_HIDDEN; // to be said again
    t->painter.blink = o->blink;
    if (o->motion == was.motion || !t->mouse || !o->mouse)
        tty_set_mouse(t, o->mouse);
    else if (t->take->raw)
        modes_set_mouse(t);
}

void tty_set_mouse(Tty *t, bool on)
{
    if (t->mouse == on)
        return;
    t->mouse = on;
    if (t->take->raw)
        modes_set_mouse(t);
}

/* Nothing to read: is that because nobody will ever write again? */
static bool is_hung_up(int fd)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    return poll(&p, 1, 0) > 0 && (p.revents & (POLLHUP | POLLERR | POLLNVAL));
}

bool tty_read(Tty *t)
{
    char bytes[READ_MAX];
    BUG_ON(t->headless);
    for (size_t all = 0; all < READ_ALL_MAX;) {
        ssize_t n = read(t->in_fd, bytes, sizeof bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno == EAGAIN;
        if (n == 0)
            return all > 0 || !is_hung_up(t->in_fd);
        keys_feed(&t->keys, str_n(bytes, (size_t)n), clock_mono_ns());
        all += (size_t)n;
        if (n < READ_LESS)
            break;
    }
    return true;
}

void tty_feed(Tty *t, Str bytes)
{
    keys_feed(&t->keys, bytes, clock_mono_ns());
}

bool tty_next_key(Tty *t, Key *out)
{
    bool got = keys_next(&t->keys, out);
    if (!t->headless)
        modes_negotiate(t);
    return got;
}

int tty_key_timeout_ms(const Tty *t)
{
    return keys_timeout_ms(&t->keys, clock_mono_ns());
}

void tty_key_expire(Tty *t)
{
    keys_expire(&t->keys);
}

static size_t paint_headless(Tty *t, const Surface *s, int row, int col, CursorShape shape)
{
    if (t->frame_surface->rows != s->rows || t->frame_surface->cols != s->cols)
        surface_resize(t->frame_surface, s->rows, s->cols);
    surface_copy_rows(t->frame_surface, s, 0, s->rows);
    t->frame.row = row;
    t->frame.col = col;
    t->frame.shape = shape;
    return painter_paint(&t->painter, s, row, col, shape).n;
}

/* What replaces what was before it waits apart, so that a terminal that takes nothing owes no more
 * than one of each. */
static void take_waiting(Tty *t)
{
    buf_add(&t->pending, buf_str(&t->title_bytes));
    buf_add(&t->pending, buf_str(&t->copy));
    buf_clear(&t->title_bytes);
    buf_clear(&t->copy);
}

size_t tty_paint(Tty *t, const Surface *s, int row, int col, CursorShape shape)
{
    if (t->headless)
        return paint_headless(t, s, row, col, shape);
    if (!t->take->raw || !catch_up(t))
        return 0;
    Str frame = painter_paint(&t->painter, s, row, col, shape);
    take_waiting(t);
    if (t->pending.n > 0) {
        buf_add(&t->pending, frame);
        frame = buf_str(&t->pending);
    }
    if (frame.n == 0) {
        t->slow = false; // all has gone out
        return 0;
    }
    t->take->said = 1;
    size_t n = frame.n;
    tty_queue(t, frame);
    buf_clear(&t->pending);
    return n;
}

TtyFrame tty_frame(const Tty *t)
{
    BUG_ON(!t->headless);
    return t->frame;
}

void tty_invalidate(Tty *t)
{
    painter_invalidate(&t->painter);
}
