#include "base/glob.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdint.h>

enum { MAX_ALTERNATIVES = 1000 };

// One way to read a pattern against a text, with no recursion: when it fails, the innermost star
// takes one more character, or else the innermost ** one more folder.  Outer ones need not be
// tried again: what was matched between two of them matches no earlier and no better.
typedef struct {
    Str pattern, text;
    size_t p, t;
    size_t star_p, star_t; // behind the last star, and the text it takes up to; p 0 = none
    size_t deep_p, deep_t; // the same for the last "**/"
    GlobKind kind;
} Match;

static uint32_t char_at(Str s, size_t off, GlobKind kind, size_t *nbytes)
{
    if (kind == GLOB_VSCODE)
        return utf8_decode(str_from(s, off), nbytes, NULL);
    *nbytes = 1;
    return (unsigned char)s.p[off];
}

static bool in_named_class(Str name, uint32_t c, bool *known)
{
    static const struct {
        const char *name;
        int (*has)(int);
    } classes[] = {
        {"alnum", isalnum}, {"alpha", isalpha}, {"blank", isblank}, {"cntrl", iscntrl},
        {"digit", isdigit}, {"graph", isgraph}, {"lower", islower}, {"print", isprint},
        {"punct", ispunct}, {"space", isspace}, {"upper", isupper}, {"xdigit", isxdigit},
    };
    for (size_t i = 0; i < ARRAY_LEN(classes); i++)
        if (str_eq_c(name, classes[i].name))
            return *known = true, c < 0x80 && classes[i].has((int)c);
    return *known = false;
}

// Reading the members of a [class]; `at` is behind what was read.
typedef struct {
    Str pattern;
    size_t at;
    GlobKind kind;
    uint32_t c;   // the character looked for
    int64_t last; // the last single member, which a range may start from; -1 = none
    bool hit, broken;
} ClassScan;

static uint32_t class_char(ClassScan *s)
{
    bool escape = s->kind == GLOB_GIT && s->pattern.p[s->at] == '\\';
    s->at += escape;
    if (s->at >= s->pattern.n) {
        s->broken = true;
        return 0;
    }
    size_t n = 0;
    uint32_t c = char_at(s->pattern, s->at, s->kind, &n);
    s->at += n;
    return c;
}

// "[:alpha:]" at `at`; false if it is no such thing, and '[' means itself.
static bool class_named(ClassScan *s)
{
    Str rest = str_from(s->pattern, s->at);
    if (!str_starts(rest, STR("[:")))
        return false;
    ptrdiff_t end = str_find_byte(str_from(rest, 2), ']');
    if (end < 0)
        return s->broken = true;
    if (end < 1 || rest.p[end + 1] != ':')
        return false;
    bool known = false;
    s->hit |= in_named_class(str_n(rest.p + 2, (size_t)end - 1), s->c, &known);
    s->broken |= !known;
    s->at += (size_t)end + 3;
    s->last = -1;
    return true;
}

static void class_member(ClassScan *s)
{
    Str rest = str_from(s->pattern, s->at);
    if (rest.p[0] == '-' && s->last >= 0 && rest.n > 1 && rest.p[1] != ']') {
        s->at++;
        uint32_t to = class_char(s);
        s->hit |= s->c >= (uint32_t)s->last && s->c <= to;
        s->last = -1;
    } else if (!class_named(s)) {
        uint32_t c = class_char(s);
        s->hit |= s->c == c;
        s->last = c;
    }
}

// Does c match the class that opens at *p?  *p moves behind it.
static bool match_class(Str pattern, size_t *p, uint32_t c, GlobKind kind)
{
    ClassScan s = {.pattern = pattern, .at = *p + 1, .kind = kind, .c = c, .last = -1};
    bool negated = s.at < pattern.n && (pattern.p[s.at] == '!' || pattern.p[s.at] == '^');
    s.at += negated;
    for (size_t first = s.at; !s.broken; class_member(&s)) {
        s.broken = s.at >= pattern.n;
        if (s.broken || (pattern.p[s.at] == ']' && s.at > first))
            break;
    }
    *p = s.at + 1;
    return !s.broken && s.hit != negated && c != '/';
}

