// What a theme file says about text: TextMate scopes and semantic tokens, for captures.
//
// A rule of tokenColors counts for a capture if its scope is one of the capture's or a start of
// it; of the capture's scopes the first that any rule counts for, then the longest rule wins, of
// equals the last.  Colour and font style are looked for apart, as VS Code does.  Scopes inside
// others ("meta.class keyword") are left out, as captures do not nest; "source" and "text" are
// around everything.
#include "widget/theme.h"
#include "base/mem.h"

enum { FIRST_SCOPE = 8, SCOPE_RANK = 1000, SEMANTIC_RANK = 100000 };

// What one rule sets.
typedef struct {
    bool has_fg, has_font;
    Color fg;
    uint16_t attrs;
} Look;

static uint16_t font_attrs(Str style)
{
    static const struct {
        const char *name;
        uint16_t bit;
    } table[] = {{"bold", ATTR_BOLD},
                 {"italic", ATTR_ITALIC},
                 {"underline", ATTR_UNDERLINE},
                 {"strikethrough", ATTR_STRIKE}};
    uint16_t attrs = 0;
    Str word;
    while (str_split(&style, ' ', &word))
        for (size_t i = 0; i < ARRAY_LEN(table); i++)
            if (str_eq_c(word, table[i].name))
                attrs |= table[i].bit;
    return attrs;
}

static void read_color(ThemeReader *r, const Json *value, Look *look)
{
    Str text;
    uint32_t under = r->theme->tokens[THEME_EDITOR_BACKGROUND].bg & 0xffffff;
    if (!value || json_kind(value) == JSON_NULL)
        return;
    look->has_fg = json_str(value, &text) && theme_parse_color(text, under, &look->fg);
    if (!look->has_fg)
        theme_note(r, value, "a colour is written #rrggbb");
}

static Look read_look(ThemeReader *r, const Json *settings)
{
    static const char *const words[] = {"bold", "italic", "underline", "strikethrough"};
    Look look = {0};
    Str style;
    if (json_kind(settings) == JSON_STRING) {
        read_color(r, settings, &look);
        return look;
    }
    read_color(r, json_get(settings, "foreground"), &look);
    if (json_str(json_get(settings, "fontStyle"), &style)) {
        look.has_font = true;
        look.attrs = font_attrs(style);
    }
    for (size_t i = 0; i < ARRAY_LEN(words); i++) { // as semantic tokens have them
        bool on;
        if (!json_bool(json_get(settings, words[i]), &on))
            continue;
        look.has_font = true;
        if (on)
            look.attrs |= font_attrs(str_c(words[i]));
    }
    return look;
}

static void take(ThemeReader *r, size_t capture, const Look *look, int rank)
{
    Style *st = &r->theme->captures[capture];
    if (look->has_fg && rank >= r->fg_rank[capture]) {
        r->fg_rank[capture] = rank;
        st->fg = look->fg;
    }
    if (look->has_font && rank >= r->font_rank[capture]) {
        r->font_rank[capture] = rank;
        st->attrs = look->attrs;
    }
}

/* How well a rule's scope fits a capture; 0 = not at all. */
static int rank_of(const CaptureRow *row, Str scope)
{
    Str rest = str_c(row->scopes), full;
    for (int at = FIRST_SCOPE; str_split(&rest, ',', &full); at--)
        if (str_starts(full, scope) && (full.n == scope.n || full.p[scope.n] == '.'))
            return at * SCOPE_RANK + (int)scope.n;
    return 0;
}

/* The innermost scope of a selector; empty if captures cannot answer what is around it. */
static Str innermost(Str selector)
{
    Str scope = STR_NULL, word, rest = selector;
    while (str_split(&rest, ' ', &word)) {
        if (word.n == 0)
            continue;
        if (scope.n && !str_eq_c(scope, "source") && !str_eq_c(scope, "text"))
            return STR_NULL;
        scope = word;
    }
    return scope;
}

static void read_scope(ThemeReader *r, Str selector, const Look *look)
{
    Str scope = innermost(str_trim(selector));
    for (size_t i = 0; scope.n && i < theme_ncaptures; i++) {
        int rank = rank_of(&theme_captures[i], scope);
        if (rank)
            take(r, i, look, rank);
    }
}

