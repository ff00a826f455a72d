// What EditorConfig says of a document: it goes before the settings and before what its text looks
// like.
#include "workspace/inner.h"

// The sentence, with paths of the project short; not again for every file it concerns.
static void tell(Workspace *ws, const Err *err)
{
    const char *text = err_text(err), *root = strstr(text, ws->root);
    size_t n = strlen(ws->root);
    if (ws->told_rules && strcmp(ws->told_rules, text) == 0)
        return;
    free(ws->told_rules);
    ws->told_rules = xstrdup(text);
    if (root && root[n] == '/')
        message_say(ws, MESSAGE_WARNING, "%.*s%s", (int)(root - text), text, root + n + 1);
    else
        message_say(ws, MESSAGE_WARNING, "%s", text);
}

void document_read_rules(Document *d)
{
    AUTO(err) Err err = {0};
    d->rules = (EditorConfig){0};
    if (d->path && d->ws->options.editorconfig && !editorconfig_for(d->path, &d->rules, &err))
        tell(d->ws, &err);
}

void document_obey_indent(Document *d)
{
    const EditorConfig *r = &d->rules;
    if (r->style != EC_NO_STYLE)
        d->tabs = r->style == EC_TABS;
    if (r->tab_width)
        d->tab_size = r->tab_width;
    if (r->indent_size)
        d->indent_width = r->indent_size;
}

void document_obey_charset(Document *d)
{
    AUTO(err) Err err = {0};
    if (d->rules.charset[0] && !document_set_charset(d, str_c(d->rules.charset), &err))
        message_say(d->ws, MESSAGE_WARNING, "%s", err_text(&err));
}

bool document_rule(EditorConfigFlag rule, bool setting)
{
    return rule == EC_UNSET ? setting : rule == EC_YES;
}
