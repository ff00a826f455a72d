// Lines that differ from what git has: signs before them, marks in the overview ruler.
#include "ui/editor.h"

enum { RULER_MAX = 1000 }; // changes of a text that the ruler shows

static const struct {
    Glyph glyph;
    ThemeToken token;
} looks[] = {
    [CHANGE_ADDED] = {GLYPH_LINE_ADDED, THEME_EDITOR_GUTTER_ADDED_BACKGROUND},
    [CHANGE_MODIFIED] = {GLYPH_LINE_MODIFIED, THEME_EDITOR_GUTTER_MODIFIED_BACKGROUND},
    [CHANGE_DELETED] = {GLYPH_LINE_DELETED, THEME_EDITOR_GUTTER_DELETED_BACKGROUND},
};

void editor_change_paint(const EditorFrame *f, size_t line_row, int row, Style st)
{
    ChangeKind kind = git_changes_at(f->v->doc, line_row);
    int col = f->area.col + EDITOR_SIGN_COLS - 1;
    if (kind == CHANGE_NONE || !str_eq_c(surface_text(f->ui->s, row, col), " "))
        return;
    ui_put(f->ui, row, col, 1, theme_glyph(f->ui->theme, looks[kind].glyph),
           theme_over(st, theme_style(f->ui->theme, looks[kind].token)));
}

void editor_changes_ruler(const EditorFrame *f,
                          void (*put)(const EditorFrame *f, size_t off, ThemeToken token))
{
    const Document *d = f->v->doc;
    size_t row;
    if (f->ui->ws->options.diff_decorations != DECORATE_ALL)
        return;
    for (size_t i = 0; i < RULER_MAX && git_changes_row(d, i, &row); i++)
        put(f, snap_row_start(f->layout.s, row), looks[git_changes_at(d, row)].token);
}
