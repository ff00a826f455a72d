// Lines down the text: guides of the indent, rulers; and how blanks are shown.
#include "ui/editor.h"

enum { INDENT_MAX = 256 }; // bytes of an indent, or of blanks, that are looked at

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

// A line in the cell of a column, where nothing else is drawn.
static void put_line(const EditorFrame *f, int row, int cell, ThemeToken token)
{
    int at = cell - f->v->left, col = f->text.col + at;
    if (at < 0 || at >= f->text.cols || !str_eq_c(surface_text(f->ui->s, row, col), " "))
        return;
    Style st =
        theme_over(surface_cell(f->ui->s, row, col)->style, theme_style(f->ui->theme, token));
    ui_put(f->ui, row, col, 1, theme_glyph(f->ui->theme, GLYPH_VLINE), st);
}

// The cell behind the last one of a row in which something is drawn.
static int drawn_cells(const EditorFrame *f, int row)
{
    int n = f->text.cols;
    while (n > 0 && str_eq_c(surface_text(f->ui->s, row, f->text.col + n - 1), " "))
        n--;
    return n + f->v->left;
}

// Among the text a line could be taken for a part of it.
void editor_rulers_paint(const EditorFrame *f, int row)
{
    const Columns *rulers = &view_options(f->v)->rulers;
    int end = rulers->n ? drawn_cells(f, row) : 0;
    for (int i = 0; i < rulers->n; i++)
        if (rulers->at[i] >= end)
            put_line(f, row, rulers->at[i], THEME_EDITOR_RULER_FOREGROUND);
}

// Cells before the text of a row; -1 if it has none.
static int indent_of(const EditorFrame *f, const Row *r)
{
    char bytes[INDENT_MAX];
    size_t n = snap_read(f->layout.s, r->line, bytes, sizeof bytes), i = 0;
    int col = 0, tab = f->layout.tab_size;
    if (r->wrapped)
        return r->indent;
    for (; i < n && is_blank(bytes[i]); i++)
        col += bytes[i] == '\t' ? tab - col % tab : 1;
    return i == n || bytes[i] == '\n' || bytes[i] == '\r' ? -1 : col;
}

// A row without text goes with the shallower one of those around it.
static int guided_cells(const EditorFrame *f, size_t i)
{
    int here = indent_of(f, &f->rows[i]), above = -1, below = -1;
    if (here >= 0)
        return here;
    for (size_t k = i; above < 0 && k-- > 0;)
        above = indent_of(f, &f->rows[k]);
    for (size_t k = i + 1; below < 0 && k < f->nrows; k++)
        below = indent_of(f, &f->rows[k]);
    return MIN(above, below);
}

void editor_guides_paint(const EditorFrame *f, size_t i)
{
    int row = f->text.row + (int)i, step = MAX(f->v->doc->indent_width, 1);
    // a line drawn as a letter would read as code
    bool on = view_options(f->v)->guides && !f->v->doc->reading && !theme_is_ascii(f->ui->theme);
    int cells = on ? guided_cells(f, i) : 0;
    for (int cell = 0; cell < cells; cell += step)
        put_line(f, row, cell, THEME_EDITOR_INDENT_GUIDE_BACKGROUND1);
    editor_rulers_paint(f, row);
}

// Do only blanks follow in the line?  Of very many that is taken for granted.
static bool is_trailing(const Snap *s, const Row *r, size_t off)
{
    char bytes[INDENT_MAX];
    size_t n = snap_read(s, off, bytes, MIN(r->end - off, sizeof bytes)), i = 0;
    while (i < n && (is_blank(bytes[i]) || bytes[i] == '\r'))
        i++;
    return r->last && i == n;
}

// More than a single blank between two words.
static bool is_boundary(const Snap *s, const Row *r, size_t off)
{
    char c;
    bool first = off == r->line || (snap_read(s, off - 1, &c, 1) == 1 && is_blank(c));
    return first || off + 1 >= r->end || (snap_read(s, off + 1, &c, 1) == 1 && is_blank(c));
}

static bool shows_blank(const EditorFrame *f, const Row *r, size_t off, bool tab)
{
    switch ((Whitespace)view_options(f->v)->whitespace) {
    case WHITESPACE_NONE:
        return false;
    case WHITESPACE_BOUNDARY:
        return tab || is_boundary(f->layout.s, r, off);
    case WHITESPACE_SELECTION:
        for (size_t i = 0; i < f->nselected && f->selected[i].start <= off; i++)
            if (off < f->selected[i].end)
                return true;
        return false;
    case WHITESPACE_TRAILING:
        return is_trailing(f->layout.s, r, off);
    case WHITESPACE_ALL:
        return true;
    }
    return false;
}

const char *editor_blank_sign(const EditorFrame *f, const Row *r, size_t off, Str blank)
{
    bool tab = blank.p[0] == '\t';
    if (!shows_blank(f, r, off, tab))
        return NULL;
    return theme_glyph(f->ui->theme, tab ? GLYPH_TABULATOR : GLYPH_BLANK);
}
