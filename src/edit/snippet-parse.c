// The grammar of snippets, as VS Code documents it.  What is malformed is text.
#include "edit/snippet-inner.h"

#include "base/mem.h"

enum {
    MAX_DEPTH = 50,
    MAX_NUMBER = 9999,
    MAX_OPEN = 100, // times that the end is reached in search of what closes a '${'
};

typedef struct {
    Snippet *snippet;
    Str in;
    size_t at;
    int depth, open; // open: '${' that nothing closes
} Parser;

static char peek(const Parser *p)
{
    return p->at < p->in.n ? p->in.p[p->at] : 0;
}

static bool accept(Parser *p, char c)
{
    bool is = p->at < p->in.n && p->in.p[p->at] == c;
    p->at += is;
    return is;
}

static Str copy(Parser *p, const Buf *b)
{
    return str_n(arena_str(&p->snippet->memory, buf_str(b)), b->n);
}

static bool accept_number(Parser *p, int *out)
{
    size_t from = p->at;
    int n = 0;
    while (peek(p) >= '0' && peek(p) <= '9' && n <= MAX_NUMBER)
        n = n * 10 + (p->in.p[p->at++] - '0');
    *out = n;
    return p->at > from && n <= MAX_NUMBER;
}

static bool is_name(char c, bool first)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
           (!first && c >= '0' && c <= '9');
}

static bool accept_name(Parser *p, Str *out)
{
    size_t from = p->at;
    while (is_name(peek(p), p->at == from))
        p->at++;
    *out = str_n(p->in.p + from, p->at - from);
    return p->at > from;
}

// Up to `end`, which is passed over; a backslash keeps the next character from ending it, and both
// stay.
static bool accept_until(Parser *p, char end, Str *out)
{
    size_t from = p->at;
    for (; p->at < p->in.n; p->at++) {
        if (p->in.p[p->at] == '\\' && p->at + 1 < p->in.n) {
            p->at++;
        } else if (p->in.p[p->at] == end) {
            *out = str_n(p->in.p + from, p->at++ - from);
            return true;
        }
    }
    return false;
}

// The format of a transform ends at a '/' that is in no braces: ${1:/upcase}.
static bool accept_format(Parser *p, Str *out)
{
    size_t from = p->at;
    int open = 0;
    for (; p->at < p->in.n; p->at++) {
        char c = p->in.p[p->at];
        if (c == '\\') {
            p->at++;
        } else if (c == '/' && open == 0) {
            *out = str_n(p->in.p + from, p->at++ - from);
            return true;
        } else if (c == '{' && p->at > from && p->in.p[p->at - 1] == '$') {
            open++;
        } else if (c == '}' && open > 0) {
            open--;
        }
    }
    return false;
}

// After the first '/'.
static bool accept_transform(Parser *p, SnippetPart *part)
{
    SnippetTransform *t = ARENA_NEW(&p->snippet->memory, SnippetTransform);
    *t = (SnippetTransform){0};
    if (!accept_until(p, '/', &t->regex) || !accept_format(p, &t->format))
        return false;
    for (; peek(p) >= 'a' && peek(p) <= 'z'; p->at++) {
        t->global |= peek(p) == 'g';
        t->ignore_case |= peek(p) == 'i';
        t->multiline |= peek(p) == 'm';
    }
    part->transform = t;
    return accept(p, '}');
}

// After "${1|".
static bool accept_choices(Parser *p, SnippetPart *part)
{
    Vec(Str) found = {0};
    AUTO(buf) Buf text = BUF_INIT;
    bool done = false;
    while (!done && p->at < p->in.n) {
        char c = p->in.p[p->at++];
        if (c == '\\' && p->at < p->in.n) {
            buf_add_byte(&text, p->in.p[p->at++]);
        } else if (c == ',' || c == '|') {
            vec_push(&found, copy(p, &text));
            buf_clear(&text);
            done = c == '|';
        } else {
            buf_add_byte(&text, c);
        }
    }
    part->nchoices = found.n;
    part->choices = ARENA_NEW_ARRAY(&p->snippet->memory, Str, found.n + 1);
    for (size_t i = 0; i < found.n; i++)
        part->choices[i] = found.p[i];
    vec_deinit(&found);
    return done && accept(p, '}');
}

static SnippetPart *parse_parts(Parser *p, bool inside);

// After '$'.  False: what stands there is text, and p is anywhere.
static bool accept_dollar(Parser *p, SnippetPart *part)
{
    bool braces = accept(p, '{');
    *part = (SnippetPart){.kind = PART_STOP};
    if (!accept_number(p, &part->number)) {
        part->kind = PART_VARIABLE;
        if (!accept_name(p, &part->text))
            return false;
    }
    if (!braces || accept(p, '}'))
        return true;
    if (accept(p, '/'))
        return accept_transform(p, part);
    if (part->kind == PART_STOP && accept(p, '|'))
        return accept_choices(p, part);
    if (!accept(p, ':') || p->depth >= MAX_DEPTH)
        return false;
    p->depth++;
    part->has_default = true;
    part->child = parse_parts(p, true);
    p->depth--;
    return accept(p, '}');
}

static SnippetPart **add(Parser *p, SnippetPart **tail, SnippetPart part)
{
    SnippetPart *new = ARENA_NEW(&p->snippet->memory, SnippetPart);
    *new = part;
    *tail = new;
    return &new->next;
}

static SnippetPart **add_text(Parser *p, SnippetPart **tail, Buf *text)
{
    if (text->n == 0)
        return tail;
    tail = add(p, tail, (SnippetPart){.kind = PART_TEXT, .text = copy(p, text)});
    buf_clear(text);
    return tail;
}

// Up to the end, or to the '}' of the placeholder we are inside of.
static SnippetPart *parse_parts(Parser *p, bool inside)
{
    SnippetPart *first = NULL, **tail = &first, part;
    AUTO(buf) Buf text = BUF_INIT;
    while (p->at < p->in.n && !(inside && peek(p) == '}')) {
        char c = p->in.p[p->at++];
        size_t here = p->at;
        if (c == '\\' && peek(p) && strchr("$}\\", peek(p))) {
            buf_add_byte(&text, p->in.p[p->at++]);
        } else if (c == '$' && p->open < MAX_OPEN && accept_dollar(p, &part)) {
            tail = add_text(p, tail, &text);
            tail = add(p, tail, part);
        } else {
            p->open += p->at > here && p->at >= p->in.n;
            p->at = here;
            buf_add_byte(&text, c);
        }
    }
    add_text(p, tail, &text);
    return first;
}

Snippet *snippet_new(Str body)
{
    Snippet *s = NEW(Snippet);
    Parser p = {.snippet = s, .in = str_n(arena_str(&s->memory, body), body.n)};
    s->first = parse_parts(&p, false);
    return s;
}

void snippet_free(Snippet *s)
{
    if (s)
        arena_deinit(&s->memory);
    free(s);
}
