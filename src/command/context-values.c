// What `when` expressions name besides flags: looked at only where an expression asks.
#include "command/inner.h"
#include "base/path.h"
#include "syntax/syntax.h"

#include <stdio.h>

typedef Str (*Value)(const Workspace *ws, char *room);

static const Document *shown(const Workspace *ws)
{
    const View *v = workspace_view(ws);
    return v ? v->doc : NULL;
}

static Str yes(bool is)
{
    return is ? STR("true") : STR_NULL;
}

static Str number(size_t n, char *room)
{
    return str_n(room, (size_t)snprintf(room, CONTEXT_ROOM, "%zu", n));
}

static Str lang_id(const Workspace *ws, char *room)
{
    const Document *d = shown(ws);
    (void)room;
    if (!d)
        return STR_NULL;
    return d->syntax ? str_c(language_id(syntax_language(d->syntax))) : STR("plaintext");
}

static Str whole_path(const Workspace *ws, char *room)
{
    const Document *d = shown(ws);
    (void)room;
    return d && d->path ? str_c(d->path) : STR_NULL;
}

static Str file_name(const Workspace *ws, char *room)
{
    return path_base(whole_path(ws, room));
}

static Str folder(const Workspace *ws, char *room)
{
    return path_dir(whole_path(ws, room));
}

static Str ext_name(const Workspace *ws, char *room)
{
    Str name = file_name(ws, room);
    ptrdiff_t dot = str_rfind_byte(name, '.');
    return dot > 0 ? str_from(name, (size_t)dot) : STR_NULL;
}

static Str scheme(const Workspace *ws, char *room)
{
    const Document *d = shown(ws);
    (void)room;
    return !d ? STR_NULL : d->path ? STR("file") : STR("untitled");
}

static Str sent_keys(const Workspace *ws, char *room)
{
    return number((size_t)ws->key_tier, room);
}

static Str active_panel(const Workspace *ws, char *room)
{
    static const char *const names[PANEL_TAB_COUNT] = {[PANEL_TERMINAL] = "terminal",
                                                       [PANEL_PROBLEMS] = "problems",
                                                       [PANEL_RUNS] = "runs",
                                                       [PANEL_OUTPUT] = "output"};
    (void)room;
    return str_c(names[ws->layout.tab]);
}

static Str groups_count(const Workspace *ws, char *room)
{
    Group *all[GROUPS_MAX];
    return number(group_list(ws, all), room);
}

#define FLAG(name, expression)                       \
    static Str name(const Workspace *ws, char *room) \
    {                                                \
        const View *v = workspace_view(ws);          \
        (void)v;                                     \
        (void)room;                                  \
        return yes(expression);                      \
    }

FLAG(is_true, ws != NULL)
FLAG(is_dirty, v &&document_is_modified(v->doc))
FLAG(is_open, v != NULL)
FLAG(is_readonly, v && v->doc->read_only)
FLAG(has_many, v && v->sel.v.n > 1)
FLAG(has_mark, v && v->mark)
FLAG(in_columns, v && v->column)
FLAG(side_shown, layout_shows(&ws->layout, FOCUS_SIDE_BAR))
FLAG(panel_shown, layout_shows(&ws->layout, FOCUS_PANEL))
FLAG(explorer_shown, layout_shows(&ws->layout, FOCUS_SIDE_BAR) && ws->layout.side == SIDE_EXPLORER)
FLAG(search_view_shown, layout_shows(&ws->layout, FOCUS_SIDE_BAR) && ws->layout.side == SIDE_SEARCH)
FLAG(has_terminal, terminal_active(ws) != NULL)
FLAG(records, ws->macro.recording)
FLAG(is_diff, v && v->doc->diff)

static Str many_groups(const Workspace *ws, char *room)
{
    Group *all[GROUPS_MAX];
    (void)room;
    return yes(group_list(ws, all) > 1);
}

