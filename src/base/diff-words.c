// Words are compared as diff_lines() compares lines.
#include "base/diff.h"

#include "base/mem.h"

enum {
    SHORT = 3,      // bytes; less in common between two differences joins them
    MIN_COMMON = 3, // of ten bytes must be equal, or else the texts are strangers
};

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

// Words, runs of blanks, and all else byte by byte.
static void split_words(Str text, DiffLines *out)
{
    for (size_t at = 0; at < text.n;) {
        size_t end = at + 1;
        bool (*kind)(char) = is_word(text.p[at]) ? is_word : is_blank;
        while (kind(text.p[at]) && end < text.n && kind(text.p[end]))
            end++;
        vec_push(out, str_n(text.p + at, end - at));
        at = end;
    }
}

static DiffSpan span_of(Str text, const DiffLines *words, size_t first, size_t n)
{
    size_t start = first < words->n ? (size_t)(words->p[first].p - text.p) : text.n;
    size_t end = first + n < words->n ? (size_t)(words->p[first + n].p - text.p) : text.n;
    return (DiffSpan){start, end};
}

// What lies between two differences is too little to be read as equal.
static bool is_crumb(Str text, size_t start, size_t end)
{
    return end - start < SHORT && str_find_byte(str_n(text.p + start, end - start), '\n') < 0;
}

static void add_span(DiffSpans *out, DiffSpan span, bool join)
{
    if (join)
        vec_last(out).end = span.end;
    else
        vec_push(out, span);
}

static void drop_empty(DiffSpans *spans)
{
    size_t n = 0;
    VEC_EACH (DiffSpan, s, spans)
        if (s->start < s->end)
            spans->p[n++] = *s;
    spans->n = n;
}

static size_t bytes_in(const DiffSpans *spans)
{
    size_t n = 0;
    VEC_EACH (const DiffSpan, s, spans)
        n += s->end - s->start;
    return n;
}

bool diff_words(Str old_text, Str new_text, DiffSpans *in_old, DiffSpans *in_new)
{
    DiffLines a = {0}, b = {0};
    DiffHunks hunks = {0};
    DiffSpans olds = {0}, news = {0};
    split_words(old_text, &a);
    split_words(new_text, &b);
    diff_lines(&a, &b, &hunks);
    VEC_EACH (const DiffHunk, h, &hunks) {
        DiffSpan o = span_of(old_text, &a, h->old_row, h->old_n);
        DiffSpan n = span_of(new_text, &b, h->new_row, h->new_n);
        bool join = olds.n && is_crumb(old_text, vec_last(&olds).end, o.start) &&
                    is_crumb(new_text, vec_last(&news).end, n.start);
        add_span(&olds, o, join);
        add_span(&news, n, join);
    }
    drop_empty(&olds);
    drop_empty(&news);
    size_t common = old_text.n - bytes_in(&olds), all = MAX(old_text.n, new_text.n);
    bool alike = all == 0 || common * 10 >= all * MIN_COMMON;
    for (size_t i = 0; alike && i < olds.n; i++)
        vec_push(in_old, olds.p[i]);
    for (size_t i = 0; alike && i < news.n; i++)
        vec_push(in_new, news.p[i]);
    vec_deinit(&a);
    vec_deinit(&b);
    vec_deinit(&hunks);
    vec_deinit(&olds);
    vec_deinit(&news);
    return alike;
}
