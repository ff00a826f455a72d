#include "tty/paint.h"
#include "base/bug.h"
#include "base/mem.h"
#include "base/utf8.h"

#define SYNC_BEGIN  STR("\033[?2026h")
#define SYNC_END    STR("\033[?2026l")
#define HIDE_CURSOR STR("\033[?25l")
#define SHOW_CURSOR STR("\033[?25h")

enum {
    ERASE_MIN = 10,     // blanks from which CSI n X is shorter, with the move that follows it
    ERASE_ROW_MIN = 4,  // and CSI K
    SHIFT_ROWS_MAX = 4, // rows of a frame up to which text may have been typed in them
    GAP_MAX = 6,        // columns that are rather drawn again than jumped over
    // attributes that show on a blank
    ATTR_ON_BLANK = ATTR_UNDERLINE | ATTR_CURLY | ATTR_REVERSE | ATTR_STRIKE,
};

void painter_init(Painter *p, const Caps *caps, TtyColor depth, int min_contrast_x10)
{
    memset(p, 0, sizeof *p);
    p->caps = caps;
    p->utf8 = true;
    p->shown = surface_new(0, 0);
    color_map_init(&p->colors, depth, min_contrast_x10);
    painter_invalidate(p);
}

void painter_deinit(Painter *p)
{
    surface_free(p->shown);
    free(p->changed);
    buf_deinit(&p->out);
}

void painter_invalidate(Painter *p)
{
    p->valid = false;
    p->pen_known = false;
    p->row = p->col = -1;
    p->visible = true;
    p->shape = CURSOR_HIDDEN;
}

/* A blank of which only the background shows. */
static bool is_bare(const Cell *c)
{
    return c->width == 1 && c->text[0] == ' ' && !c->text[1] && !(c->style.attrs & ATTR_ON_BLANK);
}

bool paint_differs(const Painter *p, const Surface *s, int row, int col)
{
    const Cell *shown = surface_at(p->shown, row, col), *want = surface_at(s, row, col);
    if (is_bare(shown) && is_bare(want))
        return shown->style.bg != want->style.bg;
    return shown->width == PAINT_UNKNOWN || !surface_cell_eq(s, want, p->shown, shown);
}

static bool row_differs(Painter *p, const Surface *s, int row)
{
    size_t nbytes = (size_t)s->cols * sizeof(Cell);
    bool pooled = s->pool.n || p->shown->pool.n;
    if (!pooled && memcmp(surface_at(s, row, 0), surface_at(p->shown, row, 0), nbytes) == 0)
        return false;
    for (int col = 0; col < s->cols; col++)
        if (paint_differs(p, s, row, col))
            return true;
    if (!pooled) // looks the same: make it the same, for the next time
        surface_copy_rows(p->shown, s, row, row + 1);
    return false;
}

static Style reduced(Painter *p, const Cell *c)
{
    return color_reduce(&p->colors, c->style);
}

/* The pen for a cell.  On a bare one what does not show stays as it is. */
static void pen_for(Painter *p, const Cell *c)
{
    Style want = reduced(p, c);
    if (is_bare(c) && p->pen_known && !(p->pen.attrs & ATTR_ON_BLANK)) {
        want.fg = p->pen.fg;
        want.attrs = p->pen.attrs;
    }
    paint_pen(p, want);
}

/* Erasing leaves the background that a bare cell is to have. */
static bool can_erase(Painter *p, const Cell *c)
{
    return is_bare(c) && (p->caps->bce || reduced(p, c).bg == COLOR_DEFAULT);
}

/* End of the run of cells from col on that look like the bare one at col. */
static int bare_end(const Surface *s, int row, int col)
{
    Color bg = surface_at(s, row, col)->style.bg;
    while (col < s->cols && is_bare(surface_at(s, row, col)) &&
           surface_at(s, row, col)->style.bg == bg)
        col++;
    return col;
}

static int count_differing(const Painter *p, const Surface *s, int row, int from, int to)
{
    int n = 0;
    for (; from < to; from++)
        n += paint_differs(p, s, row, from);
    return n;
}

