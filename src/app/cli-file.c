#include "app/cli-file.h"
#include "app/cli-talk.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/time-word.h"

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

bool cli_version_parse(CliVersion *v, const char *word, Err *err)
{
    Str text = str_c(word);
    ptrdiff_t at = str_rfind_byte(text, '@');
    Str which = str_from(text, (size_t)(at + 1));
    long long number;
    *v = (CliVersion){0};
    if (at > 0 && str_to_i64(which, &number) && number >= 1)
        v->n = number;
    else if (at <= 0 || !time_word_parse(which, clock_wall_ms(), &v->time_ms))
        return err_set(err,
                       "'%s' names no version: write FILE@N, as codelab history lists them, or "
                       "FILE@TIME with a time as %s",
                       word, time_word_forms);
    v->file = str_dup(str_upto(text, (size_t)at));
    return true;
}

void cli_version_deinit(CliVersion *v)
{
    free(v->file);
}

bool cli_version_find(const CliVersion *v, const CliFile *f, int64_t *n, Err *err)
{
    int64_t moment;
    AUTO(free) char *when = cli_time(v->time_ms);
    *n = v->n;
    if (v->n)
        return true;
    return store_moment_at(f->store, f->project, v->time_ms, &moment, err) &&
           store_moment_version(f->store, f->project, str_c(f->rel), moment, n, err) &&
           (*n || err_set(err, "there is no version of '%s' from %s or before", v->file, when));
}

bool cli_project_here(Store *s, Project *out, Err *err)
{
    int64_t id;
    AUTO(err) Err why = {0};
    AUTO(free) char *rel = NULL;
    AUTO(free) char *inside = cli_absolute("x", err);
    if (!inside)
        return false;
    if (store_locate(s, inside, &id, &rel, &why))
        return store_project_get(s, id, out, err);
    return err_set(err, "%s", why.msg ? why.msg : "the current folder lies in no project");
}
