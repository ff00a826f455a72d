// The input in a row: names for new entries and other names for those that are there.
#include "workspace/explorer-inner.h"
#include "base/fs-tree.h"
#include "base/name.h"
#include "base/path.h"

static void begin_rename(Explorer *x)
{
    Spot s = x->selected.folder ? x->selected : explorer_spot(x, 0);
    const FolderList *l = s.folder->list;
    Str base = path_base(str_c(list_name(l, s.at)));
    ptrdiff_t dot = l->items.p[s.at].flags & LIST_DIR ? -1 : str_rfind_byte(base, '.');
    AUTO(buf) Buf stem = BUF_INIT;
    x->edit.at = s;
    name_write(base, &x->edit.text);
    name_write(str_upto(base, dot > 0 ? (size_t)dot : base.n), &stem);
    x->edit.stem = stem.n;
}

static void begin_new(Explorer *x)
{
    Folder *f = explorer_top(x);
    if (f->rows) {
        size_t row = explorer_selected(x);
        Spot s = explorer_spot(x, row);
        f = s.folder;
        if (explorer_row(x, row).is_dir) {
            explorer_set_open(x, row, true);
            f = folder_kid(s.folder, s.at);
        }
    }
    x->edit.at = (Spot){f, 0};
}

void explorer_edit_begin(Explorer *x, ExplorerEditKind kind)
{
    if (kind == EDIT_RENAME && !explorer_count(x))
        return;
    buf_clear(&x->edit.text);
    x->edit.stem = 0;
    x->edit.id++;
    if (kind == EDIT_RENAME)
        begin_rename(x);
    else
        begin_new(x);
    x->edit.kind = kind;
}

ExplorerEdit explorer_edit(const Explorer *x)
{
    const Folder *f = x->edit.at.folder;
    ExplorerEdit e = {.kind = x->edit.kind};
    if (e.kind == EDIT_NONE)
        return e;
    e.id = x->edit.id;
    e.text = buf_c(&x->edit.text);
    e.stem = x->edit.stem;
    e.row = e.kind == EDIT_RENAME ? explorer_row_of(x->edit.at)
            : f->up               ? explorer_row_of((Spot){f->up, f->at}) + 1
                                  : 0;
    for (; f->up; f = f->up)
        e.depth++;
    return e;
}

static bool check_name(Str name, bool may_nest, Err *err)
{
    Str part;
    if (!may_nest && str_find_byte(name, '/') >= 0)
        return err_set(err, "a name cannot hold '/': to move it, cut it and paste it elsewhere");
    while (str_split(&name, '/', &part))
        if (part.n == 0 || str_eq_c(part, ".") || str_eq_c(part, ".."))
            return err_set(err, "'" STR_FMT "' is no name", STR_ARG(part));
    return true;
}

static bool is_free(const char *path, const char *shown, Err *err)
{
    FsStat st;
    return !fs_lstat(path, &st, NULL) ||
           err_set(err, "there is a '%s' already \u2014 choose another name", shown);
}

static bool rename_to(Explorer *x, Str name, const char *shown, Err *err)
{
    AUTO(free) char *from = spot_path(x->edit.at);
    AUTO(free) char *dir = str_dup(path_dir(str_c(from))), *base = str_dup(name);
    AUTO(free) char *to = path_join(dir, base);
    AUTO(buf) Buf subject = BUF_INIT;
    FsStat a, b;
    if (strcmp(from, to) == 0)
        return true;
    // where capitals are not told apart, the other name may lead to the same entry
    bool same = strcasecmp(from, to) == 0 && fs_lstat(from, &a, NULL) && fs_lstat(to, &b, NULL) &&
                a.dev == b.dev && a.ino == b.ino;
    if (!same && !is_free(to, shown, err))
        return false;
    buf_add_byte(&subject, '\'');
    name_show(path_base(str_c(from)), &subject);
    buf_addf(&subject, "' to '%s'", shown);
    FileSteps steps = {0};
    file_steps_add(&steps, FILE_MOVE, from, to);
    fileops_do(x->ws,
               (FileRequest){.verb = FILES_RENAME, .subject = buf_c(&subject), .steps = steps});
    return true;
}

static bool make(Explorer *x, Str name, const char *shown, Err *err)
{
    bool dir = x->edit.kind == EDIT_NEW_FOLDER || str_ends(name, STR("/"));
    AUTO(free) char *above = folder_path(x->edit.at.folder), *rel = str_dup(name);
    AUTO(free) char *path = path_normal(above, rel), *subject = xasprintf("'%s'", shown);
    if (!is_free(path, shown, err))
        return false;
    FileSteps steps = {0};
    file_steps_add(&steps, dir ? FILE_MAKE_DIR : FILE_MAKE, NULL, path);
    fileops_do(x->ws, (FileRequest){
                          .verb = FILES_CREATE, .subject = subject, .steps = steps, .open = !dir});
    return true;
}

bool explorer_edit_end(Explorer *x, Str typed, Err *err)
{
    AUTO(buf) Buf name = BUF_INIT;
    AUTO(buf) Buf shown = BUF_INIT;
    bool nest = x->edit.kind != EDIT_RENAME;
    name_read(typed, &name);
    name_show(buf_str(&name), &shown);
    if (name.n) {
        Str checked = buf_str(&name);
        if (nest && str_ends(checked, STR("/")))
            checked.n--;
        if (!check_name(checked, nest, err) ||
            !(nest ? make(x, buf_str(&name), buf_c(&shown), err)
                   : rename_to(x, buf_str(&name), buf_c(&shown), err)))
            return false;
    }
    x->edit.kind = EDIT_NONE;
    return true;
}
