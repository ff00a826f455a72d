#include "store/archive.h"

#include "base/mem.h"

#include <string.h>

enum { HEAD = 5 };

static const char mark[] = ARCHIVE_MARK;

static bool put(ArchiveWriter *w, Str bytes, Err *err)
{
    hash_add(w->sum, bytes);
    return fs_save_write(w->save, bytes, err);
}

bool archive_begin(ArchiveWriter *w, FsSave *save, Err *err)
{
    *w = (ArchiveWriter){.save = save, .sum = hash_new()};
    return put(w, STR(ARCHIVE_MARK), err);
}

void archive_deinit(ArchiveWriter *w)
{
    hash_free(w->sum);
    buf_deinit(&w->record);
}

void archive_put_int(ArchiveWriter *w, int64_t v)
{
    uint64_t left = (uint64_t)v;
    for (; left >= 0x80; left >>= 7)
        buf_add_byte(&w->record, (char)(0x80 | (left & 0x7f)));
    buf_add_byte(&w->record, (char)left);
}

void archive_put_str(ArchiveWriter *w, Str s)
{
    archive_put_int(w, (int64_t)s.n);
    buf_add(&w->record, s);
}

static void put_head(char head[HEAD], ArchiveRecord kind, size_t n)
{
    head[0] = (char)kind;
    for (int i = 1; i < HEAD; i++)
        head[i] = (char)(n >> 8 * (i - 1));
}

bool archive_write(ArchiveWriter *w, ArchiveRecord kind, Err *err)
{
    char head[HEAD];
    put_head(head, kind, w->record.n);
    bool ok = put(w, str_n(head, HEAD), err) && put(w, buf_str(&w->record), err);
    buf_clear(&w->record);
    return ok;
}

bool archive_end(ArchiveWriter *w, Err *err)
{
    uint8_t sum[HASH_NBYTES];
    char head[HEAD];
    hash_end(w->sum, sum);
    put_head(head, ARCHIVE_END, sizeof sum);
    return fs_save_write(w->save, str_n(head, HEAD), err) &&
           fs_save_write(w->save, str_n((const char *)sum, sizeof sum), err);
}

bool archive_open(ArchiveReader *r, const char *path, Err *err)
{
    FsStat st;
    char start[sizeof mark - 1];
    *r = (ArchiveReader){0};
    r->file = fs_file_open(path, &st, err);
    if (!r->file)
        return false;
    r->nbytes = st.nbytes;
    r->at = sizeof start;
    size_t number = strlen("codelab-archive ");
    bool is_one = r->nbytes >= sizeof start && fs_file_read(r->file, 0, start, sizeof start) &&
                  memcmp(start, mark, number) == 0;
    if (!is_one)
        return err_set(err, "'%s' is no archive of a project", path);
    return memcmp(start, mark, sizeof start) == 0 ||
           err_set(err, "'%s' was written by a newer codelab; update codelab to read it", path);
}

void archive_close(ArchiveReader *r)
{
    fs_file_free(r->file);
    hash_free(r->sum);
    buf_deinit(&r->record);
}

static bool cut(Err *err)
{
    return err_set(err, "the archive is cut short or damaged");
}

bool archive_next(ArchiveReader *r, Err *err)
{
    unsigned char head[HEAD];
    size_t n = 0;
    if (r->nbytes - r->at < HEAD || !fs_file_read(r->file, r->at, (char *)head, HEAD))
        return cut(err);
    for (int i = HEAD - 1; i > 0; i--)
        n = n << 8 | head[i];
    if (n > ARCHIVE_MAX_ONE || n > r->nbytes - r->at - HEAD)
        return cut(err);
    buf_clear(&r->record);
    if (!fs_file_read(r->file, r->at + HEAD, buf_reserve(&r->record, n), n))
        return cut(err);
    r->record.n = n;
    r->rest = buf_str(&r->record);
    r->kind = (ArchiveRecord)head[0];
    r->at += HEAD + n;
    r->broken = false;
    if (r->sum && r->kind != ARCHIVE_END) {
        hash_add(r->sum, str_n((const char *)head, HEAD));
        hash_add(r->sum, r->rest);
    }
    return true;
}

// Back to the first record.
static void rewind_reader(ArchiveReader *r)
{
    hash_free(r->sum);
    r->sum = NULL;
    r->at = sizeof mark - 1;
}

bool archive_check(ArchiveReader *r, Err *err)
{
    uint8_t sum[HASH_NBYTES];
    r->sum = hash_new();
    hash_add(r->sum, STR(ARCHIVE_MARK));
    do {
        if (!archive_next(r, err))
            return false;
    } while (r->kind != ARCHIVE_END);
    hash_end(r->sum, sum);
    bool ok = r->record.n == sizeof sum && memcmp(r->record.p, sum, sizeof sum) == 0 &&
              r->at == r->nbytes;
    rewind_reader(r);
    return ok || cut(err);
}

int64_t archive_int(ArchiveReader *r)
{
    uint64_t v = 0;
    for (int shift = 0; shift < 63 && r->rest.n; shift += 7) {
        unsigned char c = (unsigned char)r->rest.p[0];
        r->rest = str_from(r->rest, 1);
        v |= (uint64_t)(c & 0x7f) << shift;
        if (c < 0x80)
            return (int64_t)v;
    }
    r->broken = true;
    return 0;
}

Str archive_str(ArchiveReader *r)
{
    int64_t n = archive_int(r);
    if (r->broken || (uint64_t)n > r->rest.n) {
        r->broken = true;
        return STR("");
    }
    Str s = str_upto(r->rest, (size_t)n);
    r->rest = str_from(r->rest, (size_t)n);
    return s;
}

bool archive_is_read(const ArchiveReader *r)
{
    return !r->broken && r->rest.n == 0;
}
