// Putting registers into the text.
#include "vim/object.h"
#include "base/width.h"

typedef struct {
    bool after;  // p, not P
    bool behind; // gp, gP: the cursor goes behind what came in
    bool indent; // ]p
    int count;
    bool lines;  // as lines, whatever the register holds
    bool split;  // lines go between two halves of one
    size_t rows; // characters: into so many lines below, too, at the same column
} PutHow;

// Newlines become the document's.
static void add_text(const X *x, Str text, Buf *out)
{
    Str eol = eol_of(x);
    if (eol.n == 1) {
        buf_add(out, text);
        return;
    }
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            buf_add(out, eol);
        else
            buf_add_byte(out, text.p[i]);
}

static Str part_of(const Reg *r, size_t i, size_t n)
{
    Str all = buf_str(&r->text);
    if (r->ends.n != n || n < 2)
        return all;
    size_t start = i ? r->ends.p[i - 1] + (r->shape != LINES) : 0;
    return str_n(all.p + start, r->ends.p[i] - start);
}

static bool too_large(X *x, size_t bytes, int count)
{
    if ((size_t)count * bytes <= EDIT_COPY_MAX)
        return false;
    err_set(&x->err, "that would be more than 1 GB");
    return true;
}

// The same column of the lines below, where they reach so far.
static void put_below(X *x, Edit *e, Walk *w, size_t at, Str with, size_t rows)
{
    int col = col_of(x, w, at);
    for (size_t line = at; rows > 0 && line_below(w, line, &line); rows--) {
        size_t there = off_of_col(x, w, line, col);
        if (col_of(x, w, there) >= col)
            edit_put(e, there, there, with, SIZE_MAX);
    }
}

static bool put_chars(X *x, Edit *e, Walk *w, const Pos *p, Str text, const PutHow *how)
{
    AUTO(buf) Buf with = BUF_INIT;
    size_t at = how->after && !walk_eol(w, p->head) ? walk_next(w, p->head) : p->head;
    bool lines = memchr(text.p ? text.p : "", '\n', text.n) != NULL;
    if (too_large(x, text.n, how->count))
        return false;
    for (int i = 0; i < how->count; i++)
        add_text(x, text, &with);
    size_t cur = with.n;
    if (!how->behind && lines)
        cur = 0;
    else if (!how->behind && with.n)
        cur = with.n - 1; // moved to the start of its character below
    edit_put(e, at, at, buf_str(&with), cur);
    if (!lines)
        put_below(x, e, w, at, buf_str(&with), how->rows);
    return true;
}

static void indent_as(X *x, Walk *w, size_t line, Str text, Buf *out)
{
    const Document *d = x->v->doc;
    size_t at = line_text(w, line);
    FitIndent how = {col_of(x, w, at), d->tab_size, d->indent_width, d->tabs, true};
    AUTO(buf) Buf indent = BUF_INIT;
    snap_add_to(w->s, line_start(w, line), at, &indent);
    size_t skip = 0;
    while (skip < text.n && is_blank(text.p[skip]))
        skip++;
    buf_add(out, buf_str(&indent));
    edit_fit_indent(str_from(text, skip), &how, out);
    while (out->n && is_blank(out->p[out->n - 1]))
        out->n--; // behind the last line end
}

static bool put_lines(X *x, Edit *e, Walk *w, const Pos *p, Str text, const PutHow *how)
{
    AUTO(buf) Buf with = BUF_INIT, one = BUF_INIT;
    size_t at = line_start(w, p->head), below;
    Str eol = eol_of(x);
    if (too_large(x, text.n, how->count))
        return false;
    if (how->indent)
        indent_as(x, w, p->head, text, &one);
    else
        buf_add(&one, text);
    if (!str_ends(buf_str(&one), STR("\n")))
        buf_add_byte(&one, '\n');
    for (int i = 0; i < how->count; i++)
        add_text(x, buf_str(&one), &with);
    if (how->split) {
        at = how->after && !walk_eol(w, p->head) ? walk_next(w, p->head) : p->head;
        buf_splice(&with, 0, 0, eol);
        edit_put(e, at, at, buf_str(&with), how->behind ? with.n : eol.n);
    } else if (how->after && !line_below(w, p->head, &below)) { // which may have no end
        at = line_end(w, w->end);
        buf_splice(&with, 0, 0, eol);
        with.n -= eol.n;
        edit_put(e, at, at, buf_str(&with), how->behind ? with.n : eol.n);
    } else {
        at = how->after ? below : at;
        edit_put(e, at, at, buf_str(&with), how->behind ? with.n : 0);
    }
    return true;
}

// Blocks ------------------------------------------------------------------------------------------

static int cells_of(const X *x, Str text)
{
    int cells = width_text(text, x->ws->options.ambiguous_width);
    for (size_t i = 0; i < text.n; i++)
        cells += text.p[i] == '\t' ? x->v->doc->tab_size - 2 : 0; // a tab is ^I to the others
    return cells;
}

