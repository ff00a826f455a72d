// Toasts: what was said that is no result of a key press, over the lower right corner.
#include "ui/inner.h"
#include "base/width.h"

enum { TOAST_COLS = 50, TOAST_ROWS = 4, SIGN_COLS = 3, CLOSE_COLS = 3 };

static int button_cols(const MessageAction *a)
{
    return width_text(str_c(a->label), 1) + 2;
}

static void paint_actions(Ui *ui, const Message *m, ToastPane *t, Rect row)
{
    Style st = theme_on(ui->theme, THEME_BUTTON_FOREGROUND, THEME_NOTIFICATIONS_BACKGROUND);
    int col = row.col;
    for (int i = 0; i < MESSAGE_ACTIONS && m->actions[i].label; i++) {
        int cols = button_cols(&m->actions[i]);
        if (col + cols > row.col + row.cols)
            return;
        ui_put(ui, row.row, col, cols, arena_printf(&ui->frame, "[%s]", m->actions[i].label), st);
        t->actions[i] = (Rect){row.row, col, 1, cols};
        col += cols + 1;
    }
}

static const char *text_of(Ui *ui, const Message *m)
{
    if (m->count < 2)
        return m->text;
    return arena_printf(&ui->frame, "%s %s%d", m->text, theme_glyph(ui->theme, GLYPH_CLOSE),
                        m->count);
}

// Draws one toast that ends above `bottom`; returns its first row.
static int paint_toast(Ui *ui, const Message *m, ToastPane *t, int bottom)
{
    static const char *const letters[] = {"", "I", "W", "E"};
    ThemeToken fg = m->level == MESSAGE_ERROR     ? THEME_EDITOR_ERROR_FOREGROUND
                    : m->level == MESSAGE_WARNING ? THEME_EDITOR_WARNING_FOREGROUND
                                                  : THEME_EDITOR_INFO_FOREGROUND;
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_NOTIFICATIONS_BACKGROUND);
    int cols = MIN((int)TOAST_COLS, ui->ws->layout.cols - 4), actions = m->actions[0].label != NULL;
    Str text = str_c(text_of(ui, m));
    int inner = cols - SIGN_COLS - CLOSE_COLS;
    int rows = CLAMP(text_rows(text, inner), 1, (int)TOAST_ROWS), top = bottom - rows - actions;
    int col = ui->ws->layout.cols - cols;
    if (top < 1)
        return bottom;
    t->at = (Rect){top, col, rows + actions, cols};
    t->close = (Rect){top, col + cols - 2, 1, 1};
    t->said_ns = m->said_ns;
    surface_fill(ui->s, top, col, rows + actions, cols, st);
    ui_put(ui, top, col + 1, 1, letters[m->level], theme_over(st, theme_style(ui->theme, fg)));
    text_paint(ui->s, (Rect){top, col + SIGN_COLS, rows, inner}, ui->theme, text, st);
    ui_put(ui, top, t->close.col, 1, theme_glyph(ui->theme, GLYPH_CLOSE), st);
    paint_actions(ui, m, t, (Rect){top + rows, col + SIGN_COLS, 1, inner});
    return top;
}

void pane_toasts_paint(Ui *ui)
{
    int bottom = ui->ws->layout.rows - ui->areas.status.rows - ui->areas.hints.rows;
    Rect find = ui->find_at; // what is typed and found there stays in sight
    memset(ui->toasts, 0, sizeof ui->toasts);
    if (find.rows && find.row + find.rows > bottom - TOAST_ROWS)
        bottom = MIN(bottom, find.row);
    for (int i = 0; i < TOASTS_MAX; i++) {
        const Message *m = message_toast(ui->ws, i);
        if (!m)
            return;
        bottom = paint_toast(ui, m, &ui->toasts[i], bottom) - 1;
    }
}

// The one that was drawn there: others may have come since.
static Message *message_of(Ui *ui, const ToastPane *t)
{
    VEC_EACH (Message, m, &ui->ws->messages.all)
        if (m->said_ns == t->said_ns && m->level != MESSAGE_RESULT)
            return m;
    return NULL;
}

static void act(Ui *ui, Message *m, int i)
{
    const MessageAction *a = &m->actions[i];
    const Command *c = command_find(str_c(a->command));
    AUTO(free) char *arg = a->arg ? xstrdup(a->arg) : NULL; // the command may say more
    message_hide(m);
    command_invoke(ui->ws, c, str_c(arg));
}

bool pane_toasts_press(Ui *ui, int row, int col)
{
    for (int i = 0; i < TOASTS_MAX; i++) {
        const ToastPane *t = &ui->toasts[i];
        Message *m = rect_has(t->at, row, col) ? message_of(ui, t) : NULL;
        if (!m)
            continue;
        for (int k = 0; k < MESSAGE_ACTIONS; k++)
            if (rect_has(t->actions[k], row, col)) {
                act(ui, m, k);
                return true;
            }
        if (rect_has(t->close, row, col))
            message_hide(m);
        return true;
    }
    return false;
}
