// Reading an abbreviation of markup.
#include "edit/emmet-node.h"
#include "edit/emmet.h"

typedef struct {
    Arena *a;
    Str rest;
    Err *err;
    int deep;
} Reader;

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c & 0x80) || c == '-' || c == '_' || c == ':' || c == '$' || c == '@' || c == '!';
}

static char peek(const Reader *r)
{
    return r->rest.n ? r->rest.p[0] : '\0';
}

static bool skip(Reader *r, char c)
{
    if (peek(r) != c || !r->rest.n)
        return false;
    r->rest = str_from(r->rest, 1);
    return true;
}

static Str take(Reader *r, size_t n)
{
    Str s = str_upto(r->rest, n);
    r->rest = str_from(r->rest, n);
    return s;
}

static Str take_name(Reader *r)
{
    size_t n = 0;
    while (n < r->rest.n && is_name(r->rest.p[n]))
        n++;
    return take(r, n);
}

static EmmetNode *add_node(Reader *r, EmmetNode *parent)
{
    EmmetNode *n = arena_alloc(r->a, sizeof *n);
    *n = (EmmetNode){.parent = parent, .times = 1};
    if (!parent)
        return n;
    if (parent->last)
        parent->last->next = n;
    else
        parent->first = n;
    parent->last = n;
    return n;
}

static EmmetAttr *add_attr(Reader *r, EmmetNode *n, Str name, Str value)
{
    EmmetAttr *x = arena_alloc(r->a, sizeof *x);
    *x = (EmmetAttr){.name = name, .value = value};
    if (n->last_attr)
        n->last_attr->next = x;
    else
        n->attrs = x;
    n->last_attr = x;
    return x;
}

// Further classes stand behind the first in one attribute.
static void add_class(Reader *r, EmmetNode *n, Str name)
{
    for (EmmetAttr *x = n->attrs; x; x = x->next)
        if (str_eq_c(x->name, "class")) {
            x->value =
                str_c(arena_printf(r->a, STR_FMT " " STR_FMT, STR_ARG(x->value), STR_ARG(name)));
            return;
        }
    add_attr(r, n, STR("class"), name);
}

static Str take_value(Reader *r)
{
    char quote = peek(r);
    size_t n = 0;
    if (quote == '"' || quote == '\'') {
        skip(r, quote);
        while (n < r->rest.n && r->rest.p[n] != quote)
            n++;
        Str value = take(r, n);
        skip(r, quote);
        return value;
    }
    while (n < r->rest.n && r->rest.p[n] != ' ' && r->rest.p[n] != ']')
        n++;
    return take(r, n);
}

static bool read_attrs(Reader *r, EmmetNode *n)
{
    while (skip(r, ' '))
        ;
    while (!skip(r, ']')) {
        size_t len = 0;
        while (len < r->rest.n && !strchr(" =]\"'", r->rest.p[len]))
            len++;
        if (!len)
            return err_set(r->err, r->rest.n ? "an attribute in [] has no name"
                                             : "a [ is not closed in the abbreviation");
        EmmetAttr *x = add_attr(r, n, take(r, len), STR_NULL);
        x->bare = !skip(r, '=');
        if (!x->bare)
            x->value = take_value(r);
        while (skip(r, ' '))
            ;
    }
    return true;
}

static bool read_text(Reader *r, EmmetNode *n)
{
    int deep = 1;
    size_t i = 0;
    for (; i < r->rest.n && deep > 0; i++)
        deep += r->rest.p[i] == '{' ? 1 : r->rest.p[i] == '}' ? -1 : 0;
    if (deep > 0)
        return err_set(r->err, "a { is not closed in the abbreviation");
    n->text = str_upto(take(r, i), i - 1);
    return n->has_text = true;
}

static bool read_times(Reader *r, EmmetNode *n)
{
    long times = 0;
    size_t digits = 0;
    for (; digits < r->rest.n && r->rest.p[digits] >= '0' && r->rest.p[digits] <= '9'; digits++)
        times = MIN(times * 10 + (r->rest.p[digits] - '0'), (long)EMMET_MANY + 1);
    if (!digits)
        return err_set(r->err, "behind a * in an abbreviation stands how often");
    (void)take(r, digits);
    n->times = (int)times;
    return true;
}

