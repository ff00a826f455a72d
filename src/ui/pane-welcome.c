// The welcome page: what can be begun, learned and checked.  Every line is a command.
#include "ui/inner.h"
#include "base/path.h"
#include "base/width.h"

enum { COLUMNS = 3, COLUMN_COLS = 31, KEY_COLS = 13, TITLE_ROWS = 2, RECENT_ROWS = 5 };

typedef struct {
    int column;
    const char *label;
    const char *command; // NULL: a heading
    const char *folder;  // what to give it: then the line shows that, and no key; or NULL
} Line;

typedef struct {
    Line p[WELCOME_MAX];
    size_t n;
} Lines;

static void add(Lines *out, int column, const char *label, const char *command)
{
    BUG_ON(out->n == WELCOME_MAX);
    out->p[out->n++] = (Line){column, label, command, NULL};
}

// Folders of other projects, the one opened last first.
static void add_recent(Ui *ui, Lines *out)
{
    const Folders *f = &ui->ws->folders;
    for (size_t i = 0; i < MIN(f->recent.n, (size_t)RECENT_ROWS); i++) {
        AUTO(free) char *shown = path_pretty(f->recent.p[i], getenv("HOME"));
        if (i == 0)
            add(out, 0, "Recent", NULL);
        add(out, 0, arena_printf(&ui->frame, "%s", shown), "workspace.openFolder");
        out->p[out->n - 1].folder = f->recent.p[i];
    }
}

static const char *const color_names[] = {[TTY_COLOR_NONE] = "none",
                                          [TTY_COLOR_16] = "16",
                                          [TTY_COLOR_256] = "256",
                                          [TTY_COLOR_TRUE] = "24 bit"};

static void add_checks(Ui *ui, Lines *out)
{
    const char *colors = color_names[ui->color];
    add(out, 2, "Check", NULL);
    add(out, 2, arena_printf(&ui->frame, "Colours: %s", colors), "theme.select");
    add(out, 2, ui->signs ? "Signs: Unicode" : "Signs: ASCII", "settings.open");
    add(out, 2, ui->ws->options.mouse ? "Mouse: on" : "Mouse: off", "mouse.toggle");
    add(out, 2, "Keys that arrive", "keyboard.inspect");
    add(out, 2, trust_is_trusted(ui->ws) ? "Trusted folder" : "Not trusted", "trust.manage");
    add(out, 2, "Redraw screen", "screen.redraw");
}

static void fill(Ui *ui, Lines *out)
{
    static const Line lines[] = {
        {0, "Start", NULL, NULL},
        {0, "New file", "file.new", NULL},
        {0, "Open file…", "file.open", NULL},
        {0, "Open folder…", "workspace.openFolder", NULL},
        {0, "Go to file…", "palette.quickOpen", NULL},
        {0, "Explorer", "view.explorer", NULL},
        {0, "Search in files", "view.search", NULL},
        {0, "Terminal", "terminal.toggle", NULL},
        {0, "Quit", "app.quit", NULL},
    };
    static const Line learn[] = {
        {1, "Learn", NULL, NULL},
        {1, "Tutorial", "help.tutorial", NULL},
        {1, "All commands", "palette.commands", NULL},
        {1, "Menu", "menu.open", NULL},
        {1, "Keys from here", "help.keys", NULL},
        {1, "All keys", "help.openReference", NULL},
        {1, "Jump by letters", "focus.jump", NULL},
        {1, "Change keys", "keys.open", NULL},
        {1, "Settings", "settings.open", NULL},
    };
    out->n = 0;
    for (size_t i = 0; i < ARRAY_LEN(lines); i++)
        add(out, lines[i].column, lines[i].label, lines[i].command);
    add_recent(ui, out);
    for (size_t i = 0; i < ARRAY_LEN(learn); i++)
        add(out, learn[i].column, learn[i].label, learn[i].command);
    add_checks(ui, out);
}

