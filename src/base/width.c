#include "base/width.h"
#include "base/bug.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdio.h>
#include <utf8proc.h>

enum {
    VS16 = 0xFE0F, // asks for the emoji form of the character before it
    BLACK_FLAG = 0x1F3F4,
    ZWNJ = 0x200C,
    ZWJ = 0x200D,
    SCRIPTS_FIRST = 0x300, // letters below have no forms for a joiner to choose from
    ESCAPE_CELLS = 4,      // "<9F>"
};

static const struct {
    uint32_t first, last;
} ambiguous_ranges[] = {
#include "base/width-ambiguous.def"
};

static bool is_ambiguous(uint32_t cp)
{
    size_t lo = 0, hi = ARRAY_LEN(ambiguous_ranges);
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (cp > ambiguous_ranges[mid].last)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < ARRAY_LEN(ambiguous_ranges) && cp >= ambiguous_ranges[lo].first;
}

static bool is_variation(uint32_t cp)
{
    return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

static bool is_tag(uint32_t cp)
{
    return cp >= 0xE0000 && cp <= 0xE007F;
}

static const utf8proc_property_t *property(uint32_t cp)
{
    return utf8proc_get_property((utf8proc_int32_t)cp);
}

// Arabic number signs are format characters that can be seen; they stand before what they belong
// to, which terminals do not know, so each is a cluster of its own.
static bool is_number_sign(const utf8proc_property_t *p)
{
    return p->boundclass == UTF8PROC_BOUNDCLASS_PREPEND && p->category == UTF8PROC_CATEGORY_CF;
}

// At the start of a cluster this cannot be shown, or would change what is around it.
static bool needs_picture(const utf8proc_property_t *p)
{
    if (is_number_sign(p))
        return false;
    switch (p->category) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return p->ignorable || p->charwidth == 0;
    }
}

static int picture_of(uint32_t cp, char out[WIDTH_PICTURE_MAX])
{
    if (cp < 0x20 || cp == 0x7F)
        return snprintf(out, WIDTH_PICTURE_MAX, "^%c", (int)(cp ^ 0x40));
    return snprintf(out, WIDTH_PICTURE_MAX, "<U+%04X>", (unsigned)cp);
}

static bool is_plain_ascii(char c)
{
    return c >= 0x20 && c < 0x7F;
}

// A code point in its text.
typedef struct {
    uint32_t cp;
    size_t nbytes;
    bool valid;
    const utf8proc_property_t *p;
} Point;

static Point point_at(Str s)
{
    Point x;
    unsigned char byte;
    x.cp = utf8_decode(s, &x.nbytes, &x.valid);
    if (!x.valid && utf8_is_escape(s, &byte))
        x.nbytes = UTF8_ESCAPE;
    x.p = property(x.cp);
    return x;
}

