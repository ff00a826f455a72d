// Reading what can be read of a broken JSON text: item by item, each is kept whole or left out.
#include "base/bug.h"
#include "base/json-scan.h"
#include "base/mem.h"
#include "base/vec.h"

enum { MAX_DEPTH = 500, FAULTS_MAX = 10, SHOWN_BYTES = 24 };

typedef enum { WANT_ITEM, WANT_COLON, WANT_VALUE, WANT_COMMA, WANT_NOTHING } Want;

// A bracket that is open.
typedef struct {
    char kind;        // { or [
    bool any;         // it holds an item already
    size_t item;      // in the text: where the item under way begins
    size_t item_kept; // in clean: the same
} Level;

typedef struct {
    JsonScan scan;
    JsonToken token;
    Want want;
    Vec(Level) open;
    Buf *clean, *seen, *faults; // borrowed
    int nfaults;
    size_t from; // where the search for the token began
    bool told;   // what stands before it was no token, which has been said
} Mend;

static Level *top(Mend *m)
{
    return &vec_last(&m->open);
}

static void fault(Mend *m, const char *sentence)
{
    if (m->nfaults++ < FAULTS_MAX)
        buf_addf(m->faults, "%s\n", sentence);
}

static void fault_at_token(Mend *m)
{
    if (m->told || m->nfaults >= FAULTS_MAX)
        return;
    AUTO(err) Err err = {0};
    static const char *const what[] = {
        [WANT_COLON] = "':'", [WANT_VALUE] = "a value", [WANT_NOTHING] = "the end"};
    const char *name = what[m->want];
    bool object = m->open.n && top(m)->kind == '{';
    if (m->want == WANT_ITEM)
        name = object ? "a key in quotes" : "a value or ']'";
    else if (m->want == WANT_COMMA)
        name = object ? "',' or '}'" : "',' or ']'";
    JsonToken t = m->token;
    Str found = str_n(m->scan.text.p + t.start, MIN(t.end - t.start, (size_t)SHOWN_BYTES));
    if (t.kind == 0)
        json_complain(m->scan.text, t.start, &err, "expected %s before the end", name);
    else
        json_complain(m->scan.text, t.start, &err, "expected %s before " STR_FMT, name,
                      STR_ARG(found));
    fault(m, err_text(&err));
}

// Line ends stay, so that what follows keeps its line.
static void blank(Mend *m, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (m->seen->p[i] != '\n')
            m->seen->p[i] = ' ';
}

// The next token; what is none is blanked to the end of its line.
static void next(Mend *m)
{
    for (m->told = false;; m->told = true) {
        AUTO(err) Err err = {0};
        m->from = m->scan.at;
        if (json_scan(&m->scan, &m->token, &err))
            return;
        fault(m, err_text(&err));
        Str rest = str_from(m->scan.text, m->scan.at);
        ptrdiff_t line = str_starts(rest, STR("/*")) ? -1 : str_find_byte(rest, '\n');
        m->scan.at = line < 0 ? m->scan.text.n : m->scan.at + (size_t)line;
        blank(m, m->from, m->scan.at);
    }
}

static void keep(Mend *m)
{
    size_t from = m->clean->n;
    buf_add(m->clean, str_n(m->scan.text.p + m->token.start, m->token.end - m->token.start));
    if (m->token.kind == 's')
        json_mend_escapes(m->clean->p + from, m->clean->p + m->clean->n);
}

static void begin_item(Mend *m)
{
    top(m)->item = m->token.start;
    top(m)->item_kept = m->clean->n;
    if (top(m)->any)
        buf_add_byte(m->clean, ',');
}

static void value_done(Mend *m)
{
    m->want = m->open.n ? WANT_COMMA : WANT_NOTHING;
    if (m->open.n)
        top(m)->any = true;
}

static void close_level(Mend *m)
{
    buf_add_byte(m->clean, top(m)->kind == '{' ? '}' : ']');
    m->open.n--;
    value_done(m);
}

static bool begins_line(const Mend *m)
{
    return str_find_byte(str_n(m->scan.text.p + m->from, m->token.start - m->from), '\n') >= 0;
}

static bool is_key(const Mend *m)
{
    JsonScan ahead = m->scan;
    JsonToken t;
    return m->token.kind == 's' && json_scan(&ahead, &t, NULL) && t.kind == ':';
}

