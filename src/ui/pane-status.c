// The status bar: how things stand, and what was just said.
#include "ui/inner.h"
#include "base/width.h"

typedef struct {
    void (*text)(const Ui *ui, bool brief, Buf *out); // appends nothing: not shown
    const char *command;                              // of a click; NULL: none
    int drops;                                        // the lowest goes first; 0: never
    bool (*matters)(const Ui *ui);                    // then it goes later; NULL: never does
} Item;

// It comes between items, with a blank on each side.
enum { BETWEEN = 3, BRIEF_COLS = 100, MATTERS = 10 };

static const Document *shown(const Ui *ui)
{
    const View *v = workspace_view(ui->ws);
    return v ? v->doc : NULL;
}

static bool is_hex(const Ui *ui)
{
    const View *v = workspace_view(ui->ws);
    return v && v->hex;
}

static void recording_text(const Ui *ui, bool brief, Buf *out)
{
    const Macro *m = &ui->ws->macro;
    (void)brief;
    if (m->recording)
        buf_add_c(out, "REC");
    else if (macro_is_playing(m))
        buf_addf(out, "macro %zu/%zu", m->done, m->times);
}

static void problems_text(const Ui *ui, bool brief, Buf *out)
{
    const Problems *ps = ui->ws->problems;
    (void)brief;
    if (problems_total(ps))
        buf_addf(out, "E%zu W%zu", problems_count(ps, SEVERITY_ERROR),
                 problems_count(ps, SEVERITY_WARNING));
}

// Of the vim preset; with the keys that wait for more.
static void mode_text(const Ui *ui, bool brief, Buf *out)
{
    (void)brief;
    if (!vim_is_on(ui->vim))
        return;
    buf_add_c(out, vim_mode_name(ui->vim));
    buf_add_byte(out, ' ');
    vim_pending(ui->vim, out);
    out->n -= out->p[out->n - 1] == ' ';
}

static void trust_text(const Ui *ui, bool brief, Buf *out)
{
    (void)brief;
    if (!trust_is_trusted(ui->ws))
        buf_add_c(out, "restricted");
}

static void slow_text(const Ui *ui, bool brief, Buf *out)
{
    (void)brief;
    if (ui->ws->slow_line)
        buf_add_c(out, "slow line");
}

static void jail_text(const Ui *ui, bool brief, Buf *out)
{
    bool network = false, open = false;
    VEC_EACH (RunItem *, r, &ui->ws->runs.all) {
        bool runs = run_item_is_running(*r);
        network = network || ((*r)->network && runs);
        open = open || ((*r)->open && runs);
    }
    if (open || runs_may_be_open(ui->ws))
        buf_add_c(out, "JAIL OFF");
    else if (ui->ws->options.run_isolation == RUN_ISOLATION_LANDLOCK)
        buf_add_c(out, brief ? "jail:LANDLOCK" : "jail:LANDLOCK-ONLY");
    else if (network)
        buf_add_c(out, "jail:on NET:ON");
    else
        buf_add_c(out, brief ? "jail:on" : "jail:on net:off");
}

// The shell that has the keys cannot do what others can: that is said beside the keys, too.
static void terminal_text(const Ui *ui, bool brief, Buf *out)
{
    const Terminal *t = terminal_active(ui->ws);
    (void)brief;
    if (t && t->run && ui->ws->layout.focus == FOCUS_PANEL && ui->ws->layout.tab == PANEL_TERMINAL)
        buf_add_c(out, "terminal jailed");
}

static void run_text(const Ui *ui, bool brief, Buf *out)
{
    const RunItem *r = runs_active(ui->ws);
    (void)brief;
    if (!r || !run_item_is_running(r))
        return;
    AUTO(free) char *name = xasprintf("run #%lld", (long long)r->number);
    if (strcmp(ui->busy, "run") == 0)
        ui_busy_text(ui, name, out);
    else
        buf_add_c(out, name);
}

static void busy_text(const Ui *ui, bool brief, Buf *out)
{
    (void)brief;
    if (*ui->busy && strcmp(ui->busy, "run") != 0)
        ui_busy_text(ui, ui->busy, out);
}

static void position_text(const Ui *ui, bool brief, Buf *out)
{
    const View *v = workspace_view(ui->ws);
    if (!v)
        return;
    if (v->picture) {
        buf_add_c(out, "Picture");
        return;
    }
    if (v->hex) {
        pane_hex_position(v, brief, out);
        return;
    }
    LineCount row = view_cursor_row(v);
    int col = view_cursor_col(v) + 1;
    size_t selected = selections_bytes(&v->sel);
    bool many = v->sel.v.n > 1;
    if (many)
        buf_addf(out, "%zu cursors", v->sel.v.n);
    else
        buf_addf(out, brief ? "%s%zu:%d" : "Ln %s%zu, Col %d", row.exact ? "" : "~", row.n + 1,
                 col);
    if (selected && !brief)
        buf_addf(out, " (%zu sel)", selected);
}