typedef struct {
    X *x;
    Edit *e;
    Walk *w;
    const Reg *r;
    int col, count;
    Str text; // of the line at hand
} BlockPut;

// As often as the count says, each as wide as the block; the last one if text follows it.
static void add_copies(const BlockPut *b, bool follows, Buf *out)
{
    int fill = MAX(0, b->r->width - cells_of(b->x, b->text));
    for (int i = 0; i < b->count; i++) {
        buf_add(out, b->text);
        if (i + 1 < b->count || follows)
            buf_add_fill(out, ' ', (size_t)fill);
    }
}

// *behind: where what came in ends, from the start of what is replaced.
static void put_block_line(const BlockPut *b, size_t line, bool first, bool behind)
{
    AUTO(buf) Buf with = BUF_INIT;
    Walk *w = b->w;
    size_t at = off_of_col(b->x, w, line, b->col), end = at;
    int have = col_of(b->x, w, at), tail = 0;
    bool eol = walk_eol(w, at);
    if (have < b->col && !eol) { // a character stands across
        bool tab = walk_byte(w, at) == '\t';
        end = tab ? at + 1 : at;
        tail = tab ? col_of(b->x, w, walk_next(w, at)) - b->col : 0;
    }
    buf_add_fill(&with, ' ', (size_t)MAX(0, b->col - have));
    size_t lead = with.n;
    add_copies(b, !eol, &with);
    size_t cur = behind ? with.n : first ? lead : SIZE_MAX;
    buf_add_fill(&with, ' ', (size_t)tail);
    edit_put(b->e, at, end, buf_str(&with), cur);
}

// Lines behind the last one of the text.
static void put_new_lines(Edit *e, Walk *w, Str below, bool behind)
{
    size_t end = line_end(w, w->end);
    if (behind)
        vec_clear(&e->at);
    if (end != e->until || e->c.splices.n == 0) {
        edit_put(e, end, end, below, behind ? below.n : SIZE_MAX);
        return;
    }
    TextSplice last = vec_pop(&e->c.splices); // both at one place: one replacement
    AUTO(buf) Buf both = BUF_INIT;
    buf_add(&both, last.with);
    buf_add(&both, below);
    e->grown += below.n;
    change_add(&e->c, last.start, last.end, buf_str(&both));
    if (behind)
        edit_at(e, end);
}

static bool put_block(X *x, Edit *e, Walk *w, const Pos *p, const Reg *r, const PutHow *how)
{
    Str rest = buf_str(&r->text);
    size_t at = how->after && !walk_eol(w, p->head) ? walk_next(w, p->head) : p->head;
    size_t row = line_start(w, p->head);
    BlockPut b = {x, e, w, r, col_of(x, w, at), how->count, STR_NULL};
    bool first = true, more = true;
    AUTO(buf) Buf below = BUF_INIT;
    if (too_large(x, rest.n, how->count))
        return false;
    while (str_split(&rest, '\n', &b.text)) {
        if (more) {
            size_t next;
            bool last = rest.n == 0 || !line_below(w, row, &next);
            put_block_line(&b, row, first, how->behind && last && rest.n == 0);
            more = !last;
            row = last ? row : next;
        } else {
            buf_add(&below, eol_of(x));
            buf_add_fill(&below, ' ', (size_t)b.col);
            add_copies(&b, false, &below);
        }
        first = false;
    }
    if (below.n)
        put_new_lines(e, w, buf_str(&below), how->behind);
    else if (how->behind && e->at.n > 1)
        e->at.p[0] = vec_last(&e->at), e->at.n = 1;
    return true;
}

// -------------------------------------------------------------------------------------------------

static void settle_cursors(X *x, Shape shape, const PutHow *how)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    if (shape == LINES && !how->behind) {
        seat_first_text(x);
        return;
    }
    VEC_EACH (Pos, p, &x->seat->at) {
        if (shape == LINES) {
            if (walk_eol(&w, p->head) && p->head > line_start(&w, p->head))
                (void)line_below(&w, p->head, &p->head);
            p->head = line_start(&w, p->head);
        } else if (how->behind) {
            p->head = MIN(p->head, line_end(&w, p->head));
        } else { // onto the start of a character, not into it
            if (p->head > line_start(&w, p->head))
                p->head = snap_prev_cluster(w.s, MIN(p->head + 1, snap_size(w.s)));
            p->head = walk_clamp(&w, p->head);
        }
        p->anchor = p->head;
    }
}

