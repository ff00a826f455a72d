// :s, :g and :v.
#include "vim/ex.h"

enum { LINES_MAX = 1000000, LINES_BYTES = 32 << 20 };

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

// `edit` is NULL where they are only counted.
static void replace_in(X *x, const ExLines *l, bool all, Str with, Edit *edit, SubDone *d)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    size_t from = l->start, a, b, line = SIZE_MAX, shown = SIZE_MAX;
    FindReplacement r = {.with = with};
    while (from <= l->end && seek_match(x, from, l->behind, &a, &b) && a <= l->end) {
        AUTO(buf) Buf text = BUF_INIT;
        size_t at = line_start(&w, a);
        d->lines += at != line;
        line = at;
        d->made++;
        if (edit) {
            finder_expand(x->vim->finder, &r, &text);
            shown = line + edit->grown;
            edit_put(edit, a, b, buf_str(&text), SIZE_MAX);
            ptrdiff_t nl = str_rfind_byte(buf_str(&text), '\n');
            if (nl >= 0)
                shown = a + edit->grown - (text.n - (b - a)) + (size_t)nl + 1;
        }
        if (all)
            from = b > a ? b : walk_eol(&w, a) ? a + 1 : walk_next(&w, a);
        else if (!ex_next_line(&w, b, b > a && walk_byte(&w, b - 1) == '\n', &from))
            break;
        if (all && b > a && from <= l->end && seek_match(x, from, l->behind, &a, &b) && a == b &&
            a == from && !skip_empty(&w, &from, a))
            break;
    }
    d->last = shown;
}

bool ex_replace(X *x, const ExLines *l, bool all, Str with, SubDone *done)
{
    AUTO(edit) Edit edit = {0};
    replace_in(x, l, all, with, &edit, done);
    if (done->made == 0)
        return true;
    if (!edit_apply(x, &edit))
        return false;
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    seat_set(x->seat, walk_clamp(&w, line_start(&w, MIN(done->last, w.end))));
    return true;
}

void ex_told(X *x, const SubDone *done, bool counted)
{
    if (counted || done->made > 2)
        message_say(x->ws, MESSAGE_RESULT, "%zu %s on %zu lines", done->made,
                    counted ? "matches" : "substitutions", done->lines);
}

// All of them are looked through within one turn.
static bool few_enough(X *x, const ExLines *l)
{
    if (l->behind - l->start > LINES_BYTES)
        return err_set(&x->err,
                       "more than %d MB of lines: take fewer, or Replace in the palette (F1)",
                       LINES_BYTES >> 20);
    return true;
}

