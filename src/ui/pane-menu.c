// The menu: areas and their commands side by side, or one list where it was asked for.
#include "base/width.h"
#include "ui/inner.h"

enum { AREA_COLS = 13, MAIN_COLS = 72, MAIN_ROWS = 20, CONTEXT_COLS = 50 };

static Menu *filled(Ui *ui)
{
    Menu *m = &ui->ws->menu;
    if (m->stale) {
        menu_fill(ui->ws, ui->keymap);
        ui->menu_areas = ui->menu_rows = (List){0};
    }
    return m;
}

static Style row_style(const Ui *ui, bool selected, bool active)
{
    ThemeToken bg = !selected ? THEME_QUICK_INPUT_BACKGROUND
                    : active  ? THEME_QUICK_INPUT_LIST_FOCUS_BACKGROUND
                              : THEME_LIST_INACTIVE_SELECTION_BACKGROUND;
    return theme_on(ui->theme, THEME_FOREGROUND, bg);
}

// For a screen reader rows have numbers, which choose them.
static Str label_of(Ui *ui, size_t i, const char *label)
{
    return str_c(ui->reader ? arena_printf(&ui->frame, "%zu %s", i + 1, label) : label);
}

static void paint_areas(Ui *ui, Menu *m, Rect at)
{
    List *l = &ui->menu_areas;
    list_place(l, at, m->areas.n, m->area);
    for (size_t i = l->top; i < list_end(l); i++) {
        ListRow r = {.text = label_of(ui, i, m->areas.p[i].name),
                     .indent = 1,
                     .style = row_style(ui, i == m->area, !m->inside)};
        list_paint_row(ui->s, list_row(l, i), ui->theme, &r);
    }
    scroll_paint(ui->s, (Rect){at.row, at.col + at.cols, at.rows, 1}, ui->theme, l->top, l->n);
    if (!m->inside)
        ui_set_cursor_in(ui, l, m->area);
}

static void paint_rows(Ui *ui, Menu *m, Rect at)
{
    const MenuArea *a = menu_area(m);
    List *l = &ui->menu_rows;
    list_place(l, at, a->rows.n, a->selected);
    for (size_t i = l->top; i < list_end(l); i++) {
        ListRow r = {.text = label_of(ui, i, a->rows.p[i].label),
                     .detail = str_c(a->rows.p[i].key),
                     .indent = 1,
                     .margin = 1,
                     .style = row_style(ui, m->inside && i == a->selected, true)};
        list_paint_row(ui->s, list_row(l, i), ui->theme, &r);
    }
    scroll_paint(ui->s, (Rect){at.row, at.col + at.cols, at.rows, 1}, ui->theme, l->top, l->n);
    if (m->inside)
        ui_set_cursor_in(ui, l, a->selected);
}

// At the right end, under the button that opens it.
static void paint_main(Ui *ui, Menu *m, Style st)
{
    const Layout *l = &ui->ws->layout;
    int cols = MIN((int)MAIN_COLS, l->cols - 2), rows = MIN((int)MAIN_ROWS, l->rows - 3);
    bool bar = ui->areas.menu.rows;
    Rect box = {1, bar ? 0 : l->cols - cols - 1, rows, cols};
    ui->menu_at = box;
    popup_paint(ui->s, box, ui->theme, STR("Menu"), st);
    int line = box.col + 1 + AREA_COLS;
    for (int row = 1; row < rows - 1; row++)
        ui_put(ui, box.row + row, line, 1, theme_glyph(ui->theme, GLYPH_VLINE), st);
    paint_areas(ui, m, (Rect){box.row + 1, box.col + 1, rows - 2, AREA_COLS});
    paint_rows(ui, m, (Rect){box.row + 1, line + 1, rows - 2, box.col + cols - 2 - line});
}

static int widest(const MenuArea *a)
{
    int cols = width_text(str_c(a->name), 1) + 6;
    VEC_EACH (MenuRow, r, &a->rows)
        cols = MAX(cols, width_text(str_c(r->label), 1) + width_text(str_c(r->key), 1) + 6);
    return cols;
}

// Below the place where it was asked for, or above it, as far as it fits.
static void paint_context(Ui *ui, Menu *m, Style st)
{
    const Layout *l = &ui->ws->layout;
    MenuArea *a = menu_area(m);
    int cols = MIN(widest(a), MIN((int)CONTEXT_COLS, l->cols - 2));
    int rows = MIN((int)a->rows.n + 2, l->rows - 2);
    if (!m->placed) {
        m->row = ui->cursor.row;
        m->col = ui->cursor.col;
        m->placed = true; // it stays where it is
    }
    int top = m->row + 1 + rows <= l->rows - 1 ? m->row + 1 : m->row - rows;
    Rect box = {CLAMP(top, 0, MAX(l->rows - 1 - rows, 0)), CLAMP(m->col, 0, l->cols - cols), rows,
                cols};
    ui->menu_at = box;
    popup_paint(ui->s, box, ui->theme, str_c(a->name), st);
    ui->menu_areas = (List){0};
    paint_rows(ui, m, (Rect){box.row + 1, box.col + 1, rows - 2, cols - 2});
}

