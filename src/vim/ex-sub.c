// :s.
#include "vim/ex.h"

// What vim writes into the place of a match, as the finder's replacement.
static void translate(Str with, Buf *out)
{
    for (size_t i = 0; i < with.n; i++) {
        char c = with.p[i];
        if (c == '&') {
            buf_add_c(out, "$&");
        } else if (c == '$') {
            buf_add_c(out, "$$");
        } else if (c != '\\' || i + 1 == with.n) {
            buf_add_c(out, c == '\\' ? "\\\\" : (char[]){c, 0});
        } else {
            c = with.p[++i];
            if (c == '0')
                buf_add_c(out, "$&");
            else if (c >= '1' && c <= '9')
                buf_addf(out, "${%c}", c);
            else if (c == 'r' || c == 'n')
                buf_add_c(out, "\\n");
            else if (c && strchr("tuUlLE", c))
                buf_addf(out, "\\%c", c);
            else if (c == 'e')
                buf_add_c(out, "\\E");
            else if (c == '\\')
                buf_add_c(out, "\\\\");
            else
                buf_add_c(out, c == '$' ? "$$" : (char[]){c, 0});
        }
    }
}

typedef struct {
    bool all, count, keep_case, ignore;
    bool quiet, ask;
} SubFlags;

static bool read_flags(X *x, Str *s, SubFlags *f)
{
    for (; s->n; *s = str_from(*s, 1)) {
        char c = s->p[0];
        if (c == 'g')
            f->all = !f->all;
        else if (c == 'n')
            f->count = true;
        else if (c == 'i')
            f->ignore = true;
        else if (c == 'I')
            f->keep_case = true;
        else if (c == 'e')
            f->quiet = true;
        else if (c == '&') // those of the last time
            f->all = x->vim->sub_flags && strchr(x->vim->sub_flags, 'g');
        else if (c == 'c')
            f->ask = !f->ask;
        else if (c == ' ' || (c >= '0' && c <= '9'))
            break;
        else
            return err_set(&x->err, "'%c' is no flag of :s; there are c g i I n e &", c);
    }
    return true;
}

// Behind an empty match that follows another one at once, which counts for nothing.
static bool skip_empty(Walk *w, size_t *from, size_t a)
{
    if (walk_eol(w, *from))
        return line_below(w, *from, from);
    *from = walk_next(w, a);
    return true;
}

bool ex_next_line(Walk *w, size_t at, bool took_end, size_t *next)
{
    *next = at;
    return took_end ? at < w->end : line_below(w, at, next);
}

static bool match(SubWalk *s, size_t *a, size_t *b)
{
    return s->from <= s->lines.end &&
           finder_next(s->finder, s->w.s, s->from, s->lines.behind, s->cancelled, a, b) &&
           *a <= s->lines.end;
}

// To where the next match may begin; false: nowhere.
static bool go_on(SubWalk *s)
{
    Walk *w = &s->w;
    size_t a = s->a, b = s->b;
    if (!s->all)
        return ex_next_line(w, b, b > a && walk_byte(w, b - 1) == '\n', &s->from);
    s->from = b > a ? b : walk_eol(w, a) ? a + 1 : walk_next(w, a);
    size_t next, end;
    if (b > a && match(s, &next, &end) && next == end && next == s->from)
        return skip_empty(w, &s->from, next);
    return true;
}

void sub_walk_init(SubWalk *s, Finder *finder, const Snap *snap, const ExLines *l, bool all)
{
    *s = (SubWalk){.finder = finder, .lines = *l, .all = all, .from = l->start, .line = SIZE_MAX};
    walk_init(&s->w, snap);
}

bool sub_walk_next(SubWalk *s)
{
    if ((s->done.made && !go_on(s)) || !match(s, &s->a, &s->b))
        return false;
    size_t line = line_start(&s->w, s->a);
    s->done.lines += line != s->line;
    s->done.made++;
    s->line = line;
    return true;
}

size_t sub_walk_shown(const SubWalk *s, Str with, size_t grown)
{
    ptrdiff_t nl = str_rfind_byte(with, '\n');
    return nl < 0 ? s->line + grown : s->a + grown + (size_t)nl + 1;
}

bool ex_replace(X *x, const ExLines *l, bool all, Str with, SubDone *done)
{
    AUTO(edit) Edit edit = {0};
    FindReplacement r = {.with = with};
    SubWalk s;
    sub_walk_init(&s, x->vim->finder, text_now(x->v->doc->text), l, all);
    while (sub_walk_next(&s)) {
        AUTO(buf) Buf text = BUF_INIT;
        finder_expand(s.finder, &r, &text);
        s.done.last = sub_walk_shown(&s, buf_str(&text), edit.grown);
        edit_put(&edit, s.a, s.b, buf_str(&text), SIZE_MAX);
    }
    *done = s.done;
    if (done->made == 0)
        return true;
    if (!edit_apply(x, &edit))
        return false;
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    seat_set(x->seat, walk_clamp(&w, line_start(&w, MIN(done->last, w.end))));
    return true;
}

