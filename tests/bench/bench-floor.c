// What no editor can get below: maps a file, shows a page of it, echoes keys, and does the least
// that each scene asks for.  No highlighting, no undo but of a replace, no widths.  Called as
// `bench-floor [+LINE] FILE`; its keys are in editor.c.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "world.h"

typedef struct {
    char *p;
    size_t n;
} Bytes;

typedef struct {
    const char *path;
    Bytes text, before; // before the replace
    size_t top;         // offset of the first row
    char typed[1 << 12];
    size_t ntyped;
    Bytes paste; // grows while one comes
    size_t paste_size;
    bool pasting, asking;
    char needle[256];
    size_t nneedle;
    struct winsize size;
} Floor;

static Bytes map_file(const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) < 0)
        exit(1);
    if (st.st_size == 0)
        return (Bytes){NULL, 0};
    char *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        exit(1);
    return (Bytes){p, (size_t)st.st_size};
}

static void emit(const char *p, size_t n)
{
    while (n) {
        ssize_t done = write(STDOUT_FILENO, p, n);
        if (done <= 0)
            exit(1);
        p += done;
        n -= (size_t)done;
    }
}

/* Where the line after that offset begins. */
static size_t next_line(Bytes b, size_t at)
{
    const char *newline = at < b.n ? memchr(b.p + at, '\n', b.n - at) : NULL;
    return newline ? (size_t)(newline - b.p) + 1 : b.n;
}

static size_t back_lines(Bytes b, size_t at, int count)
{
    while (count-- > 0 && at > 0) {
        const char *newline = memrchr(b.p, '\n', at - 1);
        at = newline ? (size_t)(newline - b.p) + 1 : 0;
    }
    return at;
}

static void paint(const Floor *f)
{
    static char out[1 << 16];
    size_t n = (size_t)snprintf(out, sizeof out, "\033[H"), at = f->top;
    for (int row = 0; row < f->size.ws_row; row++) {
        size_t end = next_line(f->text, at), len = end - at;
        if (len > 0 && f->text.p[end - 1] == '\n')
            len--;
        if (len > f->size.ws_col)
            len = f->size.ws_col;
        if (n + len + 16 > sizeof out)
            break;
        if (len)
            memcpy(out + n, f->text.p + at, len);
        n += len;
        n += (size_t)snprintf(out + n, 16, "%s%s", len < f->size.ws_col ? "\033[K" : "",
                              row + 1 < f->size.ws_row ? "\r\n" : "\033[H");
        at = end;
    }
    emit(out, n);
}

static void go(Floor *f, size_t top)
{
    f->top = top;
    paint(f);
}

/* The end of a long line is as good as the end of the file. */
static void go_end(Floor *f)
{
    size_t top = back_lines(f->text, f->text.n, f->size.ws_row - 2);
    if (f->text.n - top > 1 << 20)
        top = f->text.n - f->size.ws_col + 1;
    go(f, top);
}

static void page_down(Floor *f)
{
    for (int i = 0; i < f->size.ws_row - 3; i++)
        f->top = next_line(f->text, f->top);
    paint(f);
}

static void search(Floor *f)
{
    const char *at = memmem(f->text.p + f->top, f->text.n - f->top, f->needle, f->nneedle);
    f->nneedle = 0;
    if (at)
        go(f, back_lines(f->text, (size_t)(at - f->text.p), 3));
}

static void replace(Floor *f)
{
    size_t n = 0, at = 0, add = sizeof WORLD_NEW - 1, gone = sizeof WORLD_OLD - 1;
    char *out = malloc(f->text.n * 2 + 1);
    if (!out)
        exit(1);
    for (const char *hit; (hit = memmem(f->text.p + at, f->text.n - at, WORLD_OLD, gone));) {
        size_t len = (size_t)(hit - f->text.p) - at;
        memcpy(out + n, f->text.p + at, len);
        memcpy(out + n + len, WORLD_NEW, add);
        n += len + add;
        at += len + gone;
    }
    memcpy(out + n, f->text.p + at, f->text.n - at);
    f->before = f->text;
    f->text = (Bytes){out, n + f->text.n - at};
    paint(f);
}

