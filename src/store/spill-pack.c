// A batch as the bytes of a file: a line, the sum of what follows, numbers of eight bytes, texts
// behind their length.
#include "store/spill.h"
#include "store/inner.h"

#include "base/mem.h"

static const char magic[] = "codelab unsaved edits 1\n";

enum { NUMBER = 8, HAS_PATH = 1, HAS_BASE = 2, MARKED = 4, DROP = 8 };

static void put_number(Buf *out, int64_t v)
{
    for (int i = 0; i < NUMBER; i++)
        buf_add_byte(out, (char)((uint64_t)v >> 8 * i & 0xff));
}

static void put_text(Buf *out, Str s)
{
    put_number(out, (int64_t)s.n);
    buf_add(out, s);
}

static Str sum_str(const uint8_t sum[HASH_NBYTES])
{
    return str_n((const char *)sum, HASH_NBYTES);
}

static void put_entry(Buf *out, const JournalEntry *e)
{
    put_number(out, (e->path ? HAS_PATH : 0) | (e->has_base ? HAS_BASE : 0) |
                        (e->marked ? MARKED : 0) | (e->drop ? DROP : 0));
    put_number(out, e->doc);
    put_number(out, e->base_nbytes);
    put_number(out, e->off);
    put_number(out, e->mark_off);
    put_number(out, e->mark_nbytes);
    put_text(out, sum_str(e->base_sum));
    put_text(out, sum_str(e->mark_sum));
    put_text(out, e->path ? str_c(e->path) : STR_NULL);
    put_text(out, buf_str(&e->meta));
    put_text(out, buf_str(&e->base));
    put_text(out, buf_str(&e->history));
    put_text(out, buf_str(&e->ops));
}

void spill_pack(const char *root, const JournalBatch *b, Buf *out)
{
    AUTO(buf) Buf body = BUF_INIT;
    uint8_t sum[HASH_NBYTES];
    put_text(&body, str_c(root));
    put_number(&body, b->time_ms);
    put_number(&body, (int64_t)b->n);
    for (size_t i = 0; i < b->n; i++)
        put_entry(&body, &b->entries[i]);
    hash_sha256(buf_str(&body), sum);
    buf_add_c(out, magic);
    buf_add(out, sum_str(sum));
    buf_add(out, buf_str(&body));
}

typedef struct {
    Str rest;
    bool bad; // there was less than was asked for: all that comes is empty
} Reader;

static Str get_bytes(Reader *r, size_t n)
{
    r->bad = r->bad || r->rest.n < n;
    if (r->bad)
        return STR_NULL;
    Str bytes = str_upto(r->rest, n);
    r->rest = str_from(r->rest, n);
    return bytes;
}

static int64_t get_number(Reader *r)
{
    uint64_t v = 0;
    Str bytes = get_bytes(r, NUMBER);
    for (size_t i = 0; i < bytes.n; i++)
        v |= (uint64_t)(unsigned char)bytes.p[i] << 8 * i;
    return (int64_t)v;
}

static Str get_text(Reader *r)
{
    int64_t n = get_number(r);
    r->bad = r->bad || n < 0;
    return get_bytes(r, r->bad ? 0 : (size_t)n);
}

static void get_sum(Reader *r, uint8_t sum[HASH_NBYTES])
{
    Str bytes = get_text(r);
    r->bad = r->bad || bytes.n != HASH_NBYTES;
    if (!r->bad)
        memcpy(sum, bytes.p, HASH_NBYTES);
}

static void get_entry(Reader *r, JournalEntry *e)
{
    int64_t flags = get_number(r);
    *e = (JournalEntry){
        .has_base = flags & HAS_BASE, .marked = flags & MARKED, .drop = flags & DROP};
    e->doc = get_number(r);
    e->base_nbytes = get_number(r);
    e->off = get_number(r);
    e->mark_off = get_number(r);
    e->mark_nbytes = get_number(r);
    get_sum(r, e->base_sum);
    get_sum(r, e->mark_sum);
    Str path = get_text(r);
    e->path = flags & HAS_PATH ? str_dup(path) : NULL;
    buf_add(&e->meta, get_text(r));
    buf_add(&e->base, get_text(r));
    buf_add(&e->history, get_text(r));
    buf_add(&e->ops, get_text(r));
}

bool spill_unpack(Str bytes, Spilled *out)
{
    uint8_t sum[HASH_NBYTES];
    Reader r = {.rest = bytes};
    *out = (Spilled){0};
    if (!str_eq(get_bytes(&r, sizeof magic - 1), str_c(magic)))
        return false;
    Str want = get_bytes(&r, HASH_NBYTES);
    hash_sha256(r.rest, sum);
    if (r.bad || !str_eq(want, sum_str(sum)))
        return false;
    buf_add(&out->root, get_text(&r));
    out->time_ms = get_number(&r);
    for (int64_t n = get_number(&r); n > 0 && !r.bad; n--) {
        JournalEntry e;
        get_entry(&r, &e);
        vec_push(&out->entries, e);
    }
    return !r.bad;
}

void spilled_deinit(Spilled *s)
{
    buf_deinit(&s->root);
    journal_entries_deinit(&s->entries);
}
