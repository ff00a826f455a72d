// Changes of single characters and lines.
#include "vim/inner.h"
#include "base/utf8.h"

// Commands that are an operator with its motion.
typedef struct {
    uint32_t id, op, motion;
} Short;
static const Short shorts[] = {
    {'x', 'd', 'l'}, {KEY_CODE(KEY_DELETE), 'd', 'l'},
    {'X', 'd', 'h'}, {'D', 'd', '$'},
    {'C', 'c', '$'}, {'s', 'c', 'l'},
    {'S', 'c', 'c'}, {'Y', 'y', 'y'},
};

static bool short_for(X *x)
{
    for (size_t i = 0; i < ARRAY_LEN(shorts); i++)
        if (shorts[i].id == x->c.id) {
            x->c.op = shorts[i].op;
            x->c.id = shorts[i].motion;
            return operate_motion(x);
        }
    return false;
}

static void add_times(Buf *out, uint32_t cp, size_t n)
{
    for (size_t i = 0; i < n; i++)
        utf8_add(out, cp);
}

// "r": as many characters as the count says, or none; a line end comes once for all.
static bool replace_chars(X *x)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    bool line = x->c.arg == CODE_ENTER;
    if (x->c.arg >= CODE_KIND)
        return false;
    VEC_EACH (const Pos, p, &x->seat->at) {
        AUTO(buf) Buf with = BUF_INIT;
        size_t end = p->head;
        int n = 0;
        for (; n < x->count && !walk_eol(&w, end); n++)
            end = walk_next(&w, end);
        if (n < x->count)
            continue;
        if (line)
            buf_add(&with, eol_of(x));
        else
            add_times(&with, x->c.arg, (size_t)n);
        size_t last = 0;
        if (!line)
            last = utf8_prev(buf_str(&with), with.n);
        edit_put(&e, p->head, end, buf_str(&with), line ? with.n : last);
    }
    if (e.at.n == 0)
        return false;
    dot_note(x, false, NULL);
    bool ok = edit_apply(x, &e);
    if (ok && line)
        seat_first_text(x);
    return ok;
}

static bool tilde(X *x)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (const Pos, p, &x->seat->at) {
        AUTO(buf) Buf with = BUF_INIT;
        size_t end = p->head;
        for (int n = 0; n < x->count && !walk_eol(&w, end); n++)
            end = walk_next(&w, end);
        if (end == p->head)
            continue;
        change_case(x, p->head, end, '~', &with);
        edit_put(&e, p->head, end, buf_str(&with), with.n);
    }
    if (e.at.n == 0)
        return false;
    dot_note(x, false, NULL);
    return edit_apply(x, &e);
}

// Joining -----------------------------------------------------------------------------------------

typedef struct {
    size_t start, lines; // lines: how many become one
    size_t until;        // or up to here, SIZE_MAX: by number
} Join;

// What stands between two joined lines; *end: behind the blanks of the second.
static Str joint(Walk *w, size_t end, size_t next, bool plain, size_t *behind)
{
    *behind = plain ? next : line_text(w, next);
    if (plain)
        return STR_NULL;
    int before = end > line_start(w, end) ? walk_byte(w, end - 1) : -1;
    bool empty = walk_eol(w, *behind) || walk_byte(w, *behind) == ')';
    if (empty || is_blank(before) || before == -1)
        return STR_NULL;
    return STR(" ");
}

static bool join_at(X *x, Edit *e, Walk *w, const Join *j, bool plain)
{
    size_t end = line_end(w, j->start), next, behind, cursor = SIZE_MAX;
    bool any = false;
    for (size_t i = 1; i < j->lines && line_below(w, end, &next) && next <= j->until; i++) {
        bool blank = !plain && any && end == e->until; // nothing stood in the line between
        Str with = blank && e->c.splices.n ? STR_NULL : joint(w, end, next, plain, &behind);
        if (blank)
            behind = line_text(w, next);
        cursor = end + e->grown;
        edit_put(e, end, behind, with, SIZE_MAX);
        end = line_end(w, next);
        any = true;
        if (end < behind)
            end = behind;
    }
    (void)x;
    if (any)
        vec_push(&e->at, ((Pos){cursor, cursor, -1}));
    return any;
}

static bool join_lines(X *x)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    bool plain = x->c.id == TWO('g', 'J'), any = false;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (const Pos, p, &x->seat->at) {
        Join j = {p->head, (size_t)MAX(2, x->count), SIZE_MAX};
        size_t below;
        if (line_start(&w, p->head) < e.until)
            continue;
        if (!line_below(&w, p->head, &below)) { // a count too large goes to its start, as in vim
            any |= x->count > 2;
            if (x->count > 2)
                edit_at(&e, line_start(&w, p->head));
            continue;
        }
        any |= join_at(x, &e, &w, &j, plain);
    }
    if (!any)
        return false;
    dot_note(x, false, NULL);
    return edit_apply(x, &e);
}

static bool join_selected(X *x)
{
    AUTO(edit) Edit e = {0};
    Span s = {0};
    Walk w;
    bool plain = x->c.id == TWO('g', 'J'), any = false;
    walk_init(&w, text_now(x->v->doc->text));
    span_of_visual(x, &s, LINES);
    vim_set_mode(x, VIM_NORMAL);
    dot_note(x, true, &s);
    VEC_EACH (const Part, p, &s.parts) {
        bool one = line_start(&w, p->end) == p->start;
        Join j = {p->start, one ? 2 : SIZE_MAX, one ? SIZE_MAX : p->end};
        any |= join_at(x, &e, &w, &j, plain);
    }
    span_deinit(&s);
    return any && edit_apply(x, &e);
}