static void paint_line(Ui *ui, const Line *x, Rect r, bool selected)
{
    Style st = theme_on(ui->theme, THEME_EDITOR_FOREGROUND, THEME_EDITOR_BACKGROUND);
    if (!x->command) {
        st.attrs |= ATTR_BOLD;
        ui_put(ui, r.row, r.col, r.cols, x->label, st);
        return;
    }
    if (x->folder) {
        if (selected)
            st = theme_over(st, theme_style(ui->theme, THEME_LIST_ACTIVE_SELECTION_BACKGROUND));
        ListRow row = {.text = str_c(x->label), .is_path = true, .indent = 1, .style = st};
        list_paint_row(ui->s, r, ui->theme, &row);
        return;
    }
    AUTO(buf) Buf key = BUF_INIT;
    AUTO(buf) Buf full = BUF_INIT;
    // the keys of this part, wherever the focus is
    keymap_key_of(ui->keymap, x->command, CONTEXT_BIT(CTX_ALWAYS), &full);
    ui_short_keys(buf_str(&full), &key);
    if (selected)
        st = theme_over(st, theme_style(ui->theme, THEME_LIST_ACTIVE_SELECTION_BACKGROUND));
    surface_fill(ui->s, r.row, r.col, 1, r.cols, st);
    ui_put(ui, r.row, r.col + 1, KEY_COLS - 1, buf_c(&key),
           theme_over(st, theme_style(ui->theme, THEME_HINT_BAR_KEY_FOREGROUND)));
    ui_put(ui, r.row, r.col + KEY_COLS, r.cols - KEY_COLS, x->label, st);
}

static int rows_of(const Lines *lines, int column)
{
    int n = 0;
    for (size_t i = 0; i < lines->n; i++)
        n += lines->p[i].column == column;
    return n;
}

// Side by side where there is room; else one below the other, which scrolls.
static bool is_wide(const Lines *lines, Rect a)
{
    int rows = MAX(MAX(rows_of(lines, 0), rows_of(lines, 1)), rows_of(lines, 2));
    return a.cols >= COLUMNS * COLUMN_COLS && rows + TITLE_ROWS + 1 <= a.rows;
}

static void place_wide(Ui *ui, const Lines *lines, Rect a)
{
    int row[COLUMNS] = {0}, left = a.col + (a.cols - COLUMNS * COLUMN_COLS) / 2;
    int top = a.row + TITLE_ROWS + MAX(0, (a.rows - rows_of(lines, 1) - TITLE_ROWS) / 3);
    for (size_t i = 0; i < lines->n; i++) {
        int c = lines->p[i].column;
        ui->welcome[i] = (Rect){top + row[c]++, left + c * COLUMN_COLS, 1, COLUMN_COLS - 2};
    }
}

static void place_narrow(Ui *ui, const Lines *lines, Rect a)
{
    List *l = &ui->welcome_list;
    int cols = MIN(a.cols - 2, 2 * (int)COLUMN_COLS);
    Rect area = {a.row + 1, a.col + MAX(1, (a.cols - cols) / 2), MAX(a.rows - 1, 0), cols};
    list_place(l, area, lines->n, ui->welcome_at);
    if (ui->welcome_at == 1)
        list_scroll(l, -1); // its heading, too
    for (size_t i = 0; i < lines->n; i++)
        ui->welcome[i] = i >= l->top && i < list_end(l) ? list_row(l, i) : (Rect){0};
}

static void step_over_heading(Ui *ui, const Lines *lines, bool back)
{
    size_t n = lines->n;
    while (!lines->p[ui->welcome_at % n].command)
        ui->welcome_at = (ui->welcome_at + (back ? n - 1 : 1)) % n;
}

// Nothing is to stand where nothing is open, unless it was asked for.
static bool is_off(const Ui *ui)
{
    return !ui->ws->welcome && ui->ws->options.startup_editor != STARTUP_WELCOME;
}

const char *pane_welcome_title(const Ui *ui)
{
    return is_off(ui) ? "" : "Welcome";
}

