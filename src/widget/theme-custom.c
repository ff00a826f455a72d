// What the user changes of any theme: workbench.colorCustomizations and
// editor.tokenColorCustomizations.  A member "[Name]" counts for the themes of that name only, in
// which * stands for anything; several may stand one behind another.
#include "widget/theme.h"
#include "base/mem.h"

#include <fnmatch.h>

// The members of editor.tokenColorCustomizations that name no scopes.
static const struct {
    const char *name, *scopes;
} kinds[] = {
    {"comments", "comment"},
    {"strings", "string"},
    {"keywords", "keyword,storage"},
    {"numbers", "constant.numeric"},
    {"types", "entity.name.type,entity.name.class,support.type,support.class"},
    {"functions", "entity.name.function,support.function"},
    {"variables", "variable,entity.name.variable"},
};

typedef void (*Apply)(ThemeReader *r, const Json *object);

/* Does "[One][Two*]" name the theme? */
static bool names_theme(Str key, const char *theme)
{
    Str one;
    while (key.n && key.p[0] == '[') {
        key = str_from(key, 1);
        if (!str_split(&key, ']', &one))
            return false;
        AUTO(free) char *pattern = str_dup(one);
        if (fnmatch(pattern, theme, FNM_CASEFOLD) == 0)
            return true;
    }
    return false;
}

/* First what counts for all themes, then what counts for this one. */
static void read_setting(ThemeReader *r, const char *setting, const char *text, Apply apply)
{
    JsonDoc *doc = json_parse(str_c(text), NULL); // it was JSON when the settings were read
    const Json *root = json_root(doc);
    r->path = setting;
    r->doc = doc;
    apply(r, root);
    for (const Json *m = json_kind(root) == JSON_OBJECT ? json_first(root) : NULL; m;
         m = json_next(m))
        if (json_kind(m) == JSON_OBJECT && names_theme(json_key(m), r->custom))
            apply(r, m);
    json_free(doc);
}

static void apply_tokens(ThemeReader *r, const Json *object)
{
    const Json *rules = json_get(object, "textMateRules");
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (json_get(object, kinds[i].name))
            theme_read_kind(r, str_c(kinds[i].scopes), json_get(object, kinds[i].name));
    if (rules && json_kind(rules) != JSON_ARRAY)
        theme_note(r, rules, "textMateRules: a list [ ] belongs here");
    for (const Json *rule = json_kind(rules) == JSON_ARRAY ? json_first(rules) : NULL; rule;
         rule = json_next(rule))
        theme_read_rule(r, rule);
}

/* Tokens that looked as the one above them go on doing so. */
static void carry_on(ThemeReader *r, const Style *before)
{
    for (size_t i = 0; i < THEME_TOKEN_COUNT; i++) {
        ThemeToken up = theme_tokens[i].parent;
        while (up < THEME_TOKEN_COUNT && !r->given[up])
            up = theme_tokens[up].parent;
        if (!r->given[i] && up < THEME_TOKEN_COUNT && before[i].fg == before[up].fg &&
            before[i].bg == before[up].bg)
            r->theme->tokens[i] = r->theme->tokens[up];
    }
}

void theme_customize(Theme *t, const ThemeChanges *c, Buf *notes)
{
    ThemeReader r = {.theme = t, .notes = notes, .custom = c->theme};
    Style before[THEME_TOKEN_COUNT];
    memcpy(before, t->tokens, sizeof before);
    if (c->depth == TTY_COLOR_NONE)
        return;
    read_setting(&r, "workbench.colorCustomizations", c->colors, theme_read_colors);
    carry_on(&r, before);
    read_setting(&r, "editor.tokenColorCustomizations", c->tokens, apply_tokens);
}
