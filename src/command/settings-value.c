// One setting's value: from JSON into Options.
#include "command/inner.h"

static void *field(const Options *o, const Setting *s)
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

// A number, or "auto".
static bool set_size(Options *o, const Setting *s, const Json *v)
{
    int64_t n = 0;
    Str text;
    bool is_auto = json_str(v, &text) && str_eq_c(text, "auto");
    if (!is_auto && (!json_int(v, &n) || n < s->min || n > s->max))
        return false;
    *(int *)field(o, s) = (int)n;
    return true;
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

static bool set_texts(Options *o, Arena *texts, const Setting *s, const Json *v)
{
    Texts *at = field(o, s);
    if (json_kind(v) != JSON_ARRAY)
        return false;
    const char **out = ARENA_NEW_ARRAY(texts, const char *, json_len(v) + 1);
    size_t n = 0;
    Str text;
    for (const Json *m = json_first(v); m; m = json_next(m)) {
        if (!json_str(m, &text))
            return false;
        out[n++] = arena_str(texts, text);
    }
    *at = (Texts){out, n};
    return true;
}

static void drop(const char **all, size_t *n, Str name)
{
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++)
        if (!str_eq_c(name, all[i]))
            all[kept++] = all[i];
    *n = kept;
}

// An object of names that are on or off: it adds to what files before it said.  ({ "when": … } of
// VS Code is no condition that is known here, and leaves its name off.)
static bool set_switches(Options *o, Arena *texts, const Setting *s, const Json *v)
{
    Texts *at = field(o, s);
    if (json_kind(v) != JSON_OBJECT)
        return false;
    const char **out = ARENA_NEW_ARRAY(texts, const char *, at->n + json_len(v) + 1);
    size_t n = at->n;
    if (n)
        memcpy(out, at->p, n * sizeof *out);
    for (const Json *m = json_first(v); m; m = json_next(m)) {
        drop(out, &n, json_key(m));
        if (json_bool_or(m, false))
            out[n++] = arena_str(texts, json_key(m));
    }
    *at = (Texts){out, n};
    return true;
}

// Kept as it is written, for whoever knows what it means.
static bool set_json(Options *o, Arena *texts, const Setting *s, const Json *v)
{
    AUTO(buf) Buf text = BUF_INIT;
    JsonOut w = {.out = &text};
    JsonKind kind = json_kind(v);
    if (kind != JSON_OBJECT && kind != JSON_ARRAY)
        return false;
    json_out_json(&w, NULL, v);
    *(const char **)field(o, s) = arena_str(texts, buf_str(&text));
    return true;
}

static bool set_string(Options *o, Arena *texts, const Setting *s, const Json *v)
{
    Str text;
    if (!json_str(v, &text) || (s->type == SETTING_ENCODING && !encoding_find(text)))
        return false;
    *(const char **)field(o, s) = arena_str(texts, text);
    return true;
}

bool setting_set(Options *o, Arena *texts, const Setting *s, const Json *v)
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
    case SETTING_SIZE:
        return set_size(o, s, v);
    case SETTING_PERCENT:
        return set_percent(o, s, v);
    case SETTING_COLUMNS:
        return set_columns(o, s, v);
    case SETTING_ENUM:
        return json_str(v, &text) && set_enum(o, s, text);
    case SETTING_TEXTS:
        return set_texts(o, texts, s, v);
    case SETTING_SWITCHES:
        return set_switches(o, texts, s, v);
    case SETTING_JSON:
        return set_json(o, texts, s, v);
    case SETTING_STRING:
    case SETTING_ENCODING:
        return set_string(o, texts, s, v);
    }
    return false;
}

int setting_number(const Options *o, const Setting *s)
{
    return s->type == SETTING_BOOL ? *(bool *)field(o, s) : *(int *)field(o, s);
}

const char *setting_text(const Options *o, const Setting *s)
{
    return *(const char **)field(o, s);
}

