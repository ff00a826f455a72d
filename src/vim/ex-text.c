// Command lines that change lines of the text.
#include "vim/ex.h"

static bool run_lines(Ex *e, uint32_t op, int count)
{
    X *x = e->x;
    Span s = {.x = x, .shape = LINES, .visual = true};
    Str arg = e->arg;
    if (arg.n && reg_is_valid((unsigned char)arg.p[0], true) &&
        !(arg.p[0] >= '0' && arg.p[0] <= '9')) {
        x->c.reg = (unsigned char)arg.p[0];
        arg = str_from(arg, 1);
    }
    ex_take_count(e, &arg);
    ExLines l = ex_lines(e);
    x->c.op = op;
    x->count = count;
    seat_set(x->seat, l.start);
    vec_push(&s.parts, ((Part){l.start, l.end, l.start}));
    bool ok = operator_find(op)->run(&s);
    span_deinit(&s);
    return ok;
}

static bool delete_lines(Ex *e)
{
    return run_lines(e, 'd', 1);
}

static bool yank_lines(Ex *e)
{
    Pos was = *seat_pos(e->x->seat);
    bool ok = run_lines(e, 'y', 1);
    seat_set(e->x->seat, was.head);
    return ok;
}

static bool shift(Ex *e, uint32_t op)
{
    int count = 1;
    while (e->arg.n && e->arg.p[0] == (char)op) {
        count++;
        e->arg = str_from(e->arg, 1);
    }
    bool ok = run_lines(e, op, count);
    Walk w;
    walk_init(&w, text_now(e->x->v->doc->text));
    seat_set(e->x->seat, walk_clamp(&w, line_text(&w, line_of_row(&w, e->last))));
    return ok;
}

static bool right(Ex *e)
{
    return shift(e, '>');
}

static bool left(Ex *e)
{
    return shift(e, '<');
}

static bool join(Ex *e)
{
    X *x = e->x;
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    if (e->arg.n) { // so many lines from there on
        Str arg = e->arg;
        ex_take_count(e, &arg);
        e->last = MIN(MAX(e->last, e->first + 1), line_row(&w, w.end));
    }
    seat_set(x->seat, line_of_row(&w, e->first));
    uint32_t id = e->bang ? TWO('g', 'J') : 'J';
    x->c = (Cmd){.id = id};
    x->count = (int)MAX((size_t)2, MIN(e->last - e->first + 1, (size_t)100000000));
    bool was = x->vim->repeating;
    x->vim->repeating = true; // "." does not repeat it
    bool ok = normal_find(id)->run(x);
    x->vim->repeating = was;
    return ok;
}

// The bytes of lines, each with its end.
static void take_lines(const Ex *e, Buf *out)
{
    ExLines l = ex_lines(e);
    snap_add_to(text_now(e->x->v->doc->text), l.start, l.behind, out);
    Str eol = eol_of(e->x);
    if (!str_ends(buf_str(out), STR("\n")))
        buf_add(out, eol);
}

// Lines behind a row; SIZE_MAX: before the first.
static void put_behind(Ex *e, Edit *edit, size_t row, Buf *lines)
{
    Walk w;
    size_t at;
    walk_init(&w, text_now(e->x->v->doc->text));
    if (row == SIZE_MAX) {
        edit_put(edit, 0, 0, buf_str(lines), 0);
    } else if (line_below(&w, line_of_row(&w, row), &at)) {
        edit_put(edit, at, at, buf_str(lines), 0);
    } else {
        Str eol = eol_of(e->x);
        at = line_end(&w, w.end);
        lines->n -= eol.n;
        buf_splice(lines, 0, 0, eol);
        edit_put(edit, at, at, buf_str(lines), eol.n);
    }
}

static bool destination(Ex *e, size_t *row)
{
    X *x = e->x;
    Walk w;
    bool given;
    Str arg = e->arg;
    walk_init(&w, text_now(x->v->doc->text));
    if (arg.n && arg.p[0] == '0' && arg.n == 1) {
        *row = SIZE_MAX;
        return true;
    }
    if (!ex_address(x, &arg, line_row(&w, seat_pos(x->seat)->head), row, &given))
        return false;
    if (!given || *row > line_row(&w, w.end))
        return err_set(&x->err, "there is no line '" STR_FMT "'", STR_ARG(e->arg));
    return true;
}