// Is it a key in a line of its own, of the object at hand or the one around an array at hand?
static bool is_next_key(const Mend *m)
{
    size_t n = m->open.n;
    bool object = m->open.p[n - 1].kind == '{' || (n > 1 && m->open.p[n - 2].kind == '{');
    return object && begins_line(m) && is_key(m);
}

static bool begins_value(const Mend *m)
{
    char kind = m->token.kind;
    bool opens = kind == '{' || kind == '[';
    return opens ? m->open.n < MAX_DEPTH : kind == 's' || kind == 'n' || kind == 'w';
}

static void take_value(Mend *m)
{
    char kind = m->token.kind;
    keep(m);
    if (kind == '{' || kind == '[') {
        vec_push(&m->open, ((Level){.kind = kind}));
        m->want = WANT_ITEM;
    } else {
        value_done(m);
    }
}

static bool take_item(Mend *m)
{
    char kind = m->token.kind;
    if (top(m)->kind == '[') {
        if (!begins_value(m) || is_next_key(m))
            return false;
        begin_item(m);
        take_value(m);
        return true;
    }
    if (kind != 's')
        return false;
    begin_item(m);
    keep(m);
    m->want = WANT_COLON;
    return true;
}

// False: the token is not what may stand here.
static bool take(Mend *m)
{
    char kind = m->token.kind;
    bool object = m->open.n && top(m)->kind == '{', closes = kind == (object ? '}' : ']');
    switch (m->want) {
    case WANT_COMMA:
        m->want = kind == ',' ? WANT_ITEM : m->want;
        if (closes)
            close_level(m);
        return kind == ',' || closes;
    case WANT_COLON:
        if (kind == ':') {
            keep(m);
            m->want = WANT_VALUE;
        }
        return kind == ':';
    case WANT_ITEM:
        if (closes)
            return close_level(m), true;
        return take_item(m);
    case WANT_VALUE: // a key in a line of its own is the next one
        if (!begins_value(m) || (object && is_next_key(m)))
            return false;
        take_value(m);
        return true;
    case WANT_NOTHING:
        break;
    }
    return kind == 0;
}

// Skip to where the next item may begin, or to what closes the innermost bracket.
static void skip(Mend *m)
{
    bool object = top(m)->kind == '{';
    for (int depth = 0; m->token.kind != 0; next(m)) {
        char kind = m->token.kind;
        if (depth == 0 && (kind == ',' || kind == (object ? '}' : ']')))
            return;
        if (depth == 0 && is_next_key(m)) // in an array: which was not closed
            return;
        depth += kind == '{' || kind == '[';
        depth -= depth > 0 && (kind == '}' || kind == ']');
        blank(m, m->token.start, m->token.end);
    }
}

// An item that cannot be read is left out; one that is whole, with no comma behind it, is kept.
static void leave_out(Mend *m)
{
    if (m->want == WANT_COLON || m->want == WANT_VALUE) {
        m->clean->n = top(m)->item_kept;
        blank(m, top(m)->item, m->from);
        skip(m);
    } else if (!(m->want == WANT_COMMA && top(m)->kind == '{' && is_key(m)) &&
               m->token.kind != ',') {
        skip(m);
    }
    if (top(m)->kind == '[' && is_next_key(m))
        close_level(m);
    m->want = WANT_ITEM;
    if (m->token.kind == ',')
        next(m);
}

bool json_mend(Str text, Buf *clean, Buf *seen, Buf *faults)
{
    Mend m = {
        .scan = {.text = text}, .want = WANT_VALUE, .clean = clean, .seen = seen, .faults = faults};
    buf_add(seen, text);
    next(&m);
    bool ok = m.token.kind == '{' || m.token.kind == '[';
    if (!ok)
        fault_at_token(&m);
    while (ok && m.want != WANT_NOTHING && (m.token.kind || m.open.n)) {
        if (take(&m)) {
            next(&m);
            continue;
        }
        fault_at_token(&m);
        leave_out(&m);
        while (m.token.kind == 0 && m.open.n)
            close_level(&m);
    }
    if (ok && m.token.kind)
        fault_at_token(&m);
    vec_deinit(&m.open);
    return ok;
}