static void add_texts(const Options *o, const Setting *s, JsonOut *w)
{
    const Texts *t = field(o, s);
    bool on = s->type == SETTING_SWITCHES;
    if (on)
        json_out_object(w, NULL);
    else
        json_out_array(w, NULL);
    for (size_t i = 0; i < t->n; i++)
        if (on)
            json_out_bool(w, t->p[i], true);
        else
            json_out_str(w, NULL, str_c(t->p[i]));
    json_out_end(w);
}

static void add_columns(const Columns *c, JsonOut *w)
{
    json_out_array(w, NULL);
    for (int i = 0; i < c->n; i++)
        json_out_int(w, NULL, c->at[i]);
    json_out_end(w);
}

static void add_size(int n, JsonOut *w)
{
    if (n > 0)
        json_out_int(w, NULL, n);
    else
        json_out_str(w, NULL, STR("auto"));
}

void setting_write(const Options *o, const Setting *s, Buf *out)
{
    JsonOut w = {.out = out};
    switch (s->type) {
    case SETTING_BOOL:
        json_out_bool(&w, NULL, setting_number(o, s));
        break;
    case SETTING_INT:
        json_out_int(&w, NULL, setting_number(o, s));
        break;
    case SETTING_SIZE:
        add_size(setting_number(o, s), &w);
        break;
    case SETTING_PERCENT:
        json_out_double(&w, NULL, setting_number(o, s) / 100.0);
        break;
    case SETTING_COLUMNS:
        add_columns(field(o, s), &w);
        break;
    case SETTING_ENUM:
        json_out_str(&w, NULL, str_c(s->values[setting_number(o, s)]));
        break;
    case SETTING_TEXTS:
    case SETTING_SWITCHES:
        add_texts(o, s, &w);
        break;
    case SETTING_JSON:
        buf_add_c(out, setting_text(o, s));
        break;
    case SETTING_STRING:
    case SETTING_ENCODING:
        json_out_str(&w, NULL, str_c(setting_text(o, s)));
        break;
    }
}

// As it is written in the file.
static void add_quoted(const char *value, Buf *out)
{
    buf_add_byte(out, '"');
    for (; *value; value++)
        buf_add_c(out, *value == '\n' ? "\\n" : *value == '\r' ? "\\r" : (char[]){*value, 0});
    buf_add_byte(out, '"');
}

static void add_choices(const Setting *s, Buf *out)
{
    for (int i = 0; s->values[i]; i++) {
        buf_add_c(out, i == 0 ? "" : s->values[i + 1] ? ", " : " or ");
        add_quoted(s->values[i], out);
    }
}

void setting_wanted(const Setting *s, Buf *out)
{
    switch (s->type) {
    case SETTING_BOOL:
        buf_add_c(out, "true or false");
        break;
    case SETTING_INT:
        buf_addf(out, "a whole number from %d to %d", s->min, s->max);
        break;
    case SETTING_SIZE:
        buf_addf(out, "a whole number from %d to %d, or \"auto\"", s->min, s->max);
        break;
    case SETTING_PERCENT:
        buf_addf(out, "a number from %g to %g", s->min / 100.0, s->max / 100.0);
        break;
    case SETTING_COLUMNS:
        buf_addf(out, "up to %d whole numbers from %d to %d in [ ]", COLUMNS_MAX, s->min, s->max);
        break;
    case SETTING_STRING:
        buf_add_c(out, "a string");
        break;
    case SETTING_ENCODING:
        buf_add_c(out, "the name of an encoding, as \"utf8\" or \"windows1252\"");
        break;
    case SETTING_TEXTS:
        buf_add_c(out, "strings in [ ]");
        break;
    case SETTING_SWITCHES:
        buf_add_c(out, "names with true or false in { }");
        break;
    case SETTING_JSON:
        buf_add_c(out, "an object { } or a list [ ]");
        break;
    case SETTING_ENUM:
        add_choices(s, out);
        break;
    }
}