static void count(X *x, const ExLines *l, bool all, SubDone *done)
{
    SubWalk s;
    sub_walk_init(&s, x->vim->finder, text_now(x->v->doc->text), l, all);
    while (sub_walk_next(&s))
        ;
    *done = s.done;
}

void ex_told(X *x, const SubDone *done, bool counted)
{
    if (counted || done->made > 2)
        message_say(x->ws, MESSAGE_RESULT, "%zu %s on %zu lines", done->made,
                    counted ? "matches" : "substitutions", done->lines);
}

static bool do_substitute(Ex *e, Str pattern, Str with, SubFlags f)
{
    X *x = e->x;
    AUTO(buf) Buf text = BUF_INIT, sensed = BUF_INIT;
    SubDone d = {0};
    ExLines l = ex_lines(e);
    bool asks = f.ask && !f.count && !x->vim->in_global;
    if (f.ignore || f.keep_case) {
        buf_add_c(&sensed, f.ignore ? "\\c" : "\\C");
        buf_add(&sensed, pattern.n ? pattern : str_c(x->vim->pattern));
        pattern = buf_str(&sensed);
    }
    if (!seek_set(x, pattern, 0))
        return false;
    translate(with, &text);
    if (ex_is_far(&l) && asks)
        return err_set(&x->err, "more than %d MB of lines: take fewer, or leave out the flag c",
                       EX_FAR_BYTES >> 20);
    if (ex_is_far(&l))
        return ex_far(x,
                      &(Far){.lines = l,
                             .all = f.all,
                             .quiet = f.quiet,
                             .what = f.count ? FAR_COUNT : FAR_REPLACE},
                      buf_str(&text));
    if (asks)
        return ex_confirm(x, &l, f.all, buf_str(&text)) || f.quiet;
    if (f.count)
        count(x, &l, f.all, &d);
    else if (!ex_replace(x, &l, f.all, buf_str(&text), &d))
        return false;
    if (d.made == 0)
        return f.quiet || err_set(&x->err, "pattern not found: %s", x->vim->pattern);
    ex_told(x, &d, f.count);
    return true;
}

void ex_take_count(Ex *e, Str *s)
{
    long long n;
    Str word = str_trim(*s);
    if (word.n == 0 || !str_to_i64(word, &n) || n < 1)
        return;
    Walk w;
    walk_init(&w, text_now(e->x->v->doc->text));
    e->first = e->last;
    e->last = MIN(e->first + (size_t)n - 1, line_row(&w, w.end));
    *s = STR_NULL;
}

static bool again(Ex *e, Str rest)
{
    Vim *vim = e->x->vim;
    SubFlags f = {0};
    if (!vim->sub_with)
        return err_set(&e->x->err, "there was no :s yet");
    if (!read_flags(e->x, &rest, &f))
        return false;
    ex_take_count(e, &rest);
    return do_substitute(e, STR_NULL, str_c(vim->sub_with), f);
}

bool ex_substitute_again(Ex *e)
{
    return again(e, e->arg);
}

static bool has_pattern(Str arg)
{
    char mark = arg.n ? arg.p[0] : 0;
    bool word = (mark | 32) >= 'a' && (mark | 32) <= 'z';
    return mark && !word && mark != ' ' && mark != '&' && mark != '|' &&
           !(mark >= '0' && mark <= '9');
}

size_t ex_behind_substitute(Str arg)
{
    if (!has_pattern(arg))
        return 0;
    Str s = str_from(arg, 1);
    (void)ex_until(&s, arg.p[0]);
    (void)ex_until(&s, arg.p[0]);
    return arg.n - s.n;
}

bool ex_substitute(Ex *e)
{
    Vim *vim = e->x->vim;
    Str s = e->arg;
    SubFlags f = {0};
    char mark = s.n ? s.p[0] : 0;
    if (!has_pattern(s))
        return again(e, s);
    s = str_from(s, 1);
    Str pattern = ex_until(&s, mark), with = ex_until(&s, mark);
    Str flags = s;
    if (!read_flags(e->x, &s, &f))
        return false;
    free(vim->sub_flags);
    vim->sub_flags = str_dup(str_upto(flags, flags.n - s.n));
    ex_take_count(e, &s);
    AUTO(buf) Buf full = BUF_INIT;
    for (size_t i = 0; i < with.n; i++) { // ~ is what was put there last
        if (with.p[i] == '\\' && i + 1 < with.n)
            buf_add_byte(&full, with.p[i++]), buf_add_byte(&full, with.p[i]);
        else if (with.p[i] == '~' && vim->sub_with)
            buf_add_c(&full, vim->sub_with);
        else
            buf_add_byte(&full, with.p[i]);
    }
    free(vim->sub_with);
    vim->sub_with = str_dup(buf_str(&full));
    AUTO(free) char *own = str_dup(pattern); // the line may go while it runs
    return do_substitute(e, str_c(own), buf_str(&full), f);
}
