// Searching: / ? n N * # gn, and what of it is marked.
#include "vim/object.h"

enum { SEARCH_FAR = 32 << 20, MARKS_MAX = 1000 };

static Finder *compile(Vim *vim, Str pattern, bool brief, Err *err)
{
    AUTO(buf) Buf re = BUF_INIT;
    bool ignores;
    regex_translate(pattern, vim->ignore_case, vim->smart_case, &re, &ignores);
    FindQuery q = {.pattern = buf_str(&re), .regex = true, .ignore_case = ignores, .brief = brief};
    return finder_new(&q, err);
}

FindQuery seek_query(const Vim *vim, Buf *re)
{
    bool ignores;
    regex_translate(str_c(vim->pattern), vim->ignore_case, vim->smart_case, re, &ignores);
    return (FindQuery){.pattern = buf_str(re), .regex = true, .ignore_case = ignores};
}

bool seek_set(X *x, Str pattern, int dir)
{
    Vim *vim = x->vim;
    if (dir)
        vim->pattern_dir = dir;
    if (pattern.n) {
        Finder *f = compile(vim, pattern, false, &x->err);
        if (!f)
            return false;
        finder_free(vim->finder);
        vim->finder = f;
        free(vim->pattern);
        vim->pattern = str_dup(pattern);
        finder_free(vim->brief);
        vim->brief = NULL;
    }
    vim->hidden = false;
    if (!vim->pattern)
        return err_set(&x->err, "there is no pattern to look for yet");
    if (!vim->finder)
        vim->finder = compile(vim, str_c(vim->pattern), false, &x->err);
    return vim->finder != NULL;
}

void seek_forget(Vim *vim)
{
    finder_free(vim->finder);
    finder_free(vim->brief);
    vim->finder = vim->brief = NULL;
}

static bool fits(const Walk *w, size_t start)
{
    return start <= w->end;
}

bool seek_match(X *x, size_t from, size_t to, size_t *start, size_t *end)
{
    const Snap *s = text_now(x->v->doc->text);
    return x->vim->finder && finder_next(x->vim->finder, s, from, to, NULL, start, end);
}

static bool forward(X *x, Walk *w, size_t from, size_t *to)
{
    Finder *f = x->vim->finder;
    size_t size = snap_size(w->s), end, next = from;
    bool more = walk_eol(w, from) ? line_below(w, from, &next) : (next = walk_next(w, from), true);
    if (more && finder_next(f, w->s, next, MIN(size, next + SEARCH_FAR), NULL, to, &end) &&
        fits(w, *to))
        return true;
    if (size > SEARCH_FAR)
        return false;
    return finder_next(f, w->s, 0, size, NULL, to, &end) && fits(w, *to);
}

static bool backward(X *x, Walk *w, size_t from, size_t *to)
{
    Finder *f = x->vim->finder;
    size_t size = snap_size(w->s), end;
    if (from > 0 &&
        finder_prev(f, w->s, from > SEARCH_FAR ? from - SEARCH_FAR : 0, from, NULL, to, &end))
        return true;
    if (size > SEARCH_FAR)
        return false;
    return finder_prev(f, w->s, 0, w->end + 1, NULL, to, &end) && fits(w, *to);
}

bool seek_step(X *x, size_t from, int dir, size_t *to)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    if (!x->vim->finder)
        return false;
    if (dir > 0 ? forward(x, &w, from, to) : backward(x, &w, from, to))
        return true;
    const char *why = finder_problem(x->vim->finder);
    if (!*why && snap_size(w.s) > SEARCH_FAR)
        return err_set(&x->err,
                       "not found within %d MB: %s; Find in the palette (F1) looks through all",
                       SEARCH_FAR >> 20, x->vim->pattern);
    return err_set(&x->err, "%s: %s", *why ? why : "pattern not found", x->vim->pattern);
}

