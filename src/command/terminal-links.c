// Following what a terminal shows: files are opened here; of a URL the user is asked what is to
// become of it, since a program printed it.
#include "command/inner.h"

static bool can_open(const char *url)
{
    return link_opener() && link_is_for_outside(url);
}

static void on_answer(Workspace *ws, int choice, Str line, void *arg)
{
    AUTO(err) Err err = {0};
    char *url = arg;
    (void)line;
    if (choice == 0)
        clipboard_put(ws, str_c(url), false);
    else if (choice == 1 && can_open(url) && !link_open_outside(ws, url, &err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
    free(url);
}

void command_ask_url(Workspace *ws, const char *url)
{
    Ask q = {.title = xstrdup("Link"),
             .text = xstrdup(url),
             .choices = {"Copy", "Cancel"},
             .answer = on_answer,
             .arg = xstrdup(url)};
    if (can_open(url)) {
        q.choices[1] = "Open";
        q.choices[2] = "Cancel";
    }
    ask_file(ws, q);
}

bool command_follow(Workspace *ws, const Screen *s, ScreenPos at, bool near, Err *err)
{
    ScreenLink link;
    if (!screen_link_at(ws, s, at, screen_cwd(s), near, &link))
        return err_set(err, "nothing here leads anywhere");
    bool ok = true;
    if (link.url)
        command_ask_url(ws, link.url);
    else
        ok = workspace_open_at(ws, link.path, link.line, link.col, err);
    if (ok && link.path)
        layout_focus(&ws->layout, FOCUS_EDITOR);
    screen_link_deinit(&link);
    return ok;
}
