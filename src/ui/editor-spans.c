// The colours of what is on the screen, kept from frame to frame: typing shifts them, and only a
// new parse or another part of the text makes a look-up in the tree.
#include "ui/inner.h"

typedef SpanCache Cache;

static bool is_of(const Cache *c, const View *v)
{
    const Syntax *x = v->doc->syntax;
    return x && c->doc == v->doc->id && c->language == syntax_language(x) &&
           c->generation == syntax_generation(x);
}

// What was typed at the end of a span belongs to it until the next parse says otherwise.
static void shift(Cache *c, const TextEdit *e)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->spans.n; i++) {
        SyntaxSpan s = c->spans.p[i];
        s.start = text_map(e, s.start, s.start > e->start);
        s.end = text_map(e, s.end, true);
        if (s.start < s.end)
            c->spans.p[kept++] = s;
    }
    c->spans.n = kept;
    c->covers.start = text_map(e, c->covers.start, false);
    c->covers.end = text_map(e, c->covers.end, true);
}

// Catch up with the edits; false if the journal no longer reaches so far back.
static bool follow(Cache *c, const Text *t)
{
    TextEdit e;
    TextPull got;
    while ((got = text_pull(t, &c->rev, &e)) == TEXT_EDIT_ONE)
        shift(c, &e);
    return got == TEXT_EDIT_NONE;
}

static void look_up(Cache *c, const View *v, size_t start, size_t end)
{
    vec_clear(&c->spans);
    c->doc = v->doc->id;
    c->rev = text_rev(v->doc->text);
    c->covers = (Range){start, end};
    if (!v->doc->syntax)
        return;
    c->language = syntax_language(v->doc->syntax);
    c->generation = syntax_generation(v->doc->syntax);
    syntax_highlight(v->doc->syntax, v->doc->text, start, end, &c->spans);
}

const SyntaxSpans *editor_spans(Ui *ui, const View *v, size_t start, size_t end)
{
    Cache *c = &ui->spans;
    bool have =
        is_of(c, v) && follow(c, v->doc->text) && start >= c->covers.start && end <= c->covers.end;
    if (!have)
        look_up(c, v, start, end);
    return &c->spans;
}