// Numbers -----------------------------------------------------------------------------------------

static bool is_digit(int c, bool hex)
{
    return (c >= '0' && c <= '9') || (hex && ((c | 32) >= 'a' && (c | 32) <= 'f'));
}

typedef struct {
    size_t start, end;
    bool hex;
} Number;

// The number at the cursor or behind it in its line.
static bool number_at(Walk *w, size_t off, Number *out)
{
    size_t line = line_start(w, off), at = off;
    while (at > line && is_digit(walk_byte(w, at - 1), true))
        at--;
    if (at >= line + 2 && (walk_byte(w, at - 1) | 32) == 'x' && walk_byte(w, at - 2) == '0' &&
        is_digit(walk_byte(w, at), true)) {
        out->start = at - 2;
    } else {
        at = off;
        while (at > line && is_digit(walk_byte(w, at), false) &&
               is_digit(walk_byte(w, at - 1), false))
            at--;
        while (!walk_eol(w, at) && !is_digit(walk_byte(w, at), false))
            at++;
        if (walk_eol(w, at))
            return false;
        out->start = at;
    }
    out->hex = walk_byte(w, out->start) == '0' && (walk_byte(w, out->start + 1) | 32) == 'x' &&
               is_digit(walk_byte(w, out->start + 2), true);
    out->end = out->start + (out->hex ? 2 : 0);
    while (is_digit(walk_byte(w, out->end), out->hex))
        out->end++;
    if (!out->hex && out->start > line && walk_byte(w, out->start - 1) == '-')
        out->start--;
    return out->end - out->start < 24;
}

static void number_add(const char *old, const Number *n, long long by, Buf *out)
{
    size_t width = n->end - n->start;
    if (n->hex) {
        unsigned long long v = strtoull(old + 2, NULL, 16) + (unsigned long long)by;
        bool upper = false;
        for (const char *c = old + 2; *c; c++)
            upper = *c >= 'A' && *c <= 'F' ? true : *c >= 'a' && *c <= 'f' ? false : upper;
        buf_addf(out, upper ? "%.2s%0*llX" : "%.2s%0*llx", old, (int)width - 2, v);
        return;
    }
    bool minus = old[0] == '-';
    long long v = (long long)((unsigned long long)strtoll(old, NULL, 10) + (unsigned long long)by);
    const char *digits = old + minus;
    int zeros = digits[0] == '0' && digits[1] ? (int)strlen(digits) : 1;
    unsigned long long size = v < 0 ? 0 - (unsigned long long)v : (unsigned long long)v;
    buf_addf(out, "%s%0*llu", v < 0 ? "-" : "", zeros, size);
}

static bool increment(X *x)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    long long by = x->c.id == CTRL('a') ? x->count : -(long long)x->count;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (const Pos, p, &x->seat->at) {
        AUTO(buf) Buf old = BUF_INIT, with = BUF_INIT;
        Number n;
        if (!number_at(&w, p->head, &n))
            continue;
        snap_add_to(w.s, n.start, n.end, &old);
        number_add(buf_c(&old), &n, by, &with);
        edit_put(&e, n.start, n.end, buf_str(&with), with.n - 1);
    }
    if (e.at.n == 0)
        return false;
    dot_note(x, false, NULL);
    return edit_apply(x, &e);
}

// Each line of the selection; behind g each by one step more.
static bool increment_selected(X *x)
{
    AUTO(edit) Edit e = {0};
    Span s = {0};
    Walk w;
    bool rising = x->c.id >= TWO(0, 0);
    long long step = ((x->c.id & 255) == CTRL('a') ? 1 : -1) * (long long)x->count, by = step;
    walk_init(&w, text_now(x->v->doc->text));
    span_of_visual(x, &s, -1);
    vim_set_mode(x, VIM_NORMAL);
    dot_note(x, true, &s);
    size_t first = s.parts.p[0].start;
    VEC_EACH (const Part, p, &s.parts)
        for (size_t line = p->start; line <= p->end;) {
            AUTO(buf) Buf old = BUF_INIT, with = BUF_INIT;
            Number n;
            if (number_at(&w, line, &n) && n.end <= MAX(p->end, line)) {
                snap_add_to(w.s, n.start, n.end, &old);
                number_add(buf_c(&old), &n, by, &with);
                edit_put(&e, n.start, n.end, buf_str(&with), SIZE_MAX);
                by += rising ? step : 0;
            }
            if (s.shape == BLOCK || !line_below(&w, line, &line))
                break;
        }
    span_deinit(&s);
    bool ok = e.c.splices.n > 0 && edit_apply(x, &e);
    if (ok)
        seat_set(x->seat, first);
    return ok;
}

const CommandRow commands_change[] = {
    {'x', 0, short_for},
    {KEY_CODE(KEY_DELETE), 0, short_for},
    {'X', 0, short_for},
    {'D', 0, short_for},
    {'C', 0, short_for},
    {'s', 0, short_for},
    {'S', 0, short_for},
    {'Y', 0, short_for},
    {'r', TAKES_ARG, replace_chars},
    {'~', 0, tilde},
    {'J', 0, join_lines},
    {TWO('g', 'J'), 0, join_lines},
    {CTRL('a'), 0, increment},
    {CTRL('x'), 0, increment},
    {0},
};

const CommandRow commands_visual_change[] = {
    {'J', 0, join_selected},
    {TWO('g', 'J'), 0, join_selected},
    {CTRL('a'), 0, increment_selected},
    {CTRL('x'), 0, increment_selected},
    {TWO('g', CTRL('a')), 0, increment_selected},
    {TWO('g', CTRL('x')), 0, increment_selected},
    {0},
};
