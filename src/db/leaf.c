#include "db/leaf.h"

#include "base/mem.h"

// The layout of pages, cells and records: https://sqlite.org/fileformat2.html
enum { TABLE_LEAF = 13, FILE_HEADER = 100, LEAF_HEADER = 8, MAX_PAYLOAD = 1 << 30 };

typedef struct {
    const uint8_t *p, *end;
} Reader;

static uint32_t big_endian(const uint8_t *p, int n)
{
    uint32_t v = 0;
    for (int i = 0; i < n; i++)
        v = v << 8 | p[i];
    return v;
}

// Seven bits a byte, the highest first; a ninth byte counts whole.
static bool read_varint(Reader *r, uint64_t *out)
{
    *out = 0;
    for (int i = 0; i < 9; i++) {
        if (r->p >= r->end)
            return false;
        uint8_t byte = *r->p++;
        if (i == 8) {
            *out = *out << 8 | byte;
            return true;
        }
        *out = *out << 7 | (byte & 0x7f);
        if (!(byte & 0x80))
            return true;
    }
    return false;
}

static size_t header_at(uint32_t no)
{
    return no == 1 ? FILE_HEADER : 0;
}

int leaf_count(const LeafFile *f, uint32_t no, const uint8_t *page)
{
    size_t at = header_at(no);
    if (page[at] != TABLE_LEAF)
        return 0;
    uint32_t n = big_endian(page + at + 3, 2);
    return at + LEAF_HEADER + 2 * (size_t)n <= f->page_size ? (int)n : 0;
}

// How much of a payload stands in its leaf; the rest is on overflow pages.
static size_t local_size(const LeafFile *f, size_t payload)
{
    size_t usable = f->page_size, most = usable - 35;
    if (payload <= most)
        return payload;
    size_t least = (usable - 12) * 32 / 255 - 23;
    size_t fitting = least + (payload - least) % (usable - 4);
    return fitting <= most ? fitting : least;
}

static bool add_overflow(const LeafFile *f, uint32_t no, size_t left, Buf *out)
{
    AUTO(free) uint8_t *page = xmalloc(f->page_size);
    // more pages than these would lead in circles
    for (uint32_t i = 0; left > 0 && i < f->npages; i++) {
        if (no == 0 || no > f->npages || !f->read(f->ctx, no, page))
            return false;
        size_t n = MIN(left, f->page_size - 4);
        buf_add(out, str_n((const char *)page + 4, n));
        left -= n;
        no = big_endian(page, 4);
    }
    return left == 0;
}

static bool read_payload(const LeafFile *f, Reader *r, LeafRow *row)
{
    uint64_t size, rowid;
    if (!read_varint(r, &size) || !read_varint(r, &rowid))
        return false;
    if (size > MAX_PAYLOAD || size > (uint64_t)f->npages * f->page_size)
        return false;
    size_t local = local_size(f, size);
    bool has_more = local < size;
    if ((size_t)(r->end - r->p) < local + 4 * has_more)
        return false;
    row->rowid = (int64_t)rowid;
    buf_clear(&row->payload);
    buf_add(&row->payload, str_n((const char *)r->p, local));
    return !has_more || add_overflow(f, big_endian(r->p + local, 4), size - local, &row->payload);
}

static int64_t sign_extended(const uint8_t *p, size_t n)
{
    uint64_t v = p[0] & 0x80 ? UINT64_MAX : 0;
    for (size_t i = 0; i < n; i++)
        v = v << 8 | p[i];
    return (int64_t)v;
}

static bool read_int(Reader *body, size_t n, LeafValue *out)
{
    if ((size_t)(body->end - body->p) < n)
        return false;
    *out = (LeafValue){.kind = LEAF_INT, .i = sign_extended(body->p, n)};
    body->p += n;
    return true;
}

static bool read_bytes(Reader *body, uint64_t type, LeafValue *out)
{
    uint64_t n = (type - 12) / 2;
    if ((uint64_t)(body->end - body->p) < n)
        return false;
    *out = (LeafValue){.kind = type % 2 ? LEAF_TEXT : LEAF_BLOB,
                       .bytes = str_n((const char *)body->p, n)};
    body->p += n;
    return true;
}

static bool read_value(Reader *body, uint64_t type, LeafValue *out)
{
    static const uint8_t int_sizes[] = {0, 1, 2, 3, 4, 6, 8};
    if (type == 0) {
        *out = (LeafValue){.kind = LEAF_NULL};
        return true;
    }
    if (type < ARRAY_LEN(int_sizes))
        return read_int(body, int_sizes[type], out);
    if (type == 7) {
        bool ok = read_int(body, 8, out);
        out->kind = LEAF_REAL;
        memcpy(&out->f, &out->i, sizeof out->f);
        return ok;
    }
    if (type == 8 || type == 9) {
        *out = (LeafValue){.kind = LEAF_INT, .i = type == 9};
        return true;
    }
    return type >= 12 && read_bytes(body, type, out);
}

// A record: the types of all columns, then their values, with nothing left over.
static bool read_record(LeafRow *row)
{
    const uint8_t *start = (const uint8_t *)row->payload.p;
    Reader head = {start, start + row->payload.n};
    uint64_t head_size, type;
    if (!read_varint(&head, &head_size) || head_size > row->payload.n || start + head_size < head.p)
        return false;
    head.end = start + head_size;
    Reader body = {head.end, start + row->payload.n};
    for (row->ncols = 0; head.p < head.end; row->ncols++)
        if (row->ncols == LEAF_MAX_COLS || !read_varint(&head, &type) ||
            !read_value(&body, type, &row->cols[row->ncols]))
            return false;
    return body.p == body.end;
}

bool leaf_row(const LeafFile *f, uint32_t no, const uint8_t *page, int i, LeafRow *row)
{
    size_t pointers = header_at(no) + LEAF_HEADER;
    size_t at = big_endian(page + pointers + 2 * (size_t)i, 2);
    if (at < pointers || at >= f->page_size)
        return false;
    Reader r = {page + at, page + f->page_size};
    return read_payload(f, &r, row) && read_record(row);
}
