// The search view: what to look for in the project, over what was found.
#include "base/path.h"
#include "base/width.h"
#include "ui/inner.h"

enum { NOTE_ROWS = 3, SUMMARY_ROWS = 2, FLAG_GAP = 1 };

static const struct {
    const char *label, *command;
} flags[SEARCH_FLAGS] = {
    {"Aa", "search.toggleCase"},
    {"W", "search.toggleWord"},
    {".*", "search.toggleRegex"},
    {"AB", "search.togglePreserveCase"},
};

static bool is_on(Search *s, int flag)
{
    const FindOptions *o = search_options(s);
    const bool on[SEARCH_FLAGS] = {!o->ignore_case, o->whole_word, o->regex, o->preserve_case};
    return on[flag];
}

static Style plain_style(const Ui *ui)
{
    return theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND, THEME_SIDE_BAR_BACKGROUND);
}

static Style dim(Style st)
{
    st.attrs |= ATTR_DIM;
    return st;
}

// What opening or the history brings is selected: typing begins anew.
static void adopt(Ui *ui)
{
    const Search *s = ui->ws->search;
    if (ui->search_shown == search_shown(s))
        return;
    ui->search_shown = search_shown(s);
    for (int i = 0; i < SEARCH_FIELDS; i++) {
        input_set(&ui->search[i], search_text(s, (SearchPart)i));
        input_select_all(&ui->search[i]);
    }
}

static bool has_keys(const Ui *ui, SearchPart part)
{
    return search_has_focus(ui->ws->search) && search_part(ui->ws->search) == part;
}

static void paint_field(Ui *ui, SearchPart field, int row, Rect a)
{
    static const char *const names[SEARCH_FIELDS] = {"Search", "Replace", "files to include",
                                                     "files to exclude"};
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_INPUT_BACKGROUND);
    ui->search_field_rows[field] = row;
    surface_fill(ui->s, row, a.col + 1, 1, a.cols - 2, st);
    int cursor = input_paint(&ui->search[field], ui->s, row, a.col + 1, a.cols - 2, st);
    if (ui->search[field].text.n == 0)
        ui_put(ui, row, a.col + 1, a.cols - 2, names[field], dim(st));
    if (has_keys(ui, field))
        ui_set_cursor(ui, row, cursor, CURSOR_LINE);
}

static void paint_flags(Ui *ui, int row, Rect a)
{
    Search *s = ui->ws->search;
    int col = a.col + 1, n = search_is_replacing(s) ? SEARCH_FLAGS : SEARCH_FLAGS - 1;
    ui->search_flag_row = row;
    for (int i = 0; i < SEARCH_FLAGS; i++)
        ui->search_flag_cols[i] = -1;
    for (int i = 0; i < n; i++) {
        bool on = is_on(s, i);
        Style st = theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND,
                            on ? THEME_BUTTON_BACKGROUND : THEME_SIDE_BAR_BACKGROUND);
        if (on)
            st.attrs |= ATTR_BOLD | ATTR_UNDERLINE; // colour is never the only sign
        const char *text = arena_printf(&ui->frame, "[%s]", flags[i].label);
        ui->search_flag_cols[i] = col;
        ui_put(ui, row, col, a.col + a.cols - col, text, st);
        col += width_text(str_c(text), 1) + FLAG_GAP;
    }
}

// Returns how many rows it took.
static int put_lines(Ui *ui, Rect r, const Buf *text, Style st)
{
    r.rows = MIN(r.rows, text_rows(buf_str(text), r.cols));
    text_paint(ui->s, r, ui->theme, buf_str(text), st);
    return r.rows;
}

// The summary, and what else is to be known; returns the row behind.
static int paint_state(Ui *ui, int row, Rect a)
{
    const Search *s = ui->ws->search;
    AUTO(buf) Buf summary = BUF_INIT, note = BUF_INIT;
    bool failed;
    Style st = plain_style(ui);
    search_add_summary(s, &summary);
    search_add_note(s, &note, &failed);
    if (summary.n)
        row += put_lines(ui, (Rect){row, a.col + 1, SUMMARY_ROWS, a.cols - 1}, &summary, st);
    if (note.n) {
        Style how = theme_over(st, theme_style(ui->theme, failed ? THEME_LIST_ERROR_FOREGROUND
                                                                 : THEME_LIST_WARNING_FOREGROUND));
        row += put_lines(ui, (Rect){row, a.col + 1, NOTE_ROWS, a.cols - 1}, &note, how);
    }
    return row;
}