static const struct {
    const char *name;
    Value value;
} values[] = {
    {"activeEditorIsDirty", is_dirty},
    {"activePanel", active_panel},
    {"columnSelection", in_columns},
    {"editorHasMultipleSelections", has_many},
    {"editorIsOpen", is_open},
    {"editorLangId", lang_id},
    {"editorReadonly", is_readonly},
    {"explorerViewletVisible", explorer_shown},
    {"groupsCount", groups_count},
    {"isInDiffEditor", is_diff},
    {"isLinux", is_true},
    {"keyTier", sent_keys},
    {"macroRecording", records},
    {"markActive", has_mark},
    {"multipleEditorGroups", many_groups},
    {"panelVisible", panel_shown},
    {"resourceDirname", folder},
    {"resourceExtname", ext_name},
    {"resourceFilename", file_name},
    {"resourceLangId", lang_id},
    {"resourcePath", whole_path},
    {"resourceScheme", scheme},
    {"searchViewletVisible", search_view_shown},
    {"sideBarVisible", side_shown},
    {"terminalIsOpen", has_terminal},
    {"true", is_true},
};

// Other names of flags, as VS Code and older versions of it have them.
static const struct {
    const char *name;
    Context context;
} other_names[] = {
    {"editorFocus", CTX_EDITOR_TEXT_FOCUS}, {"textInputFocus", CTX_EDITOR_TEXT_FOCUS},
    {"findInputFocussed", CTX_FIND_FOCUS},  {"replaceInputFocused", CTX_REPLACE_FOCUS},
    {"inQuickOpen", CTX_PALETTE_OPEN},      {"explorerViewletFocus", CTX_EXPLORER_FOCUS},
    {"inQuickInput", CTX_PALETTE_OPEN},     {"textCompareEditorActive", CTX_DIFF},
};

enum { VALUES_FROM = 1000, SETTINGS_FROM = 2000 };

static ContextName setting_name(Str name)
{
    size_t n;
    const Setting *all = setting_all(&n);
    for (size_t i = 0; i < n; i++)
        if (str_eq_c(name, all[i].name))
            return SETTINGS_FROM + (int)i;
    return CONTEXT_UNKNOWN;
}

ContextName context_name(Str name)
{
    size_t flag = context_find(name);
    if (flag < CTX_COUNT)
        return (int)flag;
    for (size_t i = 0; i < ARRAY_LEN(other_names); i++)
        if (str_eq_c(name, other_names[i].name))
            return (int)other_names[i].context;
    for (size_t i = 0; i < ARRAY_LEN(values); i++)
        if (str_eq_c(name, values[i].name))
            return VALUES_FROM + (int)i;
    return str_starts(name, STR("config.")) ? setting_name(str_from(name, 7)) : CONTEXT_UNKNOWN;
}

bool context_name_is(ContextName name, int context)
{
    return name == context;
}

int context_name_rank(ContextName name)
{
    return name >= 0 && name < CTX_COUNT ? context_rank((size_t)name) : 0;
}

static Str setting_value(const Setting *s, const Options *o, char *room)
{
    const char *at = (const char *)o + s->offset;
    switch (s->type) {
    case SETTING_BOOL:
        return yes(*(const bool *)at);
    case SETTING_INT:
    case SETTING_SIZE:
        return str_n(room, (size_t)snprintf(room, CONTEXT_ROOM, "%d", *(const int *)at));
    case SETTING_ENUM:
        return str_c(s->values[*(const int *)at]);
    case SETTING_STRING:
    case SETTING_ENCODING:
        return str_c(*(const char *const *)at);
    default:
        return STR_NULL;
    }
}

Str context_value(ContextName name, ContextSet now, const Workspace *ws, char *room)
{
    size_t n;
    if (name >= 0 && name < CTX_COUNT)
        return yes(now & CONTEXT_BIT(name));
    if (name == CONTEXT_UNKNOWN || !ws)
        return STR_NULL;
    if (name >= SETTINGS_FROM)
        return setting_value(&setting_all(&n)[name - SETTINGS_FROM], &ws->options, room);
    return values[name - VALUES_FROM].value(ws, room);
}
