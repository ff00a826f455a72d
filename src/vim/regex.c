// Vim's expressions as PCRE2's.
#include "vim/inner.h"

typedef enum { VERY_NOMAGIC, NOMAGIC, MAGIC, VERY_MAGIC } Magic;

typedef struct {
    Str in;
    size_t at;
    Magic magic;
    Buf *out;
    size_t atom;      // where the last atom starts in out
    size_t opens[64]; // of groups, in out
    int depth;
    int tails;  // lookaheads open to the end, of \ze
    int sense;  // 1: \c, -1: \C
    bool upper; // a capital was written
    bool words; // \< or \> was: letters of all scripts make them
    bool start; // of a branch
} Tr;

typedef struct {
    unsigned char c;
    bool special;
    bool back; // behind a backslash
} Tok;

static bool plain_special(Magic m, unsigned char c)
{
    static const char *const special[] = {"", "^$", "^$.*[~", NULL};
    if (m == VERY_MAGIC)
        return c < 128 && c != '_' && !((c | 32) >= 'a' && (c | 32) <= 'z') &&
               !(c >= '0' && c <= '9') && strchr("^$.*[~()|+=?{<>@%&", c);
    return c && c < 128 && strchr(special[m], c);
}

static bool next(Tr *t, Tok *k)
{
    if (t->at >= t->in.n)
        return false;
    unsigned char c = (unsigned char)t->in.p[t->at++];
    *k = (Tok){c, plain_special(t->magic, c), false};
    if (c != '\\' || t->at >= t->in.n)
        return true;
    c = (unsigned char)t->in.p[t->at++];
    bool punct = c < 128 && strchr("^$.*[~()|+=?{<>@%&", c);
    *k = (Tok){c, c && punct ? !plain_special(t->magic, c) : true, true};
    return true;
}

static void literal(Tr *t, unsigned char c)
{
    t->atom = t->out->n;
    if (c < 128 && c && strchr("\\^$.|?*+()[]{}#-", c))
        buf_add_byte(t->out, '\\');
    buf_add_byte(t->out, (char)c);
    // a character of several bytes is one atom
    while (c >= 0xc0 && t->at < t->in.n && ((unsigned char)t->in.p[t->at] & 0xc0) == 0x80)
        buf_add_byte(t->out, t->in.p[t->at++]);
    t->upper |= c >= 'A' && c <= 'Z';
    t->start = false;
}

static void atom(Tr *t, const char *text)
{
    t->atom = t->out->n;
    buf_add_c(t->out, text);
    t->start = false;
}

static void add(Tr *t, const char *text)
{
    buf_add_c(t->out, text);
}

// [...]: the same in both, but for classes and a literal [ in it.
static void collection(Tr *t)
{
    size_t at = t->at, close;
    if (at < t->in.n && t->in.p[at] == '^')
        at++;
    if (at < t->in.n && t->in.p[at] == ']')
        at++;
    for (close = at; close < t->in.n && t->in.p[close] != ']'; close++) {
        if (t->in.p[close] == '\\' && close + 1 < t->in.n)
            close++;
        else if (t->in.p[close] == '[' && close + 1 < t->in.n && t->in.p[close + 1] == ':') {
            ptrdiff_t end = str_find(str_from(t->in, close), STR(":]"));
            if (end > 0)
                close += (size_t)end + 1;
        }
    }
    if (close >= t->in.n) { // it never ends: a bracket
        literal(t, '[');
        return;
    }
    t->atom = t->out->n;
    buf_add_byte(t->out, '[');
    for (; t->at < close; t->at++) {
        char c = t->in.p[t->at];
        if (c == '[' && t->in.p[t->at + 1] != ':')
            buf_add_byte(t->out, '\\');
        if (c == '\\' && t->at + 1 < close && !strchr("ebnrt]^-\\", t->in.p[t->at + 1]))
            buf_add_byte(t->out, '\\');
        else if (c == '\\' && t->at + 1 < close)
            buf_add_byte(t->out, t->in.p[t->at++]), c = t->in.p[t->at];
        buf_add_byte(t->out, c);
    }
    t->at++;
    buf_add_byte(t->out, ']');
    t->start = false;
}

