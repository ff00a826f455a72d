// The rows of the menus: all commands by area, or what can be done with what has the focus.
#include "command/inner.h"

// Where commands stand whose titles begin so; what is named nowhere has an area of its own.
static const struct {
    const char *area;
    const char *prefixes[8];
} areas[] = {
    {"File", {"File", "Compare"}},
    {"Edit", {"Edit", "Macro", "Snippet"}},
    {"Selection", {"Cursor"}},
    {"Find", {"Find", "Search", "List"}},
    {"View", {"View", "Panel", "Fold", "Screen", "Output"}},
    {"Tab", {"Tab"}},
    {"Go", {"Go", "Bookmarks", "Focus"}},
    {"Explorer", {"Explorer"}},
    {"Run", {"Run", "Problems", "Task"}},
    {"Terminal", {"Terminal"}},
    {"Codelab",
     {"Codelab", "Preferences", "Mouse", "Notifications", "Palette", "Keyboard",
      "Workspace Trust"}},
    {"Help", {"Help"}},
};

const char *menu_area_name(size_t i)
{
    return i < ARRAY_LEN(areas) ? areas[i].area : NULL;
}

static Str prefix_of(const Command *c)
{
    Str title = str_c(c->title);
    const char *colon = strstr(c->title, ": ");
    if (colon)
        return str_upto(title, (size_t)(colon - c->title));
    if (str_starts(title, STR("Go ")))
        return STR("Go");
    return str_starts(str_c(c->id), STR("find.")) ? STR("Find") : STR("Codelab");
}

static Str area_of(Str prefix)
{
    for (size_t i = 0; i < ARRAY_LEN(areas); i++)
        for (size_t k = 0; k < ARRAY_LEN(areas[i].prefixes) && areas[i].prefixes[k]; k++)
            if (str_eq_c(prefix, areas[i].prefixes[k]))
                return str_c(areas[i].area);
    return prefix;
}

// What is not in the table stands before the last two.
static MenuArea *area_named(Menu *m, Str name)
{
    VEC_EACH (MenuArea, a, &m->areas)
        if (str_eq_c(name, a->name))
            return a;
    size_t at = m->areas.n > ARRAY_LEN(areas) - 1 ? m->areas.n - 2 : m->areas.n;
    vec_insert(&m->areas, at, ((MenuArea){.name = str_dup(name)}));
    return &m->areas.p[at];
}

static void add_row(MenuArea *a, const Command *c, const Keymap *m, ContextSet now)
{
    AUTO(buf) Buf key = BUF_INIT;
    Str prefix = prefix_of(c), title = str_c(c->title);
    keymap_key_of(m, c->id, now, &key);
    bool said = str_find(title, STR(": ")) >= 0 &&
                (str_eq_c(prefix, a->name) || str_eq(prefix, STR("Cursor")));
    MenuRow row = {c->id, str_dup(said ? str_from(title, prefix.n + 2) : title), buf_take(&key)};
    size_t at = a->rows.n;
    while (at > 0 && strcmp(row.label, a->rows.p[at - 1].label) < 0)
        at--;
    vec_insert(&a->rows, at, row);
}

static void drop_empty(Menu *m)
{
    for (size_t i = m->areas.n; i-- > 0;)
        if (m->areas.p[i].rows.n == 0) {
            free(m->areas.p[i].name);
            vec_remove(&m->areas, i, 1);
        }
}

static void fill_main(Menu *menu, const Keymap *m, ContextSet now)
{
    size_t n;
    const Command *const *all = command_all(&n);
    for (size_t i = 0; i < ARRAY_LEN(areas); i++)
        vec_push(&menu->areas, (MenuArea){.name = xstrdup(areas[i].area)});
    for (size_t i = 0; i < n; i++) {
        bool of_palette = str_starts(str_c(all[i]->id), STR("palette."));
        if (of_palette ? strcmp(all[i]->id, "palette.commands") == 0
                       : !command_is_out_of_place(all[i], now))
            add_row(area_named(menu, area_of(prefix_of(all[i]))), all[i], m, now);
    }
    drop_empty(menu);
    for (size_t i = 0; menu->wanted && i < menu->areas.n; i++)
        if (strcmp(menu->areas.p[i].name, menu->wanted) == 0) {
            menu->area = i;
            menu->inside = true;
        }
}

