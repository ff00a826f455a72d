// How the active file is understood: its language and its indents.
#include "command/inner.h"
#include "syntax/syntax.h"

static bool set_language(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    if (!v)
        return false;
    if (arg.n == 0) {
        palette_open(&ws->palette, palette_languages.prefix);
        return true;
    }
    const Language *l = language_named(arg);
    if (!l)
        return err_set(err, "there is no language '" STR_FMT "'", STR_ARG(arg));
    document_set_language(v->doc, l);
    return true;
}

static bool detect(Document *d, Err *err)
{
    if (!document_detect_indent(d))
        return err_set(err, "no line of '%s' shows how it is indented", d->title);
    return true;
}

// "tabs 8", "spaces 2"
static bool use(Document *d, Str how, Err *err)
{
    long long width;
    Str word = STR_NULL, rest = how;
    bool tabs = str_split(&rest, ' ', &word) && str_eq(word, STR("tabs"));
    if ((!tabs && !str_eq(word, STR("spaces"))) || !str_to_i64(str_trim(rest), &width) ||
        width < 1 || width > INDENT_MAX)
        return err_set(err,
                       "an indent is 'spaces 4', 'tabs 8', 'detect', 'to spaces' or 'to tabs'");
    document_set_indent(d, tabs, (int)width);
    return true;
}

static bool set_indent(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    if (!v)
        return false;
    if (arg.n == 0) {
        palette_open(&ws->palette, palette_indents.prefix);
        return true;
    }
    if (str_eq(arg, STR("detect")))
        return detect(v->doc, err);
    if (str_eq(arg, STR("to tabs")) || str_eq(arg, STR("to spaces")))
        return document_convert_indent(v->doc, str_ends(arg, STR("tabs")), err);
    return use(v->doc, arg, err);
}

// What is selected, or all.
static bool trim(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    AUTO(change) Change c = {0};
    (void)arg;
    if (!v || !view_may_edit(v, err))
        return false;
    if (!view_has_selection(v))
        return document_trim(v->doc, err);
    edit_trim_lines(text_now(v->doc->text), &v->sel, &c);
    text_undo_break(v->doc->text);
    return view_change(v, &c, err);
}

const Command commands_mode[] = {
    {"edit.trimWhitespace", "Edit: Trim Trailing Whitespace",
     "Take blanks at the ends of the selected lines away, or of all", trim},
    {"file.setIndent", "File: Set Indentation…",
     "Indent with tabs or spaces, convert what is there, or detect it", set_indent},
    {"file.setLanguage", "File: Set Language…", "Read the active file as another language",
     set_language},
    {0},
};
