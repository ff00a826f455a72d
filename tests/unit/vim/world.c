// A workspace with one text, and keys played in it.
#include "suite.h"

void world_new(World *w)
{
    w->loop = loop_new();
    w->ws = workspace_new(w->loop, "/nonexistent");
    settings_load(w->ws);
    Options *o = &w->ws->options;
    o->keyboard_preset = KEYBOARD_VIM;
    o->auto_indent = AUTO_INDENT_NONE;
    o->close_brackets = o->close_quotes = CLOSE_NEVER;
    workspace_new_file(w->ws);
    document_set_indent(workspace_view(w->ws)->doc, true, 4);
    w->vim = vim_new(w->ws);
}

void world_free(World *w)
{
    vim_free(w->vim);
    workspace_free(w->ws);
    loop_free(w->loop);
}

typedef struct {
    const char *name;
    uint32_t code;
} NamedKey;
static const NamedKey names[] = {
    {"<Esc>", CODE_ESC},
    {"<CR>", CODE_ENTER},
    {"<BS>", CODE_BACK},
    {"<Tab>", CODE_TAB},
    {"<lt>", '<'},
    {"<Del>", KEY_CODE(KEY_DELETE)},
    {"<Left>", KEY_CODE(KEY_LEFT)},
    {"<Right>", KEY_CODE(KEY_RIGHT)},
    {"<Up>", KEY_CODE(KEY_UP)},
    {"<Down>", KEY_CODE(KEY_DOWN)},
};

static bool named(const char **keys, Codes *out)
{
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        size_t n = strlen(names[i].name);
        if (strncmp(*keys, names[i].name, n) == 0) {
            vec_push(out, names[i].code);
            *keys += n;
            return true;
        }
    }
    if (strncmp(*keys, "<C-", 3) == 0 && (*keys)[3] && (*keys)[4] == '>') {
        vec_push(out, CTRL((*keys)[3]));
        *keys += 5;
        return true;
    }
    return false;
}

static void parse(const char *keys, Codes *out)
{
    while (*keys) {
        if (named(&keys, out))
            continue;
        size_t n = 1;
        while ((keys[n] & 0xc0) == 0x80)
            n++;
        codes_of_text(str_n(keys, n), out);
        keys += n;
    }
}

void world_keys(World *w, const char *keys)
{
    Codes codes = {0};
    parse(keys, &codes);
    w->vim->failed = false;
    w->vim->budget = 1000000;
    for (size_t i = 0; i < codes.n && !w->vim->failed; i++) {
        vim_code(w->vim, codes.p[i]);
        if (w->vim->recording)
            vec_push(&w->vim->recorded, codes.p[i]);
        vim_drain(w->vim, true);
    }
    vec_deinit(&codes);
}

void world_text(World *w, const char *text)
{
    View *v = workspace_view(w->ws);
    AUTO(buf) Buf all = BUF_INIT;
    buf_add_c(&all, text);
    buf_add_byte(&all, '\n');
    text_replace(v->doc->text, 0, snap_size(text_now(v->doc->text)), buf_str(&all));
    view_sync(v);
    view_goto(v, 0);
}

static void place(World *w, int line, int col)
{
    View *v = workspace_view(w->ws);
    const Snap *s = text_now(v->doc->text);
    view_goto(v, snap_row_start(s, (size_t)line - 1) + (size_t)col - 1);
}

static void escape_all(World *w)
{
    Seat *s = seat_of(w->vim, workspace_view(w->ws));
    for (int i = 0; i < 3 && (w->vim->line_mark || w->vim->keys.n || s->mode == VIM_INSERT ||
                              s->mode == VIM_REPLACE);
         i++)
        world_keys(w, "<Esc>");
}

static Result look(World *w)
{
    const View *v = workspace_view(w->ws);
    const Snap *s = text_now(v->doc->text);
    AUTO(buf) Buf text = BUF_INIT;
    size_t at = vim_cursor(w->vim, v);
    snap_add_to(s, 0, snap_size(s), &text);
    Result r = {.line = (int)snap_row_at(s, at).n + 1,
                .col = (int)(at - snap_line_start(s, at, SIZE_MAX)) + 1};
    if (text.n && text.p[text.n - 1] == '\n')
        text.n--;
    r.text = str_dup(buf_str(&text));
    return r;
}

// The text as it is opened: nothing can be undone.
static void start_over(World *w, const char *text)
{
    View *v = workspace_view(w->ws);
    AUTO(free) char *all = xasprintf("%s\n", text);
    journal_end(v->doc);
    text_free(v->doc->text);
    v->doc->text = text_new_from(str_c(all));
    journal_begin(v->doc);
    view_restart(v, 0, 0);
    vec_clear(&w->vim->steps);
    jumps_deinit(&w->ws->jumps); // they are of the text that went
    w->ws->jumps = (Jumps){0};
}

// The same start as vim_plays() gives: a change for ".", a pattern, empty registers.
static void prepare(World *w, const Case *c)
{
    Vim *vim = w->vim;
    for (size_t i = 0; i < ARRAY_LEN(vim->regs); i++)
        buf_clear(&vim->regs[i].text);
    reg_set(vim, '"', STR("reg"), CHARS);
    reg_set(vim, 'a', STR("one\ntwo\n"), LINES);
    reg_set(vim, 'q', STR("x"), CHARS);
    reg_set(vim, 'w', STR("ddp"), CHARS);
    reg_set(vim, 'b', STR("12\n34"), BLOCK);
    vim->regs['b'].width = 2;
    VEC_EACH (NamedMark, m, &vim->marks)
        mark_deinit(&m->at);
    vec_clear(&vim->marks);
    vec_clear(&vim->visuals);
    world_keys(w, "<Esc>");
    world_text(w, c->text);
    world_keys(w, "ix<Esc>u");
    world_keys(w, "fo");
    world_keys(w, "/zz<CR>");
    start_over(w, c->text);
    place(w, c->line, c->col);
}

Result world_play(World *w, const Case *c)
{
    Str rest = str_c(c->commands);
    prepare(w, c);
    while (rest.n) {
        ptrdiff_t end = str_find(rest, STR(" || "));
        AUTO(free) char *one = str_dup(str_upto(rest, end < 0 ? rest.n : (size_t)end));
        rest = end < 0 ? STR_NULL : str_from(rest, (size_t)end + 4);
        world_keys(w, one);
        escape_all(w);
    }
    return look(w);
}

void result_deinit(Result *r)
{
    free(r->text);
}

void cases_deinit(Cases *c)
{
    VEC_EACH (Case, x, c) {
        free(x->text);
        free(x->commands);
    }
    vec_deinit(c);
}

void results_deinit(Results *r)
{
    VEC_EACH (Result, x, r)
        result_deinit(x);
    vec_deinit(r);
}

bool result_equal(const Result *a, const Result *b)
{
    return strcmp(a->text, b->text) == 0 && a->line == b->line && a->col == b->col;
}
