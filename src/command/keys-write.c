// Changing keybindings.json for the list of shortcuts.
#include "base/fs.h"
#include "base/jsonc-edit.h"
#include "base/path.h"
#include "command/inner.h"
#include "command/keymap-user.h"
#include "command/keys-list.h"

#include <errno.h>

typedef struct {
    Workspace *ws;
    char *path; // owned
    Buf text;
    Err *err;
} File;

static bool file_read(File *f)
{
    AUTO(err) Err why = {0};
    f->path = keybindings_path();
    const Document *d = document_of_file(f->ws, f->path);
    if (d && document_is_modified(d))
        return err_set(f->err, "keybindings.json has unsaved edits: save them first");
    return fs_read(f->path, KEYMAP_FILE_MAX, &f->text, &why) || why.code == ENOENT ||
           why.code == ENOTDIR || err_set(f->err, "%s", err_text(&why));
}

static bool file_write(File *f)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(f->path)));
    if (!fs_mkdirs(dir, f->err) || !fs_write(f->path, buf_str(&f->text), f->err))
        return false;
    f->ws->config.stamp++;
    config_watch_start(f->ws); // the folder may be new
    keymap_settle(f->ws->keymap);
    return true;
}

static void file_end(File *f)
{
    free(f->path);
    buf_deinit(&f->text);
}

static void add_member(const char *key, const char *value, Buf *out)
{
    JsonOut w = {.out = out};
    buf_addf(out, "%s \"%s\": ", out->n > 1 ? "," : "", key);
    json_out_str(&w, NULL, str_c(value));
}

// { "key": "f7", "command": "file.save", "when": "editorTextFocus" }
static void add_entry(const char *keys, const char *minus, const Binding *row, Buf *out)
{
    AUTO(free) char *command = xasprintf("%s%s", minus, row->command);
    buf_add_byte(out, '{');
    add_member("key", keys, out);
    add_member("command", command, out);
    if (row->when)
        add_member("when", row->when, out);
    if (row->arg && !*minus)
        add_member("args", row->arg, out);
    buf_add_c(out, " }");
}

static bool append(File *f, const char *keys, const char *minus, const Binding *row)
{
    AUTO(buf) Buf entry = BUF_INIT;
    JsoncStep end = {.index = JSONC_END};
    add_entry(keys, minus, row, &entry);
    return jsonc_set(&f->text, &end, 1, buf_str(&entry), f->err);
}

static bool set_key(File *f, size_t index, const char *keys)
{
    AUTO(buf) Buf value = BUF_INIT;
    JsonOut w = {.out = &value};
    json_out_str(&w, NULL, str_c(keys));
    JsoncStep at[] = {{.index = index}, {.key = "key"}};
    return jsonc_set(&f->text, at, 2, buf_str(&value), f->err);
}

// Is this entry of the file about the command?
static bool names(const Json *entry, const Command *c)
{
    const char *arg;
    Str name = json_str_or(json_get(entry, "command"), STR(""));
    if (name.n && name.p[0] == '-')
        name = str_from(name, 1);
    const char *id = vscode_command(name, &arg);
    return str_eq_c(id ? str_c(id) : name, c->id);
}

// The file may have changed since it was read for the row.
static bool is_there(const File *f, const KeyEntry *e)
{
    JsonDoc *doc = json_parse(buf_str(&f->text), NULL);
    bool is = doc && names(json_at(json_root(doc), e->row->index), e->command);
    json_free(doc);
    return is || err_set(f->err, "keybindings.json was changed meanwhile: try again");
}

static bool assign(File *f, const KeyEntry *e, const char *keys, bool more)
{
    Binding plain = {.command = e->command->id};
    const Binding *row = e->row ? e->row->row : &plain;
    if (e->row && !more && e->row->source == KEYMAP_USER)
        return is_there(f, e) && set_key(f, e->row->index, keys);
    if (e->row && !more && !append(f, row->keys, "-", row))
        return false;
    return append(f, keys, "", row);
}

// A chord in canonical form, owned; NULL if it cannot be read.
static char *canonical(Str keys, Err *err)
{
    AUTO(buf) Buf out = BUF_INIT;
    Str part;
    Key k;
    while (str_split(&keys, ' ', &part)) {
        if (!key_parse(part, &k, err))
            return NULL;
        if (out.n)
            buf_add_byte(&out, ' ');
        key_name(&k, &out);
    }
    return buf_take(&out);
}

bool keys_assign(Workspace *ws, const KeyEntry *e, Str keys, bool more, Err *err)
{
    AUTO(free) char *chord = canonical(keys, err);
    File f = {.ws = ws, .err = err};
    bool ok = chord && file_read(&f) && assign(&f, e, chord, more) && file_write(&f);
    file_end(&f);
    return ok;
}

bool keys_remove(Workspace *ws, const KeyEntry *e, Err *err)
{
    File f = {.ws = ws, .err = err};
    if (!e->row)
        return err_set(err, "'%s' has no key", e->command->id);
    JsoncStep at = {.index = e->row->index};
    bool ok = file_read(&f);
    if (ok && e->row->source == KEYMAP_USER)
        ok = is_there(&f, e) && jsonc_remove(&f.text, &at, 1, err);
    else if (ok)
        ok = append(&f, e->row->row->keys, "-", e->row->row);
    ok = ok && file_write(&f);
    file_end(&f);
    return ok;
}

bool keys_reset(Workspace *ws, const Command *c, Err *err)
{
    File f = {.ws = ws, .err = err};
    bool ok = file_read(&f);
    JsonDoc *doc = ok ? json_parse(buf_str(&f.text), NULL) : NULL;
    for (size_t i = doc ? json_len(json_root(doc)) : 0; i-- > 0 && ok;) {
        JsoncStep at = {.index = i};
        if (names(json_at(json_root(doc), i), c))
            ok = jsonc_remove(&f.text, &at, 1, err);
    }
    ok = ok && file_write(&f);
    json_free(doc);
    file_end(&f);
    return ok;
}
