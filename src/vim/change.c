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

static void add_line_break(const X *x, Walk *w, size_t at, Buf *out)
{
    size_t line = line_start(w, at);
    buf_add(out, eol_of(x));
    if (x->ws->options.auto_indent)
        snap_add_to(w->s, line, MIN(at, line_text(w, line)), out);
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
            add_line_break(x, &w, p->head, &with);
        else
            add_times(&with, x->c.arg, (size_t)n);
        size_t last = 0;
        if (!line)
            last = utf8_prev(buf_str(&with), with.n);
        edit_put(&e, p->head, end, buf_str(&with), line ? MAX(with.n, eol_of(x).n + 1) - 1 : last);
    }
    if (e.at.n == 0)
        return false;
    dot_note(x, false, NULL);
    return edit_apply(x, &e);
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

// Numbers -----------------------------------------------------------------------------------------

typedef struct {
    size_t start, end;
    int base;
} Number;

static bool is_digit(int c, int base)
{
    int low = c | 32;
    return base == 16 ? (c >= '0' && c <= '9') || (low >= 'a' && low <= 'f')
                      : c >= '0' && c < '0' + base;
}

// Where "0x" or "0b" of the number at `off` begins.
static bool prefix_at(Walk *w, size_t line, size_t off, int base, size_t *start)
{
    while (off > line && is_digit(walk_byte(w, off), base))
        off--;
    if (off == line || (walk_byte(w, off) | 32) != (base == 16 ? 'x' : 'b') ||
        walk_byte(w, off - 1) != '0' || !is_digit(walk_byte(w, off + 1), base))
        return false;
    *start = off - 1;
    return true;
}

static int base_at(Walk *w, size_t at)
{
    int letter = walk_byte(w, at) == '0' ? walk_byte(w, at + 1) | 32 : 0;
    int base = letter == 'x' ? 16 : letter == 'b' ? 2 : 10;
    return base != 10 && is_digit(walk_byte(w, at + 2), base) ? base : 10;
}

// The number at the cursor or behind it in its line.
static bool number_at(Walk *w, size_t off, Number *out)
{
    size_t line = line_start(w, off), at = off;
    if (!prefix_at(w, line, off, 16, &at) && !prefix_at(w, line, off, 2, &at)) {
        while (!walk_eol(w, at) && !is_digit(walk_byte(w, at), 10))
            at++;
        if (walk_eol(w, at))
            return false;
        while (at > line && is_digit(walk_byte(w, at - 1), 10))
            at--;
    }
    *out = (Number){at, at, base_at(w, at)};
    out->end += out->base == 10 ? 0 : 2;
    while (is_digit(walk_byte(w, out->end), out->base))
        out->end++;
    if (out->base == 10 && at > line && walk_byte(w, at - 1) == '-')
        out->start--;
    return out->end - out->start < (out->base == 2 ? 67 : 24);
}

static void add_binary(unsigned long long v, int width, Buf *out)
{
    int bits = 64;
    while (bits > MAX(width, 1) && !(v >> (bits - 1) & 1))
        bits--;
    while (bits-- > 0)
        buf_add_byte(out, (char)('0' + (v >> bits & 1)));
}

static void number_add(const char *old, const Number *n, long long by, Buf *out)
{
    int width = (int)(n->end - n->start) - 2;
    if (n->base != 10) {
        unsigned long long v = strtoull(old + 2, NULL, n->base) + (unsigned long long)by;
        bool upper = false;
        for (const char *c = old + 2; *c; c++)
            upper = *c >= 'A' && *c <= 'F' ? true : *c >= 'a' && *c <= 'f' ? false : upper;
        buf_addf(out, "%.2s", old);
        if (n->base == 2)
            add_binary(v, width, out);
        else
            buf_addf(out, upper ? "%0*llX" : "%0*llx", width, v);
        return;
    }
    bool minus = old[0] == '-';
    long long v = (long long)((unsigned long long)strtoll(old, NULL, 10) + (unsigned long long)by);
    const char *digits = old + minus;
    int zeros = digits[0] == '0' && digits[1] ? (int)strlen(digits) : 1;
    unsigned long long size = v < 0 ? 0 - (unsigned long long)v : (unsigned long long)v;
    buf_addf(out, "%s%0*llu", v < 0 ? "-" : "", zeros, size);
}

// Adds to the number at or behind `off`, if it ends before `limit`; false: there is none.
static bool add_at(Walk *w, size_t off, size_t limit, long long by, bool cursor, Edit *e)
{
    AUTO(buf) Buf old = BUF_INIT, with = BUF_INIT;
    Number n;
    if (!number_at(w, off, &n) || n.end > limit)
        return false;
    snap_add_to(w->s, n.start, n.end, &old);
    number_add(buf_c(&old), &n, by, &with);
    edit_put(e, n.start, n.end, buf_str(&with), cursor ? with.n - 1 : SIZE_MAX);
    return true;
}

static bool increment(X *x)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    long long by = x->c.id == CTRL('a') ? x->count : -(long long)x->count;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (const Pos, p, &x->seat->at)
        (void)add_at(&w, p->head, SIZE_MAX, by, true, &e); // where there is none nothing changes
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
            if (add_at(&w, line, MAX(p->end, line), by, false, &e))
                by += rising ? step : 0;
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
    {CTRL('a'), 0, increment},
    {CTRL('x'), 0, increment},
    {0},
};

const CommandRow commands_visual_change[] = {
    {CTRL('a'), 0, increment_selected},
    {CTRL('x'), 0, increment_selected},
    {TWO('g', CTRL('a')), 0, increment_selected},
    {TWO('g', CTRL('x')), 0, increment_selected},
    {0},
};
