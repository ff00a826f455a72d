// Terminals in the panel: their tabs, and those of the shown tab side by side.
#include "ui/inner.h"
#include "base/width.h"
#include "vt/vt.h"

#include <stdio.h>

// Tabs ----------------------------------------------------------------------------------------

static const char *state_of(const Terminal *t)
{
    if (t->screen.scroll_mode)
        return " scroll";
    if (t->captured)
        return " captured";
    return screen_is_alt(&t->screen) ? " full" : "";
}

// The names of terminals that stand side by side make one tab.
static void add_names(Ui *ui, size_t first, size_t n, Buf *out)
{
    const Terminals *ts = &ui->ws->terminals;
    for (size_t i = first; i < first + n; i++) {
        if (i > first)
            buf_addf(out, " %s ", theme_glyph(ui->theme, GLYPH_VLINE));
        terminal_title(ts->all.p[i], str_c(theme_glyph(ui->theme, GLYPH_DIRTY)),
                       str_c(theme_glyph(ui->theme, GLYPH_FAILED)), out);
        if (i == ts->active)
            buf_add_c(out, state_of(ts->all.p[i]));
    }
}

size_t pane_terminal_tabs(Ui *ui, Tab **tabs, size_t spare, size_t *active)
{
    const Terminals *ts = &ui->ws->terminals;
    size_t n = 0, first;
    *tabs = arena_alloc(&ui->frame, (ts->all.n + 1 + spare) * sizeof **tabs);
    *active = 0;
    for (size_t i = 0; i < ts->all.n; n++) {
        AUTO(buf) Buf name = BUF_INIT;
        size_t beside = terminals_beside(ui->ws, i, &first);
        buf_add_c(&name, n == 0 ? "TERMINAL " : "");
        add_names(ui, i, beside, &name);
        (*tabs)[n] = (Tab){.name = str_c(arena_str(&ui->frame, buf_str(&name)))};
        if (ts->active >= i && ts->active < i + beside)
            *active = n;
        i += beside;
    }
    if (n == 0)
        (*tabs)[n++] = (Tab){.name = STR("TERMINAL")};
    return n;
}

size_t pane_terminal_of_tab(const Ui *ui, size_t tab)
{
    const Terminals *ts = &ui->ws->terminals;
    size_t first, i = 0;
    for (; i < ts->all.n && tab > 0; tab--)
        i += terminals_beside(ui->ws, i, &first);
    // in the tab that is shown the active one stays so
    size_t n = terminals_beside(ui->ws, i, &first);
    return ts->active >= i && ts->active < i + n ? ts->active : i;
}

// Panes ---------------------------------------------------------------------------------------

static void place(Ui *ui, Rect a)
{
    size_t first, n = terminals_beside(ui->ws, ui->ws->terminals.active, &first);
    n = MIN(n, ARRAY_LEN(ui->terminals));
    int room = a.cols - (int)n + 1, col = a.col;
    for (size_t i = 0; i < n; i++) {
        const Terminal *t = ui->ws->terminals.all.p[first + i];
        int cols = room / (int)n + (i < (size_t)(room % (int)n));
        int gutter = MIN(terminal_gutter(t), MAX(0, cols - 1));
        ui->terminals[i] = (TerminalPane){
            .index = first + i,
            .gutter = {a.row, col, a.rows, gutter},
            .text = {a.row, col + gutter, a.rows, cols - gutter},
        };
        col += cols + 1;
    }
    ui->nterminals = n;
}

static void paint_mark(Ui *ui, const TerminalPane *p, int at, VtMarks m)
{
    bool ok = m.exit == 0;
    char code[16];
    if (!(m.bits & VT_MARK_DONE) || p->gutter.cols == 0)
        return;
    Style st = theme_on(ui->theme, ok ? THEME_RUN_OK_FOREGROUND : THEME_RUN_FAILED_FOREGROUND,
                        THEME_TERMINAL_BACKGROUND);
    ui_put(ui, p->gutter.row + at, p->gutter.col, 1,
           theme_glyph(ui->theme, ok ? GLYPH_PASSED : GLYPH_FAILED), st);
    if (ok)
        return;
    // the code itself, where the row leaves room for it
    snprintf(code, sizeof code, "%d", m.exit);
    int right = p->text.col + p->text.cols, cells = (int)strlen(code) + 2;
    const Screen *s = &ui->ws->terminals.all.p[p->index]->screen;
    int row = screen_first(s, p->text.rows) + at;
    for (int i = 1; i <= cells; i++)
        if (vt_cell(s->vt, row, vt_cols(s->vt) - i).text.n)
            return;
    ui_put_right(ui, p->gutter.row + at, right, code, st);
}

static void paint_gutter(Ui *ui, const TerminalPane *p)
{
    const Screen *s = &ui->ws->terminals.all.p[p->index]->screen;
    int first = screen_first(s, p->text.rows);
    surface_fill(ui->s, p->gutter.row, p->gutter.col, p->gutter.rows, p->gutter.cols,
                 theme_on(ui->theme, THEME_TERMINAL_FOREGROUND, THEME_TERMINAL_BACKGROUND));
    for (int i = 0; i < p->text.rows && first + i < vt_rows(s->vt); i++) {
        VtMarks m = vt_row_marks(s->vt, first + i);
        if (m.bits & VT_MARK_PROMPT)
            paint_mark(ui, p, i, m);
    }
}

static void paint_line(Ui *ui, const TerminalPane *p)
{
    int col = p->text.col + p->text.cols;
    Style st = theme_on(ui->theme, THEME_PANEL_BORDER, THEME_PANEL_BACKGROUND);
    for (int i = 0; i < p->text.rows; i++)
        ui_put(ui, p->text.row + i, col, 1, theme_glyph(ui->theme, GLYPH_VLINE), st);
}

static void paint_none(Ui *ui, Rect a)
{
    AUTO(buf) Buf key = BUF_INIT;
    keymap_key_of(ui->keymap, "terminal.new", context_now(ui->ws), &key);
    const char *how = key.n ? arena_printf(&ui->frame, ": %s opens one", buf_c(&key)) : "";
    const char *text = arena_printf(&ui->frame, "There is no terminal%s.", how);
    ui_put(ui, a.row, a.col + 1, a.cols - 1, text,
           theme_on(ui->theme, THEME_PANEL_TITLE_INACTIVE_FOREGROUND, THEME_PANEL_BACKGROUND));
}

void pane_terminal_paint(Ui *ui, Rect a)
{
    place(ui, a);
    if (ui->nterminals == 0 && a.rows > 0)
        paint_none(ui, a);
    for (size_t i = 0; i < ui->nterminals; i++) {
        const TerminalPane *p = &ui->terminals[i];
        Terminal *t = ui->ws->terminals.all.p[p->index];
        bool focused = ui->ws->layout.focus == FOCUS_PANEL && p->index == ui->ws->terminals.active;
        terminal_resize(t, p->text.rows, p->text.cols);
        pane_screen_paint(ui, p->text, &t->screen, focused);
        paint_gutter(ui, p);
        if (i + 1 < ui->nterminals)
            paint_line(ui, p);
    }
}

TerminalPane *ui_terminal_at(Ui *ui, int row, int col)
{
    for (size_t i = 0; i < ui->nterminals; i++) {
        TerminalPane *p = &ui->terminals[i];
        Rect whole = {p->gutter.row, p->gutter.col, p->gutter.rows, p->gutter.cols + p->text.cols};
        if (ui->ws->layout.tab == PANEL_TERMINAL && rect_has(whole, row, col))
            return p;
    }
    return NULL;
}