// What may follow a name, in any order.
static bool read_parts(Reader *r, EmmetNode *n)
{
    for (;;) {
        bool ok = true;
        if (skip(r, '.'))
            add_class(r, n, take_name(r)), n->is_tag = true;
        else if (skip(r, '#'))
            add_attr(r, n, STR("id"), take_name(r)), n->is_tag = true;
        else if (skip(r, '['))
            ok = n->is_tag = read_attrs(r, n);
        else if (skip(r, '{'))
            ok = read_text(r, n);
        else if (skip(r, '*'))
            ok = read_times(r, n);
        else if (skip(r, '/'))
            n->closes = n->is_tag = true;
        else
            return true;
        if (!ok)
            return false;
    }
}

static bool read_list(Reader *r, EmmetNode *parent, bool inside);

static bool read_group(Reader *r, EmmetNode *n)
{
    n->is_group = true;
    if (r->deep++ >= EMMET_DEEP)
        return err_set(r->err, "the abbreviation nests deeper than %d", EMMET_DEEP);
    if (!read_list(r, n, true))
        return false;
    r->deep--;
    return !skip(r, '*') || read_times(r, n);
}

static bool read_item(Reader *r, EmmetNode *n)
{
    if (skip(r, '('))
        return read_group(r, n);
    size_t had = r->rest.n;
    n->name = take_name(r);
    n->is_tag = n->name.n > 0;
    if (!read_parts(r, n))
        return false;
    if (r->rest.n == had)
        return err_set(r->err,
                       r->rest.n ? "'%c' is out of place in the abbreviation"
                                 : "the abbreviation ends too early",
                       peek(r));
    return true;
}

// Items up to the end, or up to the ")" of the group they are in.
static bool read_list(Reader *r, EmmetNode *parent, bool inside)
{
    EmmetNode *at = parent;
    int deep = r->deep;
    for (;;) {
        EmmetNode *n = add_node(r, at);
        if (!read_item(r, n))
            return false;
        if (skip(r, '>')) {
            at = n;
            if (deep++ >= EMMET_DEEP)
                return err_set(r->err, "the abbreviation nests deeper than %d", EMMET_DEEP);
            continue;
        }
        bool up = false;
        for (; skip(r, '^'); up = true)
            at = at == parent ? at : at->parent;
        if (up || skip(r, '+'))
            continue;
        if (inside ? skip(r, ')') : !r->rest.n)
            return true;
        return inside && !r->rest.n
                   ? err_set(r->err, "a ( is not closed in the abbreviation")
                   : err_set(r->err, "'%c' is out of place in the abbreviation", peek(r));
    }
}

EmmetNode *emmet_parse(Arena *a, Str abbr, Err *err)
{
    Reader r = {.a = a, .rest = abbr, .err = err};
    EmmetNode *root = add_node(&r, NULL);
    root->is_group = true;
    return read_list(&r, root, false) ? root : NULL;
}

// Where it begins --------------------------------------------------------------------------------

// Behind the last tag of the line that is whole.
static size_t behind_tags(Str line)
{
    size_t behind = 0;
    for (size_t i = 0; i + 1 < line.n; i++) {
        char c = line.p[i + 1], quote = 0;
        if (line.p[i] != '<' || !(is_name(c) || c == '/'))
            continue;
        size_t end = i + 1;
        for (; end < line.n && (quote || line.p[end] != '>'); end++)
            if (line.p[end] == quote)
                quote = 0;
            else if (!quote && (line.p[end] == '"' || line.p[end] == '\''))
                quote = line.p[end];
        if (end < line.n)
            behind = end + 1, i = end;
    }
    return behind;
}

size_t emmet_start(Str line)
{
    size_t low = behind_tags(line), i = line.n;
    int square = 0, curly = 0;
    for (; i > low; i--) {
        char c = line.p[i - 1];
        square += c == ']' ? 1 : c == '[' && square ? -1 : 0;
        curly += c == '}' ? 1 : c == '{' && curly ? -1 : 0;
        bool within = square || curly || c == '[' || c == '{';
        if (!within && !is_name(c) && !strchr(".#>+*^()/]}", c))
            break;
    }
    while (i < line.n && strchr(">+*^)", line.p[i])) // rests of something else
        i++;
    return i;
}