static void read_scopes(ThemeReader *r, Str list, const Look *look)
{
    Str one;
    while (str_split(&list, ',', &one))
        read_scope(r, one, look);
}

void theme_read_kind(ThemeReader *r, Str scopes, const Json *settings)
{
    Look look = read_look(r, settings);
    read_scopes(r, scopes, &look);
}

void theme_read_rule(ThemeReader *r, const Json *rule)
{
    const Json *scope = json_get(rule, "scope"), *settings = json_get(rule, "settings");
    Look look = read_look(r, settings);
    Str list;
    if (json_str(scope, &list))
        read_scopes(r, list, &look);
    else if (json_kind(scope) == JSON_ARRAY)
        for (const Json *x = json_first(scope); x; x = json_next(x))
            read_scopes(r, json_str_or(x, STR("")), &look);
    else if (!scope && look.has_fg && !r->given[THEME_EDITOR_FOREGROUND]) // of all text
        r->theme->tokens[THEME_EDITOR_FOREGROUND].fg = look.fg;
}

// Semantic tokens and the captures that stand for them; an empty modifier is none.
static const struct {
    const char *type, *modifier, *captures;
} semantic[] = {
    {"class", "", "type"},
    {"comment", "", "comment"},
    {"decorator", "", "attribute"},
    {"enum", "", "type"},
    {"enumMember", "", "constant"},
    {"function", "", "function,method"},
    {"function", "defaultLibrary", "function.builtin"},
    {"interface", "", "type"},
    {"keyword", "", "keyword"},
    {"label", "", "label"},
    {"macro", "", "function.macro"},
    {"method", "", "method"},
    {"namespace", "", "namespace,module"},
    {"number", "", "number,float"},
    {"operator", "", "operator,keyword.operator"},
    {"parameter", "", "parameter,variable.parameter,variable_parameter"},
    {"property", "", "property,field,variable.member"},
    {"regexp", "", "string.regexp,string.regex"},
    {"string", "", "string"},
    {"struct", "", "type"},
    {"type", "", "type"},
    {"type", "defaultLibrary", "type.builtin"},
    {"variable", "", "variable"},
    {"variable", "readonly", "constant"},
    {"variable", "defaultLibrary", "variable.builtin"},
};

static void take_named(ThemeReader *r, Str name, const Look *look)
{
    for (size_t i = 0; i < theme_ncaptures; i++)
        if (str_eq_c(name, theme_captures[i].name))
            take(r, i, look, SEMANTIC_RANK);
}

static void read_semantic(ThemeReader *r, const Json *rule)
{
    Str selector = json_key(rule), type, rest = selector;
    ptrdiff_t language = str_find_byte(selector, ':');
    Look look = read_look(r, rule);
    if (language >= 0 || !str_split(&rest, '.', &type)) // of one language only
        return;
    Str modifier = type.n < selector.n ? str_from(selector, type.n + 1) : STR("");
    for (size_t i = 0; i < ARRAY_LEN(semantic); i++) {
        if (!str_eq_c(type, semantic[i].type) || !str_eq_c(modifier, semantic[i].modifier))
            continue;
        Str list = str_c(semantic[i].captures), name;
        while (str_split(&list, ',', &name))
            take_named(r, name, &look);
    }
}

/* The first file with rules ends what the table says about text. */
static void begin_rules(ThemeReader *r)
{
    if (!r->has_rules)
        memset(r->theme->captures, 0, sizeof r->theme->captures);
    r->has_rules = true;
}

void theme_read_rules(ThemeReader *r, const Json *root)
{
    const Json *rules = json_get(root, "tokenColors");
    const Json *tokens = json_get(root, "semanticTokenColors");
    if (json_kind(rules) == JSON_STRING)
        theme_note(r, rules, "rules in a file of their own are not read");
    if (json_kind(rules) == JSON_ARRAY) {
        begin_rules(r);
        for (const Json *rule = json_first(rules); rule; rule = json_next(rule))
            theme_read_rule(r, rule);
    }
    if (!json_bool_or(json_get(root, "semanticHighlighting"), false) ||
        json_kind(tokens) != JSON_OBJECT)
        return;
    begin_rules(r);
    for (const Json *rule = json_first(tokens); rule; rule = json_next(rule))
        read_semantic(r, rule);
}
