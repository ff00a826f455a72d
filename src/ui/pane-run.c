// A run: what it is and how it ended, its output, and what can be done now.
#include "base/width.h"
#include "ui/inner.h"
#include "vt/vt.h"

// Rows beside the output, as far as the panel has room for them: the output keeps most of it.
typedef struct {
    bool usage, kept, wrote, buttons;
} Shown;

enum { OUTPUT_ROWS_MIN = 2 };

static bool take_row(int *rows, bool wanted)
{
    bool fits = wanted && *rows > OUTPUT_ROWS_MIN;
    *rows -= fits;
    return fits;
}

static Shown shown_of(const Workspace *ws, const RunItem *r, int rows, int *output)
{
    Shown s;
    rows -= 1; // what was run
    s.buttons = take_row(&rows, command_run_actions(ws).n > 0);
    s.wrote = take_row(&rows, r->note != NULL);
    s.kept = take_row(&rows, r->blocked != NULL);
    s.usage = take_row(&rows, r->usage != NULL);
    *output = MAX(0, rows);
    return s;
}

Rect pane_run_screen(const Workspace *ws, Rect panel)
{
    const RunItem *r = runs_active(ws);
    Rect a = {panel.row + 1, panel.col, panel.rows - 1, panel.cols};
    int rows = MAX(0, a.rows - 1);
    Shown s = {0};
    if (r)
        s = shown_of(ws, r, a.rows, &rows);
    return (Rect){a.row + 1 + s.usage, a.col, rows, a.cols};
}

static Style in(const Ui *ui, ThemeToken t)
{
    return theme_on(ui->theme, t, THEME_PANEL_BACKGROUND);
}

static void paint_head(Ui *ui, Rect a, const RunItem *r)
{
    ThemeToken token = !r->summary ? THEME_PANEL_TITLE_INACTIVE_FOREGROUND
                       : r->ok     ? THEME_RUN_OK_FOREGROUND
                                   : THEME_RUN_FAILED_FOREGROUND;
    const char *state = r->summary ? r->summary : "running, Alt+Shift+Q stops";
    int start = ui_put_right(ui, a.row, a.col + a.cols - 1, state, in(ui, token));
    ui_put(ui, a.row, a.col + 1, start - a.col - 2, r->title, in(ui, THEME_FOREGROUND));
}

// A word that says of what the row speaks, and the row.
static void paint_said(Ui *ui, Rect a, int row, const char *word, const char *text, ThemeToken t)
{
    enum { WORD_COLS = 7 };
    ui_put(ui, row, a.col + 1, WORD_COLS, word, in(ui, t));
    ui_put(ui, row, a.col + 1 + WORD_COLS, a.cols - 2 - WORD_COLS, text, in(ui, t));
}

// Buttons that have no room to the right of the selected one are out of sight.
static void paint_buttons(Ui *ui, Rect a, int row)
{
    RunActions x = command_run_actions(ui->ws);
    bool focused = ui->ws->layout.focus == FOCUS_PANEL;
    size_t selected = MIN(ui->ws->runs.button, x.n - 1), first = 0;
    int room = a.cols - 2, used = 0;
    for (size_t i = 0; i <= selected; i++)
        used += width_text(str_c(x.all[i].label), 1) + 3;
    for (; used > room + 1 && first < selected; first++)
        used -= width_text(str_c(x.all[first].label), 1) + 3;
    int col = a.col + 1;
    for (size_t i = first; i < x.n; i++) {
        const char *text = arena_printf(&ui->frame, "[%s]", x.all[i].label);
        int cells = width_text(str_c(text), 1);
        if (col + cells > a.col + a.cols)
            return;
        bool here = focused && i == selected;
        Style st = here ? theme_on(ui->theme, THEME_BUTTON_FOREGROUND, THEME_BUTTON_BACKGROUND)
                        : in(ui, THEME_FOREGROUND);
        ui_put(ui, row, col, cells, text, st);
        ui_add_item(ui, (BarItem){row, col, col + cells, x.all[i].command, x.all[i].arg});
        if (here)
            ui_set_cursor(ui, row, col + 1, CURSOR_BLOCK);
        col += cells + 1;
    }
}

// What has no room is left out whole: half a number tells something else.
static const char *usage_in(Ui *ui, const char *usage, int cols)
{
    const Str dot = STR(" \xC2\xB7 ");
    Str all = str_c(usage);
    while (all.n && width_text(all, 1) > cols) {
        ptrdiff_t at = -1, next;
        for (size_t from = 0; (next = str_find(str_from(all, from), dot)) >= 0;
             from = (size_t)at + dot.n)
            at = (ptrdiff_t)from + next;
        all = str_upto(all, at < 0 ? 0 : (size_t)at);
    }
    return arena_str(&ui->frame, all);
}

static void paint_result(Ui *ui, Rect a, const RunItem *r, Shown s)
{
    int row = a.row + a.rows;
    if (s.buttons)
        paint_buttons(ui, a, --row);
    if (s.wrote)
        paint_said(ui, a, --row, "wrote", r->note, THEME_FOREGROUND);
    if (s.kept)
        paint_said(ui, a, --row, "jail", r->blocked, THEME_RUN_BLOCKED_FOREGROUND);
    if (s.usage)
        ui_put(ui, a.row + 1, a.col + 1, a.cols - 2, usage_in(ui, r->usage, a.cols - 2),
               in(ui, THEME_PANEL_TITLE_INACTIVE_FOREGROUND));
}

void pane_run_paint(Ui *ui, Rect a)
{
    RunItem *r = runs_active(ui->ws);
    if (!r) {
        ui_put(ui, a.row, a.col + 1, a.cols - 1, "Nothing was run yet. Alt+R runs the active file.",
               in(ui, THEME_PANEL_TITLE_INACTIVE_FOREGROUND));
        return;
    }
    int rows;
    Shown s = shown_of(ui->ws, r, a.rows, &rows);
    bool focused = ui->ws->layout.focus == FOCUS_PANEL;
    bool screen = focused && (run_item_is_running(r) || r->screen.scroll_mode);
    paint_head(ui, a, r);
    if (rows > 0)
        pane_screen_paint(ui, (Rect){a.row + 1 + s.usage, a.col, rows, a.cols}, &r->screen, screen);
    paint_result(ui, a, r, s);
    if (screen && s.buttons && ui->cursor.shape == CURSOR_HIDDEN)
        ui_set_cursor(ui, a.row, a.col + 1, CURSOR_BLOCK);
}

void pane_run_title(Ui *ui, Rect room)
{
    const RunItem *r = runs_active(ui->ws);
    const struct {
        Glyph glyph;
        const char *command;
        bool on;
    } all[] = {{GLYPH_STOP, "run.stop", r && run_item_is_running(r)},
               {GLYPH_AGAIN, "run.rerun", r && !run_item_is_running(r)},
               {GLYPH_OPEN, "run.list", ui->ws->runs.all.n > 1}};
    int col = room.col + room.cols - 1;
    for (size_t i = 0; i < ARRAY_LEN(all) && col > room.col + 1; i++) {
        if (!all[i].on)
            continue;
        Style st = in(ui, THEME_PANEL_TITLE_INACTIVE_FOREGROUND);
        surface_fill(ui->s, room.row, col - 1, 1, 3, st);
        ui_put(ui, room.row, col, 1, theme_glyph(ui->theme, all[i].glyph), st);
        ui_add_item(ui, (BarItem){room.row, col, col + 1, all[i].command, NULL});
        col -= 2;
    }
}
