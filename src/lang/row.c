// Is a row that a person wrote one?
#include "lang/inner.h"

#include <regex.h>

typedef struct {
    const JsonDoc *doc;
    Buf *faults;
    bool ok;
} Check;

static void complain(Check *c, const Json *at, const char *what, bool fatal)
{
    int line, col;
    json_where(c->doc, at, &line, &col);
    buf_addf(c->faults, "line %d: %s\n", line, what);
    c->ok = c->ok && !fatal;
}

typedef enum { IS_TEXT, IS_WORDS, IS_WAYS, IS_LIMITS, IS_PATTERNS, IS_TOOLS, IS_VERSIONS } Shape;

static const struct {
    const char *key;
    Shape shape;
} row_keys[] = {{"id", IS_TEXT},         {"title", IS_TEXT},     {"install", IS_TEXT},
                {"memory", IS_TEXT},     {"aliases", IS_WORDS},  {"extensions", IS_WORDS},
                {"filenames", IS_WORDS}, {"shebangs", IS_WORDS}, {"content", IS_PATTERNS},
                {"env", IS_WORDS},       {"read", IS_WORDS},     {"homes", IS_WORDS},
                {"asks", IS_WORDS},      {"version", IS_WORDS},  {"ways", IS_WAYS},
                {"limits", IS_LIMITS}},
  way_keys[] = {{"tools", IS_TOOLS},    {"compile", IS_WORDS}, {"run", IS_WORDS},
                {"repl", IS_WORDS},     {"env", IS_WORDS},     {"read", IS_WORDS},
                {"least", IS_VERSIONS}, {"version", IS_WORDS}};

static void check_object(Check *c, const Json *object, bool is_way);

static void check_words(Check *c, const Json *list, bool patterns)
{
    AUTO(free) char *key = str_dup(json_key(list));
    if (json_kind(list) != JSON_ARRAY) {
        AUTO(free) char *what = xasprintf("\"%s\" is no list of words", key);
        complain(c, list, what, true);
        return;
    }
    for (const Json *x = json_first(list); x; x = json_next(x)) {
        regex_t re;
        AUTO(free) char *word = str_dup(json_str_or(x, STR("")));
        AUTO(free)
        char *what =
            xasprintf("in \"%s\" stands %s instead of a word", key, json_kind_name(json_kind(x)));
        if (json_kind(x) != JSON_STRING) {
            complain(c, x, what, true);
        } else if (patterns && regcomp(&re, word, REG_EXTENDED | REG_NOSUB) != 0) {
            AUTO(free) char *why = xasprintf("'%s' is no regular expression", word);
            complain(c, x, why, false);
        } else if (patterns) {
            regfree(&re);
        }
    }
}

static void check_tools(Check *c, const Json *tools)
{
    if (json_kind(tools) != JSON_OBJECT || !json_first(tools))
        complain(c, tools, "\"tools\" names no programs: {\"cc\": [\"gcc\", \"clang\"]}", true);
    else
        for (const Json *t = json_first(tools); t; t = json_next(t))
            check_words(c, t, false);
}

static void check_ways(Check *c, const Json *ways)
{
    if (json_kind(ways) != JSON_ARRAY || !json_first(ways))
        complain(c, ways, "\"ways\" is no list of ways to run it", true);
    else
        for (const Json *way = json_first(ways); way; way = json_next(way)) {
            check_object(c, way, true);
            if (!json_get(way, "tools") || !json_get(way, "run"))
                complain(c, way, "a way wants \"tools\" and \"run\"", true);
        }
}

static void check_limits(Check *c, const Json *limits)
{
    static const char *const units[] = {"seconds", "megabytes", "processes"};
    for (const Json *phase = json_first(limits); phase; phase = json_next(phase))
        for (const Json *x = json_first(phase); x; x = json_next(x)) {
            int64_t n;
            bool known = false;
            for (size_t i = 0; i < ARRAY_LEN(units); i++)
                known |= str_eq_c(json_key(x), units[i]);
            if (!known || !json_int(x, &n) || n < 1 || n > 1 << 20)
                complain(c, x, "a limit is a number of seconds, megabytes or processes", true);
        }
}

static void check_value(Check *c, const Json *value, Shape shape)
{
    if (shape == IS_TEXT && json_kind(value) != JSON_STRING) {
        AUTO(free)
        char *what = xasprintf("\"" STR_FMT "\" is %s instead of a text", STR_ARG(json_key(value)),
                               json_kind_name(json_kind(value)));
        complain(c, value, what, true);
    } else if (shape == IS_WORDS || shape == IS_PATTERNS) {
        check_words(c, value, shape == IS_PATTERNS);
    } else if (shape == IS_WAYS) {
        check_ways(c, value);
    } else if (shape == IS_TOOLS) {
        check_tools(c, value);
    } else if (shape == IS_LIMITS) {
        check_limits(c, value);
    }
}

static void check_object(Check *c, const Json *object, bool is_way)
{
    size_t n = is_way ? ARRAY_LEN(way_keys) : ARRAY_LEN(row_keys);
    for (const Json *x = json_first(object); x; x = json_next(x)) {
        size_t i = 0;
        while (i < n && !str_eq_c(json_key(x), is_way ? way_keys[i].key : row_keys[i].key))
            i++;
        if (i < n) {
            check_value(c, x, is_way ? way_keys[i].shape : row_keys[i].shape);
            continue;
        }
        AUTO(free)
        char *what = xasprintf("there is no \"" STR_FMT "\" of a language", STR_ARG(json_key(x)));
        complain(c, x, what, false);
    }
}

static bool is_id(Str id)
{
    for (size_t i = 0; i < id.n; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789+-_#", id.p[i]))
            return false;
    return id.n > 0;
}

bool row_check(const JsonDoc *doc, const Json *row, Buf *faults)
{
    Check c = {.doc = doc, .faults = faults, .ok = true};
    if (json_kind(row) != JSON_OBJECT)
        complain(&c, row, "this is no language: {\"id\": ..., \"ways\": [...]}", true);
    else if (!is_id(json_str_or(json_get(row, "id"), STR(""))))
        complain(&c, row, "a language wants an \"id\" of small letters and digits", true);
    else if (!json_get(row, "ways"))
        complain(&c, row, "a language wants \"ways\" to run it", true);
    else
        check_object(&c, row, false);
    return c.ok;
}
