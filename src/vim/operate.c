// From a motion or a selection to what an operator works on.
#include "vim/object.h"

static const MotionRow *const motion_tables[] = {motions_word,    motions_line,   motions_text,
                                                 motions_objects, motions_pairs,  motions_quotes,
                                                 motions_search,  motions_screen, motions_section};

const MotionRow *motion_find(uint32_t id)
{
    for (size_t i = 0; i < ARRAY_LEN(motion_tables); i++)
        for (const MotionRow *r = motion_tables[i]; r->run; r++)
            if (r->id == id)
                return r;
    return NULL;
}

int col_of(const X *x, Walk *w, size_t off)
{
    return snap_col(w->s, line_start(w, off), off, x->v->doc->tab_size);
}

size_t off_of_col(const X *x, Walk *w, size_t line, int col)
{
    int tab = x->v->doc->tab_size;
    size_t end = line_end(w, line), off = snap_off_of_col(w->s, line, col, tab);
    // the character that holds the column, not the nearest one
    while (off > line && off <= end && snap_col(w->s, line, off, tab) > col)
        off = walk_prev(w, off);
    if (off < end && !walk_eol(w, off)) {
        size_t next = walk_next(w, off);
        if (snap_col(w->s, line, next, tab) <= col)
            off = next;
    }
    return MIN(off, end);
}

// Where a motion of this command leads one cursor.
static bool motion_run(X *x, const MotionRow *row, const Pos *from, Motion *m)
{
    bool visual = mode_is_visual(x->seat->mode);
    *m = (Motion){.x = x,
                  .c = x->c,
                  .count = x->count,
                  .op = x->c.op != 0 && !visual,
                  .visual = visual,
                  .off = from->head,
                  .anchor = from->anchor,
                  .to = from->head,
                  .from = from->head};
    walk_init(&m->w, text_now(x->v->doc->text));
    m->want = -1; // unless it says another
    if (row->flags & KEEPS_COL)
        m->want = from->want >= 0 ? from->want : col_of(x, &m->w, from->head);
    m->linewise = (row->flags & LINEWISE) != 0;
    m->inclusive = (row->flags & INCLUSIVE) != 0;
    bool ok = row->run(m);
    m->to = MIN(m->to, m->w.end);
    return ok;
}

static void take_object(const Motion *m, Pos *p)
{
    Walk w = m->w;
    if (m->ends) {
        *p = (Pos){m->from, m->to, -1};
        return;
    }
    if (m->back) {
        *p = (Pos){p->anchor, m->from, -1};
        return;
    }
    // lines keep the column they were selected from
    size_t col = m->linewise ? p->anchor - line_start(&w, p->anchor) : 0;
    p->anchor = MIN(m->from + col, m->linewise ? line_end(&w, m->from) : m->from);
    p->head = m->to > m->from ? walk_prev(&w, m->to) : m->from;
    if (m->linewise && !m->wide)
        p->head = line_start(&w, p->head);
    p->want = -1;
}

bool move_all(X *x, const MotionRow *row)
{
    bool visual = mode_is_visual(x->seat->mode), any = false, beep = false;
    if (row->flags & JUMP)
        mark_jump(x);
    VEC_EACH (Pos, p, &x->seat->at) {
        Motion m;
        if (!motion_run(x, row, p, &m))
            continue;
        any = true;
        beep |= m.beep;
        if (row->flags & OBJECT) {
            take_object(&m, p);
            if (m.linewise && !m.wide)
                vim_set_mode(x, VIM_VISUAL_LINE);
            else if (x->seat->mode == VIM_VISUAL_LINE && !m.linewise)
                vim_set_mode(x, VIM_VISUAL);
            continue;
        }
        p->head = visual ? m.to : walk_clamp(&m.w, m.to);
        p->want = m.want;
        if (!visual)
            p->anchor = p->head;
    }
    return any && !beep;
}

// The end of an exclusive motion at the start of a line belongs to the line before.
static void adjust_end(Motion *m, Part *p, bool *lines)
{
    size_t start_line = line_start(&m->w, p->start);
    if (m->inclusive || m->wide || p->end != line_start(&m->w, p->end) || p->end <= start_line ||
        start_line == line_start(&m->w, p->end))
        return;
    p->end = line_end(&m->w, p->end - 1);
    if (p->start <= line_text(&m->w, start_line))
        *lines = true;
}

// "d" from the indent of a line to the blank rest of another takes both whole.
static bool deletes_lines(Motion *m, const Part *p)
{
    size_t line = line_start(&m->w, p->start);
    return m->c.op == 'd' && !m->c.force && p->end > line_end(&m->w, line) &&
           p->start <= line_text(&m->w, line) && walk_eol(&m->w, line_text(&m->w, p->end));
}

static void whole_lines(Walk *w, Part *p)
{
    p->start = line_start(w, p->start);
    p->end = line_end(w, p->end);
}

