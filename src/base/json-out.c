#include "base/bug.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void new_line(JsonOut *w)
{
    if (!w->indent)
        return;
    buf_add_byte(w->out, '\n');
    buf_add_fill(w->out, ' ', (size_t)(w->depth * w->indent));
}

// Bytes at the start of s that stand for themselves.
static size_t plain_run(Str s)
{
    size_t n = 0;
    while (n < s.n && (unsigned char)s.p[n] >= 0x20 && (unsigned char)s.p[n] < 0x7f &&
           s.p[n] != '"' && s.p[n] != '\\')
        n++;
    return n;
}

// Marks of direction and what has no width: harmless in a text, but not on the terminal that an
// object may be printed to.
static bool is_mark(uint32_t cp)
{
    return cp == 0x61c || (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202e) ||
           (cp >= 0x2060 && cp <= 0x206f) || cp == 0xfeff;
}

static void add_char(Buf *out, uint32_t cp)
{
    static const char escaped[] = "\b\t\n\f\r\"\\", letters[] = "btnfr\"\\";
    const char *at = cp && cp < 0x80 ? strchr(escaped, (int)cp) : NULL;
    if (at)
        buf_addf(out, "\\%c", letters[at - escaped]);
    else if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || is_mark(cp))
        buf_addf(out, "\\u%04x", (unsigned)cp);
    else
        utf8_add(out, cp);
}

static void add_string(Buf *out, Str s)
{
    buf_add_byte(out, '"');
    while (s.n) {
        size_t n = plain_run(s);
        if (n)
            buf_add(out, str_upto(s, n));
        else
            add_char(out, utf8_decode(s, &n, NULL));
        s = str_from(s, n);
    }
    buf_add_byte(out, '"');
}

static bool in_array(const JsonOut *w)
{
    return w->arrays[w->depth / 64] >> w->depth % 64 & 1;
}

// What stands before a value: a comma, a new line, a key.
static void begin_value(JsonOut *w, const char *key)
{
    bool in_object = w->depth && !in_array(w);
    BUG_ON(in_object != (key != NULL));
    if (w->comma)
        buf_add_byte(w->out, ',');
    if (w->depth)
        new_line(w);
    w->comma = true;
    if (!key)
        return;
    add_string(w->out, str_c(key));
    buf_add_c(w->out, w->indent ? ": " : ":");
}

static void open(JsonOut *w, const char *key, bool array)
{
    begin_value(w, key);
    w->depth++;
    BUG_ON(w->depth >= JSON_OUT_DEPTH);
    uint64_t bit = UINT64_C(1) << w->depth % 64, *word = &w->arrays[w->depth / 64];
    *word = array ? *word | bit : *word & ~bit;
    w->comma = false;
    buf_add_byte(w->out, array ? '[' : '{');
}

void json_out_object(JsonOut *w, const char *key)
{
    open(w, key, false);
}

void json_out_array(JsonOut *w, const char *key)
{
    open(w, key, true);
}

void json_out_end(JsonOut *w)
{
    BUG_ON(w->depth == 0);
    bool array = in_array(w), empty = !w->comma;
    w->depth--;
    if (!empty)
        new_line(w);
    buf_add_byte(w->out, array ? ']' : '}');
    w->comma = true;
}

void json_out_str(JsonOut *w, const char *key, Str s)
{
    begin_value(w, key);
    add_string(w->out, s);
}

void json_out_int(JsonOut *w, const char *key, int64_t n)
{
    begin_value(w, key);
    buf_addf(w->out, "%" PRId64, n);
}

void json_out_double(JsonOut *w, const char *key, double d)
{
    char text[32] = "null";
    begin_value(w, key);
    for (int digits = 15; isfinite(d) && digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, d);
        if (strtod(text, NULL) == d)
            break;
    }
    char *comma = strchr(text, ','); // some locales have one for a point
    if (comma)
        *comma = '.';
    buf_add_c(w->out, text);
}

void json_out_bool(JsonOut *w, const char *key, bool b)
{
    begin_value(w, key);
    buf_add_c(w->out, b ? "true" : "false");
}

void json_out_null(JsonOut *w, const char *key)
{
    begin_value(w, key);
    buf_add_c(w->out, "null");
}

static void put_container(JsonOut *w, const char *key, const Json *value)
{
    bool object = json_kind(value) == JSON_OBJECT;
    open(w, key, !object);
    for (const Json *x = json_first(value); x; x = json_next(x))
        json_out_json(w, object ? json_key(x).p : NULL, x);
    json_out_end(w);
}

void json_out_json(JsonOut *w, const char *key, const Json *value)
{
    bool b = false;
    double d = 0;
    Str s = STR("");
    if (json_kind(value) >= JSON_ARRAY)
        put_container(w, key, value);
    else if (json_str(value, &s))
        json_out_str(w, key, s);
    else if (json_bool(value, &b))
        json_out_bool(w, key, b);
    else if (json_double(value, &d))
        json_out_double(w, key, d);
    else
        json_out_null(w, key);
}
