// What stands for a match: "$1" and its like.
#include "base/mem.h"
#include "text/find.h"

static void add_group(const Finder *f, const Snap *s, size_t i, Buf *out)
{
    FindSpan g = f->groups.p[i];
    if (g.start != SIZE_MAX)
        snap_add_to(s, g.start, g.end, out);
}

static bool is_digit(Str s, size_t i)
{
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

// A group by number: two digits if there are so many groups, else one.  Returns the bytes of `s`
// that named it, 0 if they name none.
static size_t number(const Finder *f, Str s, size_t *group)
{
    if (!is_digit(s, 0))
        return 0;
    size_t one = (size_t)(s.p[0] - '0');
    size_t two = is_digit(s, 1) ? one * 10 + (size_t)(s.p[1] - '0') : SIZE_MAX;
    *group = two < f->groups.n ? two : one;
    return *group >= f->groups.n ? 0 : two < f->groups.n ? 2 : 1;
}

// The same for what stands between braces, a number or a name.
static size_t braced(const Finder *f, Str s, size_t *group)
{
    ptrdiff_t end = str_find_byte(s, '}');
    if (!str_starts(s, STR("{")) || end < 2)
        return 0;
    Str name = str_from(str_upto(s, (size_t)end), 1);
    long long n = -1;
    if (!str_to_i64(name, &n))
        n = find_regex_group(f->regex, name);
    *group = (size_t)n;
    return n >= 0 && (size_t)n < f->groups.n ? (size_t)end + 1 : 0;
}

// After '$'.  Returns the bytes of s that were used.
static size_t expand_dollar(const Finder *f, const Snap *snap, Str s, Buf *out)
{
    size_t group = 0;
    if (str_starts(s, STR("$"))) {
        buf_add_byte(out, '$');
        return 1;
    }
    size_t used = str_starts(s, STR("&")) ? 1 : number(f, s, &group);
    if (!used)
        used = braced(f, s, &group);
    if (used)
        add_group(f, snap, group, out);
    else
        buf_add_byte(out, '$');
    return used;
}

// After '\'.
static size_t expand_backslash(Str s, Buf *out)
{
    static const char from[] = "nt\\", to[] = "\n\t\\";
    const char *hit = s.n ? memchr(from, s.p[0], sizeof from - 1) : NULL;
    buf_add_byte(out, hit ? to[hit - from] : '\\');
    return hit ? 1 : 0;
}

void finder_expand(Finder *f, const Snap *s, Str replacement, Buf *out)
{
    if (!f->query.regex || f->groups.n == 0) {
        buf_add(out, replacement);
        return;
    }
    for (Str rest = replacement; rest.n;) {
        char c = rest.p[0];
        rest = str_from(rest, 1);
        if (c == '$')
            rest = str_from(rest, expand_dollar(f, s, rest, out));
        else if (c == '\\')
            rest = str_from(rest, expand_backslash(rest, out));
        else
            buf_add_byte(out, c);
    }
}
