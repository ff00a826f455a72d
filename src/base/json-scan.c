#include "base/json-scan.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { MAX_NUMBER_BYTES = 60 };

void json_line_col(Str text, size_t off, int *line, int *col)
{
    size_t start = 0;
    *line = *col = 1;
    for (size_t i = 0; i < off && i < text.n; i++)
        if (text.p[i] == '\n') {
            start = i + 1;
            ++*line;
        }
    for (size_t n = 0; start < off; start += n, ++*col)
        utf8_decode(str_from(text, start), &n, NULL);
}

bool json_complain(Str text, size_t off, Err *err, const char *fmt, ...)
{
    int line, col;
    AUTO(buf) Buf what = BUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&what, fmt, ap);
    va_end(ap);
    json_line_col(text, off, &line, &col);
    return err_set(err, "line %d, column %d: %s", line, col, buf_c(&what));
}

static Str rest_of(const JsonScan *s)
{
    return str_from(s->text, s->at);
}

static bool skip_comment(JsonScan *s, Err *err)
{
    bool to_line_end = s->text.p[s->at + 1] == '/';
    Str body = str_from(rest_of(s), 2);
    ptrdiff_t n = str_find(body, to_line_end ? STR("\n") : STR("*/"));
    if (n < 0 && !to_line_end)
        return json_complain(s->text, s->at, err, "this comment is not closed");
    s->at = n < 0 ? s->text.n : s->at + 2 + (size_t)n + (to_line_end ? 1 : 2);
    return true;
}

static bool skip_blanks(JsonScan *s, Err *err)
{
    if (s->at == 0 && str_starts(s->text, STR("\xEF\xBB\xBF")))
        s->at = 3;
    for (;;) {
        Str rest = rest_of(s);
        if (str_starts(rest, STR("//")) || str_starts(rest, STR("/*"))) {
            if (!skip_comment(s, err))
                return false;
        } else if (rest.n && strchr(" \t\r\n", rest.p[0]) && rest.p[0]) {
            s->at++;
        } else {
            return true;
        }
    }
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

// Bytes of the escape at the start of s, 0 if there is no such escape.
static size_t escape_len(Str s)
{
    if (s.n < 2)
        return 0;
    if (s.p[1] && strchr("\"\\/bfnrt", s.p[1]))
        return 2;
    size_t n = 2;
    while (s.p[1] == 'u' && n < 6 && n < s.n && is_hex(s.p[n]))
        n++;
    return n == 6 ? 6 : 0;
}

static bool scan_string(JsonScan *s, Err *err)
{
    size_t start = s->at++;
    while (s->at < s->text.n) {
        char c = s->text.p[s->at];
        if (c == '"')
            return s->at++, true;
        if (c == '\n')
            break;
        if ((unsigned char)c < 0x20 && c != '\t')
            return json_complain(s->text, s->at, err, "a string may not hold a control character");
        size_t n = c == '\\' ? escape_len(rest_of(s)) : 1;
        if (n == 0)
            return json_complain(s->text, s->at, err, "no such escape in a string");
        s->at += n;
    }
    return json_complain(s->text, start, err, "this string is not closed");
}

static size_t digits(JsonScan *s)
{
    size_t start = s->at;
    while (s->at < s->text.n && s->text.p[s->at] >= '0' && s->text.p[s->at] <= '9')
        s->at++;
    return s->at - start;
}

static bool take(JsonScan *s, const char *any_of)
{
    bool hit = s->at < s->text.n && s->text.p[s->at] && strchr(any_of, s->text.p[s->at]);
    s->at += hit;
    return hit;
}

static bool scan_number(JsonScan *s, Err *err)
{
    size_t start = s->at;
    take(s, "-");
    bool zero = s->at < s->text.n && s->text.p[s->at] == '0';
    size_t whole = digits(s);
    bool ok = whole == 1 || (whole > 1 && !zero);
    if (ok && take(s, "."))
        ok = digits(s) > 0;
    if (ok && take(s, "eE")) {
        take(s, "+-");
        ok = digits(s) > 0;
    }
    if (!ok)
        return json_complain(s->text, start, err, "this is not how a number is written");
    return s->at - start <= MAX_NUMBER_BYTES ||
           json_complain(s->text, start, err, "this number is too long");
}

static bool scan_word(JsonScan *s, Err *err)
{
    size_t start = s->at, n = 0;
    while (s->at < s->text.n &&
           ((s->text.p[s->at] | 0x20) >= 'a' && (s->text.p[s->at] | 0x20) <= 'z'))
        s->at++;
    Str word = str_n(s->text.p + start, s->at - start);
    if (str_eq_c(word, "true") || str_eq_c(word, "false") || str_eq_c(word, "null"))
        return true;
    if (word.n == 0) {
        utf8_decode(rest_of(s), &n, NULL);
        word = str_n(s->text.p + start, n);
    }
    return json_complain(s->text, start, err, "'" STR_FMT "' means nothing here", STR_ARG(word));
}

bool json_scan(JsonScan *s, JsonToken *out, Err *err)
{
    if (!skip_blanks(s, err))
        return false;
    *out = (JsonToken){.start = s->at, .end = s->at};
    if (s->at == s->text.n)
        return true;
    char c = s->text.p[s->at];
    bool ok = true;
    if (c && strchr("{}[]:,", c)) {
        out->kind = c;
        s->at++;
    } else if (c == '"') {
        out->kind = 's';
        ok = scan_string(s, err);
    } else if (c == '-' || (c >= '0' && c <= '9')) {
        out->kind = 'n';
        ok = scan_number(s, err);
    } else {
        out->kind = 'w';
        ok = scan_word(s, err);
    }
    out->end = s->at;
    return ok;
}
