// The explorer: files made, renamed, moved, copied, deleted.
#include "command/inner.h"
#include "base/path.h"

static bool has_rows(const Workspace *ws, Err *err)
{
    return explorer_count(ws->explorer) || err_set(err, "the folder is empty");
}

static void focus(Workspace *ws)
{
    ws->layout.side = SIDE_EXPLORER;
    layout_focus(&ws->layout, FOCUS_SIDE_BAR);
}

static bool new_file(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    focus(ws);
    explorer_edit_begin(ws->explorer, EDIT_NEW_FILE);
    return true;
}

static bool new_folder(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    focus(ws);
    explorer_edit_begin(ws->explorer, EDIT_NEW_FOLDER);
    return true;
}

static bool rename_entry(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!has_rows(ws, err))
        return false;
    focus(ws);
    explorer_edit_begin(ws->explorer, EDIT_RENAME);
    return true;
}

static bool trash(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return explorer_trash(ws->explorer, err);
}

static bool delete_permanently(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return explorer_remove(ws->explorer, err);
}

static bool undo(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return fileops_undo(ws, err);
}

static bool redo(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return fileops_redo(ws, err);
}

static bool clip(Workspace *ws, bool cut, Err *err)
{
    if (!has_rows(ws, err))
        return false;
    Paths paths = explorer_targets(ws->explorer);
    AUTO(free) char *subject = explorer_subject(&paths);
    explorer_clip(ws->explorer, paths, cut);
    explorer_clear_marks(ws->explorer);
    message_say(ws, MESSAGE_RESULT, "p %s %s into the selected folder", cut ? "moves" : "copies",
                subject);
    return true;
}

static bool cut(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return clip(ws, true, err);
}

static bool copy(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return clip(ws, false, err);
}

static bool paste(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return explorer_paste(ws->explorer, err);
}

static bool duplicate(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return explorer_duplicate(ws->explorer, err);
}

static void set_mark(Explorer *x, bool on)
{
    AUTO(free) char *path = explorer_path(x, explorer_selected(x));
    explorer_mark(x, path, on);
}

static void step(Explorer *x, int by)
{
    size_t at = explorer_selected(x);
    if (by > 0 || at > 0)
        explorer_select(x, by > 0 ? at + 1 : at - 1);
}

static bool mark(Workspace *ws, Str arg, Err *err)
{
    Explorer *x = ws->explorer;
    (void)arg;
    if (!has_rows(ws, err))
        return false;
    set_mark(x, !explorer_row(x, explorer_selected(x)).marked);
    step(x, 1);
    return true;
}

// Going on marks; going back over what is marked takes the marks back.
static bool mark_step(Workspace *ws, int by, Err *err)
{
    Explorer *x = ws->explorer;
    if (!has_rows(ws, err))
        return false;
    size_t from = explorer_selected(x);
    step(x, by);
    size_t to = explorer_selected(x);
    bool back = explorer_row(x, from).marked && explorer_row(x, to).marked;
    explorer_select(x, from);
    set_mark(x, !back || to == from);
    explorer_select(x, to);
    set_mark(x, true);
    return true;
}

static bool mark_up(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return mark_step(ws, -1, err);
}

static bool mark_down(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return mark_step(ws, 1, err);
}

// What is marked, else all that the folder of the selected entry shows.
static Paths names_to_change(const Explorer *x)
{
    Paths out = {0};
    if (explorer_marks(x))
        return explorer_targets(x);
    size_t above = explorer_above(x, explorer_selected(x));
    for (size_t i = above == SIZE_MAX ? 0 : above + 1; i < explorer_count(x); i++) {
        size_t holds = explorer_above(x, i);
        if (holds == above)
            vec_push(&out, explorer_path(x, i));
        else if (holds < above || out.n > BULK_RENAME_MAX)
            break;
    }
    return out;
}

static bool bulk_rename(Workspace *ws, Str arg, Err *err)
{
    const Explorer *x = ws->explorer;
    (void)arg;
    if (!has_rows(ws, err))
        return false;
    size_t above = explorer_above(x, explorer_selected(x));
    bool top = explorer_marks(x) || above == SIZE_MAX;
    AUTO(free) char *dir = top ? xstrdup(ws->root) : explorer_path(x, above);
    if (!bulk_rename_open(ws, dir, names_to_change(x), err))
        return false;
    explorer_clear_marks(ws->explorer);
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

static bool copy_paths(Workspace *ws, bool relative, Err *err)
{
    AUTO(buf) Buf out = BUF_INIT;
    if (!has_rows(ws, err))
        return false;
    Paths paths = explorer_targets(ws->explorer);
    VEC_EACH (char *, p, &paths) {
        const char *rel = relative ? path_within(ws->root, *p) : NULL;
        buf_addf(&out, "%s%s", out.n ? "\n" : "", rel ? rel : *p);
    }
    paths_deinit(&paths);
    clipboard_put(ws, buf_str(&out), false);
    return true;
}

static bool copy_path(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return copy_paths(ws, false, err);
}

static bool copy_relative(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return copy_paths(ws, true, err);
}

const Command commands_files[] = {
    {"explorer.bulkRename", "Explorer: Rename in Editor",
     "Edit the names of what is marked, or of a folder's entries, as lines; saving renames",
     bulk_rename},
    {"explorer.copy", "Explorer: Copy", "Have the entry, or what is marked, copied by a paste",
     copy},
    {"explorer.copyPath", "Explorer: Copy Path", "Copy the path of the entry", copy_path},
    {"explorer.copyRelativePath", "Explorer: Copy Relative Path",
     "Copy the path of the entry in the project", copy_relative},
    {"explorer.cut", "Explorer: Cut", "Have the entry, or what is marked, moved by a paste", cut},
    {"explorer.deletePermanently", "Explorer: Delete for Good",
     "Delete without a copy in local history (asks)", delete_permanently},
    {"explorer.duplicate", "Explorer: Duplicate", "Make a copy beside the entry", duplicate},
    {"explorer.mark", "Explorer: Mark", "Mark the entry for the next operation, or take that back",
     mark},
    {"explorer.markDown", "Explorer: Mark Down", "Mark the entry and the next one", mark_down},
    {"explorer.markUp", "Explorer: Mark Up", "Mark the entry and the one before", mark_up},
    {"explorer.newFile", "Explorer: New File…", "Make a file; a/b/c.txt makes the folders, too",
     new_file},
    {"explorer.newFolder", "Explorer: New Folder…", "Make a folder", new_folder},
    {"explorer.paste", "Explorer: Paste", "Put what was cut or copied into the folder", paste},
    {"explorer.redo", "Explorer: Redo", "Do the file operation again that was undone", redo},
    {"explorer.rename", "Explorer: Rename…", "Give the entry another name", rename_entry},
    {"explorer.trash", "Explorer: Delete", "Delete to local history; undo brings it back", trash},
    {"explorer.undo", "Explorer: Undo", "Take the last file operation back", undo},
    {0},
};
