// Reading settings.json of the machine, the user and the project: each bad entry is one sentence,
// and keeps the value there was.
#include "command/inner.h"
#include "base/path.h"
#include "syntax/syntax.h"

#include <errno.h>

enum { FILE_MAX = 1 << 20 };

typedef struct {
    char *shown; // owned; the file as messages name it
    JsonDoc *doc;
    OptionSource source;
} Layer;
typedef Vec(Layer) Layers;

typedef struct {
    Workspace *ws;
    Options *o;
    Arena *texts;
    const Layer *layer;
    bool of_language;
} Load;

const Setting *setting_find(Str name)
{
    size_t n;
    const Setting *all = setting_all(&n);
    for (size_t i = 0; i < n; i++)
        if (str_eq_c(name, all[i].name))
            return &all[i];
    return NULL;
}

static void warn(Workspace *ws, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void warn(Workspace *ws, const char *fmt, ...)
{
    AUTO(buf) Buf text = BUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&text, fmt, ap);
    va_end(ap);
    message_say(ws, MESSAGE_WARNING, "%s", buf_c(&text));
    output_say(ws, OUTPUT_SETTINGS, MESSAGE_WARNING, "%s", buf_c(&text));
}

static void complain(const Load *l, const Json *m, const char *text)
{
    int line, col;
    json_where(l->layer->doc, m, &line, &col);
    warn(l->ws, "%s: line %d, column %d: %s", l->layer->shown, line, col, text);
}

static void refuse(const Load *l, const Json *m, const Setting *s, const char *why)
{
    AUTO(buf) Buf text = BUF_INIT;
    buf_addf(&text, "%s %s; ", s->name, why);
    setting_write(l->o, s, &text);
    buf_add_c(&text, " is used");
    complain(l, m, buf_c(&text));
}

static size_t index_of(const Setting *s)
{
    size_t n;
    return (size_t)(s - setting_all(&n));
}

static void note_source(Workspace *ws, const Setting *s, OptionSource source)
{
    ws->option_set.sources.p[index_of(s)] = source;
}

OptionSource setting_source(const Workspace *ws, const Setting *s)
{
    return ws->option_set.sources.p[index_of(s)];
}

// What a task's ${config:NAME} reads.
static void note_raw(Workspace *ws, Str name, const Json *m)
{
    Str text;
    double number;
    bool flag;
    char *value = json_str(m, &text)        ? str_dup(text)
                  : json_bool(m, &flag)     ? xstrdup(flag ? "true" : "false")
                  : json_double(m, &number) ? xasprintf("%.15g", number)
                                            : NULL;
    if (value)
        free(map_set(&ws->option_set.raw, name, value));
}

// Who says how lines are wrapped says it of prose, too.
static void note_wrap(Options *o, const Setting *s)
{
    if (s->offset == offsetof(Options, word_wrap))
        o->wrap_prose = false;
}

static void apply(const Load *l, const Json *m, const Setting *s)
{
    Options now = *l->o;
    AUTO(buf) Buf want = BUF_INIT;
    if (!setting_set(&now, l->texts, s, m)) {
        buf_add_c(&want, "must be ");
        setting_wanted(s, &want);
        refuse(l, m, s, buf_c(&want));
        return;
    }
    const char *why = l->layer->source == OPTION_PROJECT ? setting_refusal(s, l->o, &now) : NULL;
    if (!why && l->of_language && !setting_is_of_language(s))
        why = "cannot be set for one language";
    if (why) {
        refuse(l, m, s, why);
        return;
    }
    *l->o = now;
    note_wrap(l->o, s);
    if (l->of_language)
        return;
    note_source(l->ws, s, l->layer->source);
    note_raw(l->ws, json_key(m), m);
}

// Names of VS Code that codelab does not know are left alone: the file may be shared with it.
static void apply_members(const Load *l, const Json *object)
{
    for (const Json *m = json_first(object); m; m = json_next(m)) {
        const Setting *s = setting_find(json_key(m));
        if (s)
            apply(l, m, s);
        else if (!l->of_language)
            note_raw(l->ws, json_key(m), m);
    }
}

static Options *options_of(Workspace *ws, const Language *language)
{
    OptionSet *set = &ws->option_set;
    VEC_EACH (LanguageOptions, o, &set->languages)
        if (o->language == language)
            return &o->options;
    vec_push(&set->languages, ((LanguageOptions){language, ws->options}));
    return &vec_last(&set->languages).options;
}

// "[c]" or "[c][cpp]"
static void apply_block(Load *l, const Json *block)
{
    Str key = json_key(block);
    while (key.n > 2 && key.p[0] == '[') {
        const char *end = memchr(key.p, ']', key.n);
        if (!end)
            return;
        const Language *language = language_named(str_n(key.p + 1, (size_t)(end - key.p) - 1));
        if (language) {
            l->o = options_of(l->ws, language);
            apply_members(l, block);
        }
        key = str_from(key, (size_t)(end - key.p) + 1);
    }
}

static void apply_blocks(Load *l, const Json *root)
{
    l->of_language = true;
    for (const Json *m = json_first(root); m; m = json_next(m))
        if (json_key(m).n && json_key(m).p[0] == '[' && json_kind(m) == JSON_OBJECT)
            apply_block(l, m);
}