void pane_welcome_paint(Ui *ui, Rect a)
{
    Style st = theme_on(ui->theme, THEME_EDITOR_FOREGROUND, THEME_EDITOR_BACKGROUND);
    Lines lines;
    fill(ui, &lines);
    step_over_heading(ui, &lines, false);
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols, st);
    if (is_off(ui) && ui->ws->layout.focus == FOCUS_EDITOR)
        ui_set_cursor(ui, a.row, a.col, CURSOR_BLOCK);
    if (a.rows < 1 || is_off(ui))
        return;
    bool wide = is_wide(&lines, a), focused = ui->ws->layout.focus == FOCUS_EDITOR;
    if (wide)
        place_wide(ui, &lines, a);
    else
        place_narrow(ui, &lines, a);
    int row = wide ? ui->welcome[0].row - TITLE_ROWS : a.row;
    int col = wide ? ui->welcome[0].col : ui->welcome_list.area.col;
    ui_put(ui, row, col, a.col + a.cols - col, "codelab",
           theme_over(st, theme_style(ui->theme, THEME_AI_USER_FOREGROUND)));
    ui->nwelcome = lines.n;
    for (size_t i = 0; i < lines.n; i++)
        if (ui->welcome[i].rows)
            paint_line(ui, &lines.p[i], ui->welcome[i], focused && i == ui->welcome_at);
    Rect at = ui->welcome[ui->welcome_at];
    if (focused && at.rows)
        ui_set_cursor(ui, at.row, at.col, CURSOR_BLOCK);
}

static void choose(Ui *ui, const Lines *lines, size_t i)
{
    const Line *x = i < lines->n ? &lines->p[i] : NULL;
    if (x && x->command)
        command_invoke(ui->ws, command_find(str_c(x->command)), str_c(x->folder));
}

// The last line of the next column that is no lower than the selected one.
static void sideways(Ui *ui, const Lines *lines, int by)
{
    int column = lines->p[ui->welcome_at].column + by, row = ui->welcome[ui->welcome_at].row;
    for (size_t i = lines->n; i-- > 0;)
        if (lines->p[i].column == column && lines->p[i].command && ui->welcome[i].row <= row) {
            ui->welcome_at = i;
            return;
        }
}

void pane_welcome_key(Ui *ui, const Key *k)
{
    Lines lines;
    fill(ui, &lines);
    size_t n = lines.n, *at = &ui->welcome_at;
    if (is_off(ui))
        return;
    bool back = k->kind == KEY_UP || k->kind == KEY_END;
    if (k->kind == KEY_UP || k->kind == KEY_DOWN)
        *at = (*at + (back ? n - 1 : 1)) % n;
    else if (k->kind == KEY_HOME || k->kind == KEY_END)
        *at = back ? n - 1 : 0;
    else if (k->kind == KEY_LEFT || k->kind == KEY_RIGHT)
        sideways(ui, &lines, k->kind == KEY_LEFT ? -1 : 1);
    else if (k->kind == KEY_ENTER)
        choose(ui, &lines, *at);
    else if (k->kind == KEY_ESCAPE)
        ui->ws->welcome = false;
    step_over_heading(ui, &lines, back);
}

bool pane_welcome_press(Ui *ui, const Key *k)
{
    Lines lines;
    GroupPane *p = ui_pane_at(ui, k->mouse.row, k->mouse.col);
    if (!p || is_off(ui) || !ui_shows_welcome(ui, p) ||
        !rect_has(p->editor, k->mouse.row, k->mouse.col))
        return false;
    fill(ui, &lines);
    group_focus(ui->ws, p->group);
    layout_focus(&ui->ws->layout, FOCUS_EDITOR);
    for (size_t i = 0; i < MIN(lines.n, ui->nwelcome); i++)
        if (lines.p[i].command && rect_has(ui->welcome[i], k->mouse.row, k->mouse.col)) {
            ui->welcome_at = i;
            choose(ui, &lines, i);
            break;
        }
    return true;
}

bool ui_shows_welcome(const Ui *ui, const GroupPane *p)
{
    return !group_view(p->group) || (ui->ws->welcome && p->group == ui->ws->group);
}
