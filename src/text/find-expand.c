// What stands for a match: "$1" and its like.
#include "base/mem.h"
#include "text/find.h"

static void add_group(const Finder *f, size_t i, Buf *out)
{
    FindSpan g = f->groups.p[i];
    if (g.start != SIZE_MAX)
        find_window_add(&f->window, g.start, g.end, out);
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

// A replacement under way.
typedef struct {
    const Finder *f;
    Buf *out;
    LetterCase all, next; // of what comes in up to "\E", of the next character
} Expansion;

static void put(Expansion *x, Str s)
{
    while (x->next != CASE_KEEP && s.n) {
        size_t n = find_char_bytes(s);
        find_add_case(str_upto(s, n), x->next, x->out);
        s = str_from(s, n);
        x->next = CASE_KEEP;
    }
    find_add_case(s, x->all, x->out);
}

static void put_group(Expansion *x, size_t i)
{
    AUTO(buf) Buf text = BUF_INIT;
    add_group(x->f, i, &text);
    put(x, buf_str(&text));
}

// After '$'.  Returns the bytes of s that were used.
static size_t expand_dollar(Expansion *x, Str s)
{
    size_t group = 0;
    if (str_starts(s, STR("$"))) {
        put(x, STR("$"));
        return 1;
    }
    size_t used = str_starts(s, STR("&")) ? 1 : number(x->f, s, &group);
    if (!used)
        used = braced(x->f, s, &group);
    if (used)
        put_group(x, group);
    else
        put(x, STR("$"));
    return used;
}

static bool set_case(Expansion *x, char c)
{
    if (c == 'u' || c == 'l')
        x->next = c == 'u' ? CASE_UPPER : CASE_LOWER;
    else if (c == 'U' || c == 'L' || c == 'E')
        x->all = c == 'U' ? CASE_UPPER : c == 'L' ? CASE_LOWER : CASE_KEEP;
    else
        return false;
    return true;
}

// After '\'.
static size_t expand_backslash(Expansion *x, Str s)
{
    static const char from[] = "nt\\", to[] = "\n\t\\";
    if (s.n && set_case(x, s.p[0]))
        return 1;
    const char *hit = s.n ? memchr(from, s.p[0], sizeof from - 1) : NULL;
    put(x, str_n(hit ? to + (hit - from) : "\\", 1));
    return hit ? 1 : 0;
}

static void expand(const Finder *f, Str with, Buf *out)
{
    Expansion x = {.f = f, .out = out};
    while (with.n) {
        char c = with.p[0];
        size_t plain = 0;
        while (plain < with.n && with.p[plain] != '$' && with.p[plain] != '\\')
            plain++;
        put(&x, str_upto(with, plain));
        with = str_from(with, plain ? plain : 1);
        if (plain == 0)
            with = str_from(with, c == '$' ? expand_dollar(&x, with) : expand_backslash(&x, with));
    }
}

static void expand_with(Finder *f, const FindReplacement *r, Buf *out)
{
    bool is_plain = !f->query.regex || f->groups.n == 0;
    if (is_plain && !r->keep_case) {
        buf_add(out, r->with);
        return;
    }
    AUTO(buf) Buf with = BUF_INIT, match = BUF_INIT;
    if (is_plain)
        buf_add(&with, r->with);
    else
        expand(f, r->with, &with);
    if (r->keep_case && f->groups.n)
        add_group(f, 0, &match);
    find_add_like(buf_str(&with), buf_str(&match), out);
}

static void add_with_crlf(Str s, Buf *out)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\n' && (i == 0 || s.p[i - 1] != '\r'))
            buf_add_byte(out, '\r');
        buf_add_byte(out, s.p[i]);
    }
}

void finder_expand(Finder *f, const FindReplacement *r, Buf *out)
{
    if (!r->crlf) {
        expand_with(f, r, out);
        return;
    }
    AUTO(buf) Buf plain = BUF_INIT;
    expand_with(f, r, &plain);
    add_with_crlf(buf_str(&plain), out);
}
