// The user's own choice of versions: a file of lines "ID VERSION<TAB>FOLDER" among his data.
#include "lang/inner.h"
#include "base/fs.h"
#include "base/path.h"
#include "base/places.h"

enum { FILE_MAX = 1 << 20 };

static char *file_path(void)
{
    const char *data = getenv("CODELAB_DATA");
    return data && *data ? path_join(data, "versions") : place_data("codelab/versions");
}

static char *folder_of(const char *project)
{
    char *real = realpath(project, NULL);
    return real ? real : xstrdup(project);
}

// Takes "ID VERSION<TAB>FOLDER" apart.
static bool parse(Str line, Str *id, Str *version, Str *folder)
{
    Str head = STR_NULL;
    if (!str_split(&line, '\t', &head))
        return false;
    *folder = line;
    *version = head;
    return str_split(version, ' ', id) && version->n && folder->n;
}

char *lang_pinned(const Lang *l, const char *project)
{
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(free) char *path = file_path();
    AUTO(free) char *folder = project ? folder_of(project) : NULL;
    if (!folder || !fs_read(path, FILE_MAX, &text, NULL))
        return NULL;
    Str rest = buf_str(&text), line, id, version, where;
    while (rest.n && str_split(&rest, '\n', &line))
        if (parse(line, &id, &version, &where) && str_eq_c(id, l->id) && str_eq_c(where, folder))
            return str_dup(version);
    return NULL;
}

bool lang_pin(const Lang *l, const char *project, const char *version, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(buf) Buf out = BUF_INIT;
    AUTO(free) char *path = file_path();
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    AUTO(free) char *folder = folder_of(project);
    if (strpbrk(folder, "\n\t") || strpbrk(version, " \n\t"))
        return err_set(err, "cannot note a version for '%s'", folder);
    if (!fs_mkdirs_mode(dir, 0700, err))
        return false;
    if (fs_exists(path) && !fs_read(path, FILE_MAX, &text, err))
        return false;
    Str rest = buf_str(&text), line, id, of, where;
    while (rest.n && str_split(&rest, '\n', &line))
        if (parse(line, &id, &of, &where) && !(str_eq_c(id, l->id) && str_eq_c(where, folder)))
            buf_addf(&out, STR_FMT "\n", STR_ARG(line));
    if (*version)
        buf_addf(&out, "%s %s\t%s\n", l->id, version, folder);
    return fs_write(path, buf_str(&out), err);
}
