// The panel: its tab row, and what the shown tab holds.
#include "ui/inner.h"
#include "base/width.h"
#include "vt/vt.h"

#include <stdio.h>

static const char *tab_name(Ui *ui, PanelTab tab)
{
    const RunItem *r = runs_active(ui->ws);
    size_t n;
    switch (tab) {
    case PANEL_PROBLEMS:
        n = problems_total(ui->ws->problems);
        return n ? arena_printf(&ui->frame, "PROBLEMS %zu", n) : "PROBLEMS";
    case PANEL_RUNS:
        return r ? arena_printf(&ui->frame, "RUN #%lld%s", (long long)r->number,
                                r->screen.scroll_mode ? " scroll" : "")
                 : "RUNS";
    case PANEL_TERMINAL:
    case PANEL_OUTPUT:
        return output_screen(ui->ws) && output_screen(ui->ws)->scroll_mode ? "OUTPUT scroll"
                                                                           : "OUTPUT";
    case PANEL_TAB_COUNT:
        break;
    }
    return "";
}

enum { BUTTONS_COLS_MIN = 40 };

static int buttons_cols(const Ui *ui, Rect a)
{
    return a.cols < BUTTONS_COLS_MIN ? 0 : ui->ws->layout.tab == PANEL_TERMINAL ? 7 : 5;
}

// Maximize, new terminal, close.
static void paint_buttons(Ui *ui, Rect a)
{
    const struct {
        Glyph glyph;
        const char *command;
    } buttons[] = {{GLYPH_CLOSE, "panel.toggle"},
                   {GLYPH_ADD, "terminal.new"},
                   {GLYPH_MAXIMIZE, "panel.maximize"}};
    Style st = theme_on(ui->theme, THEME_PANEL_TITLE_INACTIVE_FOREGROUND, THEME_PANEL_BACKGROUND);
    int end = a.col + a.cols, col = end - 1;
    surface_fill(ui->s, a.row, end - buttons_cols(ui, a), 1, buttons_cols(ui, a), st);
    for (size_t i = 0; i < ARRAY_LEN(buttons); i++) {
        Glyph g = buttons[i].glyph == GLYPH_MAXIMIZE && ui->ws->layout.panel_max ? GLYPH_OPEN
                                                                                 : buttons[i].glyph;
        if (g == GLYPH_ADD && ui->ws->layout.tab != PANEL_TERMINAL)
            continue;
        col -= 2;
        ui_put(ui, a.row, col + 1, 1, theme_glyph(ui->theme, g), st);
        ui_add_item(ui, (BarItem){a.row, col + 1, col + 2, buttons[i].command, NULL});
    }
}

// Each terminal has a tab, and so has each other part.
static void paint_tabs(Ui *ui, Rect a)
{
    Tab *tabs;
    size_t active, n = pane_terminal_tabs(ui, &tabs, PANEL_TAB_COUNT, &active);
    ui->terminal_tabs = n;
    for (PanelTab t = PANEL_TERMINAL + 1; t < PANEL_TAB_COUNT; t++) {
        if (t == ui->ws->layout.tab)
            active = n;
        tabs[n++] = (Tab){.name = str_c(tab_name(ui, t))};
    }
    ui->panel_tabs.tabs = tabs;
    ui->panel_tabs.n = n;
    ui->panel_tabs.panel = true;
    ui->panel_tabs.active = active;
    ui->panel_tabs.focused = ui->ws->layout.focus == FOCUS_PANEL;
    int buttons = buttons_cols(ui, a);
    tabs_paint(ui->s, (Rect){a.row, a.col, 1, a.cols - buttons}, ui->theme, &ui->panel_tabs);
    ui->panel_tabs.tabs = NULL; // they end here
    int end = ui->panel_tabs.ends.n ? vec_last(&ui->panel_tabs.ends) + 1 : a.col;
    if (ui->ws->layout.tab == PANEL_PROBLEMS)
        pane_problems_title(ui, (Rect){a.row, end, 1, a.col + a.cols - buttons - end});
    if (ui->ws->layout.tab == PANEL_OUTPUT)
        pane_output_title(ui, (Rect){a.row, end, 1, a.col + a.cols - buttons - end});
    if (ui->ws->layout.tab == PANEL_RUNS)
        pane_run_title(ui, (Rect){a.row, end, 1, a.col + a.cols - buttons - end});
    if (buttons)
        paint_buttons(ui, a);
}

static void paint_find(Ui *ui, Rect a)
{
    Screen *s = panel_screen(ui->ws);
    if (s && s->finding)
        pane_screen_find_paint(ui, (Rect){a.row, a.col, 1, a.cols}, s);
    else
        ui->found_screen = NULL;
}

void pane_panel_paint(Ui *ui, Rect a)
{
    Rect content = {a.row + 1, a.col, a.rows - 1, a.cols};
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols,
                 theme_style(ui->theme, THEME_PANEL_BACKGROUND));
    paint_tabs(ui, a);
    paint_find(ui, a);
    if (content.rows < 1)
        return;
    if (ui->ws->layout.tab == PANEL_TERMINAL)
        pane_terminal_paint(ui, content);
    else if (ui->ws->layout.tab == PANEL_PROBLEMS)
        pane_problems_paint(ui, content);
    else if (ui->ws->layout.tab == PANEL_RUNS)
        pane_run_paint(ui, content);
    else
        pane_output_paint(ui, content);
    if (ui->ws->layout.focus == FOCUS_PANEL && ui->cursor.shape == CURSOR_HIDDEN)
        ui_set_cursor(ui, a.row, a.col + 1, CURSOR_BLOCK);
}
