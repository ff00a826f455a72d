// Markdown to be read beside its text: made anew with it, scrolled with it, coloured by it.
#include "base/path.h"
#include "loop/loop.h"
#include "syntax/syntax.h"
#include "workspace/inner.h"

enum { AT_ONCE_BYTES = 64 * 1024, CODE_MAX = 4096 };

typedef struct {
    Workspace *ws;
    Snap *snap;    // owned
    Reading asked; // what it is made for: look and revision
    Markdown *page;
} MakeJob;

void reading_free(Reading *r)
{
    if (!r)
        return;
    markdown_free(r->page);
    free(r->dir);
    free(r);
}

// Opening ------------------------------------------------------------------------------------

static bool is_markdown(const Document *d)
{
    const Language *l = d->syntax ? syntax_language(d->syntax) : NULL;
    return l && strcmp(language_id(l), "markdown") == 0;
}

static Document *reading_of(const Workspace *ws, const Document *source)
{
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->reading && (*d)->reading->source == source->id)
            return *d;
    return NULL;
}

static Document *new_document(Workspace *ws, const Document *source)
{
    Buf none = BUF_INIT;
    AUTO(free) char *title = xasprintf("Preview %s", source->title);
    Document *d = document_of_page(ws, title, &none);
    document_set_language(d, NULL); // whatever its title looks like
    d->reading = NEW(Reading);
    d->reading->source = source->id;
    d->reading->dir = source->path ? str_dup(path_dir(str_c(source->path))) : xstrdup(ws->root);
    d->reading->followed = SIZE_MAX;
    return d;
}

bool reading_open(Workspace *ws, View *v, Err *err)
{
    Document *source = v->doc;
    Group *from = ws->group;
    if (!is_markdown(source))
        return err_set(err, "cannot preview '%s': it is no Markdown", source->title);
    if (snap_size(text_now(source->text)) > MARKDOWN_MAX_BYTES)
        return err_set(err, "cannot preview '%s': it is larger than %d MB", source->title,
                       MARKDOWN_MAX_BYTES >> 20);
    View *twin = NULL; // a split brings it along
    if (!group_focus_beside(ws, SIDE_RIGHT)) {
        if (!group_split(ws, SIDE_RIGHT, err))
            return false;
        twin = workspace_view(ws);
    }
    Document *d = reading_of(ws, source);
    workspace_show_document(ws, d ? d : new_document(ws, source));
    workspace_view(ws)->wrap = WRAP_OFF;
    if (twin)
        workspace_close(ws, twin);
    group_focus(ws, from);
    return true;
}

// Making -------------------------------------------------------------------------------------

static void take(Document *d, Markdown *page, const MarkdownLook *made, TextRev rev)
{
    Reading *r = d->reading;
    markdown_free(r->page);
    r->page = page;
    r->made = *made;
    r->rev = rev;
    if (page)
        document_set_text(d, text_new_take(&page->text));
}

static Markdown *make(const Snap *s, const MarkdownLook *look, const atomic_bool *cancelled)
{
    AUTO(buf) Buf text = BUF_INIT;
    snap_add_to(s, 0, snap_size(s), &text);
    return markdown_new(buf_str(&text), look, cancelled);
}

static void make_work(void *arg, const atomic_bool *cancelled)
{
    MakeJob *j = arg;
    j->page = make(j->snap, &j->asked.look, cancelled);
}

static void make_done(void *arg, bool cancelled)
{
    MakeJob *j = arg;
    VEC_EACH (Document *, d, &j->ws->documents)
        if ((*d)->reading && (*d)->reading->job == j) {
            (*d)->reading->job = NULL;
            if (!cancelled && j->page)
                take(*d, steal(&j->page), &j->asked.look, j->asked.rev);
        }
    j->ws->comparing--;
    markdown_free(j->page);
    snap_free(j->snap);
    free(j);
}

static void start(Workspace *ws, Reading *r, const Document *source)
{
    MakeJob *j = NEW(MakeJob);
    *j = (MakeJob){.ws = ws, .snap = text_snapshot(source->text), .asked = *r};
    j->asked.rev = text_rev(source->text);
    r->job = j;
    ws->comparing++;
    loop_job_new(ws->loop, make_work, make_done, j);
}

static bool is_as_asked(const Reading *r, const Document *source)
{
    return r->page && r->made.cols == r->look.cols && r->made.ascii == r->look.ascii &&
           r->rev == text_rev(source->text);
}

// Following ----------------------------------------------------------------------------------

// The view of the source that is seen, NULL if none is.
static const View *shown_source(const Workspace *ws, const Document *source)
{
    Group *all[GROUPS_MAX];
    size_t n = group_list(ws, all);
    for (size_t i = 0; i < n; i++)
        if (group_view(all[i]) && group_view(all[i])->doc == source)
            return group_view(all[i]);
    return NULL;
}

static void follow(Workspace *ws, Document *d, const Document *source)
{
    Reading *r = d->reading;
    const View *from = shown_source(ws, source);
    if (!from || from->top == r->followed || !r->page->lines.n)
        return;
    r->followed = from->top;
    size_t off = from->top ? r->page->lines.p[markdown_line_of(r->page, from->top)].off : 0;
    VEC_EACH (View *, v, &ws->views)
        if ((*v)->doc == d)
            view_scroll_to(*v, off);
}

