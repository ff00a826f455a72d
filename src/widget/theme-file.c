// VS Code's colour theme files: `type`, `include`, `colors` and `tokenColors`.
//
// A rule of tokenColors counts for a capture if its scope is the capture's scope or a start of it;
// the longest such scope wins, of equals the last.  Scopes inside scopes ("a b") are left out, as
// captures do not nest.
#include "base/fs.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/path.h"
#include "widget/theme.h"

enum { FILE_MAX = 8 << 20, INCLUDE_MAX = 8 };

// A theme file while it is read.
typedef struct {
    Theme *theme;
    bool given[THEME_TOKEN_COUNT];       // the file has this token
    size_t scope_len[THEME_CAPTURE_MAX]; // of the rule that was taken; 0 = none yet
    bool has_rules;                      // the file says anything about text
} Reader;

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

/* "#rgb", "#rgba", "#rrggbb" or "#rrggbbaa", what shines through mixed with `under`. */
static bool parse_color(Str s, uint32_t under, Color *out)
{
    uint32_t part[4] = {0, 0, 0, 255};
    size_t digits = s.n == 4 || s.n == 5 ? 1 : 2;
    if (s.n < 4 || s.n > 9 || s.p[0] != '#' || (s.n - 1) % digits)
        return false;
    for (size_t i = 0; i * digits + 1 < s.n; i++) {
        int high = hex_digit(s.p[1 + i * digits]), low = hex_digit(s.p[i * digits + digits]);
        if (high < 0 || low < 0)
            return false;
        part[i] = (uint32_t)(high * 16 + low);
    }
    for (int i = 0; i < 3; i++) {
        uint32_t below = under >> (16 - 8 * i) & 0xff;
        part[i] = (part[i] * part[3] + below * (255 - part[3]) + 127) / 255;
    }
    *out = COLOR_RGB(part[0], part[1], part[2]);
    return true;
}

static uint32_t editor_background(const Theme *t)
{
    return t->tokens[THEME_EDITOR_BACKGROUND].bg & 0xffffff;
}

static void read_token(Reader *r, ThemeToken token, const Json *colors)
{
    Str text;
    Color c;
    if (!json_str(json_get(colors, theme_tokens[token].name), &text) ||
        !parse_color(text, editor_background(r->theme), &c))
        return;
    r->theme->tokens[token] = theme_tokens[token].background ? (Style){.bg = c} : (Style){.fg = c};
    r->given[token] = true;
}

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

/* Take a rule for each capture whose scope begins with `scope`. */
static void read_scope(Reader *r, Str scope, const Json *settings)
{
    scope = str_trim(scope);
    if (scope.n == 0 || str_find_byte(scope, ' ') >= 0)
        return;
    for (size_t i = 0; i < theme_ncaptures; i++) {
        Str full = str_c(theme_captures[i].scope), text;
        bool counts = str_starts(full, scope) && (full.n == scope.n || full.p[scope.n] == '.');
        if (!counts || scope.n < r->scope_len[i])
            continue;
        r->scope_len[i] = scope.n;
        Style *st = &r->theme->captures[i];
        *st = (Style){.attrs = font_attrs(json_str_or(json_get(settings, "fontStyle"), STR("")))};
        if (json_str(json_get(settings, "foreground"), &text))
            (void)parse_color(text, editor_background(r->theme), &st->fg); // else as the text
    }
}

static void read_rule(Reader *r, const Json *rule)
{
    const Json *scope = json_get(rule, "scope"), *settings = json_get(rule, "settings");
    Str list, one;
    if (json_str(scope, &list))
        while (str_split(&list, ',', &one))
            read_scope(r, one, settings);
    for (const Json *x = json_kind(scope) == JSON_ARRAY ? json_first(scope) : NULL; x;
         x = json_next(x))
        read_scope(r, json_str_or(x, STR("")), settings);
}

/* The first file with rules ends what the table says about text. */
static void begin_rules(Reader *r)
{
    if (!r->has_rules)
        memset(r->theme->captures, 0, sizeof r->theme->captures);
    r->has_rules = true;
}

static void read_theme(Reader *r, const Json *root)
{
    const Json *colors = json_get(root, "colors"), *rules = json_get(root, "tokenColors");
    read_token(r, THEME_EDITOR_BACKGROUND, colors); // transparent colours need it
    for (size_t i = 0; i < THEME_TOKEN_COUNT; i++)
        read_token(r, (ThemeToken)i, colors);
    if (json_kind(rules) != JSON_ARRAY)
        return;
    begin_rules(r);
    for (const Json *rule = json_first(rules); rule; rule = json_next(rule))
        read_rule(r, rule);
}

static bool is_light_type(const Json *root, bool otherwise)
{
    Str type;
    if (!json_str(json_get(root, "type"), &type))
        return otherwise;
    return str_eq_c(type, "light") || str_eq_c(type, "hcLight");
}

/* Read `path` over what it includes.  The outermost `type` counts. */
static bool read_file(Reader *r, const char *path, int depth, bool light, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    Str include;
    if (depth > INCLUDE_MAX)
        return err_set(err, "theme '%s' includes too many others", path);
    if (!fs_read(path, FILE_MAX, &text, err))
        return err_wrap(err, "cannot read theme '%s'", path);
    JsonDoc *doc = json_parse(buf_str(&text), err);
    if (!doc)
        return err_wrap(err, "cannot read theme '%s'", path);
    const Json *root = json_root(doc);
    bool ok = true;
    light = is_light_type(root, light);
    if (json_str(json_get(root, "include"), &include)) {
        AUTO(free) char *name = str_dup(include);
        AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
        AUTO(free) char *other = path_join(dir, name);
        ok = read_file(r, other, depth + 1, light, err);
    } else {
        theme_fill(r->theme, light ? COLUMN_LIGHT : COLUMN_DARK);
    }
    if (ok)
        read_theme(r, root);
    json_free(doc);
    return ok;
}

/* A token that was left out takes what its parent got, if that was given. */
static void inherit(Reader *r, ThemeToken token)
{
    ThemeToken up = theme_tokens[token].parent;
    while (up < THEME_TOKEN_COUNT && !r->given[up])
        up = theme_tokens[up].parent;
    if (r->given[token] || up == THEME_TOKEN_COUNT)
        return;
    r->theme->tokens[token] = r->theme->tokens[up];
}

Theme *theme_load(const char *path, TtyColor depth, Err *err)
{
    Reader r = {.theme = NEW(Theme)};
    if (!read_file(&r, path, 0, false, err)) {
        theme_free(r.theme);
        return NULL;
    }
    for (size_t i = 0; i < THEME_TOKEN_COUNT; i++)
        inherit(&r, (ThemeToken)i);
    if (depth == TTY_COLOR_NONE)
        theme_fill(r.theme, COLUMN_MONO);
    return r.theme;
}
