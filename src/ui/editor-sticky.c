// The lines that sticky scroll keeps on top.
#include "ui/editor.h"

int editor_sticky_paint(const EditorFrame *f)
{
    size_t lines[STICKY_MAX];
    Row rows[STICKY_MAX];
    EditorFrame top = *f;
    int n = view_sticky(f->v, lines);
    for (int i = 0; i < n; i++)
        rows[i] = row_at(&f->layout, lines[i]);
    top.rows = rows;
    top.nrows = (size_t)n;
    top.sticky = true;
    surface_fill(f->ui->s, f->text.row, f->area.col, n, f->text.col - f->area.col,
                 theme_style(f->ui->theme, THEME_EDITOR_BACKGROUND));
    editor_gutter_paint(&top);
    for (int i = 0; i < n; i++)
        editor_line_paint(&top, (size_t)i);
    return n;
}

bool pane_editor_sticky_press(Ui *ui, const Key *k)
{
    size_t lines[STICKY_MAX];
    View *v = workspace_view(ui->ws);
    int row = k->mouse.row - ui_focused_pane(ui)->editor.row;
    if (row < 0 || row >= view_sticky(v, lines))
        return false;
    view_goto(v, lines[row]);
    return true;
}
