// Rewrites that a whole text may need: other line ends, no blanks at the ends of lines.
#include "text/text.h"
#include "base/mem.h"

typedef struct {
    const Snap *snap;
    TextRewrite *out;
    const atomic_bool *cancelled; // may be NULL
} Tidy;

static bool is_cancelled(const Tidy *t)
{
    return t->cancelled && *t->cancelled;
}

static void end_line(const Tidy *t, size_t off, bool after_cr, bool crlf)
{
    if (after_cr && !crlf)
        text_rewrite_put(t->out, off - 1, off, STR_NULL);
    else if (!after_cr && crlf)
        text_rewrite_put(t->out, off, off, STR("\r"));
}

TextRewrite *text_rewrite_line_ends(const Snap *s, bool crlf, const atomic_bool *cancelled)
{
    Tidy t = {s, text_rewrite_new(s), cancelled};
    size_t size = snap_size(s), start;
    bool cr = false; // the byte before is one
    for (size_t off = 0; off < size && !is_cancelled(&t);) {
        Str chunk = snap_chunk(s, off, &start);
        for (const char *p = chunk.p + (off - start), *end = chunk.p + chunk.n; p < end; p++) {
            if (*p == '\n')
                end_line(&t, off, cr, crlf);
            else if (cr) // alone
                text_rewrite_put(t.out, off - 1, off, crlf ? STR("\r\n") : STR("\n"));
            cr = *p == '\r';
            off++;
        }
    }
    if (cr)
        text_rewrite_put(t.out, size - 1, size, crlf ? STR("\r\n") : STR("\n"));
    text_rewrite_end(t.out);
    return t.out;
}

static bool is_end(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_empty(char c, bool blanks)
{
    return is_end(c) || (blanks && (c == ' ' || c == '\t'));
}

// Where the empty lines at the end begin: behind the last byte of another line.  Of very many those
// in front stay.
static size_t content_end(const Snap *s, bool blanks)
{
    enum { STEP = 4096, MOST = 16 << 20 };
    char bytes[STEP];
    size_t size = snap_size(s), end = size;
    while (end > 0 && size - end < MOST) {
        size_t got = snap_read(s, end - MIN(end, (size_t)STEP), bytes, MIN(end, (size_t)STEP));
        size_t n = got;
        while (n > 0 && is_empty(bytes[n - 1], blanks))
            n--;
        end -= got - n;
        if (n > 0)
            break;
    }
    return end;
}

// Take the blanks before each line end out, up to `end`.
static void trim_lines(const Tidy *t, size_t end)
{
    size_t start, kept = 0; // behind the last byte that is no blank
    for (size_t off = 0; off < end && !is_cancelled(t);) {
        Str chunk = snap_chunk(t->snap, off, &start);
        chunk = str_upto(chunk, end - start);
        for (const char *p = chunk.p + (off - start), *stop = chunk.p + chunk.n; p < stop; p++) {
            if (is_end(*p) && kept < off)
                text_rewrite_put(t->out, kept, off, STR_NULL);
            off++;
            if (*p != ' ' && *p != '\t')
                kept = off;
        }
    }
    if (kept < end)
        text_rewrite_put(t->out, kept, end, STR_NULL);
}

static char byte_at(const Snap *s, size_t off)
{
    char c;
    return snap_read(s, off, &c, 1) == 1 ? c : '\0';
}

// Only the first of the line ends from `content` on stays, as it is.
static void trim_final_lines(const Tidy *t, size_t content, size_t first)
{
    bool cr = first > content && byte_at(t->snap, first - 1) == '\r';
    if (first - cr > content)
        text_rewrite_put(t->out, content, first - cr, STR_NULL);
    if (first + 1 < snap_size(t->snap))
        text_rewrite_put(t->out, first + 1, snap_size(t->snap), STR_NULL);
}

TextRewrite *text_rewrite_tidy(const Snap *s, TextTidy how, const atomic_bool *cancelled)
{
    Tidy t = {s, text_rewrite_new(s), cancelled};
    size_t size = snap_size(s), content = content_end(s, how.blanks);
    size_t first = snap_line_end(s, content, SIZE_MAX); // the first line end behind it
    Str end = how.final_end && content ? how.crlf ? STR("\r\n") : STR("\n") : STR_NULL;
    if (how.blanks)
        trim_lines(&t, how.final_lines ? content : size);
    if (how.final_lines && content && first < size)
        trim_final_lines(&t, content, first);
    else if (how.final_lines && (content < size || end.n))
        text_rewrite_put(t.out, content, size, end);
    else if (first == size && end.n)
        text_rewrite_put(t.out, size, size, end);
    text_rewrite_end(t.out);
    return t.out;
}
