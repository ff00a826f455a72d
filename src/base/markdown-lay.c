// Leaves of a Markdown text to lines: frames before them, wrapping, spans and links.
#include "base/markdown-inner.h"
#include "base/mem.h"
#include "base/width.h"

enum { CODE_INDENT = 2 };

const char *markdown_sign(const MarkdownPage *p, MarkdownSign sign)
{
    static const char *const signs[][2] = {
        [SIGN_BAR] = {"\u2502", "|"},    [SIGN_RULE] = {"\u2500", "-"},
        [SIGN_DOUBLE] = {"\u2550", "="}, [SIGN_CROSS] = {"\u253c", "+"},
        [SIGN_BULLET] = {"\u2022", "*"}, [SIGN_CIRCLE] = {"\u25e6", "-"}};
    return signs[sign][p->look.ascii];
}

void markdown_leaf_clear(MarkdownLeaf *l)
{
    buf_clear(&l->text);
    vec_clear(&l->pieces);
}

void markdown_leaf_deinit(MarkdownLeaf *l)
{
    buf_deinit(&l->text);
    vec_deinit(&l->pieces);
}

int markdown_room(const MarkdownPage *p)
{
    int cols = p->look.cols;
    VEC_EACH (MarkdownFrame, f, &p->frames)
        cols -= f->cols;
    return MAX(cols, (int)LEAST_COLS);
}

void markdown_put(MarkdownPage *p, Str text, MarkdownKind kind)
{
    Markdown *m = p->m;
    size_t at = m->text.n;
    buf_add(&m->text, text);
    if (kind != MARK_PLAIN && text.n)
        vec_push(&m->spans, ((MarkdownSpan){at, m->text.n, kind}));
}

void markdown_rule(MarkdownPage *p, MarkdownSign sign, int n)
{
    AUTO(buf) Buf row = BUF_INIT;
    while (n-- > 0)
        buf_add_c(&row, markdown_sign(p, sign));
    markdown_put(p, buf_str(&row), MARK_FAINT);
}

static void put_frame(MarkdownPage *p, MarkdownFrame *f)
{
    if (f->quote) {
        markdown_put(p, str_c(markdown_sign(p, SIGN_BAR)), MARK_FAINT);
        markdown_put(p, STR(" "), MARK_PLAIN);
    } else if (!f->marked) {
        markdown_put(p, str_c(f->mark), MARK_LIST);
        f->marked = true;
    } else {
        for (int i = 0; i < f->cols; i++)
            markdown_put(p, STR(" "), MARK_PLAIN);
    }
}

void markdown_begin(MarkdownPage *p, size_t source)
{
    if (source != NO_SOURCE)
        p->source = MAX(p->source, source);
    vec_push(&p->m->lines, ((MarkdownLine){p->m->text.n, p->source}));
    p->fresh = false;
    VEC_EACH (MarkdownFrame, f, &p->frames)
        put_frame(p, f);
}

void markdown_end(MarkdownPage *p)
{
    Markdown *m = p->m;
    size_t least = vec_last(&m->lines).off;
    while (m->text.n > least && m->text.p[m->text.n - 1] == ' ')
        m->text.n--;
    while (m->spans.n && vec_last(&m->spans).start >= m->text.n)
        (void)vec_pop(&m->spans);
    if (m->spans.n)
        vec_last(&m->spans).end = MIN(vec_last(&m->spans).end, m->text.n);
    while (m->links.n && vec_last(&m->links).start >= m->text.n)
        (void)vec_pop(&m->links);
    if (m->links.n)
        vec_last(&m->links).end = MIN(vec_last(&m->links).end, m->text.n);
    buf_add_byte(&m->text, '\n');
}

void markdown_blank(MarkdownPage *p)
{
    markdown_begin(p, NO_SOURCE);
    markdown_end(p);
}

static void add_link(Markdown *m, size_t start, const char *target)
{
    MarkdownLink *last = m->links.n ? &vec_last(&m->links) : NULL;
    if (last && last->end == start && last->target == target)
        last->end = m->text.n;
    else
        vec_push(&m->links, ((MarkdownLink){start, m->text.n, target}));
}