static void to_last(Ex *e, size_t row)
{
    Walk w;
    walk_init(&w, text_now(e->x->v->doc->text));
    seat_set(e->x->seat, walk_clamp(&w, line_text(&w, line_of_row(&w, row))));
}

static bool copy(Ex *e)
{
    AUTO(edit) Edit edit = {0};
    AUTO(buf) Buf lines = BUF_INIT;
    size_t row, n = e->last - e->first + 1;
    if (!destination(e, &row))
        return false;
    take_lines(e, &lines);
    put_behind(e, &edit, row, &lines);
    if (!edit_apply(e->x, &edit))
        return false;
    to_last(e, row == SIZE_MAX ? n - 1 : row + n);
    return true;
}

static bool move(Ex *e)
{
    X *x = e->x;
    AUTO(edit) Edit edit = {0}, gone = {0};
    AUTO(buf) Buf lines = BUF_INIT;
    size_t row, n = e->last - e->first + 1;
    if (!destination(e, &row))
        return false;
    if (row != SIZE_MAX && row >= e->first && row < e->last)
        return err_set(&x->err, "lines cannot be moved into themselves");
    if (row == e->last || (row != SIZE_MAX && row + 1 == e->first)) {
        to_last(e, e->last);
        return true;
    }
    take_lines(e, &lines);
    bool up = row == SIZE_MAX || row < e->first;
    put_behind(e, &edit, row, &lines);
    if (!edit_apply(x, &edit))
        return false;
    Ex old = *e;
    old.first += up ? n : 0;
    old.last += up ? n : 0;
    ExLines l = ex_lines(&old);
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    size_t below;
    if (line_below(&w, l.end, &below))
        edit_put(&gone, l.start, below, STR_NULL, 0);
    else
        edit_put(&gone, line_end(&w, l.start - 1), l.end, STR_NULL, 0);
    if (!edit_apply(x, &gone))
        return false;
    to_last(e, row == SIZE_MAX ? n - 1 : up ? row + n : row);
    return true;
}

static bool put(Ex *e)
{
    X *x = e->x;
    Walk w;
    Reg *r, lines = {0};
    walk_init(&w, text_now(x->v->doc->text));
    x->c = (Cmd){.id = e->bang ? 'P' : 'p', .reg = e->arg.n ? (unsigned char)e->arg.p[0] : 0};
    if (x->c.reg && !reg_is_valid(x->c.reg, false))
        return err_set(&x->err, "there is no register '" STR_FMT "'", STR_ARG(e->arg));
    r = reg_get(x, x->c.reg);
    reg_copy(&lines, r);
    if (lines.text.n && lines.text.p[lines.text.n - 1] != '\n')
        buf_add_byte(&lines.text, '\n');
    lines.shape = LINES;
    seat_set(x->seat, line_of_row(&w, e->last));
    reg_copy(&x->vim->regs['_'], &lines);
    reg_deinit(&lines);
    bool ok = put_lines_of(x, &x->vim->regs['_'], !e->bang);
    buf_clear(&x->vim->regs['_'].text);
    return ok;
}

// Sorting whole lines; the flags are those of sort(1) that matter: i n u, ! for the other way
// round.
typedef struct {
    Str line;
    long long number;
    bool has;
    size_t at;
} SortLine;

static long long number_in(Str s, bool *has)
{
    size_t i = 0;
    long long n = 0;
    while (i < s.n && !(s.p[i] >= '0' && s.p[i] <= '9'))
        i++;
    *has = i < s.n;
    bool minus = i > 0 && i < s.n && s.p[i - 1] == '-';
    for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
        n = MIN(n * 10 + (s.p[i] - '0'), 100000000000000000LL);
    return minus ? -n : n;
}

static int by_number(const void *a, const void *b)
{
    const SortLine *x = a, *y = b;
    if (x->has != y->has)
        return x->has ? 1 : -1;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return x->at < y->at ? -1 : 1;
}

