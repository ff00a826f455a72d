// Putting registers into the text.
#include "vim/inner.h"

typedef struct {
    bool after;  // p, not P
    bool behind; // gp, gP: the cursor goes behind what came in
    bool indent; // ]p
    int count;
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

static bool put_chars(X *x, Edit *e, Walk *w, const Pos *p, Str text, const PutHow *how)
{
    AUTO(buf) Buf with = BUF_INIT;
    size_t at = how->after && !walk_eol(w, p->head) ? walk_next(w, p->head) : p->head;
    bool lines = memchr(text.p ? text.p : "", '\n', text.n) != NULL;
    if ((size_t)how->count * text.n > EDIT_COPY_MAX)
        return err_set(&x->err, "that would be more than 1 GB");
    for (int i = 0; i < how->count; i++)
        add_text(x, text, &with);
    size_t cur = with.n;
    if (!how->behind && lines)
        cur = 0;
    else if (!how->behind && with.n)
        cur = with.n - 1; // moved to the start of its character below
    edit_put(e, at, at, buf_str(&with), cur);
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
    size_t at = line_start(w, p->head), below, size = snap_size(w->s);
    bool last = how->after && !line_below(w, p->head, &below);
    if ((size_t)how->count * text.n > EDIT_COPY_MAX)
        return err_set(&x->err, "that would be more than 1 GB");
    if (how->indent)
        indent_as(x, w, p->head, text, &one);
    else
        buf_add(&one, text);
    for (int i = 0; i < how->count; i++)
        add_text(x, buf_str(&one), &with);
    Str eol = eol_of(x);
    if (last) { // behind the last line, which may have no end
        at = line_end(w, w->end);
        buf_splice(&with, 0, 0, eol);
        with.n -= str_ends(buf_str(&with), eol) ? eol.n : 0;
        edit_put(e, at, at, buf_str(&with), how->behind ? with.n : eol.n);
        return true;
    }
    (void)size;
    at = how->after ? below : at;
    edit_put(e, at, at, buf_str(&with), how->behind ? with.n : 0);
    return true;
}

// A block: each line of it goes into a line of its own, at one column.
static void put_block_line(X *x, Edit *e, Walk *w, size_t line, int col, Str text, const Reg *r,
                           int count, bool pad, size_t cur)
{
    AUTO(buf) Buf with = BUF_INIT;
    size_t at = off_of_col(x, w, line, col);
    int have = col_of(x, w, at), cells = snap_col(w->s, line, at, x->v->doc->tab_size);
    (void)cells;
    buf_add_fill(&with, ' ', (size_t)MAX(0, col - have));
    size_t lead = with.n;
    for (int i = 0; i < count; i++) {
        buf_add(&with, text);
        int width = (int)text.n; // blocks are kept in cells; what is wider is rare
        if ((i + 1 < count || pad) && r->width < WANT_END / 2 && width < r->width)
            buf_add_fill(&with, ' ', (size_t)(r->width - width));
    }
    edit_put(e, at, at, buf_str(&with), cur == SIZE_MAX ? SIZE_MAX : lead);
}

static bool put_block(X *x, Edit *e, Walk *w, const Pos *p, const Reg *r, const PutHow *how)
{
    Str rest = buf_str(&r->text), line;
    size_t at = how->after && !walk_eol(w, p->head) ? walk_next(w, p->head) : p->head;
    int col = col_of(x, w, at);
    size_t row = line_start(w, p->head);
    bool first = true, more = true;
    AUTO(buf) Buf below = BUF_INIT;
    while (str_split(&rest, '\n', &line)) {
        if (more) {
            size_t spot = off_of_col(x, w, row, col);
            put_block_line(x, e, w, row, col, line, r, how->count, !walk_eol(w, spot),
                           first ? 0 : SIZE_MAX);
        } else { // behind the text: new lines
            buf_add(&below, eol_of(x));
            buf_add_fill(&below, ' ', (size_t)col);
            for (int i = 0; i < how->count; i++)
                buf_add(&below, line);
        }
        first = false;
        more = more && line_below(w, row, &row);
    }
    if (below.n) {
        size_t end = line_end(w, w->end);
        if (end == e->until && e->c.splices.n) { // both at one place: one replacement
            TextSplice *s = &vec_last(&e->c.splices);
            AUTO(buf) Buf both = BUF_INIT;
            buf_add(&both, s->with);
            buf_add(&both, buf_str(&below));
            size_t start = s->start, stop = s->end;
            e->c.splices.n--;
            change_add(&e->c, start, stop, buf_str(&both));
        } else {
            edit_put(e, end, end, buf_str(&below), SIZE_MAX);
        }
    }
    return true;
}

static void settle_cursors(X *x, const Reg *r, const PutHow *how)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    if (r->shape == LINES && !how->behind) {
        seat_first_text(x);
        return;
    }
    VEC_EACH (Pos, p, &x->seat->at) {
        if (how->behind && r->shape == LINES && walk_eol(&w, p->head))
            (void)line_below(&w, p->head, &p->head);
        // onto the start of a character, not into it
        size_t line = line_start(&w, p->head);
        if (p->head > line && !how->behind)
            p->head = snap_prev_cluster(w.s, MIN(p->head + 1, snap_size(w.s)));
        else if (how->behind && r->shape != LINES)
            p->head = MIN(p->head, line_end(&w, p->head));
        if (!how->behind)
            p->head = walk_clamp(&w, p->head);
        p->anchor = p->head;
    }
}

