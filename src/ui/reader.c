// The screen for a screen reader: nothing drawn that is not text, the cursor where the focus is,
// and one row that says what changed and which row of a list is selected.
#include "ui/inner.h"
#include "base/name.h"
#include "base/utf8.h"

enum { DRAWN_FIRST = 0x2500, DRAWN_END = 0x2900 };

/* ASCII for a character of lines, blocks, shapes or Braille. */
static char plain_for(uint32_t cp)
{
    if (cp == 0x2502 || cp == 0x2503 || cp == 0x2551)
        return '|';
    if (cp < 0x2504 || cp == 0x2550)
        return '-';
    if (cp < 0x2580)
        return '+';
    return cp < 0x25a0 ? '#' : cp < 0x2800 ? '*' : '.';
}

/* What is drawn is taken off the screen, wherever it came from. */
static void take_drawings(Ui *ui)
{
    for (int row = 0; row < surface_rows(ui->s); row++)
        for (int col = 0; col < surface_cols(ui->s); col++) {
            const Cell *c = surface_cell(ui->s, row, col);
            Str text = surface_text(ui->s, row, col);
            size_t n;
            bool valid;
            if (text.n < 3 || c->width == 0)
                continue;
            uint32_t cp = utf8_decode(text, &n, &valid);
            if (cp < DRAWN_FIRST || cp >= DRAWN_END)
                continue;
            int width = c->width;
            Style style = c->style;
            char plain = plain_for(cp);
            for (int i = 0; i < width; i++)
                surface_put_cell(ui->s, row, col + i, str_n(&plain, 1), 1, style);
        }
}

static const List *focused_list(const Ui *ui)
{
    const Layout *l = &ui->ws->layout;
    if (ask_shown(ui->ws))
        return NULL;
    if (ui->ws->menu.kind)
        return ui->ws->menu.inside || ui->ws->menu.kind == MENU_CONTEXT ? &ui->menu_rows
                                                                        : &ui->menu_areas;
    if (ui->ws->palette.open)
        return &ui->found;
    if (l->focus == FOCUS_SIDE_BAR)
        return l->side == SIDE_EXPLORER  ? &ui->explorer
               : l->side == SIDE_HISTORY ? &ui->history
               : l->side == SIDE_REVIEW  ? &ui->review
                                         : &ui->search_list;
    return l->focus == FOCUS_PANEL && l->tab == PANEL_PROBLEMS ? &ui->problems : NULL;
}

/* A painted row as a sentence: columns become parts between commas. */
static void add_row(Ui *ui, Rect r, Buf *out)
{
    int blanks = 0;
    bool any = false;
    for (int col = r.col; col < r.col + r.cols && col < surface_cols(ui->s); col++) {
        Str text = surface_text(ui->s, r.row, col);
        if (surface_cell(ui->s, r.row, col)->width == 0)
            continue;
        if (text.n == 0 || str_eq_c(text, " ")) {
            blanks++;
            continue;
        }
        if (any && blanks)
            buf_add_c(out, blanks > 1 ? ", " : " ");
        buf_add(out, text);
        blanks = 0;
        any = true;
    }
}

static void add_word(Buf *out, bool is, const char *word)
{
    if (is)
        buf_addf(out, ", %s", word);
}

/* An entry of the explorer, with all that its colours and letters mean. */
static void add_entry(Ui *ui, size_t i, Buf *out)
{
    static const char *const names[] = {"error", "warning"};
    ExplorerRow x = explorer_row(ui->ws->explorer, i);
    AUTO(free) char *path = explorer_path(ui->ws->explorer, i);
    AUTO(free) char *shown = workspace_pretty(ui->ws, path);
    size_t n = 0;
    Severity s = problems_gravest(ui->ws->problems, path, &n);
    const Document *d = x.is_dir ? NULL : document_find(ui->ws, path);
    name_show(str_c(shown), out);
    add_word(out, x.is_dir, x.open ? "folder, open" : "folder, closed");
    add_word(out, x.is_link, "link");
    add_word(out, x.broken, "leads nowhere");
    add_word(out, x.problem, x.problem);
    add_word(out, x.ignored, "ignored");
    add_word(out, x.marked, "marked");
    add_word(out, x.cut, "cut");
    add_word(out, d && document_is_modified(d), "modified");
    if (s <= SEVERITY_WARNING && n)
        buf_addf(out, ", %zu %s%s", n, names[s], n == 1 ? "" : "s");
    else if (s <= SEVERITY_WARNING)
        buf_addf(out, ", %ss inside", names[s]);
}