// What is broken is left out, all else in the file counts.
static void warn_of_faults(Workspace *ws, const Layer *layer, Str faults)
{
    Str line;
    while (faults.n && str_split(&faults, '\n', &line))
        warn(ws, "%s: " STR_FMT "%s", layer->shown, STR_ARG(line),
             layer->doc ? "" : "; it is not used");
}

static void add_layer(Workspace *ws, Layers *all, char *path, OptionSource source)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(buf) Buf faults = BUF_INIT;
    Layer layer = {workspace_pretty(ws, path), NULL, source};
    bool read = fs_read(path, FILE_MAX, &text, &err);
    if (!read && err.code != ENOENT && err.code != ENOTDIR)
        warn(ws, "%s; it is not used", err_text(&err));
    if (read)
        layer.doc = json_parse_mended(buf_str(&text), &faults);
    warn_of_faults(ws, &layer, buf_str(&faults));
    if (layer.doc && json_kind(json_root(layer.doc)) != JSON_OBJECT) {
        warn(ws, "%s: line 1, column 1: settings are an object { }; it is not used", layer.shown);
        json_free(steal(&layer.doc));
    }
    if (layer.doc) {
        output_say(ws, OUTPUT_SETTINGS, MESSAGE_RESULT, "read %s", layer.shown);
        vec_push(all, layer);
    } else
        free(layer.shown);
    free(path);
}

static void apply_layers(Workspace *ws, const Layers *all, size_t first)
{
    for (size_t i = first; i < all->n; i++)
        apply_members(&(Load){ws, &ws->options, &ws->option_set.texts, &all->p[i], false},
                      json_root(all->p[i].doc));
}

static void read_layers(Workspace *ws, Layers *all)
{
    if (ws->option_set.no_files)
        return;
    add_layer(ws, all, xstrdup("/etc/codelab/settings.json"), OPTION_MACHINE);
    add_layer(ws, all, settings_path(), OPTION_USER);
    apply_layers(ws, all, 0);
    size_t own = all->n;
    if (!trust_is_trusted(ws)) // the user's settings have a word in it
        return;
    add_layer(ws, all, path_join(ws->root, ".vscode/settings.json"), OPTION_PROJECT);
    add_layer(ws, all, path_join(ws->root, ".codelab/settings.json"), OPTION_PROJECT);
    apply_layers(ws, all, own);
}

static void set_json(Workspace *ws, Options *o, const Setting *s, const char *json)
{
    JsonDoc *doc = json_parse(str_c(json), NULL);
    BUG_ON(!doc || !setting_set(o, &ws->option_set.texts, s, json_root(doc)));
    if (o == &ws->options)
        note_raw(ws, str_c(s->name), json_root(doc));
    json_free(doc);
}

// Who opens a folder of strangers wants a shell all the same; what it starts does no harm there.
static void jail_terminals(Workspace *ws)
{
    const Setting *s = setting_find(STR("terminal.jail"));
    if (!trust_is_trusted(ws) && setting_source(ws, s) == OPTION_DEFAULT)
        ws->options.terminal_jail = true;
}

static void apply_overrides(Workspace *ws, Options *o)
{
    VEC_EACH (const OptionOverride, x, &ws->option_set.overrides) {
        const Setting *s = setting_find(str_c(x->name));
        set_json(ws, o, s, x->json);
        note_wrap(o, s);
        note_source(ws, s, OPTION_ARGUMENT);
    }
}

void settings_load(Workspace *ws)
{
    size_t n;
    const Setting *all = setting_all(&n);
    OptionSet *set = &ws->option_set;
    Layers layers = {0};
    Arena old = set->texts; // messages may still name values of the last load
    set->texts = (Arena){0};
    vec_clear(&set->languages);
    ws->options = (Options){.wrap_prose = true};
    vec_clear(&set->sources);
    MAP_EACH (name, value, &set->raw)
        free(value);
    map_clear(&set->raw);
    for (size_t i = 0; i < n; i++) {
        set_json(ws, &ws->options, &all[i], all[i].preset);
        vec_push(&set->sources, OPTION_DEFAULT);
    }
    read_layers(ws, &layers);
    jail_terminals(ws);
    VEC_EACH (const Layer, x, &layers)
        apply_blocks(&(Load){ws, NULL, &set->texts, x, true}, json_root(x->doc));
    apply_overrides(ws, &ws->options);
    VEC_EACH (LanguageOptions, x, &set->languages)
        apply_overrides(ws, &x->options);
    VEC_EACH (Layer, x, &layers) {
        json_free(x->doc);
        free(x->shown);
    }
    vec_deinit(&layers);
    arena_deinit(&old);
    set->stamp++;
}

static void end_override(Workspace *ws, const char *name)
{
    for (size_t i = ws->option_set.overrides.n; i-- > 0;) {
        OptionOverride *o = &ws->option_set.overrides.p[i];
        if (strcmp(o->name, name) != 0)
            continue;
        free(o->json);
        vec_remove(&ws->option_set.overrides, i, 1);
    }
}

void settings_override(Workspace *ws, const char *name, const char *json)
{
    BUG_ON(!setting_find(str_c(name)));
    if (json)
        vec_push(&ws->option_set.overrides, ((OptionOverride){name, xstrdup(json)}));
    else
        end_override(ws, name);
}

void settings_settle(Workspace *ws)
{
    unsigned now = ws->config.stamp + ws->trust.stamp;
    if (now == ws->option_set.read_at)
        return;
    ws->option_set.read_at = now;
    settings_load(ws);
}
