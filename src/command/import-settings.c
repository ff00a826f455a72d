// settings.json of VS Code: what codelab knows is taken value by value.
#include "base/jsonc-edit.h"
#include "command/import.h"
#include "command/inner.h"
#include "syntax/syntax.h"

typedef struct {
    Import *x;
    Buf text;    // owned; codelab's file as it becomes
    JsonDoc *is; // what it holds now; NULL: nothing yet
    Arena texts;
    Options options;
    int unknown;
    Buf names; // of settings that are not known
} Settings;

static void json_text(const Json *v, int indent, Buf *out)
{
    JsonOut w = {.out = out, .indent = indent};
    json_out_json(&w, NULL, v);
}

static bool same_value(const Json *a, const Json *b)
{
    AUTO(buf) Buf x = BUF_INIT;
    AUTO(buf) Buf y = BUF_INIT;
    if (!a || !b)
        return false;
    json_text(a, 0, &x);
    json_text(b, 0, &y);
    return str_eq(buf_str(&x), buf_str(&y));
}

static void note_unknown(Settings *s, Str name)
{
    enum { NAMED = 12 };
    s->unknown++;
    if (s->unknown <= NAMED)
        buf_addf(&s->names, "%s" STR_FMT, s->unknown > 1 ? ", " : "", STR_ARG(name));
    else if (s->unknown == NAMED + 1)
        buf_add_c(&s->names, ", ...");
}

// NULL if it can be taken, else why not; in `why`.
static const char *refusal(Settings *s, const Setting *known, const Json *m, Buf *why, Err *err)
{
    Str theme;
    if (!setting_set(&s->options, &s->texts, known, m)) {
        buf_add_c(why, "it must be ");
        setting_wanted(known, why);
        return buf_c(why);
    }
    if (strcmp(known->name, "workbench.colorTheme") == 0 && json_str(m, &theme) &&
        !import_theme(s->x, theme, err))
        return err && err->msg ? err_text(err) : "no extension has that theme";
    return NULL;
}

// One setting, in a block for a language or not (block NULL).
static bool take(Settings *s, const char *block, const Json *m, Err *err)
{
    AUTO(err) Err problem = {0};
    AUTO(buf) Buf why = BUF_INIT, value = BUF_INIT;
    Str name = json_key(m);
    const Setting *known = setting_find(name);
    const Json *root = s->is ? json_root(s->is) : NULL;
    const Json *part = root && block ? json_get(root, block) : root;
    const Json *now = part ? json_get(part, name.p) : NULL;
    if (!known) {
        note_unknown(s, name);
        return true;
    }
    if (same_value(m, now))
        return true;
    const char *no = block && !setting_is_of_language(known) ? "it cannot be set for one language"
                                                             : refusal(s, known, m, &why, &problem);
    json_text(m, 0, &value);
    if (no) {
        import_say(s->x, "Not taken: %s = %s: %s", known->name, buf_c(&value), no);
        return true;
    }
    JsoncStep path[] = {{.key = block ? block : known->name}, {.key = known->name}};
    import_say(s->x, "Taken: %s%s%s = %s", block ? block : "", block ? " " : "", known->name,
               buf_c(&value));
    s->x->taken++;
    return jsonc_set(&s->text, path, block ? 2 : 1, buf_str(&value), err);
}

// "[c]", "[javascript][typescript]": a block for languages.
static bool take_block(Settings *s, const Json *block, Err *err)
{
    bool ok = true;
    for (const Json *m = json_first(block); m && ok; m = json_next(m))
        ok = take(s, json_key(block).p, m, err);
    return ok;
}

static bool take_all(Settings *s, const Json *root, Err *err)
{
    bool ok = true;
    for (const Json *m = json_first(root); m && ok; m = json_next(m)) {
        bool block = json_key(m).n && json_key(m).p[0] == '[' && json_kind(m) == JSON_OBJECT;
        ok = block ? take_block(s, m, err) : take(s, NULL, m, err);
    }
    if (s->unknown)
        import_say(s->x, "Not taken: %d settings that codelab does not have (%s)", s->unknown,
                   buf_c(&s->names));
    return ok;
}

bool import_settings(Import *x, Err *err)
{
    AUTO(buf) Buf theirs = BUF_INIT;
    AUTO(err) Err broken = {0};
    Settings s = {.x = x};
    import_read(x, x->from, "settings.json", &theirs);
    import_read(x, x->to, "settings.json", &s.text);
    JsonDoc *doc = json_parse(buf_str(&theirs), &broken);
    s.is = json_parse(buf_str(&s.text), NULL);
    bool ok = true;
    if (doc && json_kind(json_root(doc)) == JSON_OBJECT)
        ok = take_all(&s, json_root(doc), err) &&
             import_write(x, "settings.json", buf_str(&s.text), err);
    else if (theirs.n && broken.msg)
        import_say(x, "Not taken: settings.json: %s", err_text(&broken));
    json_free(doc);
    json_free(s.is);
    buf_deinit(&s.text);
    buf_deinit(&s.names);
    arena_deinit(&s.texts);
    return ok;
}