static Style row_style(const Ui *ui, bool selected)
{
    Style st = plain_style(ui);
    if (!selected)
        return st;
    return theme_over(st, theme_style(ui->theme, has_keys(ui, SEARCH_LIST)
                                                     ? THEME_LIST_ACTIVE_SELECTION_BACKGROUND
                                                     : THEME_LIST_INACTIVE_SELECTION_BACKGROUND));
}

// Put text from *col on, as far as there is room.
static void put(Ui *ui, Rect row, int *col, Str text, Style st)
{
    int room = row.col + row.cols - *col;
    if (room > 0 && text.n)
        *col += text_put(ui->s, (Rect){row.row, *col, 1, room}, ui->theme, text, st);
}

static void paint_file(Ui *ui, Rect row, const SearchRow *r, Style st)
{
    Str path = str_c(r->file->path), name = path_base(path), dir = path_dir(path);
    const char *count = arena_printf(&ui->frame, " %zu", r->file->matches.n);
    int col = row.col + 1;
    row.cols -= width_text(str_c(count), 1);
    put(ui, row, &col, str_c(theme_glyph(ui->theme, r->folded ? GLYPH_CLOSED : GLYPH_OPEN)), st);
    put(ui, row, &col, STR(" "), st);
    put(ui, row, &col, name, st);
    put(ui, row, &col, STR(" "), st);
    if (!str_eq_c(dir, "."))
        put(ui, row, &col, dir, dim(st));
    ui_put(ui, row.row, row.col + row.cols, row.cols, count, dim(st));
}

// Blanks in place of tabs; only the first line; borrowed for this frame.
static Str one_line(Ui *ui, Str s, bool *more)
{
    ptrdiff_t eol = str_find_byte(s, '\n');
    *more = eol >= 0;
    char *copy = (char *)arena_str(&ui->frame, eol < 0 ? s : str_upto(s, (size_t)eol));
    for (char *c = copy; *c; c++)
        if (*c == '\t')
            *c = ' ';
    return str_c(copy);
}

// What stands before a match, without its indent, cut so that `room` columns hold it.
static Str cut_lead(Str lead, int room, bool *cut)
{
    while (lead.n && (lead.p[0] == ' ' || lead.p[0] == '\t'))
        lead = str_from(lead, 1);
    *cut = false;
    while (lead.n && width_text(lead, 1) > room) {
        size_t n = 1;
        while (n < lead.n && ((unsigned char)lead.p[n] & 0xC0) == 0x80)
            n++;
        lead = str_from(lead, n);
        *cut = true;
    }
    return lead;
}

static void paint_hit(Ui *ui, Rect row, int *col, const SearchRow *r, Str hit, Style st)
{
    Search *s = ui->ws->search;
    AUTO(buf) Buf with = BUF_INIT;
    bool more;
    Style found = theme_over(st, theme_style(ui->theme, THEME_LIST_HIGHLIGHT_FOREGROUND));
    found.attrs |= ATTR_BOLD;
    if (!search_is_replacing(s) || !search_add_replacement(s, r, &with)) {
        put(ui, row, col, hit, found);
        return;
    }
    Style old = theme_over(st, theme_style(ui->theme, THEME_DIFF_EDITOR_REMOVED_TEXT_BACKGROUND));
    Style new = theme_over(st, theme_style(ui->theme, THEME_DIFF_EDITOR_INSERTED_TEXT_BACKGROUND));
    old.attrs |= ATTR_STRIKE;
    put(ui, row, col, hit, old);
    put(ui, row, col, str_c(theme_glyph(ui->theme, GLYPH_TABULATOR)), dim(st));
    put(ui, row, col, one_line(ui, buf_str(&with), &more), new);
    if (more)
        put(ui, row, col, str_c(theme_glyph(ui->theme, GLYPH_ELLIPSIS)), new);
}

// Columns that what stands for a match may take, about.
static int with_cols(const Ui *ui)
{
    return 1 + width_text(search_text(ui->ws->search, SEARCH_REPLACEMENT), 1);
}

