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

// For this session: the settings say how it is in others.
static void accept(Workspace *ws, const char *value)
{
    static const LookKind looks[ROWS] = {[MENU_BAR] = LOOK_MENU_BAR,
                                         [TABS] = LOOK_TABS,
                                         [CRUMBS] = LOOK_CRUMBS,
                                         [STATUS] = LOOK_STATUS,
                                         [SIDE] = LOOK_SIDE_RIGHT};
    int row = value[0] - '0';
    bool on = !is_on(ws, row);
    if (row == HINTS)
        layout_toggle_hints(&ws->layout);
    else
        ws->layout.chosen[looks[row]] = on ? 1 : -1;
    message_say(ws, MESSAGE_RESULT, "%s: %s", labels[row], on ? "on" : "off");
}

const PaletteList palette_appearance = {"appearance ", fill, accept, NULL, NULL};
