// What the parser says of a Markdown text, block by block.
#include "base/markdown-inner.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/width.h"

#include <md4c.h>
#include <stdio.h>
#include <stdlib.h>

// What is deeper, or more, is left out; wider cells are not aligned.
enum { NESTED_MAX = 32, CELLS_MAX = 100000, ALIGN_MAX = 200 };

typedef struct {
    bool ordered, tight;
    unsigned next;
} List;

typedef struct {
    MarkdownLeaf leaf;
    MD_ALIGN align;
    int cols;
    bool first; // of its row
} Cell;

typedef struct {
    MarkdownPage page;
    Str source;
    const atomic_bool *cancelled;
    Vec(List) lists;
    Vec(MarkdownKind) kinds; // of the spans around
    Vec(ptrdiff_t) links;    // likewise, into Markdown.targets
    MD_BLOCKTYPE block;      // the leaf's
    Vec(Cell) cells;         // of a table
    bool row_begins;
    int deep; // blocks that are left out because they are nested so deep
} Render;

// Text ---------------------------------------------------------------------------------------

static void add_text(Render *r, Str text, size_t source)
{
    MarkdownLeaf *l = &r->page.leaf;
    MarkdownPiece piece = {.start = l->text.n, .kind = MARK_PLAIN, .link = -1, .source = source};
    if (r->kinds.n)
        piece.kind = vec_last(&r->kinds);
    else if (r->block == MD_BLOCK_H || r->block == MD_BLOCK_TH)
        piece.kind = MARK_HEADING;
    else if (r->block == MD_BLOCK_HTML)
        piece.kind = MARK_FAINT;
    if (r->links.n)
        piece.link = vec_last(&r->links);
    buf_add(&l->text, text);
    piece.end = l->text.n;
    if (piece.end > piece.start)
        vec_push(&l->pieces, piece);
}

// "&amp;", "&#38;" or "&#x26;"; what is not known stays as it is.
static void add_entity(Str entity, Buf *out)
{
    static const char *const names[][2] = {
        {"&amp;", "&"},        {"&lt;", "<"},         {"&gt;", ">"},         {"&quot;", "\""},
        {"&apos;", "'"},       {"&nbsp;", " "},       {"&copy;", "\u00a9"},  {"&reg;", "\u00ae"},
        {"&trade;", "\u2122"}, {"&mdash;", "\u2014"}, {"&ndash;", "\u2013"}, {"&hellip;", "\u2026"},
        {"&rarr;", "\u2192"},  {"&larr;", "\u2190"},  {"&times;", "\u00d7"}, {"&laquo;", "\u00ab"},
        {"&raquo;", "\u00bb"}, {"&middot;", "\u00b7"}};
    char digits[16] = "", utf8[4];
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_eq_c(entity, names[i][0])) {
            buf_add_c(out, names[i][1]);
            return;
        }
    bool number = entity.n > 3 && entity.n < sizeof digits && entity.p[1] == '#';
    bool hex = number && (entity.p[2] | 0x20) == 'x';
    if (number)
        memcpy(digits, entity.p + 2 + hex, entity.n - 3 - hex);
    unsigned long cp = number ? strtoul(digits, NULL, hex ? 16 : 10) : 0;
    bool fits = cp >= ' ' && cp <= 0x10ffff && (cp < 0xd800 || cp > 0xdfff);
    buf_add(out, fits ? str_n(utf8, utf8_encode((uint32_t)cp, utf8)) : entity);
}

static size_t source_at(const Render *r, const char *text)
{
    bool inside = text >= r->source.p && text < r->source.p + r->source.n;
    return inside ? (size_t)(text - r->source.p) : NO_SOURCE;
}

// md4c 0.4.8 hands out what it never set where a table has a link without an end: text is a part of
// the source, or a few blanks of md4c's own.
static bool is_sound(const Render *r, const MD_CHAR *text, MD_SIZE size)
{
    enum { BLANKS = 16 }; // the most that md4c puts before a line of code at once
    size_t at = (uintptr_t)text - (uintptr_t)r->source.p; // before the source it is past its end
    return size <= (at < r->source.n ? r->source.n - at : BLANKS);
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *arg)
{
    Render *r = arg;
    AUTO(buf) Buf decoded = BUF_INIT;
    if (r->deep || !is_sound(r, text, size))
        return 0;
    bool verbatim = r->block == MD_BLOCK_CODE || r->block == MD_BLOCK_HTML;
    if (type == MD_TEXT_BR) {
        add_text(r, STR("\n"), NO_SOURCE);
    } else if (type == MD_TEXT_SOFTBR) {
        add_text(r, STR(" "), NO_SOURCE);
    } else if (type == MD_TEXT_NULLCHAR) {
        add_text(r, STR("\uFFFD"), NO_SOURCE);
    } else if (type == MD_TEXT_ENTITY) {
        add_entity(str_n(text, size), &decoded);
        add_text(r, buf_str(&decoded), NO_SOURCE);
    } else if (verbatim) {
        add_text(r, str_n(text, size), source_at(r, text));
    } else {
        buf_add(&decoded, str_n(text, size));
        for (size_t i = 0; i < decoded.n; i++)
            if (decoded.p[i] == '\n' || decoded.p[i] == '\t' || decoded.p[i] == '\r')
                decoded.p[i] = ' ';
        add_text(r, buf_str(&decoded), source_at(r, text));
    }
    return r->cancelled && *r->cancelled;
}

