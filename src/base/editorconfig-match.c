#include "base/editorconfig.h"

#include "base/utf8.h"

enum {
    MAX_PATTERN = 4096, // as the specification has it
    MAX_STEPS = 100000,
    MAX_DEPTH = 1000,
};

// What is left of a pattern: an alternative of braces goes on behind them.
typedef struct Rest {
    Str pattern;
    const struct Rest *next;
} Rest;

typedef struct {
    int steps, depth; // used up
} Work;

static bool match(Work *w, Rest rest, Str text);

static size_t char_len(Str s)
{
    size_t n = 0;
    utf8_decode(s, &n, NULL);
    return n;
}

// Stars: the shortest text first.
static bool match_star(Work *w, Rest rest, Str text, bool deep)
{
    for (;;) {
        if (match(w, rest, text))
            return true;
        if (text.n == 0 || (!deep && text.p[0] == '/') || w->steps > MAX_STEPS)
            return false;
        text = str_from(text, 1);
    }
}

// The length of "[...]", 0 if it is none.
static size_t class_len(Str p)
{
    for (size_t i = 1; i < p.n && p.p[i] != '/'; i++) {
        if (p.p[i] == '\\')
            i++;
        else if (p.p[i] == ']' && i > 1)
            return i + 1;
    }
    return 0;
}

static uint32_t class_char(Str *members)
{
    if (members->p[0] == '\\' && members->n > 1)
        *members = str_from(*members, 1);
    size_t n;
    uint32_t c = utf8_decode(*members, &n, NULL);
    *members = str_from(*members, n);
    return c;
}

static bool class_has(Str members, uint32_t c)
{
    bool negated = members.n && (members.p[0] == '!' || members.p[0] == '^'), hit = false;
    if (negated)
        members = str_from(members, 1);
    while (members.n) {
        uint32_t from = class_char(&members), to = from;
        if (members.n > 1 && members.p[0] == '-') {
            members = str_from(members, 1);
            to = class_char(&members);
        }
        hit |= c >= from && c <= to;
    }
    return hit != negated;
}

// The length of "{...}" with all braces inside closed, 0 if it is none.
static size_t braces_len(Str p)
{
    int open = 0;
    for (size_t i = 0; i < p.n; i++) {
        if (p.p[i] == '\\')
            i++;
        else if (p.p[i] == '{')
            open++;
        else if (p.p[i] == '}' && --open == 0)
            return i + 1;
    }
    return 0;
}

// Where the first alternative ends: at a comma that is in no braces of its own, or at the end.
static size_t alternative_len(Str p)
{
    int open = 0;
    for (size_t i = 0; i < p.n; i++) {
        if (p.p[i] == '\\')
            i++;
        else if (p.p[i] == '{')
            open++;
        else if (p.p[i] == '}')
            open--;
        else if (p.p[i] == ',' && open == 0)
            return i;
    }
    return p.n;
}

static bool is_range(Str inside, long long *low, long long *high)
{
    ptrdiff_t dots = str_find(inside, STR(".."));
    if (dots < 0 || !str_to_i64(str_upto(inside, (size_t)dots), low) ||
        !str_to_i64(str_from(inside, (size_t)dots + 2), high))
        return false;
    if (*low > *high) {
        long long swap = *low;
        *low = *high;
        *high = swap;
    }
    return true;
}

// A whole number at the start of text; its length, 0 if there is none.
static size_t number_len(Str text)
{
    size_t n = text.n && text.p[0] == '-';
    size_t digits = n;
    while (digits < text.n && text.p[digits] >= '0' && text.p[digits] <= '9')
        digits++;
    return digits > n ? digits : 0;
}

static bool match_range(Work *w, Rest after, Str text, long long low, long long high)
{
    long long n;
    for (size_t len = number_len(text); len > 0; len--)
        if (str_to_i64(str_upto(text, len), &n) && n >= low && n <= high &&
            match(w, after, str_from(text, len)))
            return true;
    return false;
}

static bool match_alternatives(Work *w, Str inside, const Rest *after, Str text)
{
    for (;;) {
        size_t n = alternative_len(inside);
        if (match(w, (Rest){str_upto(inside, n), after}, text))
            return true;
        if (n == inside.n)
            return false;
        inside = str_from(inside, n + 1);
    }
}

// Braces at the start of the pattern; *literal if they mean themselves.
static bool match_braces(Work *w, Rest rest, Str text, bool *literal)
{
    size_t n = braces_len(rest.pattern);
    Str inside = n ? str_n(rest.pattern.p + 1, n - 2) : STR_NULL;
    Rest after = {str_from(rest.pattern, n), rest.next};
    long long low, high;
    *literal = false;
    if (n && is_range(inside, &low, &high))
        return match_range(w, after, text, low, high);
    if (n && alternative_len(inside) < inside.n)
        return match_alternatives(w, inside, &after, text);
    *literal = true;
    return false;
}

// One character of the pattern that is no star and no braces, against one of the text.
static bool match_one(Str *pattern, Str *text)
{
    Str p = *pattern, t = *text;
    if (t.n == 0)
        return false;
    size_t len = char_len(t), used = 1, cls = p.p[0] == '[' ? class_len(p) : 0;
    bool hit;
    if (cls) {
        used = cls;
        hit = t.p[0] != '/' && class_has(str_n(p.p + 1, cls - 2), utf8_decode(t, &len, NULL));
    } else if (p.p[0] == '?') {
        hit = t.p[0] != '/';
    } else {
        bool escaped = p.p[0] == '\\' && p.n > 1;
        hit = p.p[escaped] == t.p[0];
        used = escaped + (size_t)1;
        len = 1;
    }
    *pattern = str_from(p, used);
    *text = str_from(t, len);
    return hit;
}

static bool match_here(Work *w, Rest rest, Str text)
{
    for (;;) {
        bool literal = false;
        if (++w->steps > MAX_STEPS)
            return false;
        if (rest.pattern.n == 0) {
            if (!rest.next)
                return text.n == 0;
            rest = *rest.next;
            continue;
        }
        if (rest.pattern.p[0] == '*') {
            bool deep = str_starts(rest.pattern, STR("**"));
            return match_star(w, (Rest){str_from(rest.pattern, 1 + deep), rest.next}, text, deep);
        }
        if (rest.pattern.p[0] == '{') {
            bool hit = match_braces(w, rest, text, &literal);
            if (!literal)
                return hit;
        }
        if (!match_one(&rest.pattern, &text))
            return false;
    }
}

static bool match(Work *w, Rest rest, Str text)
{
    bool hit = w->depth < MAX_DEPTH;
    w->depth++;
    hit = hit && match_here(w, rest, text);
    w->depth--;
    return hit;
}

bool editorconfig_match(Str pattern, Str path)
{
    Work w = {0};
    ptrdiff_t slash = str_find_byte(pattern, '/');
    if (slash < 0)
        path = str_from(path, (size_t)(str_rfind_byte(path, '/') + 1));
    else if (slash == 0)
        pattern = str_from(pattern, 1);
    return pattern.n <= MAX_PATTERN && match(&w, (Rest){pattern, NULL}, path);
}
