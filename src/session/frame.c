// A frame: a head of five numbers (magic, version, kind with the count of descriptors, fields,
// bytes), then each field with its length before it.  All numbers are little-endian.
#include "base/mem.h"
#include "session/session.h"

static const char magic[4] = {'c', 'l', 's', '\n'};

static uint32_t get32(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static void put32(Buf *out, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        buf_add_byte(out, (char)(v >> 8 * i));
}

static bool read_fields(Str body, SessionFrame *out)
{
    for (size_t i = 0; i < out->n; i++) {
        if (body.n < 4)
            return false;
        size_t n = get32(body.p);
        body = str_from(body, 4);
        if (n > body.n)
            return false;
        out->field[i] = str_upto(body, n);
        body = str_from(body, n);
    }
    return body.n == 0;
}

// The end of what came so far may be the start of a head; any other is none.
static bool begins_well(Str bytes)
{
    return memcmp(bytes.p, magic, MIN(bytes.n, sizeof magic)) == 0;
}

SessionRead session_frame_read(Str bytes, SessionFrame *out, size_t *used)
{
    if (bytes.n && !begins_well(bytes))
        return SESSION_BROKEN;
    if (bytes.n < SESSION_HEAD)
        return SESSION_PART;
    size_t nbytes = get32(bytes.p + 16);
    uint32_t kind = get32(bytes.p + 8);
    out->version = get32(bytes.p + 4);
    out->kind = kind & 0xffff;
    out->nfds = kind >> 16;
    out->n = get32(bytes.p + 12);
    if (nbytes > SESSION_BYTES_MAX || out->n > SESSION_FIELDS_MAX || out->nfds > SESSION_FDS_MAX)
        return SESSION_BROKEN;
    if (bytes.n - SESSION_HEAD < nbytes)
        return SESSION_PART;
    *used = SESSION_HEAD + nbytes;
    Str body = str_upto(str_from(bytes, SESSION_HEAD), nbytes);
    return read_fields(body, out) ? SESSION_WHOLE : SESSION_BROKEN;
}

bool session_frame_write(Buf *out, SessionKind kind, const Str *fields, size_t n, unsigned nfds)
{
    size_t nbytes = 0;
    for (size_t i = 0; i < n; i++) {
        if (fields[i].n > SESSION_BYTES_MAX)
            return false;
        nbytes += 4 + fields[i].n;
    }
    if (nbytes > SESSION_BYTES_MAX || n > SESSION_FIELDS_MAX || nfds > SESSION_FDS_MAX)
        return false;
    buf_add(out, str_n(magic, sizeof magic));
    put32(out, SESSION_VERSION);
    put32(out, (uint32_t)kind | (uint32_t)nfds << 16);
    put32(out, (uint32_t)n);
    put32(out, (uint32_t)nbytes);
    for (size_t i = 0; i < n; i++) {
        put32(out, (uint32_t)fields[i].n);
        buf_add(out, fields[i]);
    }
    return true;
}

Str session_field(const SessionFrame *f, size_t i)
{
    return i < f->n ? f->field[i] : STR_NULL;
}

int64_t session_number(const SessionFrame *f, size_t i, int64_t def)
{
    long long v;
    return str_to_i64(session_field(f, i), &v) ? v : def;
}