static void indent_text(const Ui *ui, bool brief, Buf *out)
{
    const Document *d = shown(ui);
    (void)brief;
    if (d && !is_hex(ui))
        buf_addf(out, d->tabs ? "Tab:%d" : "Spaces:%d", d->tabs ? d->tab_size : d->indent_width);
}

static void encoding_text(const Ui *ui, bool brief, Buf *out)
{
    (void)brief;
    if (shown(ui))
        document_encoding_name(shown(ui), out);
}

static bool encoding_matters(const Ui *ui)
{
    AUTO(buf) Buf name = BUF_INIT;
    encoding_text(ui, false, &name);
    return !str_eq(buf_str(&name), STR("UTF-8"));
}

static void eol_text(const Ui *ui, bool brief, Buf *out)
{
    static const char *const names[] = {
        [EOL_LF] = "LF", [EOL_CRLF] = "CRLF", [EOL_CR] = "CR", [EOL_MIXED] = "Mixed EOL"};
    (void)brief;
    if (shown(ui) && !is_hex(ui))
        buf_add_c(out, names[shown(ui)->eol]);
}

static bool eol_matters(const Ui *ui)
{
    return shown(ui)->eol != EOL_LF;
}

static void language_text(const Ui *ui, bool brief, Buf *out)
{
    (void)brief;
    if (shown(ui) && !is_hex(ui))
        buf_add_c(out, document_language_title(shown(ui)));
}

// Of a session that outlives its terminals.
static void session_text(const Ui *ui, bool brief, Buf *out)
{
    const SessionSeat *seat = &ui->ws->seat;
    if (!seat->name)
        return;
    if (!brief)
        buf_addf(out, "sess %s", seat->name);
}

static void clients_text(const Ui *ui, bool brief, Buf *out)
{
    (void)brief;
    if (ui->ws->seat.clients > 1)
        buf_addf(out, "%d clients", ui->ws->seat.clients);
}

// Others see what is done here.
static bool clients_matter(const Ui *ui)
{
    (void)ui;
    return true; // without others there is no such item
}

static const Item left_items[] = {
    {mode_text, NULL, 0, NULL},
    {problems_text, "panel.problems", 0, NULL},
    {recording_text, "macro.record", 0, NULL},
    {trust_text, "trust.manage", 0, NULL},
    {jail_text, NULL, 0, NULL},
    {terminal_text, NULL, 0, NULL},
    {run_text, "panel.runs", 0, NULL},
    {busy_text, "app.giveUp", 0, NULL},
    {slow_text, NULL, 0, NULL},
};
static const Item right_items[] = {
    {session_text, "session.list", 3, NULL},
    {clients_text, "session.list", 3, clients_matter},
    {position_text, "nav.line", 0, NULL},
    {indent_text, "file.setIndent", 7, NULL},
    {encoding_text, "file.reopenEncoding", 6, encoding_matters},
    {eol_text, "file.setEol", 5, eol_matters},
    {language_text, "file.setLanguage", 8, NULL},
};
enum { LEFT = ARRAY_LEN(left_items), RIGHT = ARRAY_LEN(right_items), ITEMS_MAX = 16 };
_Static_assert(LEFT <= ITEMS_MAX && RIGHT <= ITEMS_MAX, "a side has room for its items");

// One side as it is shown: the texts of its items, those without one are left out.
typedef struct {
    const Item *items;
    size_t n;
    Buf text[ITEMS_MAX];
} StatusSide;

static int cells_of(const StatusSide *side)
{
    int cells = 0;
    for (size_t i = 0; i < side->n; i++)
        if (side->text[i].n)
            cells += width_text(buf_str(&side->text[i]), 1) + BETWEEN;
    return MAX(cells - BETWEEN, 0);
}

static void fill(const Ui *ui, StatusSide *side, bool brief)
{
    for (size_t i = 0; i < side->n; i++)
        side->items[i].text(ui, brief, &side->text[i]);
}

static int rank(const Ui *ui, const Item *it)
{
    return it->drops + (it->matters && it->matters(ui) ? MATTERS : 0);
}

// Take out what goes first; false if nothing of it may go.
static bool drop_one(const Ui *ui, StatusSide *side)
{
    size_t least = side->n;
    for (size_t i = 0; i < side->n; i++)
        if (side->text[i].n && side->items[i].drops &&
            (least == side->n || rank(ui, &side->items[i]) < rank(ui, &side->items[least])))
            least = i;
    if (least < side->n)
        buf_clear(&side->text[least]);
    return least < side->n;
}

static const char *command_of(const Ui *ui, const Item *it)
{
    return it->text == position_text && is_hex(ui) ? "hex.goto" : it->command;
}

