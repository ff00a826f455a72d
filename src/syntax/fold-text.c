#include "syntax/fold-text.h"
#include "base/mem.h"

enum {
    ROWS_BEHIND = 5000, // of a window, that are looked at for ends
    ROWS_AROUND = 100000,
    MARKS_BEHIND = 4096, // of regions, that are looked at for ends
    LEAD_BYTES = 256,    // an indent that is longer counts as this long
};

/* The rows of a text, one after the other. */
typedef struct {
    const Snap *s;
    int tab_size;
    size_t rows; // there are
} Reader;

static Reader reader(const Snap *s, int tab_size)
{
    return (Reader){s, tab_size, snap_line_count(s).n};
}

/* What a row begins with, in `bytes`. */
static Str row_lead(const Snap *s, size_t row, char bytes[LEAD_BYTES])
{
    return str_n(bytes, snap_read(s, snap_row_start(s, row), bytes, LEAD_BYTES));
}

/* Columns before the first byte that is no blank; -1 for an empty row. */
static int indent_of(const Reader *r, size_t row)
{
    char bytes[LEAD_BYTES];
    Str lead = row_lead(r->s, row, bytes);
    int col = 0;
    for (size_t i = 0; i < lead.n; i++) {
        if (lead.p[i] == ' ')
            col++;
        else if (lead.p[i] == '\t')
            col += r->tab_size - col % r->tab_size;
        else
            return lead.p[i] == '\n' || lead.p[i] == '\r' ? -1 : col;
    }
    return lead.n == LEAD_BYTES ? col : -1;
}

typedef struct {
    size_t row;
    int indent;
} Open;
typedef Vec(Open) Opens;

/* Close all that stands as deep as `indent` or deeper; `last` is the last row with text. */
static void close_to(Opens *open, int indent, size_t last, size_t first_unwanted, SyntaxFolds *out)
{
    while (open->n && vec_last(open).indent >= indent) {
        Open o = vec_pop(open);
        if (last > o.row && o.row < first_unwanted)
            vec_push(out, (SyntaxFold){o.row, last, FOLD_BLOCK});
    }
}

void folds_by_indent(const Snap *s, int tab_size, size_t first, size_t last, SyntaxFolds *out)
{
    Reader r = reader(s, tab_size);
    Opens open = {0};
    size_t row = first, end = last, filled = first; // the last row with text
    end = MIN(end, r.rows);
    for (; row < r.rows && (row < end || (open.n && row < end + ROWS_BEHIND)); row++) {
        int indent = indent_of(&r, row);
        if (indent < 0)
            continue;
        close_to(&open, indent, filled, end, out);
        if (row < end)
            vec_push(&open, (Open){row, indent});
        filled = row;
    }
    close_to(&open, 0, filled, end, out);
    vec_deinit(&open);
}

/* The next row behind `row` with text, `rows` if there is none near. */
static size_t next_filled(const Reader *r, size_t row, int *indent)
{
    size_t end = MIN(r->rows, row + ROWS_AROUND);
    for (size_t i = row + 1; i < end; i++)
        if ((*indent = indent_of(r, i)) >= 0)
            return i;
    return r->rows;
}

/* The last row of what is deeper than `indent` behind `row`. */
static size_t end_of_block(const Reader *r, size_t row, int indent)
{
    size_t end = row;
    for (size_t i = row + 1; i < r->rows && i < row + ROWS_AROUND; i++) {
        int here = indent_of(r, i);
        if (here >= 0 && here <= indent)
            break;
        end = here < 0 ? end : i;
    }
    return end;
}

bool fold_by_indent_around(const Snap *s, int tab_size, size_t row, SyntaxFold *out)
{
    Reader r = reader(s, tab_size);
    if (row >= r.rows)
        return false;
    int indent = indent_of(&r, row), next = -1;
    next_filled(&r, row, &next);
    if (indent >= 0 && next > indent) {
        *out = (SyntaxFold){row, end_of_block(&r, row, indent), FOLD_BLOCK};
        return true;
    }
    indent = indent < 0 ? next : indent; // an empty row goes with what follows it
    for (size_t i = row, left = ROWS_AROUND; i-- > 0 && left > 0 && indent > 0; left--) {
        int here = indent_of(&r, i);
        if (here < 0 || here >= indent)
            continue;
        *out = (SyntaxFold){i, end_of_block(&r, i, here), FOLD_BLOCK};
        return out->end_row >= row;
    }
    return false;
}

/* 1 where a region begins, -1 where one ends. */
static int region_mark(Str lead)
{
    Str line = STR_NULL, rest = lead;
    str_split(&rest, '\n', &line);
    line = str_trim(line);
    size_t i = 0;
    while (i < line.n && i < 8 && strchr("/*#-<!;%(\"' \t", line.p[i]))
        i++;
    Str word = str_from(line, i);
    if (i == 0)
        return 0;
    bool begins = str_starts(word, STR("region")), ends = str_starts(word, STR("endregion"));
    size_t n = begins ? 6 : 9;
    bool whole = (begins || ends) && (word.n == n || strchr(" \t:-*)", word.p[n]));
    return !whole ? 0 : begins ? 1 : -1;
}

/* Marks of regions, one after the other.  Only looks at rows that have the word. */
typedef struct {
    const Snap *s;
    Finder *finder;  // owned
    size_t from, to; // bytes
} Marks;

/* The next one and its row; false behind the last. */
static bool next_mark(Marks *m, size_t *row, int *mark)
{
    char bytes[LEAD_BYTES];
    size_t start, stop;
    while (m->from < m->to && finder_next(m->finder, m->s, m->from, m->to, NULL, &start, &stop)) {
        *row = snap_row_at(m->s, start).n;
        m->from = snap_row_start(m->s, *row + 1);
        if ((*mark = region_mark(row_lead(m->s, *row, bytes))))
            return true;
    }
    return false;
}

void folds_by_region(const Snap *s, size_t first, size_t last, SyntaxFolds *out)
{
    size_t rows = snap_line_count(s).n, row, behind = 0, wanted = 0;
    int mark;
    Vec(size_t) open = {0}; // rows of regions that are not ended yet
    Marks m = {.s = s, .finder = finder_new(&(FindQuery){.pattern = STR("region")}, NULL)};
    m.from = snap_row_start(s, first);
    m.to = snap_row_start(s, MIN(rows, last + ROWS_AROUND));
    while (m.finder && behind < MARKS_BEHIND && next_mark(&m, &row, &mark)) {
        behind += row >= last;
        if (row >= last && wanted == 0)
            break;
        if (mark > 0) {
            vec_push(&open, row);
            wanted += row < last;
        } else if (open.n) {
            size_t began = vec_pop(&open);
            wanted -= began < last;
            if (began < last)
                vec_push(out, (SyntaxFold){began, row, FOLD_REGION});
        }
    }
    finder_free(m.finder);
    vec_deinit(&open);
}

bool fold_by_region_around(const Snap *s, size_t row, SyntaxFold *out)
{
    SyntaxFolds all = {0};
    size_t first = row - MIN(row, (size_t)ROWS_AROUND);
    bool found = false;
    folds_by_region(s, first, row + 1, &all);
    VEC_EACH (SyntaxFold, f, &all)
        if (f->end_row >= row && (!found || f->row > out->row)) { // the innermost begins last
            *out = *f;
            found = true;
        }
    vec_deinit(&all);
    return found;
}
