// VS Code's colour theme files: `type`, `include`, `colors`; what they say about text is read in
// theme-rules.c.  What is wrong in a file is noted with its place, and the rest counts.
#include "base/fs.h"
#include "base/hex.h"
#include "base/mem.h"
#include "base/path.h"
#include "widget/theme.h"

#include <stdarg.h>
#include <stdio.h>

enum { FILE_MAX = 4 << 20, INCLUDE_MAX = 8 };

void theme_note(ThemeReader *r, const Json *at, const char *fmt, ...)
{
    int line = 1, col = 1;
    if (!r->notes || r->nnotes++ >= THEME_NOTES_MAX)
        return;
    if (r->custom) {
        buf_addf(r->notes, "%s: ", r->path);
    } else {
        json_where(r->doc, at, &line, &col);
        buf_addf(r->notes, "%s: line %d, column %d: ", r->path ? r->path : "theme", line, col);
    }
    va_list args;
    va_start(args, fmt);
    AUTO(free) char *text = NULL;
    if (vasprintf(&text, fmt, args) >= 0)
        buf_add_c(r->notes, text);
    va_end(args);
    buf_add_byte(r->notes, '\n');
}

bool theme_parse_color(Str s, uint32_t under, Color *out)
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

/* What lies under a token's colour where that is transparent. */
static ThemeToken under(const char *name)
{
    static const struct {
        const char *start;
        ThemeToken under;
    } parts[] = {{"list.", THEME_SIDE_BAR_BACKGROUND},
                 {"sideBar", THEME_SIDE_BAR_BACKGROUND},
                 {"gitDecoration.", THEME_SIDE_BAR_BACKGROUND},
                 {"quickInputList.", THEME_QUICK_INPUT_BACKGROUND},
                 {"statusBar", THEME_STATUS_BAR_BACKGROUND}};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (str_starts(str_c(name), str_c(parts[i].start)))
            return parts[i].under;
    return THEME_EDITOR_BACKGROUND;
}

static void read_token(ThemeReader *r, ThemeToken token, const Json *colors)
{
    const TokenRow *row = &theme_tokens[token];
    const Json *value = json_get(colors, row->name);
    ThemeToken below = under(row->name);
    Str text = STR_NULL;
    Color c;
    if (!value || json_kind(value) == JSON_NULL ||
        (json_str(value, &text) && str_eq_c(text, "default")))
        return;
    if (below == token)
        below = THEME_EDITOR_BACKGROUND;
    if (!theme_parse_color(text, r->theme->tokens[below].bg & 0xffffff, &c)) {
        theme_note(r, value, "%s: a colour is written #rrggbb", row->name);
        return;
    }
    r->theme->tokens[token] = row->background ? (Style){.bg = c} : (Style){.fg = c};
    r->given[token] = true;
}

static bool is_one_of(const ThemeToken *list, size_t n, ThemeToken token)
{
    size_t i = 0;
    while (i < n && list[i] != token)
        i++;
    return i < n;
}

void theme_read_colors(ThemeReader *r, const Json *colors)
{
    static const ThemeToken first[] = {THEME_EDITOR_BACKGROUND, THEME_SIDE_BAR_BACKGROUND,
                                       THEME_STATUS_BAR_BACKGROUND, THEME_QUICK_INPUT_BACKGROUND};
    for (size_t i = 0; i < ARRAY_LEN(first); i++) // transparent colours need them
        read_token(r, first[i], colors);
    for (size_t i = 0; i < THEME_TOKEN_COUNT; i++)
        if (!is_one_of(first, ARRAY_LEN(first), (ThemeToken)i))
            read_token(r, (ThemeToken)i, colors);
}

static void read_theme(ThemeReader *r, const Json *root)
{
    const Json *colors = json_get(root, "colors");
    if (json_kind(root) != JSON_OBJECT || (colors && json_kind(colors) != JSON_OBJECT))
        theme_note(r, colors ? colors : root, "an object { } belongs here");
    theme_read_colors(r, colors);
    theme_read_rules(r, root);
}

/* Of files that include others the outermost says whether it is a light one. */
static void read_type(ThemeReader *r, const Json *root)
{
    Str type;
    if (r->has_type || !json_str(json_get(root, "type"), &type))
        return;
    r->has_type = true;
    r->light = str_eq_c(type, "light") || str_eq_c(type, "hcLight");
}

static bool read_file(ThemeReader *r, const char *path, int depth, Err *err);

/* What a file includes; its own text counts whatever that is. */
static void read_include(ThemeReader *r, const Json *include, int depth)
{
    AUTO(err) Err err = {0};
    const JsonDoc *doc = r->doc;
    const char *path = r->path;
    AUTO(free) char *name = str_dup(json_str_or(include, STR("")));
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    AUTO(free) char *other = path_join(dir, name);
    bool ok = depth < INCLUDE_MAX && read_file(r, other, depth + 1, &err);
    r->doc = doc;
    r->path = path;
    if (!ok)
        theme_note(r, include, "%s",
                   depth < INCLUDE_MAX ? err_text(&err) : "this theme includes itself");
}

