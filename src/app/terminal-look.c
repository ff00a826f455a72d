// What a command line says of its terminal goes from client to session, and is taken back when
// that terminal goes.  What it says of the session comes too late for one that runs, and is told
// so.
#include "app/client.h"
#include "app/host.h"
#include "command/command.h"

static const char *const colors[] = {
    [UI_COLOR_AUTO] = "--color=auto",      [UI_COLOR_NONE] = "--color=none",
    [UI_COLOR_16] = "--color=16",          [UI_COLOR_256] = "--color=256",
    [UI_COLOR_TRUE] = "--color=truecolor",
};

void terminal_look_get(const AppArgs *args, StrVec *out)
{
    if (args->color >= 0)
        vec_push(out, str_c(colors[args->color]));
    if (args->ascii)
        vec_push(out, STR("--ascii"));
    if (args->reader)
        vec_push(out, STR("--screen-reader"));
    if (args->log)
        vec_push(out, STR("--log"));
    if (args->read_only && !args->opens.n)
        vec_push(out, STR("--read-only"));
}

static int color_of(Str word, int otherwise)
{
    for (size_t i = 0; i < ARRAY_LEN(colors); i++)
        if (str_eq_c(word, colors[i]))
            return (int)i;
    return otherwise;
}

TerminalLook terminal_look_of(const SessionFrame *f, size_t first)
{
    TerminalLook look = {.color = -1};
    for (size_t i = first; i < f->n; i++) {
        look.color = color_of(f->field[i], look.color);
        look.ascii |= str_eq_c(f->field[i], "--ascii");
        look.reader |= str_eq_c(f->field[i], "--screen-reader");
    }
    return look;
}

void terminal_look_explain(Workspace *ws, const SessionFrame *f, size_t first)
{
    for (size_t i = first; i < f->n; i++)
        if (str_eq_c(f->field[i], "--log"))
            message_say(
                ws, MESSAGE_WARNING,
                "--log has no effect: this session runs already; it holds where one begins");
        else if (str_eq_c(f->field[i], "--read-only"))
            message_say(ws, MESSAGE_WARNING,
                        "--read-only has no effect: this session runs already; name the files");
}

static void override(Workspace *ws, const char *name, const char *json)
{
    settings_override(ws, name, NULL);
    if (json)
        settings_override(ws, name, json);
}

void app_set_look(App *a, TerminalLook look)
{
    static const char *const values[] = {
        [UI_COLOR_AUTO] = "\"auto\"", [UI_COLOR_NONE] = "\"none\"",      [UI_COLOR_16] = "\"16\"",
        [UI_COLOR_256] = "\"256\"",   [UI_COLOR_TRUE] = "\"truecolor\"",
    };
    TerminalLook *now = &a->look;
    if (now->color == look.color && now->ascii == look.ascii && now->reader == look.reader)
        return;
    *now = look;
    override(a->ws, "ui.color", look.color >= 0 ? values[look.color] : NULL);
    override(a->ws, "a11y.screenReader", look.reader ? "\"on\"" : NULL);
    override(a->ws, "ui.glyphs", look.ascii ? "\"ascii\"" : NULL);
    settings_load(a->ws);
}
