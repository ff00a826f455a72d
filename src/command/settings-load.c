// Reading settings.json: each bad entry is one sentence, and keeps its default.
#include "command/inner.h"
#include "base/json.h"

#include <errno.h>

static void *field(Options *o, const Setting *s)
{
    return (char *)o + s->offset;
}

static bool set_enum(Options *o, const Setting *s, Str value)
{
    for (int i = 0; s->values[i]; i++)
        if (str_eq_c(value, s->values[i])) {
            *(int *)field(o, s) = i;
            return true;
        }
    return false;
}

static void set_string(Options *o, const Setting *s, Str value)
{
    char **at = field(o, s);
    free(*at);
    *at = str_dup(value);
}

static bool set_percent(Options *o, const Setting *s, const Json *v)
{
    double n;
    if (!json_double(v, &n) || n * 100 < s->min || n * 100 > s->max)
        return false;
    *(int *)field(o, s) = (int)(n * 100);
    return true;
}

// VS Code also writes { "column": 80, "color": … }.
static bool set_columns(Options *o, const Setting *s, const Json *v)
{
    Columns out = {0};
    int64_t n;
    if (json_kind(v) != JSON_ARRAY)
        return false;
    for (const Json *m = json_first(v); m; m = json_next(m)) {
        const Json *column = json_kind(m) == JSON_OBJECT ? json_get(m, "column") : m;
        if (!json_int(column, &n) || n < s->min || n > s->max || out.n == COLUMNS_MAX)
            return false;
        out.at[out.n++] = (int)n;
    }
    *(Columns *)field(o, s) = out;
    return true;
}

// False if the value is not of the setting's kind.
static bool set(Options *o, const Setting *s, const Json *v)
{
    int64_t n;
    Str text;
    switch (s->type) {
    case SETTING_BOOL:
        return json_bool(v, field(o, s));
    case SETTING_INT:
        if (!json_int(v, &n) || n < s->min || n > s->max)
            return false;
        *(int *)field(o, s) = (int)n;
        return true;
    case SETTING_PERCENT:
        return set_percent(o, s, v);
    case SETTING_COLUMNS:
        return set_columns(o, s, v);
    case SETTING_ENUM:
        return json_str(v, &text) && set_enum(o, s, text);
    case SETTING_ENCODING:
        if (!json_str(v, &text) || !encoding_find(text))
            return false;
        set_string(o, s, text);
        return true;
    case SETTING_STRING:
        if (!json_str(v, &text))
            return false;
        set_string(o, s, text);
        return true;
    }
    return false;
}

// As it is written in the file.
static void add_quoted(const char *value, Buf *out)
{
    buf_add_byte(out, '"');
    for (; *value; value++)
        buf_add_c(out, *value == '\n' ? "\\n" : *value == '\r' ? "\\r" : (char[]){*value, 0});
    buf_add_byte(out, '"');
}

static void wanted(const Setting *s, Buf *out)
{
    if (s->type == SETTING_BOOL)
        buf_add_c(out, "true or false");
    else if (s->type == SETTING_INT)
        buf_addf(out, "a whole number from %d to %d", s->min, s->max);
    else if (s->type == SETTING_PERCENT)
        buf_addf(out, "a number from %g to %g", s->min / 100.0, s->max / 100.0);
    else if (s->type == SETTING_COLUMNS)
        buf_addf(out, "up to %d whole numbers from %d to %d in [ ]", COLUMNS_MAX, s->min, s->max);
    else if (s->type == SETTING_STRING)
        buf_add_c(out, "a string");
    else if (s->type == SETTING_ENCODING)
        buf_add_c(out, "the name of an encoding, as \"utf8\" or \"windows1252\"");
    else
        for (int i = 0; s->values[i]; i++) {
            buf_add_c(out, i == 0 ? "" : s->values[i + 1] ? ", " : " or ");
            add_quoted(s->values[i], out);
        }
}

static const Setting *find(Str name)
{
    size_t n;
    const Setting *all = setting_all(&n);
    for (size_t i = 0; i < n; i++)
        if (str_eq_c(name, all[i].name))
            return &all[i];
    return NULL;
}

void settings_defaults(Workspace *ws)
{
    size_t n;
    const Setting *all = setting_all(&n);
    for (size_t i = 0; i < n; i++) {
        JsonDoc *doc = json_parse(str_c(all[i].preset), NULL);
        BUG_ON(!doc || !set(&ws->options, &all[i], json_root(doc)));
        json_free(doc);
    }
}

// Names of VS Code that codelab does not know are left alone: the file may be shared with it.
static void apply(Workspace *ws, const char *path, const JsonDoc *doc)
{
    for (const Json *m = json_first(json_root(doc)); m; m = json_next(m)) {
        const Setting *s = find(json_key(m));
        if (!s || set(&ws->options, s, m))
            continue;
        AUTO(buf) Buf want = BUF_INIT;
        int line, col;
        json_where(doc, m, &line, &col);
        wanted(s, &want);
        message_say(ws, MESSAGE_WARNING, "%s: line %d, column %d: %s must be %s; %s is used", path,
                    line, col, s->name, buf_c(&want), s->preset);
    }
}

void settings_load(Workspace *ws)
{
    AUTO(free) char *path = settings_path();
    AUTO(free) char *shown = workspace_pretty(ws, path);
    AUTO(err) Err err = {0};
    AUTO(buf) Buf text = BUF_INIT;
    if (!fs_read(path, 1 << 20, &text, &err)) {
        if (err.code != ENOENT)
            message_say(ws, MESSAGE_WARNING, "%s; defaults are used", err_text(&err));
        return;
    }
    JsonDoc *doc = json_parse(buf_str(&text), &err);
    if (doc && json_kind(json_root(doc)) == JSON_OBJECT)
        apply(ws, shown, doc);
    else if (doc)
        message_say(ws, MESSAGE_WARNING,
                    "%s: line 1, column 1: settings are an object { }; defaults "
                    "are used",
                    shown);
    else if (err.code != ENODATA)
        message_say(ws, MESSAGE_WARNING, "%s: %s; defaults are used", shown, err_text(&err));
    json_free(doc);
}
