// The line behind ":", "/" and "?": editing it, its history, what completes it.
#include "vim/inner.h"
#include "base/utf8.h"

void lines_deinit(Strings *s)
{
    VEC_EACH (char *, p, s)
        free(*p);
    vec_deinit(s);
}

static void drop_offers(Vim *vim)
{
    lines_deinit(&vim->offers);
    vim->offer = 0;
}

void line_open(X *x, char mark, Str preset)
{
    Vim *vim = x->vim;
    vim->line_mark = mark;
    buf_clear(&vim->line);
    buf_add(&vim->line, preset);
    vim->line_at = preset.n;
    vim->line_cmd = x->c;
    vim->past_at = vim->past[mark != ':'].n;
    vim->line_from = vim->looked = x->seat->at.n ? seat_pos(x->seat)->head : 0;
    vim->line_top = x->v->top;
    vim->line_reg = false;
    free(steal(&vim->line_kept));
    drop_offers(vim);
}

void line_close(Vim *vim)
{
    vim->line_mark = 0;
    drop_offers(vim);
    finder_free(vim->brief);
    vim->brief = NULL;
}

VimLine vim_line(const Vim *vim)
{
    static const char ask[] = "Replace this? y yes  n no  a all  l this and no more  q quit";
    if (vim->confirm.on)
        return (VimLine){' ', str_n(ask, sizeof ask - 1), sizeof ask - 1};
    return (VimLine){vim->line_mark, buf_str(&vim->line), vim->line_at};
}

static void remember(Vim *vim, int which)
{
    Strings *past = &vim->past[which];
    const char *text = buf_c(&vim->line);
    if (!*text)
        return;
    for (size_t i = 0; i < past->n; i++)
        if (strcmp(past->p[i], text) == 0) {
            free(past->p[i]);
            vec_remove(past, i, 1);
            break;
        }
    if (past->n == HISTORY_MAX) {
        free(past->p[0]);
        vec_remove(past, 0, 1);
    }
    vec_push(past, xstrdup(text));
}

static void cancel(Vim *vim)
{
    X x;
    Cmd c = vim->line_cmd;
    bool look = vim->line_mark != ':';
    x_init(&x, vim, &c);
    if (look && x.v)
        x.v->top = vim->line_top;
    line_close(vim);
    vec_clear(&vim->keys);
    if (x.v && x.seat->at.n) {
        if (mode_is_visual(x.seat->mode) && !look)
            vim_set_mode(&x, VIM_NORMAL);
        x_finish(&x, true);
    }
}

static void enter(Vim *vim)
{
    X x;
    Cmd c = vim->line_cmd;
    char mark = vim->line_mark;
    AUTO(free) char *line = str_dup(buf_str(&vim->line));
    remember(vim, mark != ':');
    line_close(vim);
    x_init(&x, vim, &c);
    if (!x.v)
        return;
    seat_read(vim, x.seat);
    x.line = line;
    if (mark != ':') {
        x_finish(&x, cmd_exec(&x));
        return;
    }
    if (mode_is_visual(x.seat->mode))
        vim_set_mode(&x, VIM_NORMAL);
    bool ok = ex_run(&x, str_c(line));
    View *now = workspace_view(vim->ws);
    if (now != x.v) { // it opened or closed something
        if (x.err.msg)
            message_say(vim->ws, MESSAGE_RESULT, "%s", err_text(&x.err));
        err_deinit(&x.err);
        if (!ok)
            vim_fail(vim);
        return;
    }
    x_finish(&x, ok);
}

// Editing -----------------------------------------------------------------------------------------

static void put(Vim *vim, Str text)
{
    if (vim->line.n + text.n > 65536)
        return;
    buf_splice(&vim->line, vim->line_at, vim->line_at, text);
    vim->line_at += text.n;
}

static size_t before(Vim *vim)
{
    return vim->line_at ? utf8_prev(buf_str(&vim->line), vim->line_at) : 0;
}

static size_t behind(Vim *vim)
{
    size_t n = 1;
    if (vim->line_at >= vim->line.n)
        return vim->line.n;
    utf8_decode(str_from(buf_str(&vim->line), vim->line_at), &n, NULL);
    return vim->line_at + n;
}

static void cut(Vim *vim, size_t start, size_t end)
{
    buf_splice(&vim->line, start, end, STR_NULL);
    vim->line_at = start;
}

static size_t word_before(Vim *vim)
{
    size_t at = vim->line_at;
    const char *p = vim->line.p;
    while (at > 0 && is_blank(p[at - 1]))
        at--;
    bool word = at > 0 && class_of((unsigned char)p[at - 1]) == 2;
    while (at > 0 && !is_blank(p[at - 1]) && (class_of((unsigned char)p[at - 1]) == 2) == word)
        at--;
    return at;
}

static void show(Vim *vim, const char *text)
{
    buf_clear(&vim->line);
    buf_add_c(&vim->line, text);
    vim->line_at = vim->line.n;
}

// Older and newer lines that begin with what was typed.
static void recall(Vim *vim, int dir)
{
    Strings *past = &vim->past[vim->line_mark != ':'];
    if (!vim->line_kept)
        vim->line_kept = str_dup(buf_str(&vim->line));
    for (size_t i = vim->past_at;;) {
        if (dir < 0 ? i == 0 : i >= past->n)
            return;
        i = dir < 0 ? i - 1 : i + 1;
        if (i == past->n) {
            vim->past_at = i;
            show(vim, vim->line_kept);
            return;
        }
        if (str_starts(str_c(past->p[i]), str_c(vim->line_kept))) {
            vim->past_at = i;
            show(vim, past->p[i]);
            return;
        }
    }
}