static int by_text(const void *a, const void *b)
{
    const SortLine *x = a, *y = b;
    int r = str_cmp(x->line, y->line);
    return r ? r : x->at < y->at ? -1 : 1;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static int no_case(Str a, Str b)
{
    for (size_t i = 0; i < a.n && i < b.n; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return (unsigned char)lower(a.p[i]) < (unsigned char)lower(b.p[i]) ? -1 : 1;
    return a.n < b.n ? -1 : a.n > b.n;
}

static int by_letters(const void *a, const void *b)
{
    const SortLine *x = a, *y = b;
    int r = no_case(x->line, y->line);
    return r ? r : x->at < y->at ? -1 : 1;
}

typedef Vec(SortLine) SortLines;

static void split_lines(Str all, SortLines *out)
{
    Str line;
    while (str_split(&all, '\n', &line)) {
        SortLine s = {.line = line, .at = out->n};
        s.number = number_in(line, &s.has);
        vec_push(out, s);
    }
}

static bool same(const SortLine *a, const SortLine *b, bool numbers, bool letters)
{
    if (numbers)
        return a->has == b->has && a->number == b->number;
    return letters ? no_case(a->line, b->line) == 0 : str_eq(a->line, b->line);
}

static void add_sorted(const SortLines *v, const Ex *e, bool numbers, bool letters, Buf *out)
{
    bool unique = str_find_byte(e->arg, 'u') >= 0;
    const SortLine *last = NULL;
    for (size_t k = 0; k < v->n; k++) {
        const SortLine *s = &v->p[e->bang ? v->n - 1 - k : k];
        if (unique && last && same(s, last, numbers, letters))
            continue;
        if (last)
            buf_add(out, STR("\n"));
        buf_add(out, s->line);
        last = s;
    }
}

static bool sort(Ex *e)
{
    X *x = e->x;
    AUTO(buf) Buf all = BUF_INIT, out = BUF_INIT;
    AUTO(edit) Edit edit = {0};
    ExLines l = ex_lines(e);
    SortLines v = {0};
    bool numbers = str_find_byte(e->arg, 'n') >= 0, letters = str_find_byte(e->arg, 'i') >= 0;
    if (l.end - l.start > EDIT_LINES_MAX)
        return err_set(&x->err, "more than 256 MB of lines cannot be sorted here");
    snap_add_to(text_now(x->v->doc->text), l.start, l.end, &all);
    if (all.n == 0)
        return true;
    split_lines(buf_str(&all), &v);
    if (v.n)
        qsort(v.p, v.n, sizeof *v.p, numbers ? by_number : letters ? by_letters : by_text);
    add_sorted(&v, e, numbers, letters, &out);
    vec_deinit(&v);
    edit_put(&edit, l.start, l.end, buf_str(&out), 0);
    return edit_apply(x, &edit);
}

static bool normal(Ex *e)
{
    Codes keys = {0};
    X *x = e->x;
    bool ranged = e->given > 0;
    size_t rows = e->last - e->first + 1;
    codes_of_text(e->arg, &keys);
    bool repeating = x->vim->repeating;
    for (size_t i = 0; i < (ranged ? rows : 1); i++) {
        Walk w;
        walk_init(&w, text_now(x->v->doc->text));
        if (ranged)
            seat_set(x->seat, line_of_row(&w, e->first + i));
        seat_show(x->vim, x->seat);
        x->vim->failed = false;
        vim_play(x->vim, &keys);
        x->vim->depth++;
        vim_drain(x->vim, true);
        x->vim->failed = false;
        if (x->vim->line_mark || x->seat->mode != VIM_NORMAL || x->vim->keys.n)
            vim_play(x->vim, &(Codes){.p = (uint32_t[]){CODE_ESC}, .n = 1});
        x->vim->depth--;
        if (workspace_view(x->ws) != x->v || x->vim->budget <= 0)
            break;
    }
    x->vim->repeating = repeating;
    vec_deinit(&keys);
    return true;
}

const ExRow ex_text_rows[] = {
    {"d[elete]", delete_lines, false},
    {"y[ank]", yank_lines, false},
    {">", right, false},
    {"<", left, false},
    {"j[oin]", join, false},
    {"co[py]", copy, false},
    {"t", copy, false},
    {"m[ove]", move, false},
    {"pu[t]", put, false},
    {"sor[t]", sort, true},
    {"norm[al]", normal, false},
    {"s[ubstitute]", ex_substitute, false},
    {"&", ex_substitute_again, false},
    {"g[lobal]", ex_global, true},
    {"v[global]", ex_global, true},
    {0},
};
