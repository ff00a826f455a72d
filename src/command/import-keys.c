// keybindings.json of VS Code: entries whose command exists here are added as they are.
#include "base/json.h"
#include "base/jsonc-edit.h"
#include "command/import.h"
#include "command/inner.h"
#include "command/keymap-user.h"

static void entry_text(const Json *entry, Buf *out)
{
    AUTO(buf) Buf text = BUF_INIT;
    JsonOut w = {.out = &text};
    json_out_json(&w, NULL, entry);
    buf_add(out, buf_str(&text));
}

static bool holds(const JsonDoc *doc, Str entry)
{
    for (const Json *m = doc ? json_first(json_root(doc)) : NULL; m; m = json_next(m)) {
        AUTO(buf) Buf text = BUF_INIT;
        entry_text(m, &text);
        if (str_eq(buf_str(&text), entry))
            return true;
    }
    return false;
}

static bool take_entry(Import *x, const Json *entry, const JsonDoc *ours, Buf *text, Err *err)
{
    AUTO(buf) Buf json = BUF_INIT;
    JsoncStep end = {.index = JSONC_END};
    entry_text(entry, &json);
    if (holds(ours, buf_str(&json)))
        return true;
    import_say(x, "Taken: %s", buf_c(&json));
    x->taken++;
    return jsonc_set(text, &end, 1, buf_str(&json), err);
}

static bool take_rows(Import *x, const JsonDoc *theirs, const UserRows *rows, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    import_read(x, x->to, "keybindings.json", &text);
    JsonDoc *ours = json_parse(buf_str(&text), NULL);
    bool ok = true;
    const Json *entry = json_first(json_root(theirs));
    for (size_t i = 0, at = 0; i < rows->n && ok; i++) {
        for (; at < rows->p[i].index; at++)
            entry = json_next(entry);
        ok = take_entry(x, entry, ours, &text, err);
    }
    ok = ok && (rows->n == 0 || import_write(x, "keybindings.json", buf_str(&text), err));
    json_free(ours);
    return ok;
}

bool import_keys(Import *x, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    Arena arena = {0};
    UserRows rows = {0};
    Sentences problems = {0};
    import_read(x, x->from, "keybindings.json", &text);
    keymap_read(buf_str(&text), "keybindings.json", &arena, &rows, &problems);
    VEC_EACH (char *, p, &problems) {
        import_say(x, "Not taken: %s", *p);
        free(*p);
    }
    JsonDoc *doc = json_parse(buf_str(&text), NULL);
    bool ok = !doc || json_kind(json_root(doc)) != JSON_ARRAY || take_rows(x, doc, &rows, err);
    json_free(doc);
    vec_deinit(&rows);
    vec_deinit(&problems);
    arena_deinit(&arena);
    return ok;
}
