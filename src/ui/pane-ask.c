// A question to the user: text and buttons, or a line to type.
#include "ui/inner.h"
#include "base/clock.h"

// A new question begins at its safe button, with its own line.
static void adopt(Ui *ui, const Ask *q)
{
    ui->dialog.labels = q->choices; // it moves as more questions come to wait
    if (ui->ask_id == q->id)
        return;
    ui->ask_id = q->id;
    ui->grab = GRAB_NONE;
    ui->dialog = (Dialog){.title = q->title,
                          .text = q->text,
                          .labels = q->choices,
                          .focused = q->safe,
                          .shown_ns = q->shown_ns};
    input_set(&ui->line, str_c(q->preset));
    if (q->replaced)
        input_select_all(&ui->line);
}

void pane_ask_paint(Ui *ui)
{
    const Ask *q = ask_shown(ui->ws);
    const Layout *l = &ui->ws->layout;
    Dialog *d = &ui->dialog;
    adopt(ui, q);
    dialog_paint(ui->s, (Rect){0, 0, l->rows - 1, l->cols}, ui->theme, d);
    if (q->choices[0]) {
        Rect at = d->at[d->focused];
        ui_set_cursor(ui, at.row, at.col + 2, CURSOR_BLOCK);
    } else {
        Rect r = d->foot;
        Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_INPUT_BACKGROUND);
        int col = input_paint(&ui->line, ui->s, r.row, r.col, r.cols, st);
        ui_set_cursor(ui, r.row, col, CURSOR_LINE);
    }
}

void pane_ask_key(Ui *ui, const Key *k)
{
    const Ask *q = ask_shown(ui->ws);
    adopt(ui, q);
    bool is_line = !q->choices[0];
    if (is_line && k->kind == KEY_ENTER) {
        AUTO(free) char *line = str_dup(str_trim(buf_str(&ui->line.text)));
        ask_answer(ui->ws, 0, str_c(line));
    } else if (is_line && k->kind != KEY_ESCAPE) {
        ui_input_key(ui, &ui->line, k);
    } else {
        int answer = dialog_key(&ui->dialog, k, clock_mono_ns());
        if (answer != BUTTON_NONE)
            ask_answer(ui->ws, MAX(answer, -1), STR_NULL);
    }
}
