// The palette's list of how a session is shared; for this session, as the settings say how others
// are.
#include "command/inner.h"

static const struct {
    const char *value, *label, *detail;
} ways[] = {
    [SHARE_OFF] = {"off", "Not shared", "another terminal that attaches takes over"},
    [SHARE_READ_ONLY] = {"readOnly", "Others watch", "only this terminal types"},
    [SHARE_FULL] = {"full", "All take part", "each terminal may type"},
};

bool share_choose(Workspace *ws, Str value, Err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        if (!str_eq_c(value, ways[i].value))
            continue;
        AUTO(free) char *json = xasprintf("\"%s\"", ways[i].value);
        settings_override(ws, "session.share", NULL);
        settings_override(ws, "session.share", json);
        settings_load(ws);
        message_say(ws, MESSAGE_RESULT, "Session: %s", ways[i].detail);
        return true;
    }
    return err_set(err, "a session is shared off, readOnly or full, not '" STR_FMT "'",
                   STR_ARG(value));
}

static void fill(Fill *f, Workspace *ws)
{
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        bool is = ws->options.session_share == (int)i;
        char *detail = xasprintf("%s%s", ways[i].detail, is ? " (as it is)" : "");
        fill_add(f, str_c(ways[i].label), detail, str_c(ways[i].value), (int)(ARRAY_LEN(ways) - i));
    }
}

static void accept(Workspace *ws, const char *value)
{
    command_invoke(ws, command_find(STR("session.share")), str_c(value));
}

const PaletteList palette_sharing = {"share ", fill, accept, NULL, NULL};
