// Sticky scroll: the lines that begin the scopes of what is on top stay in sight.
#include "syntax/syntax.h"
#include "workspace/workspace.h"

enum {
    ROWS_LEAST = 30,  // of the screen
    LOOK_LINES = 400, // up, where only the indent tells
    DEPTH_MAX = 64,
    INDENT_MAX = 256, // bytes
};

typedef struct {
    size_t line[DEPTH_MAX]; // starts of lines, innermost first
    int n;
} Scopes;

static size_t line_of(const Snap *s, size_t off)
{
    return snap_line_start(s, off, SIZE_MAX);
}

static void add_scope(Scopes *out, size_t line, size_t before)
{
    if (line < before && out->n < DEPTH_MAX && (out->n == 0 || out->line[out->n - 1] != line))
        out->line[out->n++] = line;
}

static void scopes_by_symbols(const View *v, size_t line, Scopes *out)
{
    Syntax *x = v->doc->syntax;
    const Text *t = v->doc->text;
    ptrdiff_t i = syntax_symbol_at(x, t, line);
    while (i >= 0) {
        SyntaxSymbol symbol = syntax_symbol(x, t, (size_t)i);
        add_scope(out, line_of(text_now(t), symbol.start), line);
        i = symbol.parent;
    }
}

// Columns before the text of a line, -1 if it is blank.
static int indent_of(const View *v, size_t line)
{
    char bytes[INDENT_MAX];
    size_t n = snap_read(text_now(v->doc->text), line, bytes, sizeof bytes), i = 0;
    int col = 0, tab = v->doc->tab_size;
    for (; i < n && (bytes[i] == ' ' || bytes[i] == '\t'); i++)
        col += bytes[i] == '\t' ? tab - col % tab : 1;
    return i == n || bytes[i] == '\n' || bytes[i] == '\r' ? -1 : col;
}

static void scopes_by_indent(const View *v, size_t line, Scopes *out)
{
    const Snap *s = text_now(v->doc->text);
    int indent = indent_of(v, line);
    for (int k = 0; k < LOOK_LINES && line > 0 && indent != 0; k++) {
        line = line_of(s, line - 1);
        int here = indent_of(v, line);
        if (here < 0 || (indent >= 0 && here >= indent))
            continue;
        if (indent >= 0)
            add_scope(out, line, SIZE_MAX);
        indent = here;
    }
}

static void find_scopes(const View *v, size_t line, Scopes *out)
{
    out->n = 0;
    if (syntax_symbol_count(v->doc->syntax, v->doc->text))
        scopes_by_symbols(v, line, out);
    else
        scopes_by_indent(v, line, out);
}

bool view_is_sticky(const View *v)
{
    return v->ws->options.sticky_scroll && v->ws->layout.rows >= ROWS_LEAST;
}

int view_sticky(const View *v, size_t lines[STICKY_MAX])
{
    Scopes scopes;
    RowLayout l = view_layout(v);
    if (!view_is_sticky(v) || v->rows <= 2 * STICKY_MAX)
        return 0;
    for (int n = STICKY_MAX; n > 0; n--) {
        Row below = row_at(&l, v->top); // the first one that is not covered
        if (row_step(&l, &below, n) < n)
            continue;
        find_scopes(v, below.line, &scopes);
        if (scopes.n < n)
            continue;
        for (int i = 0; i < n; i++)
            lines[i] = scopes.line[scopes.n - 1 - i];
        return n;
    }
    return 0;
}