static bool put_register(X *x, const Reg *r, const PutHow *how)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    bool ok = true;
    Shape shape = how->lines ? LINES : r->shape;
    walk_init(&w, text_now(x->v->doc->text));
    if (r->text.n == 0)
        return err_set(&x->err, "register %c is empty", x->c.reg ? (char)x->c.reg : '"');
    for (size_t i = 0; ok && i < x->seat->at.n; i++) {
        const Pos *p = &x->seat->at.p[i];
        Str text = part_of(r, i, x->seat->at.n);
        ok = shape == BLOCK   ? put_block(x, &e, &w, p, r, how)
             : shape == LINES ? put_lines(x, &e, &w, p, text, how)
                              : put_chars(x, &e, &w, p, text, how);
    }
    if (!ok || !edit_apply(x, &e))
        return false;
    settle_cursors(x, shape, how);
    return true;
}

static bool put(X *x)
{
    uint32_t key = x->c.id & 255;
    PutHow how = {.after = key == 'p',
                  .behind = x->c.id == TWO('g', 'p') || x->c.id == TWO('g', 'P'),
                  .indent = x->c.id >= TWO('[', 0) && x->c.id <= TWO(']', 255),
                  .count = x->count};
    if (x->c.id == TWO('[', 'p') || x->c.id == TWO('[', 'P'))
        how.after = false;
    dot_note(x, false, NULL);
    return put_register(x, reg_get(x, x->c.reg), &how);
}

// Visual mode -------------------------------------------------------------------------------------

// The cursor came to stand before what went: at the end of a line, or of the text.
static bool is_before(X *x, const Span *s, size_t start)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    size_t head = seat_pos(x->seat)->head;
    if (s->shape == LINES)
        return line_start(&w, head) < MIN(start, w.end + 1);
    return head < start;
}

// Where a block begins in its first line, or would.
static size_t start_of(X *x, const Span *s)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    return s->shape == BLOCK ? off_of_col(x, &w, s->parts.p[0].at, s->left) : s->parts.p[0].start;
}

static bool drop_last_line(X *x)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    size_t last = line_last(&w);
    if (last == 0 || !line_empty(&w, last))
        return true;
    VEC_EACH (const Pos, p, &x->seat->at)
        edit_at(&e, p->head);
    edit_put(&e, line_end(&w, last - 1), w.end, STR_NULL, SIZE_MAX);
    return edit_apply(x, &e);
}

static bool put_in_place(X *x, Span *s, const Reg *with, uint32_t key)
{
    Walk w;
    size_t start = start_of(x, s), rows = s->parts.n - 1;
    walk_init(&w, text_now(x->v->doc->text));
    bool all = s->shape == LINES && s->parts.p[0].start == 0 && vec_last(&s->parts).end == w.end;
    PutHow how = {.count = x->count, .behind = (x->c.id >> 8 & 255) == 'g'};
    how.lines = s->shape == LINES;
    how.split = s->shape == CHARS && with->shape == LINES;
    how.rows = s->shape == BLOCK && with->shape == CHARS ? rows : 0;
    Cmd c = x->c;
    x->c.reg = key == 'P' ? '_' : 0;
    bool ok = op_delete(s);
    x->c = c;
    if (!ok || with->text.n == 0)
        return ok;
    how.after = !all && is_before(x, s, start);
    if (s->shape == BLOCK && with->shape == LINES && key == 'p') { // below the block
        walk_init(&w, text_now(x->v->doc->text));
        seat_set(x->seat, line_of_row(&w, line_row(&w, seat_pos(x->seat)->head) + rows));
        how.after = true;
    }
    return put_register(x, with, &how) && (!all || drop_last_line(x));
}

// What is selected and what is in the register change places; P keeps the register.
static bool put_over(X *x)
{
    Reg with = {0}, unnamed = {0};
    Span s = {0};
    uint32_t key = x->c.id & 255;
    reg_copy(&with, reg_get(x, x->c.reg));
    reg_copy(&unnamed, &x->vim->regs['"']);
    span_of_visual(x, &s, -1);
    vim_set_mode(x, VIM_NORMAL);
    dot_note(x, true, &s);
    bool ok = put_in_place(x, &s, &with, key);
    if (key == 'P')
        reg_copy(&x->vim->regs['"'], &unnamed);
    reg_deinit(&with);
    reg_deinit(&unnamed);
    span_deinit(&s);
    return ok;
}

#define PUTS(fn)                                                                \
    {'p', 0, fn}, {'P', 0, fn}, {TWO('g', 'p'), 0, fn}, {TWO('g', 'P'), 0, fn}, \
        {TWO(']', 'p'), 0, fn}, {TWO('[', 'p'), 0, fn},                         \
    {                                                                           \
        TWO('[', 'P'), 0, fn                                                    \
    }

const CommandRow commands_put[] = {PUTS(put), {0}};
const CommandRow commands_visual_put[] = {PUTS(put_over), {0}};

bool put_lines_of(X *x, const Reg *r, bool after)
{
    PutHow how = {.after = after, .count = 1};
    return put_register(x, r, &how);
}
