// The table: ours, built in, and the user's over it.
#include "lang/inner.h"
#include "base/fs.h"
#include "base/places.h"

#include <pthread.h>
#include <strings.h>

static const char table_text[] =
#include "lang/languages-json.inc"
    ;

enum { MAX_LANGUAGES = 400, USERS_MAX_BYTES = 1 << 20 };

// Filled once, then constant.
static JsonDoc *table, *users; // what the rows point into
static Lang languages[MAX_LANGUAGES];
static size_t count;
static const Lang *all[MAX_LANGUAGES + 1];
static char *faults;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static char *text_of(const Json *row, const char *key, Str otherwise)
{
    return str_dup(json_str_or(json_get(row, key), otherwise));
}

// "npm:typescript" is a package of npm's, "https://..." a page, all else packages of Debian's.
static char *install_line(Str what)
{
    if (str_starts(what, STR("npm:")))
        return xasprintf("npm install " STR_FMT, STR_ARG(str_from(what, 4)));
    if (!what.n || str_starts(what, STR("https://")))
        return what.n ? xasprintf("see " STR_FMT, STR_ARG(what)) : xstrdup("");
    return xasprintf("apt install " STR_FMT, STR_ARG(what));
}

static void fill(Lang *l, const Json *row, bool of_user)
{
    Str id = json_str_or(json_get(row, "id"), STR(""));
    *l = (Lang){.id = str_dup(id),
                .title = text_of(row, "title", id),
                .install = install_line(json_str_or(json_get(row, "install"), STR(""))),
                .extension = str_dup(json_str_or(json_at(json_get(row, "extensions"), 0), STR(""))),
                .row = row,
                .users = of_user};
}

static void drop(Lang *l)
{
    free(l->id);
    free(l->title);
    free(l->install);
    free(l->extension);
}

// A row of the user's stands where ours of the same name stood, a new one before all others: so its
// extensions win.
static void put_users(const Json *row)
{
    Str id = json_str_or(json_get(row, "id"), STR(""));
    for (size_t i = 0; i < count; i++)
        if (str_eq_c(id, languages[i].id)) {
            drop(&languages[i]);
            fill(&languages[i], row, true);
            return;
        }
    if (count == MAX_LANGUAGES)
        return;
    memmove(languages + 1, languages, count * sizeof *languages);
    fill(&languages[0], row, true);
    count++;
}

static void load_users(void)
{
    AUTO(free) char *path = place_config("codelab/languages.json");
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(buf) Buf wrong = BUF_INIT;
    AUTO(err) Err err = {0};
    if (!fs_exists(path))
        return;
    if (!fs_read(path, USERS_MAX_BYTES, &text, &err)) {
        faults = xasprintf("%s\n", err_text(&err));
        return;
    }
    users = json_parse_mended(buf_str(&text), &wrong);
    const Json *root = json_root(users);
    if (users && json_kind(root) != JSON_ARRAY)
        buf_add_c(&wrong, "the whole is no array of languages: [ {\"id\": ...}, ... ]\n");
    else
        for (const Json *row = json_first(root); row; row = json_next(row))
            if (row_check(users, row, &wrong))
                put_users(row);
    Str rest = buf_str(&wrong), line;
    AUTO(buf) Buf said = BUF_INIT;
    while (rest.n && str_split(&rest, '\n', &line))
        if (line.n)
            buf_addf(&said, "%s: " STR_FMT "\n", path, STR_ARG(line));
    faults = said.n ? buf_take(&said) : NULL;
}

static void load(void)
{
    AUTO(err) Err err = {0};
    table = json_parse(str_n(table_text, sizeof table_text - 1), &err);
    BUG_ON(!table);
    for (const Json *row = json_first(json_root(table)); row; row = json_next(row)) {
        BUG_ON(count == MAX_LANGUAGES);
        fill(&languages[count++], row, false);
    }
    load_users();
    for (size_t i = 0; i < count; i++)
        all[i] = &languages[i];
}

const Lang *const *lang_all(void)
{
    pthread_once(&once, load);
    BUG_ON(!table);
    return all;
}

const char *lang_faults(void)
{
    (void)lang_all(); // reads them
    return faults ? faults : "";
}

const char *lang_id(const Lang *l)
{
    return l->id;
}

const char *lang_title(const Lang *l)
{
    return l->title;
}

const char *lang_install(const Lang *l)
{
    return l->install;
}

const char *lang_extension(const Lang *l)
{
    return l->extension;
}

bool lang_is_users(const Lang *l)
{
    return l->users;
}

const char *lang_memory_mode(const Lang *l)
{
    static const char *const modes[] = {"cgroup", "data", "as"};
    Str mode = json_str_or(json_get(l->row, "memory"), STR("as"));
    for (size_t i = 0; i < ARRAY_LEN(modes); i++)
        if (str_eq_c(mode, modes[i]))
            return modes[i];
    return modes[0];
}

LangLimits lang_limits(const Lang *l, LangPhase phase)
{
    static const char *const names[] = {"compile", "run", "repl"};
    const Json *limits = json_get(json_get(l->row, "limits"), names[phase]);
    return (LangLimits){.wall_ms = json_int_or(json_get(limits, "seconds"), 0) * 1000,
                        .memory_bytes = json_int_or(json_get(limits, "megabytes"), 0) << 20,
                        .procs = (int)json_int_or(json_get(limits, "processes"), 0)};
}

bool row_lists(const Json *array, Str want)
{
    for (const Json *x = json_first(array); x; x = json_next(x)) {
        Str s = json_str_or(x, STR_NULL);
        if (s.n == want.n && s.n && strncasecmp(s.p, want.p, s.n) == 0)
            return true;
    }
    return false;
}

const Json *row_of_way(const Lang *l, const Json *way, const char *key)
{
    const Json *own = json_get(way, key);
    return own ? own : json_get(l->row, key);
}

const Lang *lang_named(Str name)
{
    static const char *const keys[] = {"aliases", "extensions"};
    for (const Lang *const *l = lang_all(); *l; l++)
        if (str_eq_c(name, (*l)->id))
            return *l;
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        for (const Lang *const *l = lang_all(); name.n && *l; l++)
            if (row_lists(json_get((*l)->row, keys[i]), name))
                return *l;
    return NULL;
}
