// Brackets and quotes that close by themselves.
#include "edit/inner.h"

static bool find_closer(const Closers *closers, size_t off)
{
    size_t lo = 0, hi = closers->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (closers->p[mid] < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < closers->n && closers->p[lo] == off;
}

// The byte at off, 0 where there is none.
static char byte_at(const Snap *s, size_t off)
{
    char c;
    return snap_read(s, off, &c, 1) == 1 ? c : 0;
}

static bool is_quote(const TypeRules *r, char c)
{
    return c && strchr(r->quotes, c);
}

// What closes c, 0 if nothing does.
static char closer_of(const TypeRules *r, char c)
{
    for (const char *p = r->pairs; p[0] && p[1]; p += 2)
        if (p[0] == c)
            return p[1];
    return is_quote(r, c) ? c : 0;
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' ||
           (signed char)c < 0;
}

static bool allows(CloseRule rule, char next)
{
    bool blank = next == 0 || strchr(" \t\r\n", next);
    switch (rule) {
    case CLOSE_ALWAYS:
        return true;
    case CLOSE_LANGUAGE:
        return blank || strchr(";:.,=>)]}", next);
    case CLOSE_BEFORE_BLANK:
        return blank;
    case CLOSE_NEVER:
        break;
    }
    return false;
}

static bool closes(const Snap *s, const TypeRules *r, char typed, size_t off)
{
    if (!closer_of(r, typed))
        return false;
    if (!is_quote(r, typed))
        return allows(r->close_brackets, byte_at(s, off));
    char before = off ? byte_at(s, off - 1) : 0;
    return allows(r->close_quotes, byte_at(s, off)) && !is_word(before) && before != typed &&
           !(r->is_prose && r->is_prose(r->arg, off));
}

static bool surrounds(const TypeRules *r, char typed)
{
    return closer_of(r, typed) && (is_quote(r, typed) ? r->surround_quotes : r->surround_brackets);
}

// Typing at one cursor after the other.  `moved`: bytes that came in so far (modulo SIZE_MAX + 1).
typedef struct {
    const Snap *s;
    const TypeRules *rules;
    const Closers *was;
    Closers added; // of the text after
    Change *c;
    size_t moved;
} Typing;

static void put(Typing *t, size_t start, size_t end, Str with)
{
    change_add(t->c, start, end, with);
    t->moved += with.n - (end - start);
}

static void surround(Typing *t, const Selection *x, Str open, Str close)
{
    size_t start = selection_start(x), end = selection_end(x);
    bool back = x->head < x->anchor;
    put(t, start, start, open);
    Selection in = back ? selection_of(end + t->moved, start + t->moved)
                        : selection_of(start + t->moved, end + t->moved);
    put(t, end, end, close);
    change_select(t->c, in);
}

static void type_at(Typing *t, const Selection *x, Str text)
{
    size_t start = selection_start(x), end = selection_end(x);
    char typed = text.n == 1 ? text.p[0] : 0, pair[2] = {typed, closer_of(t->rules, typed)};
    if (start < end && typed && surrounds(t->rules, typed)) {
        surround(t, x, text, str_n(pair + 1, 1));
    } else if (start == end && typed && find_closer(t->was, end) && byte_at(t->s, end) == typed) {
        change_select(t->c, selection_at(end + t->moved + 1));
    } else if (start == end && typed && closes(t->s, t->rules, typed, end)) {
        put(t, end, end, str_n(pair, 2));
        vec_push(&t->added, end + t->moved - 1);
        change_select(t->c, selection_at(end + t->moved - 1));
    } else {
        put(t, start, end, text);
        change_select(t->c, selection_at(end + t->moved));
    }
}

// Does a cursor of the text before stand at off or before it in its line?
static bool counts(const Snap *s, const Selections *sel, size_t off)
{
    size_t line = snap_line_start(s, off, SIZE_MAX), i = selections_find(sel, line);
    return i < sel->v.n && selection_start(&sel->v.p[i]) <= off;
}

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

static bool is_passed(const Snap *s, const Selections *sel, Str text, size_t off)
{
    size_t i = selections_find(sel, off);
    const Selection *x = i < sel->v.n ? &sel->v.p[i] : NULL;
    return x && selection_is_empty(x) && x->head == off && text.n == 1 &&
           byte_at(s, off) == text.p[0];
}

// Those that were there before and still count, moved along.  The splices are sorted.
static void keep_closers(Typing *t, const Selections *sel, Str text)
{
    const TextSplice *v = t->c->splices.p;
    size_t i = 0, n = t->c->splices.n, moved = 0;
    VEC_EACH (const size_t, off, t->was) {
        for (; i < n && v[i].end <= *off; i++)
            moved += v[i].with.n - (v[i].end - v[i].start);
        bool gone = i < n && v[i].start <= *off;
        if (!gone && !is_passed(t->s, sel, text, *off) && counts(t->s, sel, *off))
            vec_push(&t->added, *off + moved);
    }
}

void edit_type(const Snap *s, const Selections *sel, Str text, const TypeRules *rules,
               Closers *closers, Change *c)
{
    Typing t = {.s = s, .rules = rules, .was = closers, .c = c};
    VEC_EACH (const Selection, x, &sel->v)
        type_at(&t, x, text);
    c->after.primary = sel->primary;
    keep_closers(&t, sel, text);
    if (t.added.n > 1)
        qsort(t.added.p, t.added.n, sizeof *t.added.p, by_size);
    vec_deinit(closers);
    *closers = t.added;
}

bool edit_in_empty_pair(const Snap *s, size_t off, const TypeRules *rules, const Closers *closers)
{
    if (off == 0 || !find_closer(closers, off))
        return false;
    char close = closer_of(rules, byte_at(s, off - 1));
    return close && close == byte_at(s, off);
}

void closers_map(Closers *closers, const TextEdit *e)
{
    size_t n = 0;
    VEC_EACH (const size_t, off, closers) {
        size_t start = text_map(e, *off, true), end = text_map(e, *off + 1, false);
        if (end > start)
            closers->p[n++] = start;
    }
    closers->n = n;
}

void edit_surround(const Selections *sel, Str open, Str close, Change *c)
{
    Typing t = {.c = c};
    VEC_EACH (const Selection, x, &sel->v)
        if (!selection_is_empty(x))
            surround(&t, x, open, close);
        else
            change_select(c, selection_at(x->head + t.moved));
    c->after.primary = sel->primary;
}
