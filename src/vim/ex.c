// Command lines: ranges, names, and what completes them.
#include "vim/ex.h"
#include "base/fs.h"
#include "base/path.h"

#include <dirent.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static Str skip_blanks(Str s)
{
    while (s.n && (is_blank(s.p[0])))
        s = str_from(s, 1);
    return s;
}

static long long number(Str *s)
{
    long long n = 0;
    while (s->n && is_digit(s->p[0])) {
        n = MIN(n * 10 + (s->p[0] - '0'), 1000000000LL);
        *s = str_from(*s, 1);
    }
    return n;
}

Str ex_until(Str *s, char end)
{
    size_t n = 0;
    while (n < s->n && s->p[n] != end)
        n += s->p[n] == '\\' && n + 1 < s->n ? 2 : 1;
    n = MIN(n, s->n);
    Str part = str_upto(*s, n);
    *s = str_from(*s, n + 1);
    return part;
}

static bool pattern_row(X *x, Str *s, size_t here, size_t *row)
{
    Walk w;
    char mark = s->p[0];
    *s = str_from(*s, 1);
    Str pattern = ex_until(s, mark);
    walk_init(&w, text_now(x->v->doc->text));
    size_t from = line_of_row(&w, here), to;
    from = mark == '/' ? line_end(&w, from) : from;
    if (!seek_set(x, pattern, 0) || !seek_step(x, from, mark == '/' ? 1 : -1, &to))
        return false;
    *row = line_row(&w, to);
    return true;
}

static bool mark_row_of(X *x, Str *s, size_t *row)
{
    size_t off;
    uint32_t name = s->n > 1 ? (unsigned char)s->p[1] : 0;
    *s = str_from(*s, 2);
    if (!mark_get(x->vim, x->v->doc, name, &off))
        return err_set(&x->err, "that mark is not set");
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    *row = line_row(&w, off);
    return true;
}

bool ex_address(X *x, Str *s, size_t here, size_t *row, bool *given)
{
    Walk w;
    char c = s->n ? s->p[0] : 0;
    walk_init(&w, text_now(x->v->doc->text));
    *given = true;
    *row = here;
    if (is_digit(c)) {
        long long n = number(s);
        *row = n > 0 ? (size_t)n - 1 : 0;
    } else if (c == '.') {
        *s = str_from(*s, 1);
    } else if (c == '$') {
        *row = line_row(&w, w.end);
        *s = str_from(*s, 1);
    } else if (c == '\'') {
        if (!mark_row_of(x, s, row))
            return false;
    } else if (c == '/' || c == '?') {
        if (!pattern_row(x, s, here, row))
            return false;
    } else if (c != '+' && c != '-') {
        *given = false;
        return true;
    }
    while (s->n && (s->p[0] == '+' || s->p[0] == '-')) {
        bool minus = s->p[0] == '-';
        *s = str_from(*s, 1);
        size_t n = s->n && is_digit(s->p[0]) ? (size_t)number(s) : 1;
        *row = minus ? (*row > n ? *row - n : 0) : *row + n;
    }
    return true;
}

static bool range(Ex *e, Str *s)
{
    X *x = e->x;
    Walk w;
    bool given;
    size_t row;
    walk_init(&w, text_now(x->v->doc->text));
    size_t here = line_row(&w, seat_pos(x->seat)->head), rows = line_row(&w, w.end);
    e->first = e->last = here;
    *s = skip_blanks(*s);
    if (s->n && s->p[0] == '%') {
        *s = str_from(*s, 1);
        e->first = 0, e->last = rows, e->given = 2;
        return true;
    }
    e->zero = s->n && s->p[0] == '0' && (s->n == 1 || !is_digit(s->p[1]));
    for (;;) {
        *s = skip_blanks(*s);
        if (!ex_address(x, s, here, &row, &given))
            return false;
        bool sep = s->n && (s->p[0] == ',' || s->p[0] == ';');
        if (!given && !sep && e->given == 0)
            return true;
        e->first = e->given ? e->last : row;
        e->last = row;
        e->given++;
        *s = skip_blanks(*s);
        if (!sep)
            break;
        if (s->p[0] == ';')
            here = row;
        *s = str_from(*s, 1);
    }
    if (e->first > e->last) {
        size_t first = e->last;
        e->last = e->first;
        e->first = first;
    }
    if (e->last > rows && !(e->given == 1 && skip_blanks(*s).n == 0))
        return err_set(&x->err, "there is no line %zu", e->last + 1);
    return true;
}

