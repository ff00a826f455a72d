// Pairs around text: ys, yss, ds, cs, and S in visual mode.
#include "vim/inner.h"
#include "base/utf8.h"

typedef struct {
    char open[8], close[8];
    char a, b; // of brackets, 0: quotes
    bool blank;
} Pair;

// What a character stands for; opening brackets bring blanks along.
static bool pair_of(uint32_t c, Pair *out)
{
    static const char brackets[] = "()[]{}<>";
    if (c == 'b')
        c = ')';
    else if (c == 'B')
        c = '}';
    else if (c == 'r')
        c = ']';
    else if (c == 'a')
        c = '>';
    const char *at = c && c < 128 ? strchr(brackets, (int)c) : NULL;
    *out = (Pair){0};
    if (!at) {
        if (c < 33 || c >= CODE_KIND || (c < 128 && class_of(c) == 2))
            return false;
        out->open[utf8_encode(c, out->open)] = '\0';
        out->close[utf8_encode(c, out->close)] = '\0';
        return true;
    }
    size_t i = (size_t)(at - brackets) & ~(size_t)1;
    out->a = brackets[i];
    out->b = brackets[i + 1];
    out->blank = c == (uint32_t)out->a && c != '<';
    out->open[0] = out->a;
    out->open[1] = out->blank ? ' ' : '\0';
    out->close[0] = out->blank ? ' ' : out->b;
    out->close[1] = out->blank ? out->b : '\0';
    return true;
}

static size_t without_blanks(Walk *w, size_t start, size_t end)
{
    while (end > start && is_blank(walk_byte(w, end - 1)))
        end--;
    return end;
}

static bool put_around(X *x, const Span *s, uint32_t c)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    Pair p;
    walk_init(&w, text_now(x->v->doc->text));
    if (!pair_of(c, &p))
        return err_set(&x->err, "that is no bracket and no quote");
    VEC_EACH (const Part, part, &s->parts) {
        size_t start = part->start, end = part->end;
        bool own_lines = s->shape == LINES && s->visual;
        if (s->shape == LINES && !own_lines)
            start = MIN(line_text(&w, start), end);
        else if (!s->visual)
            end = without_blanks(&w, start, end);
        if (own_lines) {
            AUTO(buf) Buf open = BUF_INIT, close = BUF_INIT;
            buf_add_c(&open, p.a ? (char[]){p.a, 0} : p.open);
            buf_add(&open, eol_of(x));
            buf_add(&close, eol_of(x));
            buf_add_c(&close, p.a ? (char[]){p.b, 0} : p.close);
            edit_put(&e, start, start, buf_str(&open), 0);
            edit_put(&e, end, end, buf_str(&close), SIZE_MAX);
            continue;
        }
        if (s->visual && end > start && walk_eol(&w, end - 1))
            end--;
        edit_put(&e, start, start, str_c(p.open), 0);
        edit_put(&e, end, end, str_c(p.close), SIZE_MAX);
    }
    return edit_apply(x, &e);
}

bool op_surround(Span *s)
{
    return put_around(s->x, s, s->x->c.arg2);
}

bool surround_visual(X *x)
{
    Span s = {0};
    span_of_visual(x, &s, -1);
    vim_set_mode(x, VIM_NORMAL);
    dot_note(x, true, &s);
    bool ok = put_around(x, &s, x->c.arg);
    span_deinit(&s);
    return ok;
}

// The two ends around the cursor, with the blanks inside them for an opening bracket.
static bool find_pair(Walk *w, size_t off, const Pair *p, Range *open, Range *close)
{
    size_t a, b;
    size_t n = p->a ? 1 : strlen(p->open);
    if (p->a ? !object_pair(w, off, p->a, p->b, 1, &a, &b)
             : n != 1 || !object_quote(w, off, p->open[0], &a, &b) || off < a)
        return false;
    *open = (Range){a, a + 1};
    *close = (Range){b, b + 1};
    while (p->blank && open->end < b && is_blank(walk_byte(w, open->end)))
        open->end++;
    while (p->blank && close->start > open->end && is_blank(walk_byte(w, close->start - 1)))
        close->start--;
    return true;
}

static bool change_pair(X *x)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    Pair from, to = {0};
    bool change = x->c.id == TWO('c', 's');
    walk_init(&w, text_now(x->v->doc->text));
    if (!pair_of(x->c.arg, &from) || (change && !pair_of(x->c.arg2, &to)))
        return err_set(&x->err, "that is no bracket and no quote");
    VEC_EACH (const Pos, p, &x->seat->at) {
        Range open, close;
        if (!find_pair(&w, p->head, &from, &open, &close))
            continue;
        edit_put(&e, open.start, open.end, str_c(to.open), 0);
        edit_put(&e, close.start, close.end, str_c(to.close), SIZE_MAX);
    }
    if (e.at.n == 0)
        return false;
    dot_note(x, false, NULL);
    return edit_apply(x, &e);
}

const CommandRow commands_surround[] = {
    {TWO('c', 's'), TAKES_TWO, change_pair},
    {TWO('d', 's'), TAKES_ARG, change_pair},
    {0},
};
