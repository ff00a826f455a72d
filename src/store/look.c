// Looking for a text in what files held.
#include "store/inner.h"

#include "base/mem.h"

static const size_t LINE_MAX_BYTES = 200;

typedef struct {
    int64_t id, n, time_ms, blob;
    FileRef file;
    char *path; // owned
} Candidate;
typedef Vec(Candidate) Candidates;

void history_hits_deinit(HistoryHits *h)
{
    VEC_EACH (HistoryHit, x, h) {
        free(x->path);
        free(x->line);
    }
    vec_deinit(h);
}

static unsigned char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : (unsigned char)c;
}

// ASCII letters count without their case.
static ptrdiff_t find_folded(Str s, Str needle)
{
    for (size_t i = 0; i + needle.n <= s.n; i++) {
        size_t j = 0;
        while (j < needle.n && folded(s.p[i + j]) == folded(needle.p[j]))
            j++;
        if (j == needle.n)
            return (ptrdiff_t)i;
    }
    return -1;
}

static void add_hit(const Candidate *c, Str text, size_t at, HistoryHits *out)
{
    Str before = str_upto(text, at), line = str_from(text, at);
    ptrdiff_t start = str_rfind_byte(before, '\n');
    size_t row = 0;
    for (Str rest = before; str_find_byte(rest, '\n') >= 0;
         rest = str_from(rest, (size_t)str_find_byte(rest, '\n') + 1))
        row++;
    // a long line is cut before the place
    size_t from = MAX((size_t)(start + 1), at > LINE_MAX_BYTES / 2 ? at - LINE_MAX_BYTES / 2 : 0);
    line = str_from(text, from);
    ptrdiff_t end = str_find_byte(line, '\n');
    line = str_upto(line, MIN(end < 0 ? line.n : (size_t)end, LINE_MAX_BYTES));
    HistoryHit h = {
        .id = c->id, .n = c->n, .time_ms = c->time_ms, .path = xstrdup(c->path), .row = row};
    h.line = str_dup(line);
    vec_push(out, h);
}

static bool find_candidates(Store *s, int64_t project, const HistorySearch *what, Candidates *out,
                            Err *err)
{
    int64_t file = 0;
    if (what->path.n && !file_find(s, project, what->path, &file, err))
        return false;
    if (what->path.n && file == 0)
        return true;
    Stmt *q =
        STORE_STMT(s,
                   "SELECT v.id, v.n, v.blob_id, f.id, f.path, EXISTS(SELECT 1 FROM versions"
                   " AS w WHERE w.blob_id=v.blob_id AND w.file_id=v.file_id AND w.n>v.n), v.time_ms"
                   " FROM versions AS v CROSS JOIN files AS f ON f.id=v.file_id"
                   " WHERE f.project_id=?1 AND (?2=0 OR f.id=?2) AND (?3=0 OR v.id<?3)"
                   " ORDER BY v.id DESC LIMIT ?4",
                   err, project, file, what->before, (int64_t)what->max_versions);
    if (!q)
        return false;
    while (stmt_step(q, err)) {
        Candidate c = {.id = stmt_i64(q, 0), .n = stmt_i64(q, 1), .path = str_dup(stmt_blob(q, 4))};
        c.time_ms = stmt_i64(q, 6);
        c.blob = stmt_i64(q, 5) ? 0 : stmt_i64(q, 2); // it was looked at in a newer version
        c.file = (FileRef){stmt_i64(q, 3), str_c(c.path)};
        vec_push(out, c);
    }
    return store_end(s, q);
}

// In the order in which contents are packed against each other.
static int by_file(const void *a, const void *b)
{
    const Candidate *x = a, *y = b;
    if (x->file.id != y->file.id)
        return x->file.id < y->file.id ? -1 : 1;
    return x->n < y->n ? -1 : x->n > y->n;
}

static int by_id(const void *a, const void *b)
{
    const HistoryHit *x = a, *y = b;
    return x->id > y->id ? -1 : x->id < y->id;
}

static void look(Store *s, const Candidates *all, const HistorySearch *what, HistoryHits *out)
{
    VEC_EACH (const Candidate, c, all) {
        AUTO(buf) Buf text = BUF_INIT;
        if (store_is_cancelled(s))
            break;
        if (c->blob == 0 || !blob_get(s, c->blob, &text, NULL))
            continue; // what is damaged is told where it is opened
        ptrdiff_t at = what->match_case ? str_find(buf_str(&text), what->text)
                                        : find_folded(buf_str(&text), what->text);
        if (at >= 0)
            add_hit(c, buf_str(&text), (size_t)at, out);
    }
}

bool store_history_search(Store *s, int64_t project, const HistorySearch *what, HistoryHits *out,
                          int64_t *next, Err *err)
{
    Candidates all = {0};
    size_t from = out->n;
    *next = 0;
    bool ok = find_candidates(s, project, what, &all, err);
    if (ok && all.n == what->max_versions)
        *next = vec_last(&all).id;
    if (ok && all.n) {
        qsort(all.p, all.n, sizeof *all.p, by_file);
        look(s, &all, what, out);
    }
    if (out->n > from)
        qsort(out->p + from, out->n - from, sizeof *out->p, by_id);
    VEC_EACH (Candidate, c, &all)
        free(c->path);
    vec_deinit(&all);
    return ok;
}