void pane_menu_bar_paint(Ui *ui, Rect a)
{
    Style st = theme_on(ui->theme, THEME_TAB_INACTIVE_FOREGROUND, THEME_TAB_INACTIVE_BACKGROUND);
    int col = a.col + 1;
    surface_fill(ui->s, a.row, a.col, 1, a.cols, st);
    for (size_t i = 0; menu_area_name(i); i++) {
        const char *name = menu_area_name(i);
        int cells = width_text(str_c(name), 1);
        if (col + cells > a.col + a.cols)
            return;
        ui_put(ui, a.row, col, cells, name, st);
        ui_add_item(ui, (BarItem){a.row, col, col + cells, "menu.open", name});
        col += cells + 2;
    }
}

void pane_menu_paint(Ui *ui)
{
    Menu *m = filled(ui);
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_QUICK_INPUT_BACKGROUND);
    if (m->kind == MENU_MAIN)
        paint_main(ui, m, st);
    else
        paint_context(ui, m, st);
}

static void choose(Ui *ui, Menu *m)
{
    const MenuArea *a = menu_area(m);
    const char *id = a->rows.p[a->selected].command; // of a command: outlives the menu
    menu_close(m);
    command_invoke(ui->ws, command_find(str_c(id)), STR_NULL);
}

/* A digit for a screen reader: the row or area of that number is selected, and chosen at once where
 * no longer number could be meant. */
static void number(Ui *ui, Menu *m, size_t digit)
{
    MenuArea *a = menu_area(m);
    bool rows = m->inside || m->kind == MENU_CONTEXT;
    size_t n = rows ? a->rows.n : m->areas.n, longer = ui->menu_number * 10 + digit;
    ui->menu_number = longer <= n ? longer : digit;
    if (ui->menu_number == 0 || ui->menu_number > n) {
        ui->menu_number = 0;
        return;
    }
    if (rows)
        a->selected = ui->menu_number - 1;
    else
        m->area = ui->menu_number - 1;
    if (ui->menu_number * 10 <= n)
        return;
    ui->menu_number = 0;
    if (rows)
        choose(ui, m);
    else
        m->inside = true;
}

static void mouse(Ui *ui, Menu *m, const Key *k)
{
    size_t area = list_at(&ui->menu_areas, k->mouse.row, k->mouse.col);
    size_t row = list_at(&ui->menu_rows, k->mouse.row, k->mouse.col);
    bool press = k->mouse.kind == MOUSE_PRESS;
    if (k->mouse.kind == MOUSE_WHEEL) {
        bool left = rect_has(ui->menu_areas.area, k->mouse.row, k->mouse.col);
        list_scroll(left ? &ui->menu_areas : &ui->menu_rows, wheel_rows(k));
    } else if (press && area < m->areas.n) {
        m->area = area;
        m->inside = false;
    } else if (press && row < menu_area(m)->rows.n) {
        m->inside = true;
        menu_area(m)->selected = row;
        choose(ui, m);
    } else if (press && !rect_has(ui->menu_at, k->mouse.row, k->mouse.col)) {
        menu_close(m);
    }
}

// Into an area and out of it again; a list alone has neither.
static void sideways(Menu *m, bool right)
{
    if (m->kind == MENU_MAIN)
        m->inside = right;
}

void pane_menu_key(Ui *ui, const Key *k)
{
    Menu *m = filled(ui);
    long page = MAX(1, ui->menu_at.rows - 3);
    bool digit = ui->reader && k->kind == KEY_CHAR && k->cp >= '0' && k->cp <= '9' && !k->mods;
    if (!digit)
        ui->menu_number = 0;
    if (k->kind == KEY_MOUSE)
        mouse(ui, m, k);
    else if (digit)
        number(ui, m, k->cp - '0');
    else if (k->kind == KEY_ESCAPE || (k->kind == KEY_F1 + 9 && !k->mods))
        menu_close(m);
    else if (k->kind == KEY_UP || k->kind == KEY_DOWN)
        menu_step(m, k->kind == KEY_UP ? -1 : 1);
    else if (k->kind == KEY_PAGE_UP || k->kind == KEY_PAGE_DOWN)
        menu_step(m, k->kind == KEY_PAGE_UP ? -page : page);
    else if (k->kind == KEY_HOME || k->kind == KEY_END)
        menu_step(m, k->kind == KEY_HOME ? -9999 : 9999);
    else if (k->kind == KEY_LEFT || k->kind == KEY_RIGHT)
        sideways(m, k->kind == KEY_RIGHT);
    else if (k->kind == KEY_TAB)
        sideways(m, !m->inside);
    else if (k->kind == KEY_ENTER && !m->inside)
        sideways(m, true);
    else if (k->kind == KEY_ENTER)
        choose(ui, m);
    else if (k->kind == KEY_CHAR && k->cp < 0x80 && !(k->mods & (MOD_CTRL | MOD_ALT)))
        menu_find(m, (char)k->cp);
}

void pane_menu_open_at(Ui *ui, int row, int col, bool titles)
{
    Menu *m = &ui->ws->menu;
    menu_open(m, MENU_CONTEXT);
    m->titles = titles;
    menu_place(m, row, col);
}
