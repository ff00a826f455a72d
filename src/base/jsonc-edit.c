#include "base/jsonc-edit.h"
#include "base/bug.h"
#include "base/json-scan.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/vec.h"

#include <errno.h>

enum { INDENT_DEFAULT = 4 };

// A member or an element, as byte offsets.
typedef struct {
    size_t start; // of the key, or of the value in an array
    size_t key_end;
    size_t value, end;
    size_t comma; // behind it; 0: none
} Item;

typedef struct {
    size_t open, close; // the brackets
    bool object;
    Vec(Item) items;
} Box;

static JsonToken next_token(JsonScan *s)
{
    JsonToken t;
    BUG_ON(!json_scan(s, &t, NULL)); // the text was checked
    return t;
}

// Skip the value that begins with `t`; returns its end.
static size_t skip_value(JsonScan *s, JsonToken t)
{
    size_t depth = 0;
    for (;;) {
        depth += t.kind == '{' || t.kind == '[';
        depth -= t.kind == '}' || t.kind == ']';
        if (depth == 0)
            return t.end;
        t = next_token(s);
    }
}

static void box_deinit(Box *b)
{
    vec_deinit(&b->items);
}

// What the container at `at` holds.
static Box box_read(Str text, size_t at)
{
    JsonScan s = {.text = text, .at = at};
    JsonToken t = next_token(&s);
    Box b = {.open = t.start, .object = t.kind == '{'};
    for (t = next_token(&s); t.kind != '}' && t.kind != ']'; t = next_token(&s)) {
        if (t.kind == ',') {
            vec_last(&b.items).comma = t.start;
            continue;
        }
        Item i = {.start = t.start, .key_end = t.end};
        if (b.object) {
            (void)next_token(&s); // the colon
            t = next_token(&s);
        }
        i.value = t.start;
        i.end = skip_value(&s, t);
        vec_push(&b.items, i);
    }
    b.close = t.start;
    return b;
}

static bool key_is(Str text, const Item *i, const char *key)
{
    Str quoted = str_n(text.p + i->start, i->key_end - i->start);
    if (str_find_byte(quoted, '\\') < 0)
        return str_eq_c(str_n(quoted.p + 1, quoted.n - 2), key);
    JsonDoc *doc = json_parse(quoted, NULL);
    bool same = doc && str_eq_c(json_str_or(json_root(doc), STR("")), key);
    json_free(doc);
    return same;
}

// The item a step leads to; -1 if there is none.
static ptrdiff_t box_find(Str text, const Box *b, const JsoncStep *step)
{
    if (!step->key)
        return step->index < b->items.n ? (ptrdiff_t)step->index : -1;
    ptrdiff_t i = (ptrdiff_t)b->items.n - 1;
    while (i >= 0 && !key_is(text, &b->items.p[i], step->key))
        i--;
    return i;
}

static bool check(Str text, Err *err)
{
    AUTO(buf) Buf clean = BUF_INIT;
    return json_check(text, &clean, err);
}

static size_t root_of(Str text)
{
    JsonScan s = {.text = text};
    return next_token(&s).start;
}

static bool fits(Str text, size_t at, const JsoncStep *step, Err *err)
{
    if (text.p[at] == (step->key ? '{' : '['))
        return true;
    return json_complain(text, at, err, "%s is wanted here",
                         step->key ? "an object { }" : "an array [ ]");
}

