#include "store/inner.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

enum { WORDS_MAX = 4096 };

// The sum that stood last, outside of the database: "12 <64 digits>\n".
typedef struct {
    int64_t n; // 0: there is none
    uint8_t hash[HASH_NBYTES];
} Head;

static void add_words(Buf *out, Str words)
{
    buf_addf(out, "%zu:", words.n);
    buf_add(out, words);
}

// Every entry has one writing: numbers in decimal, words behind their lengths.
static void sum_up(const uint8_t before[HASH_NBYTES], const AuditEntry *e, uint8_t out[HASH_NBYTES])
{
    AUTO(buf) Buf all = BUF_INIT;
    const Str words[] = {e->kind, e->subject, e->detail, e->folder, e->author};
    buf_add_c(&all, "codelab-audit 1\n");
    buf_add(&all, str_n((const char *)before, HASH_NBYTES));
    buf_addf(&all, "%lld,%lld,", (long long)e->n, (long long)e->time_ms);
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        add_words(&all, words[i]);
    hash_sha256(buf_str(&all), out);
}

static char *head_path(const Store *s)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(s->path)));
    return path_join(dir, "audit.head");
}

static bool head_parse(Str text, Head *out)
{
    long long n;
    ptrdiff_t blank = str_find_byte(text, ' ');
    *out = (Head){0};
    if (blank < 0 || !str_to_i64(str_upto(text, (size_t)blank), &n) || n < 1 ||
        !hash_from_hex(str_trim(str_from(text, (size_t)blank + 1)), out->hash))
        return false;
    out->n = n;
    return true;
}

static void head_read(const Store *s, Head *out)
{
    AUTO(free) char *path = head_path(s);
    AUTO(buf) Buf text = BUF_INIT;
    *out = (Head){0};
    if (fs_read(path, WORDS_MAX, &text, NULL))
        (void)head_parse(buf_str(&text), out); // what is none counts as missing
}

// Replaced as a whole; called within the transaction, which lets one in at a time.
static bool head_write(const Store *s, const AuditEntry *e, Err *err)
{
    char hex[HASH_HEX_MAX];
    AUTO(free) char *path = head_path(s);
    hash_hex(e->hash, hex);
    AUTO(free) char *text = xasprintf("%lld %s\n", (long long)e->n, hex);
    return fs_write(path, str_c(text), err);
}

static void read_entry(Stmt *q, AuditEntry *e)
{
    Str hash = stmt_blob(q, 7);
    *e = (AuditEntry){
        .n = stmt_i64(q, 0),
        .time_ms = stmt_i64(q, 1),
        .kind = stmt_blob(q, 2),
        .subject = stmt_blob(q, 3),
        .detail = stmt_blob(q, 4),
        .folder = stmt_blob(q, 5),
        .author = stmt_blob(q, 6),
    };
    memcpy(e->hash, hash.p, MIN(hash.n, sizeof e->hash));
}

#define COLUMNS "SELECT id, time_ms, kind, subject, detail, folder, author, hash FROM audits "

bool store_audit_each(Store *s, int64_t from, bool (*take)(void *arg, const AuditEntry *e),
                      void *arg, Err *err)
{
    Stmt *q = STORE_STMT(s, COLUMNS "WHERE id>=? ORDER BY id", err, from);
    while (q && stmt_step(q, err)) {
        AuditEntry e;
        read_entry(q, &e);
        if (!take(arg, &e)) {
            stmt_reset(q);
            return true;
        }
    }
    return q && store_end(s, q);
}

static bool take_last(void *arg, const AuditEntry *e)
{
    Head *last = arg;
    last->n = e->n;
    memcpy(last->hash, e->hash, sizeof last->hash);
    return true;
}

static bool read_last(Store *s, Head *out, Err *err)
{
    Stmt *q = STORE_STMT(s, COLUMNS "WHERE id=(SELECT max(id) FROM audits WHERE id>?)", err, 0);
    *out = (Head){0};
    if (q && stmt_step(q, err)) {
        AuditEntry e;
        read_entry(q, &e);
        (void)take_last(out, &e);
    }
    return q && store_end(s, q);
}

static bool has_entry(Store *s, const Head *h, bool *has, Err *err)
{
    Stmt *q = STORE_STMT(s, "SELECT hash=?2 FROM audits WHERE id=?1", err, h->n);
    *has = false;
    if (!q)
        return false;
    stmt_bind_blob(q, 2, str_n((const char *)h->hash, sizeof h->hash));
    if (stmt_step(q, err))
        *has = stmt_i64(q, 0) != 0;
    return store_end(s, q);
}

