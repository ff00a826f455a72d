// The palette's lists of languages and of ways to indent.
#include "command/inner.h"
#include "lang/lang.h"
#include "syntax/syntax.h"

static const Document *shown(const Workspace *ws)
{
    const View *v = workspace_view(ws);
    return v ? v->doc : NULL;
}

static void fill_languages(Fill *f, Workspace *ws)
{
    const Document *d = shown(ws);
    const Language *now = d && d->syntax ? syntax_language(d->syntax) : NULL;
    now = now ? now : language_named(STR("plaintext"));
    for (const Language *const *l = language_all(); *l; l++)
        fill_add(f, str_c(language_title(*l)), xstrdup(*l == now ? "current" : language_id(*l)),
                 str_c(language_id(*l)), *l == now ? 2 : 0);
    const Lang *run = toolchains_lang(ws, NULL);
    AUTO(free) char *label = run ? xasprintf("Choose the version of %s…", lang_title(run)) : NULL;
    if (label)
        fill_add(f, str_c(label), NULL, STR("version"), 1);
}

static void accept_language(Workspace *ws, const char *value)
{
    if (strcmp(value, "version") == 0)
        command_run(ws, "run.setVersion");
    else
        command_invoke(ws, command_find(STR("file.setLanguage")), str_c(value));
}

const PaletteList palette_languages = {"language ", fill_languages, accept_language, NULL, NULL};

static void fill_widths(Fill *f, const Document *d, bool tabs)
{
    for (int width = 1; width <= INDENT_MAX; width++) {
        int now = d->tabs ? d->tab_size : d->indent_width, even = width == 2 || width % 4 == 0;
        bool same = tabs == d->tabs && width == now;
        AUTO(free) char *value = xasprintf("%s %d", tabs ? "tabs" : "spaces", width);
        AUTO(free)
        char *label = xasprintf("Indent with %s%d %s%s", tabs ? "tabs of " : "", width,
                                tabs ? "column" : "space", width == 1 ? "" : "s");
        int bonus = same ? 100 : even * 20 + !tabs * 10 - width;
        fill_add(f, str_c(label), same ? xstrdup("current") : NULL, str_c(value), 100 + bonus);
    }
}

static void fill_indents(Fill *f, Workspace *ws)
{
    const Document *d = shown(ws);
    if (!d)
        return;
    fill_widths(f, d, false);
    fill_widths(f, d, true);
    fill_add(f, STR("Detect from the text"), NULL, STR("detect"), 180);
    fill_add(f, STR("Convert to spaces"), NULL, STR("to spaces"), d->tabs ? 179 : 178);
    fill_add(f, STR("Convert to tabs"), NULL, STR("to tabs"), d->tabs ? 178 : 179);
}

static void accept_indent(Workspace *ws, const char *value)
{
    command_invoke(ws, command_find(STR("file.setIndent")), str_c(value));
}

const PaletteList palette_indents = {"indent ", fill_indents, accept_indent, NULL, NULL};