static void paint_match(Ui *ui, Rect row, const SearchRow *r, Style st)
{
    const GrepMatch *m = r->match;
    Str line = grep_line(r->file, m);
    bool more, cut, lines;
    int col = row.col + 3;
    Str hit = one_line(ui, str_upto(str_from(line, m->hit), m->nhit), &more);
    int wanted = width_text(hit, 1) + (search_is_replacing(ui->ws->search) ? with_cols(ui) : 0);
    int room = MAX(0, row.col + row.cols - col - MIN(wanted, row.cols * 2 / 3) - 2);
    Str lead = cut_lead(one_line(ui, str_upto(line, m->hit), &lines), room, &cut);
    if (cut)
        put(ui, row, &col, str_c(theme_glyph(ui->theme, GLYPH_ELLIPSIS)), dim(st));
    put(ui, row, &col, lead, st);
    paint_hit(ui, row, &col, r, hit, st);
    if (more)
        put(ui, row, &col, str_c(theme_glyph(ui->theme, GLYPH_ELLIPSIS)), dim(st));
    else
        put(ui, row, &col, one_line(ui, str_from(line, m->hit + m->nhit), &more), st);
}

static void paint_rows(Ui *ui, size_t selected)
{
    const Search *s = ui->ws->search;
    const List *l = &ui->search_list;
    for (size_t i = l->top; i < list_end(l); i++) {
        SearchRow r = search_row(s, i);
        Rect row = list_row(l, i);
        Style st = row_style(ui, i == selected);
        surface_fill(ui->s, row.row, row.col, 1, row.cols, st);
        if (r.match)
            paint_match(ui, row, &r, st);
        else
            paint_file(ui, row, &r, st);
    }
    Rect bar = {l->area.row, ui->areas.separator_col, l->area.rows, 1};
    scroll_paint(ui->s, bar, ui->theme, l->top, l->n);
    if (has_keys(ui, SEARCH_LIST))
        ui_set_cursor_in(ui, l, selected);
}

void pane_search_paint(Ui *ui, Rect a)
{
    const Search *s = ui->ws->search;
    int row = a.row + 1;
    size_t selected = search_selected(s);
    adopt(ui);
    pane_side_title(ui, a, "SEARCH", search_is_busy(s) ? "…" : "");
    for (int i = 0; i < SEARCH_FIELDS; i++)
        ui->search_field_rows[i] = -1;
    paint_field(ui, SEARCH_PATTERN, row++, a);
    if (search_is_replacing(s))
        paint_field(ui, SEARCH_REPLACEMENT, row++, a);
    paint_flags(ui, row++, a);
    paint_field(ui, SEARCH_INCLUDE, row++, a);
    paint_field(ui, SEARCH_EXCLUDE, row++, a);
    row = paint_state(ui, row, a);
    list_place(&ui->search_list, (Rect){row, a.col, MAX(0, a.row + a.rows - row), a.cols},
               search_rows(s), selected);
    paint_rows(ui, selected);
}

bool pane_search_key(Ui *ui, const Key *k)
{
    Search *s = ui->ws->search;
    SearchPart field = search_part(s);
    if (field == SEARCH_LIST)
        return false;
    adopt(ui);
    InputAnswer answer = ui_input_key(ui, &ui->search[field], k);
    if (answer == INPUT_CHANGED)
        search_set_text(s, field, buf_str(&ui->search[field].text));
    return answer != INPUT_IGNORED;
}

static void press_row(Ui *ui, size_t i)
{
    Search *s = ui->ws->search;
    search_focus(s, SEARCH_LIST);
    search_select(s, i);
    command_run(ui->ws, "search.preview");
}

void pane_search_press(Ui *ui, const Key *k)
{
    Search *s = ui->ws->search;
    size_t i = list_at(&ui->search_list, k->mouse.row, k->mouse.col);
    if (i < search_rows(s)) {
        press_row(ui, i);
        return;
    }
    for (int f = 0; f < SEARCH_FIELDS; f++)
        if (ui->search_field_rows[f] == k->mouse.row)
            search_focus(s, (SearchPart)f);
    for (int f = 0; f < SEARCH_FLAGS; f++) {
        int col = ui->search_flag_cols[f];
        if (k->mouse.row == ui->search_flag_row && col >= 0 && k->mouse.col >= col &&
            k->mouse.col < col + 2 + (int)strlen(flags[f].label))
            command_run(ui->ws, flags[f].command);
    }
}
