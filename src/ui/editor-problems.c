// Problems in the text: letters before the lines, underlines, what is wrong in a row below.
#include "base/width.h"
#include "ui/editor.h"

enum {
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
    size_t seen = f->end > r->line ? f->end - r->line : 0;
    size_t end = MAX(snap_line_end(f->layout.s, r->line, seen), r->end); // its other rows, too
    const ProblemMark *m = r->wrapped ? NULL : editor_problem_of(f, r->line, end);
    if (!m)
        return false;
    char letter[2] = {severity_letter(m->severity), '\0'};
    Style own = ui_severity_style(f->ui, m->severity, THEME_EDITOR_BACKGROUND);
    own.bg = st.bg;
    ui_put(f->ui, row, f->area.col, 1, letter, own);
    return true;
}

// The columns of the text area that a problem takes in the row it begins in.
static Range marked_cols(const EditorFrame *f, const Problem *p)
{
    Row at = row_at(&f->layout, p->start);
    int from = row_cell(&f->layout, &at, p->start) - f->v->left;
    int to = row_cell(&f->layout, &at, CLAMP(p->end, p->start, at.end)) - f->v->left;
    from = CLAMP(from, 0, f->text.cols - 1);
    return (Range){(size_t)from, (size_t)CLAMP(to, from + 1, f->text.cols)};
}

// The problem's first line; who hears the screen is told how grave it is, too.
static const char *note_text(Ui *ui, const Problem *p)
{
    static const char *const names[] = {"error", "warning", "info", "hint"};
    Str rest = str_c(p->message), line = STR_NULL;
    str_split(&rest, '\n', &line);
    const char *text = arena_str(&ui->frame, line);
    return ui->reader ? arena_printf(&ui->frame, "%s: %s", names[p->severity], text) : text;
}

/* Waves below what is wrong, and the text beside them: behind, or before where it fits only there,
 * or alone. */
void editor_note_paint(const EditorFrame *f, size_t i)
{
    const Problem *p = row_problem(&f->layout, &f->rows[i]);
    int row = f->text.row + (int)i, cols = f->text.cols;
    if (!p || cols <= 0)
        return;
    const char *text = note_text(f->ui, p);
    Range at = marked_cols(f, p);
    int from = (int)at.start, to = (int)at.end, width = MIN(width_text(str_c(text), 1), cols);
    to = CLAMP(cols - 1 - width, from + 1, to);
    int col = to + 1 + width <= cols ? to + 1 : from - 1 - width;
    bool waves = !f->ui->reader && col >= 0;
    Style st = ui_severity_style(f->ui, p->severity, THEME_EDITOR_BACKGROUND);
    for (int c = from; waves && c < to; c++)
        ui_put(f->ui, row, f->text.col + c, 1, "~", st);
    st.attrs = (uint16_t)((st.attrs & ~ATTR_BOLD) | ATTR_ITALIC);
    col = waves ? col : MIN(from, cols - width);
    ui_put(f->ui, row, f->text.col + col, cols - col, text, st);
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
