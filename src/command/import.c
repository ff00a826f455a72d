#include "command/import.h"
#include "base/fs.h"
#include "base/path.h"
#include "base/places.h"
#include "command/inner.h"

#include <errno.h>

enum { FILE_MAX = 4 << 20 };

void import_say(Import *x, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&x->report, fmt, ap);
    va_end(ap);
    buf_add_byte(&x->report, '\n');
}

void import_read(Import *x, const char *dir, const char *name, Buf *out)
{
    AUTO(free) char *path = path_join(dir, name);
    AUTO(err) Err err = {0};
    if (!fs_read(path, FILE_MAX, out, &err) && err.code != ENOENT)
        import_say(x, "%s", err_text(&err));
}

// "settings.json.before-import", or the next that is free; owned.
static char *free_name(const char *path)
{
    char *name = xasprintf("%s.before-import", path);
    for (int i = 2; fs_exists(name); i++) {
        free(name);
        name = xasprintf("%s.before-import-%d", path, i);
    }
    return name;
}

static bool keep_old(Import *x, const char *path, Str old, Err *err)
{
    AUTO(free) char *name = free_name(path);
    if (!fs_write(name, old, err))
        return false;
    import_say(x, "The file as it was is kept as %s", name);
    return true;
}

bool import_write(Import *x, const char *name, Str text, Err *err)
{
    AUTO(free) char *path = path_join(x->to, name);
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    AUTO(buf) Buf old = BUF_INIT;
    AUTO(err) Err why = {0};
    bool there = fs_read(path, FILE_MAX, &old, &why);
    if (!there && why.code != ENOENT)
        return err_set(err, "%s", err_text(&why));
    if (there && str_eq(buf_str(&old), text))
        return true;
    return (!there || keep_old(x, path, buf_str(&old), err)) && fs_mkdirs(dir, err) &&
           fs_write(path, text, err);
}

static bool is_snippets(const char *name)
{
    return str_ends(str_c(name), STR(".json")) || str_ends(str_c(name), STR(".code-snippets"));
}

static bool take_snippets(Import *x, const char *name, Err *err)
{
    AUTO(free) char *rel = path_join("snippets", name);
    AUTO(buf) Buf theirs = BUF_INIT;
    AUTO(buf) Buf ours = BUF_INIT;
    import_read(x, x->from, rel, &theirs);
    import_read(x, x->to, rel, &ours);
    if (str_eq(buf_str(&theirs), buf_str(&ours)))
        return true;
    import_say(x, "Taken: %s", rel);
    x->taken++;
    return import_write(x, rel, buf_str(&theirs), err);
}

static bool import_snippets(Import *x, Err *err)
{
    AUTO(free) char *dir = path_join(x->from, "snippets");
    FsList all = {0};
    bool ok = true;
    if (!fs_list(dir, &all, NULL))
        return true; // there are none
    VEC_EACH (FsEntry, e, &all)
        if (ok && !e->is_dir && is_snippets(e->name))
            ok = take_snippets(x, e->name, err);
    fs_list_deinit(&all);
    return ok;
}

static bool has_user_files(const char *dir)
{
    static const char *const names[] = {"settings.json", "keybindings.json", "snippets"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        AUTO(free) char *path = path_join(dir, names[i]);
        if (fs_exists(path))
            return true;
    }
    return false;
}

// The folder of a VS Code; owned, NULL if none of the usual ones is there.
static char *find_folder(void)
{
    static const struct {
        char *(*place)(const char *name);
        const char *name;
    } usual[] = {{place_config, "Code/User"},
                 {place_config, "Code - Insiders/User"},
                 {place_config, "VSCodium/User"},
                 {place_config, "Code - OSS/User"},
                 {place_data, "code-server/User"}};
    for (size_t i = 0; i < ARRAY_LEN(usual); i++) {
        char *dir = usual[i].place(usual[i].name);
        if (has_user_files(dir))
            return dir;
        free(dir);
    }
    return NULL;
}

static char *choose_folder(const char *given, Err *err)
{
    char *dir = given ? path_join(given, "User") : find_folder();
    if (given && !has_user_files(dir)) {
        free(dir);
        dir = has_user_files(given) ? xstrdup(given) : NULL;
    }
    if (!dir)
        err_set(err,
                given ? "'%s' holds no settings of a VS Code"
                      : "no VS Code has settings here%s; name its folder 'User'",
                given ? given : "");
    return dir;
}

bool import_vscode(const char *from, Buf *report, Err *err)
{
    AUTO(free) char *settings = settings_path();
    Import x = {.from = choose_folder(from, err), .to = str_dup(path_dir(str_c(settings)))};
    if (x.from)
        import_say(&x, "From %s to %s", x.from, x.to);
    bool ok =
        x.from && import_settings(&x, err) && import_keys(&x, err) && import_snippets(&x, err);
    if (ok && !x.taken)
        import_say(&x, "There is nothing new to take");
    buf_add(report, buf_str(&x.report));
    buf_deinit(&x.report);
    free(x.from);
    free(x.to);
    return ok;
}