static void undo(Floor *f)
{
    f->text = f->before;
    if (f->top > f->text.n)
        f->top = back_lines(f->text, f->text.n, f->size.ws_row - 2);
    paint(f);
}

static void write_all(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t done = write(fd, p, n);
        if (done <= 0)
            exit(1);
        p += done;
        n -= (size_t)done;
    }
}

static void save(Floor *f)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s.new", f->path);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    write_all(fd, f->typed, f->ntyped);
    write_all(fd, f->text.p, f->text.n);
    if (fsync(fd) != 0 || close(fd) != 0 || rename(path, f->path) != 0)
        exit(1);
    emit("\033[40;1Hsaved\033[H", 15);
}

static void add_paste(Floor *f, const char *p, size_t n)
{
    if (f->paste.n + n > f->paste_size) {
        f->paste_size = (f->paste.n + n) * 2 + (1 << 20);
        f->paste.p = realloc(f->paste.p, f->paste_size);
        if (!f->paste.p)
            exit(1);
    }
    memcpy(f->paste.p + f->paste.n, p, n);
    f->paste.n += n;
}

/* Bytes of a paste, of which the end mark may be the last. */
static void take_paste(Floor *f, const char *p, size_t n)
{
    static const char mark[] = "\033[201~";
    const size_t nmark = sizeof mark - 1;
    add_paste(f, p, n);
    if (f->paste.n < nmark || memcmp(f->paste.p + f->paste.n - nmark, mark, nmark) != 0)
        return;
    f->paste.n -= nmark;
    f->pasting = false;
    for (char *cr = f->paste.p; (cr = memchr(cr, '\r', f->paste.n - (size_t)(cr - f->paste.p)));)
        *cr = '\n';
    f->text = f->paste;
    go_end(f);
}

static void type(Floor *f, const char *p, size_t n)
{
    if (f->ntyped + n <= sizeof f->typed) {
        memcpy(f->typed + f->ntyped, p, n);
        f->ntyped += n;
    }
    emit(p, n);
}

static void press(Floor *f, char c)
{
    if (f->asking && c != '\r' && f->nneedle < sizeof f->needle) {
        f->needle[f->nneedle++] = c;
        return;
    }
    switch (c) {
    case 'E' & 31:
        go_end(f);
        break;
    case 'F' & 31:
        f->asking = true;
        break;
    case 'R' & 31:
        replace(f);
        break;
    case 'S' & 31:
        save(f);
        break;
    case 'V' & 31:
        page_down(f);
        break;
    case 'Z' & 31:
        undo(f);
        break;
    case '\r':
        if (f->asking)
            search(f);
        else
            emit("\033[L\r", 4);
        f->asking = false;
        break;
    default:
        type(f, &c, 1);
    }
}

static void take(Floor *f, const char *in, size_t n)
{
    static const char mark[] = "\033[200~";
    if (f->pasting) {
        take_paste(f, in, n);
    } else if (n >= sizeof mark - 1 && memcmp(in, mark, sizeof mark - 1) == 0) {
        f->pasting = true;
        take_paste(f, in + sizeof mark - 1, n - (sizeof mark - 1));
    } else {
        for (size_t i = 0; i < n; i++)
            press(f, in[i]);
    }
}

static void set_raw(void)
{
    struct termios t;
    if (tcgetattr(STDIN_FILENO, &t) < 0)
        exit(1);
    cfmakeraw(&t);
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &t); // without it the echo comes twice, which shows
}

int main(int argc, char **argv)
{
    static Floor f = {.size = {.ws_row = 24, .ws_col = 80}};
    static char in[1 << 16];
    ssize_t n;
    long line = argc > 2 && argv[1][0] == '+' ? strtol(argv[1] + 1, NULL, 10) : 1;
    if (argc < 2)
        return 2;
    f.path = argv[argc - 1];
    f.text = map_file(f.path);
    set_raw();
    (void)ioctl(STDOUT_FILENO, TIOCGWINSZ, &f.size); // a usual size otherwise
    while (--line > 0)
        f.top = next_line(f.text, f.top);
    emit("\033[?1049h\033[?2004h", 16);
    paint(&f);
    while ((n = read(STDIN_FILENO, in, sizeof in)) > 0)
        take(&f, in, (size_t)n);
    return 0;
}
