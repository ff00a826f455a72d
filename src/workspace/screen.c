// A scrolled and selectable look at an emulated terminal.
#include "workspace/terminals.h"
#include "base/mem.h"
#include "vt/vt.h"
#include "workspace/screen-find.h"

void screen_init(Screen *s, int rows, int cols, size_t scrollback)
{
    *s = (Screen){.vt = vt_new(MAX(1, rows), MAX(1, cols), scrollback)};
}

void screen_deinit(Screen *s)
{
    vt_free(s->vt);
    screen_find_free(s->find);
    *s = (Screen){0};
}

static int oldest(const Screen *s)
{
    return -(int)vt_scrollback(s->vt);
}

int screen_first(const Screen *s, int rows)
{
    // the grid may be higher than what is seen (a run keeps the size it began with): show its end
    VtCursor c = vt_cursor(s->vt);
    int used = MIN(vt_rows(s->vt), c.row + !(s->over && c.col == 0));
    return MAX(MAX(0, used - rows) - s->back, oldest(s));
}

void screen_scroll(Screen *s, int rows)
{
    s->back = CLAMP(s->back + rows, 0, (int)vt_scrollback(s->vt));
}

void screen_set_mode(Screen *s, bool scroll_mode)
{
    s->scroll_mode = scroll_mode;
    if (scroll_mode) {
        VtCursor c = vt_cursor(s->vt);
        s->cur = (ScreenPos){c.row, MIN(c.col, vt_cols(s->vt) - 1)};
    } else {
        s->back = 0;
        s->selecting = false;
        screen_find_forget(s);
    }
}

// Scroll so far that the cursor is seen.
static void screen_reveal(Screen *s)
{
    if (s->cur.row < -s->back)
        s->back = -s->cur.row;
    if (s->cur.row >= vt_rows(s->vt) - s->back)
        s->back = vt_rows(s->vt) - 1 - s->cur.row;
    s->back = CLAMP(s->back, 0, (int)vt_scrollback(s->vt));
}

void screen_move(Screen *s, int rows, int cols)
{
    screen_select_to(s, s->cur.row + rows, s->cur.col + cols);
    screen_reveal(s);
}

void screen_settle(Screen *s)
{
    uint64_t pushed = vt_pushed(s->vt);
    // a higher screen takes rows back from the scrollback: then it is negative
    int64_t grew = (int64_t)(pushed - s->pushed), most = (int64_t)vt_scrollback(s->vt);
    int moved = (int)CLAMP(grew, -most, most);
    ScreenPos *places[] = {&s->cur, &s->anchor, &s->anchor_end};
    s->pushed = pushed;
    if (!grew)
        return;
    if (s->back > 0) // stay at what is looked at
        screen_scroll(s, moved);
    screen_find_moved(s, moved);
    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        places[i]->row = CLAMP(places[i]->row - moved, oldest(s), vt_rows(s->vt) - 1);
}

const char *screen_cwd(const Screen *s)
{
    return vt_cwd(s->vt);
}

bool screen_brackets_pastes(const Screen *s)
{
    return vt_bracketed_paste(s->vt);
}

bool screen_is_alt(const Screen *s)
{
    return vt_alt_screen(s->vt);
}