// {n,m} and {-n,m}, which takes as few as it can.
static void braces(Tr *t)
{
    bool few = t->at < t->in.n && t->in.p[t->at] == '-';
    size_t from = t->at + few, at = from;
    while (at < t->in.n && (t->in.p[at] == ',' || (t->in.p[at] >= '0' && t->in.p[at] <= '9')))
        at++;
    size_t end = at;
    if (at < t->in.n && t->in.p[at] == '\\')
        at++;
    if (at >= t->in.n || t->in.p[at] != '}') {
        literal(t, '{');
        return;
    }
    Str inner = str_n(t->in.p + from, end - from);
    if (inner.n == 0)
        add(t, "*");
    else if (inner.p[0] == ',')
        buf_addf(t->out, "{0" STR_FMT "}", STR_ARG(inner));
    else
        buf_addf(t->out, "{" STR_FMT "}", STR_ARG(inner));
    if (few)
        add(t, "?");
    t->at = at + 1;
}

// @= @! @<= @<! @>: of the atom before.
static void look_around(Tr *t)
{
    static const struct {
        const char *name, *open;
    } kinds[] = {{"<=", "(?<="}, {"<!", "(?<!"}, {"=", "(?="}, {"!", "(?!"}, {">", "(?>"}};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (str_starts(str_from(t->in, t->at), str_c(kinds[i].name))) {
            t->at += strlen(kinds[i].name);
            buf_splice(t->out, t->atom, t->atom, str_c(kinds[i].open));
            add(t, ")");
            return;
        }
    literal(t, '@');
}

static void open_group(Tr *t, const char *how)
{
    if (t->depth < 64)
        t->opens[t->depth] = t->out->n;
    t->depth++;
    add(t, how);
    t->start = true;
}

static void percent(Tr *t)
{
    char c = t->at < t->in.n ? t->in.p[t->at] : 0;
    t->at += c != 0;
    if (c == '(')
        open_group(t, "(?:");
    else if (c == '^')
        atom(t, "\\A");
    else if (c == '$')
        atom(t, "\\z");
    else if (c)
        literal(t, (unsigned char)c);
}

static bool branch_ends(const Tr *t)
{
    Str rest = str_from(t->in, t->at);
    if (rest.n == 0)
        return true;
    if (t->magic == VERY_MAGIC)
        return rest.p[0] == '|' || rest.p[0] == ')';
    return str_starts(rest, STR("\\|")) || str_starts(rest, STR("\\)")) ||
           str_starts(rest, STR("\\n"));
}

static void punctuation(Tr *t, unsigned char c)
{
    switch (c) {
    case '(':
        open_group(t, "(");
        break;
    case ')':
        add(t, ")");
        if (t->depth > 0 && --t->depth < 64)
            t->atom = t->opens[t->depth];
        t->start = false;
        break;
    case '|':
        add(t, "|");
        t->start = true;
        break;
    case '*':
        if (t->start)
            literal(t, '*');
        else
            add(t, "*");
        break;
    case '+':
        add(t, "+");
        break;
    case '=':
    case '?':
        add(t, "?");
        break;
    case '.':
        atom(t, ".");
        break;
    case '{':
        braces(t);
        break;
    case '<':
        atom(t, "\\b(?=\\w)");
        t->words = true;
        break;
    case '>':
        atom(t, "\\b(?<=\\w)");
        t->words = true;
        break;
    case '@':
        look_around(t);
        break;
    case '%':
        percent(t);
        break;
    case '[':
        collection(t);
        break;
    case '^':
        if (t->start || t->magic == VERY_MAGIC)
            add(t, "^");
        else
            literal(t, '^');
        break;
    case '$':
        if (branch_ends(t) || t->magic == VERY_MAGIC)
            add(t, "$");
        else
            literal(t, '$');
        break;
    default:
        literal(t, c);
    }
}