// The first piece that ends behind `off`.
static size_t first_piece(const MarkdownLeaf *l, size_t off)
{
    size_t lo = 0, hi = l->pieces.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (l->pieces.p[mid].end <= off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

void markdown_put_leaf(MarkdownPage *p, const MarkdownLeaf *l, size_t start, size_t end)
{
    for (size_t i = first_piece(l, start); i < l->pieces.n && l->pieces.p[i].start < end; i++) {
        const MarkdownPiece *x = &l->pieces.p[i];
        size_t from = MAX(start, x->start), to = MIN(end, x->end), at = p->m->text.n;
        markdown_put(p, str_n(l->text.p + from, to - from), x->kind);
        if (x->link >= 0)
            add_link(p->m, at, p->m->targets.p[x->link]);
    }
}

// Where the source has what stands at `off`, or soon after it.
static size_t source_of(const MarkdownLeaf *l, size_t off)
{
    enum { NEAR = 8 };
    size_t first = first_piece(l, off);
    for (size_t i = first; i < MIN(first + NEAR, l->pieces.n); i++) {
        const MarkdownPiece *x = &l->pieces.p[i];
        if (x->source != NO_SOURCE)
            return x->source + (off > x->start ? off - x->start : 0);
    }
    return NO_SOURCE;
}

// The end of the line that begins at `start`, its columns, and where the next one begins.
static size_t line_end(Str text, size_t start, int room, int *cols, size_t *next)
{
    size_t at = start, fits = start;
    int used = 0, used_there = 0, cells;
    *cols = 0;
    while (at < text.n && text.p[at] != '\n') {
        size_t n = width_cluster(str_from(text, at), 1, &cells);
        bool blank = text.p[at] == ' ';
        if ((blank || cells > 1) && at > start)
            fits = at, used_there = used;
        if (used + cells > room && !blank && at > start)
            break;
        used += cells;
        at += n;
    }
    if (at >= text.n || text.p[at] == '\n') {
        *next = MIN(at + 1, text.n);
        *cols = used;
        return at;
    }
    *next = fits > start ? fits : at; // a word that is too long is cut
    *cols = fits > start ? used_there : used;
    size_t end = *next;
    while (*next < text.n && text.p[*next] == ' ')
        (*next)++;
    return end;
}

int markdown_wrap(MarkdownPage *p, const MarkdownLeaf *l)
{
    Str text = buf_str(&l->text);
    int widest = 0, cols;
    for (size_t at = 0, next; at < text.n; at = next) {
        size_t end = line_end(text, at, markdown_room(p), &cols, &next);
        markdown_begin(p, source_of(l, at));
        markdown_put_leaf(p, l, at, end);
        markdown_end(p);
        widest = MAX(widest, cols);
    }
    return widest;
}

static void note_code(MarkdownPage *p, const MarkdownLeaf *l, size_t start, size_t end)
{
    for (size_t i = first_piece(l, start); i < l->pieces.n && l->pieces.p[i].start < end; i++) {
        const MarkdownPiece *x = &l->pieces.p[i];
        size_t from = MAX(start, x->start), to = MIN(end, x->end);
        size_t at = p->m->text.n + (from - start); // where it comes to
        if (x->source != NO_SOURCE && from < to)
            vec_push(&p->m->code,
                     ((MarkdownCode){at, at + (to - from), x->source + (from - x->start)}));
    }
}

void markdown_verbatim(MarkdownPage *p, const MarkdownLeaf *l, bool code)
{
    Str text = buf_str(&l->text);
    for (size_t at = 0, end; at < text.n; at = end + 1) {
        end = at;
        while (end < text.n && text.p[end] != '\n')
            end++;
        markdown_begin(p, source_of(l, at));
        for (int i = 0; i < CODE_INDENT; i++)
            markdown_put(p, STR(" "), MARK_PLAIN);
        if (code)
            note_code(p, l, at, end);
        markdown_put_leaf(p, l, at, end);
        if (code)
            buf_add_byte(&p->m->text, '\n'); // its blanks at the end count
        else
            markdown_end(p);
    }
}