// Follow the path as far as it leads: *at is the innermost container of it, with `*done` steps
// taken before that one.
static bool follow(Str text, const JsoncStep *path, size_t n, size_t *at, size_t *done, Err *err)
{
    *at = root_of(text);
    for (*done = 0;; ++*done) {
        if (!fits(text, *at, &path[*done], err))
            return false;
        if (*done + 1 == n)
            return true;
        Box b = box_read(text, *at);
        ptrdiff_t i = box_find(text, &b, &path[*done]);
        if (i >= 0)
            *at = b.items.p[i].value;
        box_deinit(&b);
        if (i < 0)
            return true;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_space(char c)
{
    return is_blank(c) || c == '\r' || c == '\n';
}

static size_t line_start(Str text, size_t at)
{
    while (at > 0 && text.p[at - 1] != '\n')
        at--;
    return at;
}

static Str line_indent(Str text, size_t at)
{
    size_t start = line_start(text, at), end = start;
    while (end < at && is_blank(text.p[end]))
        end++;
    return str_n(text.p + start, end - start);
}

static bool has_newline(Str text, size_t start, size_t end)
{
    return start < end && memchr(text.p + start, '\n', end - start);
}

static const char *eol_of(Str text)
{
    return str_find(text, STR("\r\n")) >= 0 ? "\r\n" : "\n";
}

// What one level of the text is indented by.
static void add_unit(Str text, Buf *out)
{
    size_t root = root_of(text);
    if (text.p[root] == '{' || text.p[root] == '[') {
        Box b = box_read(text, root);
        size_t first = b.items.n ? b.items.p[0].start : b.open;
        Str indent = line_indent(text, first);
        bool own_line = has_newline(text, b.open, first);
        box_deinit(&b);
        if (own_line && indent.n) {
            buf_add(out, indent);
            return;
        }
    }
    buf_add_fill(out, ' ', INDENT_DEFAULT);
}

// `value` with its further lines indented.
static void add_value(Str value, const char *eol, Str indent, Buf *out)
{
    Str line;
    bool first = true;
    while (str_split(&value, '\n', &line)) {
        if (!first) {
            buf_add_c(out, eol);
            buf_add(out, indent);
        }
        first = false;
        buf_add(out, str_ends(line, STR("\r")) ? str_upto(line, line.n - 1) : line);
    }
}

static void add_key(const char *key, Buf *out)
{
    JsonOut w = {.out = out};
    json_out_str(&w, NULL, str_c(key));
    buf_add_c(out, ": ");
}

// The value with the containers that the steps from path[1] on need around it.
static bool wrap(const JsoncStep *path, size_t n, Str value, Str unit, Buf *out, Err *err)
{
    AUTO(buf) Buf inner = BUF_INIT;
    if (n == 1) {
        buf_add(out, value);
        return true;
    }
    const JsoncStep *step = &path[1];
    if (!step->key && step->index && step->index != JSONC_END)
        return err_set(err, "there is no element %zu", step->index);
    if (!wrap(step, n - 1, value, unit, &inner, err))
        return false;
    buf_add_c(out, step->key ? "{\n" : "[\n");
    buf_add(out, unit);
    if (step->key)
        add_key(step->key, out);
    add_value(buf_str(&inner), "\n", unit, out);
    buf_add_c(out, step->key ? "\n}" : "\n]");
    return true;
}

// The end of what stands before the closing bracket, comments too.
static size_t content_end(Str text, const Box *b)
{
    size_t at = b->close;
    while (at > b->open + 1 && is_space(text.p[at - 1]))
        at--;
    return at;
}

static void insert_in_line(Buf *text, const Box *b, Str item)
{
    const Item *last = &vec_last(&b->items);
    AUTO(buf) Buf add = BUF_INIT;
    buf_add_c(&add, last->comma ? " " : ", ");
    buf_add(&add, item);
    size_t at = last->comma ? last->comma + 1 : last->end;
    buf_splice(text, at, at, buf_str(&add));
}

static void insert_as_line(Buf *text, const Box *b, const char *eol, Str indent, Str item)
{
    Str s = buf_str(text);
    const Item *last = b->items.n ? &vec_last(&b->items) : NULL;
    size_t end = content_end(s, b);
    AUTO(buf) Buf add = BUF_INIT;
    buf_add_c(&add, eol);
    buf_add(&add, indent);
    buf_add(&add, item);
    if (last && last->comma)
        buf_add_byte(&add, ',');
    if (!has_newline(s, end, b->close)) {
        buf_add_c(&add, eol);
        buf_add(&add, line_indent(s, b->open));
    }
    buf_splice(text, end, end, buf_str(&add));
    if (last && !last->comma)
        buf_splice(text, last->end, last->end, STR(","));
}

// A new last item of the container.
static void insert(Buf *text, const Box *b, const char *key, Str value)
{
    Str s = buf_str(text);
    const char *eol = eol_of(s);
    AUTO(buf) Buf indent = BUF_INIT;
    AUTO(buf) Buf item = BUF_INIT;
    bool lines = !b->items.n || has_newline(s, b->open, b->items.p[0].start) ||
                 has_newline(s, vec_last(&b->items).end, b->close);
    if (b->items.n && has_newline(s, b->open, b->items.p[0].start)) {
        buf_add(&indent, line_indent(s, b->items.p[0].start));
    } else {
        buf_add(&indent, line_indent(s, b->open));
        if (lines)
            add_unit(s, &indent);
    }
    if (key)
        add_key(key, &item);
    add_value(value, eol, buf_str(&indent), &item);
    if (lines)
        insert_as_line(text, b, eol, buf_str(&indent), buf_str(&item));
    else
        insert_in_line(text, b, buf_str(&item));
}

// Blanks and comments alone: put the outermost container behind them.
static void begin_root(Buf *text, bool object)
{
    Str trimmed = str_trim(buf_str(text));
    if (trimmed.n && !str_eq(trimmed, STR("\xEF\xBB\xBF")) && !str_ends(buf_str(text), STR("\n")))
        buf_add_c(text, eol_of(buf_str(text)));
    buf_add_c(text, object ? "{}" : "[]");
    buf_add_c(text, eol_of(buf_str(text)));
}

static bool put(Buf *text, const JsoncStep *path, size_t n, Str value, Err *err)
{
    size_t at, done;
    AUTO(buf) Buf whole = BUF_INIT;
    AUTO(buf) Buf unit = BUF_INIT;
    if (!follow(buf_str(text), path, n, &at, &done, err))
        return false;
    add_unit(buf_str(text), &unit);
    if (!wrap(path + done, n - done, value, buf_str(&unit), &whole, err))
        return false;
    const JsoncStep *step = &path[done];
    Box b = box_read(buf_str(text), at);
    ptrdiff_t i = box_find(buf_str(text), &b, step);
    bool beyond = i < 0 && !step->key && step->index != JSONC_END && step->index != b.items.n;
    if (beyond) {
        json_complain(buf_str(text), at, err, "there is no element %zu", step->index);
    } else if (i >= 0) {
        AUTO(buf) Buf laid = BUF_INIT;
        Item it = b.items.p[i];
        Str s = buf_str(text);
        add_value(buf_str(&whole), eol_of(s), line_indent(s, it.start), &laid);
        buf_splice(text, it.value, it.end, buf_str(&laid));
    } else {
        insert(text, &b, step->key, buf_str(&whole));
    }
    box_deinit(&b);
    return !beyond;
}

bool jsonc_set(Buf *text, const JsoncStep *path, size_t n, Str value, Err *err)
{
    AUTO(err) Err why = {0};
    AUTO(buf) Buf out = BUF_INIT;
    BUG_ON(n == 0 || n > JSONC_DEPTH_MAX || !check(value, NULL));
    buf_add(&out, buf_str(text));
    if (!check(buf_str(&out), &why)) {
        if (why.code != ENODATA)
            return err_set(err, "%s", err_text(&why));
        begin_root(&out, path[0].key != NULL);
    }
    if (!put(&out, path, n, value, err))
        return false;
    buf_clear(text);
    buf_add(text, buf_str(&out));
    return true;
}

// Cut [start, end) out, with its line if that is left blank.
static void cut(Buf *text, size_t start, size_t end)
{
    Str s = buf_str(text);
    size_t from = start, to = end;
    while (from > 0 && is_blank(s.p[from - 1]))
        from--;
    while (to < s.n && (is_blank(s.p[to]) || s.p[to] == '\r'))
        to++;
    bool begins = from == 0 || s.p[from - 1] == '\n', ends = to == s.n || s.p[to] == '\n';
    if (begins && ends) {
        to += to < s.n;
    } else if (begins) {
        from = start; // a comment behind it moves up to its place
    } else if (ends || (to < s.n && (s.p[to] == '}' || s.p[to] == ']'))) {
        to = end;
    } else {
        from = start;
    }
    buf_splice(text, from, to, STR(""));
}

static void take_out(Buf *text, const Box *b, size_t i)
{
    const Item *it = &b->items.p[i];
    cut(text, it->start, it->comma ? it->comma + 1 : it->end);
    bool last = i + 1 == b->items.n;
    if (last && i > 0 && !it->comma) // the comma before it separates nothing any more
        buf_splice(text, it[-1].comma, it[-1].comma + 1, STR(""));
}

bool jsonc_remove(Buf *text, const JsoncStep *path, size_t n, Err *err)
{
    AUTO(err) Err why = {0};
    BUG_ON(n == 0 || n > JSONC_DEPTH_MAX);
    if (!check(buf_str(text), &why))
        return why.code == ENODATA || err_set(err, "%s", err_text(&why));
    for (;;) {
        size_t at, done;
        if (!follow(buf_str(text), path, n, &at, &done, err))
            return false;
        Box b = box_read(buf_str(text), at);
        ptrdiff_t i = done + 1 == n ? box_find(buf_str(text), &b, &path[done]) : -1;
        if (i >= 0)
            take_out(text, &b, (size_t)i);
        box_deinit(&b);
        if (i < 0 || !path[done].key)
            return true;
    }
}
