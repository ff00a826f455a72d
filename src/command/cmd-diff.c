// What differs between two texts.
#include "base/path.h"
#include "command/inner.h"

static bool with_saved(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    return v && document_compare_saved(ws, v->doc, err);
}

static bool with_clipboard(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    if (clipboard_count(&ws->clipboard) == 0)
        return err_set(err, "the clipboard of codelab is empty");
    Text *clip = text_new_from(clipboard_get(&ws->clipboard, 0));
    Snap *copied = text_snapshot(clip);
    text_free(clip);
    return workspace_compare(
        ws, (DiffSideText){.name = "Clipboard", .text = copied},
        (DiffSideText){.name = v->doc->title, .text = text_snapshot(v->doc->text)}, v->doc->path,
        err);
}

// `arg` is the other file; without one it is asked for.
static bool with_file(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    if (!v)
        return false;
    if (arg.n == 0) {
        palette_open(&ws->palette, palette_compare.prefix);
        return true;
    }
    AUTO(free) char *path = str_dup(arg);
    AUTO(free) char *name = workspace_pretty(ws, path);
    DiffSideText other = {.name = name};
    return diff_read_file(ws, path, NULL, &other, err) &&
           workspace_compare(
               ws, other,
               (DiffSideText){.name = v->doc->title, .text = text_snapshot(v->doc->text)},
               v->doc->path, err);
}

static void accept_file(Workspace *ws, const char *value)
{
    AUTO(free) char *path = path_join(ws->root, value);
    command_invoke(ws, command_find(STR("file.compareWith")), str_c(path));
}

const PaletteList palette_compare = {"compare ", files_fill, accept_file, NULL, NULL};

static bool step(Workspace *ws, int way, Err *err)
{
    View *v = command_view(ws, err);
    if (v && !v->doc->diff)
        return git_changes_step(ws, v, way, err);
    return v && diff_step(v, way, err);
}

static bool next(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return step(ws, 1, err);
}

static bool previous(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return step(ws, -1, err);
}

static bool open_file(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    return v && diff_open_file(ws, v, err);
}

static bool toggle_beside(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    Diff *d = v ? v->doc->diff : NULL;
    if (v && !d)
        return err_set(err, "'%s' shows no differences", v->doc->title);
    if (d && d->room < DIFF_BESIDE_COLS)
        return err_set(err, "two columns need a pane of %d columns; this one has %d",
                       DIFF_BESIDE_COLS, d->room);
    if (d) {
        d->beside = !d->beside;
        v->reveal = true;
    }
    return d != NULL;
}

const Command commands_diff[] = {
    {"diff.openFile", "Compare: Open File", "Open the compared file at this line", open_file},
    {"diff.toggleBeside", "Compare: Toggle Two Columns",
     "Show a comparison in one column or in two", toggle_beside},
    {"file.compareWith", "File: Compare with File…", "Show how the text differs from a file",
     with_file},
    {"file.compareWithClipboard", "File: Compare with Clipboard",
     "Show how the text differs from what was copied last", with_clipboard},
    {"file.compareWithSaved", "File: Compare with Saved",
     "Show what was edited since the last save", with_saved},
    {"nav.nextChange", "Go to Next Change",
     "Go to the next change of a comparison, or of a file that git knows", next},
    {"nav.previousChange", "Go to Previous Change", "Go to the change before", previous},
    {0},
};
