// Typing: brackets and quotes that close by themselves.
#include "workspace/inner.h"
#include "syntax/syntax.h"

// In a string or a comment, by the colours.
static bool is_prose(void *arg, size_t off)
{
    const Document *d = arg;
    SyntaxSpans spans = {0};
    bool prose = false;
    if (off == 0 || !d->syntax)
        return false;
    syntax_highlight(d->syntax, d->text, off - 1, off, &spans);
    VEC_EACH (const SyntaxSpan, x, &spans) {
        Str name = str_c(syntax_capture_name(x->capture));
        prose |= str_starts(name, STR("string")) || str_starts(name, STR("comment"));
    }
    vec_deinit(&spans);
    return prose;
}

static TypeRules rules_of(const View *v)
{
    const Options *o = view_options(v);
    const Language *l = v->doc->syntax ? syntax_language(v->doc->syntax) : NULL;
    return (TypeRules){
        .pairs = l ? language_pairs(l) : "",
        .quotes = l ? language_quotes(l) : "",
        .close_brackets = (CloseRule)o->close_brackets,
        .close_quotes = (CloseRule)o->close_quotes,
        .surround_brackets =
            o->auto_surround == SURROUND_ALL || o->auto_surround == SURROUND_BRACKETS,
        .surround_quotes = o->auto_surround == SURROUND_ALL || o->auto_surround == SURROUND_QUOTES,
        .is_prose = is_prose,
        .arg = v->doc,
    };
}

bool view_type(View *v, Str text, Err *err)
{
    AUTO(change) Change c = {0};
    Closers closers = {0};
    TypeRules rules = rules_of(v);
    view_sync(v);
    VEC_EACH (const size_t, off, &v->closers)
        vec_push(&closers, *off);
    edit_type(text_now(v->doc->text), &v->sel, text, &rules, &closers, &c);
    bool ok = view_change(v, &c, err);
    if (ok) {
        vec_deinit(&v->closers);
        v->closers = closers;
        view_reindent(v, text);
    } else {
        vec_deinit(&closers);
    }
    return ok;
}

bool view_in_empty_pair(const View *v, size_t off)
{
    TypeRules rules = rules_of(v);
    return v->closers.n && edit_in_empty_pair(text_now(v->doc->text), off, &rules, &v->closers);
}
