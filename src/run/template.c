#include "run/run.h"

#include "base/fs-tree.h"
#include "base/mem.h"
#include "base/path.h"

#include <ctype.h>

const Template *template_find(const char *name, Err *err)
{
    AUTO(buf) Buf names = BUF_INIT;
    for (const Template *t = template_all; t->name; t++) {
        if (strcmp(t->name, name) == 0)
            return t;
        buf_addf(&names, "%s%s", names.n ? ", " : "", t->name);
    }
    err_set(err, "there is no template '%s', but %s", name, buf_c(&names));
    return NULL;
}

bool template_name_is_fit(Str name, Err *err)
{
    bool fit = name.n > 0 && name.n <= 100;
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        fit = fit && (isalnum(c) || c >= 0x80 || (i > 0 && strchr(" ._+-", c)));
    }
    return fit || err_set(err,
                          "'" STR_FMT "' is no name for a project: take letters, digits and"
                          " '.', '_', '+', '-'",
                          STR_ARG(name));
}

// Lower case, what no package name may hold as '_', no digit first.
static void add_ident(Str name, Buf *out)
{
    if (isdigit((unsigned char)name.p[0]))
        buf_add_c(out, "p");
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (c < 0x80)
            buf_add_byte(out, isalnum(c) ? (char)tolower(c) : '_');
        else if ((c & 0xc0) != 0x80) // one for a character
            buf_add_byte(out, i ? '_' : 'p');
    }
}

// The text of a file with "{{name}}" and "{{ident}}" (fit for a package) filled in.
static void fill(const char *text, Str name, Buf *out)
{
    Str rest = str_c(text);
    while (rest.n) {
        ptrdiff_t brace = str_find(rest, STR("{{"));
        size_t n = brace < 0 ? rest.n : (size_t)brace;
        buf_add(out, str_upto(rest, n));
        rest = str_from(rest, n);
        size_t taken = 1;
        if (str_starts(rest, STR("{{name}}"))) {
            buf_add(out, name);
            taken = strlen("{{name}}");
        } else if (str_starts(rest, STR("{{ident}}"))) {
            add_ident(name, out);
            taken = strlen("{{ident}}");
        } else {
            buf_add(out, str_upto(rest, 1));
        }
        rest = str_from(rest, taken);
    }
}

static bool write_file(const TemplateFile *f, const char *dir, Str name, Err *err)
{
    bool hidden = strcmp(f->path, "gitignore") == 0;
    AUTO(free) char *path = path_join(dir, hidden ? ".gitignore" : f->path);
    AUTO(free) char *above = str_dup(path_dir(str_c(path)));
    AUTO(buf) Buf text = BUF_INIT;
    fill(f->text, name, &text);
    bool script = str_starts(buf_str(&text), STR("#!"));
    return fs_mkdirs_mode(above, 0777, err) &&
           fs_create(path, buf_str(&text), script ? 0755 : 0644, err);
}

static bool write_files(const Template *t, const char *dir, Str name, Err *err)
{
    for (const TemplateFile *f = t->files; f->path; f++)
        if (!write_file(f, dir, name, err))
            return false;
    return true;
}

bool template_write(const Template *t, const char *dir, Str name, Err *err)
{
    FsNew *made = fs_new_begin(dir, err);
    if (!made)
        return false;
    if (write_files(t, fs_new_path(made), name, err))
        return fs_new_commit(made, true, err);
    fs_new_abort(made);
    return false;
}