// Draw the items of a side from a column on; returns the column after them.
static int put_side(Ui *ui, Rect a, int col, const StatusSide *side, Style st)
{
    bool first = true;
    const char *between = arena_printf(&ui->frame, " %s ", theme_glyph(ui->theme, GLYPH_VLINE));
    for (size_t i = 0; i < side->n; i++) {
        int cells = width_text(buf_str(&side->text[i]), 1);
        if (!cells || col >= a.col + a.cols)
            continue;
        if (!first) {
            ui_put(ui, a.row, col, a.col + a.cols - col, between, st);
            col += BETWEEN;
        }
        first = false;
        ui_put(ui, a.row, col, a.col + a.cols - col, buf_c(&side->text[i]), st);
        const char *command = command_of(ui, &side->items[i]);
        if (command)
            ui_add_item(ui, (BarItem){a.row, col, col + cells, command, NULL});
        col += cells;
    }
    return col;
}

// What was just said, or typed of a chord, takes the place of the items on the left.
static const char *said(Ui *ui)
{
    const Message *m = message_result(ui->ws);
    const Reviewing *review = &ui->ws->reviewing;
    const char *chord = keymap_pending(ui->keymap);
    if (ui->ws->labels)
        return "Type the letter of what to go to; Esc cancels";
    if (*chord)
        return arena_printf(&ui->frame, "%s %s", chord, theme_glyph(ui->theme, GLYPH_ELLIPSIS));
    if (!m && review->state && reviewing_has_focus(ui->ws))
        return review->state;
    if (!m)
        return NULL;
    if (!vim_is_on(ui->vim))
        return arena_str(&ui->frame, str_c(m->text));
    // the mode stays in sight beside it
    return arena_printf(&ui->frame, "%s %s %s", vim_mode_name(ui->vim),
                        theme_glyph(ui->theme, GLYPH_VLINE), m->text);
}

// The line that is typed behind ":" or "/", scrolled so that its cursor is seen.
static void paint_line(Ui *ui, Rect a, Style st)
{
    VimLine line = vim_line(ui->vim);
    Str text = line.text;
    int room = MAX(a.cols - 3, 1), at = width_text(str_upto(text, line.cursor), 1);
    while (at > room) { // what is far before the cursor goes
        int cells;
        size_t n = width_cluster(text, 1, &cells);
        text = str_from(text, n);
        at -= cells;
    }
    surface_fill(ui->s, a.row, a.col, 1, a.cols, st);
    ui_put(ui, a.row, a.col + 1, a.cols - 1,
           arena_printf(&ui->frame, "%c" STR_FMT, line.mark, STR_ARG(text)), st);
    ui_set_cursor(ui, a.row, MIN(a.col + 2 + at, a.col + a.cols - 1), CURSOR_LINE);
}

static void paint_items(Ui *ui, Rect a, Style st)
{
    bool tiny = ui->ws->layout.size == SIZE_TINY;
    StatusSide left = {.items = left_items, .n = LEFT}, right = {.items = right_items, .n = RIGHT};
    const char *text = said(ui);
    int end = a.col + a.cols - 1, start = a.col + 1;
    fill(ui, &left, a.cols < BRIEF_COLS);
    fill(ui, &right, tiny);
    int used = text ? width_text(str_c(text), 1) : cells_of(&left);
    while (used + BETWEEN + cells_of(&right) > end - start && drop_one(ui, &right))
        ;
    int col = MAX(end - cells_of(&right), start);
    if (text)
        ui_put(ui, a.row, start, MAX(col - start - BETWEEN, 0), text, st);
    else
        start =
            put_side(ui, (Rect){a.row, a.col, 1, MAX(col - a.col - BETWEEN, 0)}, start, &left, st);
    if (cells_of(&right)) {
        if (tiny && !text)
            col = MIN(col, start + BETWEEN);
        ui_put(ui, a.row, col - 2, 1, theme_glyph(ui->theme, GLYPH_VLINE), st);
    }
    put_side(ui, a, col, &right, st);
    for (size_t i = 0; i < ITEMS_MAX; i++) {
        buf_deinit(&left.text[i]);
        buf_deinit(&right.text[i]);
    }
}

void pane_status_paint(Ui *ui, Rect a)
{
    Style st = theme_on(ui->theme, THEME_STATUS_BAR_FOREGROUND, THEME_STATUS_BAR_BACKGROUND);
    const Layout *l = &ui->ws->layout;
    if (vim_line(ui->vim).mark) {
        int row = a.rows ? a.row : l->rows - 1 - ui->areas.hints.rows;
        paint_line(ui, (Rect){row, 0, 1, l->cols}, st);
        return;
    }
    if (a.rows) {
        surface_fill(ui->s, a.row, a.col, 1, a.cols, st);
        paint_items(ui, a, st);
        return;
    }
    const char *text = said(ui); // it is told, too, where the row is not shown
    int row = l->rows - 1 - ui->areas.hints.rows;
    if (!text)
        return;
    surface_fill(ui->s, row, 0, 1, l->cols, st);
    ui_put(ui, row, 1, l->cols - 2, text, st);
}