static bool do_substitute(Ex *e, Str pattern, Str with, SubFlags f)
{
    X *x = e->x;
    AUTO(buf) Buf text = BUF_INIT, sensed = BUF_INIT;
    SubDone d = {0};
    ExLines l = ex_lines(e);
    if (f.ignore || f.keep_case) {
        buf_add_c(&sensed, f.ignore ? "\\c" : "\\C");
        buf_add(&sensed, pattern.n ? pattern : str_c(x->vim->pattern));
        pattern = buf_str(&sensed);
    }
    if (!seek_set(x, pattern, 0) || !few_enough(x, &l))
        return false;
    translate(with, &text);
    if (f.ask && !f.count && !x->vim->in_global)
        return ex_confirm(x, &l, f.all, buf_str(&text)) || f.quiet;
    if (f.count)
        replace_in(x, &l, f.all, buf_str(&text), NULL, &d);
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

// :g ----------------------------------------------------------------------------------------------

typedef Vec(size_t) Lines;

static bool collect(Ex *e, bool without, Lines *out)
{
    X *x = e->x;
    ExLines l = ex_lines(e);
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    size_t line = l.start, a = 0, b = 0;
    bool more = seek_match(x, line, l.behind, &a, &b);
    for (;;) {
        size_t end = line_end(&w, line);
        bool has = more && a <= end;
        if (has != without)
            vec_push(out, line);
        if (out->n > LINES_MAX)
            return err_set(&x->err, "more than %d lines match", LINES_MAX);
        if (!line_below(&w, line, &line) || line > l.end)
            return true;
        if (more && a < line)
            more = seek_match(x, line, l.behind, &a, &b);
    }
}

// Where a line went by the edits made since; SIZE_MAX: it is gone.
static void follow(const Text *t, TextRev *rev, Lines *lines, size_t from)
{
    TextEdit e;
    TextPull got;
    while ((got = text_pull(t, rev, &e)) == TEXT_EDIT_ONE)
        for (size_t i = from; i < lines->n; i++) {
            size_t *at = &lines->p[i];
            if (*at == SIZE_MAX)
                continue;
            if (*at > e.start && *at < e.old_end)
                *at = SIZE_MAX;
            else if (*at == e.start && e.old_end > e.start && e.new_end == e.start)
                *at = e.old_end > *at && i + 1 < lines->n && lines->p[i + 1] <= e.old_end ? SIZE_MAX
                                                                                          : *at;
            else if (*at >= e.old_end && *at > e.start)
                *at += e.new_end - e.old_end;
        }
    if (got == TEXT_EDIT_LOST)
        lines->n = from;
}

// All lines at once where that is all there is to do.
static bool delete_all(Ex *e, const Lines *lines)
{
    X *x = e->x;
    AUTO(edit) Edit edit = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    for (size_t i = 0; i < lines->n;) {
        size_t start = lines->p[i], end = line_end(&w, start), below;
        bool more;
        while ((more = line_below(&w, end, &below)) && ++i < lines->n && lines->p[i] == below)
            end = line_end(&w, below);
        if (!more) {
            edit_put(&edit, start > edit.until && start ? line_end(&w, start - 1) : start, end,
                     STR_NULL, 0);
            break;
        }
        edit_put(&edit, start, below, STR_NULL, 0);
    }
    x->seat->primary = 0;
    if (edit.at.n)
        edit.at.p[0] = vec_last(&edit.at), edit.at.n = 1;
    if (!edit_apply(x, &edit))
        return false;
    seat_first_text(x);
    return true;
}

static bool run_each(Ex *e, Lines *lines, Str command)
{
    X *x = e->x;
    Text *t = x->v->doc->text;
    TextRev rev = text_rev(t);
    bool any = false;
    x->vim->depth++;
    for (size_t i = 0; i < lines->n && x->vim->budget > 0; i++) {
        follow(t, &rev, lines, i);
        if (i >= lines->n || lines->p[i] == SIZE_MAX)
            continue;
        seat_set(x->seat, lines->p[i]);
        X one;
        x_init(&one, x->vim, &(Cmd){0});
        any |= ex_run(&one, command);
        if (one.err.msg && !x->err.msg)
            err_set(&x->err, "%s", err_text(&one.err));
        err_deinit(&one.err);
        if (workspace_view(x->ws) != x->v)
            break;
    }
    x->vim->depth--;
    if (any)
        err_deinit(&x->err);
    return any;
}

bool ex_global(Ex *e)
{
    X *x = e->x;
    Str s = e->arg;
    Lines lines = {0};
    bool without = e->bang || e->name[0] == 'v';
    if (x->vim->in_global)
        return err_set(&x->err, ":g cannot run within :g");
    if (s.n == 0)
        return err_set(&x->err, ":g wants a pattern: :g/pattern/command");
    char mark = s.p[0];
    s = str_from(s, 1);
    Str pattern = ex_until(&s, mark);
    AUTO(free) char *command = str_dup(s.n ? s : STR("p"));
    ExLines all = ex_lines(e);
    if (!seek_set(x, pattern, 0) || !few_enough(x, &all) || !collect(e, without, &lines)) {
        vec_deinit(&lines);
        return false;
    }
    bool ok = false;
    x->vim->in_global = true;
    if (lines.n == 0)
        err_set(&x->err, "pattern not found: %s", x->vim->pattern);
    else if (str_eq_c(str_trim(str_c(command)), "d"))
        ok = delete_all(e, &lines);
    else if (str_eq_c(str_c(command), "p"))
        ok = true, message_say(x->ws, MESSAGE_RESULT, "%zu lines match", lines.n);
    else
        ok = run_each(e, &lines, str_c(command));
    x->vim->in_global = false;
    vec_deinit(&lines);
    return ok;
}
