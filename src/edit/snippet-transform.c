// "/regex/format/options": what a variable or a stop becomes.
#include "base/utf8.h"
#include "edit/snippet-inner.h"

enum { MAX_GROUPS = 32 };

typedef struct {
    Str value;
    size_t bounds[2 * MAX_GROUPS];
    size_t ngroups;
} Match;

static Str group(const Match *m, int number)
{
    size_t i = 2 * (size_t)number;
    if ((size_t)number >= m->ngroups || m->bounds[i] == SIZE_MAX)
        return STR_NULL;
    return str_n(m->value.p + m->bounds[i], m->bounds[i + 1] - m->bounds[i]);
}

static void add_capitalized(Str text, Buf *out)
{
    size_t n;
    if (text.n == 0)
        return;
    bool valid;
    uint32_t c = utf8_decode(text, &n, &valid);
    if (valid)
        utf8_add(out, utf8_upper(c));
    else
        buf_add(out, str_upto(text, n));
    buf_add(out, str_from(text, n));
}

static void add_changed(Str text, Str how, Buf *out)
{
    static const struct {
        const char *name;
        TextCase to;
    } cases[] = {{"upcase", CASE_UPPER},      {"downcase", CASE_LOWER},  {"camelcase", CASE_CAMEL},
                 {"pascalcase", CASE_PASCAL}, {"snakecase", CASE_SNAKE}, {"kebabcase", CASE_KEBAB}};
    if (str_eq(how, STR("capitalize"))) {
        add_capitalized(text, out);
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (str_eq_c(how, cases[i].name)) {
            edit_add_case(text, cases[i].to, out);
            return;
        }
    buf_add(out, text);
}

// Without the backslashes that keep a character.
static void add_plain(Str text, Buf *out)
{
    for (size_t i = 0; i < text.n; i++) {
        bool escaped = text.p[i] == '\\' && i + 1 < text.n && strchr("$}\\/:", text.p[i + 1]);
        i += escaped;
        bool newline = !escaped && text.p[i] == '\\' && i + 1 < text.n && text.p[i + 1] == 'n';
        i += newline;
        buf_add_byte(out, newline ? '\n' : text.p[i]);
    }
}

// Where the text ends that `end` ends; a backslash keeps it from that.
static size_t find_end(Str text, char end)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\\')
            i++;
        else if (text.p[i] == end)
            return i;
    }
    return text.n;
}

// What stands between ':' and '}'.
static void add_with_rule(Str value, Str rule, Buf *out)
{
    char kind = rule.n ? rule.p[0] : 0;
    Str rest = str_from(rule, 1);
    if (kind == '/') {
        add_changed(value, rest, out);
    } else if (kind == '+') {
        add_plain(value.n ? rest : STR_NULL, out);
    } else if (kind == '?') {
        size_t colon = find_end(rest, ':');
        add_plain(value.n ? str_upto(rest, colon) : str_from(rest, colon + 1), out);
    } else if (value.n) {
        buf_add(out, value);
    } else {
        add_plain(kind == '-' ? rest : rule, out);
    }
}

static size_t number_len(Str s, int *out)
{
    size_t n = 0;
    for (*out = 0; n < s.n && n < 4 && s.p[n] >= '0' && s.p[n] <= '9'; n++)
        *out = *out * 10 + (s.p[n] - '0');
    return n;
}

// After '$'; the bytes of `s` that were used, 0 if they mean nothing.
static size_t add_group(const Match *m, Str s, Buf *out)
{
    int number;
    bool braces = str_starts(s, STR("{"));
    size_t n = number_len(str_from(s, braces), &number), at = n + braces;
    if (n == 0)
        return 0;
    if (!braces) {
        buf_add(out, group(m, number));
        return at;
    }
    size_t end = at + find_end(str_from(s, at), '}');
    if (end >= s.n || (s.p[at] != ':' && s.p[at] != '}'))
        return 0;
    if (s.p[at] == '}')
        buf_add(out, group(m, number));
    else
        add_with_rule(group(m, number), str_n(s.p + at + 1, end - at - 1), out);
    return end + 1;
}

static void add_format(const Match *m, Str format, Buf *out)
{
    for (size_t at = 0; at < format.n;) {
        size_t plain = find_end(str_from(format, at), '$');
        add_plain(str_n(format.p + at, plain), out);
        at += plain;
        if (at >= format.n)
            return;
        at++;
        size_t used = add_group(m, str_from(format, at), out);
        if (!used)
            buf_add_byte(out, '$');
        at += used;
    }
}

static Regex *compile(const SnippetTransform *t)
{
    AUTO(buf) Buf pattern = BUF_INIT;
    if (t->ignore_case)
        buf_add_c(&pattern, "(?i)");
    if (t->multiline)
        buf_add_c(&pattern, "(?m)");
    buf_add(&pattern, t->regex);
    return regex_new(buf_str(&pattern), NULL);
}

void snippet_transform(const SnippetTransform *t, Str value, Buf *out)
{
    Match m = {.value = value};
    Regex *r = compile(t);
    size_t at = 0, from = 0;
    while (r && from <= value.n && (m.ngroups = regex_find(r, value, from, m.bounds, MAX_GROUPS))) {
        buf_add(out, str_n(value.p + at, m.bounds[0] - at));
        add_format(&m, t->format, out);
        at = m.bounds[1];
        from = at + (at == m.bounds[0]);
        if (!t->global)
            break;
    }
    buf_add(out, str_from(value, at));
    regex_free(r);
}
