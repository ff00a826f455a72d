// What floats above the parts: the welcome text.
#include "ui/inner.h"
#include "base/width.h"

// Every line is a command with its key.
void pane_welcome_paint(Ui *ui, Rect a)
{
    static const char *const lines[] = {
        "view.explorer",   "palette.quickOpen", "file.new",  "file.open",
        "terminal.toggle", "palette.commands",  "help.keys", "app.quit",
    };
    Style st = theme_on(ui->theme, THEME_EDITOR_FOREGROUND, THEME_EDITOR_BACKGROUND);
    Style dim = theme_on(ui->theme, THEME_EDITOR_LINE_NUMBER_FOREGROUND, THEME_EDITOR_BACKGROUND);
    ContextSet here = CONTEXT_BIT(CTX_ALWAYS); // the keys of this part, wherever the focus is
    int n = (int)ARRAY_LEN(lines), row = a.row + MAX(0, (a.rows - n - 2) / 2);
    int col = a.col + MAX(1, (a.cols - 36) / 2), end = a.row + a.rows;
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols, st);
    ui_put(ui, row, col, a.cols, "codelab",
           theme_over(st, theme_style(ui->theme, THEME_AI_USER_FOREGROUND)));
    for (int i = 0; i < n && row + 2 + i < end; i++) {
        AUTO(buf) Buf key = BUF_INIT;
        keymap_key_of(ui->keymap, lines[i], here, &key);
        ui_put(ui, row + 2 + i, col, 12, buf_c(&key), st);
        ui_put(ui, row + 2 + i, col + 12, a.col + a.cols - col - 12,
               command_find(str_c(lines[i]))->title, dim);
    }
    if (ui->ws->layout.focus == FOCUS_EDITOR)
        ui_set_cursor(ui, row, col, CURSOR_BLOCK);
}
