// The list of keyboard shortcuts, and recording a new key for one.
#include "ui/inner.h"
#include "base/width.h"

#include <stdio.h>

enum { HEAD_ROWS = 2, FOOT_ROWS = 3, RECORD_MAX = 8 };

static Rect sheet_area(const Ui *ui)
{
    const Layout *l = &ui->ws->layout;
    int foot = l->rows - MAX(ui->areas.status.rows, 1) - ui->areas.hints.rows;
    return (Rect){ui->areas.menu.rows, 0, foot - ui->areas.menu.rows, l->cols};
}

static const KeyEntry *selected(const KeysPane *p)
{
    return p->selected < p->entries.n ? &p->entries.p[p->selected] : NULL;
}

static void select_wanted(KeysPane *p, const char *id)
{
    p->selected = 0;
    for (size_t i = 0; id && i < p->entries.n; i++)
        if (strcmp(p->entries.p[i].command->id, id) == 0) {
            p->selected = i;
            return;
        }
}

// Take in what changed since: the sheet was opened, a key was changed, a letter was typed.
static void refresh(Ui *ui)
{
    KeysPane *p = &ui->keys;
    const KeySheet *sheet = &ui->ws->keysheet;
    bool opened = p->opened != sheet->opened;
    unsigned revision = keymap_revision(ui->keymap);
    if (!opened && p->revision == revision && !p->stale)
        return;
    if (opened) {
        input_set(&p->query, STR_NULL);
        p->recording = false;
        p->list = (List){0};
    }
    p->opened = sheet->opened;
    p->revision = revision;
    p->stale = false;
    vec_clear(&p->entries);
    keys_find(ui->keymap, buf_str(&p->query.text), &p->entries);
    if (opened)
        select_wanted(p, sheet->wanted);
    p->selected = MIN(p->selected, p->entries.n ? p->entries.n - 1 : 0);
}

// Columns where key, source, tier and `when` begin.
typedef struct {
    int key, source, tier, when;
} Columns4;

static Columns4 columns(Rect a)
{
    int title = CLAMP(a.cols * 2 / 5, 16, 44), key = a.cols < 60 ? 14 : 20;
    return (Columns4){1 + title, 1 + title + key, 1 + title + key + 9, 1 + title + key + 14};
}

static void put_cells(Ui *ui, Rect a, const char *const cells[5], Style st)
{
    Columns4 c = columns(a);
    const int at[] = {1, c.key, c.source, c.tier, c.when, a.cols};
    for (int i = 0; i < 5; i++)
        if (cells[i] && at[i] < a.cols)
            ui_put(ui, a.row, a.col + at[i], MIN(at[i + 1], a.cols) - at[i] - 1, cells[i], st);
}

static void paint_entry(Ui *ui, Rect a, const KeyEntry *e, bool is_selected)
{
    static const char *const tiers[] = {"T0", "T1", "T2"};
    AUTO(buf) Buf key = BUF_INIT;
    const KeyRow *r = e->row;
    Style st =
        theme_on(ui->theme, THEME_FOREGROUND,
                 is_selected ? THEME_QUICK_INPUT_LIST_FOCUS_BACKGROUND : THEME_EDITOR_BACKGROUND);
    surface_fill(ui->s, a.row, a.col, 1, a.cols, st);
    if (r)
        keymap_pretty(str_c(r->row->keys), &key);
    const char *when = r && r->row->when ? r->row->when : r ? "always" : NULL;
    put_cells(ui, a,
              (const char *const[]){e->command->title, buf_c(&key), keys_source(r),
                                    r ? tiers[r->tier] : NULL, when},
              st);
}

static void paint_list(Ui *ui, Rect a)
{
    KeysPane *p = &ui->keys;
    list_place(&p->list, a, p->entries.n, p->selected);
    for (size_t i = p->list.top; i < list_end(&p->list); i++)
        paint_entry(ui, list_row(&p->list, i), &p->entries.p[i], i == p->selected);
    scroll_paint(ui->s, (Rect){a.row, a.col + a.cols - 1, a.rows, 1}, ui->theme, p->list.top,
                 p->entries.n);
    ui_set_cursor_in(ui, &p->list, p->selected);
}

// What the selected one does, and what else its key does.
static void paint_foot(Ui *ui, Rect a)
{
    const KeyEntry *e = selected(&ui->keys);
    AUTO(buf) Buf text = BUF_INIT;
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_PART_HEADER_BACKGROUND);
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols, st);
    if (!e)
        return;
    buf_addf(&text, "%s: %s\n", e->command->id, e->command->help);
    if (e->row)
        keys_conflicts(ui->keymap, keymap_keys_of(ui->keymap, e->row), e->row->nkeys, e->command,
                       &text);
    text_paint(ui->s, (Rect){a.row, a.col + 1, a.rows, a.cols - 2}, ui->theme, buf_str(&text), st);
}