void reading_settle(Workspace *ws, Document *d)
{
    Reading *r = d->reading;
    Document *source = document_by_id(ws, r->source);
    if (!source || r->look.cols == 0 || r->job)
        return;
    const Snap *now = text_now(source->text);
    if (!is_as_asked(r, source) && snap_size(now) <= AT_ONCE_BYTES)
        take(d, make(now, &r->look, NULL), &r->look, text_rev(source->text));
    else if (!is_as_asked(r, source) && snap_size(now) <= MARKDOWN_MAX_BYTES)
        start(ws, r, source);
    if (r->page)
        follow(ws, d, source);
}

void reading_dispatch(Workspace *ws, const Document *d)
{
    const Reading *r = d->reading;
    const Document *source = document_by_id(ws, r->source);
    if (source && r->look.cols && !r->job && !is_as_asked(r, source) &&
        snap_size(text_now(source->text)) <= MARKDOWN_MAX_BYTES)
        workspace_wake(ws);
}

// Colours ------------------------------------------------------------------------------------

static uint16_t capture_of(MarkdownKind kind)
{
    static const char *const names[MARK_KINDS] = {
        [MARK_PLAIN] = "none",           [MARK_HEADING] = "markup.heading",
        [MARK_STRONG] = "markup.strong", [MARK_ITALIC] = "markup.italic",
        [MARK_CODE] = "markup.raw",      [MARK_STRUCK] = "markup.strikethrough",
        [MARK_LINK] = "markup.link",     [MARK_LIST] = "markup.list",
        [MARK_FAINT] = "comment"};
    return syntax_capture_named(str_c(names[kind]));
}

// A line of code, by the colours it has in the source.
static void add_code(Document *source, const MarkdownCode *c, SyntaxSpans *out)
{
    SyntaxSpans there = {0};
    size_t n = MIN(c->end - c->start, (size_t)CODE_MAX);
    syntax_highlight(source->syntax, source->text, c->source, c->source + n, &there);
    VEC_EACH (SyntaxSpan, s, &there) {
        size_t start = MAX(s->start, c->source), end = MIN(s->end, c->source + n);
        if (start < end)
            vec_push(out, ((SyntaxSpan){c->start + (start - c->source),
                                        c->start + (end - c->source), s->capture}));
    }
    vec_deinit(&there);
}

static int by_start(const void *a, const void *b)
{
    const SyntaxSpan *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

void reading_spans(const Workspace *ws, const Document *d, size_t start, size_t end,
                   SyntaxSpans *out)
{
    const Reading *r = d->reading;
    Document *source = document_by_id(ws, r->source);
    size_t first = out->n;
    if (!r->page)
        return;
    VEC_EACH (MarkdownSpan, s, &r->page->spans)
        if (s->end > start && s->start < end)
            vec_push(out, ((SyntaxSpan){s->start, s->end, capture_of(s->kind)}));
    if (source && source->syntax && r->rev == text_rev(source->text))
        VEC_EACH (MarkdownCode, c, &r->page->code)
            if (c->end > start && c->start < end)
                add_code(source, c, out);
    if (out->n > first)
        qsort(out->p + first, out->n - first, sizeof *out->p, by_start);
}

// Links --------------------------------------------------------------------------------------

const char *reading_link(const Document *d, size_t off)
{
    const MarkdownLink *l = d->reading->page ? markdown_link_at(d->reading->page, off) : NULL;
    return l ? l->target : NULL;
}

bool reading_step(View *v, int step, Err *err)
{
    const Markdown *page = v->doc->reading->page;
    size_t n = page ? page->links.n : 0, here = view_cursor(v), i = 0;
    if (n == 0)
        return err_set(err, "'%s' has no links", v->doc->title);
    while (i < n && page->links.p[i].start <= here)
        i++; // the first one behind the cursor
    if (step > 0)
        i = i == n ? 0 : i;
    else
        i = i && page->links.p[i - 1].start == here ? (i - 1 + n - 1) % n : (i + n - 1) % n;
    view_goto(v, page->links.p[i].start);
    return true;
}

static bool go_to_anchor(View *v, Str name, Err *err)
{
    const Markdown *page = v->doc->reading->page;
    VEC_EACH (MarkdownAnchor, a, &page->anchors)
        if (str_eq_c(name, a->name)) {
            view_goto(v, a->off);
            view_scroll_to(v, a->off);
            return true;
        }
    return err_set(err, "there is no heading '#" STR_FMT "' here", STR_ARG(name));
}

static bool is_url(Str target)
{
    return str_find(target, STR("://")) > 0 || str_starts(target, STR("mailto:"));
}

// The file opens where its source is, if that is seen.
static bool open_file(Workspace *ws, const View *v, Str name, Err *err)
{
    const Reading *r = v->doc->reading;
    AUTO(buf) Buf decoded = BUF_INIT;
    link_decode_path(name, &decoded);
    AUTO(free) char *path = path_normal(r->dir, buf_c(&decoded));
    if (fs_is_dir(path))
        return err_set(err, "cannot open '%s': it is a folder", buf_c(&decoded));
    if (!fs_exists(path))
        return err_set(err, "cannot open '%s': there is no such file", buf_c(&decoded));
    const Document *source = document_by_id(ws, r->source);
    const View *beside = source ? shown_source(ws, source) : NULL;
    if (beside)
        group_focus(ws, group_of(ws, beside));
    return workspace_open(ws, path, err);
}

bool reading_follow(Workspace *ws, View *v, const char *target, char **url, Err *err)
{
    Str to = str_c(target);
    *url = NULL;
    if (is_url(to)) {
        *url = xstrdup(target);
        return true;
    }
    ptrdiff_t hash = str_find_byte(to, '#');
    if (hash == 0)
        return go_to_anchor(v, str_from(to, 1), err);
    return open_file(ws, v, hash > 0 ? str_upto(to, (size_t)hash) : to, err);
}
