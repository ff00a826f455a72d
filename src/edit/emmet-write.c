// From the tree of an abbreviation to a snippet of markup.
#include "edit/emmet-node.h"
#include "edit/emmet.h"

enum { INLINE_BREAK = 3, DIGITS_MAX = 20 };

typedef struct {
    const EmmetStyle *style;
    Buf *out;
    size_t begin; // of what is written, in out
    int stops, made;
    int at, of; // of the innermost repetition: 0-based
} Writer;

static bool is_one_of(Str name, const char *const *all)
{
    for (; *all; all++)
        if (str_eq_c(name, *all))
            return true;
    return false;
}

static bool is_void(const Writer *w, Str name)
{
    static const char *const all[] = {"area", "base",  "br",   "col",    "embed", "hr",  "img",
                                      "link", "input", "meta", "source", "track", "wbr", NULL};
    return !w->style->xml && is_one_of(name, all);
}

static bool is_inline(Str name)
{
    static const char *const all[] = {
        "a",     "abbr", "b",    "bdo", "br",   "button", "cite",     "code",
        "del",   "dfn",  "em",   "i",   "img",  "input",  "ins",      "kbd",
        "label", "mark", "q",    "s",   "samp", "small",  "span",     "strong",
        "sub",   "sup",  "time", "u",   "var",  "select", "textarea", NULL};
    return is_one_of(name, all);
}

// The element that is meant where none is named.
static Str implied(Str parent)
{
    static const struct {
        const char *parent, *child;
    } known[] = {{"ul", "li"},           {"ol", "li"},        {"table", "tr"},
                 {"tbody", "tr"},        {"thead", "tr"},     {"tfoot", "tr"},
                 {"tr", "td"},           {"colgroup", "col"}, {"select", "option"},
                 {"optgroup", "option"}, {"audio", "source"}, {"video", "source"},
                 {"map", "area"},        {"p", "span"}};
    for (size_t i = 0; i < ARRAY_LEN(known); i++)
        if (str_eq_c(parent, known[i].parent))
            return str_c(known[i].child);
    return parent.n && is_inline(parent) ? STR("span") : STR("div");
}

// Names of attributes an element has in any case, with "=" and a value or without.
static const char *const *own_attrs(Str name)
{
    static const struct {
        const char *name, *attrs[3];
    } known[] = {{"a", {"href"}},          {"img", {"src", "alt"}},
                 {"input", {"type=text"}}, {"form", {"action"}},
                 {"label", {"for"}},       {"link", {"rel=stylesheet", "href"}},
                 {"iframe", {"src"}},      {"option", {"value"}}};
    static const char *const none[] = {NULL};
    for (size_t i = 0; i < ARRAY_LEN(known); i++)
        if (str_eq_c(name, known[i].name))
            return known[i].attrs;
    return none;
}

static void add_stop(Writer *w)
{
    buf_addf(w->out, "${%d}", ++w->stops);
}

// "$$@-3": the number of the time, of two digits, downwards to 3.  Returns the bytes it takes.
static size_t add_number(Writer *w, Str s)
{
    size_t digits = 0, n;
    long base = 1;
    bool down = false;
    while (digits < s.n && s.p[digits] == '$')
        digits++;
    n = digits;
    if (n < s.n && s.p[n] == '@') {
        n++;
        if ((down = n < s.n && s.p[n] == '-'))
            n++;
        long given = 0;
        size_t had = n;
        for (; n < s.n && s.p[n] >= '0' && s.p[n] <= '9'; n++)
            given = MIN(given * 10 + (s.p[n] - '0'), 1000000000L);
        base = n > had ? given : 1;
    }
    buf_addf(w->out, "%0*ld", (int)MIN(digits, (size_t)DIGITS_MAX),
             base + (down ? w->of - 1 - w->at : w->at));
    return n;
}

static void add_text(Writer *w, Str s)
{
    for (size_t n; s.n; s = str_from(s, n)) {
        n = 1;
        if (s.p[0] == '$') {
            n = add_number(w, s);
            continue;
        }
        if (s.p[0] == '\\')
            buf_add_byte(w->out, '\\');
        buf_add_byte(w->out, s.p[0]);
    }
}

static void add_attr(Writer *w, Str name, Str value, bool bare)
{
    bool jsx = w->style->jsx, alone = bare && name.n && name.p[name.n - 1] == '.';
    buf_add_byte(w->out, ' ');
    if (jsx && str_eq_c(name, "class"))
        name = STR("className");
    else if (jsx && str_eq_c(name, "for"))
        name = STR("htmlFor");
    add_text(w, str_upto(name, name.n - alone));
    if (alone)
        return;
    buf_add_c(w->out, "=\"");
    if (value.n)
        add_text(w, value);
    else
        add_stop(w);
    buf_add_c(w->out, "\"");
}

