// What there is to say of the place of the cursor.
#include "command/inner.h"

static bool show(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    if (v->hex || v->doc->diff || v->picture)
        return err_set(err, "there is nothing to say of a place in '%s'", v->doc->title);
    if (!hover_open(ws, v, view_cursor(v), HOVER_BY_KEY))
        return err_set(err, "there is nothing to say of this place");
    if (!reader_is_on(ws))
        return true;
    message_say(ws, MESSAGE_RESULT, "%s",
                buf_c(&ws->hover.text)); // in words, where it is read aloud
    hover_close(ws);
    return true;
}

const Command commands_hover[] = {
    {"lsp.hover", "Show Hover",
     "Tell of the place of the cursor: problems, what git has, links, colours, names", show},
    {0},
};