static void paint_head(Ui *ui, Rect a)
{
    KeysPane *p = &ui->keys;
    char count[48] = "";
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_INPUT_BACKGROUND);
    Style head = theme_on(ui->theme, THEME_FOREGROUND, THEME_PART_HEADER_BACKGROUND);
    surface_fill(ui->s, a.row, a.col, 1, a.cols, st);
    if (p->query.text.n)
        snprintf(count, sizeof count, "%zu found", p->entries.n);
    int end = ui_put_right(ui, a.row, a.col + a.cols - 1, count, st);
    ui_put(ui, a.row, a.col + 1, 20, "Keyboard shortcuts:", st);
    int cursor = input_paint(&p->query, ui->s, a.row, a.col + 21, end - a.col - 22, st);
    ui_set_cursor(ui, a.row, cursor, CURSOR_LINE);
    surface_fill(ui->s, a.row + 1, a.col, 1, a.cols, head);
    put_cells(ui, (Rect){a.row + 1, a.col, 1, a.cols},
              (const char *const[]){"COMMAND", "KEY", "SOURCE", "TIER", "WHEN"}, head);
}

static void add_hex(Str bytes, Buf *out)
{
    for (size_t i = 0; i < bytes.n; i++)
        buf_addf(out, "%s%02x", i ? " " : "", (unsigned char)bytes.p[i]);
}

// What is known of the keys pressed so far, as lines.
static void add_recorded(Ui *ui, Buf *out)
{
    const KeysPane *p = &ui->keys;
    const KeyEntry *e = selected(p);
    if (!p->nrecorded) {
        buf_add_c(out, "Press the new key.  Esc cancels.");
        return;
    }
    AUTO(buf) Buf name = BUF_INIT;
    for (size_t i = 0; i < p->nrecorded; i++) {
        if (i)
            buf_add_byte(&name, ' ');
        key_name(&p->recorded[i], &name);
    }
    keymap_pretty(buf_str(&name), out);
    if (p->bytes.n)
        buf_addf(out, "\nReceived: %s", buf_c(&p->bytes));
    for (size_t i = 0; i < p->nrecorded; i++)
        if (key_warning(&p->recorded[i]))
            buf_addf(out, "\n! %s", key_warning(&p->recorded[i]));
    buf_add_byte(out, '\n');
    keys_conflicts(ui->keymap, p->recorded, p->nrecorded, e ? e->command : NULL, out);
    buf_add_c(out, "\nEnter takes it, Backspace begins anew, another key makes it a chord.");
}

static void paint_record(Ui *ui, Rect a)
{
    const KeyEntry *e = selected(&ui->keys);
    AUTO(buf) Buf text = BUF_INIT;
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_QUICK_INPUT_BACKGROUND);
    int cols = MIN(66, a.cols - 4);
    add_recorded(ui, &text);
    int rows = MIN(text_rows(buf_str(&text), cols - 4) + 2, a.rows);
    Rect box = {a.row + MAX(0, (a.rows - rows) / 3), (a.cols - cols) / 2, rows, cols};
    Rect in = popup_paint(ui->s, box, ui->theme, str_c(e ? e->command->title : ""), st);
    text_paint(ui->s, in, ui->theme, buf_str(&text), st);
    ui_set_cursor(ui, in.row, in.col, CURSOR_BLOCK);
}

void pane_keys_paint(Ui *ui)
{
    Rect a = sheet_area(ui);
    refresh(ui);
    if (a.rows < HEAD_ROWS + FOOT_ROWS + 1)
        return;
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols,
                 theme_on(ui->theme, THEME_FOREGROUND, THEME_EDITOR_BACKGROUND));
    paint_list(ui, (Rect){a.row + HEAD_ROWS, a.col, a.rows - HEAD_ROWS - FOOT_ROWS, a.cols});
    paint_head(ui, a);
    paint_foot(ui, (Rect){a.row + a.rows - FOOT_ROWS, a.col, FOOT_ROWS, a.cols});
    if (ui->keys.recording)
        paint_record(ui, a);
}

static void say(Ui *ui, bool ok, const Err *err, const char *done)
{
    if (ok)
        message_say(ui->ws, MESSAGE_RESULT, "%s", done);
    else
        message_say(ui->ws, MESSAGE_ERROR, "%s", err_text(err));
}

