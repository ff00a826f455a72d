#include "widget/theme.h"
#include "base/bug.h"
#include "base/mem.h"

#include <strings.h>

// The columns of the tables.
#define DEF       0x01000000u // the terminal's own
#define INHERIT   0x02000000u
#define BOLD      ATTR_BOLD
#define DIM       ATTR_DIM
#define ITALIC    ATTR_ITALIC
#define UNDERLINE ATTR_UNDERLINE
#define REVERSE   ATTR_REVERSE
#define STRIKE    ATTR_STRIKE

const TokenRow theme_tokens[THEME_TOKEN_COUNT] = {
#define FG         false
#define BG         true
#define THEME_NONE THEME_TOKEN_COUNT
#define TOKEN(id, name, where, up, dark, light, ansi, mono) \
    [THEME_##id] = {name, where, THEME_##up, {dark, light, ansi}, mono},
#include "widget/theme-tokens.def"
#undef TOKEN
#undef FG
#undef BG
};

const CaptureRow theme_captures[] = {
#define CAPTURE(name, scopes, dark, light, ansi, attrs, mono) \
    {name, scopes, {dark, light, ansi}, attrs, mono},
#include "widget/theme-captures.def"
#undef CAPTURE
};

const size_t theme_ncaptures = ARRAY_LEN(theme_captures);
_Static_assert(ARRAY_LEN(theme_captures) <= THEME_CAPTURE_MAX, "room for each capture");

// The texts of the files in themes/ that are not in the tables.
static const char blind_dark[] =
#include "widget/colour-blind-safe-dark.inc"
    ;
static const char blind_light[] =
#include "widget/colour-blind-safe-light.inc"
    ;
static const char high_dark[] =
#include "widget/high-contrast-dark.inc"
    ;
static const char high_light[] =
#include "widget/high-contrast-light.inc"
    ;

static const struct {
    const char *name;
    ThemeColumn column;
    const char *text; // NULL: the column is all there is
} builtin[] = {
    {"Codelab Dark", COLUMN_DARK, NULL},
    {"Codelab Light", COLUMN_LIGHT, NULL},
    {"High Contrast Dark", COLUMN_DARK, high_dark},
    {"High Contrast Light", COLUMN_LIGHT, high_light},
    {"Colour-Blind Safe Dark", COLUMN_DARK, blind_dark},
    {"Colour-Blind Safe Light", COLUMN_LIGHT, blind_light},
    {"Terminal 16", COLUMN_ANSI, NULL},
    {"Mono", COLUMN_MONO, NULL},
};

/* What a cell of a table means in a column. */
static Color table_color(const uint32_t *colors, ThemeColumn column)
{
    if (column == COLUMN_MONO || colors[column] >= DEF)
        return COLOR_DEFAULT;
    return column == COLUMN_ANSI ? COLOR_ANSI(colors[column]) : COLOR_RGB(0, 0, 0) | colors[column];
}

static Style in_place(Color c, bool background)
{
    return background ? (Style){.bg = c} : (Style){.fg = c};
}

void theme_fill(Theme *t, ThemeColumn column)
{
    for (size_t i = 0; i < THEME_TOKEN_COUNT; i++) {
        const TokenRow *r = &theme_tokens[i];
        t->tokens[i] = in_place(table_color(r->colors, column), r->background);
        t->tokens[i].attrs = column == COLUMN_MONO ? r->mono : 0;
    }
    for (size_t i = 0; i < theme_ncaptures; i++) {
        const CaptureRow *r = &theme_captures[i];
        t->captures[i] = (Style){.fg = table_color(r->colors, column),
                                 .attrs = column == COLUMN_MONO ? r->mono : r->attrs};
    }
}

static int find_builtin(const char *name)
{
    for (size_t i = 0; name && i < ARRAY_LEN(builtin); i++)
        if (strcasecmp(builtin[i].name, name) == 0)
            return (int)i;
    return -1;
}

Theme *theme_new(const char *name, TtyColor depth)
{
    int found = find_builtin(name);
    bool few = depth == TTY_COLOR_16 && found >= 0 && builtin[found].column == COLUMN_DARK;
    if (found >= 0 && builtin[found].text && depth != TTY_COLOR_NONE && !few)
        return theme_parse(str_c(builtin[found].text), depth, NULL, NULL);
    Theme *t = NEW(Theme);
    ThemeColumn column = found >= 0 ? builtin[found].column : COLUMN_DARK;
    if (depth == TTY_COLOR_NONE)
        column = COLUMN_MONO;
    else if (depth == TTY_COLOR_16 && column == COLUMN_DARK)
        column = COLUMN_ANSI;
    theme_fill(t, column);
    return t;
}

bool theme_is_builtin(const char *name)
{
    return find_builtin(name) >= 0;
}

const char *theme_builtin(size_t i)
{
    return i < ARRAY_LEN(builtin) ? builtin[i].name : NULL;
}

void theme_free(Theme *t)
{
    free(t);
}

Style theme_style(const Theme *t, ThemeToken token)
{
    BUG_ON(token >= THEME_TOKEN_COUNT);
    return t->tokens[token];
}

Style theme_over(Style base, Style over)
{
    return (Style){.fg = over.fg ? over.fg : base.fg,
                   .bg = over.bg ? over.bg : base.bg,
                   .attrs = base.attrs | over.attrs};
}

Style theme_on(const Theme *t, ThemeToken fg, ThemeToken bg)
{
    return theme_over(theme_style(t, bg), theme_style(t, fg));
}

Style theme_capture(const Theme *t, const char *name)
{
    Style best = {0};
    size_t longest = 0;
    if (strncmp(name, "bracket.", strlen("bracket.")) == 0) // by depth, from 1 on
        return theme_style(t, THEME_EDITOR_BRACKET_HIGHLIGHT_FOREGROUND1 + (name[8] - '1') % 3);
    for (size_t i = 0; i < theme_ncaptures; i++) {
        size_t n = strlen(theme_captures[i].name);
        bool prefix = strncmp(theme_captures[i].name, name, n) == 0;
        if (prefix && (name[n] == '\0' || name[n] == '.') && n > longest) {
            longest = n;
            best = t->captures[i];
        }
    }
    return best;
}

bool theme_is_ascii(const Theme *t)
{
    return t->ascii || t->bare;
}

void theme_set_ascii(Theme *t, bool ascii)
{
    t->ascii = ascii;
}

void theme_set_bare(Theme *t, bool bare)
{
    t->bare = bare;
}

const char *theme_glyph(const Theme *t, Glyph g)
{
    static const char *const glyphs[GLYPH_COUNT][2] = {
#define GLYPH(id, unicode, plain) [GLYPH_##id] = {unicode, plain},
#include "widget/glyphs.def"
#undef GLYPH
    };
    BUG_ON(g >= GLYPH_COUNT);
    if (t->bare && g <= GLYPH_TEE_RIGHT) // what only divides
        return " ";
    return glyphs[g][theme_is_ascii(t)];
}