/* Read a file's text over what it includes. */
static bool read_text(ThemeReader *r, Str text, int depth, Err *err)
{
    JsonDoc *doc = json_parse(text, err);
    if (!doc)
        return false;
    const Json *root = json_root(doc), *include = json_get(root, "include");
    r->doc = doc;
    read_type(r, root);
    if (include && r->path)
        read_include(r, include, depth);
    if (!r->filled)
        theme_fill(r->theme, r->light ? COLUMN_LIGHT : COLUMN_DARK);
    r->filled = true;
    read_theme(r, root);
    json_free(doc);
    return true;
}

static bool read_file(ThemeReader *r, const char *path, int depth, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    r->path = path;
    if (!fs_read(path, FILE_MAX, &text, err))
        return err_wrap(err, "cannot read theme '%s'", path);
    return read_text(r, buf_str(&text), depth, err) ||
           err_wrap(err, "cannot read theme '%s'", path);
}

/* A token that was left out takes what its parent got, if that was given. */
static void inherit(ThemeReader *r, ThemeToken token)
{
    ThemeToken up = theme_tokens[token].parent;
    while (up < THEME_TOKEN_COUNT && !r->given[up])
        up = theme_tokens[up].parent;
    if (r->given[token] || up == THEME_TOKEN_COUNT)
        return;
    r->theme->tokens[token] = r->theme->tokens[up];
}

/* Theme files give selections a text colour of their own, which we have none for: where ours cannot
 * be read on one, the selection moves towards what lies under it. */
static void keep_readable(Theme *t, ThemeToken back, ThemeToken text, ThemeToken below)
{
    enum { STEPS = 8 };
    const float enough = 3;
    Color from = t->tokens[back].bg, to = t->tokens[below].bg, fg = t->tokens[text].fg, mix = from;
    for (uint32_t step = 1; step < STEPS && color_contrast(fg, mix) < enough; step++) {
        mix = COLOR_RGB(0, 0, 0);
        for (int shift = 0; shift <= 16; shift += 8)
            mix |= ((from >> shift & 0xff) * (STEPS - step) + (to >> shift & 0xff) * step) / STEPS
                   << shift;
    }
    t->tokens[back].bg = mix;
}

static void keep_selections_readable(Theme *t)
{
    static const ThemeToken rows[][3] = {
        {THEME_LIST_ACTIVE_SELECTION_BACKGROUND, THEME_SIDE_BAR_FOREGROUND,
         THEME_SIDE_BAR_BACKGROUND},
        {THEME_LIST_INACTIVE_SELECTION_BACKGROUND, THEME_SIDE_BAR_FOREGROUND,
         THEME_SIDE_BAR_BACKGROUND},
        {THEME_QUICK_INPUT_LIST_FOCUS_BACKGROUND, THEME_FOREGROUND, THEME_QUICK_INPUT_BACKGROUND},
        {THEME_EDITOR_SUGGEST_WIDGET_SELECTED_BACKGROUND, THEME_FOREGROUND,
         THEME_EDITOR_SUGGEST_WIDGET_BACKGROUND},
        {THEME_PART_FOCUSED_HEADER_BACKGROUND, THEME_TAB_ACTIVE_FOREGROUND,
         THEME_TAB_INACTIVE_BACKGROUND},
        {THEME_PART_FOCUSED_HEADER_BACKGROUND, THEME_SIDE_BAR_FOREGROUND,
         THEME_SIDE_BAR_BACKGROUND},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        keep_readable(t, rows[i][0], rows[i][1], rows[i][2]);
}

static Theme *finish(ThemeReader *r, bool ok, TtyColor depth)
{
    if (!ok) {
        theme_free(r->theme);
        return NULL;
    }
    for (size_t i = 0; i < THEME_TOKEN_COUNT; i++)
        inherit(r, (ThemeToken)i);
    keep_selections_readable(r->theme);
    if (depth == TTY_COLOR_NONE)
        theme_fill(r->theme, COLUMN_MONO);
    return r->theme;
}

Theme *theme_parse(Str text, TtyColor depth, Buf *notes, Err *err)
{
    ThemeReader r = {.theme = NEW(Theme), .notes = notes};
    return finish(&r, read_text(&r, text, 0, err), depth);
}

Theme *theme_load(const char *path, TtyColor depth, Buf *notes, Err *err)
{
    ThemeReader r = {.theme = NEW(Theme), .notes = notes};
    return finish(&r, read_file(&r, path, 0, err), depth);
}
