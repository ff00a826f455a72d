// The menus: all commands, and those of what has the focus.
#include "command/inner.h"

static bool open_menu(Workspace *ws, Str arg, Err *err)
{
    (void)err;
    menu_open(&ws->menu, MENU_MAIN);
    for (size_t i = 0; menu_area_name(i); i++)
        if (str_eq_c(arg, menu_area_name(i)))
            ws->menu.wanted = menu_area_name(i);
    return true;
}

static bool open_context(Workspace *ws, Str arg, Err *err)
{
    (void)err;
    menu_open(&ws->menu, MENU_CONTEXT);
    ws->menu.titles = str_eq(arg, STR("tab"));
    return true;
}

const Command commands_menu[] = {
    {"menu.context", "View: Context Menu", "What can be done with what has the focus",
     open_context},
    {"menu.open", "View: Main Menu", "All commands, by area, with their keys", open_menu},
    {0},
};
