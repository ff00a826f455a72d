// Moving about: places gone from, lines, bookmarks.
#include "command/inner.h"
#include "base/path.h"
#include "syntax/syntax.h"

#include <ctype.h>

static bool to_editor(Workspace *ws, bool ok)
{
    if (ok)
        layout_focus(&ws->layout, FOCUS_EDITOR);
    return ok;
}

static bool back(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return to_editor(ws, jumps_step(ws, -1, err));
}

static bool forward(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return to_editor(ws, jumps_step(ws, 1, err));
}

static bool last_edit(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return to_editor(ws, jumps_last_edit(ws, err));
}

static bool go_line(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    LinePlace to;
    if (!v)
        return false;
    if (arg.n == 0) {
        palette_open(&ws->palette, ":");
        return true;
    }
    if (!goto_line_find(v, arg, &to, err))
        return false;
    if (to.by_row)
        view_goto_line(v, to.row, to.col);
    else
        view_goto(v, to.off);
    v->centre = true;
    return to_editor(ws, true);
}

static bool toggle(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    return v && bookmark_toggle(ws, v, err);
}

static bool next(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return to_editor(ws, bookmark_step(ws, 1, err));
}

static bool previous(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return to_editor(ws, bookmark_step(ws, -1, err));
}

static bool list_jumps(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    jumps_settle(ws);
    if (ws->jumps.list.n == 0)
        return err_set(err, "there was no jump yet");
    palette_open(&ws->palette, "jump ");
    return true;
}

static bool list(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (ws->bookmarks.marks.n == 0)
        return err_set(err, "there are no bookmarks");
    palette_open(&ws->palette, "mark ");
    return true;
}

static bool say_cleared(Workspace *ws, size_t n)
{
    message_say(ws, MESSAGE_RESULT, n == 1 ? "1 bookmark cleared" : "%zu bookmarks cleared", n);
    return true;
}

static bool clear(Workspace *ws, Str arg, Err *err)
{
    const View *v = command_view(ws, err);
    (void)arg;
    return v && say_cleared(ws, bookmarks_clear(ws, v->doc));
}

static bool clear_all(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    return say_cleared(ws, bookmarks_clear(ws, NULL));
}

static bool symbol(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!command_view(ws, err))
        return false;
    palette_open(&ws->palette, "@");
    return true;
}

static bool project_symbol(Workspace *ws, Str arg, Err *err)
{
    (void)err;
    AUTO(free) char *query = xasprintf("%s" STR_FMT, palette_project_symbols.prefix, STR_ARG(arg));
    palette_open(&ws->palette, query);
    return true;
}

// The first symbol of the file by that name.
static bool find_symbol(const View *v, Str name, size_t *off)
{
    const Snap *s = text_now(v->doc->text);
    size_t n = syntax_symbol_count(v->doc->syntax, v->doc->text);
    for (size_t i = 0; i < n; i++) {
        SyntaxSymbol x = syntax_symbol(v->doc->syntax, v->doc->text, i);
        AUTO(buf) Buf is = BUF_INIT;
        if (x.name_end - x.name_start != name.n)
            continue;
        snap_add_to(s, x.name_start, x.name_end, &is);
        if (str_eq(buf_str(&is), name)) {
            *off = x.name_start;
            return true;
        }
    }
    return false;
}

// Where the path or URL at the cursor leads; false if there is none.
static bool find_link(Workspace *ws, const View *v, ScreenLink *out)
{
    const Document *d = v->doc;
    AUTO(free) char *dir = d->path ? str_dup(path_dir(str_c(d->path))) : NULL;
    return text_link_at(ws, text_now(d->text), view_cursor(v), dir, out);
}

// Go there; releases the link.
static bool follow_link(Workspace *ws, ScreenLink *link, Err *err)
{
    bool ok = link->url || workspace_open_at(ws, link->path, link->line, link->col, err);
    if (link->url)
        command_ask_url(ws, link->url);
    screen_link_deinit(link);
    return to_editor(ws, ok);
}

static bool open_link(Workspace *ws, Str arg, Err *err)
{
    const View *v = command_view(ws, err);
    ScreenLink link;
    (void)arg;
    if (!v)
        return false;
    if (!find_link(ws, v, &link))
        return err_set(err, "there is no path and no URL here");
    return follow_link(ws, &link, err);
}

// A word of a program may be a file's name by chance.
static bool is_surely_link(const ScreenLink *link)
{
    return link->url || strchr(path_base(str_c(link->path)).p, '.');
}

// In the file if that has it; else the project is asked.
static bool definition(Workspace *ws, Str arg, Err *err)
{
    enum { WORD_MAX = 200 };
    View *v = command_view(ws, err);
    size_t start, end, off;
    AUTO(buf) Buf word = BUF_INIT;
    (void)arg;
    if (!v)
        return false;
    ScreenLink link = {0};
    if (find_link(ws, v, &link) && is_surely_link(&link))
        return follow_link(ws, &link, err);
    screen_link_deinit(&link);
    snap_word_at(text_now(v->doc->text), view_cursor(v), &start, &end);
    snap_add_to(text_now(v->doc->text), start, MIN(end, start + WORD_MAX), &word);
    char c = word.n ? word.p[0] : ' ';
    if ((unsigned char)c < 0x80 && !isalnum((unsigned char)c) && c != '_')
        return err_set(err, "there is no word here");
    if (!find_symbol(v, buf_str(&word), &off))
        return project_symbol(ws, buf_str(&word), err);
    view_goto(v, off);
    v->centre = true;
    return to_editor(ws, true);
}

const Command commands_nav[] = {
    {"bookmark.clear", "Bookmarks: Clear in File", "Remove the bookmarks of the file", clear},
    {"bookmark.clearAll", "Bookmarks: Clear All", "Remove the bookmarks of all files", clear_all},
    {"bookmark.list", "Bookmarks: List…", "All bookmarks, to go to one", list},
    {"bookmark.next", "Bookmarks: Next", "Go to the next bookmark", next},
    {"bookmark.previous", "Bookmarks: Previous", "Go to the bookmark before", previous},
    {"bookmark.toggle", "Bookmarks: Toggle", "Mark the line, or unmark it", toggle},
    {"nav.back", "Go Back", "Go back to where the cursor jumped from", back},
    {"lsp.definition", "Go to Definition",
     "Go to the function or type that the word at the cursor names, or where a path or URL leads",
     definition},
    {"nav.forward", "Go Forward", "Go forward again after going back", forward},
    {"nav.jumpList", "Go to Earlier Place…", "Places that were left by a jump, the newest first",
     list_jumps},
    {"nav.lastEdit", "Go to Last Edit", "Go to where text was changed last", last_edit},
    {"nav.line", "Go to Line…", "Go to LINE, LINE:COLUMN, +10, -10, 50% or @OFFSET", go_line},
    {"nav.openLink", "Go to Path or URL", "Open the file or the page that is named at the cursor",
     open_link},
    {"nav.symbolInWorkspace", "Go to Symbol in Project…",
     "Functions and types of all files, to go to one", project_symbol},
    {"nav.symbolInFile", "Go to Symbol…", "The symbols of the file, to go to one", symbol},
    {0},
};
