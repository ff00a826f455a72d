#include "syntax/guard.h"
#include "base/mem.h"

enum {
    BLOCKS_MAX = 200,  // of 254 that fit
    COLUMNS_MAX = 380, // each may be a step of two bytes, beside 255 bytes of open strings
    TAB_COLUMNS = 8,
};

/* What is known of the line being read, and of the lines before it. */
typedef struct {
    bool past_start; // of the line: the rest does not matter
    char last;       // byte of it, 0 at first
    size_t indent;   // columns before the first other byte
    size_t columns;  // blank ones, between block marks too
    size_t marks;    // of quotes and list items
    size_t blocks;   // that may be open: never less than there are
    size_t blocks_max, indent_max;
} Lines;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool may_end_mark(char c)
{
    return c == '-' || c == '+' || c == '*' || c == '.' || c == ')';
}

static void end_line(Lines *l)
{
    l->marks += !l->past_start && may_end_mark(l->last);
    // A line that opens blocks goes on with those it is indented for; others leave all as it is.
    if (l->marks)
        l->blocks = MIN(l->blocks, l->columns / 2 + 1) + l->marks;
    *l = (Lines){
        .blocks = l->blocks,
        .blocks_max = MAX(l->blocks_max, l->blocks),
        .indent_max = MAX(l->indent_max, l->indent),
    };
}

static void read_byte(Lines *l, char c)
{
    bool digit = c >= '0' && c <= '9';
    if (is_blank(c)) {
        l->columns += c == '\t' ? TAB_COLUMNS : 1;
        l->marks += may_end_mark(l->last);
    } else if (c == '>') {
        l->marks++;
    } else if (!digit && !may_end_mark(c)) {
        l->past_start = true;
    }
    if (is_blank(c) && (!l->last || is_blank(l->last)) && !l->marks)
        l->indent = l->columns;
    l->last = c;
}

static void read_chunk(Lines *l, Str chunk)
{
    while (chunk.n) {
        ptrdiff_t end = str_find_byte(chunk, '\n');
        Str line = end < 0 ? chunk : str_upto(chunk, (size_t)end);
        for (size_t i = 0; i < line.n && !l->past_start; i++)
            read_byte(l, line.p[i]);
        if (end >= 0)
            end_line(l);
        chunk = str_from(chunk, line.n + (end >= 0));
    }
}

bool guard_allows(const char *grammar, const Snap *s, size_t start, size_t n)
{
    bool markdown = strcmp(grammar, "markdown") == 0, python = strcmp(grammar, "python") == 0;
    Lines l = {0};
    for (size_t off = start, end = start + n; (markdown || python) && off < end;) {
        size_t at;
        Str chunk = snap_chunk(s, off, &at);
        chunk = str_upto(str_from(chunk, off - at), end - off);
        read_chunk(&l, chunk);
        off += chunk.n;
    }
    end_line(&l);
    return !(markdown && l.blocks_max > BLOCKS_MAX) && !(python && l.indent_max > COLUMNS_MAX);
}
