// Looking at one file: as it lies in memory if it is small, else in stretches; decoded if it is not
// UTF-8.  Lines are counted up to the last match and no further.
#include "grep/inner.h"

#include "base/utf8.h"

#include <errno.h>

enum {
    WHOLE_BYTES = 64 << 20, // files of more are read in stretches, unless they must be decoded
    HEAD_BYTES = 8000,      // a NUL in them tells that a file is no text
    LEAD_BYTES = 48,        // kept of a line before a match that is far from its start
    SLOW_MOST = 20,         // files an expression may be too slow for
};

// A text being looked at: plain memory, or a snapshot.
typedef struct {
    GrepWorker *w;
    Str flat;         // unless there is
    const Snap *snap; // borrowed
    GrepFile *file;   // owned; NULL: nothing was found yet
    size_t counted;   // up to where `row` is counted
    size_t row, line; // of that place: its line's number and start
    bool binary;
} Scan;

static size_t scan_size(const Scan *x)
{
    return x->snap ? snap_size(x->snap) : x->flat.n;
}

// Bytes that lie together from `off` on, `end` at most.
static Str bytes_at(const Scan *x, size_t off, size_t end)
{
    if (!x->snap)
        return str_from(str_upto(x->flat, end), off);
    size_t start;
    Str s = snap_chunk(x->snap, off, &start);
    return str_upto(str_from(s, off - start), end - off);
}

static void count_to(Scan *x, size_t off)
{
    while (x->counted < off) {
        Str s = bytes_at(x, x->counted, off);
        size_t n = newline_count(s);
        if (s.n == 0)
            break;
        if (n)
            x->line = x->counted + (size_t)((const char *)memrchr(s.p, '\n', s.n) - s.p) + 1;
        x->row += n;
        x->counted += s.n;
    }
}

// Where the line goes on to, `most` at most: its end, without what ends it.
static size_t line_end(const Scan *x, size_t from, size_t most)
{
    while (from < most) {
        Str s = bytes_at(x, from, most);
        const char *eol = s.n ? memchr(s.p, '\n', s.n) : NULL;
        if (eol)
            return from + (size_t)(eol - s.p);
        from += s.n;
        if (s.n == 0)
            break;
    }
    return most;
}

static void add_bytes(const Scan *x, size_t from, size_t end, Buf *out)
{
    if (x->snap)
        snap_add_to(x->snap, from, end, out);
    else
        buf_add(out, bytes_at(x, from, end));
}

// Keep the line around a match.  Matches of one line share what is kept.
static void keep_line(Scan *x, GrepMatch *m)
{
    GrepFile *f = x->file;
    size_t most = x->w->g->query.line_bytes, size = scan_size(x);
    if (f->matches.n) {
        const GrepMatch *last = &vec_last(&f->matches);
        size_t from = last->start - last->hit, end = from + last->ntext;
        if (last->row == m->row && m->start >= from && m->end <= end) {
            m->text = last->text;
            m->ntext = last->ntext;
            m->hit = m->start - from;
            m->nhit = m->end - m->start;
            return;
        }
    }
    size_t from = x->line;
    if (m->start - from > most / 2)
        from = m->start - MIN(m->start - from, (size_t)LEAD_BYTES);
    size_t end = line_end(x, MAX(m->start + 1, m->end) - 1, from + MIN(most, size - from));
    m->text = f->lines.n;
    add_bytes(x, from, end, &f->lines);
    // neither begin within a character nor end with half a line end
    while (from > x->line && from < m->start &&
           ((unsigned char)f->lines.p[m->text] & 0xC0) == 0x80) {
        m->text++;
        from++;
    }
    m->ntext = f->lines.n - m->text;
    if (m->ntext && f->lines.p[f->lines.n - 1] == '\r' && m->end < end)
        m->ntext--;
    m->hit = m->start - from;
    m->nhit = MIN(m->end, from + m->ntext) - MIN(m->start, from + m->ntext);
}

static void add_match(Scan *x, size_t start, size_t end)
{
    GrepMatch m = {.start = start, .end = end};
    count_to(x, start);
    m.row = x->row;
    m.col = start - x->line;
    if (x->w->g->query.line_bytes)
        keep_line(x, &m);
    vec_push(&x->file->matches, m);
}

// Count it among those of all; false if there are enough.
static bool may_add(Scan *x)
{
    Grep *g = x->w->g;
    size_t most = g->query.max_matches, most_here = g->query.max_per_file;
    if (most_here && x->file->matches.n >= most_here)
        return false;
    if (atomic_fetch_add(&g->nmatches, 1) < most || most == 0)
        return true;
    g->full = true;
    x->w->counts.cut = true;
    return false;
}

static bool next(Scan *x, size_t at, size_t *start, size_t *end)
{
    GrepWorker *w = x->w;
    if (x->snap)
        return finder_next(w->finder, x->snap, at, SIZE_MAX, w->cancelled, start, end);
    return finder_next_bytes(w->finder, x->flat, at, w->cancelled, start, end);
}

static void note_slow(Scan *x)
{
    GrepWorker *w = x->w;
    if (*finder_problem(w->finder) == '\0')
        return;
    // one that is too slow for many files is too slow for all
    if (++w->counts.slow >= SLOW_MOST)
        w->g->full = true;
}

