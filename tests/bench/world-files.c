#include "world.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/str.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

enum { BLOCK = 1 << 20 };

void world_mark(char out[static WORLD_MARK], char letter, int line)
{
    out[0] = letter;
    for (int i = WORLD_MARK - 2; i > 0; i--, line /= 10)
        out[i] = (char)('0' + line % 10);
    out[WORLD_MARK - 1] = '\0';
}

static int create(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
}

/* Write what has gathered, once it is a block or `last`. */
static bool flush(int fd, Buf *b, bool last)
{
    if (b->n < BLOCK && !last)
        return true;
    bool ok = fs_write_fd(fd, buf_str(b), NULL);
    buf_clear(b);
    return ok && (!last || fsync(fd) == 0);
}

static void add_code_line(Buf *b, int line)
{
    static const char *const lines[] = {
        "static int work_%d(const char *name, int count)",
        "{",
        "    int total = %d * count + sizeof(\"text\");",
        "    total += count * %d;",
        "    for (int i = 0; i < count; i++)",
        "        if (name[i] != 'x') // all but these",
        "            total += i * (name[i] - '0');",
        "    work_note(\"%d\", total);",
        "    return total > 0 ? total : -1;",
        "}",
    };
    char mark[WORLD_MARK];
    size_t start = b->n;
    world_mark(mark, 'C', line);
    const char *form = lines[(size_t)(line - 1) % ARRAY_LEN(lines)];
    Str whole = str_c(form);
    ptrdiff_t number = str_find(whole, STR("%d"));
    buf_add(b, str_upto(whole, number < 0 ? whole.n : (size_t)number));
    if (number >= 0) {
        buf_addf(b, "%d", line);
        buf_add(b, str_from(whole, (size_t)number + 2));
    }
    buf_add_fill(b, ' ', b->n - start < 56 ? 56 - (b->n - start) : 1);
    buf_addf(b, "/* %s */\n", mark);
}

bool world_write_code(const char *path, int lines)
{
    AUTO(buf) Buf b = BUF_INIT;
    AUTO(fd) int fd = create(path);
    bool ok = fd >= 0;
    for (int line = 1; ok && line <= lines; line++) {
        add_code_line(&b, line);
        ok = flush(fd, &b, line == lines);
    }
    return ok;
}

int world_needle_line(int lines)
{
    return (int)((long)lines * 99 / 100);
}

/* `tail` takes the place of the end of the line. */
static void add_log_line(Buf *b, int line, const char *tail)
{
    char mark[WORLD_MARK];
    unsigned mixed = (unsigned)line * 2654435761u;
    size_t start = b->n;
    world_mark(mark, 'L', line);
    buf_addf(b, "2024-03-05 11:22:%02d.%03u %s " WORLD_OLD " service-%02u request %08x took %3u ms",
             line % 60, mixed % 1000, mark, mixed % 37, mixed, mixed % 977);
    buf_add_fill(b, '.', WORLD_LOG_LINE - 1 - strlen(tail) - (b->n - start));
    buf_add_c(b, tail);
    buf_add_byte(b, '\n');
}

static const char *log_tail(int line, int lines)
{
    if (line == 5)
        return WORLD_NEEDLE_START "0";
    return line == world_needle_line(lines) ? WORLD_NEEDLE_START WORLD_NEEDLE_END : " answered";
}

bool world_write_log(const char *path, int lines)
{
    AUTO(buf) Buf b = BUF_INIT;
    AUTO(fd) int fd = create(path);
    bool ok = fd >= 0;
    for (int line = 1; ok && line <= lines; line++) {
        add_log_line(&b, line, log_tail(line, lines));
        ok = flush(fd, &b, line == lines);
    }
    return ok;
}

bool world_write_json(const char *path, size_t nbytes)
{
    AUTO(buf) Buf b = BUF_INIT;
    AUTO(fd) int fd = create(path);
    bool ok = fd >= 0;
    size_t done = 0;
    buf_add_c(&b, "{\"" WORLD_JSON_FIRST "\":[");
    for (int i = 0; ok && done + b.n < nbytes; i++) {
        buf_addf(&b, "{\"id\":%d,\"name\":\"user %d\",\"tags\":[\"a\",\"b%d\"],\"ok\":true},", i, i,
                 i % 9);
        size_t before = b.n;
        ok = flush(fd, &b, false);
        done += before - b.n;
    }
    buf_add_c(&b, "0],\"" WORLD_JSON_LAST "\":null}\n");
    return ok && flush(fd, &b, true);
}

bool world_write_sparse(const char *path, int lines, size_t hole)
{
    AUTO(buf) Buf head = BUF_INIT, tail = BUF_INIT;
    AUTO(fd) int fd = create(path);
    for (int line = 1; line <= lines; line++) {
        add_log_line(&head, line, "");
        add_log_line(&tail, lines + line, "");
    }
    return fd >= 0 && fs_write_fd(fd, buf_str(&head), NULL) &&
           lseek(fd, (off_t)hole, SEEK_CUR) >= 0 && flush(fd, &tail, true);
}

bool world_copy(const char *from, const char *to)
{
    AUTO(fd) int in = open(from, O_RDONLY | O_CLOEXEC), out = create(to);
    AUTO(buf) Buf b = BUF_INIT;
    bool ok = in >= 0 && out >= 0;
    for (ssize_t n = 1; ok && n > 0;) {
        n = read(in, buf_reserve(&b, BLOCK), BLOCK);
        ok = n >= 0 && fs_write_fd(out, str_n(b.p, (size_t)n), NULL);
    }
    return ok && fsync(out) == 0;
}
