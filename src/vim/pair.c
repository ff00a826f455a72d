// Brackets and their partners, as vim finds them.
#include "vim/object.h"

enum { PAIR_FAR = 4 << 20, LINE_FAR = 65536 };

// Strings of the line the search is in.
typedef struct {
    size_t start, end; // of it
    bool known, even;  // even: its quotes come in pairs
} Quotes;

static bool is_escaped(Walk *w, size_t at)
{
    size_t n = 0;
    while (n < at && n < LINE_FAR && walk_byte(w, at - 1 - n) == '\\')
        n++;
    return n & 1;
}

static bool is_quote(Walk *w, size_t at)
{
    bool char_const = at > 0 && walk_byte(w, at - 1) == '\'' && walk_byte(w, at + 1) == '\'';
    return walk_byte(w, at) == '"' && !char_const && !is_escaped(w, at);
}

static size_t count_quotes(Walk *w, size_t from, size_t to)
{
    size_t n = 0;
    for (; from < to; from++)
        n += is_quote(w, from);
    return n;
}

static void look_at_line(Walk *w, size_t at, Quotes *q)
{
    if (q->known && at >= q->start && at <= q->end)
        return;
    q->known = true;
    q->start = line_start(w, at);
    q->end = line_end(w, at);
    q->even = q->end - q->start <= LINE_FAR && count_quotes(w, q->start, q->end) % 2 == 0;
}

// How much further the search goes over a character constant such as '('.
static size_t char_const(Walk *w, size_t at, bool forward)
{
    size_t near = forward ? at + 2 : at - 2, far = forward ? at + 3 : at - 3;
    if (!forward && at < 3)
        return 0;
    if (walk_byte(w, forward ? at + 1 : at - 2) == '\\' && walk_byte(w, far) == '\'')
        return 3;
    return walk_byte(w, near) == '\'' ? 2 : 0;
}

typedef struct {
    bool in, began_in;
    Quotes line;
} InString;

// Takes in the byte at `at`; how many bytes more are passed over.
static size_t pass(Walk *w, size_t at, bool forward, InString *s)
{
    size_t line = s->line.start;
    bool fresh = s->line.known;
    look_at_line(w, at, &s->line);
    if (fresh && line != s->line.start)
        s->in = s->began_in = false;
    if (s->line.even && is_quote(w, at)) {
        s->in = !s->in;
        s->began_in = false;
    }
    return !s->in && walk_byte(w, at) == '\'' ? char_const(w, at, forward) : 0;
}

bool pair_find(Walk *w, size_t off, const PairSearch *p, size_t *at)
{
    InString s = {0};
    int depth = 0;
    if (p->quotes) {
        look_at_line(w, off, &s.line);
        s.in = s.began_in = s.line.even && count_quotes(w, s.line.start, off) % 2 == 1;
    }
    for (int n = 0; n < PAIR_FAR && (p->forward ? off < w->end : off > 0); n++) {
        size_t here = p->forward ? off : off - 1, skip = 0;
        int c = walk_byte(w, here);
        if (p->quotes && (c == '"' || c == '\'' || c == '\n'))
            skip = pass(w, here, p->forward, &s);
        off = p->forward ? here + 1 + skip : here - MIN(skip, here);
        if ((c != p->want && c != p->other) || (s.in && !s.began_in) || is_escaped(w, here))
            continue;
        if (c == p->other) {
            depth++;
        } else if (depth-- == 0) {
            *at = here;
            return true;
        }
    }
    return false;
}

bool object_pair(Walk *w, size_t off, char open, char close, int count, size_t *a, size_t *b)
{
    PairSearch back = {open, close, false, false}, on = {close, open, true, true};
    size_t at = walk_byte(w, off) == open ? off + 1 : off;
    for (int i = 0; i < count; i++)
        if (!pair_find(w, at, &back, &at))
            return false;
    *a = at;
    return pair_find(w, at + 1, &on, b);
}