/* Erase from col on if that is shorter than drawing blanks; returns the first column not done. */
static int erase(Painter *p, const Surface *s, int row, int col)
{
    if (!can_erase(p, surface_at(s, row, col)))
        return col;
    int end = bare_end(s, row, col);
    bool to_edge = end == s->cols && (p->caps->ecma_cup || p->caps->el);
    int n = count_differing(p, s, row, col, end);
    if (n < (to_edge ? ERASE_ROW_MIN : ERASE_MIN) || (!to_edge && !p->caps->erase))
        return col;
    while (!to_edge && !paint_differs(p, s, row, end - 1))
        end--;
    paint_move(p, row, col);
    pen_for(p, surface_at(s, row, col));
    if (to_edge && p->caps->ecma_cup)
        buf_add(&p->out, STR("\033[K"));
    else if (to_edge)
        caps_add(p->caps->el, 0, &p->out);
    else
        buf_addf(&p->out, "\033[%dX", end - col);
    return end;
}

/* Do terminals agree with us how wide this cluster is? */
static bool is_doubtful(const Painter *p, Str text, int width)
{
    size_t nbytes;
    if (p->graphemes || (text.n <= 2 && width == 1))
        return false;
    uint32_t cp = utf8_decode(text, &nbytes, NULL);
    return nbytes < text.n || cp >= 0x1f000 || width > 2;
}

/* Draw one cluster where the cursor is. */
static void draw(Painter *p, const Surface *s, int row, int col)
{
    const Cell *c = surface_at(s, row, col);
    pen_for(p, c);
    p->col = col + c->width;
    Str text = c->text[1] ? surface_cell_text(s, c) : str_n(c->text, 1);
    if (!p->utf8 && (text.n > 1 || (text.p[0] & 0x80))) {
        // of a letter with marks, the letter
        buf_add_byte(&p->out, text.p[0] & 0x80 ? '?' : text.p[0]);
        buf_add_fill(&p->out, '?', c->width - 1);
    } else if (is_doubtful(p, text, c->width)) {
        // what the terminal leaves out of our columns must be blank
        buf_add_fill(&p->out, ' ', c->width);
        p->col = col + c->width < s->cols ? p->col : -1;
        paint_move(p, row, col);
        buf_add(&p->out, text);
        p->col = -1;
    } else if (text.n == 1) {
        buf_add_byte(&p->out, text.p[0]);
    } else {
        buf_add(&p->out, text);
    }
    if (p->col >= s->cols)
        p->col = -1; // at the edge, or wrapped already
}

/* A short way right can be as cheap as drawing what stands there once more: of plain characters,
 * behind which one knows where the cursor is. */
static bool redraw_gap(Painter *p, const Surface *s, int row, int col)
{
    if (p->row != row || p->col < 0 || col <= p->col || col - p->col > GAP_MAX || !p->pen_known)
        return false;
    size_t room = col - p->col == 1 ? 3 : 4; // of CSI n C
    size_t nbytes = 0;
    for (int i = p->col; i < col; i++) {
        const Cell *c = surface_at(s, row, i);
        Style want = reduced(p, c);
        bool bare = is_bare(c) && !(p->pen.attrs & ATTR_ON_BLANK);
        nbytes++;
        if (c->width != 1 || c->text[1] || want.bg != p->pen.bg || nbytes > room ||
            c->text[0] & 0x80 || (!bare && (want.fg != p->pen.fg || want.attrs != p->pen.attrs)))
            return false;
    }
    while (p->col < col)
        draw(p, s, row, p->col);
    return true;
}

static void paint_row(Painter *p, const Surface *s, int row)
{
    int end = p->caps->corner || row + 1 < s->rows ? s->cols : s->cols - 1;
    for (int col = 0; col < end;) {
        const Cell *c = surface_at(s, row, col);
        if (!paint_differs(p, s, row, col)) {
            col += MAX((int)c->width, 1);
            continue;
        }
        int erased = erase(p, s, row, col);
        if (erased > col) {
            col = erased;
            continue;
        }
        if (!redraw_gap(p, s, row, col))
            paint_move(p, row, col);
        draw(p, s, row, col);
        col += MAX((int)c->width, 1);
    }
}

static Style first_style(Painter *p, const Surface *s, int row)
{
    int col = 0;
    while (col + 1 < s->cols && !paint_differs(p, s, row, col))
        col++;
    return reduced(p, surface_at(s, row, col));
}

/* The last row first saves a change of the pen when it is drawn with the pen that is there: typing
 * changes a row of text and the status row, in turns. */
