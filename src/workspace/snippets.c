// Snippets at work: put into a text, filled in stop by stop.
#include "workspace/snippets.h"
#include "syntax/syntax.h"
#include "workspace/snippet-vars.h"
#include "workspace/workspace.h"

bool snippet_is_for(const SnippetEntry *e, const View *v)
{
    const char *id = v->doc->syntax ? language_id(syntax_language(v->doc->syntax)) : "plaintext";
    Str word, rest = str_c(e->languages);
    if (rest.n == 0)
        return true;
    while (str_split(&rest, ',', &word))
        if (str_eq_c(str_trim(word), id))
            return true;
    return false;
}

void filling_end(Filling *f)
{
    snippet_free(f->snippet);
    vec_deinit(&f->stops);
    *f = (Filling){0};
}

// Every place of the active stop becomes a selection.
static void select_stop(View *v)
{
    Filling *f = &v->filling;
    AUTO(selections) Selections sel = {0};
    VEC_EACH (const SnippetStop, s, &f->stops)
        if (s->number == f->active)
            vec_push(&sel.v, selection_of(s->start, s->end));
    if (sel.v.n)
        view_select_all(v, &sel);
}

// What was typed at the stop that is left becomes what its transform makes of it.
static void transform_left(View *v)
{
    Filling *f = &v->filling;
    AUTO(change) Change c = {0};
    VEC_EACH (const SnippetStop, s, &f->stops) {
        AUTO(buf) Buf was = BUF_INIT, now = BUF_INIT;
        if (s->number != f->active)
            continue;
        snap_add_to(text_now(v->doc->text), s->start, s->end, &was);
        if (snippet_stop_transform(s, buf_str(&was), &now) && !str_eq(buf_str(&was), buf_str(&now)))
            change_add(&c, s->start, s->end, buf_str(&now));
    }
    if (c.splices.n) {
        change_keep(&c, &v->sel);
        view_change(v, &c, NULL);
    }
}

static void go_to(View *v, int number)
{
    Filling *f = &v->filling;
    f->active = number;
    select_stop(v);
    if (number == 0)
        filling_end(f);
}

static Str indent_of_line(const View *v, size_t off, char *buf, size_t cap)
{
    const Snap *s = text_now(v->doc->text);
    size_t line = snap_line_start(s, off, SIZE_MAX), n = 0;
    size_t got = snap_read(s, line, buf, MIN(cap, off - line));
    while (n < got && (buf[n] == ' ' || buf[n] == '\t'))
        n++;
    return str_n(buf, n);
}

bool view_insert_snippet(View *v, Str body, size_t before, Err *err)
{
    char indent[256], blanks[64];
    const Document *d = v->doc;
    AUTO(change) Change c = {0};
    AUTO(buf) Buf text = BUF_INIT;
    SnippetStops stops = {0};
    if (!view_may_edit(v, err))
        return false;
    Range at = view_selection(v);
    at.start -= MIN(before, at.start);
    memset(blanks, ' ', sizeof blanks);
    SnippetPlace place = {
        .eol = document_line_end(d) == EOL_CRLF ? STR("\r\n") : STR("\n"),
        .indent = indent_of_line(v, at.start, indent, sizeof indent),
        .tab = d->tabs ? STR("\t") : str_n(blanks, MIN((size_t)d->indent_width, sizeof blanks)),
        .variable = snippet_variable,
        .arg = v,
    };
    Snippet *snippet = snippet_new(body);
    snippet_expand(snippet, &place, &text, &stops);
    VEC_EACH (SnippetStop, s, &stops) {
        s->start += at.start;
        s->end += at.start;
    }
    change_add(&c, at.start, at.end, buf_str(&text));
    filling_end(&v->filling);
    text_undo_break(d->text);
    bool ok = view_change(v, &c, err);
    text_undo_break(d->text);
    v->filling = (Filling){.snippet = snippet, .stops = stops, .active = -1};
    go_to(v, snippet_next_stop(&stops, -1, false));
    return ok;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

// Does `prefix` stand before off, with nothing that goes on with it in front?
static bool stands_before(const Snap *s, size_t off, Str prefix)
{
    char bytes[65];
    if (prefix.n == 0 || prefix.n > 64 || prefix.n > off)
        return false;
    size_t lead = off > prefix.n;
    if (snap_read(s, off - prefix.n - lead, bytes, prefix.n + lead) != prefix.n + lead ||
        !str_eq(str_n(bytes + lead, prefix.n), prefix))
        return false;
    size_t start, end;
    snap_word_at(s, off - prefix.n, &start, &end);
    return !lead || is_blank(bytes[0]) || start == off - prefix.n || start == end;
}

bool view_expand_prefix(View *v)
{
    Workspace *ws = v->ws;
    const SnippetEntry *best = NULL;
    if (v->sel.v.n != 1 || view_has_selection(v))
        return false;
    if (!ws->snippets.read)
        snippets_read(ws);
    VEC_EACH (const SnippetEntry, e, &ws->snippets.entries) {
        Str prefix = str_c(e->prefix);
        if (snippet_is_for(e, v) && stands_before(text_now(v->doc->text), view_cursor(v), prefix) &&
            (!best || prefix.n >= strlen(best->prefix)))
            best = e;
    }
    return best && view_insert_snippet(v, str_c(best->body), strlen(best->prefix), NULL);
}

bool view_next_stop(View *v, bool back)
{
    if (!view_is_filling(v))
        return false;
    int next = snippet_next_stop(&v->filling.stops, v->filling.active, back);
    if (next < 0)
        return false;
    transform_left(v);
    go_to(v, next);
    return true;
}

bool view_is_filling(View *v)
{
    Filling *f = &v->filling;
    size_t start = SIZE_MAX, end = 0;
    if (!f->snippet)
        return false;
    view_sync(v);
    VEC_EACH (const SnippetStop, s, &f->stops) {
        start = MIN(start, s->start);
        end = MAX(end, s->end);
    }
    if (view_cursor(v) < start || view_cursor(v) > end)
        filling_end(f);
    return f->snippet != NULL;
}