static bool insert(Store *s, Head *last, AuditEntry *e, Err *err)
{
    e->n = last->n + 1;
    sum_up(last->hash, e, e->hash);
    Stmt *q = STORE_STMT(s,
                         "INSERT INTO audits(id,time_ms,kind,subject,detail,folder,author,hash)"
                         " VALUES(?,?,?,?,?,?,?,?)",
                         err, e->n, e->time_ms);
    if (!q)
        return false;
    const Str words[] = {e->kind,   e->subject, e->detail,
                         e->folder, e->author,  str_n((const char *)e->hash, sizeof e->hash)};
    for (int i = 0; i < (int)ARRAY_LEN(words); i++)
        stmt_bind_blob(q, 3 + i, words[i].p ? words[i] : STR(""));
    return store_run(s, q, err) && take_last(last, e);
}

// The file knows of entries that the database lost: the log goes on, but says so for ever.
static bool note_gap(Store *s, Head *last, Err *err)
{
    Head head;
    bool has;
    head_read(s, &head);
    if (head.n == 0)
        return true;
    if (!has_entry(s, &head, &has, err) || has)
        return has;
    char hex[HASH_HEX_MAX];
    hash_hex(head.hash, hex);
    AUTO(free) char *detail = xasprintf("entry %lld was %s", (long long)head.n, hex);
    AuditEntry gap = {.time_ms = clock_wall_ms(), .kind = STR("gap"), .detail = str_c(detail)};
    return insert(s, last, &gap, err);
}

static bool append(Store *s, AuditEntry *e, Err *err)
{
    Head last;
    return read_last(s, &last, err) && note_gap(s, &last, err) && insert(s, &last, e, err);
}

static Str cut(Str words)
{
    return str_upto(words, WORDS_MAX);
}

// Writers stand in line before the file, so that its sum and the database's are written in one
// order; after the commit, since a sum of what is not there would look like a loss.
static bool append_in_line(Store *s, AuditEntry *e, Err *err)
{
    AUTO(free) char *lock = xasprintf("%s.audit-lock", s->path);
    AUTO(fd) int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0)
        (void)flock(fd, LOCK_EX);
    bool ok = db_begin(s->db, err) || store_failed(s);
    return ok && store_finish(s, append(s, e, err), err) && head_write(s, e, err);
}

bool store_audit_add(Store *s, const AuditEntry *from, Err *err)
{
    AuditEntry e = {
        .time_ms = from->time_ms ? from->time_ms : clock_wall_ms(),
        .kind = cut(from->kind),
        .subject = cut(from->subject),
        .detail = cut(from->detail),
        .folder = cut(from->folder),
        .author = from->author.n ? cut(from->author) : str_c(s->user),
    };
    return append_in_line(s, &e, err) || err_wrap(err, "cannot note it in the audit log");
}

typedef struct {
    AuditCheck *out;
    Head last, head;
    bool head_holds;
} Check;

static bool check_entry(void *arg, const AuditEntry *e)
{
    Check *c = arg;
    uint8_t hash[HASH_NBYTES];
    sum_up(c->last.hash, e, hash);
    bool whole = e->n == c->last.n + 1 && memcmp(hash, e->hash, sizeof hash) == 0;
    if (!whole && !c->out->broken)
        c->out->broken = c->last.n + 1;
    c->out->gaps += str_eq_c(e->kind, "gap");
    c->out->nentries++;
    c->head_holds |= e->n == c->head.n && memcmp(e->hash, c->head.hash, sizeof e->hash) == 0;
    return take_last(&c->last, e);
}

bool store_audit_check(Store *s, AuditCheck *out, Err *err)
{
    Check c = {.out = out};
    *out = (AuditCheck){0};
    // first: who adds one meanwhile writes this one after the database
    head_read(s, &c.head);
    if (!store_audit_each(s, 0, check_entry, &c, err))
        return err_wrap(err, "cannot read the audit log");
    out->no_head = c.head.n == 0 && out->nentries > 0;
    if (c.head.n > c.last.n)
        out->cut = c.head.n - c.last.n;
    else if (c.head.n && !c.head_holds && !out->broken)
        out->broken = c.head.n;
    return true;
}
