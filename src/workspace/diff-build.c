#include "workspace/diff-inner.h"

#include "base/mem.h"

enum { WORDS_MAX = 64 << 10 }; // bytes of a change that is looked at word by word

void diff_free(Diff *d)
{
    if (!d)
        return;
    free(d->a_name);
    free(d->b_name);
    free(d->path);
    vec_deinit(&d->lines);
    vec_deinit(&d->pairs);
    vec_deinit(&d->changes);
    vec_deinit(&d->words);
    free(d);
}

static void add_line(DiffBuild *x, DiffKind kind, size_t a_row, size_t b_row)
{
    Str line = kind == DIFF_REMOVED ? x->a->p[a_row] : x->b->p[b_row];
    vec_push(&x->d->lines, (DiffLine){kind, x->text->n, a_row, b_row, 0});
    buf_add(x->text, line);
    if (!str_ends(line, STR("\n")))
        buf_add_byte(x->text, '\n');
}

static void add_pair(Diff *d, size_t left, size_t right)
{
    if (left != SIZE_MAX)
        d->lines.p[left].pair = d->pairs.n;
    if (right != SIZE_MAX)
        d->lines.p[right].pair = d->pairs.n;
    vec_push(&d->pairs, (DiffPair){left, right});
}

void diff_add_same(DiffBuild *x, size_t a_row, size_t b_row, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        add_line(x, DIFF_SAME, a_row + i, b_row + i);
        add_pair(x->d, x->d->lines.n - 1, x->d->lines.n - 1);
    }
}

// All the bytes of some lines, which lie together.
static Str joined(const DiffLines *lines, size_t row, size_t n)
{
    const Str *first = &lines->p[row], *last = first + n - 1;
    return str_n(first->p, (size_t)(last->p - first->p) + last->n);
}

static void add_words(DiffBuild *x, const DiffHunk *h, size_t removed_at, size_t added_at)
{
    DiffSpans olds = {0}, news = {0};
    if (h->old_n == 0 || h->new_n == 0)
        return;
    Str a = joined(x->a, h->old_row, h->old_n), b = joined(x->b, h->new_row, h->new_n);
    if (a.n <= WORDS_MAX && b.n <= WORDS_MAX)
        diff_words(a, b, &olds, &news);
    VEC_EACH (const DiffSpan, s, &olds)
        vec_push(&x->d->words, (DiffSpan){s->start + removed_at, s->end + removed_at});
    VEC_EACH (const DiffSpan, s, &news)
        vec_push(&x->d->words, (DiffSpan){s->start + added_at, s->end + added_at});
    vec_deinit(&olds);
    vec_deinit(&news);
}

void diff_add_hunk(DiffBuild *x, const DiffHunk *h)
{
    size_t left = x->d->lines.n, removed_at = x->text->n;
    vec_push(&x->d->changes, left);
    for (size_t i = 0; i < h->old_n; i++)
        add_line(x, DIFF_REMOVED, h->old_row + i, h->new_row);
    size_t right = x->d->lines.n, added_at = x->text->n;
    for (size_t i = 0; i < h->new_n; i++)
        add_line(x, DIFF_ADDED, h->old_row + h->old_n, h->new_row + i);
    for (size_t i = 0; i < MAX(h->old_n, h->new_n); i++)
        add_pair(x->d, i < h->old_n ? left + i : SIZE_MAX, i < h->new_n ? right + i : SIZE_MAX);
    add_words(x, h, removed_at, added_at);
    x->d->removed += h->old_n;
    x->d->added += h->new_n;
}

void diff_add_note(DiffBuild *x, DiffKind kind, Str words)
{
    const DiffLine *last = x->d->lines.n ? &vec_last(&x->d->lines) : NULL;
    DiffLine line = {kind, x->text->n, last ? last->a_row : 0, last ? last->b_row : 0, 0};
    vec_push(&x->d->lines, line);
    add_pair(x->d, x->d->lines.n - 1, SIZE_MAX);
    buf_add(x->text, words);
    buf_add_byte(x->text, '\n');
}

static void trimmed(const DiffLines *lines, DiffLines *out)
{
    VEC_EACH (const Str, line, lines)
        vec_push(out, str_trim(*line));
}

static void find_hunks(const DiffLines *a, const DiffLines *b, bool trim, DiffHunks *out)
{
    DiffLines short_a = {0}, short_b = {0};
    if (trim) {
        trimmed(a, &short_a);
        trimmed(b, &short_b);
        diff_lines(&short_a, &short_b, out);
    } else {
        diff_lines(a, b, out);
    }
    diff_slide(trim ? &short_a : a, trim ? &short_b : b, out);
    vec_deinit(&short_a);
    vec_deinit(&short_b);
}

void diff_build(Diff *d, Str a, Str b, bool trim, Buf *text)
{
    DiffLines a_lines = {0}, b_lines = {0};
    DiffHunks hunks = {0};
    diff_split(a, &a_lines);
    diff_split(b, &b_lines);
    find_hunks(&a_lines, &b_lines, trim, &hunks);
    DiffBuild x = {d, &a_lines, &b_lines, text};
    size_t a_row = 0, b_row = 0;
    VEC_EACH (const DiffHunk, h, &hunks) {
        diff_add_same(&x, a_row, b_row, h->new_row - b_row);
        diff_add_hunk(&x, h);
        a_row = h->old_row + h->old_n;
        b_row = h->new_row + h->new_n;
    }
    diff_add_same(&x, a_row, b_row, b_lines.n - b_row);
    // the last line of the document, which is empty
    vec_push(&d->lines, (DiffLine){DIFF_SAME, text->n, a_lines.n, b_lines.n, 0});
    add_pair(d, d->lines.n - 1, d->lines.n - 1);
    vec_deinit(&a_lines);
    vec_deinit(&b_lines);
    vec_deinit(&hunks);
}

size_t diff_line_at(const Diff *d, size_t off)
{
    size_t lo = 0, hi = d->lines.n;
    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;
        if (d->lines.p[mid].off <= off)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}
