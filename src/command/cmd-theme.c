// Choosing a colour theme: each is shown as it is selected in the palette.
#include "command/inner.h"
#include "base/json.h"
#include "base/jsonc-edit.h"
#include "base/path.h"

#include <errno.h>
#include <strings.h>

// Only this value changes in the user's file.
static bool keep(const char *name, Str value, Err *err)
{
    AUTO(free) char *path = settings_path();
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(buf) Buf json = BUF_INIT;
    AUTO(err) Err why = {0};
    JsonOut w = {.out = &json};
    JsoncStep at = {.key = name};
    json_out_str(&w, NULL, value);
    if (!fs_read(path, 1 << 20, &text, &why) && why.code != ENOENT)
        return err_set(err, "%s", err_text(&why));
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    return jsonc_set(&text, &at, 1, buf_str(&json), err) && fs_mkdirs(dir, err) &&
           fs_write(path, buf_str(&text), err);
}

// Take a theme from now on, and write that to the user's settings.
static void theme_choose(Workspace *ws, Str name)
{
    const char *setting = themes_setting(ws);
    AUTO(err) Err err = {0};
    if (keep(setting, name, &err)) {
        settings_load(ws);
        message_say(ws, MESSAGE_RESULT, "Theme: %.*s", (int)name.n, name.p);
        return;
    }
    AUTO(buf) Buf json = BUF_INIT;
    json_out_str(&(JsonOut){.out = &json}, NULL, name);
    settings_override(ws, setting, buf_c(&json));
    settings_load(ws);
    message_say(ws, MESSAGE_WARNING, "the theme stays only until codelab ends: %s", err_text(&err));
}

static bool select_theme(Workspace *ws, Str arg, Err *err)
{
    (void)err;
    if (arg.n == 0) {
        themes_look_again(ws);
        palette_open(&ws->palette, palette_themes.prefix);
    } else {
        theme_choose(ws, arg);
    }
    return true;
}

static void fill_themes(Fill *f, Workspace *ws)
{
    const char *now = themes_wanted(ws);
    int bonus = (int)ws->themes.all.n;
    themes_look(ws);
    VEC_EACH (ThemePlace, p, &ws->themes.all) {
        if (p->alias)
            continue;
        bool same = strcasecmp(p->name, now) == 0;
        AUTO(free) char *shown = p->path ? workspace_pretty(ws, p->path) : NULL;
        fill_add(f, str_c(p->name), same ? xstrdup("current") : steal(&shown), str_c(p->name),
                 fill_is_filtered(f) ? 0 : bonus--);
    }
}

// Its row while nothing is typed.
static size_t row_of_now(Workspace *ws)
{
    VEC_EACH (PaletteRow, r, &ws->palette.rows)
        if (strcasecmp(r->value, themes_wanted(ws)) == 0)
            return (size_t)(r - ws->palette.rows.p);
    return 0;
}

static void accept_theme(Workspace *ws, const char *value)
{
    theme_choose(ws, str_c(value));
}

const PaletteList palette_themes = {"theme ", fill_themes, accept_theme, NULL, row_of_now};

const char *theme_shown(const Workspace *ws)
{
    const Palette *p = &ws->palette;
    if (p->open && p->rows.n && palette_list_of(buf_str(&p->query)) == &palette_themes &&
        themes_find(ws, p->rows.p[p->selected].value))
        return p->rows.p[p->selected].value;
    return themes_wanted(ws);
}

const Command commands_theme[] = {
    {"theme.select", "Preferences: Color Theme", "Choose the colours; each is shown while selected",
     select_theme},
    {0},
};
