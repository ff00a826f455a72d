#include "workspace/search.h"
#include "base/path.h"
#include "workspace/search-inner.h"

Search *search_new(Workspace *ws, size_t most)
{
    Search *s = NEW(Search);
    s->ws = ws;
    s->most = most;
    s->options.ignore_case = true;
    s->at_match = SIZE_MAX;
    return s;
}

void search_free(Search *s)
{
    if (!s)
        return;
    search_cancel(s);
    search_drop_files(s);
    vec_deinit(&s->files);
    for (int i = 0; i < SEARCH_FIELDS; i++) {
        buf_deinit(&s->text[i]);
        find_history_deinit(&s->history[i]);
    }
    VEC_EACH (SearchSeen, x, &s->seen)
        free(x->path);
    vec_deinit(&s->seen);
    search_replacements_deinit(&s->done);
    finder_free(s->brief);
    err_deinit(&s->problem);
    free(s->trouble);
    free(s);
}

static bool has_capital(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= 'A' && s.p[i] <= 'Z' && !(i && s.p[i - 1] == '\\'))
            return true;
    return false;
}

FindQuery search_query(const Search *s)
{
    Str pattern = search_text(s, SEARCH_PATTERN);
    bool exact = s->ws->options.search_smart_case && has_capital(pattern);
    return (FindQuery){
        .pattern = pattern,
        .regex = s->options.regex,
        .ignore_case = s->options.ignore_case && !exact,
        .whole_word = s->options.whole_word,
    };
}

void search_open(Search *s)
{
    AUTO(buf) Buf seed = BUF_INIT;
    const View *v = workspace_view(s->ws);
    bool had_focus = search_has_focus(s);
    s->ws->layout.side = SIDE_SEARCH;
    layout_focus(&s->ws->layout, FOCUS_SIDE_BAR);
    s->part = SEARCH_PATTERN;
    s->shown++;
    if (!had_focus && v && !v->hex && find_add_seed(s->ws, v, s->options.regex, &seed) &&
        !str_eq(buf_str(&seed), search_text(s, SEARCH_PATTERN)))
        search_set_text(s, SEARCH_PATTERN, buf_str(&seed));
}

void search_open_replace(Search *s)
{
    bool had_focus = search_has_focus(s);
    search_open(s);
    s->replacing = true;
    if (had_focus)
        s->part = SEARCH_REPLACEMENT;
}

void search_set_replacing(Search *s, bool on)
{
    s->replacing = on;
    if (!on && s->part == SEARCH_REPLACEMENT)
        s->part = SEARCH_PATTERN;
}

bool search_is_replacing(const Search *s)
{
    return s->replacing;
}

bool search_has_focus(const Search *s)
{
    const Layout *l = &s->ws->layout;
    return l->focus == FOCUS_SIDE_BAR && l->side == SIDE_SEARCH;
}

SearchPart search_part(const Search *s)
{
    return s->part;
}

static void keep_history(Search *s)
{
    for (int i = 0; i < SEARCH_FIELDS; i++)
        field_history_keep(&s->history[i], buf_str(&s->text[i]));
}

void search_focus(Search *s, SearchPart part)
{
    if (part == SEARCH_LIST && s->part != SEARCH_LIST)
        keep_history(s);
    s->part = part;
}

void search_focus_next(Search *s, int dir)
{
    int n = SEARCH_LIST + 1, part = (int)s->part;
    do
        part = (part + dir + n) % n;
    while ((part == SEARCH_REPLACEMENT && !s->replacing) || (part == SEARCH_LIST && !s->nrows));
    search_focus(s, (SearchPart)part);
}

Str search_text(const Search *s, SearchPart field)
{
    return buf_str(&s->text[field]);
}

void search_set_text(Search *s, SearchPart field, Str text)
{
    AUTO(buf) Buf copy = BUF_INIT;
    buf_add(&copy, text); // it may be part of what is replaced
    buf_clear(&s->text[field]);
    buf_add(&s->text[field], buf_str(&copy));
    if (field != SEARCH_REPLACEMENT)
        search_start(s);
}

unsigned search_shown(const Search *s)
{
    return s->shown;
}

void search_recall(Search *s, int dir)
{
    if (s->part == SEARCH_LIST)
        return;
    const char *text = field_history_recall(&s->history[s->part], search_text(s, s->part), dir);
    if (!text)
        return;
    search_set_text(s, s->part, str_c(text));
    s->shown++;
}

FindOptions *search_options(Search *s)
{
    return &s->options;
}

void search_clear(Search *s)
{
    keep_history(s);
    for (int i = 0; i < SEARCH_FIELDS; i++)
        buf_clear(&s->text[i]);
    search_start(s);
    s->part = SEARCH_PATTERN;
    s->shown++;
}

unsigned search_changes(const Search *s)
{
    return s->changes;
}

char *search_full_path(const Search *s, const char *rel)
{
    return path_join(s->ws->root, rel);
}

void search_add_summary(const Search *s, Buf *out)
{
    if (!s->searched || s->problem.msg)
        return;
    if (s->run && s->fresh && s->nmatches == 0)
        buf_add_c(out, "Searching…");
    else if (s->nmatches == 0)
        buf_add_c(out, "No results");
    else
        buf_addf(out, "%zu result%s in %zu file%s%s", s->nmatches, s->nmatches == 1 ? "" : "s",
                 s->nfiles, s->nfiles == 1 ? "" : "s", s->run ? "…" : "");
}

static void add_trouble(const Search *s, Buf *out)
{
    size_t more = s->counts.unreadable - 1;
    buf_addf(out, "%s%s", out->n ? "; " : "", s->trouble);
    if (more)
        buf_addf(out, " (and %zu more)", more);
}

void search_add_note(const Search *s, Buf *out, bool *failed)
{
    *failed = s->problem.msg != NULL;
    if (*failed) {
        buf_add_c(out, err_text(&s->problem));
        return;
    }
    if (!s->searched || s->fresh)
        return;
    if (s->counts.cut)
        buf_addf(out, "only the first %d are listed: look for something longer",
                 s->ws->options.search_max_results);
    if (s->stopped)
        buf_addf(out, "%sstopped", out->n ? "; " : "");
    if (s->counts.slow)
        buf_addf(out, "%sthe expression is too slow on %zu file%s", out->n ? "; " : "",
                 s->counts.slow, s->counts.slow == 1 ? "" : "s");
    if (s->counts.skipped)
        buf_addf(out, "%s%zu too large to decode", out->n ? "; " : "", s->counts.skipped);
    if (s->counts.unreadable && s->trouble)
        add_trouble(s, out);
}
