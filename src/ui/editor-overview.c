// The overview ruler: a column beside the text that stands for all of it, with what is seen, the
// matches of find and the cursors.
#include "ui/editor.h"

enum {
    LOOK_BYTES = 512 << 10, // of a text whose matches are looked up one by one
    TEXT_LEAST = 20,        // columns that the text keeps
    CURSORS_MAX = 256,      // of more only the first is shown
};

int editor_overview_cols(const Ui *ui, Rect a, int gutter)
{
    const Options *o = &ui->ws->options;
    if (a.cols - gutter <= TEXT_LEAST)
        return 0;
    return o->minimap ? 2 : o->overview_ruler ? 1 : 0;
}

static size_t off_at(const Snap *s, int y, int rows)
{
    LineCount lines = snap_line_count(s);
    size_t part = (size_t)CLAMP(y, 0, rows), all = (size_t)MAX(rows, 1);
    if (part == all)
        return snap_size(s);
    if (lines.exact)
        return snap_row_start(s, (size_t)((unsigned __int128)lines.n * part / all));
    return (size_t)((unsigned __int128)snap_size(s) * part / all);
}

static void put(const EditorFrame *f, int y, Glyph g, ThemeToken token)
{
    int row = f->text.row + y, end = f->area.col + f->area.cols;
    for (int col = f->text.col + f->text.cols; col < end; col++) {
        Style st = surface_cell(f->ui->s, row, col)->style;
        st = theme_over(st, theme_style(f->ui->theme, token));
        ui_put(f->ui, row, col, 1, theme_glyph(f->ui->theme, g), st);
    }
}

// The row of the ruler that stands for `off`.
static int row_of(const EditorFrame *f, size_t off)
{
    LineCount lines = snap_line_count(f->layout.s), row = snap_row_at(f->layout.s, off);
    size_t rows = (size_t)f->text.rows;
    return (int)MIN((size_t)((unsigned __int128)row.n * rows / lines.n), rows - 1);
}

static void put_cursors(const EditorFrame *f)
{
    const Selections *sel = &f->v->sel;
    put(f, row_of(f, view_cursor(f->v)), GLYPH_RULER_CURSOR, THEME_EDITOR_CURSOR_FOREGROUND);
    for (size_t i = 0; i < sel->v.n && sel->v.n <= CURSORS_MAX; i++)
        put(f, row_of(f, sel->v.p[i].head), GLYPH_RULER_CURSOR, THEME_EDITOR_CURSOR_FOREGROUND);
}

static void put_problem(const EditorFrame *f, size_t off, ThemeToken token)
{
    put(f, row_of(f, off), GLYPH_RULER_MATCH, token);
}

static bool has_match(const EditorFrame *f, size_t start, size_t end)
{
    Find *find = f->ui->ws->find;
    if (snap_size(f->layout.s) > LOOK_BYTES)
        return find_counted(find, f->v->doc, start, end);
    FindSeen all = find_in(find, f->v->doc, 0, snap_size(f->layout.s));
    size_t lo = 0, hi = all.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (all.at[mid].start < start)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < all.n && all.at[lo].start < end;
}

static void put_matches(const EditorFrame *f)
{
    size_t start = 0, end;
    for (int y = 0; y < f->text.rows; y++, start = end) {
        end = off_at(f->layout.s, y + 1, f->text.rows);
        if (has_match(f, start, end))
            put(f, y, GLYPH_RULER_MATCH, THEME_EDITOR_OVERVIEW_RULER_FIND_MATCH_FOREGROUND);
    }
}

void editor_overview_paint(const EditorFrame *f)
{
    Rect bar = {f->text.row, f->text.col + f->text.cols, f->text.rows, 1};
    size_t lines = snap_line_count(f->layout.s).n;
    bool all_seen = f->start == 0 && f->end == snap_size(f->layout.s);
    if (f->area.cols - (f->text.col - f->area.col) == f->text.cols || all_seen || bar.rows < 2)
        return;
    // lines that are wrapped or folded: still something is out of sight
    lines = MAX(lines, (size_t)bar.rows + 1);
    for (; bar.col < f->area.col + f->area.cols; bar.col++)
        scroll_paint(f->ui->s, bar, f->ui->theme, snap_row_at(f->layout.s, f->start).n, lines);
    put_cursors(f);
    editor_changes_ruler(f, put_problem);
    editor_problems_ruler(f, put_problem);
    if (find_is_open(f->ui->ws->find))
        put_matches(f);
}

static void scroll_to(Ui *ui, const Key *k)
{
    Rect a = ui_focused_pane(ui)->editor;
    View *v = workspace_view(ui->ws);
    const Snap *s = text_now(v->doc->text);
    int y = CLAMP(k->mouse.row - a.row, 0, a.rows - 1);
    view_scroll_to(v, off_at(s, y, a.rows));
    view_scroll(v, -a.rows / 2); // what was pointed at comes to the middle
}

bool pane_editor_overview_press(Ui *ui, const Key *k)
{
    Rect a = ui_focused_pane(ui)->editor;
    View *v = workspace_view(ui->ws);
    if (k->mouse.col < a.col + a.cols - editor_overview_cols(ui, a, editor_gutter_cols(v)))
        return false;
    ui->grab = GRAB_OVERVIEW;
    scroll_to(ui, k);
    return true;
}

void pane_editor_overview_drag(Ui *ui, const Key *k)
{
    if (workspace_view(ui->ws))
        scroll_to(ui, k);
}
