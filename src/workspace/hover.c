#include "workspace/hover.h"
#include "base/name.h"
#include "base/path.h"
#include "syntax/syntax.h"
#include "workspace/inner.h"

enum {
    LINE_MAX = 4096,   // bytes of a line that are looked at
    BEFORE_MAX = 2048, // bytes shown of what git has
    NAMES_MAX = 20000, // names of a file that are looked through
};

void hover_deinit(Hover *h)
{
    buf_deinit(&h->text);
}

void hover_close(Workspace *ws)
{
    ws->hover.open = false;
}

bool hover_is_of(const Workspace *ws, const View *v)
{
    const Hover *h = &ws->hover;
    return h->open && v && h->view == v && h->rev == text_rev(v->doc->text);
}

static void begin_part(Hover *h)
{
    if (h->text.n && h->text.p[h->text.n - 1] != '\n')
        buf_add_byte(&h->text, '\n');
}

static void widen(Hover *h, size_t start, size_t end)
{
    h->start = MIN(h->start, start);
    h->end = MAX(h->end, end);
}

static void add_problem(Hover *h, const Problem *p)
{
    begin_part(h);
    buf_addf(&h->text, "%c %s", severity_letter(p->severity), p->message);
    if (p->label || p->code)
        buf_addf(&h->text, "  %s%s%s", p->label ? p->label : "", p->label && p->code ? " " : "",
                 p->code ? p->code : "");
}

// Those that hold the place, or stand anywhere in its line.
static void add_problems(Workspace *ws, const Document *d, size_t off, Range line)
{
    Hover *h = &ws->hover;
    const ProblemFile *f = problems_of(ws, d);
    for (size_t i = 0; f && f->doc == d->id && i < f->all.n; i++) {
        const Problem *p = &f->all.p[i];
        size_t end = MAX(p->end, p->start + 1);
        bool whole = h->how == HOVER_OF_LINE;
        if (whole ? p->start <= line.end && end > line.start : p->start <= off && off < end) {
            add_problem(h, p);
            if (!whole)
                widen(h, p->start, end);
        }
    }
}

// What stood there before is told where it was asked for: it is much.
static void add_change(Workspace *ws, const Document *d, size_t off)
{
    Hover *h = &ws->hover;
    AUTO(buf) Buf before = BUF_INIT;
    LineCount row = snap_row_at(text_now(d->text), off);
    if (h->how == HOVER_BY_MOUSE || !row.exact || !git_changes_before(d, row.n, &before))
        return;
    begin_part(h);
    if (before.n == 0) {
        buf_addf(&h->text, "not in git");
        return;
    }
    buf_addf(&h->text, "git has");
    Str rest = str_upto(buf_str(&before), BEFORE_MAX), line;
    while (rest.n && str_split(&rest, '\n', &line))
        buf_addf(&h->text, "\n- " STR_FMT, STR_ARG(line));
}

static void add_color(Hover *h, Str line, size_t line_start, size_t off)
{
    size_t start, end;
    if (!hover_color(line, off - line_start, &start, &end, h->color))
        return;
    begin_part(h);
    buf_addf(&h->text, "#%02x%02x%02x  rgb(%d, %d, %d)", h->color[0], h->color[1], h->color[2],
             h->color[0], h->color[1], h->color[2]);
    widen(h, line_start + start, line_start + end);
    h->has_color = true;
}

static void add_file(Workspace *ws, Hover *h, const ScreenLink *to)
{
    FsStat st;
    AUTO(free) char *shown = workspace_pretty(ws, to->path);
    AUTO(buf) Buf name = BUF_INIT;
    name_show(str_c(shown), &name);
    buf_addf(&h->text, "%s", buf_c(&name));
    if (to->line > 0)
        buf_addf(&h->text, ":%d", to->line);
    if (fs_is_dir(to->path))
        buf_addf(&h->text, "  folder");
    else if (fs_stat(to->path, &st, NULL))
        buf_addf(&h->text, "  %llu bytes", (unsigned long long)st.nbytes);
}

static void add_link(Workspace *ws, const Document *d, size_t off)
{
    Hover *h = &ws->hover;
    ScreenLink to;
    AUTO(free) char *dir = d->path ? str_dup(path_dir(str_c(d->path))) : NULL;
    if (!text_link_at(ws, text_now(d->text), off, dir, &to))
        return;
    begin_part(h);
    if (to.url)
        buf_addf(&h->text, "%s", to.url);
    else
        add_file(ws, h, &to);
    buf_addf(&h->text, "  Ctrl+click opens it");
    screen_link_deinit(&to);
}

// The line in which what has this name begins.
static void add_name(Workspace *ws, const Document *d, size_t off)
{
    const Snap *s = text_now(d->text);
    AUTO(buf) Buf word = BUF_INIT;
    size_t start, end;
    size_t n = d->syntax ? MIN(syntax_symbol_count(d->syntax, d->text), (size_t)NAMES_MAX) : 0;
    snap_word_at(s, off, &start, &end);
    snap_add_to(s, start, MIN(end, start + LINE_MAX), &word);
    for (size_t i = 0; i < n && end > start; i++) {
        SyntaxSymbol x = syntax_symbol(d->syntax, d->text, i);
        AUTO(buf) Buf name = BUF_INIT;
        AUTO(buf) Buf line = BUF_INIT;
        if (x.name_end - x.name_start != word.n || (x.name_start <= off && off < x.name_end))
            continue;
        snap_add_to(s, x.name_start, x.name_end, &name);
        if (!str_eq(buf_str(&name), buf_str(&word)))
            continue;
        size_t from = snap_line_start(s, x.name_start, LINE_MAX);
        snap_add_to(s, from, snap_line_end(s, from, LINE_MAX), &line);
        begin_part(&ws->hover);
        buf_addf(&ws->hover.text, STR_FMT "  line %zu", STR_ARG(str_trim(buf_str(&line))),
                 snap_row_at(s, from).n + 1);
        widen(&ws->hover, start, end);
        return;
    }
}

bool hover_open(Workspace *ws, const View *v, size_t off, HoverHow how)
{
    Hover *h = &ws->hover;
    const Document *d = v->doc;
    const Snap *s = text_now(d->text);
    AUTO(buf) Buf text = BUF_INIT;
    off = MIN(off, snap_size(s));
    Range line = {snap_line_start(s, off, LINE_MAX), 0};
    line.end = snap_line_end(s, off, LINE_MAX);
    snap_add_to(s, line.start, MIN(line.end, line.start + LINE_MAX), &text);
    buf_clear(&h->text);
    *h = (Hover){.how = how, .view = v, .rev = text_rev(d->text), .text = h->text};
    h->start = h->end = off;
    add_problems(ws, d, off, line);
    add_change(ws, d, off);
    if (how != HOVER_OF_LINE && off < line.end) {
        add_color(h, buf_str(&text), line.start, off);
        add_link(ws, d, off);
        add_name(ws, d, off);
    }
    if (how == HOVER_OF_LINE)
        widen(h, line.start, line.end);
    h->open = h->text.n > 0;
    return h->open;
}