// The pattern at the start of what was typed behind `mark`; *behind: what follows a second one.
static Str split(Str line, char mark, Str *behind, bool *second)
{
    bool class = false;
    size_t i = 0;
    for (; i < line.n; i++) {
        char c = line.p[i];
        if (c == '\\' && i + 1 < line.n)
            i++;
        else if (c == '[' && str_find_byte(str_from(line, i), ']') > 0)
            class = true;
        else if (c == ']')
            class = false;
        else if (c == mark && !class)
            break;
    }
    *second = i < line.n;
    *behind = str_from(line, MIN(i + 1, line.n));
    return str_upto(line, i);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// e+1, s-2, b, +3, -, 2.
static void read_offset(Str *s, SeekOffset *out)
{
    char c = s->n ? s->p[0] : 0;
    *out = (SeekOffset){.line = c == '+' || c == '-' || is_digit(c), .end = c == 'e'};
    if (c == 'e' || c == 's' || c == 'b')
        *s = str_from(*s, 1);
    c = s->n ? s->p[0] : 0;
    if (c == '+' || c == '-')
        *s = str_from(*s, 1);
    else if (!is_digit(c))
        return;
    bool any = s->n && is_digit(s->p[0]);
    for (; s->n && is_digit(s->p[0]); *s = str_from(*s, 1))
        out->by = MIN(out->by * 10 + (s->p[0] - '0'), 10000000);
    out->by = (any ? out->by : 1) * (c == '-' ? -1 : 1);
}

static void step_chars(Walk *w, size_t *off, int by)
{
    for (; by > 0 && walk_incl(w, off) != -1; by--)
        continue;
    for (; by < 0 && walk_decl(w, off) != -1; by++)
        continue;
}

// From a match to where its offset leads.
static void apply_offset(Motion *m)
{
    const SeekOffset *o = &m->x->vim->offset;
    size_t start, end, row = line_row(&m->w, m->to);
    if (o->line) {
        size_t to = o->by < 0 && row < (size_t)-o->by ? 0 : row + (size_t)o->by;
        m->to = line_of_row(&m->w, to);
        m->linewise = true;
        return;
    }
    if (o->end && seek_match(m->x, m->to, snap_size(m->w.s), &start, &end) && end > start)
        m->to = walk_prev(&m->w, end);
    m->inclusive = o->end;
    step_chars(&m->w, &m->to, o->by);
}

static bool ends_before(Motion *m, size_t from)
{
    size_t start, end;
    return seek_match(m->x, m->to, snap_size(m->w.s), &start, &end) && end > start &&
           walk_prev(&m->w, end) < from;
}

static bool steps(Motion *m, int dir)
{
    const SeekOffset *o = &m->x->vim->offset;
    if (!o->line) // from where the match is that led here
        step_chars(&m->w, &m->to, -o->by);
    for (int i = 0; i < m->count; i++) {
        size_t from = m->to;
        if (!seek_step(m->x, m->to, dir, &m->to))
            return false;
        if (dir < 0 && o->end && m->to < from && !ends_before(m, from) &&
            !seek_step(m->x, m->to, dir, &m->to))
            return false;
    }
    apply_offset(m);
    if (!m->op && !m->visual)
        m->to = walk_clamp(&m->w, m->to);
    return true;
}

// What was typed behind "/": a pattern, an offset, ";" and the next one.
static bool slash(Motion *m)
{
    Str rest = str_c(m->x->line), behind;
    char mark = (char)m->c.id;
    for (bool second;; rest = str_from(rest, 1)) {
        Str pattern = split(rest, mark, &behind, &second);
        if (second || pattern.n)
            read_offset(&behind, &m->x->vim->offset);
        int dir = mark == '/' ? 1 : -1;
        if (!seek_set(m->x, pattern, dir) || !steps(m, dir))
            return false;
        rest = behind;
        if (rest.n < 2 || rest.p[0] != ';' || (rest.p[1] != '/' && rest.p[1] != '?'))
            return true;
        mark = rest.p[1];
        rest = str_from(rest, 1);
        m->linewise = m->inclusive = false;
    }
}

static bool next_match(Motion *m)
{
    Vim *vim = m->x->vim;
    int dir = m->c.id == 'n' ? vim->pattern_dir : -vim->pattern_dir;
    return seek_set(m->x, STR_NULL, 0) && steps(m, dir);
}

// The keyword at the cursor or behind it, or else what is there that is no blank.
static bool word_there(Motion *m, size_t *start, size_t *end)
{
    Walk *w = &m->w;
    size_t line = line_start(w, m->off), at = m->off;
    while (!walk_eol(w, at) && walk_class(w, at, false) < 2)
        at = walk_next(w, at);
    bool keyword = !walk_eol(w, at);
    for (at = keyword ? at : m->off; !walk_eol(w, at) && walk_class(w, at, false) == 0;)
        at = walk_next(w, at);
    int class = walk_class(w, at, false);
    while (at > line && walk_class(w, walk_prev(w, at), false) == class)
        at = walk_prev(w, at);
    *start = at;
    while (!walk_eol(w, at) && walk_class(w, at, false) == class)
        at = walk_next(w, at);
    *end = at;
    return at > *start;
}

static void remember(Vim *vim, Str pattern)
{
    Strings *past = &vim->past[1];
    if (past->n && str_eq_c(pattern, vec_last(past)))
        return;
    vec_push(past, str_dup(pattern));
}

static bool star(Motion *m)
{
    size_t start, end;
    AUTO(buf) Buf text = BUF_INIT, pattern = BUF_INIT;
    uint32_t key = m->c.id & 255;
    bool whole = m->c.id < TWO(0, 0);
    if (!word_there(m, &start, &end))
        return err_set(&m->x->err, "there is no word under the cursor");
    snap_add_to(m->w.s, start, end, &text);
    whole = whole && walk_class(&m->w, start, false) >= 2;
    if (whole)
        buf_add_c(&pattern, "\\<");
    for (size_t i = 0; i < text.n; i++) {
        if (strchr("\\^$.*[~/", text.p[i]))
            buf_add_byte(&pattern, '\\');
        buf_add_byte(&pattern, text.p[i]);
    }
    if (whole)
        buf_add_c(&pattern, "\\>");
    remember(m->x->vim, buf_str(&pattern));
    m->x->vim->offset = (SeekOffset){0};
    m->to = start;
    return seek_set(m->x, buf_str(&pattern), key == '*' ? 1 : -1) && steps(m, key == '*' ? 1 : -1);
}

// gn: the match at the cursor or the next one, as an object.
static bool match_object(Motion *m)
{
    size_t start, end, line = line_start(&m->w, m->off);
    size_t from = m->visual && m->anchor != m->off ? walk_next(&m->w, m->off) : line;
    if (!seek_set(m->x, STR_NULL, 0))
        return false;
    for (;; from = MAX(end, start + 1)) {
        if (!seek_match(m->x, from, MIN(snap_size(m->w.s), from + SEARCH_FAR), &start, &end))
            return false;
        if (end > m->off)
            break;
    }
    m->from = start;
    m->to = end;
    return m->wide = true;
}

// gN: the match at the cursor or the one before, with the cursor at its start.
static bool match_object_before(Motion *m)
{
    size_t start, end, from = m->visual && m->anchor != m->off ? m->off : m->off + 1;
    if (!seek_set(m->x, STR_NULL, 0) || !seek_step(m->x, MIN(from, m->w.end), -1, &start) ||
        !seek_match(m->x, start, MIN(snap_size(m->w.s), start + SEARCH_FAR), &start, &end))
        return false;
    m->from = start;
    m->to = end;
    return m->wide = m->back = true;
}

const MotionRow motions_search[] = {
    {'/', TAKES_LINE | JUMP | SHIFTS, slash},
    {'?', TAKES_LINE | JUMP | SHIFTS, slash},
    {'n', JUMP | SHIFTS, next_match},
    {'N', JUMP | SHIFTS, next_match},
    {'*', JUMP, star},
    {'#', JUMP, star},
    {TWO('g', '*'), JUMP, star},
    {TWO('g', '#'), JUMP, star},
    {TWO('g', 'n'), OBJECT, match_object},
    {TWO('g', 'N'), OBJECT, match_object_before},
    {0},
};

// While it is typed: the view shows where it would lead.
void seek_look(Vim *vim)
{
    X x;
    Walk w;
    size_t to;
    x_init(&x, vim, &(Cmd){0});
    if (!x.v)
        return;
    walk_init(&w, text_now(x.v->doc->text));
    Finder *was = vim->finder;
    Str behind, pattern;
    bool second;
    pattern = split(buf_str(&vim->line), vim->line_mark, &behind, &second);
    vim->finder = pattern.n ? compile(vim, pattern, true, &x.err) : NULL;
    finder_free(vim->brief);
    vim->brief = pattern.n ? compile(vim, pattern, true, NULL) : NULL;
    vim->hidden = false;
    bool found = vim->finder && (vim->line_mark == '/' ? forward(&x, &w, vim->line_from, &to)
                                                       : backward(&x, &w, vim->line_from, &to));
    finder_free(vim->finder);
    vim->finder = was;
    err_deinit(&x.err);
    vim->looked = found ? to : vim->line_from;
    RowLayout l = view_layout(x.v);
    Row top = row_at(&l, vim->line_top), at = row_at(&l, MIN(vim->looked, w.end));
    x.v->top = vim->line_top;
    if (found &&
        (at.start < top.start || row_distance(&l, top, at.start, x.v->rows) >= x.v->rows)) {
        (void)row_step(&l, &at, -x.v->rows / 2);
        row_leave_note(&l, &at);
        x.v->top = at.start;
    }
}

void vim_matches(Vim *vim, const Document *d, size_t start, size_t end, VimMatches *out)
{
    const Snap *s = text_now(d->text);
    size_t a, b, from = start, n = 0;
    const char *pattern = vim->pattern;
    bool typing = vim->line_mark == '/' || vim->line_mark == '?';
    if (!vim_is_on(vim) || !vim->hlsearch || vim->hidden || (!pattern && !typing))
        return;
    if (!vim->brief && !typing)
        vim->brief = compile(vim, str_c(pattern), true, NULL);
    while (vim->brief && n++ < MARKS_MAX && from <= end &&
           finder_next(vim->brief, s, from, snap_line_end(s, end, 65536), NULL, &a, &b) &&
           a < end) {
        if (b > a)
            vec_push(out, ((Range){a, b}));
        from = MAX(b, a + 1);
    }
}
