// The palette's list of symbols, "@": in the order of the text, or by what is typed.
#include "command/inner.h"
#include "syntax/syntax.h"

enum { SHOWN = 200, NAME_BYTES = 120 };

// Its name on one row, deeper the more symbols are around it.
static void add_label(const Document *d, const SyntaxSymbol *s, bool tree, Buf *out)
{
    buf_add_fill(out, ' ', tree ? 2 * (size_t)MIN(s->depth, 8) : 0);
    size_t start = out->n;
    snap_add_to(text_now(d->text), s->name_start, MIN(s->name_end, s->name_start + NAME_BYTES),
                out);
    for (size_t i = start; i < out->n; i++)
        if (out->p[i] == '\n' || out->p[i] == '\r' || out->p[i] == '\t')
            out->p[i] = ' ';
}

// Without a pattern those around the cursor, if there are many.
static size_t first_shown(const View *v, size_t n, bool filtered)
{
    ptrdiff_t at = syntax_symbol_at(v->doc->syntax, v->doc->text, view_cursor(v));
    size_t before = SHOWN / 2;
    if (filtered || n <= SHOWN || at < 0 || (size_t)at < before)
        return 0;
    return MIN((size_t)at - before, n - SHOWN);
}

static void fill_symbols(Fill *f, Workspace *ws)
{
    const View *v = workspace_view(ws);
    size_t n = v ? syntax_symbol_count(v->doc->syntax, v->doc->text) : 0;
    bool filtered = fill_is_filtered(f);
    size_t first = n ? first_shown(v, n, filtered) : 0, end = filtered ? n : MIN(n, first + SHOWN);
    for (size_t i = first; i < end; i++) {
        AUTO(buf) Buf label = BUF_INIT;
        SyntaxSymbol s = syntax_symbol(v->doc->syntax, v->doc->text, i);
        add_label(v->doc, &s, !filtered, &label);
        size_t row = snap_row_at(text_now(v->doc->text), s.name_start).n;
        AUTO(free) char *off = xasprintf("%zu", s.name_start);
        fill_add(f, buf_str(&label), xasprintf("%s  %zu", symbol_kind_name(s.kind), row + 1),
                 str_c(off), filtered ? 0 : (int)(end - i));
    }
}

static bool symbol_place(Workspace *ws, const char *value, size_t *off)
{
    (void)ws;
    *off = strtoull(value, NULL, 10);
    return true;
}

static void accept_symbol(Workspace *ws, const char *value)
{
    View *v = workspace_view(ws);
    if (!v)
        return;
    view_goto(v, strtoull(value, NULL, 10));
    v->centre = true;
    layout_focus(&ws->layout, FOCUS_EDITOR);
}

// The row of the symbol that the cursor is in.
static size_t symbol_here(Workspace *ws)
{
    const View *v = workspace_view(ws);
    const Palette *p = &ws->palette;
    ptrdiff_t at = v ? syntax_symbol_at(v->doc->syntax, v->doc->text, view_cursor(v)) : -1;
    size_t off = at < 0 ? 0 : syntax_symbol(v->doc->syntax, v->doc->text, (size_t)at).name_start;
    size_t row = 0;
    while (row + 1 < p->rows.n && strtoull(p->rows.p[row + 1].value, NULL, 10) <= off)
        row++;
    return row;
}

const PaletteList palette_symbols = {"@", fill_symbols, accept_symbol, symbol_place, symbol_here};
