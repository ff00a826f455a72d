// Markdown as it is to be read.
#include "command/inner.h"

static bool preview_side(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    return v && reading_open(ws, v, err);
}

static View *reader_view(Workspace *ws, Err *err)
{
    View *v = command_view(ws, err);
    if (v && !v->doc->reading) {
        err_set(err, "'%s' is no preview", v->doc->title);
        return NULL;
    }
    return v;
}

static bool open_link(Workspace *ws, Str arg, Err *err)
{
    View *v = reader_view(ws, err);
    char *url = NULL;
    (void)arg;
    if (!v)
        return false;
    const char *target = reading_link(v->doc, view_cursor(v));
    if (!target)
        return err_set(err, "there is no link here");
    AUTO(free) char *to = xstrdup(target);
    bool ok = reading_follow(ws, v, to, &url, err);
    if (url)
        command_ask_url(ws, url);
    free(url);
    return ok;
}

static bool next_link(Workspace *ws, Str arg, Err *err)
{
    View *v = reader_view(ws, err);
    (void)arg;
    return v && reading_step(v, 1, err);
}

static bool previous_link(Workspace *ws, Str arg, Err *err)
{
    View *v = reader_view(ws, err);
    (void)arg;
    return v && reading_step(v, -1, err);
}

const Command commands_markdown[] = {
    {"markdown.nextLink", "Go to Next Link", "Go to the next link of a preview", next_link},
    {"markdown.openLink", "Go to Linked Place", "Go where the link at the cursor leads", open_link},
    {"markdown.previewSide", "View: Markdown Preview Beside",
     "Show the Markdown as it is to be read, in the group to the right", preview_side},
    {"markdown.previousLink", "Go to Previous Link", "Go to the link before", previous_link},
    {0},
};