static bool put_register(X *x, const Reg *r, const PutHow *how)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    bool ok = true;
    walk_init(&w, text_now(x->v->doc->text));
    if (r->text.n == 0)
        return err_set(&x->err, "register %c is empty", x->c.reg ? (char)x->c.reg : '"');
    for (size_t i = 0; ok && i < x->seat->at.n; i++) {
        const Pos *p = &x->seat->at.p[i];
        Str text = part_of(r, i, x->seat->at.n);
        ok = r->shape == BLOCK   ? put_block(x, &e, &w, p, r, how)
             : r->shape == LINES ? put_lines(x, &e, &w, p, text, how)
                                 : put_chars(x, &e, &w, p, text, how);
    }
    if (!ok || !edit_apply(x, &e))
        return false;
    settle_cursors(x, r, how);
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

// What is selected and what is in the register change places; P keeps the register.
static bool put_over(X *x)
{
    Reg with = {0}, unnamed = {0};
    Span s = {0};
    reg_copy(&with, reg_get(x, x->c.reg));
    reg_copy(&unnamed, &x->vim->regs['"']);
    bool keep = (x->c.id & 255) == 'P';
    span_of_visual(x, &s, -1);
    vim_set_mode(x, VIM_NORMAL);
    dot_note(x, true, &s);
    Cmd c = x->c;
    x->c.reg = keep ? '_' : 0;
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    size_t below, end = vec_last(&s.parts).end;
    bool to_end = s.shape == LINES ? !line_below(&w, end, &below)
                                   : s.shape == CHARS && walk_eol(&w, end) &&
                                         end > line_start(&w, s.parts.p[0].start);
    if (s.shape == CHARS && end > 0 && line_start(&w, end) == end &&
        end > line_start(&w, s.parts.p[0].start))
        to_end = false;
    bool ok = op_delete(&s);
    x->c = c;
    PutHow how = {.after = to_end, .count = x->count, .behind = (c.id >> 8 & 255) == 'g'};
    if (with.shape == LINES && s.shape == CHARS) { // a line of its own between two halves
        AUTO(edit) Edit e = {0};
        edit_put(&e, s.parts.p[0].start, s.parts.p[0].start, eol_of(x), eol_of(x).n);
        ok = ok && edit_apply(x, &e);
        how.after = false;
    } else if (with.shape != LINES && s.shape == LINES) { // into an empty line
        AUTO(edit) Edit e = {0};
        walk_init(&w, text_now(x->v->doc->text));
        size_t at = to_end ? line_end(&w, w.end) : s.parts.p[0].start;
        edit_put(&e, at, at, eol_of(x), to_end ? eol_of(x).n : 0);
        if (!(to_end && w.end == 0))
            ok = ok && edit_apply(x, &e);
        how.after = false;
    }
    ok = ok && put_register(x, &with, &how);
    if (ok && s.shape == LINES && with.shape == CHARS)
        seat_first_text(x);
    if (keep)
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
