// What can be seen of the terminal.
#include "vt/inner.h"

int vt_rows(const Vt *v)
{
    return v->rows;
}

int vt_cols(const Vt *v)
{
    return v->cols;
}

size_t vt_scrollback(const Vt *v)
{
    return v->history.n;
}

static const Line *line_at(const Vt *v, int row)
{
    if (row >= v->rows)
        return NULL;
    return row >= 0 ? v->grid->rows[row] : vt_history_get(&v->history, -(size_t)row);
}

VtCell vt_cell(const Vt *v, int row, int col)
{
    const Line *line = line_at(v, row);
    Cell c = {0};
    VtCell out = {.width = 1};
    if (line && col >= 0 && col < line->used) {
        c = line->cells[col];
        out.text = vt_line_text(line, &line->cells[col]);
        out.link = vt_line_link_of(line, &line->cells[col]);
    }
    out.fg = c.fg;
    out.bg = c.bg;
    out.attrs = c.attrs;
    if (v->modes & MODE_REVERSE)
        out.attrs ^= VT_REVERSE;
    out.width = c.half == HALF_LEFT ? 2 : c.half == HALF_RIGHT ? 0 : 1;
    return out;
}

bool vt_row_wraps(const Vt *v, int row)
{
    const Line *line = line_at(v, row);
    return line && line->wraps;
}

void vt_row_text(const Vt *v, int row, Buf *out)
{
    const Line *line = line_at(v, row);
    if (!line)
        return;
    size_t start = out->n, end = out->n;
    for (int col = 0; col < line->used; col++) {
        const Cell *c = &line->cells[col];
        if (c->half == HALF_RIGHT)
            continue;
        Str text = vt_line_text(line, c);
        buf_add(out, text.n ? text : STR(" "));
        if (text.n || line->wraps)
            end = out->n;
    }
    buf_splice(out, MAX(start, end), out->n, STR(""));
}

uint64_t vt_generation(const Vt *v)
{
    return v->generation;
}

uint64_t vt_pushed(const Vt *v)
{
    return v->history.pushed;
}

VtCursor vt_cursor(const Vt *v)
{
    return (VtCursor){
        .row = v->row,
        .col = v->col,
        .visible = v->modes & MODE_VISIBLE,
        .shape = v->cursor_shape,
        .blink = v->modes & MODE_BLINK,
    };
}

bool vt_alt_screen(const Vt *v)
{
    return v->grid == &v->alt;
}

bool vt_wants_motion(const Vt *v)
{
    return v->modes & MODE_MOUSE_MOVE;
}

bool vt_wants_mouse(const Vt *v)
{
    return v->modes & MODES_MOUSE;
}

bool vt_bracketed_paste(const Vt *v)
{
    return v->modes & MODE_PASTE;
}

const char *vt_title(const Vt *v)
{
    return v->title;
}

const char *vt_cwd(const Vt *v)
{
    return v->cwd;
}

char *vt_take_clipboard(Vt *v)
{
    return buf_take(&v->clipboard);
}

bool vt_take_bell(Vt *v)
{
    bool bell = v->bell;
    v->bell = false;
    return bell;
}
