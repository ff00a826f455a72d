#include "base/diff.h"

#include "base/mem.h"

void diff_split(Str text, DiffLines *out)
{
    while (text.n > 0) {
        ptrdiff_t end = str_find_byte(text, '\n');
        size_t n = end < 0 ? text.n : (size_t)end + 1;
        vec_push(out, str_upto(text, n));
        text = str_from(text, n);
    }
}

static void add_line(Buf *out, char sign, Str line)
{
    buf_add_byte(out, sign);
    buf_add(out, line);
    if (!str_ends(line, STR("\n")))
        buf_add_c(out, "\n\\ No newline at end of file\n");
}

static void add_lines(Buf *out, char sign, const DiffLines *lines, size_t row, size_t n)
{
    for (size_t i = row; i < row + n; i++)
        add_line(out, sign, lines->p[i]);
}

// "12,3": an empty range names the line before it, one line needs no count.
static void add_range(Buf *out, char sign, size_t row, size_t n)
{
    buf_addf(out, "%c%zu", sign, n ? row + 1 : row);
    if (n != 1)
        buf_addf(out, ",%zu", n);
    buf_add_byte(out, ' ');
}

// Hunks whose context would touch are written as one: the index behind the last that goes along.
static size_t group_end(const DiffHunks *hunks, size_t first, size_t context)
{
    size_t i = first + 1;
    while (i < hunks->n &&
           hunks->p[i].old_row - (hunks->p[i - 1].old_row + hunks->p[i - 1].old_n) <= 2 * context)
        i++;
    return i;
}

typedef struct {
    const DiffLines *old_lines, *new_lines;
    const DiffHunks *hunks;
    size_t context;
} Writer;

static void add_group(const Writer *w, size_t first, size_t end, Buf *out)
{
    const DiffHunk *head = &w->hunks->p[first], *tail = &w->hunks->p[end - 1];
    size_t before = MIN(head->old_row, w->context);
    size_t last = tail->old_row + tail->old_n;
    size_t after = MIN(w->old_lines->n - last, w->context);
    size_t old_row = head->old_row - before, new_row = head->new_row - before;
    buf_add_c(out, "@@ ");
    add_range(out, '-', old_row, last + after - old_row);
    add_range(out, '+', new_row, tail->new_row + tail->new_n + after - new_row);
    buf_add_c(out, "@@\n");
    for (size_t i = first; i < end; i++) {
        const DiffHunk *h = &w->hunks->p[i];
        add_lines(out, ' ', w->old_lines, old_row, h->old_row - old_row);
        add_lines(out, '-', w->old_lines, h->old_row, h->old_n);
        add_lines(out, '+', w->new_lines, h->new_row, h->new_n);
        old_row = h->old_row + h->old_n;
    }
    add_lines(out, ' ', w->old_lines, old_row, after);
}

void diff_unified(const DiffLines *old_lines, const DiffLines *new_lines, const DiffHunks *hunks,
                  size_t context, Buf *out)
{
    Writer w = {old_lines, new_lines, hunks, context};
    for (size_t i = 0; i < hunks->n;) {
        size_t end = group_end(hunks, i, context);
        add_group(&w, i, end, out);
        i = end;
    }
}
