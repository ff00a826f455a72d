// Where problems stand: from what a tool said to offsets, and along with the edits of a text.
#include "base/utf8.h"
#include "workspace/inner.h"
#include "workspace/problems.h"

enum {
    LINE_LOOK = 64 << 10,     // bytes of a line that are looked at
    UNCOUNTED_MAX = 16 << 20, // of a larger text lines are not counted to place a problem
    TAB = 8,
};

static size_t skip_blanks(const Snap *s, size_t line, size_t end)
{
    size_t off = line;
    char c;
    while (off < end && snap_read(s, off, &c, 1) && (c == ' ' || c == '\t'))
        off++;
    return off;
}

static size_t skip_utf16(const Snap *s, size_t line, size_t end, int units)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    snap_add_to(s, line, MIN(end, line + (size_t)LINE_LOOK), &bytes);
    size_t at = 0;
    while (at < bytes.n && units > 0) {
        size_t n;
        bool valid;
        uint32_t cp = utf8_decode(str_from(buf_str(&bytes), at), &n, &valid);
        units -= valid && cp > 0xFFFF ? 2 : 1;
        at += n;
    }
    return line + at;
}

// Start of the row, of the last one if there are fewer.
static size_t line_of(const Snap *s, int row)
{
    return snap_line_start(s, snap_row_start(s, (size_t)MAX(row, 0)), LINE_LOOK);
}

static size_t off_of(const Snap *s, int row, int col, ProblemCols unit)
{
    size_t line = line_of(s, row), end = snap_line_end(s, line, LINE_LOOK);
    size_t by = (size_t)MAX(col, 0);
    switch (unit) {
    case COLS_CELLS:
        return MIN(snap_off_of_col(s, line, MAX(col, 0), TAB), end);
    case COLS_UTF16:
        return skip_utf16(s, line, end, col);
    case COLS_TEXT:
        return MIN(skip_blanks(s, line, end) + by, end);
    case COLS_BYTES:
        break;
    }
    return MIN(line + by, end);
}

void problem_place(const Snap *s, const ProblemPlace *at, size_t *start, size_t *end)
{
    size_t line = line_of(s, at->row);
    size_t line_end = snap_line_end(s, line, LINE_LOOK), word_start;
    if (at->col < 0) {
        *start = skip_blanks(s, line, line_end);
        *end = line_end;
        return;
    }
    *start = off_of(s, at->row, at->col, at->unit);
    if (at->end_row >= at->row) {
        *end = MAX(off_of(s, at->end_row, at->end_col, at->unit), *start);
        return;
    }
    snap_word_at(s, *start, &word_start, end);
    if (*start >= line_end) // behind the line: its last character is what can be seen
        *start = line_end > line ? line_end - 1 : line;
    *end = MIN(MAX(*end, *start + 1), line_end);
}

static bool can_place(const Document *d)
{
    const Snap *s = text_now(d->text);
    return snap_line_count(s).exact || snap_size(s) <= UNCOUNTED_MAX;
}

void problems_attach(Workspace *ws, const Document *d)
{
    ProblemFile *f = problems_of(ws, d);
    if (!f || f->doc || !can_place(d))
        return;
    f->doc = d->id;
    f->rev = text_rev(d->text);
    VEC_EACH (Problem, p, &f->all)
        problem_place(text_now(d->text), &p->at, &p->start, &p->end);
}

static void follow(ProblemFile *f, const Document *d)
{
    TextEdit e;
    TextPull got;
    size_t size = snap_size(text_now(d->text));
    while ((got = text_pull(d->text, &f->rev, &e)) == TEXT_EDIT_ONE)
        VEC_EACH (Problem, p, &f->all) {
            p->start = text_map(&e, p->start, true);
            p->end = MAX(text_map(&e, p->end, false), p->start);
        }
    if (got == TEXT_EDIT_LOST)
        f->rev = text_rev(d->text);
    VEC_EACH (Problem, p, &f->all) {
        p->start = MIN(p->start, size);
        p->end = MIN(p->end, size);
    }
}

static void bytes_at(const Snap *s, size_t off, int *row, int *col)
{
    size_t n = snap_row_at(s, off).n;
    *row = (int)MIN(n, (size_t)INT32_MAX);
    *col = (int)MIN(off - snap_row_start(s, n), (size_t)INT32_MAX);
}

void problems_detach(Workspace *ws, const Document *d)
{
    ProblemFile *f = problems_of(ws, d);
    if (!f || f->doc != d->id)
        return;
    follow(f, d);
    f->doc = 0;
    VEC_EACH (Problem, p, &f->all) {
        bool whole = p->at.col < 0;
        bytes_at(text_now(d->text), p->start, &p->at.row, &p->at.col);
        bytes_at(text_now(d->text), p->end, &p->at.end_row, &p->at.end_col);
        p->at.unit = COLS_BYTES;
        if (whole)
            p->at.col = p->at.end_row = -1;
    }
}

static int compare(const void *a, const void *b)
{
    const Problem *x = a, *y = b;
    if (x->severity != y->severity)
        return x->severity < y->severity ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->at.row != y->at.row)
        return x->at.row < y->at.row ? -1 : 1;
    if (x->at.col != y->at.col)
        return x->at.col < y->at.col ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

void problems_settle(Workspace *ws)
{
    size_t n;
    ProblemFile *const *files = problems_files(ws->problems, &n);
    for (size_t i = 0; i < n; i++) {
        ProblemFile *f = files[i];
        const Document *d = f->doc ? document_by_id(ws, f->doc) : NULL;
        if (d && f->rev != text_rev(d->text))
            follow(f, d);
        if (f->unsorted)
            qsort(f->all.p, f->all.n, sizeof *f->all.p, compare);
        f->unsorted = false;
    }
}

// Of the problems [from, to), which are as grave: the first that begins at `off` or later.
static size_t find_from(const ProblemFile *f, size_t from, size_t to, size_t off)
{
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if (f->all.p[mid].start < off)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

const Problem *problem_within(const ProblemFile *f, size_t start, size_t end, Severity least)
{
    size_t from = 0, to;
    for (Severity s = SEVERITY_ERROR; !f->unsorted && s <= least; s++, from = to) {
        to = from + f->count[s];
        size_t i = find_from(f, from, to, start);
        if (i < to && f->all.p[i].start <= end)
            return &f->all.p[i];
    }
    return NULL;
}

void problem_row_col(const Workspace *ws, const ProblemFile *f, const Problem *p, size_t *row,
                     int *col)
{
    const Document *d = f->doc ? document_by_id(ws, f->doc) : NULL;
    *row = (size_t)p->at.row;
    *col = p->at.unit == COLS_TEXT ? -1 : p->at.col;
    if (!d)
        return;
    const Snap *s = text_now(d->text);
    size_t line = snap_line_start(s, p->start, LINE_LOOK);
    *row = snap_row_at(s, p->start).n;
    *col = p->at.col < 0 ? -1 : snap_col(s, line, p->start, d->tab_size);
}
