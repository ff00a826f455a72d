// The palette's lists of settings, and of the values that one may have.
#include "command/inner.h"

static const char *source_name(OptionSource s)
{
    static const char *const names[] = {"", "machine", "user", "project", "argument"};
    return names[s];
}

// The value as it stands in the file, cut to what a row has room for.
static void add_value(const Workspace *ws, const Setting *s, Buf *out)
{
    enum { VALUE_BYTES = 24 };
    AUTO(buf) Buf value = BUF_INIT;
    setting_write(&ws->options, s, &value);
    buf_add(out, str_n(value.p, MIN(value.n, (size_t)VALUE_BYTES)));
    if (value.n > VALUE_BYTES)
        buf_add_c(out, "...");
}

// What was set stands first, the rest in the order of the table.
static void fill_settings(Fill *f, Workspace *ws)
{
    size_t n;
    const Setting *all = setting_all(&n);
    for (size_t i = 0; i < n; i++) {
        AUTO(free) char *label = xasprintf("%s  %s", all[i].name, all[i].help);
        AUTO(buf) Buf value = BUF_INIT;
        OptionSource source = setting_source(ws, &all[i]);
        if (source != OPTION_DEFAULT)
            buf_addf(&value, "%s ", source_name(source));
        add_value(ws, &all[i], &value);
        fill_add(f, str_c(label), buf_take(&value), str_c(all[i].name),
                 (int)(n - i) + (source != OPTION_DEFAULT) * (int)n);
    }
}

static void keep(Workspace *ws, const Setting *s, Str json)
{
    AUTO(err) Err err = {0};
    if (!setting_keep(ws, s, json, &err)) {
        message_say(ws, MESSAGE_ERROR, "Cannot change %s: %s", s->name, err_text(&err));
        return;
    }
    OptionSource source = setting_source(ws, s);
    if (source > OPTION_USER)
        message_say(ws, MESSAGE_WARNING, "%s is kept, but the %s says otherwise", s->name,
                    source == OPTION_PROJECT ? "project" : "command line");
    else if (json.n)
        message_say(ws, MESSAGE_RESULT, "%s is " STR_FMT, s->name, STR_ARG(json));
    else
        message_say(ws, MESSAGE_RESULT, "%s is %s again", s->name, s->preset);
}

static bool is_text(const Setting *s)
{
    return s->type == SETTING_STRING || s->type == SETTING_ENCODING;
}

// What is typed for a string is its text, for all others JSON.
static void add_json(const Setting *s, Str typed, Buf *out)
{
    JsonOut w = {.out = out};
    if (is_text(s))
        json_out_str(&w, NULL, typed);
    else
        buf_add(out, typed);
}

static void on_typed(Workspace *ws, int choice, Str line, void *arg)
{
    AUTO(free) char *name = arg;
    const Setting *s = setting_find(str_c(name));
    AUTO(buf) Buf json = BUF_INIT;
    AUTO(buf) Buf want = BUF_INIT;
    if (choice < 0)
        return;
    Options o = ws->options;
    add_json(s, line, &json);
    JsonDoc *doc = json_parse(buf_str(&json), NULL);
    if (doc && setting_set(&o, &ws->option_set.texts, s, json_root(doc))) {
        keep(ws, s, buf_str(&json));
    } else {
        setting_wanted(s, &want);
        message_say(ws, MESSAGE_ERROR, "%s must be %s", s->name, buf_c(&want));
    }
    json_free(doc);
}

static void ask_value(Workspace *ws, const Setting *s)
{
    AUTO(buf) Buf now = BUF_INIT;
    AUTO(buf) Buf want = BUF_INIT;
    setting_write(&ws->options, s, &now);
    setting_wanted(s, &want);
    char *preset = is_text(s) ? xstrdup(setting_text(&ws->options, s)) : xstrdup(buf_c(&now));
    ask_file(ws, (Ask){.title = xstrdup(s->name),
                       .text = xasprintf("%s\nIt is %s; the default is %s", s->help, buf_c(&want),
                                         s->preset),
                       .preset = preset,
                       .replaced = true,
                       .answer = on_typed,
                       .arg = xstrdup(s->name)});
}

static void accept_setting(Workspace *ws, const char *value)
{
    const Setting *s = setting_find(str_c(value));
    if (s->type != SETTING_BOOL && s->type != SETTING_ENUM) {
        ask_value(ws, s);
        return;
    }
    palette_open(&ws->palette, palette_values.prefix);
    ws->palette.subject = xstrdup(value);
}

const PaletteList palette_settings = {"set ", fill_settings, accept_setting, NULL, NULL};

static void add_choice(Fill *f, const char *json, const char *now, const Setting *s, int rank)
{
    bool is_now = strcmp(json, now) == 0, is_default = strcmp(json, s->preset) == 0;
    fill_add(f, str_c(json),
             xstrdup(is_now       ? "current"
                     : is_default ? "default"
                                  : ""),
             str_c(json), rank);
}

static void fill_values(Fill *f, Workspace *ws)
{
    const Setting *s = ws->palette.subject ? setting_find(str_c(ws->palette.subject)) : NULL;
    AUTO(buf) Buf now = BUF_INIT;
    if (!s)
        return;
    setting_write(&ws->options, s, &now);
    if (s->type == SETTING_BOOL) {
        add_choice(f, "true", buf_c(&now), s, 3);
        add_choice(f, "false", buf_c(&now), s, 2);
    }
    for (int i = 0; s->type == SETTING_ENUM && s->values[i]; i++) {
        AUTO(buf) Buf json = BUF_INIT;
        JsonOut w = {.out = &json};
        json_out_str(&w, NULL, str_c(s->values[i]));
        add_choice(f, buf_c(&json), buf_c(&now), s, 100 - i);
    }
    if (setting_source(ws, s) == OPTION_USER)
        fill_add(f, STR("Back to the default"), xstrdup(s->preset), STR_NULL, 1);
}

static void accept_value(Workspace *ws, const char *value)
{
    const Setting *s = ws->palette.subject ? setting_find(str_c(ws->palette.subject)) : NULL;
    if (s)
        keep(ws, s, str_c(value));
}

const PaletteList palette_values = {"value ", fill_values, accept_value, NULL, NULL};
