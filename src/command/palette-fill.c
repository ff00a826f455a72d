// The palette's rows, by the prefix of its query: files, ">" commands, ":" line, "?" keys,
// and the lists of palette-lists.c.
#include "command/inner.h"
#include "base/path.h"

enum { MAX_ROWS = 200 };

struct Fill {
    Palette *palette;
    Str pattern;
    const Keymap *keymap; // borrowed
    Vec(int) scores;      // of the rows, in the same order
};

// Better matches first; without a pattern (all score alike) by name.
static bool comes_before(const Fill *f, int score, const PaletteRow *row, size_t i)
{
    if (f->scores.p[i] != score)
        return f->scores.p[i] < score;
    return f->pattern.n == 0 && strcmp(row->label, f->palette->rows.p[i].label) < 0;
}

// `least` is the score of a label that does not match.
static void add_row(Fill *f, Str label, char *detail, Str value, int bonus, int least)
{
    Offsets hits = {0};
    int score = f->pattern.n ? fuzzy_match(f->pattern, label, &hits) : 1;
    if (!score) {
        vec_clear(&hits);
        score = least;
    }
    f->palette->total++;
    if (!score || (f->scores.n >= MAX_ROWS && score + bonus <= vec_last(&f->scores))) {
        vec_deinit(&hits);
        free(detail);
        return;
    }
    score += bonus;
    PaletteRow row = {.label = str_dup(label), .detail = detail, .value = str_dup(value)};
    memcpy(&row.hits, &hits, sizeof hits);
    size_t at = f->scores.n;
    while (at > 0 && comes_before(f, score, &row, at - 1))
        at--;
    vec_insert(&f->scores, at, score);
    vec_insert(&f->palette->rows, at, row);
    if (f->scores.n > MAX_ROWS) {
        PaletteRow last = vec_pop(&f->palette->rows);
        (void)vec_pop(&f->scores);
        free(last.label);
        free(last.detail);
        free(last.value);
        vec_deinit(&last.hits);
    }
}

void fill_add(Fill *f, Str label, char *detail, Str value, int bonus)
{
    add_row(f, label, detail, value, bonus, 0);
}

void fill_put(Fill *f, PaletteRow row)
{
    f->palette->total++;
    vec_push(&f->palette->rows, row);
    vec_push(&f->scores, 0);
}

void fill_set_total(Fill *f, size_t n)
{
    f->palette->total = n;
}

Str fill_pattern(const Fill *f)
{
    return f->pattern;
}

bool fill_is_filtered(const Fill *f)
{
    return f->pattern.n > 0;
}

char *fill_key(const Fill *f, Workspace *ws, const char *id)
{
    AUTO(buf) Buf key = BUF_INIT;
    Workspace after = *ws;
    after.palette.open = false;
    keymap_key_of(f->keymap, id, context_now(&after), &key);
    return buf_take(&key);
}

static void add_lower(Str s, Buf *out)
{
    for (size_t i = 0; i < s.n; i++)
        buf_add_byte(out, s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] | 32) : s.p[i]);
}

// All words of the pattern stand in what the command is called or said to do, in any order.
static bool is_meant(Str pattern, const Command *c)
{
    AUTO(buf) Buf about = BUF_INIT;
    AUTO(buf) Buf words = BUF_INIT;
    AUTO(free) char *all = xasprintf("%s %s %s", c->title, c->id, c->help);
    add_lower(str_c(all), &about);
    add_lower(pattern, &words);
    Str rest = buf_str(&words), word;
    while (str_split(&rest, ' ', &word))
        if (str_find(buf_str(&about), word) < 0)
            return false;
    return true;
}

bool command_is_out_of_place(const Command *c, ContextSet now)
{
    static const struct {
        const char *area;
        int context;
    } areas[] = {{"hex.", CTX_HEX_FOCUS},
                 {"diff.", CTX_DIFF},
                 {"markdown.openLink", CTX_READING},
                 {"markdown.nextLink", CTX_READING},
                 {"markdown.previousLink", CTX_READING},
                 {"snippet.", CTX_SNIPPET}};
    for (size_t i = 0; i < ARRAY_LEN(areas); i++)
        if (str_starts(str_c(c->id), str_c(areas[i].area)))
            return !(now & CONTEXT_BIT(areas[i].context));
    return false;
}

// They mean nothing from here; files one does look for by "go to file".
static bool is_of_palette(const Command *c)
{
    return str_starts(str_c(c->id), STR("palette.")) && strcmp(c->id, "palette.quickOpen") != 0;
}

static void fill_commands(Fill *f, const Workspace *ws, const Keymap *m)
{
    size_t n;
    const Command *const *all = command_all(&n);
    // as it will be once the palette is gone
    Workspace after = *ws;
    after.palette.open = false;
    ContextSet now = context_now(&after);
    for (size_t i = 0; i < n; i++) {
        if (is_of_palette(all[i]) || command_is_out_of_place(all[i], now))
            continue;
        AUTO(buf) Buf key = BUF_INIT;
        keymap_key_of(m, all[i]->id, now, &key);
        add_row(f, str_c(all[i]->title), buf_take(&key), str_c(all[i]->id),
                palette_recency(&ws->palette, all[i]->id), is_meant(f->pattern, all[i]));
    }
}

