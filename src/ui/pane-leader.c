// The leader panel: what could follow the chord under way, in pages.
#include "ui/inner.h"
#include "base/clock.h"
#include "base/width.h"

enum { FOLLOWING = 160, COLUMNS = 3, ROWS_LEAST = 6 };

typedef struct {
    const Binding *rows[FOLLOWING];
    size_t n;
    Rect at;   // with its header
    int page;  // entries of one
    int pages; // 0: not shown
} Panel;

static Panel panel_now(const Ui *ui)
{
    Panel p = {0};
    const Layout *l = &ui->ws->layout;
    if (!*keymap_pending(ui->keymap) ||
        clock_mono_ns() - ui->chord_ns < (int64_t)ui->ws->options.leader_ms * 1000000)
        return p;
    p.n = keymap_following(ui->keymap, ui->ws, p.rows, FOLLOWING);
    int foot = l->rows - MAX(ui->areas.status.rows, 1) - ui->areas.hints.rows;
    int most = CLAMP(l->rows / 2, ROWS_LEAST, MAX(foot - 2, 1));
    int height = MIN((int)(p.n + COLUMNS - 1) / COLUMNS, most);
    p.at = (Rect){foot - height - 1, 0, height + 1, l->cols};
    p.page = MAX(height, 1) * COLUMNS;
    p.pages = ((int)p.n + p.page - 1) / p.page;
    return p;
}

// All of a command's title, or what stands behind its area where that is too long.
static const char *title_within(const char *title, int cols)
{
    const char *rest = strstr(title, ": ");
    return rest && width_text(str_c(title), 1) > cols ? rest + 2 : title;
}

// The keys of a row behind those that were pressed.
static Str keys_left(const Ui *ui, const Binding *row)
{
    Str keys = str_c(row->keys), pressed = str_c(keymap_pending(ui->keymap)), part;
    while (str_split(&pressed, ' ', &part))
        str_split(&keys, ' ', &part);
    return keys;
}

static void paint_entry(Ui *ui, Rect a, const Binding *row, Style st)
{
    AUTO(buf) Buf key = BUF_INIT;
    Str keys = keys_left(ui, row);
    if (row->arg && str_eq_c(keys, row->arg)) // the first of ten
        buf_addf(&key, "0%s9", theme_glyph(ui->theme, GLYPH_ELLIPSIS));
    else
        keymap_pretty(keys, &key);
    int cols = MAX(8, width_text(buf_str(&key), 1) + 1), cells = a.cols - cols - 1;
    const char *title = command_find(str_c(row->command))->title;
    ui_put(ui, a.row, a.col, cols, buf_c(&key),
           theme_over(st, theme_style(ui->theme, THEME_HINT_BAR_KEY_FOREGROUND)));
    ui_put(ui, a.row, a.col + cols, cells, title_within(title, cells), st);
}

static void paint_header(Ui *ui, const Panel *p)
{
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_PART_HEADER_BACKGROUND);
    const char *end = p->pages > 1 ? arena_printf(&ui->frame, "PgDn more %d/%d   Esc cancel",
                                                  ui->leader_page % p->pages + 1, p->pages)
                                   : "Esc cancel";
    surface_fill(ui->s, p->at.row, p->at.col, 1, p->at.cols, st);
    ui_put(ui, p->at.row, 1, p->at.cols - 2,
           arena_printf(&ui->frame, "%s %s", keymap_pending(ui->keymap),
                        theme_glyph(ui->theme, GLYPH_ELLIPSIS)),
           st);
    ui_put_right(ui, p->at.row, p->at.col + p->at.cols - 1, end, st);
}

void pane_leader_paint(Ui *ui)
{
    Panel p = panel_now(ui);
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_QUICK_INPUT_BACKGROUND);
    if (!p.pages)
        return;
    int per_col = p.at.rows - 1, cols = p.at.cols / COLUMNS;
    size_t first = (size_t)(ui->leader_page % p.pages * p.page);
    surface_fill(ui->s, p.at.row, p.at.col, p.at.rows, p.at.cols, st);
    paint_header(ui, &p);
    for (size_t i = 0; i < (size_t)p.page && first + i < p.n; i++) {
        int row = p.at.row + 1 + (int)i % per_col, col = p.at.col + 1 + (int)i / per_col * cols;
        paint_entry(ui, (Rect){row, col, 1, cols}, p.rows[first + i], st);
    }
}

// Keys of a chord that is typed without waiting go where they are bound.
bool pane_leader_key(Ui *ui, const Key *k)
{
    if ((k->kind != KEY_PAGE_DOWN && k->kind != KEY_PAGE_UP) || k->mods)
        return false;
    Panel p = panel_now(ui);
    if (p.pages < 2)
        return false;
    ui->leader_page = (ui->leader_page + (k->kind == KEY_PAGE_DOWN ? 1 : p.pages - 1)) % p.pages;
    return true;
}
