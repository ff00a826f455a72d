// Versions of languages, and talking to one.
#include "command/inner.h"
#include "lang/lang.h"

static void fill_versions(Fill *f, Workspace *ws)
{
    const Lang *l = toolchains_lang(ws, NULL);
    const char *version, *path;
    if (!l || !toolchains_get(ws, l, 0, &version, &path))
        return;
    AUTO(free) char *pinned = lang_pinned(l, ws->root);
    fill_add(f, STR("As the project's files ask, else the first in PATH"),
             pinned ? NULL : xstrdup("current"), STR("default"), 1);
    for (size_t i = 0; toolchains_get(ws, l, i, &version, &path); i++) {
        if (!version)
            continue;
        AUTO(free) char *label = xasprintf("%s %s", lang_title(l), version);
        bool now = pinned && strcmp(pinned, version) == 0;
        fill_add(f, str_c(label), now ? xasprintf("current  %s", path) : xstrdup(path),
                 str_c(version), 1000 - (int)MIN(i, (size_t)998));
    }
}

static void accept_version(Workspace *ws, const char *value)
{
    command_invoke(ws, command_find(STR("run.setVersion")), str_c(value));
}

const PaletteList palette_versions = {"version ", fill_versions, accept_version, NULL, NULL};

static bool set_version(Workspace *ws, Str arg, Err *err)
{
    const Lang *l = toolchains_lang(ws, err);
    if (!l)
        return false;
    if (arg.n == 0) {
        toolchains_look(ws, l);
        palette_open(&ws->palette, palette_versions.prefix);
        return true;
    }
    AUTO(free) char *version = str_eq_c(arg, "default") ? xstrdup("") : str_dup(arg);
    if (!lang_pin(l, ws->root, version, err))
        return false;
    if (*version)
        message_say(ws, MESSAGE_INFO, "%s %s runs this project's files", lang_title(l), version);
    else
        message_say(ws, MESSAGE_INFO, "%s is run as the project's files ask", lang_title(l));
    return true;
}

static bool repl(Workspace *ws, Str arg, Err *err)
{
    const Lang *l = arg.n ? lang_named(arg) : toolchains_lang(ws, err);
    if (!l)
        return arg.n ? err_set(err, "there is no language '" STR_FMT "'", STR_ARG(arg)) : false;
    ws->layout.tab = PANEL_TERMINAL;
    if (!ws->layout.panel)
        layout_toggle_panel(&ws->layout);
    Rect a = layout_areas(&ws->layout).panel;
    layout_focus(&ws->layout, FOCUS_PANEL);
    return terminal_new(ws, &(TerminalPlan){.rows = a.rows - 1, .cols = a.cols, .repl = l}, err);
}

const Command commands_toolchain[] = {
    {"run.repl", "Run: REPL", "Talk to the language of the active file, in the jail", repl},
    {"run.setVersion", "Run: Choose Version…",
     "Choose which installed version of the active file's language this project uses", set_version},
    {0},
};
