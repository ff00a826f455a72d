#include "command/when.h"
#include "command/inner.h"

enum { NESTING_MAX = 100 };

typedef enum { OP_HOLDS, OP_NOT, OP_AND, OP_OR, OP_EQ, OP_MATCH, OP_IN, OP_LESS, OP_AT_MOST } Op;

// A name, or a text that stands for itself.
typedef struct {
    ContextName name;
    char *text; // owned; NULL: a name
} Term;

typedef struct {
    Op op;
    int a, b;         // of NOT, AND, OR: indices of nodes
    Term left, right; // of the others
    Regex *regex;     // of MATCH; owned
} Node;

struct When {
    Vec(Node) nodes;
    int root; // -1: holds always
};

typedef struct {
    When *w;
    Str text;
    size_t at;
    int depth;
    Err *err;
} Parser;

static int parse_or(Parser *p);

static int fail(const Parser *p, const char *what)
{
    if (p->err && !p->err->msg)
        err_set(p->err, "bad 'when' at column %zu: %s", p->at + 1, what);
    return -1;
}

static void skip(Parser *p)
{
    while (p->at < p->text.n && strchr(" \t\r\n", p->text.p[p->at]) && p->text.p[p->at])
        p->at++;
}

static bool take(Parser *p, const char *word)
{
    skip(p);
    if (!str_starts(str_from(p->text, p->at), str_c(word)))
        return false;
    p->at += strlen(word);
    return true;
}

static bool is_word_byte(char c)
{
    return c && !strchr(" \t\r\n()!=&|<>~'\"", c);
}

static Str word_at(const Parser *p)
{
    size_t end = p->at;
    while (end < p->text.n && is_word_byte(p->text.p[end]))
        end++;
    return str_n(p->text.p + p->at, end - p->at);
}

// A word of letters: "in" is not taken off "index".
static bool take_word(Parser *p, const char *word)
{
    skip(p);
    if (!str_eq_c(word_at(p), word))
        return false;
    p->at += strlen(word);
    return true;
}

static int add(Parser *p, Node n)
{
    vec_push(&p->w->nodes, n);
    return (int)p->w->nodes.n - 1;
}

// What is compared with: a word or a text in quotes.
static bool parse_text(Parser *p, char **out)
{
    skip(p);
    char quote = p->at < p->text.n ? p->text.p[p->at] : '\0';
    if (quote != '\'' && quote != '"') {
        Str word = word_at(p);
        if (!word.n)
            return fail(p, "a value is missing"), false;
        *out = str_dup(word);
        p->at += word.n;
        return true;
    }
    Str rest = str_from(p->text, p->at + 1);
    ptrdiff_t end = str_find_byte(rest, quote);
    if (end < 0)
        return fail(p, "a quote is not closed"), false;
    *out = str_dup(str_upto(rest, (size_t)end));
    p->at += (size_t)end + 2;
    return true;
}

// The slash that ends the expression, a set in brackets and escapes passed over; -1: none.
static ptrdiff_t regex_end(Str s)
{
    bool set = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\\')
            i++;
        else if (s.p[i] == '/' && !set)
            return (ptrdiff_t)i;
        else
            set = s.p[i] == '[' ? true : s.p[i] == ']' ? false : set;
    }
    return -1;
}

static int parse_match(Parser *p, ContextName name)
{
    skip(p);
    AUTO(err) Err why = {0};
    AUTO(buf) Buf pattern = BUF_INIT;
    if (!take(p, "/"))
        return fail(p, "a /regex/ is missing");
    Str rest = str_from(p->text, p->at);
    ptrdiff_t end = regex_end(rest);
    if (end < 0)
        return fail(p, "the regex is not closed by '/'");
    size_t flags = (size_t)end + 1;
    while (flags < rest.n && rest.p[flags] >= 'a' && rest.p[flags] <= 'z')
        flags++;
    for (size_t i = (size_t)end + 1; i < flags; i++)
        if (strchr("ims", rest.p[i]))
            buf_addf(&pattern, "(?%c)", rest.p[i]);
    buf_add(&pattern, str_upto(rest, (size_t)end));
    Regex *r = regex_new(buf_str(&pattern), &why);
    if (!r)
        return fail(p, err_text(&why));
    p->at += flags;
    return add(p, (Node){.op = OP_MATCH, .left = {.name = name}, .regex = r});
}