static void underscore(Tr *t)
{
    char c = t->at < t->in.n ? t->in.p[t->at++] : '_';
    if (c == '.')
        atom(t, "(?s:.)");
    else if (c == 's')
        atom(t, "\\s");
    else if (c == '^')
        atom(t, "^");
    else if (c == '$')
        atom(t, "$");
    else
        literal(t, (unsigned char)c);
}

static void z_atom(Tr *t)
{
    char c = t->at < t->in.n ? t->in.p[t->at++] : 0;
    if (c == 's')
        add(t, "\\K");
    else if (c == 'e')
        add(t, "(?="), t->tails++;
    else
        literal(t, 'z');
}

static void letter(Tr *t, unsigned char c)
{
    static const struct {
        char name;
        const char *is;
    } classes[] = {{'s', "[ \\t]"},
                   {'S', "[^ \\t\\n]"},
                   {'d', "[0-9]"},
                   {'D', "[^0-9\\n]"},
                   {'w', "[0-9A-Za-z_]"},
                   {'W', "[^0-9A-Za-z_\\n]"},
                   {'a', "[A-Za-z]"},
                   {'A', "[^A-Za-z\\n]"},
                   {'l', "(?-i:[a-z])"},
                   {'L', "(?-i:[^a-z\\n])"},
                   {'u', "(?-i:[A-Z])"},
                   {'U', "(?-i:[^A-Z\\n])"},
                   {'x', "[0-9A-Fa-f]"},
                   {'X', "[^0-9A-Fa-f\\n]"},
                   {'h', "[A-Za-z_]"},
                   {'H', "[^A-Za-z_\\n]"},
                   {'o', "[0-7]"},
                   {'i', "\\w"},
                   {'k', "\\w"},
                   {'I', "[A-Za-z_]"},
                   {'K', "[A-Za-z_]"},
                   {'p', "[[:print:]]"},
                   {'f', "[\\w/.,+#$%~=-]"},
                   {'e', "\\x1b"},
                   {'t', "\\t"},
                   {'r', "\\r"},
                   {'n', "\\r?\\n"}};
    for (size_t i = 0; i < ARRAY_LEN(classes); i++)
        if (classes[i].name == (char)c) {
            atom(t, classes[i].is);
            return;
        }
    if (c >= '1' && c <= '9') {
        t->atom = t->out->n;
        buf_addf(t->out, "\\g{%c}", c);
    } else {
        literal(t, c);
    }
}

static void escaped(Tr *t, unsigned char c)
{
    static const char magics[] = "VMmv";
    const char *m = c ? strchr(magics, c) : NULL;
    if (m)
        t->magic = (Magic)(m - magics);
    else if (c == 'c' || c == 'C')
        t->sense = c == 'c' ? 1 : -1;
    else if (c == 'z')
        z_atom(t);
    else if (c == '_')
        underscore(t);
    else
        letter(t, c);
}

bool regex_translate(Str pattern, bool ignore_case, bool smart, Buf *out, bool *ignores)
{
    Tr t = {.in = pattern, .magic = MAGIC, .out = out, .start = true};
    Tok k;
    t.atom = out->n;
    while (next(&t, &k)) {
        bool is_letter = (k.c | 32) >= 'a' && (k.c | 32) <= 'z';
        bool digit = k.c >= '0' && k.c <= '9';
        if (k.back && (is_letter || digit || k.c == '_'))
            escaped(&t, k.c);
        else if (k.special && !(k.back && k.c == '\\'))
            punctuation(&t, k.c);
        else
            literal(&t, k.c);
    }
    buf_add_fill(out, ')', (size_t)t.tails);
    if (t.words)
        buf_splice(out, 0, 0, STR("(*UCP)"));
    *ignores = t.sense ? t.sense > 0 : ignore_case && !(smart && t.upper);
    return true;
}