ExLines ex_lines(const Ex *e)
{
    Walk w;
    ExLines l;
    walk_init(&w, text_now(e->x->v->doc->text));
    l.start = line_of_row(&w, e->first);
    l.end = line_end(&w, line_of_row(&w, e->last));
    if (!line_below(&w, l.end, &l.behind))
        l.behind = snap_size(w.s);
    return l;
}

// Names -------------------------------------------------------------------------------------------

// "w[rite]" is meant by "w", "wr", ... and "write".
static bool is_named(const char *name, Str typed)
{
    size_t i = 0, n = 0, least = 0;
    for (; name[i]; i++) {
        if (name[i] == '[')
            least = n;
        else if (name[i] != ']') {
            if (n >= typed.n)
                break;
            if (typed.p[n++] != name[i])
                return false;
        }
    }
    if (name[i] && name[i] != '[' && least == 0 && !strchr(name + i, '['))
        return false;
    const char *open = strchr(name, '[');
    least = open ? (size_t)(open - name) : strlen(name);
    return n == typed.n && n >= least;
}

static const ExRow *const tables[] = {ex_text_rows, ex_line_rows, ex_file_rows, ex_other_rows};

static const ExRow *find(Str name)
{
    for (size_t i = 0; i < ARRAY_LEN(tables); i++)
        for (const ExRow *r = tables[i]; r->run; r++)
            if (is_named(r->name, name))
                return r;
    return NULL;
}

static Str cut_name(Str *s)
{
    size_t n = 0;
    if (s->n && strchr("><&!=@#~", s->p[0]) && s->p[0]) {
        Str one = str_upto(*s, 1);
        *s = str_from(*s, 1);
        return one;
    }
    while (n < s->n && (s->p[n] | 32) >= 'a' && (s->p[n] | 32) <= 'z')
        n++;
    // "s/a/b/" and "g/x/d": their names end before any letter that is no part of them
    Str name = str_upto(*s, n);
    if (n > 1 && !find(name) && (name.p[0] == 'k' || name.p[0] == 's'))
        n = 1;
    name = str_upto(*s, n);
    *s = str_from(*s, n);
    return name;
}

static bool goto_row(Ex *e)
{
    Walk w;
    walk_init(&w, text_now(e->x->v->doc->text));
    mark_jump(e->x);
    seat_set(e->x->seat, walk_clamp(&w, line_text(&w, line_of_row(&w, e->last))));
    e->x->v->reveal = true;
    return true;
}

// Where the next command begins behind a bar; commands that take others, or programs, keep theirs.
static Str cut_bar(const ExRow *row, Str *arg)
{
    static const char *const whole[] = {"g[lobal]", "v[global]", "norm[al]", "!", "r[ead]"};
    for (size_t i = 0; i < ARRAY_LEN(whole); i++)
        if (strcmp(row->name, whole[i]) == 0)
            return STR_NULL;
    size_t i = row->run == ex_substitute ? ex_behind_substitute(*arg) : 0;
    for (; i < arg->n && arg->p[i] != '|'; i++)
        i += arg->p[i] == '\\' && i + 1 < arg->n;
    if (i >= arg->n)
        return STR_NULL;
    Str next = str_from(*arg, i + 1);
    *arg = str_trim(str_upto(*arg, i));
    return next;
}

