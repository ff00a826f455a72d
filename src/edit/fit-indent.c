// Pasted lines stand as the place they come to.
#include "edit/edit.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

// Columns of the blanks that a line begins with; *bytes is how many there are.
static int indent_of(Str line, int tab_size, size_t *bytes)
{
    int col = 0;
    size_t n = 0;
    for (; n < line.n && is_blank(line.p[n]); n++)
        col += line.p[n] == '\t' ? tab_size - col % tab_size : 1;
    *bytes = n;
    return col;
}

static bool is_empty(Str line)
{
    return str_trim(line).n == 0;
}

static bool is_one_of(char c, const char *these)
{
    return c && strchr(these, c);
}

// The smallest indent behind the first line, -1 if there is no text; *closes: that line ends
// something.
static int rest_indent(Str rest, int tab_size, bool *closes)
{
    int least = -1;
    size_t bytes;
    for (Str line; str_split(&rest, '\n', &line);) {
        int col = indent_of(line, tab_size, &bytes);
        if (is_empty(line) || (least >= 0 && col >= least))
            continue;
        least = col;
        *closes = is_one_of(line.p[bytes], "})]") || str_starts(str_from(line, bytes), STR("</"));
    }
    return least;
}

// Where the first line stood: it may have been copied without its indent.
static int base_of(Str first, Str rest, const FitIndent *fit)
{
    size_t bytes;
    bool closes = false;
    int own = indent_of(first, fit->tab_size, &bytes);
    int least = rest_indent(rest, fit->tab_size, &closes);
    if (own > 0 || least <= 0)
        return own;
    Str code = str_trim(first);
    bool opens = code.n && is_one_of(code.p[code.n - 1], "{([:");
    return closes || !opens ? least : MAX(0, least - fit->width);
}

static void add_indent(const FitIndent *fit, int cols, Buf *out)
{
    size_t n = cols > 0 ? (size_t)cols : 0, tab = (size_t)fit->tab_size;
    buf_add_fill(out, '\t', fit->tabs ? n / tab : 0);
    buf_add_fill(out, ' ', fit->tabs ? n % tab : n);
}

void edit_fit_indent(Str text, const FitIndent *fit, Buf *out)
{
    Str rest = text, first = STR_NULL, line;
    size_t bytes;
    if (!str_split(&rest, '\n', &first))
        return;
    int base = base_of(first, rest, fit);
    (void)indent_of(first, fit->tab_size, &bytes);
    buf_add(out, str_from(first, bytes));
    while (str_split(&rest, '\n', &line)) {
        bool last = !rest.p, empty = is_empty(line);
        int col = indent_of(line, fit->tab_size, &bytes);
        buf_add_byte(out, '\n');
        if (!empty || (last && fit->before_text))
            add_indent(fit, empty ? fit->target : fit->target + col - base, out);
        buf_add(out, str_from(line, bytes));
    }
}