static void take_recorded(Ui *ui)
{
    KeysPane *p = &ui->keys;
    const KeyEntry *e = selected(p);
    AUTO(err) Err err = {0};
    AUTO(buf) Buf name = BUF_INIT;
    for (size_t i = 0; i < p->nrecorded; i++) {
        if (i)
            buf_add_byte(&name, ' ');
        key_name(&p->recorded[i], &name);
    }
    p->recording = false;
    if (e)
        say(ui, keys_assign(ui->ws, e, buf_str(&name), p->more, &err), &err,
            "Written to keybindings.json");
}

static void begin_record(KeysPane *p, bool more)
{
    p->recording = selected(p) != NULL;
    p->more = more;
    p->nrecorded = 0;
    buf_clear(&p->bytes);
}

static void record_key(Ui *ui, const Key *k)
{
    KeysPane *p = &ui->keys;
    if (k->kind == KEY_PASTE || k->kind == KEY_MOUSE)
        return;
    if (k->kind == KEY_ESCAPE && !k->mods) {
        p->recording = false;
    } else if (p->nrecorded && k->kind == KEY_ENTER && !k->mods) {
        take_recorded(ui);
    } else if (p->nrecorded && k->kind == KEY_BACKSPACE && !k->mods) {
        begin_record(p, p->more);
    } else if (p->nrecorded < RECORD_MAX) {
        p->recorded[p->nrecorded++] = key_normal(k);
        if (p->bytes.n)
            buf_add_c(&p->bytes, ", ");
        add_hex(k->bytes, &p->bytes);
    }
}

static void step(KeysPane *p, long by)
{
    long last = (long)p->entries.n - 1;
    p->selected = (size_t)CLAMP((long)p->selected + by, 0L, MAX(last, 0L));
}

static void change(Ui *ui, bool reset)
{
    AUTO(err) Err err = {0};
    const KeyEntry *e = selected(&ui->keys);
    if (!e)
        return;
    if (reset)
        say(ui, keys_reset(ui->ws, e->command, &err), &err, "The default keys are back");
    else
        say(ui, keys_remove(ui->ws, e, &err), &err, "The key is taken away");
}

// Keys of the list itself; false for those that go to its line.
static bool list_key(Ui *ui, const Key *k)
{
    KeysPane *p = &ui->keys;
    long page = MAX(p->list.area.rows - 1, 1);
    switch (k->kind) {
    case KEY_UP:
    case KEY_DOWN:
        return step(p, k->kind == KEY_UP ? -1 : 1), true;
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
        return step(p, k->kind == KEY_PAGE_UP ? -page : page), true;
    case KEY_ENTER:
        return begin_record(p, false), true;
    case KEY_INSERT:
        return begin_record(p, true), true;
    case KEY_DELETE:
        return change(ui, false), true;
    case KEY_ESCAPE:
        return ui->ws->keysheet.kind = KEYSHEET_NONE, true;
    default:
        break;
    }
    bool alt = k->kind == KEY_CHAR && k->mods == MOD_ALT;
    if (alt && k->cp == 'r')
        change(ui, true);
    else if (alt && k->cp == 'a')
        begin_record(p, true);
    else if (alt && k->cp == 'd')
        change(ui, false);
    return alt && strchr("rad", (int)k->cp);
}

void pane_keys_key(Ui *ui, const Key *k)
{
    KeysPane *p = &ui->keys;
    refresh(ui);
    if (p->recording) {
        record_key(ui, k);
    } else if (!list_key(ui, k) && ui_input_key(ui, &p->query, k) == INPUT_CHANGED) {
        p->selected = 0;
        p->list = (List){0};
        p->stale = true;
    }
}

void pane_keys_mouse(Ui *ui, const Key *k)
{
    KeysPane *p = &ui->keys;
    size_t i = list_at(&p->list, k->mouse.row, k->mouse.col);
    if (p->recording)
        return;
    if (k->mouse.kind == MOUSE_WHEEL)
        list_scroll(&p->list, wheel_rows(k));
    else if (k->mouse.kind == MOUSE_PRESS && i < p->entries.n && i == p->selected)
        begin_record(p, false);
    else if (k->mouse.kind == MOUSE_PRESS && i < p->entries.n)
        p->selected = i;
}

void pane_keys_deinit(KeysPane *p)
{
    input_deinit(&p->query);
    vec_deinit(&p->entries);
    buf_deinit(&p->bytes);
}
