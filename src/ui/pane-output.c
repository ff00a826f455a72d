// The Output panel: what the shown channel said.
#include "ui/inner.h"
#include "base/width.h"

void pane_output_paint(Ui *ui, Rect a)
{
    Rect text = {a.row, a.col + 1, a.rows, MAX(1, a.cols - 1)};
    output_resize(ui->ws, text.rows, text.cols);
    Screen *s = output_screen(ui->ws);
    if (s)
        pane_screen_paint(ui, text, s, ui->ws->layout.focus == FOCUS_PANEL);
    else
        ui_put(ui, text.row, text.col, text.cols, "Nothing was said here yet.",
               theme_on(ui->theme, THEME_PANEL_TITLE_INACTIVE_FOREGROUND, THEME_PANEL_BACKGROUND));
}

// The shown channel, which a click changes, and "clear".
void pane_output_title(Ui *ui, Rect room)
{
    Style st = theme_on(ui->theme, THEME_PANEL_TITLE_INACTIVE_FOREGROUND, THEME_PANEL_BACKGROUND);
    const struct {
        const char *text, *command;
    } items[] = {{" clear ", "output.clear"},
                 {arena_printf(&ui->frame, " %s %s ", output_name(ui->ws->output.shown),
                               theme_glyph(ui->theme, GLYPH_OPEN)),
                  "output.show"}};
    int end = room.col + room.cols - 1;
    for (size_t i = 0; i < ARRAY_LEN(items); i++) {
        int cells = width_text(str_c(items[i].text), 1);
        if (end - cells <= room.col)
            return;
        ui_put(ui, room.row, end - cells, cells, items[i].text, st);
        ui_add_item(ui, (BarItem){room.row, end - cells, end, items[i].command, NULL});
        end -= cells + 1;
    }
}