// Spans --------------------------------------------------------------------------------------

static void add_target(Render *r, const MD_ATTRIBUTE *a)
{
    AUTO(buf) Buf target = BUF_INIT;
    for (size_t i = 0; a->size && a->substr_offsets[i] < a->size; i++) {
        Str part =
            str_n(a->text + a->substr_offsets[i], a->substr_offsets[i + 1] - a->substr_offsets[i]);
        if (a->substr_types[i] == MD_TEXT_ENTITY)
            add_entity(part, &target);
        else
            buf_add(&target, part);
    }
    vec_push(&r->page.m->targets, str_dup(buf_str(&target)));
    vec_push(&r->links, (ptrdiff_t)r->page.m->targets.n - 1);
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *arg)
{
    Render *r = arg;
    if (r->deep)
        return 0;
    if (type == MD_SPAN_A)
        add_target(r, &((MD_SPAN_A_DETAIL *)detail)->href);
    if (type == MD_SPAN_IMG)
        add_target(r, &((MD_SPAN_IMG_DETAIL *)detail)->src);
    MarkdownKind kind = type == MD_SPAN_EM       ? MARK_ITALIC
                        : type == MD_SPAN_STRONG ? MARK_STRONG
                        : type == MD_SPAN_DEL    ? MARK_STRUCK
                        : type == MD_SPAN_CODE   ? MARK_CODE
                                                 : MARK_LINK;
    vec_push(&r->kinds, kind);
    if (type == MD_SPAN_IMG)
        add_text(r, STR("["), NO_SOURCE);
    return 0;
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *arg)
{
    Render *r = arg;
    (void)detail;
    if (r->deep)
        return 0;
    if (type == MD_SPAN_IMG)
        add_text(r, STR("]"), NO_SOURCE);
    if (r->kinds.n)
        (void)vec_pop(&r->kinds);
    if ((type == MD_SPAN_A || type == MD_SPAN_IMG) && r->links.n)
        (void)vec_pop(&r->links);
    return 0;
}

// Blocks -------------------------------------------------------------------------------------

static bool is_tight(const Render *r)
{
    return r->lists.n && vec_last(&r->lists).tight;
}

// Leave a line free between this block and the one before it.
static void begin_block(Render *r)
{
    if (r->page.m->text.n && !r->page.fresh && !is_tight(r))
        markdown_blank(&r->page);
}

// "What It Says!" -> "what-it-says"
static char *anchor_name(Str text)
{
    AUTO(buf) Buf name = BUF_INIT;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == ' ' || c == '-')
            buf_add_byte(&name, '-');
        else if ((unsigned char)c >= 0x80 || c == '_' || (c >= '0' && c <= '9') ||
                 ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
            buf_add_byte(&name, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
    }
    return str_dup(buf_str(&name));
}

static void put_heading(Render *r, unsigned level)
{
    MarkdownPage *p = &r->page;
    begin_block(r);
    vec_push(&p->m->anchors, ((MarkdownAnchor){p->m->text.n, anchor_name(buf_str(&p->leaf.text))}));
    int cols = markdown_wrap(p, &p->leaf);
    if (level > 2 || !cols)
        return;
    markdown_begin(p, NO_SOURCE);
    markdown_rule(p, level == 1 ? SIGN_DOUBLE : SIGN_RULE, cols);
    markdown_end(p);
}