static bool run_one(X *x, Str line, Str *next)
{
    Ex e = {.x = x};
    Str s = skip_blanks(line);
    while (s.n && s.p[0] == ':')
        s = skip_blanks(str_from(s, 1));
    *next = STR_NULL;
    if (s.n == 0 || s.p[0] == '"')
        return true;
    if (!range(&e, &s))
        return false;
    s = skip_blanks(s);
    if (s.n == 0)
        return goto_row(&e);
    Str name = cut_name(&s);
    const ExRow *row = name.n ? find(name) : NULL;
    if (!row)
        return err_set(&x->err, "no command '" STR_FMT "' here: see :help",
                       STR_ARG(name.n ? name : str_upto(s, 20)));
    e.name = row->name;
    if (s.n && s.p[0] == '!' && name.p[0] != '!') {
        e.bang = true;
        s = str_from(s, 1);
    }
    if (row->whole && e.given == 0) {
        Walk w;
        walk_init(&w, text_now(x->v->doc->text));
        e.first = 0;
        e.last = line_row(&w, w.end);
    }
    e.arg = skip_blanks(s);
    *next = cut_bar(row, &e.arg);
    return row->run(&e);
}

bool ex_run(X *x, Str line)
{
    AUTO(free) char *own = str_dup(line); // what runs may change what it came from
    Str rest = str_c(own), next;
    while (run_one(x, rest, &next)) {
        if (next.n == 0)
            return true;
        if (workspace_view(x->ws) != x->v || x->vim->confirm.on)
            return err_set(&x->err, "what stands behind '|' was left out: the editor is another");
        rest = next;
        x->c = (Cmd){.id = ':'};
        x->count = 1;
    }
    return false;
}

// Completing --------------------------------------------------------------------------------------

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void offer(Strings *out, Str text)
{
    VEC_EACH (char *, p, out)
        if (str_eq_c(text, *p))
            return;
    vec_push(out, str_dup(text));
}

static void offer_names(Str typed, Strings *out)
{
    for (size_t i = 0; i < ARRAY_LEN(tables); i++)
        for (const ExRow *r = tables[i]; r->run; r++) {
            AUTO(buf) Buf name = BUF_INIT;
            for (const char *c = r->name; *c; c++)
                if (*c != '[' && *c != ']')
                    buf_add_byte(&name, *c);
            if (str_starts(buf_str(&name), typed))
                offer(out, buf_str(&name));
        }
}

enum { OFFERS_MAX = 200, ENTRIES_MAX = 5000 };

static void offer_paths(const Vim *vim, Str typed, Strings *out)
{
    ptrdiff_t slash = str_rfind_byte(typed, '/');
    Str dir = str_upto(typed, (size_t)(slash + 1)), start = str_from(typed, (size_t)(slash + 1));
    AUTO(free) char *inside = str_dup(dir);
    AUTO(free)
    char *path = typed.n && typed.p[0] == '/'
                     ? xstrdup(inside)
                     : xasprintf("%s/%s", vim->folder ? vim->folder : vim->ws->root, inside);
    DIR *d = opendir(path);
    const struct dirent *ent;
    for (int n = 0; d && n < ENTRIES_MAX && out->n < OFFERS_MAX && (ent = readdir(d)); n++) {
        if (!str_starts(str_c(ent->d_name), start) || (ent->d_name[0] == '.' && start.n == 0))
            continue;
        AUTO(free)
        char *full = xasprintf("%s%s%s", inside, ent->d_name, ent->d_type == DT_DIR ? "/" : "");
        offer(out, str_c(full));
    }
    if (d)
        closedir(d);
}

void ex_complete(Vim *vim, Str line, Strings *out, size_t *from)
{
    Str s = line;
    while (s.n && !((s.p[0] | 32) >= 'a' && (s.p[0] | 32) <= 'z'))
        s = str_from(s, 1);
    ptrdiff_t blank = str_find_byte(s, ' ');
    if (blank < 0) {
        *from = line.n - s.n;
        offer_names(s, out);
    } else {
        Str name = str_upto(s, (size_t)blank), arg = skip_blanks(str_from(s, (size_t)blank));
        *from = line.n - arg.n;
        if (is_named("se[t]", name)) {
            for (const char *const *o = ex_set_names(); *o; o++)
                if (str_starts(str_c(*o), arg))
                    offer(out, str_c(*o));
        } else {
            offer_paths(vim, arg, out);
        }
    }
    if (out->n)
        qsort(out->p, out->n, sizeof *out->p, compare);
}
