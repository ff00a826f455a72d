// Problems in the text: letters before the lines, underlines, what is wrong behind a line's end.
#include "base/width.h"
#include "ui/editor.h"

enum {
    NOTE_LEAST = 12,  // columns below which nothing is said behind a line
    RULER_MAX = 1000, // problems of a file that the ruler shows
};

static int by_start(const void *a, const void *b)
{
    const Range *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

// Of ranges that overlap, the later one begins where the one before it ends.
static void make_flat(Range *v, size_t n)
{
    if (n)
        qsort(v, n, sizeof *v, by_start);
    for (size_t i = 1; i < n; i++) {
        v[i].start = MAX(v[i].start, v[i - 1].end);
        v[i].end = MAX(v[i].end, v[i].start);
    }
}

static ProblemFile *problems_seen(const EditorFrame *f)
{
    ProblemFile *file = problems_of(f->ui->ws, f->v->doc);
    return file && file->doc == f->v->doc->id ? file : NULL;
}

void editor_problems_find(EditorFrame *f)
{
    Ui *ui = f->ui;
    ProblemFile *file = problems_seen(f);
    vec_clear(&ui->problem_marks);
    for (int s = 0; s < SEVERITY_COUNT; s++)
        vec_clear(&ui->problem_ranges[s]);
    for (size_t i = 0; file && i < file->all.n; i++) {
        const Problem *p = &file->all.p[i];
        if (p->start > f->end || p->end < f->start)
            continue;
        ProblemMark m = {p->start, p->severity, p->message};
        vec_push(&ui->problem_marks, m);
        vec_push(&ui->problem_ranges[p->severity], ((Range){p->start, MAX(p->end, p->start + 1)}));
    }
    for (int s = 0; s < SEVERITY_COUNT; s++) {
        make_flat(ui->problem_ranges[s].p, ui->problem_ranges[s].n);
        f->wrong[s] = ui->problem_ranges[s].p;
        f->nwrong[s] = ui->problem_ranges[s].n;
    }
    f->marks = ui->problem_marks.p;
    f->nmarks = ui->problem_marks.n;
}

// The gravest that begins in [start, end], NULL: none.
static const ProblemMark *editor_problem_of(const EditorFrame *f, size_t start, size_t end)
{
    const ProblemMark *best = NULL;
    for (const ProblemMark *m = f->marks; m < f->marks + f->nmarks; m++)
        if (m->start >= start && m->start <= end && (!best || m->severity < best->severity))
            best = m;
    return best;
}

bool editor_problem_sign(const EditorFrame *f, const Row *r, int row, Style st)
{
    const ProblemMark *m = r->wrapped ? NULL : editor_problem_of(f, r->line, r->end);
    if (!m)
        return false;
    char letter[2] = {severity_letter(m->severity), '\0'};
    Style own = ui_severity_style(f->ui, m->severity, THEME_EDITOR_BACKGROUND);
    own.bg = st.bg;
    ui_put(f->ui, row, f->area.col, 1, letter, own);
    return true;
}

void editor_problem_note(const EditorFrame *f, const Row *r, int row, int col)
{
    const ProblemMark *m = r->last ? editor_problem_of(f, r->line, r->end) : NULL;
    int room = f->text.col + f->text.cols - col - 2;
    if (!m || room < NOTE_LEAST || col < f->text.col ||
        (m->severity != SEVERITY_ERROR && r->line != f->cursor_line))
        return;
    Str rest = str_c(m->message), line = STR_NULL;
    str_split(&rest, '\n', &line);
    Style st = ui_severity_style(f->ui, m->severity, THEME_EDITOR_BACKGROUND);
    st.bg = surface_cell(f->ui->s, row, col)->style.bg;
    st.attrs = (uint16_t)((st.attrs & ~ATTR_BOLD) | ATTR_ITALIC);
    ui_put(f->ui, row, col + 2, room, arena_str(&f->ui->frame, line), st);
}

void editor_problems_ruler(const EditorFrame *f,
                           void (*put)(const EditorFrame *f, size_t off, ThemeToken token))
{
    const ProblemFile *file = problems_seen(f);
    size_t n = file ? MIN(file->all.n, (size_t)RULER_MAX) : 0;
    while (n-- > 0) { // errors come first, and are drawn last
        const Problem *p = &file->all.p[n];
        put(f, p->start,
            p->severity == SEVERITY_ERROR ? THEME_EDITOR_OVERVIEW_RULER_ERROR_FOREGROUND
                                          : THEME_EDITOR_OVERVIEW_RULER_WARNING_FOREGROUND);
    }
}
