#include "workspace/inner.h"
#include "syntax/syntax.h"

void option_set_deinit(OptionSet *s)
{
    VEC_EACH (OptionOverride, o, &s->overrides)
        free(o->json);
    vec_deinit(&s->overrides);
    vec_deinit(&s->languages);
    vec_deinit(&s->sources);
    arena_deinit(&s->texts);
    MAP_EACH (name, value, &s->raw)
        free(value);
    map_deinit(&s->raw);
}

const Options *document_options(const Document *d)
{
    const OptionSet *s = &d->ws->option_set;
    const Language *l = s->languages.n && d->syntax ? syntax_language(d->syntax) : NULL;
    VEC_EACH (const LanguageOptions, o, &s->languages)
        if (l && o->language == l)
            return &o->options;
    return &d->ws->options;
}

const Options *view_options(const View *v)
{
    return document_options(v->doc);
}