// Match one character that is no star.
static bool match_one(Match *m)
{
    if (m->t >= m->text.n)
        return false;
    size_t n = 0;
    uint32_t c = char_at(m->text, m->t, m->kind, &n);
    char want = m->pattern.p[m->p];
    if (want == '?' || want == '[') {
        bool hit = want == '?' ? m->p++, c != '/' : match_class(m->pattern, &m->p, c, m->kind);
        m->t += n;
        return hit;
    }
    if (want == '\\' && m->kind == GLOB_GIT) {
        if (++m->p >= m->pattern.n)
            return false;
        want = m->pattern.p[m->p];
    }
    m->p++;
    return m->text.p[m->t++] == want;
}

// Take the stars at p.  True if they are a ** that takes all the rest.
static bool take_stars(Match *m)
{
    size_t end = m->p;
    while (end < m->pattern.n && m->pattern.p[end] == '*')
        end++;
    bool left = m->p == 0 || m->pattern.p[m->p - 1] == '/';
    bool last = end == m->pattern.n;
    if (end - m->p >= 2 && left && (last || m->pattern.p[end] == '/')) {
        if (last)
            return true;
        m->p = m->deep_p = end + 1;
        m->deep_t = m->t;
        m->star_p = 0;
        return false;
    }
    m->p = m->star_p = end;
    m->star_t = m->t;
    return false;
}

static bool retry(Match *m)
{
    if (m->star_p && m->star_t < m->text.n && m->text.p[m->star_t] != '/') {
        size_t n = 0;
        char_at(m->text, m->star_t, m->kind, &n);
        m->t = m->star_t += n;
        m->p = m->star_p;
        return true;
    }
    ptrdiff_t slash = m->deep_p ? str_find_byte(str_from(m->text, m->deep_t), '/') : -1;
    if (slash < 0)
        return false;
    m->t = m->deep_t += (size_t)slash + 1;
    m->p = m->deep_p;
    m->star_p = 0;
    return true;
}

static bool match_plain(Str pattern, Str text, GlobKind kind)
{
    Match m = {.pattern = pattern, .text = text, .kind = kind};
    for (;;) {
        bool more = m.p < pattern.n;
        if (more && pattern.p[m.p] == '*') {
            if (take_stars(&m))
                return true;
        } else if (!more && m.t == text.n) {
            return true;
        } else if ((!more || !match_one(&m)) && !retry(&m)) {
            return false;
        }
    }
}

// Length of the braces that open at s, 0 if they do not close.
static size_t braces_len(Str s)
{
    int depth = 0;
    for (size_t i = 0; i < s.n; i++) {
        depth += (s.p[i] == '{') - (s.p[i] == '}');
        if (depth == 0)
            return i + 1;
    }
    return 0;
}

// Cut the next alternative, up to a comma outside inner braces, off *s.
static Str next_alternative(Str *s)
{
    size_t i = 0;
    for (int depth = 0; i < s->n && (depth > 0 || s->p[i] != ','); i++)
        depth += (s->p[i] == '{') - (s->p[i] == '}');
    Str out = str_upto(*s, i);
    *s = i < s->n ? str_from(*s, i + 1) : STR_NULL;
    return out;
}

static bool match_vscode(Str pattern, Str path)
{
    Str folder = str_upto(pattern, pattern.n - MIN(pattern.n, (size_t)3));
    return match_plain(pattern, path, GLOB_VSCODE) ||
           (str_ends(pattern, STR("/**")) && match_plain(folder, path, GLOB_VSCODE));
}

// Try each alternative of the first braces, which leaves one pair less each time.
static bool match_braces(Str pattern, Str path, int *left)
{
    ptrdiff_t open = str_find_byte(pattern, '{');
    if (open < 0)
        return --*left >= 0 && match_vscode(pattern, path);
    size_t n = braces_len(str_from(pattern, (size_t)open));
    if (n == 0)
        return false;
    Str inner = str_n(pattern.p + open + 1, n - 2);
    AUTO(buf) Buf one = BUF_INIT;
    while (inner.p && *left > 0) {
        buf_clear(&one);
        buf_add(&one, str_upto(pattern, (size_t)open));
        buf_add(&one, next_alternative(&inner));
        buf_add(&one, str_from(pattern, (size_t)open + n));
        if (match_braces(buf_str(&one), path, left))
            return true;
    }
    return false;
}

bool glob_match(Str pattern, Str path, GlobKind kind)
{
    int left = MAX_ALTERNATIVES;
    return kind == GLOB_GIT ? match_plain(pattern, path, kind) : match_braces(pattern, path, &left);
}
