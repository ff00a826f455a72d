// What floats above the parts: toasts, the welcome text.
#include "ui/inner.h"
#include "base/clock.h"
#include "base/width.h"

enum { TOASTS = 3, TOAST_COLS = 50, TOAST_ROWS = 4 };

// Draws one toast that ends above `bottom`; returns its first row.
static int paint_toast(Ui *ui, const Message *m, int bottom)
{
    static const char *const letters[] = {"", "I", "W", "E"};
    ThemeToken fg = m->level == MESSAGE_ERROR     ? THEME_EDITOR_ERROR_FOREGROUND
                    : m->level == MESSAGE_WARNING ? THEME_EDITOR_WARNING_FOREGROUND
                                                  : THEME_EDITOR_INFO_FOREGROUND;
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_NOTIFICATIONS_BACKGROUND);
    int cols = MIN(TOAST_COLS, ui->ws->layout.cols - 4), inner = cols - 5;
    Str text = str_c(m->text);
    int rows = CLAMP(text_rows(text, inner), 1, TOAST_ROWS), top = bottom - rows;
    int col = ui->ws->layout.cols - cols;
    if (top < 1)
        return bottom;
    surface_fill(ui->s, top, col, rows, cols, st);
    ui_put(ui, top, col + 1, 1, letters[m->level], theme_over(st, theme_style(ui->theme, fg)));
    text_paint(ui->s, (Rect){top, col + 3, rows, inner}, ui->theme, text, st);
    return top;
}

void pane_toasts_paint(Ui *ui)
{
    int bottom = ui->ws->layout.rows - ui->areas.status.rows - ui->areas.hints.rows;
    Rect find = ui->find_at; // what is typed and found there stays in sight
    if (find.rows && find.row + find.rows > bottom - TOAST_ROWS)
        bottom = MIN(bottom, find.row);
    for (int i = 0; i < TOASTS; i++) {
        const Message *m = message_toast(ui->ws, i);
        if (!m)
            return;
        bottom = paint_toast(ui, m, bottom) - 1;
    }
}

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