static int parse_in(Parser *p, ContextName name)
{
    skip(p);
    Term list = {0};
    bool quoted = p->at < p->text.n && (p->text.p[p->at] == '\'' || p->text.p[p->at] == '"');
    if (!parse_text(p, &list.text))
        return -1;
    if (!quoted) {
        list.name = context_name(str_c(list.text));
        free(steal(&list.text));
    }
    return add(p, (Node){.op = OP_IN, .left = {.name = name}, .right = list});
}

static int negate(Parser *p, int a)
{
    return a < 0 ? a : add(p, (Node){.op = OP_NOT, .a = a});
}

static int parse_compare(Parser *p, ContextName name, Op op, bool swapped)
{
    Term text = {0};
    if (!parse_text(p, &text.text))
        return -1;
    Node n = {.op = op, .left = {.name = name}, .right = text};
    if (swapped) {
        n.left = text;
        n.right = (Term){.name = name};
    }
    return add(p, n);
}

// What follows a name.
static int parse_rest(Parser *p, ContextName name)
{
    if (take(p, "=~"))
        return parse_match(p, name);
    if (take(p, "=="))
        return parse_compare(p, name, OP_EQ, false);
    if (take(p, "!="))
        return negate(p, parse_compare(p, name, OP_EQ, false));
    if (take(p, "<="))
        return parse_compare(p, name, OP_AT_MOST, false);
    if (take(p, ">="))
        return parse_compare(p, name, OP_AT_MOST, true);
    if (take(p, "<"))
        return parse_compare(p, name, OP_LESS, false);
    if (take(p, ">"))
        return parse_compare(p, name, OP_LESS, true);
    if (take_word(p, "in"))
        return parse_in(p, name);
    size_t before = p->at;
    if (take_word(p, "not")) {
        if (take_word(p, "in"))
            return negate(p, parse_in(p, name));
        p->at = before;
    }
    return add(p, (Node){.op = OP_HOLDS, .left = {.name = name}});
}

static int parse_one(Parser *p)
{
    int a;
    if (++p->depth > NESTING_MAX)
        return fail(p, "nested too deep");
    if (take(p, "!")) {
        a = negate(p, parse_one(p));
    } else if (take(p, "(")) {
        a = parse_or(p);
        if (a >= 0 && !take(p, ")"))
            a = fail(p, "')' is missing");
    } else {
        Str word = word_at(p);
        p->at += word.n;
        a = word.n ? parse_rest(p, context_name(word)) : fail(p, "a name is missing");
    }
    p->depth--;
    return a;
}

static int parse_row(Parser *p, const char *sign, Op op, int (*next)(Parser *p))
{
    int a = next(p);
    while (a >= 0 && take(p, sign)) {
        int b = next(p);
        a = b < 0 ? b : add(p, (Node){.op = op, .a = a, .b = b});
    }
    return a;
}

static int parse_and(Parser *p)
{
    return parse_row(p, "&&", OP_AND, parse_one);
}

static int parse_or(Parser *p)
{
    return parse_row(p, "||", OP_OR, parse_and);
}

When *when_parse(Str text, Err *err)
{
    AUTO(err) Err why = {0};
    Parser p = {.w = NEW(When), .text = text, .err = &why};
    p.w->root = -1;
    skip(&p);
    if (p.at == text.n)
        return p.w;
    p.w->root = parse_or(&p);
    skip(&p);
    if (p.w->root >= 0 && p.at < text.n)
        p.w->root = fail(&p, "something follows the expression");
    if (p.w->root >= 0)
        return p.w;
    err_set(err, "%s", err_text(&why));
    when_free(p.w);
    return NULL;
}