static void complete(Vim *vim, int dir)
{
    if (vim->line_mark != ':')
        return;
    if (vim->offers.n == 0) {
        vim->offer_from = 0;
        ex_complete(vim, str_upto(buf_str(&vim->line), vim->line_at), &vim->offers,
                    &vim->offer_from);
        if (vim->offers.n == 0)
            return;
        vec_push(&vim->offers,
                 str_dup(str_from(str_upto(buf_str(&vim->line), vim->line_at), vim->offer_from)));
        vim->offer = dir > 0 ? 0 : vim->offers.n - 2;
    } else {
        vim->offer = (vim->offer + vim->offers.n + (size_t)dir) % vim->offers.n;
    }
    Str with = str_c(vim->offers.p[vim->offer]);
    buf_splice(&vim->line, vim->offer_from, vim->line_at, with);
    vim->line_at = vim->offer_from + with.n;
}

static bool word_under(Vim *vim, Buf *out)
{
    const View *v = workspace_view(vim->ws);
    size_t a, b;
    if (!v)
        return false;
    const Snap *s = text_now(v->doc->text);
    snap_word_at(s, view_cursor(v), &a, &b);
    snap_add_to(s, a, MIN(b, a + 1000), out);
    return true;
}

static void insert_register(Vim *vim, uint32_t code)
{
    X x;
    AUTO(buf) Buf word = BUF_INIT;
    x_init(&x, vim, &(Cmd){0});
    vim->line_reg = false;
    if (code == CTRL('w') && word_under(vim, &word))
        put(vim, buf_str(&word));
    else if (code < 128 && reg_is_valid(code, false)) {
        Str text = reg_text(&x, code, NULL);
        ptrdiff_t nl = str_find_byte(text, '\n');
        put(vim, str_upto(text, nl < 0 ? MIN(text.n, (size_t)4096) : (size_t)nl));
    }
    err_deinit(&x.err);
}

static void move(Vim *vim, uint32_t code)
{
    if (code == KEY_CODE(KEY_LEFT))
        vim->line_at = before(vim);
    else if (code == KEY_CODE(KEY_RIGHT))
        vim->line_at = behind(vim);
    else if (code == KEY_CODE(KEY_HOME) || code == CTRL('b'))
        vim->line_at = 0;
    else if (code == KEY_CODE(KEY_END) || code == CTRL('e'))
        vim->line_at = vim->line.n;
    else if (code == KEY_CODE(KEY_UP) || code == CTRL('p'))
        recall(vim, -1);
    else if (code == KEY_CODE(KEY_DOWN) || code == CTRL('n'))
        recall(vim, 1);
}

static void edit(Vim *vim, uint32_t code)
{
    char bytes[4];
    if (code == CODE_BACK)
        cut(vim, before(vim), vim->line_at);
    else if (code == KEY_CODE(KEY_DELETE))
        cut(vim, vim->line_at, behind(vim));
    else if (code == CTRL('w'))
        cut(vim, word_before(vim), vim->line_at);
    else if (code == CTRL('u'))
        cut(vim, 0, vim->line_at);
    else if (code == CTRL('r'))
        vim->line_reg = true;
    else if (code == CTRL('k'))
        vec_push(&vim->line_digraph, code);
    else if (code >= 32 && code < CODE_KIND)
        put(vim, str_n(bytes, utf8_encode(code, bytes)));
    else
        move(vim, code);
}

// False: two more characters are wanted.
static bool end_digraph(Vim *vim, uint32_t *code)
{
    Codes *keys = &vim->line_digraph;
    vec_push(keys, *code);
    if (*code != CODE_ESC && keys->n < 3)
        return false;
    *code = *code == CODE_ESC ? 0 : digraph(keys->p[1], *code);
    vec_clear(keys);
    return true;
}

void line_code(Vim *vim, uint32_t code)
{
    if (vim->line_digraph.n && (!end_digraph(vim, &code) || code == 0))
        return;
    bool back_out = code == CODE_BACK && vim->line.n == 0;
    if (code == CODE_ENTER || code == CTRL('j')) {
        enter(vim);
        return;
    }
    if (code == CODE_ESC || code == CTRL('c') || back_out) {
        cancel(vim);
        return;
    }
    if (vim->line_reg) {
        insert_register(vim, code);
    } else if (code == CODE_TAB) {
        complete(vim, 1);
        return;
    } else {
        drop_offers(vim);
        edit(vim, code);
    }
    bool recalls = code == KEY_CODE(KEY_UP) || code == KEY_CODE(KEY_DOWN) || code == CTRL('p') ||
                   code == CTRL('n');
    if (!recalls)
        free(steal(&vim->line_kept));
    if (vim->line_mark != ':')
        seek_look(vim);
}

// ":" over what is selected, or over as many lines as the count says.
static bool open_ex(X *x)
{
    AUTO(buf) Buf preset = BUF_INIT;
    if (mode_is_visual(x->seat->mode)) {
        VimMode mode = x->seat->mode;
        PosVec at = {0};
        VEC_EACH (const Pos, p, &x->seat->at)
            vec_push(&at, *p);
        vim_set_mode(x, VIM_NORMAL); // sets '< and '>
        vec_deinit(&x->seat->at);
        x->seat->at.p = at.p, x->seat->at.n = at.n, x->seat->at.cap = at.cap;
        x->seat->mode = mode; // it stays in sight while the line is typed
        buf_add_c(&preset, "'<,'>");
    } else if (x->c.count > 1) {
        buf_addf(&preset, ".,.+%d", x->c.count - 1);
    } else if (x->c.count == 1) {
        buf_add_c(&preset, ".");
    }
    line_open(x, ':', buf_str(&preset));
    return true;
}

const CommandRow commands_line[] = {{':', 0, open_ex}, {0}};
