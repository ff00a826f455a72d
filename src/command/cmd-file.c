// Files: new, open, save, copy the path.
#include "command/inner.h"
#include "base/path.h"

static bool new_file(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    workspace_new_file(ws);
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

static bool open_path(Workspace *ws, Str arg, Err *err)
{
    char *named = str_dup(arg);
    char *path = path_normal(ws->root, named);
    bool ok = workspace_open(ws, path, err);
    if (ok)
        layout_focus(&ws->layout, FOCUS_EDITOR);
    free(named);
    free(path);
    return ok;
}

static void say_failure(Workspace *ws, bool ok, const Err *err)
{
    if (!ok)
        message_say(ws, MESSAGE_ERROR, "%s", err_text(err));
}

static bool open_file(Workspace *ws, Str arg, Err *err)
{
    if (arg.n)
        return open_path(ws, arg, err);
    palette_open(&ws->palette, palette_paths.prefix);
    return true;
}

static void on_save_as_answer(Workspace *ws, int choice, Str line, void *arg)
{
    uint64_t id = *(uint64_t *)arg;
    AUTO(err) Err err = {0};
    free(arg);
    Document *d = NULL;
    VEC_EACH (Document *, x, &ws->documents)
        if ((*x)->id == id)
            d = *x;
    if (!d)
        return;
    if (choice != 0 || line.n == 0) {
        d->close_when_saved = false; // given up, and with it the closing
        return;
    }
    char *named = str_dup(line), *path = path_normal(ws->root, named);
    if (fs_is_dir(path))
        message_say(ws, MESSAGE_ERROR, "cannot save as '%s': it is a folder", named);
    else
        say_failure(ws, document_save_as(ws, d, path, false, &err), &err);
    free(named);
    free(path);
}

static void ask_path(Workspace *ws, const Document *d)
{
    uint64_t *id = NEW(uint64_t);
    *id = d->id;
    ask_file(ws, (Ask){.title = xstrdup("Save As"),
                       .text = xstrdup("Path, from the project's folder or absolute:"),
                       .preset = d->path ? workspace_pretty(ws, d->path) : xstrdup(""),
                       .answer = on_save_as_answer,
                       .arg = id});
}

static bool save(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    if (v->doc->path || v->doc->bulk || v->doc->review || v->doc->saving)
        return document_save(ws, v->doc, false, err);
    ask_path(ws, v->doc);
    return true;
}

static bool save_as_is(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    if (v->doc->path || v->doc->bulk || v->doc->review || v->doc->saving)
        return document_save_as_is(ws, v->doc, err);
    ask_path(ws, v->doc);
    return true;
}

static bool save_elevated(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    return v && document_save_elevated(ws, v->doc, err);
}

static bool save_as(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (v)
        ask_path(ws, v->doc);
    return v != NULL;
}

static bool save_all(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    VEC_EACH (Document *, d, &ws->documents) {
        if (!document_is_modified(*d))
            continue;
        if (!(*d)->path && !(*d)->bulk && !(*d)->review && !(*d)->saving)
            ask_path(ws, *d);
        else if (!document_save(ws, *d, false, err))
            return false;
    }
    return true;
}

static bool revert(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v)
        return false;
    if (!v->doc->path)
        return err_set(err, "cannot revert '%s': it was never saved", v->doc->title);
    return document_reload(ws, v->doc, err);
}

static bool copy_path(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v || !v->doc->path)
        return v ? err_set(err, "'%s' has no path yet", v->doc->title) : false;
    clipboard_put(ws, str_c(v->doc->path), false);
    return true;
}

const Command commands_file[] = {
    {"file.copyPath", "File: Copy Path", "Copy the path of the active file", copy_path},
    {"file.new", "File: New", "Start a file without a name", new_file},
    {"file.open", "File: Open…", "Open a file by its path; a new one is created when saved",
     open_file},
    {"file.revert", "File: Revert", "Read the file from the disk again (can be undone)", revert},
    {"file.save", "File: Save", "Write the active file", save},
    {"file.saveAll", "File: Save All", "Write all changed files", save_all},
    {"file.saveAs", "File: Save As…", "Write the active file under another name", save_as},
    {"file.sudoSave", "File: Save with Elevated Rights",
     "Save a file that you may not write, by sudo or doas in a terminal", save_elevated},
    {"file.saveWithoutFormatting", "File: Save without Formatting",
     "Write the active file as it is: no blanks or lines at its end are mended", save_as_is},
    {0},
};