static bool last_row_first(Painter *p, const Surface *s, int first, int last)
{
    if (!p->pen_known || first == last)
        return false;
    Style a = first_style(p, s, first), b = first_style(p, s, last);
    bool first_fits = a.fg == p->pen.fg && a.bg == p->pen.bg && a.attrs == p->pen.attrs;
    bool last_fits = b.fg == p->pen.fg && b.bg == p->pen.bg && b.attrs == p->pen.attrs;
    return last_fits && !first_fits;
}

/* Find the rows that differ; returns how many do. */
static int find_changed(Painter *p, const Surface *s)
{
    int n = 0;
    for (int row = 0; row < s->rows; row++)
        n += p->changed[row] = row_differs(p, s, row);
    return n;
}

/* Paint the n rows that differ, n > 0. */
static void paint_rows(Painter *p, const Surface *s, int n)
{
    int first = 0, last = s->rows - 1;
    while (!p->changed[first])
        first++;
    while (!p->changed[last])
        last--;
    bool swap = last_row_first(p, s, first, last);
    if (swap)
        paint_row(p, s, last);
    for (int row = first; row <= last - swap; row++) {
        if (!p->changed[row])
            continue;
        if (n <= SHIFT_ROWS_MAX)
            paint_shift(p, s, row);
        paint_row(p, s, row);
    }
    surface_copy_rows(p->shown, s, first, last + 1);
}

static void clear_screen(Painter *p, const Surface *s)
{
    surface_resize(p->shown, s->rows, s->cols);
    p->changed = xrealloc(p->changed, (size_t)s->rows, sizeof *p->changed);
    paint_pen(p, (Style){0});
    if (p->caps->ecma_cup)
        buf_add(&p->out, STR("\033[H\033[2J"));
    else
        caps_add(p->caps->clear, 0, &p->out);
    p->row = p->col = 0;
    p->valid = true;
}

static void set_visible(Painter *p, bool on)
{
    if (p->visible == on)
        return;
    p->visible = on;
    if (p->caps->xterm || (!p->caps->civis && p->caps->ecma_cup))
        buf_add(&p->out, on ? SHOW_CURSOR : HIDE_CURSOR);
    else
        caps_add(on ? p->caps->cnorm : p->caps->civis, 0, &p->out);
}

static void place_cursor(Painter *p, const Surface *s, int row, int col, CursorShape shape)
{
    static const char codes[] = {
        [CURSOR_BLOCK] = '2', [CURSOR_LINE] = '6', [CURSOR_UNDERLINE] = '4'};
    bool on = shape != CURSOR_HIDDEN && row >= 0 && row < s->rows && col >= 0 && col < s->cols;
    if (on) {
        paint_move(p, row, col);
        if (shape != p->shape && p->caps->cursor_shape)
            buf_addf(&p->out, "\033[%c q", codes[shape] - p->blink); // odd ones blink
        p->shape = shape;
    }
    set_visible(p, on);
}

/* Open what makes the frame appear at once; returns the bytes this took. */
static size_t begin_frame(Painter *p)
{
    p->skip = 0;
    buf_clear(&p->out);
    buf_add(&p->out, p->sync ? SYNC_BEGIN : p->visible && p->caps->xterm ? HIDE_CURSOR : STR(""));
    return p->out.n;
}

static void end_frame(Painter *p, size_t opened)
{
    if (p->out.n - opened < PAINT_WRAP_MIN)
        p->skip = opened; // such a short frame appears at once as it is
    else if (opened && !p->sync)
        p->visible = false;
}

Str painter_paint(Painter *p, const Surface *s, int row, int col, CursorShape shape)
{
    size_t opened = begin_frame(p);
    bool anew = !p->valid || p->shown->rows != s->rows || p->shown->cols != s->cols;
    if (anew)
        clear_screen(p, s);
    int n = find_changed(p, s);
    if (!anew && n >= PAINT_SCROLL_MIN && paint_scroll(p, s))
        n = find_changed(p, s);
    if (n > 0)
        paint_rows(p, s, n);
    end_frame(p, opened);
    place_cursor(p, s, row, col, shape);
    if (p->sync && p->skip == 0)
        buf_add(&p->out, SYNC_END);
    return str_from(buf_str(&p->out), p->skip);
}