static bool has_attr(const EmmetNode *n, Str name)
{
    for (const EmmetAttr *x = n->attrs; x; x = x->next)
        if (str_eq(x->name, name))
            return true;
    return false;
}

static void add_attrs(Writer *w, const EmmetNode *n, Str name)
{
    for (const char *const *own = own_attrs(name); !w->style->xml && *own; own++) {
        Str value = str_c(*own), key = STR_NULL;
        str_split(&value, '=', &key);
        if (!has_attr(n, key))
            add_attr(w, key, value, false);
    }
    for (const EmmetAttr *x = n->attrs; x; x = x->next)
        add_attr(w, x->name, x->value, x->bare);
}

// Elements of a content that stand in a row, INLINE_BREAK where one wants rows of its own.
static int count_inline(const EmmetNode *parent, Str name)
{
    int n = 0;
    for (const EmmetNode *x = parent->first; x && n < INLINE_BREAK; x = x->next) {
        Str own = x->name.n ? x->name : implied(name);
        int each = x->is_group      ? count_inline(x, name)
                   : !x->is_tag     ? 0
                   : is_inline(own) ? 1
                                    : INLINE_BREAK;
        n += each * MIN(x->times, INLINE_BREAK);
    }
    return MIN(n, INLINE_BREAK);
}

static void break_line(Writer *w, int depth)
{
    if (w->out->n == w->begin)
        return;
    buf_add_byte(w->out, '\n');
    buf_add_fill(w->out, '\t', (size_t)depth);
}

typedef struct {
    Str parent; // name of the element it is in
    int depth;
    bool rows; // each stands in rows of its own
} Place;

static bool write_content(Writer *w, const EmmetNode *n, Place p);

static bool write_tag(Writer *w, const EmmetNode *n, Place p)
{
    Str name = n->name.n ? n->name : implied(p.parent);
    buf_add_byte(w->out, '<');
    add_text(w, name);
    add_attrs(w, n, name);
    if (n->closes || (is_void(w, name) && !n->first && !n->has_text)) {
        buf_add_c(w->out, w->style->jsx ? " />" : n->closes ? "/>" : ">");
        return true;
    }
    buf_add_byte(w->out, '>');
    add_text(w, n->text);
    Place in = {name, p.depth + 1, count_inline(n, name) >= INLINE_BREAK};
    if (!write_content(w, n, in))
        return false;
    if (!n->first && !n->has_text)
        add_stop(w);
    if (in.rows)
        break_line(w, p.depth);
    buf_add_c(w->out, "</");
    add_text(w, name);
    buf_add_byte(w->out, '>');
    return true;
}

static bool write_once(Writer *w, const EmmetNode *n, Place p)
{
    if (n->is_group)
        return write_content(w, n, p);
    if (++w->made > EMMET_MANY)
        return false;
    if (p.rows)
        break_line(w, p.depth);
    if (n->is_tag)
        return write_tag(w, n, p);
    add_text(w, n->text);
    Place in = {p.parent, p.depth, p.rows};
    return write_content(w, n, in);
}

static bool write_content(Writer *w, const EmmetNode *parent, Place p)
{
    for (const EmmetNode *n = parent->first; n; n = n->next) {
        int at = w->at, of = w->of;
        for (int i = 0; i < n->times; i++) {
            if (n->times > 1)
                w->at = i, w->of = n->times;
            if (w->made > EMMET_MANY || !write_once(w, n, p))
                return false;
        }
        w->at = at;
        w->of = of;
    }
    return true;
}

static const char page[] =
    "<!DOCTYPE html>\n<html lang=\"${1:en}\">\n<head>\n\t<meta charset=\"UTF-8\">\n"
    "\t<meta name=\"viewport\" content=\"width=device-width, "
    "initial-scale=1.0\">\n\t<title>${2}</title>\n</head>\n<body>\n\t${3}\n"
    "</body>\n</html>";

bool emmet_expand(Str abbr, const EmmetStyle *style, Buf *snippet, Err *err)
{
    Arena a = {0};
    Writer w = {.style = style, .out = snippet, .begin = snippet->n, .of = 1};
    if (str_eq_c(abbr, "!") || str_eq_c(abbr, "html:5")) {
        buf_add_c(snippet, page);
        return true;
    }
    const EmmetNode *root = emmet_parse(&a, abbr, err);
    bool ok = root != NULL;
    if (root) {
        Place top = {.rows = count_inline(root, STR_NULL) >= INLINE_BREAK};
        ok = write_content(&w, root, top) ||
             err_set(err, "the abbreviation makes more than %d elements", EMMET_MANY);
    }
    if (!ok)
        snippet->n = w.begin;
    arena_deinit(&a);
    return ok;
}
