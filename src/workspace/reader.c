#include "workspace/inner.h"

static bool env_says_so(void)
{
    const char *v = getenv("CODELAB_SCREEN_READER");
    return v && strcmp(v, "1") == 0;
}

bool reader_is_on(const Workspace *ws)
{
    int set = ws->options.screen_reader;
    if (set == READER_AUTO)
        set = ws->options.editor_reader;
    return set == READER_ON || (set == READER_AUTO && env_says_so());
}

void reader_greet(Workspace *ws, const char *option)
{
    if (reader_is_on(ws))
        message_say(ws, MESSAGE_RESULT, "Screen reader mode, by %s; F1 has all commands",
                    option                                   ? option
                    : ws->options.screen_reader == READER_ON ? "a11y.screenReader"
                    : ws->options.editor_reader == READER_ON ? "editor.accessibilitySupport"
                                                             : "CODELAB_SCREEN_READER");
}
