// The Output panel: its channels.
#include "command/inner.h"

static void focus(Workspace *ws)
{
    ws->layout.tab = PANEL_OUTPUT;
    layout_focus(&ws->layout, FOCUS_PANEL);
}

static bool show(Workspace *ws, Str arg, Err *err)
{
    OutputId id = output_named(arg);
    if (!arg.n) {
        palette_open(&ws->palette, "output ");
        return true;
    }
    if (id == OUTPUT_COUNT)
        return err_set(err, "there is no channel '" STR_FMT "' of output", STR_ARG(arg));
    output_show(ws, id);
    focus(ws);
    return true;
}

static bool clear(Workspace *ws, Str arg, Err *err)
{
    OutputId id = arg.n ? output_named(arg) : ws->output.shown;
    if (id == OUTPUT_COUNT)
        return err_set(err, "there is no channel '" STR_FMT "' of output", STR_ARG(arg));
    output_clear(ws, id);
    return true;
}

static bool copy_all(Workspace *ws, Str arg, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    (void)arg;
    output_text(ws, ws->output.shown, &text);
    if (!text.n)
        return err_set(err, "nothing was said in '%s' yet", output_name(ws->output.shown));
    clipboard_put(ws, buf_str(&text), false);
    return true;
}

static bool open_in_editor(Workspace *ws, Str arg, Err *err)
{
    Buf text = BUF_INIT;
    (void)arg;
    output_text(ws, ws->output.shown, &text);
    if (!text.n)
        return err_set(err, "nothing was said in '%s' yet", output_name(ws->output.shown));
    AUTO(free) char *title = xasprintf("Output %s.log", output_name(ws->output.shown));
    workspace_show_page(ws, title, &text);
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

static void fill(Fill *f, Workspace *ws)
{
    for (OutputId i = 0; i < OUTPUT_COUNT; i++) {
        const OutputChannel *c = ws->output.all[i];
        Str name = str_c(output_name(i));
        fill_add(f, name,
                 c ? xasprintf("%s%zu %s", i == ws->output.shown ? "shown  " : "", c->lines,
                               c->lines == 1 ? "line" : "lines")
                   : xstrdup(i == ws->output.shown ? "shown" : ""),
                 name, OUTPUT_COUNT - (int)i);
    }
}

static void accept(Workspace *ws, const char *value)
{
    output_show(ws, output_named(str_c(value)));
    focus(ws);
}

const PaletteList palette_outputs = {"output ", fill, accept, NULL, NULL};

const Command commands_output[] = {
    {"output.clear", "Output: Clear", "Forget what the shown channel said", clear},
    {"output.copy", "Output: Copy All", "Copy all that the shown channel said", copy_all},
    {"output.openInEditor", "Output: Open in Editor",
     "Show what the channel said as a text of its own", open_in_editor},
    {"output.show", "Output: Show Channel…", "Choose whose output the panel shows", show},
    {0},
};
