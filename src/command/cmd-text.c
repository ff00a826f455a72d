// Text through commands, characters by their number, the list of cases.
#include "command/inner.h"
#include "base/hex.h"
#include "base/utf8.h"

static void on_pipe_answer(Workspace *ws, int choice, Str line, void *arg)
{
    AUTO(err) Err err = {0};
    View *v = workspace_view(ws);
    (void)arg;
    if (choice == 0 && line.n && v && !pipe_start(v, line, &err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
}

static bool pipe_text(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    if (!v || !view_may_edit(v, err))
        return false;
    if (arg.n)
        return pipe_start(v, arg, err);
    ask_file(ws, (Ask){.title = xstrdup("Pipe through a command"),
                       .text = xstrdup("A shell command; it runs in the jail, reads what is "
                                       "selected (or all), and what it prints takes its place:"),
                       .preset = xstrdup(""),
                       .answer = on_pipe_answer});
    return true;
}

// "2192", "U+2192", "0x2192", "\\u2192": the number in hexadecimal.
static bool parse_point(Str text, uint32_t *cp)
{
    static const char *const prefixes[] = {"U+", "u+", "0x", "\\u", "\\U"};
    uint32_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(prefixes); i++)
        if (str_starts(text, str_c(prefixes[i]))) {
            text = str_from(text, 2);
            break;
        }
    if (text.n > 6 || !hex_number(text, &n))
        return false;
    *cp = n;
    return n <= 0x10ffff && !(n >= 0xd800 && n < 0xe000);
}

static bool insert_point(Workspace *ws, Str text, Err *err)
{
    View *v = command_view(ws, err);
    char bytes[4];
    uint32_t cp;
    if (!v)
        return false;
    if (!parse_point(text, &cp))
        return err_set(err, "'" STR_FMT "' is no character's number, as U+2192", STR_ARG(text));
    return view_paste(v, str_n(bytes, utf8_encode(cp, bytes)), err);
}

static void on_point_answer(Workspace *ws, int choice, Str line, void *arg)
{
    AUTO(err) Err err = {0};
    (void)arg;
    if (choice == 0 && line.n && !insert_point(ws, line, &err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
}

static bool insert_unicode(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    if (!v || !view_may_edit(v, err))
        return false;
    if (arg.n)
        return insert_point(ws, arg, err);
    ask_file(ws, (Ask){.title = xstrdup("Insert a character"),
                       .text = xstrdup("Its number in Unicode, as U+2192:"),
                       .preset = xstrdup("U+"),
                       .answer = on_point_answer});
    return true;
}

static const struct {
    const char *label, *command;
} cases[] = {
    {"UPPER CASE", "edit.upperCase"},       {"lower case", "edit.lowerCase"},
    {"Title Case", "edit.titleCase"},       {"camelCase", "edit.camelCase"},
    {"PascalCase", "edit.pascalCase"},      {"snake_case", "edit.snakeCase"},
    {"CONSTANT_CASE", "edit.constantCase"}, {"kebab-case", "edit.kebabCase"},
};

static void fill_cases(Fill *f, Workspace *ws)
{
    (void)ws;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        fill_add(f, str_c(cases[i].label), NULL, str_c(cases[i].command),
                 (int)(ARRAY_LEN(cases) - i));
}

static void accept_case(Workspace *ws, const char *value)
{
    command_run(ws, value);
}

const PaletteList palette_cases = {"case ", fill_cases, accept_case, NULL, NULL};

static bool transform_case(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (!v || !view_may_edit(v, err))
        return false;
    palette_open(&ws->palette, palette_cases.prefix);
    return true;
}

const Command commands_text[] = {
    {"edit.insertUnicode", "Edit: Insert Unicode Character",
     "Put a character in by its number, as U+2192", insert_unicode},
    {"edit.pipe", "Edit: Pipe Through Command",
     "Have a shell command in the jail change what is selected", pipe_text},
    {"edit.transformCase", "Edit: Transform Case", "Choose a case for what is selected",
     transform_case},
    {0},
};
