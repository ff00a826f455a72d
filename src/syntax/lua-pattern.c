#include "syntax/query.h"

/* The inside of a bracket expression for the class letters of Lua. */
static const char *class_inside(char letter)
{
    switch (letter) {
    case 'a':
        return "a-zA-Z";
    case 'd':
        return "0-9";
    case 'l':
        return "a-z";
    case 's':
        return "\\s";
    case 'u':
        return "A-Z";
    case 'w':
        return "a-zA-Z0-9";
    case 'x':
        return "0-9a-fA-F";
    case 'p':
        return "[:punct:]";
    case 'c':
        return "[:cntrl:]";
    default:
        return NULL;
    }
}

static void add_literal(Buf *out, char c)
{
    if (strchr("\\^$.[]|()?*+{}-/#", c))
        buf_add_byte(out, '\\');
    buf_add_byte(out, c);
}

/* One %x; in a set the class goes without its brackets.  Upper case letters are the complement,
 * which has no place inside a set. */
static bool add_escape(Buf *out, char letter, bool in_set)
{
    bool upper = letter >= 'A' && letter <= 'Z';
    const char *inside = class_inside(upper ? (char)(letter - 'A' + 'a') : letter);
    if (!inside && ((letter >= 'a' && letter <= 'z') || upper || (letter >= '0' && letter <= '9')))
        return false;
    if (!inside)
        add_literal(out, letter);
    else if (in_set && upper)
        return false;
    else if (in_set)
        buf_add_c(out, inside);
    else
        buf_addf(out, upper ? "[^%s]" : "[%s]", inside);
    return true;
}

/* The set that starts behind '['; *i is moved behind its ']'. */
static bool add_set(Buf *out, Str lua, size_t *i)
{
    buf_add_byte(out, '[');
    if (*i < lua.n && lua.p[*i] == '^')
        buf_add_byte(out, lua.p[(*i)++]);
    for (bool first = true; *i < lua.n; first = false) {
        char c = lua.p[(*i)++];
        if (c == ']' && !first) {
            buf_add_byte(out, ']');
            return true;
        }
        if (c == '%') {
            if (*i == lua.n || !add_escape(out, lua.p[(*i)++], true))
                return false;
        } else if (c == '-') {
            buf_add_byte(out, c);
        } else {
            add_literal(out, c);
        }
    }
    return false;
}

bool lua_pattern_to_regex(Str lua, Buf *out)
{
    for (size_t i = 0; i < lua.n;) {
        char c = lua.p[i++];
        if (c == '%') {
            if (i == lua.n || !add_escape(out, lua.p[i++], false))
                return false;
        } else if (c == '[') {
            if (!add_set(out, lua, &i))
                return false;
        } else if (c == '-') {
            buf_add_c(out, "*?");
        } else if (c == '.') {
            buf_add_c(out, "(?s:.)");
        } else if ((c == '^' && i == 1) || (c == '$' && i == lua.n) || strchr("*+?()", c)) {
            buf_add_byte(out, c);
        } else {
            add_literal(out, c);
        }
    }
    return true;
}
