#include "base/bug.h"
#include "base/json-scan.h"
#include "base/mem.h"

#include <errno.h>

enum { MAX_DEPTH = 500, SHOWN_BYTES = 24 };

typedef enum { WANT_VALUE, WANT_ITEM, WANT_KEY, WANT_COLON, WANT_COMMA, WANT_END } Want;

typedef struct {
    JsonScan scan;
    JsonToken token;
    Want want;
    Buf open;           // the brackets that are open
    Buf *clean;         // borrowed; what is kept of the text so far
    ptrdiff_t comma_at; // in clean: the comma just before, -1 without
} Check;

static bool expected(Check *c, Err *err)
{
    static const char *const what[] = {
        [WANT_VALUE] = "a value", [WANT_ITEM] = "a value or ']'", [WANT_KEY] = "a key in quotes",
        [WANT_COLON] = "':'",     [WANT_END] = "the end",
    };
    const char *name = what[c->want];
    if (c->want == WANT_COMMA)
        name = c->open.p[c->open.n - 1] == '{' ? "',' or '}'" : "',' or ']'";
    JsonToken t = c->token;
    if (t.kind == 0 && c->open.n == 0) {
        json_complain(c->scan.text, t.start, err, "there is no value");
        if (err)
            err->code = ENODATA;
        return false;
    }
    if (t.kind == 0)
        return json_complain(c->scan.text, t.start, err, "expected %s before the end", name);
    Str found = str_n(c->scan.text.p + t.start, MIN(t.end - t.start, (size_t)SHOWN_BYTES));
    return json_complain(c->scan.text, t.start, err, "expected %s before " STR_FMT, name,
                         STR_ARG(found));
}

static bool open_bracket(Check *c, Err *err)
{
    if (c->open.n == MAX_DEPTH)
        return json_complain(c->scan.text, c->token.start, err, "nested too deep");
    buf_add_byte(&c->open, c->token.kind);
    c->want = c->token.kind == '{' ? WANT_KEY : WANT_ITEM;
    return true;
}

static void value_done(Check *c)
{
    c->want = c->open.n ? WANT_COMMA : WANT_END;
}

static void close_bracket(Check *c)
{
    if (c->comma_at >= 0)
        c->clean->p[c->comma_at] = ' ';
    c->open.n--;
    value_done(c);
}

static bool step_value(Check *c, Err *err)
{
    switch (c->token.kind) {
    case '{':
    case '[':
        return open_bracket(c, err);
    case 's':
    case 'n':
    case 'w':
        value_done(c);
        return true;
    default:
        return expected(c, err);
    }
}

static bool step_comma(Check *c, Err *err)
{
    bool object = c->open.p[c->open.n - 1] == '{';
    if (c->token.kind == ',')
        c->want = object ? WANT_KEY : WANT_ITEM;
    else if (c->token.kind == (object ? '}' : ']'))
        close_bracket(c);
    else
        return expected(c, err);
    return true;
}

static bool step(Check *c, Err *err)
{
    char kind = c->token.kind;
    switch (c->want) {
    case WANT_ITEM:
        if (kind == ']')
            return close_bracket(c), true;
        return step_value(c, err);
    case WANT_KEY:
        if (kind == '}')
            return close_bracket(c), true;
        if (kind != 's')
            return expected(c, err);
        c->want = WANT_COLON;
        return true;
    case WANT_COLON:
        if (kind != ':')
            return expected(c, err);
        c->want = WANT_VALUE;
        return true;
    case WANT_COMMA:
        return step_comma(c, err);
    case WANT_END:
        return kind == 0 || expected(c, err);
    case WANT_VALUE:
        break;
    }
    return step_value(c, err);
}

static unsigned hex4(const char *p)
{
    unsigned v = 0;
    for (int i = 0; i < 4; i++)
        v = v << 4 | (unsigned)(p[i] <= '9' ? p[i] - '0' : (p[i] | 0x20) - 'a' + 10);
    return v;
}

// Strict parsers refuse half a pair of surrogates and end a string at a NUL.
void json_mend_escapes(char *p, char *end)
{
    while ((p = memchr(p, '\\', (size_t)(end - p)))) {
        if (p[1] != 'u') {
            p += 2;
            continue;
        }
        unsigned v = hex4(p + 2);
        bool pair = v >= 0xD800 && v < 0xDC00 && end - p >= 12 && p[6] == '\\' && p[7] == 'u';
        pair = pair && hex4(p + 8) >= 0xDC00 && hex4(p + 8) < 0xE000;
        if (!pair && (v == 0 || (v >= 0xD800 && v < 0xE000)))
            memcpy(p + 2, "fffd", 4);
        p += pair ? 12 : 6;
    }
}

// Keep the token, and blanks for what is between it and the last one.
static void keep(Check *c)
{
    Buf *b = c->clean;
    buf_add_fill(b, ' ', c->token.start - b->n);
    buf_add(b, str_n(c->scan.text.p + c->token.start, c->token.end - c->token.start));
    if (c->token.kind == 's')
        json_mend_escapes(b->p + c->token.start, b->p + b->n);
}

static bool check(Check *c, Err *err)
{
    do {
        if (!json_scan(&c->scan, &c->token, err))
            return false;
        keep(c);
        if (!step(c, err))
            return false;
        c->comma_at = c->token.kind == ',' ? (ptrdiff_t)c->token.start : -1;
    } while (c->token.kind != 0);
    return true;
}

bool json_check(Str text, Buf *clean, Err *err)
{
    BUG_ON(clean->n != 0);
    Check c = {.scan = {.text = text}, .clean = clean, .comma_at = -1};
    bool ok = check(&c, err);
    buf_deinit(&c.open);
    return ok;
}