// What can be done with what has the focus; the first row whose context holds.
static const struct {
    Context where;
    const char *name;
    const char *commands[16];
} here[] = {
    {CTX_TERMINAL_SCROLL,
     "Terminal",
     {"terminal.selectStart", "terminal.copy", "run.openPlace", "terminal.find",
      "terminal.scrollMode"}},
    {CTX_RUNS_FOCUS,
     "Run",
     {"run.file", "run.stop", "run.openPlace", "terminal.scrollMode", "panel.maximize",
      "panel.toggle"}},
    {CTX_TERMINAL_FOCUS,
     "Terminal",
     {"terminal.copy", "terminal.paste", "terminal.scrollMode", "terminal.find", "terminal.new",
      "terminal.split", "terminal.rename", "terminal.next", "terminal.kill", "panel.maximize",
      "panel.toggle"}},
    {CTX_OUTPUT_FOCUS,
     "Output",
     {"output.show", "terminal.find", "terminal.scrollMode", "output.copy", "output.openInEditor",
      "output.clear", "panel.maximize", "panel.toggle"}},
    {CTX_PROBLEMS_FOCUS,
     "Problem",
     {"list.open", "list.copy", "list.filter", "list.dismiss", "panel.toggle"}},
    {CTX_PANEL_FOCUS, "Panel", {"panel.maximize", "panel.toggle", "focus.editor"}},
    {CTX_HISTORY_FOCUS,
     "Version",
     {"history.restore", "history.restoreHunk", "history.copy", "history.compareWith",
      "history.mark", "history.unmark", "history.wholeTree", "history.project", "history.search",
      "history.filter", "focus.editor"}},
    {CTX_SEARCH_FOCUS,
     "Search",
     {"list.open", "list.copy", "list.dismiss", "view.search", "view.replaceInFiles",
      "focus.editor"}},
    {CTX_EXPLORER_FOCUS,
     "Entry",
     {"explorer.open", "explorer.openToSide", "explorer.preview", "explorer.newFile",
      "explorer.newFolder", "explorer.rename", "explorer.cut", "explorer.copy", "explorer.paste",
      "explorer.trash", "explorer.copyPath", "explorer.filter", "explorer.undo",
      "explorer.toggleHidden", "explorer.refresh"}},
    {CTX_HEX_FOCUS, "Bytes", {"hex.copy", "hex.paste", "hex.find", "hex.goto", "file.openHex"}},
    {CTX_DIFF,
     "Differences",
     {"nav.nextChange", "nav.previousChange", "diff.toggleBeside", "diff.openFile", "edit.copy",
      "tab.close"}},
    {CTX_EDITOR_TEXT_FOCUS,
     "Text",
     {"edit.cut", "edit.copy", "edit.paste", "cursor.selectAll", "cursor.addAllMatches",
      "edit.toggleLineComment", "nav.symbolInFile", "nav.bracket", "nav.line", "fold.toggle",
      "run.file", "palette.commands"}},
};

// Of the tab that is shown, and its group.
static const char *const of_tab[] = {
    "tab.close",
    "tab.closeAllInGroup",
    "tab.closeUnmodified",
    "tab.keep",
    "group.split",
    "group.splitDown",
    "tab.moveToNextGroup",
    "file.copyPath",
    "file.compareWithSaved",
    "file.setLanguage",
    "tab.reopen",
    "tab.mru",
};

// Of everything else: where nothing is open.
static const char *const of_nothing[] = {
    "file.new",        "file.open",    "palette.quickOpen", "view.explorer",
    "terminal.toggle", "help.welcome", "palette.commands",
};

// "Edit: Cut" is "Cut", but "Fold: Toggle" would say little without its area.
static char *plain_title(const Command *c)
{
    static const char *const clear[] = {"Edit", "Cursor",   "Explorer", "File", "Hex",
                                        "Tab",  "Terminal", "Panel",    "View", "List"};
    Str title = str_c(c->title), prefix = prefix_of(c);
    ptrdiff_t colon = str_find(title, STR(": "));
    if (colon < 0)
        return str_dup(title);
    Str rest = str_from(title, (size_t)colon + 2);
    for (size_t i = 0; i < ARRAY_LEN(clear); i++)
        if (str_eq_c(prefix, clear[i]))
            return str_dup(rest);
    return xasprintf(STR_FMT " " STR_FMT, STR_ARG(prefix), STR_ARG(rest));
}

static void add_all(MenuArea *a, const char *const *ids, size_t n, const Keymap *m, ContextSet now)
{
    for (size_t i = 0; i < n && ids[i]; i++) {
        const Command *c = command_find(str_c(ids[i]));
        AUTO(buf) Buf key = BUF_INIT;
        BUG_ON(!c);
        keymap_key_of(m, c->id, now, &key);
        vec_push(&a->rows, ((MenuRow){c->id, plain_title(c), buf_take(&key)}));
    }
}

static void fill_context(Menu *menu, const Workspace *ws, const Keymap *m, ContextSet now)
{
    size_t i = 0;
    if (menu->titles && workspace_view(ws)) {
        add_all(area_named(menu, STR("Tab")), of_tab, ARRAY_LEN(of_tab), m, now);
        return;
    }
    while (i < ARRAY_LEN(here) && !(now & CONTEXT_BIT(here[i].where)))
        i++;
    if (i < ARRAY_LEN(here))
        add_all(area_named(menu, str_c(here[i].name)), here[i].commands,
                ARRAY_LEN(here[i].commands), m, now);
    else
        add_all(area_named(menu, STR("Codelab")), of_nothing, ARRAY_LEN(of_nothing), m, now);
}

void menu_fill(Workspace *ws, const Keymap *m)
{
    Menu *menu = &ws->menu;
    // as it will be once the menu is gone
    Workspace after = *ws;
    after.menu.kind = MENU_NONE;
    ContextSet now = context_now(&after);
    menu_clear(menu);
    menu->stale = false;
    if (menu->kind == MENU_MAIN)
        fill_main(menu, m, now);
    else
        fill_context(menu, ws, m, now);
}