static bool has_nul(const Scan *x)
{
    return !x->snap && x->flat.n && memchr(x->flat.p, '\0', x->flat.n);
}

static void scan(Scan *x)
{
    size_t at = 0, start, end;
    while (at <= scan_size(x) && next(x, at, &start, &end)) {
        if (!x->file && (x->binary = has_nul(x)))
            break;
        if (!x->file)
            x->file = NEW(GrepFile);
        if (!may_add(x))
            break;
        add_match(x, start, end);
        at = MAX(end, start + 1);
    }
    note_slow(x);
}

// Hand over what was found.
static void finish(Scan *x, Str rel, FsStat st, uint64_t tag)
{
    GrepWorker *w = x->w;
    w->counts.files++;
    w->counts.binary += x->binary;
    if (x->file && x->file->matches.n) {
        x->file->path = str_dup(rel);
        x->file->stat = st;
        x->file->tag = tag;
        w->counts.matches += x->file->matches.n;
        vec_push(&w->found, x->file);
    } else {
        grep_file_free(x->file);
    }
}

void grep_scan_text(GrepWorker *w, const GrepText *t)
{
    Scan x = {.w = w, .snap = t->snap};
    scan(&x);
    finish(&x, str_c(t->path), (FsStat){0}, t->tag);
}

bool grep_judge(Str head, bool whole, Coding *coding, bool *plain, size_t *skip)
{
    static const char utf8_mark[] = "\xEF\xBB\xBF";
    bool wide =
        head.n >= 2 && (memcmp(head.p, "\xFF\xFE", 2) == 0 || memcmp(head.p, "\xFE\xFF", 2) == 0);
    *skip = str_starts(head, str_c(utf8_mark)) ? sizeof utf8_mark - 1 : 0;
    *plain = true;
    if (!wide && !(head.n && memchr(head.p, '\0', MIN(head.n, (size_t)HEAD_BYTES))))
        return true;
    // which decodes all that it is given
    whole &= head.n <= HEAD_BYTES;
    head = str_upto(head, HEAD_BYTES);
    CodingGuess guess = coding_guess(head, whole, (CodingWish){encoding_find(STR("utf8")), false});
    *coding = guess.coding;
    *plain = false;
    return !guess.binary && guess.coding.encoding->kind != ENCODING_UTF8;
}

static bool decode(GrepWorker *w, Str bytes, Coding c)
{
    Decoder *d = decoder_new(c, NULL);
    if (!d)
        return false;
    buf_clear(&w->decoded);
    decoder_feed(d, bytes, &w->decoded);
    decoder_end(d, &w->decoded);
    decoder_free(d);
    return true;
}

static void scan_bytes(GrepWorker *w, Str bytes, Str rel, const FsStat *st)
{
    Coding coding;
    bool plain;
    size_t skip;
    Scan x = {.w = w};
    if (!grep_judge(bytes, true, &coding, &plain, &skip))
        x.binary = true;
    else if (plain)
        x.flat = str_from(bytes, skip);
    else if (decode(w, bytes, coding))
        x.flat = buf_str(&w->decoded);
    else
        w->counts.skipped++;
    if (!x.binary)
        scan(&x);
    finish(&x, rel, *st, 0);
}

static bool read_from(void *arg, uint64_t off, char *out, size_t n)
{
    return fs_file_read(arg, off, out, n);
}

static void release(void *arg)
{
    fs_file_free(arg);
}

// One too large to be in memory; `fd` is taken over.
static void scan_large(GrepWorker *w, int fd, Str rel, const FsStat *st)
{
    Coding coding;
    bool plain;
    size_t skip;
    char head[HEAD_BYTES];
    FsFile *f = fs_file_take(fd);
    bool read = fs_file_read(f, 0, head, sizeof head);
    Text *t = text_new_source((TextSource){read_from, release, f, st->nbytes, NULL});
    Scan x = {.w = w, .snap = text_now(t)};
    if (!read) {
        grep_unreadable(w, rel, -EIO);
    } else if (!grep_judge(str_n(head, sizeof head), false, &coding, &plain, &skip)) {
        x.binary = true;
    } else if (!plain) {
        w->counts.skipped++;
    } else {
        scan(&x);
    }
    finish(&x, rel, *st, 0);
    text_free(t);
}

void grep_scan_file(GrepWorker *w, int dir, const char *name, Str rel)
{
    FsStat st;
    AUTO(fd) int fd = fs_dir_open_file(dir, name, &st);
    if (fd == -ENOTSUP || fd == -ELOOP)
        return; // it became something else since it was listed
    if (fd < 0) {
        grep_unreadable(w, rel, fd);
        return;
    }
    if (st.nbytes > WHOLE_BYTES) {
        scan_large(w, steal_fd(&fd), rel, &st);
        return;
    }
    int failed = fs_fd_read(fd, st.nbytes, WHOLE_BYTES, &w->bytes);
    if (failed)
        grep_unreadable(w, rel, failed);
    else
        scan_bytes(w, buf_str(&w->bytes), rel, &st);
}
