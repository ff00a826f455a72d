#include "syntax/part.h"
#include "base/mem.h"

enum {
    BACK_BYTES = 12 << 10, // looked at before what is seen
    NEAR_BYTES = 2 << 10,  // of these, where it is better not to begin
    BEHIND_BYTES = 4 << 10,
};

/* Could a definition begin here: in the first column, with a letter or the like? */
static bool may_begin(const char *p, const char *end)
{
    bool letter = p < end && ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z'));
    return letter || (p < end && strchr("_#@<.$", *p));
}

/* How good a place is to begin with: 0 is none. */
static int quality(const char *text, const char *p, const char *end)
{
    if (p[-1] == '\n')
        return may_begin(p, end) ? p - text > 1 && p[-2] == '\n' ? 4 : 3 : 2;
    return strchr(",;{}>", p[-1]) ? 1 : 0;
}

/* The first of the best places in the text. */
static size_t best_place(Str text)
{
    size_t best = 0;
    int most = 0;
    for (size_t i = 1; i + NEAR_BYTES < text.n; i++) {
        int q = quality(text.p, text.p + i, text.p + text.n);
        if (q <= most)
            continue;
        most = q;
        best = i;
    }
    while (!most && best < text.n && (text.p[best] & 0xc0) == 0x80)
        best++; // not within a character
    return best;
}

Range part_around(const Snap *s, Range seen)
{
    size_t size = snap_size(s);
    Range r = {0, MIN(size, seen.end + BEHIND_BYTES)};
    if (seen.start > BACK_BYTES) {
        AUTO(buf) Buf text = BUF_INIT;
        size_t from = seen.start - BACK_BYTES;
        snap_add_to(s, from, MIN(seen.start, size), &text);
        r.start = from + best_place(buf_str(&text));
    }
    // a line or a character that is cut would end in an error
    size_t end = snap_next_line(s, snap_line_end(s, r.end, BEHIND_BYTES));
    r.end = end - r.end <= BEHIND_BYTES ? end : r.end;
    return r;
}