/* What a run wrote, with how it stands in words. */
static void add_written(Ui *ui, size_t i, Buf *out)
{
    const ReviewRow *x = &ui->ws->reviewing.rows.p[i];
    name_show(str_c(x->name), out);
    add_word(out, x->is_group, x->is_open ? "group, open" : "group, closed");
    add_word(out, true, review_sign_word(x->sign));
    add_word(out, x->care != NULL, x->care);
    add_word(out, !x->care || strcmp(x->care, x->right) != 0, x->right);
}

static void add_part(Buf *out, const char *text)
{
    if (out->n && text)
        buf_add_c(out, out->p[out->n - 1] == '.' ? " " : ". ");
    buf_add_c(out, text ? text : "");
}

static void add_selected(Ui *ui, Buf *out)
{
    const List *l = focused_list(ui);
    if (!l || l->n == 0 || l->selected < l->top || l->selected >= list_end(l))
        return;
    Rect r = list_row(l, l->selected);
    if (!ui->ws->menu.kind) // whose rows have numbers
        buf_addf(out, "%zu of %zu, ", l->selected + 1, l->n);
    bool entry = l == &ui->explorer && explorer_edit(ui->ws->explorer).kind == EDIT_NONE;
    if (entry)
        add_entry(ui, l->selected, out);
    else if (l == &ui->review)
        add_written(ui, l->selected, out);
    else
        add_row(ui, r, out);
    if (ui->ws->menu.kind)
        buf_addf(out, ", of %zu", l->n);
    // a list in the palette keeps the cursor in its line while one types
    if (ui->ws->palette.open && l->selected > 0)
        ui_set_cursor(ui, r.row, r.col, CURSOR_BLOCK);
}

// One row, whatever lines the text has.
static void add_line(Buf *out, const char *title, const char *text)
{
    buf_addf(out, "%s: ", title);
    for (; *text; text++)
        buf_add_byte(out, *text == '\n' ? ' ' : *text);
}

/* What is said in the status row; "" leaves that as it is. */
static void add_said(Ui *ui, Buf *out)
{
    const Workspace *ws = ui->ws;
    const Message *result = message_result(ws), *toast = message_toast(ws, 0);
    const Ask *ask = ask_shown(ws);
    if (ask)
        add_line(out, ask->title, ask->text ? ask->text : "");
    else
        add_selected(ui, out);
    add_part(out, result ? result->text : NULL);
    add_part(out, toast && ws->options.announce == ANNOUNCE_ALL ? toast->text : NULL);
}

void reader_clear(Ui *ui)
{
    int rows = surface_rows(ui->s) - ui->areas.hints.rows - ui->areas.status.rows;
    if (ui->ws->palette.open || ui->ws->menu.kind || ask_shown(ui->ws))
        surface_fill(ui->s, 0, 0, rows, surface_cols(ui->s),
                     theme_style(ui->theme, THEME_EDITOR_BACKGROUND));
}

void reader_paint(Ui *ui)
{
    AUTO(buf) Buf line = BUF_INIT;
    Rect a = ui->areas.status;
    take_drawings(ui);
    if (ui->ws->options.announce == ANNOUNCE_OFF || !a.rows)
        return;
    add_said(ui, &line);
    if (!line.n)
        return;
    Style st = theme_on(ui->theme, THEME_STATUS_BAR_FOREGROUND, THEME_STATUS_BAR_BACKGROUND);
    surface_fill(ui->s, a.row, a.col, 1, a.cols, st);
    ui_put(ui, a.row, a.col + 1, a.cols - 2, buf_c(&line), st);
}
