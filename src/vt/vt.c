#include "vt/inner.h"

#include "base/bug.h"

#include <stdio.h>

enum {
    SIZE_MAX_CELLS = 4096,  // rows, columns
    ANSWERS_MAX = 64 << 10, // bytes kept for a program that asks and does not read
    TEXT_CHUNK = 2048,      // libvterm needs four times as much of the stack
    FG_DEFAULT = 0xd4d4d4,
    BG_DEFAULT = 0x1e1e1e,
};

static void on_output(const char *s, size_t n, void *user)
{
    vt_answer(user, str_n(s, n));
}

Vt *vt_new(int rows, int cols, size_t scrollback_rows)
{
    Vt *v = NEW(Vt);
    v->rows = CLAMP(rows, 1, SIZE_MAX_CELLS);
    v->cols = CLAMP(cols, 1, SIZE_MAX_CELLS);
    v->history.cap = scrollback_rows;
    v->modes = MODES_AT_START;
    v->bottom = v->rows;
    v->keep_rows = true;
    v->fg_rgb = FG_DEFAULT;
    v->bg_rgb = BG_DEFAULT;
    v->title = xstrdup("");
    v->cwd = xstrdup("");
    v->last_exit = -1;
    vt_grid_init(&v->main, v->rows, v->cols);
    v->grid = &v->main;
    vt_screen_attach(v);
    vterm_output_set_callback(v->vterm, on_output, v);
    return v;
}

void vt_free(Vt *v)
{
    if (!v)
        return;
    vterm_free(v->vterm);
    vt_grid_deinit(&v->main);
    vt_grid_deinit(&v->alt);
    vt_history_deinit(&v->history);
    vt_links_free(v);
    buf_deinit(&v->parser.seq);
    buf_deinit(&v->standin_text);
    buf_deinit(&v->standin_out);
    buf_deinit(&v->reply);
    buf_deinit(&v->taken);
    buf_deinit(&v->clipboard);
    free(v->title);
    free(v->cwd);
    free(v);
}

void vt_emit(Vt *v, Str bytes)
{
    if (v->ahead)
        vt_catch_up(v);
    vterm_input_write(v->vterm, bytes.p, bytes.n);
}

void vt_emitf(Vt *v, const char *fmt, ...)
{
    char out[64];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(out, sizeof out, fmt, ap);
    va_end(ap);
    BUG_ON(n < 0 || n >= (int)sizeof out);
    vt_emit(v, str_n(out, (size_t)n));
}

void vt_emit_text(Vt *v, Str bytes)
{
    v->in_text = true;
    for (; bytes.n; bytes = str_from(bytes, TEXT_CHUNK))
        vt_emit(v, str_upto(bytes, TEXT_CHUNK));
    v->in_text = false;
}

void vt_answer(Vt *v, Str bytes)
{
    if (v->reply.n + bytes.n <= ANSWERS_MAX)
        buf_add(&v->reply, bytes);
}

void vt_answerf(Vt *v, const char *fmt, ...)
{
    AUTO(buf) Buf out = BUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&out, fmt, ap);
    va_end(ap);
    vt_answer(v, buf_str(&out));
}

Str vt_reply(Vt *v)
{
    Buf spare = v->taken;
    v->taken = v->reply;
    v->reply = spare;
    buf_clear(&v->reply);
    return buf_str(&v->taken);
}

void vt_move(Vt *v, int row, int col)
{
    int top = v->modes & MODE_ORIGIN ? v->top : 0; // places count from there
    vt_emitf(v, "\033[%d;%dH", MAX(row - top, 0) + 1, col + 1);
}

/* The screen that is not shown has its cursor where it will be restored. */
static void resize_grids(Vt *v, int rows, int cols, int *row, int *col)
{
    bool on_main = v->grid == &v->main;
    Saved *away = &v->saved[0];
    int *main_row = on_main ? row : &away->row, *main_col = on_main ? col : &away->col;
    vt_grid_reflow(&v->main, &v->history, rows, cols, main_row, main_col);
    if (v->alt.nrows)
        vt_grid_crop(&v->alt, rows, cols);
    for (size_t i = 0; i < ARRAY_LEN(v->saved); i++) {
        v->saved[i].row = MIN(v->saved[i].row, rows - 1);
        v->saved[i].col = MIN(v->saved[i].col, cols - 1);
    }
    *row = MIN(*row, rows - 1);
    *col = MIN(*col, cols - 1);
}

void vt_resize(Vt *v, int rows, int cols)
{
    rows = CLAMP(rows, 1, SIZE_MAX_CELLS);
    cols = CLAMP(cols, 1, SIZE_MAX_CELLS);
    if (rows == v->rows && cols == v->cols)
        return;
    int row = v->row, col = v->phantom ? v->cols : v->col;
    bool anew = cols != v->cols;
    if (anew)
        vt_mark_unprint(v);
    // libvterm would keep a region that ends above where it begins.
    vt_set_region(v, 0, v->rows);
    resize_grids(v, rows, cols, &row, &col);
    v->rows = v->bottom = rows;
    v->cols = cols;
    if (anew)
        vt_mark_again(v);
    vterm_set_size(v->vterm, rows, cols);
    vt_move(v, row == 0 ? rows - 1 : 0, 0); // so that it moves in any case, and forgets a wrap
    vt_move(v, row, col);
    v->generation++;
    v->changed = false;
}

void vt_set_colors(Vt *v, uint32_t fg_rgb, uint32_t bg_rgb)
{
    v->fg_rgb = fg_rgb;
    v->bg_rgb = bg_rgb;
}

void vt_set_shortcuts(Vt *v, bool on)
{
    v->no_shortcuts = !on;
}
