#include "run/language.h"
#include "base/bug.h"
#include "base/fs.h"
#include "base/path.h"

#include <fcntl.h>
#include <pthread.h>

static const char table_text[] =
#include "run/languages-json.inc"
    ;

enum { MAX_LANGUAGES = 200 };

// Filled once, then constant.
static JsonDoc *table; // what the rows point into
static RunLanguage languages[MAX_LANGUAGES];
static const RunLanguage *all[MAX_LANGUAGES + 1];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static char *text_of(const Json *row, const char *key)
{
    return str_dup(json_str_or(json_get(row, key), STR("")));
}

static void load(void)
{
    AUTO(err) Err err = {0};
    size_t n = 0;
    table = json_parse(str_n(table_text, sizeof table_text - 1), &err);
    BUG_ON(!table);
    for (const Json *row = json_first(json_root(table)); row; row = json_next(row)) {
        BUG_ON(n == MAX_LANGUAGES);
        languages[n] = (RunLanguage){
            .id = text_of(row, "id"),
            .title = text_of(row, "title"),
            .install = text_of(row, "install"),
            .extension = str_dup(json_str_or(json_at(json_get(row, "extensions"), 0), STR(""))),
            .row = row};
        all[n] = &languages[n];
        n++;
    }
}

const RunLanguage *const *run_language_all(void)
{
    pthread_once(&once, load);
    BUG_ON(!table);
    return all;
}

const char *run_language_id(const RunLanguage *l)
{
    return l->id;
}

const char *run_language_title(const RunLanguage *l)
{
    return l->title;
}

const char *run_language_install(const RunLanguage *l)
{
    return l->install;
}

const char *run_language_extension(const RunLanguage *l)
{
    return l->extension;
}

/* Is `want` among the strings of a JSON array? */
static bool lists(const Json *array, Str want)
{
    for (const Json *x = json_first(array); x; x = json_next(x))
        if (str_eq(json_str_or(x, STR_NULL), want))
            return true;
    return false;
}

const RunLanguage *run_language_named(Str id)
{
    for (const RunLanguage *const *l = run_language_all(); *l; l++)
        if (str_eq_c(id, (*l)->id) || lists(json_get((*l)->row, "extensions"), id))
            return *l;
    return NULL;
}

static const RunLanguage *listed(const char *key, Str want)
{
    for (const RunLanguage *const *l = run_language_all(); want.n && *l; l++)
        if (lists(json_get((*l)->row, key), want))
            return *l;
    return NULL;
}

// "#!/usr/bin/env python3 -u" -> "python3"
static Str interpreter(Str line)
{
    Str word = STR_NULL;
    if (!str_starts(line, STR("#!")))
        return STR_NULL;
    line = str_trim(str_from(line, 2));
    while (str_split(&line, ' ', &word)) {
        Str name = path_base(word);
        if (name.n && !str_eq_c(name, "env") && name.p[0] != '-')
            return name;
    }
    return STR_NULL;
}

static const RunLanguage *by_shebang(const char *path)
{
    char head[256];
    AUTO(fd) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t n = fd >= 0 ? read(fd, head, sizeof head) : -1;
    Str rest = str_n(head, n > 0 ? (size_t)n : 0), line = STR_NULL;
    str_split(&rest, '\n', &line);
    return listed("shebangs", interpreter(line));
}

const RunLanguage *run_language_for_file(const char *path)
{
    const RunLanguage *l = listed("extensions", path_ext(path_base(str_c(path))));
    return l ? l : by_shebang(path);
}
