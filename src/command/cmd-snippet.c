// Snippets: put in, filled in stop by stop.
#include "command/inner.h"
#include "syntax/syntax.h"

static const SnippetStop *active_stop(const View *v)
{
    VEC_EACH (const SnippetStop, s, &v->filling.stops)
        if (v->filling.snippet && s->number == v->filling.active)
            return s;
    return NULL;
}

void snippet_offer_choices(Workspace *ws, View *v)
{
    size_t n = 0;
    const SnippetStop *s = active_stop(v);
    if (s && snippet_choices(s, &n))
        palette_open(&ws->palette, palette_choices.prefix);
}

static void fill_choices(Fill *f, Workspace *ws)
{
    const View *v = workspace_view(ws);
    const SnippetStop *s = v ? active_stop(v) : NULL;
    size_t n = 0;
    const Str *choices = s ? snippet_choices(s, &n) : NULL;
    for (size_t i = 0; i < n; i++) {
        AUTO(free) char *text = str_dup(choices[i]);
        fill_add(f, choices[i], NULL, str_c(text), (int)(n - i));
    }
}

static void accept_choice(Workspace *ws, const char *value)
{
    View *v = workspace_view(ws);
    if (v)
        view_insert(v, str_c(value), NULL);
}

const PaletteList palette_choices = {"choice ", fill_choices, accept_choice, NULL, NULL};

static void fill_snippets(Fill *f, Workspace *ws)
{
    const View *v = workspace_view(ws);
    const Snippets *all = &ws->snippets;
    for (size_t i = 0; v && i < all->entries.n; i++) {
        const SnippetEntry *e = &all->entries.p[i];
        AUTO(free) char *label = xasprintf("%s%s%s", e->prefix, e->prefix[0] ? "  " : "", e->name);
        AUTO(free) char *index = xasprintf("%zu", i);
        if (snippet_is_for(e, v))
            fill_add(f, str_c(label), xstrdup(e->description), str_c(index), 0);
    }
}

static void accept_snippet(Workspace *ws, const char *value)
{
    View *v = workspace_view(ws);
    size_t i = strtoull(value, NULL, 10);
    AUTO(err) Err err = {0};
    if (!v || i >= ws->snippets.entries.n)
        return;
    if (view_insert_snippet(v, str_c(ws->snippets.entries.p[i].body), 0, &err))
        snippet_offer_choices(ws, v);
    else
        message_say(ws, MESSAGE_RESULT, "%s", err_text(&err));
}

const PaletteList palette_snippets = {"snippet ", fill_snippets, accept_snippet, NULL, NULL};

static bool insert(Workspace *ws, Str arg, Err *err)
{
    const View *v = command_view(ws, err);
    bool any = false;
    (void)arg;
    if (!v || !view_may_edit(v, err))
        return false;
    snippets_read(ws);
    VEC_EACH (const SnippetEntry, e, &ws->snippets.entries)
        any |= snippet_is_for(e, v);
    if (!any)
        return err_set(err,
                       "there are no snippets for %s; write some in the folder snippets/ "
                       "beside settings.json",
                       document_language_title(v->doc));
    palette_open(&ws->palette, palette_snippets.prefix);
    return true;
}

static bool is_language(const View *v, const char *const *names)
{
    const char *id = v->doc->syntax ? language_id(syntax_language(v->doc->syntax)) : "";
    for (; *names; names++)
        if (strcmp(id, *names) == 0)
            return true;
    return false;
}

// What is selected, or what stands before the cursor in its line.
static bool expand_emmet(Workspace *ws, Str arg, Err *err)
{
    enum { LINE_LOOK = 4096 };
    static const char *const styles[] = {"css", "scss", "less", NULL};
    static const char *const xmls[] = {"xml", NULL};
    static const char *const jsxs[] = {"javascript", "javascriptreact", "typescriptreact", NULL};
    AUTO(buf) Buf line = BUF_INIT, body = BUF_INIT;
    View *v = command_view(ws, err);
    (void)arg;
    if (!v || !view_may_edit(v, err))
        return false;
    if (is_language(v, styles))
        return err_set(err, "abbreviations are expanded to markup only, not to %s",
                       document_language_title(v->doc));
    const Snap *s = text_now(v->doc->text);
    Range sel = view_selection(v);
    bool selected = sel.end > sel.start;
    size_t from = selected ? sel.start : snap_line_start(s, sel.end, LINE_LOOK);
    snap_add_to(s, from, MIN(sel.end, from + (size_t)LINE_LOOK), &line);
    Str abbr =
        selected ? str_trim(buf_str(&line)) : str_from(buf_str(&line), emmet_start(buf_str(&line)));
    EmmetStyle style = {.xml = is_language(v, xmls), .jsx = is_language(v, jsxs)};
    if (!abbr.n)
        return err_set(err, "there is no abbreviation before the cursor, as ul>li*3");
    return emmet_expand(abbr, &style, &body, err) &&
           view_insert_snippet(v, buf_str(&body), selected ? 0 : abbr.n, err);
}

static bool step(Workspace *ws, bool back, Err *err)
{
    View *v = command_view(ws, err);
    if (!v)
        return false;
    if (!view_next_stop(v, back))
        return err_set(err, "no snippet is being filled in");
    snippet_offer_choices(ws, v);
    return true;
}

static bool next(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return step(ws, false, err);
}

static bool previous(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return step(ws, true, err);
}

static bool leave(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    if (v)
        filling_end(&v->filling);
    return v != NULL;
}

const Command commands_snippet[] = {
    {"edit.expandEmmet", "Edit: Expand Abbreviation",
     "Turn an abbreviation as ul>li*3 into the elements it stands for", expand_emmet},
    {"edit.insertSnippet", "Edit: Insert Snippet…", "Choose a snippet to put at the cursor",
     insert},
    {"snippet.leave", "Snippet: Leave", "Stop filling in the snippet", leave},
    {"snippet.next", "Snippet: Next Stop", "Go to the next place of the snippet", next},
    {"snippet.previous", "Snippet: Previous Stop", "Go to the place before", previous},
    {0},
};