static void part_of_motion(Motion *m, const MotionRow *row, Part *p, bool *lines)
{
    bool object = row->flags & OBJECT;
    size_t a = object ? m->from : MIN(m->off, m->to), b = MAX(object ? m->from : m->off, m->to);
    bool inclusive = m->inclusive;
    *lines = m->linewise;
    if (m->c.force == 'V') {
        *lines = true;
    } else if (m->c.force == 'v') {
        if (!*lines)
            inclusive = m->inclusive = !inclusive;
        *lines = false;
    }
    *p = (Part){.start = a, .end = b, .at = a};
    if (inclusive && !*lines && !walk_eol(&m->w, b))
        p->end = walk_next(&m->w, b);
    if (!*lines && !inclusive)
        adjust_end(m, p, lines);
    if (!*lines && !m->wide && deletes_lines(m, p))
        *lines = true;
    if (*lines)
        whole_lines(&m->w, p);
}

static bool part_of_lines(X *x, Walk *w, size_t head, Part *p)
{
    size_t line = line_start(w, head);
    *p = (Part){.start = line, .at = head};
    int below = 0;
    while (below + 1 < x->count && line_below(w, line, &line))
        below++;
    p->end = line_end(w, line);
    if (below == 0 && x->c.op != 'y')
        p->at = MIN(p->at, line_text(w, line));
    return below > 0 || x->count == 1;
}

void span_deinit(Span *s)
{
    vec_deinit(&s->parts);
}

// Cursors that came to the same lines or stretches count once.
static void add_part(Span *s, Part p)
{
    if (s->parts.n && p.start < vec_last(&s->parts).end) {
        vec_last(&s->parts).end = MAX(vec_last(&s->parts).end, p.end);
        return;
    }
    if (s->parts.n && s->shape == LINES && p.start == vec_last(&s->parts).start)
        return;
    vec_push(&s->parts, p);
}

static bool span_of_lines(X *x, Span *s)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    s->shape = LINES;
    VEC_EACH (const Pos, at, &x->seat->at) {
        Part p;
        if (part_of_lines(x, &w, at->head, &p))
            add_part(s, p);
    }
    return s->parts.n > 0;
}

static bool span_of_motion(X *x, Span *s)
{
    const MotionRow *row = motion_find(x->c.id);
    bool lines = false;
    if (!row)
        return false;
    s->shifts = row->flags & SHIFTS;
    if (row->flags & JUMP)
        mark_jump(x);
    VEC_EACH (Pos, at, &x->seat->at) {
        Motion m;
        Part p;
        if (!motion_run(x, row, at, &m))
            continue;
        if (m.beep) { // the cursor goes there, and nothing is done
            at->head = at->anchor = walk_clamp(&m.w, MIN(m.to, m.w.end));
            continue;
        }
        if (x->c.force == CTRL('v'))
            return span_of_block(x, s, m.off, m.to);
        part_of_motion(&m, row, &p, &lines);
        s->shape = lines ? LINES : CHARS;
        add_part(s, p);
    }
    return s->parts.n > 0;
}

// Undoing it leads back to where it began.
static void note_start(const Span *s)
{
    X *x = s->x;
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    if (!x->vim->depth && (s->visual || x->c.id != x->c.op))
        x->vim->before_cursor =
            s->shape == BLOCK ? block_corner(s, &w) : MIN(s->parts.p[0].at, w.end);
}

static bool run_span(Span *s, uint32_t op)
{
    const OperatorRow *row = operator_find(op);
    X *x = s->x;
    if (!row)
        return false;
    if (row->flags & DOT)
        dot_note(x, s->visual, s);
    note_start(s);
    return row->run(s);
}

bool operate_motion(X *x)
{
    Span s = {.x = x};
    bool ok = (x->c.id == x->c.op ? span_of_lines(x, &s) : span_of_motion(x, &s)) &&
              run_span(&s, x->c.op);
    span_deinit(&s);
    return ok;
}

static bool takes_lines(uint32_t op)
{
    return op == '<' || op == '>' || op == '=' || op == '!' || op == TWO('g', 'q') ||
           op == TWO('g', 'w') || op == TWO('g', 'c');
}

bool span_of_visual(X *x, Span *s, int shape)
{
    Walk w;
    VimMode mode = x->seat->mode;
    walk_init(&w, text_now(x->v->doc->text));
    s->x = x;
    s->visual = true;
    if (shape < 0)
        shape = mode == VIM_VISUAL_LINE ? LINES : mode == VIM_VISUAL_BLOCK ? BLOCK : CHARS;
    s->shape = (Shape)shape;
    const Pos *one = seat_pos(x->seat);
    if (shape == BLOCK)
        return span_of_block(x, s, one->anchor, one->head);
    VEC_EACH (const Pos, at, &x->seat->at) {
        Part p = {.start = MIN(at->anchor, at->head), .end = MAX(at->anchor, at->head)};
        p.at = p.start;
        if (shape == LINES) {
            whole_lines(&w, &p);
            p.at = line_start(&w, at->head) < line_start(&w, at->anchor) ? at->head : p.start;
        } else if (!walk_eol(&w, p.end)) {
            p.end = walk_next(&w, p.end);
        } else if (!takes_lines(x->c.op)) { // the line end is selected too
            size_t below;
            p.end = line_below(&w, p.end, &below) ? below : p.end;
        }
        add_part(s, p);
    }
    return true;
}

bool operate_visual(X *x, uint32_t op, int shape)
{
    Span s = {0};
    bool ok = span_of_visual(x, &s, shape);
    if (ok) {
        vim_set_mode(x, VIM_NORMAL);
        ok = run_span(&s, op);
    }
    span_deinit(&s);
    return ok;
}
