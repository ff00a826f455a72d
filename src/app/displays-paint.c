// The same cells for all: as many as the smallest has.  What a larger one has besides is blank,
// with a line where they end.
#include "app/displays.h"

enum { NOTE_ROW = 1 }; // below that line

static bool is_painted(const Display *s)
{
    return !s->suspended;
}

void displays_resized(App *a)
{
    VEC_EACH (Display *, s, &a->displays) {
        tty_resized((*s)->tty);
        if (a->ws->redraw)
            tty_invalidate((*s)->tty);
    }
}

// Who is suspended sees nothing, and so does not count.
static void fit(App *a)
{
    int rows = INT32_MAX, cols = INT32_MAX;
    VEC_EACH (Display *, s, &a->displays)
        if (is_painted(*s)) {
            rows = MIN(rows, tty_rows((*s)->tty));
            cols = MIN(cols, tty_cols((*s)->tty));
        }
    if (rows != INT32_MAX && (surface_rows(a->surface) != rows || surface_cols(a->surface) != cols))
        surface_resize(a->surface, rows, cols);
}

static void put_rest(Display *s, const char *const *line, const Surface *shown)
{
    const Style dim = {.attrs = ATTR_DIM};
    int rows = surface_rows(shown), cols = surface_cols(shown);
    bool right = cols < surface_cols(s->view), below = rows < surface_rows(s->view);
    for (int row = 0; right && row < rows; row++)
        surface_put(s->view, row, cols, 1, str_c(line[0]), dim);
    for (int col = 0; below && col < cols; col++)
        surface_put(s->view, rows, col, 1, str_c(line[1]), dim);
    if (right && below)
        surface_put(s->view, rows, cols, 1, str_c(line[2]), dim);
}

static void put_note(Display *s, const Surface *shown)
{
    AUTO(buf) Buf note = BUF_INIT;
    buf_addf(&note, "%d x %d: the smallest of the %zu terminals that share this session",
             surface_cols(shown), surface_rows(shown), s->app->displays.n);
    surface_put(s->view, surface_rows(shown) + NOTE_ROW, 0, surface_cols(s->view), buf_str(&note),
                (Style){.attrs = ATTR_DIM});
}

// Its keys do nothing, so it is to be seen how to leave.
static void put_watching(Display *s, const Surface *shown)
{
    const Str text = STR(" watching, q leaves ");
    int col = MAX(surface_cols(shown) - (int)text.n, 0);
    surface_put(s->view, 0, col, surface_cols(shown), text, (Style){.attrs = ATTR_REVERSE});
}

static const Surface *compose(Display *s, const Surface *shown)
{
    static const char *const lines[] = {"\xE2\x94\x82", "\xE2\x94\x80", "\xE2\x94\x98"};
    static const char *const ascii[] = {"|", "-", "+"};
    if (!s->view)
        s->view = surface_new(0, 0);
    surface_resize(s->view, tty_rows(s->tty), tty_cols(s->tty));
    surface_show(s->view, shown);
    put_rest(s, tty_has_signs(s->tty) ? lines : ascii, shown);
    put_note(s, shown);
    if (s->watches)
        put_watching(s, shown);
    return s->view;
}

void displays_paint(App *a)
{
    fit(a);
    a->cursor = ui_paint(a->ui, a->surface);
    const UiCursor *c = &a->cursor;
    VEC_EACH (Display *, s, &a->displays) {
        Tty *t = (*s)->tty;
        if (!is_painted(*s))
            continue;
        bool same = tty_rows(t) == surface_rows(a->surface) &&
                    tty_cols(t) == surface_cols(a->surface) && !(*s)->watches;
        const Surface *shown = same ? a->surface : compose(*s, a->surface);
        tty_paint(t, shown, c->row, c->col, c->shape);
    }
}
