// Writing the user's settings: one value changes, what else stands in the file stays as it is.
#include "command/inner.h"
#include "base/jsonc-edit.h"
#include "base/path.h"

#include <errno.h>

enum { FILE_MAX = 1 << 20 };

// What is being edited would be lost, or would undo this.
static bool is_free(const Workspace *ws, const char *path, Err *err)
{
    const Document *d = document_of_file(ws, path);
    return !d || !document_is_modified(d) ||
           err_set(err, "settings.json has unsaved edits: save them first");
}

static bool change(Buf *text, const Setting *s, Str json, Err *err)
{
    JsoncStep at = {.key = s->name};
    if (!json.n)
        return jsonc_remove(text, &at, 1, err);
    return jsonc_set(text, &at, 1, json, err);
}

bool setting_keep(Workspace *ws, const Setting *s, Str json, Err *err)
{
    AUTO(free) char *path = settings_path();
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    AUTO(buf) Buf text = BUF_INIT;
    if (!is_free(ws, path, err))
        return false;
    AUTO(err) Err missing = {0};
    if (!fs_read(path, FILE_MAX, &text, &missing) && missing.code != ENOENT)
        return err_set(err, "%s", err_text(&missing));
    if (!change(&text, s, json, err) || !fs_mkdirs(dir, err) ||
        !fs_write(path, buf_str(&text), err))
        return false;
    ws->config.stamp++;
    config_watch_start(ws); // the folder may be new
    return true;
}
