#include "widget/widget.h"
#include "base/mem.h"

typedef enum { FG, BG } Ground;

typedef struct {
    Ground ground;
    int rgb, ansi; // -1: the terminal's default
    uint16_t attrs;
} TokenRow;

typedef struct {
    const char *name;
    int rgb, ansi;
    uint16_t attrs;
} CaptureRow;

static const TokenRow tokens[] = {
#define TOKEN(name, vscode, ground, dark, ansi, attrs) {ground, dark, ansi, attrs},
#include "widget/theme-tokens.def"
#undef TOKEN
};
_Static_assert(ARRAY_LEN(tokens) == THEME_TOKEN_COUNT, "each token has a row");

static const CaptureRow captures[] = {
#define CAPTURE(name, dark, ansi, attrs) {name, dark, ansi, attrs},
#include "widget/theme-captures.def"
#undef CAPTURE
};

struct Theme {
    TtyColor color;
    Style tokens[THEME_TOKEN_COUNT];
};

static const char *const names[] = {"Codelab Dark", "Terminal 16", "Mono", NULL};

const char *const *theme_names(void)
{
    return names;
}

static Color color_of(const Theme *t, int rgb, int ansi)
{
    if (t->color == TTY_COLOR_16)
        return ansi < 0 ? COLOR_DEFAULT : COLOR_ANSI(ansi);
    return rgb < 0 ? COLOR_DEFAULT : COLOR_RGB(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
}

static Style style_of(const Theme *t, const TokenRow *r)
{
    if (t->color == TTY_COLOR_NONE)
        return (Style){.attrs = r->attrs};
    Color c = color_of(t, r->rgb, r->ansi);
    return r->ground == FG ? (Style){.fg = c} : (Style){.bg = c};
}

Theme *theme_new(const char *name, TtyColor color)
{
    Theme *t = NEW(Theme);
    t->color = color;
    if (name && strcmp(name, "Terminal 16") == 0 && color != TTY_COLOR_NONE)
        t->color = TTY_COLOR_16;
    if (name && strcmp(name, "Mono") == 0)
        t->color = TTY_COLOR_NONE;
    for (size_t i = 0; i < THEME_TOKEN_COUNT; i++)
        t->tokens[i] = style_of(t, &tokens[i]);
    return t;
}

void theme_free(Theme *t)
{
    free(t);
}

Style theme_style(const Theme *t, ThemeToken token)
{
    return t->tokens[token];
}

static const CaptureRow *find_capture(Str name)
{
    for (size_t i = 0; i < ARRAY_LEN(captures); i++)
        if (str_eq_c(name, captures[i].name))
            return &captures[i];
    return NULL;
}

Style theme_capture(const Theme *t, const char *capture)
{
    const CaptureRow *r = NULL;
    Str name = str_c(capture);
    while (name.n && !(r = find_capture(name))) {
        ptrdiff_t dot = str_rfind_byte(name, '.');
        name = str_upto(name, dot < 0 ? 0 : (size_t)dot);
    }
    if (!r)
        return (Style){0};
    if (t->color == TTY_COLOR_NONE)
        return (Style){.attrs = r->attrs};
    return (Style){.fg = color_of(t, r->rgb, r->ansi)};
}