// The leaf is complete: lay it out.
static void end_leaf(Render *r, void *detail)
{
    MarkdownPage *p = &r->page;
    Str text = buf_str(&p->leaf.text);
    bool comment = r->block == MD_BLOCK_HTML && str_starts(str_trim(text), STR("<!--"));
    if (r->block == MD_BLOCK_H) {
        put_heading(r, ((MD_BLOCK_H_DETAIL *)detail)->level);
    } else if (text.n && !comment) {
        begin_block(r);
        if (r->block == MD_BLOCK_CODE || r->block == MD_BLOCK_HTML)
            markdown_verbatim(p, &p->leaf, r->block == MD_BLOCK_CODE);
        else
            (void)markdown_wrap(p, &p->leaf);
    }
    markdown_leaf_clear(&p->leaf);
    r->block = MD_BLOCK_DOC;
}

static void enter_item(Render *r, const MD_BLOCK_LI_DETAIL *d)
{
    List *list = &vec_last(&r->lists);
    MarkdownFrame f = {.cols = 0};
    MarkdownSign sign = r->lists.n % 2 ? SIGN_BULLET : SIGN_CIRCLE;
    begin_block(r);
    if (d->is_task)
        snprintf(f.mark, sizeof f.mark, "[%c] ", d->task_mark == ' ' ? ' ' : 'x');
    else if (list->ordered)
        snprintf(f.mark, sizeof f.mark, "%u. ", list->next++);
    else
        snprintf(f.mark, sizeof f.mark, "%s ", markdown_sign(&r->page, sign));
    f.cols = width_text(str_c(f.mark), 1);
    vec_push(&r->page.frames, f);
    r->page.fresh = true;
}

static void leave_item(Render *r)
{
    MarkdownPage *p = &r->page;
    if (!vec_last(&p->frames).marked) // there is nothing in it
        markdown_blank(p);
    (void)vec_pop(&p->frames);
    p->fresh = false;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
    Render *r = arg;
    if (r->deep || r->lists.n + r->page.frames.n >= NESTED_MAX) {
        r->deep++;
        return 0;
    }
    end_leaf(r, NULL); // of an item, whose text is in no paragraph
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
        const MD_BLOCK_OL_DETAIL *ol = detail;
        const MD_BLOCK_UL_DETAIL *ul = detail;
        bool ordered = type == MD_BLOCK_OL;
        begin_block(r);
        vec_push(&r->lists, ((List){.ordered = ordered,
                                    .tight = ordered ? ol->is_tight : ul->is_tight,
                                    .next = ordered ? ol->start : 0}));
        r->page.fresh = true;
    } else if (type == MD_BLOCK_LI) {
        enter_item(r, detail);
    } else if (type == MD_BLOCK_QUOTE) {
        begin_block(r);
        vec_push(&r->page.frames, ((MarkdownFrame){.quote = true, .cols = 2}));
        r->page.fresh = true;
    } else if (type == MD_BLOCK_HR) {
        begin_block(r);
        markdown_begin(&r->page, NO_SOURCE);
        markdown_rule(&r->page, SIGN_RULE, markdown_room(&r->page));
        markdown_end(&r->page);
    } else if (type == MD_BLOCK_TR) {
        r->row_begins = true;
    }
    r->block = type;
    return 0;
}

// Tables -------------------------------------------------------------------------------------

static void end_cell(Render *r, const MD_BLOCK_TD_DETAIL *d)
{
    Cell c = {.leaf = r->page.leaf, .align = d->align, .first = r->row_begins};
    c.cols = width_text(buf_str(&c.leaf.text), 1);
    r->page.leaf = (MarkdownLeaf){0};
    r->row_begins = false;
    r->block = MD_BLOCK_TR;
    if (r->cells.n < CELLS_MAX)
        vec_push(&r->cells, c);
    else
        markdown_leaf_deinit(&c.leaf);
}

static void put_blanks(Render *r, int n)
{
    while (n-- > 0)
        markdown_put(&r->page, STR(" "), MARK_PLAIN);
}

static void put_cell(Render *r, const Cell *c, int cols)
{
    int spare = cols - c->cols;
    int left = c->align == MD_ALIGN_RIGHT ? spare : c->align == MD_ALIGN_CENTER ? spare / 2 : 0;
    put_blanks(r, left);
    markdown_put_leaf(&r->page, &c->leaf, 0, c->leaf.text.n);
    put_blanks(r, spare - left);
}

static void put_table_rule(Render *r, const int *cols, size_t n)
{
    markdown_begin(&r->page, NO_SOURCE);
    for (size_t i = 0; i < n; i++) {
        markdown_rule(&r->page, SIGN_RULE, cols[i] + (i > 0) + (i + 1 < n));
        if (i + 1 < n)
            markdown_rule(&r->page, SIGN_CROSS, 1);
    }
    markdown_end(&r->page);
}

