// A letter on everything that can be gone to: typing it is a press there.
#include "ui/inner.h"

// Those under the fingers first; what comes after the last has none.
static const char letters[] = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM";

static void add(Ui *ui, Label label)
{
    if (ui->labels.n < sizeof letters - 1)
        vec_push(&ui->labels, label);
}

static void add_cells(Ui *ui, int row, int col)
{
    add(ui, (Label){.row = row, .col = col, .press = true});
}

static void add_tabs(Ui *ui, const Tabs *x)
{
    int start = x->area.col + x->panel;
    for (size_t i = 0; x->area.rows && i < x->ends.n; i++) {
        add_cells(ui, x->area.row, start);
        start = x->ends.p[i] + 1;
    }
}

static void add_list(Ui *ui, const List *l)
{
    for (size_t i = l->top; l->area.rows && i < list_end(l); i++)
        add_cells(ui, list_row(l, i).row, l->area.col);
}

static void add_group(Ui *ui, const GroupPane *p)
{
    add_tabs(ui, &p->titles);
    if (p->editor.rows)
        add(ui, (Label){p->editor.row, p->editor.col, false, FOCUS_EDITOR, p->group});
    for (size_t i = 0; p->crumbs.rows && i < p->ncrumbs; i++)
        add_cells(ui, p->crumbs.row, p->crumb[i].start);
}

// What is most likely gone to comes first.
static void collect(Ui *ui)
{
    const Areas *a = &ui->areas;
    vec_clear(&ui->labels);
    for (size_t i = 0; i < ui->ngroups && a->editors.rows; i++)
        add_group(ui, &ui->groups[i]);
    if (a->panel.rows) {
        add_tabs(ui, &ui->panel_tabs);
        add(ui, (Label){a->panel.row + 1, a->panel.col, false, FOCUS_PANEL, NULL});
    }
    if (a->side_bar.rows) {
        add(ui, (Label){a->side_bar.row, a->side_bar.col, false, FOCUS_SIDE_BAR, NULL});
        if (ui->ws->layout.side == SIDE_EXPLORER)
            add_list(ui, &ui->explorer);
        if (ui->ws->layout.side == SIDE_HISTORY)
            add_list(ui, &ui->history);
        if (ui->ws->layout.side == SIDE_REVIEW)
            add_list(ui, &ui->review);
    }
    if (ui->outline_at.rows)
        add_list(ui, &ui->outline);
    // the hint bar says already which key does what, but on tiny screens it leads to the parts
    bool hints = ui->ws->layout.size == SIZE_TINY;
    VEC_EACH (BarItem, it, &ui->bar_items)
        if (hints || it->row != a->hints.row)
            add_cells(ui, it->row, it->col);
}

void pane_labels_paint(Ui *ui)
{
    Style st = theme_on(ui->theme, THEME_BUTTON_FOREGROUND, THEME_BUTTON_BACKGROUND);
    st.attrs |= ATTR_BOLD;
    collect(ui);
    for (size_t i = 0; i < ui->labels.n; i++) {
        const char text[2] = {letters[i], 0};
        ui_put(ui, ui->labels.p[i].row, ui->labels.p[i].col, 1, text, st);
    }
    ui_set_cursor(ui, ui->cursor.row, ui->cursor.col, CURSOR_HIDDEN);
}

static void go(Ui *ui, const Label *to)
{
    Key press = {.kind = KEY_MOUSE,
                 .mouse = {.kind = MOUSE_PRESS, .button = MOUSE_LEFT, to->row, to->col, 1}};
    Key release = press;
    release.mouse.kind = MOUSE_RELEASE;
    if (to->press) {
        ui_mouse(ui, &press);
        ui_mouse(ui, &release);
        return;
    }
    if (to->group)
        group_focus(ui->ws, to->group);
    layout_focus(&ui->ws->layout, to->part);
}

void pane_labels_key(Ui *ui, const Key *k)
{
    const char *letter = k->kind == KEY_CHAR && k->cp < 0x80 && !(k->mods & (MOD_CTRL | MOD_ALT))
                             ? strchr(letters, (char)k->cp)
                             : NULL;
    size_t i = letter ? (size_t)(letter - letters) : SIZE_MAX;
    if (k->kind == KEY_MOUSE && k->mouse.kind != MOUSE_PRESS)
        return;
    ui->ws->labels = false;
    collect(ui); // it may not be painted yet
    if (i < ui->labels.n)
        go(ui, &ui->labels.p[i]);
}