void when_free(When *w)
{
    if (!w)
        return;
    VEC_EACH (Node, n, &w->nodes) {
        free(n->left.text);
        free(n->right.text);
        regex_free(n->regex);
    }
    vec_deinit(&w->nodes);
    free(w);
}

typedef struct {
    ContextSet now;
    const Workspace *ws;
} World;

static Str term_value(const Term *t, const World *x, char *room)
{
    return t->text ? str_c(t->text) : context_value(t->name, x->now, x->ws, room);
}

static bool is_true(Str value)
{
    return value.n && !str_eq_c(value, "false");
}

// "true" and "false" stand for any value and for none.
static bool is_equal(Str a, const char *text)
{
    if (strcmp(text, "true") == 0)
        return is_true(a);
    if (strcmp(text, "false") == 0)
        return !is_true(a);
    return str_eq_c(a, text);
}

static bool is_among(Str value, Str list)
{
    Str word;
    if (!value.n)
        return false;
    while (str_split(&list, ' ', &word)) {
        Str part;
        while (str_split(&word, ',', &part))
            if (str_eq(part, value))
                return true;
    }
    return false;
}

static bool to_number(Str s, double *out)
{
    char text[32], *end;
    if (!s.n || s.n >= sizeof text)
        return false;
    memcpy(text, s.p, s.n);
    text[s.n] = '\0';
    *out = strtod(text, &end);
    return *end == '\0';
}

static bool compare(const Node *n, const World *x)
{
    char room[2][CONTEXT_ROOM];
    Str a = term_value(&n->left, x, room[0]);
    double l, r;
    if (n->op == OP_HOLDS)
        return is_true(a);
    if (n->op == OP_MATCH)
        return regex_matches(n->regex, a);
    Str b = term_value(&n->right, x, room[1]);
    if (n->op == OP_EQ)
        return is_equal(a, n->right.text);
    if (n->op == OP_IN)
        return is_among(a, b);
    if (!to_number(a, &l) || !to_number(b, &r))
        return false;
    return n->op == OP_LESS ? l < r : l <= r;
}

static bool holds(const When *w, int i, const World *x)
{
    const Node *n = &w->nodes.p[i];
    switch (n->op) {
    case OP_NOT:
        return !holds(w, n->a, x);
    case OP_AND:
        return holds(w, n->a, x) && holds(w, n->b, x);
    case OP_OR:
        return holds(w, n->a, x) || holds(w, n->b, x);
    default:
        return compare(n, x);
    }
}

bool when_holds(const When *w, ContextSet now, const Workspace *ws)
{
    return w->root < 0 || holds(w, w->root, &(World){now, ws});
}

static int rank(const When *w, int i)
{
    enum { NEGATED = 2 };
    const Node *n = &w->nodes.p[i];
    switch (n->op) {
    case OP_NOT:
        return rank(w, n->a) ? NEGATED : 0;
    case OP_AND:
        return MAX(rank(w, n->a), rank(w, n->b));
    case OP_OR:
        return MIN(rank(w, n->a), rank(w, n->b));
    default:
        return context_name_rank(n->left.name);
    }
}

int when_rank(const When *w)
{
    return w->root < 0 ? 0 : rank(w, w->root);
}

static bool asks_for(const When *w, int i, int context)
{
    const Node *n = &w->nodes.p[i];
    if (n->op == OP_AND || n->op == OP_OR)
        return asks_for(w, n->a, context) || asks_for(w, n->b, context);
    return n->op != OP_NOT && context_name_is(n->left.name, context);
}

bool when_asks_for(const When *w, int context)
{
    return w->root >= 0 && asks_for(w, w->root, context);
}
