#include "base/mem.h"
#include "base/width.h"
#include "widget/widget.h"

enum { DIALOG_COLS = 60, DIALOG_MARGIN = 2, GUARD_MS = 300 };

static int count(const Dialog *d)
{
    int n = 0;
    while (n < BUTTONS_MAX && d->labels[n])
        n++;
    return n;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* Offset of the letter that chooses button i: its first one that no button before it took; -1 if it
 * has none left. */
static int hot_letter(const Dialog *d, int i)
{
    char taken[BUTTONS_MAX];
    int offset = -1;
    for (int j = 0; j <= i; j++) {
        const char *label = d->labels[j];
        offset = -1;
        for (int k = 0; offset < 0 && label[k]; k++)
            if (is_letter(label[k]) && !memchr(taken, lower(label[k]), (size_t)j))
                offset = k;
        taken[j] = offset < 0 ? '\0' : lower(label[offset]);
    }
    return offset;
}

/* Place the buttons in rows of `cols` columns, from the corner of r on; returns the rows. */
static int place(Dialog *d, Rect r)
{
    int row = 0, col = 0;
    for (int i = 0; i < count(d); i++) {
        int cols = MIN(width_text(str_c(d->labels[i]), 1) + 4, r.cols);
        if (col > 0 && col + cols > r.cols) {
            row++;
            col = 0;
        }
        d->at[i] = (Rect){r.row + row, r.col + col, 1, cols};
        col += cols + 2;
    }
    return row + 1;
}

static void paint_button(Surface *s, const Theme *t, const Dialog *d, int i, Style st)
{
    Rect r = d->at[i];
    Str label = str_c(d->labels[i]);
    int hot = hot_letter(d, i);
    if (i == d->focused)
        st = theme_over(st, theme_on(t, THEME_BUTTON_FOREGROUND, THEME_BUTTON_BACKGROUND));
    surface_fill(s, r.row, r.col, 1, r.cols, st);
    text_put(s, (Rect){r.row, r.col + 2, 1, r.cols - 4}, t, label, st);
    surface_put(s, r.row, r.col, 1, STR("["), st);
    surface_put(s, r.row, r.col + r.cols - 1, 1, STR("]"), st);
    if (hot < 0)
        return;
    int before = width_text(str_upto(label, (size_t)hot), 1);
    if (before < r.cols - 5)
        surface_restyle(s, r.row, r.col + 2 + before, 1, (Style){.attrs = ATTR_UNDERLINE});
}

static void paint_buttons(Surface *s, const Theme *t, Dialog *d, Style st)
{
    Rect r = d->foot;
    place(d, r);
    for (int i = 0; i < count(d); i++) {
        if (d->at[i].row < r.row + r.rows && r.cols > 0)
            paint_button(s, t, d, i, st);
        else
            d->at[i] = (Rect){0}; // not to be clicked
    }
}

static int click(const Dialog *d, const Key *k)
{
    bool press = k->mouse.kind == MOUSE_PRESS && k->mouse.button == MOUSE_LEFT;
    for (int i = 0; press && i < count(d); i++)
        if (rect_has(d->at[i], k->mouse.row, k->mouse.col))
            return i;
    return BUTTON_NONE;
}

static int letter(const Dialog *d, uint32_t cp)
{
    for (int i = 0; i < count(d); i++) {
        int hot = hot_letter(d, i);
        if (hot >= 0 && cp < 0x80 && lower(d->labels[i][hot]) == lower((char)cp))
            return i;
    }
    return BUTTON_NONE;
}

static int button_key(Dialog *d, const Key *k)
{
    int n = count(d);
    if (k->kind == KEY_MOUSE)
        return click(d, k);
    if (n == 0 || (k->mods & (MOD_CTRL | MOD_ALT)))
        return BUTTON_NONE;
    switch (k->kind) {
    case KEY_ENTER:
        return d->focused;
    case KEY_CHAR:
        return k->cp == ' ' ? d->focused : letter(d, k->cp);
    case KEY_LEFT:
    case KEY_RIGHT:
    case KEY_UP:
    case KEY_DOWN:
    case KEY_TAB:
        break;
    default:
        return BUTTON_NONE;
    }
    bool back =
        k->kind == KEY_LEFT || k->kind == KEY_UP || (k->kind == KEY_TAB && (k->mods & MOD_SHIFT));
    d->focused = (d->focused + (back ? n - 1 : 1)) % n;
    return BUTTON_NONE;
}

static Rect centered(Rect r, int rows, int cols)
{
    rows = CLAMP(rows, 0, MAX(r.rows, 0));
    cols = CLAMP(cols, 0, MAX(r.cols, 0));
    return (Rect){r.row + (r.rows - rows) / 2, r.col + (r.cols - cols) / 2, rows, cols};
}

void dialog_paint(Surface *s, Rect screen, const Theme *t, Dialog *d)
{
    Style st = theme_on(t, THEME_FOREGROUND, THEME_EDITOR_WIDGET_BACKGROUND);
    int cols = MIN((int)DIALOG_COLS, screen.cols - 2 * DIALOG_MARGIN);
    int lines = text_rows(str_c(d->text), cols - 4);
    int buttons = place(d, (Rect){.cols = cols - 4});
    Rect box = centered(screen, lines + buttons + 3, cols);
    Rect in = popup_paint(s, box, t, str_c(d->title), st);
    // a text that is too long for the screen loses its end, never the buttons
    Rect text = {in.row, in.col, MIN(lines, in.rows - buttons - 1), in.cols};
    text_paint(s, text, t, str_c(d->text), st);
    int top = MAX(in.rows - buttons, 0);
    d->foot = (Rect){in.row + top, in.col, in.rows - top, in.cols};
    paint_buttons(s, t, d, st);
}

int dialog_key(Dialog *d, const Key *k, int64_t now_ns)
{
    bool typed = k->kind == KEY_ENTER || k->kind == KEY_CHAR;
    if (typed && now_ns - d->shown_ns < GUARD_MS * 1000000ll) {
        d->shown_ns = now_ns; // whoever goes on typing has not seen it yet
        return BUTTON_NONE;
    }
    return k->kind == KEY_ESCAPE ? BUTTON_CANCEL : button_key(d, k);
}
