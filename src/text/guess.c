#include "base/mem.h"
#include "base/utf8.h"
#include "text/snap.h"

enum { INDENT_MAX = 8 };

typedef struct {
    size_t lf, crlf, cr;
    size_t tab_lines, space_lines;
    size_t steps[INDENT_MAX + 1]; // how often a line is so much deeper or less deep than the last
} Tally;

static void tally_indent(Tally *t, Str line, size_t *before)
{
    size_t depth = 0;
    while (depth < line.n && line.p[depth] == ' ')
        depth++;
    if (depth == line.n || line.p[depth] == '\r')
        return; // blank lines say nothing
    if (line.p[0] == '\t') {
        t->tab_lines++;
        return;
    }
    size_t step = depth > *before ? depth - *before : *before - depth;
    t->space_lines += depth > 1;
    // one column is the star of a comment
    if (step > 1 && step <= INDENT_MAX)
        t->steps[step]++;
    *before = depth;
}

static void tally_line(Tally *t, Str line, bool ended)
{
    size_t returns = 0;
    for (Str rest = line; rest.n; returns++) {
        ptrdiff_t at = str_find_byte(rest, '\r');
        if (at < 0)
            break;
        rest = str_from(rest, (size_t)at + 1);
    }
    bool crlf = ended && line.n && line.p[line.n - 1] == '\r';
    t->cr += returns - crlf;
    t->crlf += crlf;
    t->lf += ended && !crlf;
}

static TextEol eol_of(const Tally *t)
{
    int kinds = (t->lf > 0) + (t->crlf > 0) + (t->cr > 0);
    if (kinds > 1)
        return EOL_MIXED;
    return t->crlf ? EOL_CRLF : t->cr ? EOL_CR : EOL_LF;
}

static int indent_of(const Tally *t)
{
    size_t best = 0;
    for (size_t i = 2; i <= INDENT_MAX; i++)
        if (t->steps[i] > t->steps[best])
            best = i;
    return (int)best;
}

// A limit may cut the last character of what was read: that alone does not make it invalid.
static bool is_valid_start(Str s, bool is_cut)
{
    for (size_t cut = 0; is_cut && cut < 4 && cut < s.n; cut++)
        if (utf8_is_valid(str_upto(s, s.n - cut)))
            return true;
    return utf8_is_valid(s);
}

// The first n bytes: as they lie there if they lie together, else copied to *copy.
static Str start_of(const Snap *s, size_t n, Buf *copy)
{
    size_t at;
    Str chunk = n ? snap_chunk(s, 0, &at) : STR_NULL;
    if (chunk.n >= n)
        return str_upto(chunk, n);
    snap_add_to(s, 0, n, copy);
    return buf_str(copy);
}

TextGuess snap_guess(const Snap *s, size_t limit)
{
    AUTO(buf) Buf copy = BUF_INIT;
    Str all = start_of(s, MIN(limit, snap_size(s)), &copy), line;
    // a CR at the end may be half of a CRLF
    if (limit < snap_size(s) && str_ends(all, STR("\r")))
        all.n--;
    Str rest = all;
    Tally t = {0};
    size_t before = 0;
    while (str_split(&rest, '\n', &line)) {
        tally_line(&t, line, rest.p != NULL);
        if (line.n)
            tally_indent(&t, line, &before);
    }
    return (TextGuess){
        .eol = eol_of(&t),
        .crlf = t.crlf > t.lf,
        .lines = t.lf + t.crlf + t.cr > 0,
        .bom = str_starts(all, STR("\xEF\xBB\xBF")),
        .binary = str_find_byte(all, '\0') >= 0,
        .valid_utf8 = is_valid_start(all, limit < snap_size(s)),
        .tabs = t.tab_lines > t.space_lines,
        .indent_width = indent_of(&t),
    };
}
