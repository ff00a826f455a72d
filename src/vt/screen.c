// What libvterm decides, written into the grid.
#include "vt/inner.h"

#include "base/utf8.h"

static Line *line_at(Vt *v, int row)
{
    return v->grid->rows[row];
}

/* Text ran over the right edge: mark the row that goes on in the next. */
static void note_wrap(Vt *v, VTermPos pos, int width)
{
    bool full = v->phantom || (width == 2 && v->col == v->cols - 1);
    bool wraps = v->in_text && pos.col == 0 && full && (v->modes & MODE_AUTOWRAP);
    if (wraps && !v->wrapped && v->row == pos.row - 1)
        line_at(v, v->row)->wraps = true;
    v->wrapped = false;
}

/* How cells of this row are to look that are written now. */
static const Cell *pen(Vt *v, Line *line)
{
    v->pen.link = v->link ? vt_line_link(line, v->link) : 0;
    return &v->pen;
}

static void put(Vt *v, VTermPos pos, Str text, int width)
{
    Line *line = line_at(v, pos.row);
    if (text.n == 1)
        vt_line_put_ascii(line, pos.col, pen(v, line), text);
    else if (pos.col + width <= v->cols)
        vt_line_put(line, pos.col, pen(v, line), text, width);
    // else it is a wide one on a screen of a single column
    if (pos.col + width >= v->cols)
        line->wraps = false;
    v->changed = true;
}

/* What the cursor and the next combining character have to know. */
static void remember(Vt *v, VTermPos pos, Str text, int width)
{
    bool edge = pos.col + width >= v->cols;
    v->last.valid = true;
    v->last.apart = text.n == 1;
    v->last.shown = pos.col + width <= v->cols;
    v->last.row = pos.row;
    v->last.col = pos.col;
    v->last.width = width;
    memcpy(v->last.text, text.p, text.n);
    v->last.n = text.n;
    v->row = pos.row;
    v->col = edge ? pos.col : pos.col + width; // as libvterm has it, also for a wide one
    v->phantom = edge && v->modes & MODE_AUTOWRAP;
}

static int on_putglyph(VTermGlyphInfo *info, VTermPos pos, void *user)
{
    Vt *v = user;
    char utf8[4];
    Str text;
    if (v->muted || pos.row < 0 || pos.row >= v->rows || pos.col < 0 || pos.col >= v->cols)
        return 1;
    int width = vt_standin(v, info->chars[0], &text);
    if (width == 0) {
        width = 1;
        text = str_n(utf8, utf8_encode(info->chars[0], utf8));
    }
    note_wrap(v, pos, width);
    put(v, pos, text, width);
    if (v->in_text)
        remember(v, pos, text, width);
    return 1;
}

void vt_put_ascii(Vt *v, Str text)
{
    int n = (int)text.n;
    Line *line = line_at(v, v->row);
    vt_line_put_ascii(line, v->col, pen(v, line), text);
    if (v->col + n == v->cols)
        line->wraps = false;
    VTermPos last = {.row = v->row, .col = v->col + n - 1};
    remember(v, last, str_from(text, text.n - 1), 1);
    v->changed = true;
}

void vt_put_char(Vt *v, Str text, int width)
{
    VTermPos pos = {.row = v->row, .col = v->col};
    put(v, pos, text, width);
    remember(v, pos, text, width);
}

static int on_movecursor(VTermPos pos, VTermPos oldpos, int visible, void *user)
{
    Vt *v = user;
    (void)oldpos;
    (void)visible;
    if (v->muted)
        return 1;
    v->row = CLAMP(pos.row, 0, v->rows - 1);
    v->col = CLAMP(pos.col, 0, v->cols - 1);
    v->changed = true;
    if (!v->in_text) {
        v->phantom = false;
        v->last.valid = false;
    }
    return 1;
}

/* What erasing and scrolling leave behind: the background of the pen. */
static Cell blank(const Vt *v)
{
    return (Cell){.bg = v->pen.bg};
}

void vt_scroll(Vt *v, int top, int bottom, int n)
{
    Cell fill = blank(v);
    bool keep = top == 0 && v->keep_rows && v->grid == &v->main;
    vt_grid_scroll(v->grid, top, bottom, n, &fill, keep ? &v->history : NULL);
    v->changed = true;
}

static int on_scrollrect(VTermRect rect, int downward, int rightward, void *user)
{
    Vt *v = user;
    Cell fill = blank(v);
    int top = CLAMP(rect.start_row, 0, v->rows), bottom = CLAMP(rect.end_row, top, v->rows);
    int left = CLAMP(rect.start_col, 0, v->cols), right = CLAMP(rect.end_col, left, v->cols);
    v->changed = true;
    if (!v->in_text)
        v->last.valid = false;
    if (top == bottom)
        return 1;
    if (rightward) {
        for (int row = top; row < bottom; row++)
            vt_line_shift(line_at(v, row), left, right, rightward, &fill);
        return 1;
    }
    if (v->in_text) {
        line_at(v, bottom - 1)->wraps = true;
        v->wrapped = true;
    }
    vt_scroll(v, top, bottom, downward);
    return 1;
}

static int on_erase(VTermRect rect, int selective, void *user)
{
    Vt *v = user;
    Cell fill = blank(v);
    (void)selective; // no cell is protected
    int bottom = MIN(rect.end_row, v->rows), right = MIN(rect.end_col, v->cols);
    for (int row = MAX(rect.start_row, 0); row < bottom; row++) {
        Line *line = line_at(v, row);
        vt_line_erase(line, MAX(rect.start_col, 0), right, &fill);
        if (right == v->cols)
            line->wraps = false;
        if (right == v->cols && rect.start_col <= 0)
            line->marks = (VtMarks){0};
    }
    v->last.valid = false;
    v->changed = true;
    return 1;
}

static int on_settermprop(VTermProp prop, VTermValue *val, void *user)
{
    Vt *v = user;
    if (prop == VTERM_PROP_ALTSCREEN) {
        if (val->boolean && v->alt.nrows == 0)
            vt_grid_init(&v->alt, v->rows, v->cols);
        v->grid = val->boolean ? &v->alt : &v->main;
        v->last.valid = false;
        v->changed = true;
    }
    return 1;
}

void vt_screen_attach(Vt *v)
{
    static const VTermStateCallbacks callbacks = {
        .putglyph = on_putglyph,
        .movecursor = on_movecursor,
        .scrollrect = on_scrollrect,
        .erase = on_erase,
        .settermprop = on_settermprop,
    };
    v->vterm = vterm_new(v->rows, v->cols);
    vterm_set_utf8(v->vterm, 1);
    v->state = vterm_obtain_state(v->vterm);
    vterm_state_set_callbacks(v->state, &callbacks, v);
    vterm_state_reset(v->state, 1);
}
