// The palette's list of what can be shown or not.
#include "command/inner.h"

enum { MENU_BAR, TABS, CRUMBS, HINTS, STATUS, SIDE, ROWS };
static const char *const labels[ROWS] = {
    [MENU_BAR] = "Menu bar", [TABS] = "Tabs",         [CRUMBS] = "Breadcrumbs",
    [HINTS] = "Hint bar",    [STATUS] = "Status bar", [SIDE] = "Side bar on the right",
};

static bool is_on(const Workspace *ws, int row)
{
    const Options *o = &ws->options;
    switch (row) {
    case MENU_BAR:
        return o->menu_bar;
    case TABS:
        return o->show_tabs != SHOW_TABS_NONE;
    case CRUMBS:
        return o->breadcrumbs;
    case HINTS:
        return layout_areas(&ws->layout).hints.rows;
    case STATUS:
        return o->status_bar;
    default:
        return o->side_bar_location;
    }
}

static void fill(Fill *f, Workspace *ws)
{
    for (int i = 0; i < ROWS; i++) {
        char value[2] = {(char)('0' + i), 0};
        fill_add(f, str_c(labels[i]), xstrdup(is_on(ws, i) ? "on" : "off"), str_c(value), ROWS - i);
    }
}

// For now: the settings say how it is from the start.
static void accept(Workspace *ws, const char *value)
{
    Options *o = &ws->options;
    int row = value[0] - '0';
    bool on = !is_on(ws, row);
    if (row == MENU_BAR)
        o->menu_bar = on;
    else if (row == TABS)
        o->show_tabs = on ? SHOW_TABS_MULTIPLE : SHOW_TABS_NONE;
    else if (row == CRUMBS)
        o->breadcrumbs = on;
    else if (row == HINTS)
        layout_toggle_hints(&ws->layout);
    else if (row == STATUS)
        o->status_bar = on;
    else
        o->side_bar_location = on;
    message_say(ws, MESSAGE_RESULT, "%s: %s", labels[row], on ? "on" : "off");
}

const PaletteList palette_appearance = {"appearance ", fill, accept, NULL, NULL};