// Keys that this terminal sends and that mean something once the palette is gone.
static void fill_keys(Fill *f, const Workspace *ws, const Keymap *m)
{
    size_t n;
    const KeyRow *rows = keymap_rows(m, &n);
    Workspace after = *ws;
    after.palette.open = false;
    ContextSet now = context_now(&after);
    for (size_t i = 0; i < n; i++) {
        const KeyRow *r = &rows[i];
        if (r->tier > ws->key_tier || !keymap_leads(m, r, now))
            continue;
        AUTO(buf) Buf key = BUF_INIT;
        AUTO(buf) Buf value = BUF_INIT;
        keymap_pretty(str_c(r->row->keys), &key);
        buf_addf(&value, "%s\t%s", r->command->id, r->row->arg ? r->row->arg : "");
        fill_add(f, str_c(r->command->title), buf_take(&key), buf_str(&value), 0);
    }
}

static char prefix_of(Str query)
{
    char c = query.n ? query.p[0] : 0;
    return c == '>' || c == ':' || c == '?' ? c : 0;
}

// Where the line that is typed leads.
static bool line_place(const View *v, Str line, size_t *off)
{
    // what is not counted yet would have to be read now
    const Snap *s = text_now(v->doc->text);
    LinePlace to;
    if (!line.n || !snap_line_count(s).exact || !goto_line_find(v, line, &to, NULL))
        return false;
    *off = to.by_row ? view_off_of_col(v, snap_row_start(s, to.row), to.col) : to.off;
    return true;
}

void palette_look(Workspace *ws)
{
    const Palette *p = &ws->palette;
    Str query = buf_str(&p->query);
    const PaletteList *list = palette_list_of(query);
    size_t off = 0;
    preview_end(ws);
    if (list != &palette_undo)
        undo_look_end(ws, false);
    const View *v = workspace_view(ws);
    if (!v)
        return;
    bool is_place = prefix_of(query) == ':' ? line_place(v, str_trim(str_from(query, 1)), &off)
                    : list && list->place && p->rows.n
                        ? list->place(ws, p->rows.p[p->selected].value, &off)
                        : false;
    if (is_place)
        preview_show(ws, off);
}

void palette_fill(Workspace *ws, const Keymap *m)
{
    Palette *p = &ws->palette;
    size_t selected = p->selected;
    Str query = buf_str(&p->query);
    char prefix = prefix_of(query);
    const PaletteList *list = palette_list_of(query);
    size_t skip = list ? strlen(list->prefix) : prefix != 0;
    Fill f = {.palette = p, .pattern = str_trim(str_from(query, skip)), .keymap = m};
    palette_clear_rows(p);
    p->total = 0;
    p->stale = false;
    if (prefix == '>')
        fill_commands(&f, ws, m);
    else if (prefix == '?')
        fill_keys(&f, ws, m);
    else if (list)
        list->fill(&f, ws);
    else if (prefix != ':')
        files_fill(&f, ws);
    p->selected = p->rows.n ? MIN(selected, p->rows.n - 1) : 0;
    if (list && list->here && !f.pattern.n && p->selected == 0)
        p->selected = list->here(ws); // where one stands already
    else
        palette_look(ws);
    vec_deinit(&f.scores);
    if (!p->accept || p->rows.n == 0)
        return;
    palette_accept(ws);
    VEC_EACH (View *, v, &ws->views) // this is the last act before the paint
        view_sync(*v);
}

// An id, and what to give it behind a tab.
static void choose_command(Workspace *ws, const char *value)
{
    Str arg = str_c(value), id = STR_NULL;
    str_split(&arg, '\t', &id);
    const Command *c = command_find(id);
    palette_remember(&ws->palette, c->id);
    command_invoke(ws, c, arg);
}

// The rows are those for what is typed, all of them.
static bool is_found(Workspace *ws, char prefix, const PaletteList *list)
{
    if (list == &palette_project_symbols)
        return symbols_find(ws, str_trim(str_from(buf_str(&ws->palette.query), 1))).done;
    if (list == &palette_tasks)
        return ws->tasks.reads.n == 0;
    return prefix || list || files_are_found(ws);
}

void palette_accept(Workspace *ws)
{
    Palette *p = &ws->palette;
    Str query = buf_str(&p->query);
    char prefix = prefix_of(query);
    const PaletteList *list = palette_list_of(query);
    if (p->stale ? prefix != ':' : !is_found(ws, prefix, list)) {
        p->accept = true; // what was typed blindly is done when the files are there
        return;
    }
    AUTO(free) char *whole = str_dup(query);
    AUTO(free) char *line = str_dup(str_trim(str_from(query, 1)));
    AUTO(free) char *value = p->rows.n ? xstrdup(p->rows.p[p->selected].value) : NULL;
    palette_close(p);
    preview_end(ws);
    if (prefix == ':')
        command_invoke(ws, command_find(STR("nav.line")), str_c(line));
    else if (value && (prefix == '>' || prefix == '?'))
        choose_command(ws, value);
    else if (value && list)
        list->accept(ws, value);
    else if (value)
        files_accept(ws, value, str_c(whole));
}
