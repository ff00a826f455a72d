#include "app/cli-file.h"
#include "app/cli-talk.h"

#include "base/mem.h"
#include "base/path.h"

Store *cli_store(Err *err)
{
    Store *s = store_open(NULL, err);
    if (s && store_notice(s)[0])
        fprintf(stderr, "codelab: %s\n", store_notice(s));
    return s;
}

char *cli_absolute(const char *path, Err *err)
{
    if (path[0] == '/')
        return path_normal("/", path);
    AUTO(free) char *cwd = getcwd(NULL, 0);
    if (cwd && cwd[0] == '/')
        return path_normal(cwd, path);
    err_set(err, "the current folder is gone; go to another one");
    return NULL;
}

bool cli_file_open(CliFile *f, const char *path, Err *err)
{
    AUTO(err) Err why = {0};
    *f = (CliFile){.path = cli_absolute(path, err)};
    if (!f->path)
        return false;
    f->store = cli_store(err);
    if (!f->store)
        return false;
    if (store_locate(f->store, f->path, &f->project, &f->rel, &why) || !why.msg)
        return true;
    return err_set(err, "%s", why.msg);
}

bool cli_file_open_known(CliFile *f, const char *path, Err *err)
{
    if (!cli_file_open(f, path, err))
        return false;
    return f->rel || err_set(err,
                             "there is no history of '%s': it lies in no project; "
                             "codelab project add DIR makes a folder one",
                             path);
}

void cli_file_deinit(CliFile *f)
{
    store_close(f->store);
    free(f->path);
    free(f->rel);
}

bool cli_parse_version(const char *word, char **file, int64_t *n, Err *err)
{
    Str text = str_c(word);
    ptrdiff_t at = str_rfind_byte(text, '@');
    long long number;
    if (at <= 0 || !str_to_i64(str_from(text, (size_t)at + 1), &number) || number < 1)
        return err_set(err, "'%s' names no version: write FILE@N, as codelab history lists them",
                       word);
    *file = str_dup(str_upto(text, (size_t)at));
    *n = number;
    return true;
}
