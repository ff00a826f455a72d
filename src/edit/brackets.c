// Pairs of brackets next to and around a place, and ranges that grow around it.
#include "edit/inner.h"
#include "syntax/syntax.h"

enum {
    PLAIN_BYTES_MAX = 64 << 10, // how far a partner is looked for in a text without a language
    AROUND_BYTES_MAX = 4096,    // how far an opening bracket around a place is looked for
    AROUND_ASKED_MAX = 64,      // brackets between
    LONE_MAX = 4,               // ... of them without a partner
};

static const char plain_pairs[] = "()[]{}";

static const char *pairs_of(const Syntax *x)
{
    return x ? language_pairs(syntax_language(x)) : plain_pairs;
}

// Where c stands in a list of pairs, -1 if it is no bracket.
static ptrdiff_t place_of(const char *pairs, char c)
{
    const char *p = c ? strchr(pairs, c) : NULL;
    return p ? p - pairs : -1;
}

static bool match_plainly(const Snap *s, size_t off, size_t *other)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    char c;
    ptrdiff_t at = snap_read(s, off, &c, 1) == 1 ? place_of(plain_pairs, c) : -1;
    if (at < 0)
        return false;
    bool forward = at % 2 == 0;
    char partner = plain_pairs[forward ? at + 1 : at - 1];
    size_t from = forward ? off : off - MIN(off, (size_t)PLAIN_BYTES_MAX), depth = 0;
    snap_add_to(s, from, forward ? MIN(snap_size(s), off + PLAIN_BYTES_MAX) : off + 1, &bytes);
    for (size_t i = 0; i < bytes.n; i++) {
        size_t k = forward ? i : bytes.n - 1 - i;
        depth += bytes.p[k] == c;
        if (bytes.p[k] == partner && --depth == 0) {
            *other = from + k;
            return true;
        }
    }
    return false;
}

static bool match(Syntax *x, const Text *t, size_t off, size_t *other)
{
    return x ? syntax_match_bracket(x, t, off, other) : match_plainly(text_now(t), off, other);
}

bool edit_pair_near(Syntax *x, const Text *t, size_t off, size_t *at, size_t *other)
{
    for (size_t i = 0; i < 2 && i <= off; i++) {
        *at = off - i;
        if (match(x, t, *at, other))
            return true;
    }
    return false;
}

bool edit_pair_around(Syntax *x, const Text *t, size_t off, size_t *open, size_t *close)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    size_t from = off - MIN(off, (size_t)AROUND_BYTES_MAX);
    snap_add_to(text_now(t), from, off, &bytes);
    for (size_t i = bytes.n, asked = 0, lone = 0; i-- > 0 && asked < AROUND_ASKED_MAX;) {
        ptrdiff_t place = place_of(pairs_of(x), bytes.p[i]);
        if (place < 0)
            continue;
        asked++;
        if (!match(x, t, from + i, close)) {
            if (++lone == LONE_MAX) // each may have been looked for far
                return false;
            continue;
        }
        if (place % 2 == 0 && *close >= off) {
            *open = from + i;
            return true;
        }
        if (place % 2 == 1 && *close < from)
            return false; // what it closes begins further away, and so does what is around
        if (place % 2 == 1 && *close < from + i)
            i = *close - from;
    }
    return false;
}

static bool grow_to(size_t from, size_t to, size_t *start, size_t *end)
{
    if (from > *start || to < *end || (from == *start && to == *end))
        return false;
    *start = from, *end = to;
    return true;
}

bool edit_expand(Syntax *x, const Text *t, size_t *start, size_t *end)
{
    const Snap *s = text_now(t);
    size_t from, to;
    if (x)
        return syntax_expand(x, t, start, end);
    snap_word_at(s, *start, &from, &to);
    return grow_to(from, to, start, end) ||
           grow_to(snap_line_start(s, *start, SIZE_MAX), edit_content_end(s, *end), start, end) ||
           grow_to(0, snap_size(s), start, end);
}
