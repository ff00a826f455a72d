// What there is to say of a place in the text: in a popup above or below it, by a key or where the
// mouse rests.
#include "base/clock.h"
#include "base/width.h"
#include "ui/inner.h"

enum { HOVER_COLS = 64, HOVER_ROWS = 10, SWATCH_COLS = 4 };

// The cell of a byte of the view, false if it is out of sight.
static bool cell_of(const View *v, Rect a, size_t off, int *row, int *col)
{
    RowLayout l = view_layout(v);
    Row top = row_at(&l, v->top), r = row_at(&l, off);
    int down = row_distance(&l, top, off, a.rows), gutter = pane_editor_gutter(v);
    *row = a.row + down;
    *col = a.col + gutter + CLAMP(row_cell(&l, &r, off) - v->left, 0, MAX(a.cols - gutter - 1, 0));
    return down < a.rows && off >= v->top;
}

static int widest_line(Str text)
{
    int cols = 0;
    for (Str line; text.n && (str_split(&text, '\n', &line), true);)
        cols = MAX(cols, width_text(line, 1));
    return cols;
}

// Above the place if there is room, else below it.
static Rect place(const Ui *ui, Str text, int swatch, int row, int col)
{
    Rect room = ui->areas.editors;
    int most = MIN((int)HOVER_COLS, room.cols - 4);
    int cols = CLAMP(MAX(widest_line(text), swatch), 1, MAX(most, 1));
    int rows = MIN(text_rows(text, cols), (int)HOVER_ROWS) + (swatch > 0);
    int above = row - room.row, below = room.row + room.rows - row - 1;
    bool up = above >= rows + 2 || above >= below;
    rows = MIN(rows, MAX(up ? above : below, 3) - 2);
    int left = CLAMP(col - 1, room.col, MAX(room.col + room.cols - cols - 4, room.col));
    return (Rect){up ? row - rows - 2 : row + 1, left, rows + 2, cols + 4};
}

void pane_hover_paint(Ui *ui)
{
    const Hover *h = &ui->ws->hover;
    GroupPane *p = ui_focused_pane(ui);
    View *v = workspace_view(ui->ws);
    int row, col, swatch = h->has_color && !ui->reader ? SWATCH_COLS : 0;
    ui->hover_box = (Rect){0};
    if (!hover_is_of(ui->ws, v) || !cell_of(v, p->editor, h->start, &row, &col))
        return;
    Str text = buf_str(&h->text);
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_EDITOR_HOVER_WIDGET_BACKGROUND);
    ui->hover_box = place(ui, text, swatch, row, col);
    Rect in = popup_paint(ui->s, ui->hover_box, ui->theme, STR_NULL, st);
    if (swatch) {
        Style tint = st;
        tint.bg = COLOR_RGB(h->color[0], h->color[1], h->color[2]);
        surface_fill(ui->s, in.row, in.col, 1, MIN(swatch, in.cols), tint);
        in.row++;
        in.rows--;
    }
    text_paint(ui->s, in, ui->theme, text, st);
}

bool ui_hover_key(Ui *ui, const Key *k)
{
    bool moves = k->kind == KEY_MOUSE && k->mouse.kind == MOUSE_MOVE;
    bool open = hover_is_of(ui->ws, workspace_view(ui->ws));
    if (moves)
        return false;
    ui->hover_ns = 0;
    hover_close(ui->ws);
    return open && k->kind == KEY_ESCAPE && !k->mods;
}

// The text under the pointer, in the focused group; false if there is none.
static bool under(Ui *ui, const Key *k, size_t *off, HoverHow *how)
{
    GroupPane *p = ui_pane_at(ui, k->mouse.row, k->mouse.col);
    View *v = workspace_view(ui->ws);
    if (!v || p != ui_focused_pane(ui) || v->hex || v->picture || v->doc->diff || ui->ws->welcome ||
        ask_shown(ui->ws) || ui->ws->keysheet.kind ||
        !rect_has(p->editor, k->mouse.row, k->mouse.col))
        return false;
    int gutter = pane_editor_gutter(v), at = k->mouse.col - p->editor.col, row, col;
    *off = ui_text_off(ui, v, k);
    *how = at < gutter ? HOVER_OF_LINE : HOVER_BY_MOUSE;
    if (!cell_of(v, p->editor, *off, &row, &col) || row != k->mouse.row)
        return false;                                    // below the text
    return *how == HOVER_OF_LINE || col == k->mouse.col; // behind the line's end there is nothing
}

void ui_hover_move(Ui *ui, const Key *k)
{
    const Hover *h = &ui->ws->hover;
    size_t off;
    HoverHow how;
    bool in_box = rect_has(ui->hover_box, k->mouse.row, k->mouse.col);
    bool there = under(ui, k, &off, &how);
    bool same = there && h->how == how && off >= h->start && off < MAX(h->end, h->start + 1);
    ui->hover_ns = 0;
    if (h->open && (in_box || same))
        return;
    if (h->open && h->how != HOVER_BY_KEY)
        hover_close(ui->ws);
    if (!there || !ui->ws->options.hover || ui->reader)
        return;
    ui->hover_off = off;
    ui->hover_how = how;
    ui->hover_ns = clock_mono_ns();
}

static int64_t rest_ms(const Ui *ui)
{
    return ui->ws->options.hover_delay_ms - (clock_mono_ns() - ui->hover_ns) / 1000000;
}

void ui_settle_hover(Ui *ui)
{
    View *v = workspace_view(ui->ws);
    if (!ui->hover_ns || rest_ms(ui) > 0)
        return;
    ui->hover_ns = 0;
    if (v && !ui->ws->palette.open && !ui->ws->menu.kind)
        (void)hover_open(ui->ws, v, ui->hover_off, ui->hover_how); // most of a text says nothing
}

int ui_hover_deadline_ms(const Ui *ui)
{
    return ui->hover_ns ? (int)MAX(rest_ms(ui), 0) + 1 : -1;
}
