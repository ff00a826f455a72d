// Which theme is drawn with: what the palette shows, or the settings want.
#include "ui/inner.h"
#include "base/path.h"
#include "base/places.h"

static char *own_path(const char *name)
{
    AUTO(free) char *folder = place_config("codelab/themes");
    return xasprintf("%s/%s.json", folder, name);
}

/* The file of a theme that is not built in; NULL: nobody knows of one.  Owned. */
static char *file_of(const Ui *ui, const char *name)
{
    const ThemePlace *place = themes_find(ui->ws, name);
    const char *home = getenv("HOME");
    if (place && place->path)
        return xstrdup(place->path);
    if (name[0] == '~' && name[1] == '/')
        return path_join(home ? home : "/", name + 2);
    if (strchr(name, '/'))
        return path_normal(ui->ws->root, name);
    AUTO(free) char *own = own_path(name); // at the start nobody has looked yet
    return fs_exists(own) ? steal(&own) : NULL;
}

/* Each begins with the path of a file or the name of a setting. */
static void say_notes(Ui *ui, const Buf *notes)
{
    Str rest = buf_str(notes), line;
    if (str_eq(rest, buf_str(&ui->theme_notes)))
        return; // read again, and nothing is better
    buf_clear(&ui->theme_notes);
    buf_add(&ui->theme_notes, rest);
    while (str_split(&rest, '\n', &line)) {
        ptrdiff_t end = str_find(line, STR(": line "));
        AUTO(free) char *path = str_dup(str_upto(line, (size_t)MAX(end, 0)));
        AUTO(free) char *shown = workspace_pretty(ui->ws, path);
        if (end > 0)
            message_say(ui->ws, MESSAGE_WARNING, "%s%.*s", shown, (int)(line.n - (size_t)end),
                        line.p + end);
        else if (line.n)
            message_say(ui->ws, MESSAGE_WARNING, STR_FMT, STR_ARG(line));
    }
}

/* NULL if it cannot be had; *wait: workers still look for it. */
static Theme *find_theme(Ui *ui, const char *name, Buf *notes, bool *wait)
{
    AUTO(err) Err err = {0};
    *wait = false;
    if (theme_is_builtin(name))
        return theme_new(name, ui->color);
    AUTO(free) char *path = file_of(ui, name);
    if (!path && !ui->ws->themes.looked) {
        *wait = true;
        themes_look(ui->ws);
        return NULL;
    }
    Theme *t = path ? theme_load(path, ui->color, notes, &err) : NULL;
    if (!t)
        message_say(ui->ws, MESSAGE_WARNING, "workbench.colorTheme: %s; %s stays",
                    path ? err_text(&err) : "there is no such theme",
                    ui->theme ? "the one before" : "Codelab Dark");
    return t;
}

static void take_theme(Ui *ui, const char *name, Theme *t, Buf *notes)
{
    const Options *o = &ui->ws->options;
    if (!t && !ui->theme)
        t = theme_new(NULL, ui->color);
    if (t) {
        ThemeChanges c = {name, o->color_changes, o->token_changes, ui->color};
        theme_customize(t, &c, notes);
        theme_free(ui->theme);
        ui->theme = t;
        vec_clear(&ui->captures);
    }
    say_notes(ui, notes);
}

static void use_glyphs(Ui *ui)
{
    int g = ui->ws->options.glyphs;
    ui->reader = reader_is_on(ui->ws);
    theme_set_ascii(ui->theme, g == GLYPHS_ASCII || (g == GLYPHS_AUTO && !ui->signs));
    theme_set_bare(ui->theme, ui->reader);
}

void ui_settle_theme(Ui *ui)
{
    const char *want = theme_shown(ui->ws);
    unsigned stamp = ui->ws->option_set.stamp; // its file may have changed with it
    bool wait, same = ui->theme_name && strcmp(ui->theme_name, want) == 0 && ui->theme_at == stamp;
    if (!same || (ui->theme_waits && ui->ws->themes.looked)) {
        AUTO(buf) Buf notes = BUF_INIT;
        Theme *t = find_theme(ui, want, &notes, &wait);
        free(ui->theme_name);
        ui->theme_name = xstrdup(want);
        ui->theme_waits = wait;
        ui->theme_at = stamp;
        take_theme(ui, want, t, &notes);
    }
    use_glyphs(ui);
}