static bool is_emoji(const Point *x)
{
    return x->p->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

// Does b go on the cluster that `first` begins and a is the last of?  Beyond Unicode's rules, a
// mark that hides text in text (tags without a flag, a second variation, a joiner in a Latin word)
// is left over, to be shown as a picture, and a skin tone goes with emoji only.
static bool joins(const Point *first, const Point *a, const Point *b, utf8proc_int32_t *state)
{
    bool apart =
        utf8proc_grapheme_break_stateful((utf8proc_int32_t)a->cp, (utf8proc_int32_t)b->cp, state);
    if (apart || !b->valid)
        return false;
    if (is_tag(b->cp))
        return first->cp == BLACK_FLAG;
    if (b->cp == ZWJ || b->cp == ZWNJ)
        return first->cp >= SCRIPTS_FIRST || is_emoji(first);
    if (b->p->boundclass == UTF8PROC_BOUNDCLASS_EXTEND && b->p->charwidth)
        return is_emoji(first);
    return !is_variation(b->cp) || !is_variation(a->cp);
}

// What b adds to the width of a cluster that is `cells` wide.
static int more_cells(const Point *first, const Point *b, int cells)
{
    bool regional = b->p->boundclass == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR;
    bool keycap = (first->cp >= '0' && first->cp <= '9') || first->cp == '#' || first->cp == '*';
    if (regional || (b->cp == VS16 && (keycap || is_emoji(first))))
        return 2 - cells;
    return b->p->boundclass == UTF8PROC_BOUNDCLASS_SPACINGMARK ? (int)b->p->charwidth : 0;
}

static int point_cells(const Point *x, int ambiguous)
{
    char picture[WIDTH_PICTURE_MAX];
    if (!x->valid)
        return x->nbytes == UTF8_ESCAPE ? ESCAPE_CELLS : 1;
    if (needs_picture(x->p))
        return picture_of(x->cp, picture);
    if (is_number_sign(x->p))
        return 1;
    return ambiguous == 2 && is_ambiguous(x->cp) ? 2 : (int)x->p->charwidth;
}

int width_apart_of(uint32_t cp)
{
    const utf8proc_property_t *p = property(cp);
    bool apart = p->boundclass == UTF8PROC_BOUNDCLASS_OTHER ||
                 p->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
    return apart && !needs_picture(p) ? (int)p->charwidth : 0;
}

size_t width_cluster(Str s, int ambiguous, int *cells)
{
    // nothing below U+0080 joins what is before it
    if (s.n && is_plain_ascii(s.p[0]) && (s.n == 1 || !(s.p[1] & 0x80)))
        return *cells = 1, 1;
    if (s.n == 0)
        return *cells = 0, 0;
    Point first = point_at(s), last = first;
    *cells = point_cells(&first, ambiguous);
    size_t n = first.nbytes;
    if (!first.valid || needs_picture(first.p) || is_number_sign(first.p))
        return n;
    for (utf8proc_int32_t state = 0; n < s.n;) {
        Point next = point_at(str_from(s, n));
        if (n + next.nbytes > WIDTH_CLUSTER_MAX || !joins(&first, &last, &next, &state))
            break;
        *cells += more_cells(&first, &next, *cells);
        n += next.nbytes;
        last = next;
    }
    return n;
}

size_t width_picture(Str cluster, char out[WIDTH_PICTURE_MAX])
{
    out[0] = '\0';
    if (cluster.n == 0 || is_plain_ascii(cluster.p[0]))
        return 0;
    unsigned char byte;
    Point x = point_at(cluster);
    if (utf8_is_escape(cluster, &byte))
        return (size_t)snprintf(out, WIDTH_PICTURE_MAX, "<%02X>", byte);
    if (!x.valid) {
        size_t n = utf8_encode(UTF8_BROKEN, out);
        out[n] = '\0';
        return n;
    }
    return needs_picture(x.p) ? (size_t)picture_of(x.cp, out) : 0;
}

int width_text(Str s, int ambiguous)
{
    int cells = 0, sum = 0;
    for (; s.n; sum += cells)
        s = str_from(s, width_cluster(s, ambiguous, &cells));
    return sum;
}

size_t width_fit(Str s, int cols, int ambiguous, int *used)
{
    size_t off = 0;
    int sum = 0, cells = 0;
    while (off < s.n) {
        size_t n = width_cluster(str_from(s, off), ambiguous, &cells);
        if (sum + cells > cols)
            break;
        sum += cells;
        off += n;
    }
    if (used)
        *used = sum;
    return off;
}

// Two of these side by side never share a cluster.
static bool stands_alone(const Point *x)
{
    switch (x->p->boundclass) {
    case UTF8PROC_BOUNDCLASS_OTHER:
    case UTF8PROC_BOUNDCLASS_CR:
    case UTF8PROC_BOUNDCLASS_LF:
    case UTF8PROC_BOUNDCLASS_CONTROL:
    case UTF8PROC_BOUNDCLASS_LV:
    case UTF8PROC_BOUNDCLASS_LVT:
    case UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC:
        return true;
    default:
        return false;
    }
}

// The start of the escape that the byte at `at` is the rest of, else `at`.
static size_t escape_start(Str s, size_t at)
{
    unsigned char byte;
    for (size_t back = 1; back < UTF8_ESCAPE && back <= at; back++)
        if (utf8_is_escape(str_from(s, at - back), &byte))
            return at - back;
    return at;
}

// A place before `off` where a cluster starts for sure.
static size_t safe_start(Str s, size_t off)
{
    size_t at = escape_start(s, utf8_prev(s, off));
    Point right = point_at(str_from(s, at));
    while (at > 0) {
        size_t before = utf8_prev(s, at);
        Point left = point_at(str_from(s, before));
        if (stands_alone(&left) && stands_alone(&right))
            break;
        at = before;
        right = left;
    }
    return at;
}

size_t width_prev(Str s, size_t off)
{
    BUG_ON(off == 0 || off > s.n);
    for (size_t at = safe_start(s, off);;) {
        int cells;
        size_t n = width_cluster(str_from(s, at), 1, &cells);
        if (at + n >= off)
            return at;
        at += n;
    }
}

bool width_breaks(Str s, size_t off)
{
    unsigned char before = (unsigned char)s.p[off - 1], behind = (unsigned char)s.p[off];
    if (before < 0x80 && behind < 0x80)
        return before != '\r' || behind != '\n';
    if ((behind & 0xC0) == 0x80)
        return false;
    size_t at = utf8_prev(s, off);
    Point left = point_at(str_n(s.p + at, off - at)), right = point_at(str_from(s, off));
    return left.valid && right.valid && stands_alone(&left) && stands_alone(&right);
}

const char *width_unicode_version(void)
{
    return utf8proc_unicode_version();
}
