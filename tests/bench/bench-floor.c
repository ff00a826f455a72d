// What no editor can get below: maps a file, shows a page of it, echoes keys.  Called as
// `bench-floor [+LINE] FILE`; knows Enter and Up as far as they open a line.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

typedef struct {
    const char *p, *end;
} Bytes;

static Bytes map_file(const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) < 0 || st.st_size == 0)
        exit(1);
    const char *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        exit(1);
    return (Bytes){p, p + st.st_size};
}

/* What is left after so many lines. */
static Bytes skip_lines(Bytes b, long count)
{
    while (count-- > 0 && b.p < b.end) {
        const char *newline = memchr(b.p, '\n', (size_t)(b.end - b.p));
        b.p = newline ? newline + 1 : b.end;
    }
    return b;
}

static void emit(const char *p, size_t n)
{
    if (write(STDOUT_FILENO, p, n) != (ssize_t)n)
        exit(1);
}

static void paint(Bytes b, const struct winsize *size)
{
    static char out[1 << 16];
    size_t n = (size_t)snprintf(out, sizeof out, "\033[?1049h\033[H");
    for (int row = 0; row < size->ws_row && b.p < b.end; row++) {
        Bytes rest = skip_lines(b, 1);
        size_t len = (size_t)(rest.p - b.p) - (rest.p[-1] == '\n');
        if (len > size->ws_col)
            len = size->ws_col;
        if (n + len + 2 > sizeof out)
            break;
        memcpy(out + n, b.p, len);
        n += len;
        if (row + 1 < size->ws_row)
            n += (size_t)snprintf(out + n, sizeof out - n, "\r\n");
        b = rest;
    }
    emit(out, n);
    emit("\033[H", 3);
}

static void echo(const char *in, size_t n)
{
    if (in[0] == '\r')
        emit("\033[L\r", 4);
    else if (in[0] != '\033')
        emit(in, n);
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
    char in[4096];
    ssize_t n;
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    long line = argc > 2 && argv[1][0] == '+' ? strtol(argv[1] + 1, NULL, 10) : 1;
    if (argc < 2)
        return 2;
    Bytes file = map_file(argv[argc - 1]);
    set_raw();
    (void)ioctl(STDOUT_FILENO, TIOCGWINSZ, &size); // a usual size otherwise
    paint(skip_lines(file, line - 1), &size);
    while ((n = read(STDIN_FILENO, in, sizeof in)) > 0)
        echo(in, (size_t)n);
    return 0;
}
