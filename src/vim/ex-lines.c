// Command lines that show lines, or set where the text stands in them.
#include "vim/ex.h"
#include "vim/object.h"

typedef enum { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } Align;

enum { ALIGN_WIDTH = 80, ALIGN_MAX = 1000 };

static int behind_text(const X *x, Walk *w, size_t line, size_t *end)
{
    *end = line_end(w, line);
    size_t text = line_text(w, line);
    while (*end > text && is_blank(walk_byte(w, *end - 1)))
        (*end)--;
    return col_of(x, w, *end) - col_of(x, w, text);
}

// Blanks before the text of each line, for a width of so many columns, or an indent.
static bool align(Ex *e, Align how)
{
    X *x = e->x;
    AUTO(edit) Edit edit = {0};
    Walk w;
    long long n = how == ALIGN_LEFT ? 0 : ALIGN_WIDTH;
    if (e->arg.n && (!str_to_i64(str_trim(e->arg), &n) || n < 0 || n > ALIGN_MAX))
        return err_set(&x->err, "a width is a number up to %d", ALIGN_MAX);
    walk_init(&w, text_now(x->v->doc->text));
    size_t line = line_of_row(&w, e->first), last = line_of_row(&w, e->last);
    for (bool more = true; more && line <= last; more = line_below(&w, line, &line)) {
        AUTO(buf) Buf blanks = BUF_INIT;
        size_t end, text = line_text(&w, line);
        int cells = behind_text(x, &w, line, &end), room = MAX(0, (int)n - cells);
        bool empty = walk_eol(&w, text);
        if (!empty)
            indent_add(x,
                       how == ALIGN_LEFT     ? (int)n
                       : how == ALIGN_CENTER ? room / 2
                                             : room,
                       &blanks);
        edit_put(&edit, line, text, buf_str(&blanks), SIZE_MAX);
    }
    if (!edit_apply(x, &edit))
        return false;
    walk_init(&w, text_now(x->v->doc->text));
    seat_set(x->seat, line_of_row(&w, e->last));
    seat_first_text(x);
    return true;
}

static bool align_left(Ex *e)
{
    return align(e, ALIGN_LEFT);
}

static bool align_center(Ex *e)
{
    return align(e, ALIGN_CENTER);
}

static bool align_right(Ex *e)
{
    return align(e, ALIGN_RIGHT);
}

// Blanks that hold a tab are written anew: tabs as wide as they are to be, or blanks alone.
static void retab_line(const X *x, Walk *w, size_t line, bool all, int tab, Edit *edit)
{
    const Document *d = x->v->doc;
    size_t end = line_end(w, line);
    for (size_t at = line; at < end;) {
        size_t from = at;
        bool tabs = false;
        for (; at < end && is_blank(walk_byte(w, at)); at++)
            tabs |= walk_byte(w, at) == '\t';
        if (at == from) {
            at = walk_next(w, at);
            continue;
        }
        if (!tabs && !(all && d->tabs))
            continue;
        AUTO(buf) Buf with = BUF_INIT;
        int a = col_of(x, w, from), b = col_of(x, w, at);
        int n = d->tabs ? b / tab - a / tab : 0;
        buf_add_fill(&with, '\t', (size_t)n);
        buf_add_fill(&with, ' ', (size_t)(n ? b % tab : b - a));
        edit_put(edit, from, at, buf_str(&with), SIZE_MAX);
    }
}

static bool retab(Ex *e)
{
    X *x = e->x;
    AUTO(edit) Edit edit = {0};
    Walk w;
    long long tab = x->v->doc->tab_size;
    if (e->arg.n && (!str_to_i64(str_trim(e->arg), &tab) || tab < 1 || tab > 32))
        return err_set(&x->err, ":retab wants a number from 1 to 32");
    walk_init(&w, text_now(x->v->doc->text));
    size_t line = line_of_row(&w, e->first), last = line_of_row(&w, e->last);
    for (bool more = true; more && line <= last; more = line_below(&w, line, &line))
        retab_line(x, &w, line, e->bang, (int)tab, &edit);
    edit_at(&edit, 0);
    edit.at.p[0].head = edit.at.p[0].anchor = line_of_row(&w, e->first);
    if (edit.c.splices.n && !edit_apply(x, &edit))
        return false;
    x->v->doc->tab_size = (int)tab;
    return true;
}

// The last line of the range in the status bar; all of them would not fit.
static bool print(Ex *e)
{
    X *x = e->x;
    Walk w;
    AUTO(buf) Buf text = BUF_INIT;
    walk_init(&w, text_now(x->v->doc->text));
    size_t line = line_of_row(&w, e->last), end = line_end(&w, line);
    snap_add_to(w.s, line, MIN(end, line + 200), &text);
    message_say(x->ws, MESSAGE_RESULT, "%zu %s", e->last + 1, buf_c(&text));
    seat_set(x->seat, walk_clamp(&w, line_text(&w, line)));
    return true;
}

static bool line_number(Ex *e)
{
    Walk w;
    walk_init(&w, text_now(e->x->v->doc->text));
    size_t row = e->given ? e->last : line_row(&w, w.end);
    message_say(e->x->ws, MESSAGE_RESULT, "line %zu", row + 1);
    return true;
}

static bool to_byte(Ex *e)
{
    long long n = e->given ? (long long)e->last + 1 : 1;
    if (e->arg.n && (!str_to_i64(str_trim(e->arg), &n) || n < 1 || n > WANT_END))
        return err_set(&e->x->err, ":goto wants the number of a byte");
    e->x->c = (Cmd){.id = TWO('g', 'o'), .count = (int)n};
    e->x->count = (int)n;
    return move_all(e->x, motion_find(TWO('g', 'o')));
}

// As "i", or "A" with "!".
static bool start_insert(Ex *e)
{
    uint32_t id = e->name[5] == 'r' ? 'R' : e->bang ? 'A' : 'i';
    e->x->c = (Cmd){.id = id};
    e->x->count = 1;
    return normal_find(id)->run(e->x);
}

static bool play_register(Ex *e)
{
    Vim *vim = e->x->vim;
    char name = e->arg.n ? e->arg.p[0] : '@';
    if (name == ':' || (name == '@' && (vim->played == ':' || !vim->played)))
        return err_set(&e->x->err, ":@ wants a register, as in :@a");
    Walk w;
    AUTO(free)
    char *lines = str_dup(reg_text(e->x, name == '@' ? vim->played : (uint32_t)name, NULL));
    Str rest = str_c(lines), line;
    if (e->given) {
        walk_init(&w, text_now(e->x->v->doc->text));
        seat_set(e->x->seat, line_of_row(&w, e->last));
    }
    vim->played = name == '@' ? vim->played : (uint32_t)(unsigned char)name;
    if (vim->depth >= 50)
        return err_set(&e->x->err, "the register runs itself for ever");
    vim->depth++;
    bool ok = true;
    while (ok && str_split(&rest, '\n', &line))
        ok = workspace_view(e->x->ws) == e->x->v && ex_run(e->x, line);
    vim->depth--;
    return ok;
}

const ExRow ex_line_rows[] = {
    {"le[ft]", align_left, false},
    {"ce[nter]", align_center, false},
    {"ri[ght]", align_right, false},
    {"ret[ab]", retab, true},
    {"p[rint]", print, false},
    {"nu[mber]", print, false},
    {"#", print, false},
    {"l[ist]", print, false},
    {"=", line_number, false},
    {"go[to]", to_byte, false},
    {"star[tinsert]", start_insert, false},
    {"startr[eplace]", start_insert, false},
    {"@", play_register, false},
    {0},
};