// A row, from its first cell on; returns where the next one begins.
static size_t put_row(Render *r, size_t at, const int *cols)
{
    size_t i = 0;
    size_t source = NO_SOURCE;
    const MarkdownLeaf *l = &r->cells.p[at].leaf;
    if (l->pieces.n)
        source = l->pieces.p[0].source;
    markdown_begin(&r->page, source);
    do {
        if (i)
            markdown_put(&r->page, STR(" "), MARK_PLAIN);
        if (i)
            markdown_rule(&r->page, SIGN_BAR, 1);
        if (i)
            markdown_put(&r->page, STR(" "), MARK_PLAIN);
        put_cell(r, &r->cells.p[at++], cols[i++]);
    } while (at < r->cells.n && !r->cells.p[at].first);
    markdown_end(&r->page);
    return at;
}

static void end_table(Render *r)
{
    size_t n = 0, widest = 0;
    VEC_EACH (Cell, c, &r->cells) {
        n = c->first ? 1 : n + 1;
        widest = MAX(widest, n);
    }
    AUTO(free) int *cols = NEW_ARRAY(int, widest + 1);
    for (size_t i = 0, at = 0; i < r->cells.n; i++) {
        at = r->cells.p[i].first ? 0 : at + 1;
        cols[at] = MAX(cols[at], MIN(r->cells.p[i].cols, (int)ALIGN_MAX));
    }
    if (r->cells.n)
        begin_block(r);
    for (size_t at = 0, row = 0; at < r->cells.n; row++) {
        at = put_row(r, at, cols);
        if (row == 0)
            put_table_rule(r, cols, widest);
    }
    VEC_EACH (Cell, c, &r->cells)
        markdown_leaf_deinit(&c->leaf);
    vec_clear(&r->cells);
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
    Render *r = arg;
    if (r->deep) {
        r->deep--;
        return 0;
    }
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
        end_cell(r, detail);
        return 0;
    }
    end_leaf(r, detail);
    if (type == MD_BLOCK_TABLE)
        end_table(r);
    if (type == MD_BLOCK_LI)
        leave_item(r);
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        (void)vec_pop(&r->lists);
    if (type == MD_BLOCK_QUOTE)
        (void)vec_pop(&r->page.frames);
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL || type == MD_BLOCK_QUOTE)
        r->page.fresh = false;
    return r->cancelled && *r->cancelled;
}

// --------------------------------------------------------------------------------------------

Markdown *markdown_new(Str source, const MarkdownLook *look, const atomic_bool *cancelled)
{
    const MD_PARSER parser = {.flags = MD_DIALECT_GITHUB,
                              .enter_block = on_enter_block,
                              .leave_block = on_leave_block,
                              .enter_span = on_enter_span,
                              .leave_span = on_leave_span,
                              .text = on_text};
    if (source.n > MARKDOWN_MAX_BYTES)
        return NULL;
    Render r = {.source = source, .cancelled = cancelled, .block = MD_BLOCK_DOC};
    r.page.m = NEW(Markdown);
    r.page.look = *look;
    int failed = md_parse(source.n ? source.p : "", (MD_SIZE)source.n, &parser, &r);
    VEC_EACH (Cell, c, &r.cells)
        markdown_leaf_deinit(&c->leaf);
    vec_deinit(&r.cells);
    markdown_leaf_deinit(&r.page.leaf);
    vec_deinit(&r.page.frames);
    vec_deinit(&r.lists);
    vec_deinit(&r.kinds);
    vec_deinit(&r.links);
    if (failed)
        markdown_free(steal(&r.page.m));
    return r.page.m;
}

void markdown_free(Markdown *m)
{
    if (!m)
        return;
    buf_deinit(&m->text);
    VEC_EACH (char *, t, &m->targets)
        free(*t);
    VEC_EACH (MarkdownAnchor, a, &m->anchors)
        free(a->name);
    vec_deinit(&m->targets);
    vec_deinit(&m->anchors);
    vec_deinit(&m->spans);
    vec_deinit(&m->links);
    vec_deinit(&m->code);
    vec_deinit(&m->lines);
    free(m);
}

// How many lines show the source before `off`.
static size_t lines_before(const Markdown *m, size_t off)
{
    size_t lo = 0, hi = m->lines.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (m->lines.p[mid].source < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

size_t markdown_line_of(const Markdown *m, size_t off)
{
    size_t n = lines_before(m, off == SIZE_MAX ? off : off + 1);
    return n ? lines_before(m, m->lines.p[n - 1].source) : 0;
}

const MarkdownLink *markdown_link_at(const Markdown *m, size_t off)
{
    VEC_EACH (MarkdownLink, l, &m->links)
        if (off >= l->start && off < l->end)
            return l;
    return NULL;
}
