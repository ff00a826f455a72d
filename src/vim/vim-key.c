// What the screen asks of the layer, and the keys it hands over.
#include "vim/inner.h"
#include "base/utf8.h"

static View *editor(const Vim *vim)
{
    View *v = workspace_view(vim->ws);
    return v && !v->hex && !v->doc->diff && !v->doc->reading ? v : NULL;
}

bool vim_is_on(const Vim *vim)
{
    return vim->ws->options.keyboard_preset == KEYBOARD_VIM && editor(vim);
}

static bool has_keys(const Vim *vim)
{
    return vim_is_on(vim) && vim->ws->layout.focus == FOCUS_EDITOR &&
           (vim->line_mark || !find_has_focus(vim->ws->find));
}

enum { PASTE_KEPT = 65536 };

// It belongs to what was typed, for "." and macros: each character behind ctrl+q.
static void keep_pasted(Vim *vim, Seat *s, Str text)
{
    if (text.n > PASTE_KEPT)
        return;
    while (text.n) {
        size_t n = 1;
        uint32_t cp = utf8_decode(text, &n, NULL);
        text = str_from(text, n);
        if (cp == '\r' && text.n && text.p[0] == '\n')
            continue;
        for (int i = 0; i < 2; i++) {
            uint32_t code = i == 0 ? CTRL('q') : cp == '\r' ? '\n' : cp;
            vec_push(&s->typed, code);
            if (vim->recording)
                vec_push(&vim->recorded, code);
        }
    }
}

// Pasted text is text, whatever the mode.
static VimAnswer paste(Vim *vim, const Key *k)
{
    X x;
    x_init(&x, vim, &(Cmd){0});
    if (vim->confirm.on)
        return VIM_TAKEN;
    seat_read(vim, x.seat);
    vec_clear(&vim->keys);
    if (vim->line_mark) {
        for (size_t i = 0; i < k->text.n; i++)
            line_code(vim, k->text.p[i] == '\n' || (unsigned char)k->text.p[i] < 32
                               ? ' '
                               : (unsigned char)k->text.p[i]);
        return VIM_TAKEN;
    }
    if (x.seat->mode == VIM_INSERT) {
        keep_pasted(vim, x.seat, k->text);
        return VIM_PASS;
    }
    if (x.seat->mode == VIM_REPLACE)
        x.seat->mode = VIM_INSERT;
    vim_step_begin(vim, x.v);
    bool ok = view_paste(x.v, k->text, &x.err); // over what is selected, or before the cursor
    if (x.seat->mode != VIM_INSERT)
        x.seat->mode = VIM_NORMAL;
    seat_read(vim, x.seat);
    x_finish(&x, ok);
    return VIM_TAKEN;
}

// Keys that vim has no use for at the moment are the keymap's.
static bool is_foreign(Vim *vim, const Seat *s, uint32_t code)
{
    Cmd c;
    Codes one = {.p = &code, .n = 1};
    if (code == 0)
        return true;
    if (vim->keys.n || vim->line_mark || s->mode == VIM_INSERT || s->mode == VIM_REPLACE)
        return false;
    if (code == CODE_ESC || code == CTRL('c'))
        return s->mode == VIM_NORMAL && code == CODE_ESC;
    return (code < 32 || code >= CODE_KIND) &&
           cmd_parse(&one, mode_is_visual(s->mode), &c) == PARSE_BAD;
}

// In insert mode: what neither vim nor the editor types.
static bool insert_passes(const Seat *s, uint32_t code)
{
    static const char taken[] = {CTRL('a'), CTRL('c'), CTRL('d'),  CTRL('e'), CTRL('o'), CTRL('k'),
                                 CTRL('r'), CTRL('t'), CTRL('u'),  CTRL('v'), CTRL('w'), CTRL('y'),
                                 CODE_BACK, CODE_TAB,  CODE_ENTER, CODE_ESC};
    if (s->mode != VIM_INSERT && s->mode != VIM_REPLACE)
        return false;
    return code < 32 && !memchr(taken, (int)code, sizeof taken);
}

static VimAnswer drop_pending(Vim *vim)
{
    vec_clear(&vim->keys);
    return VIM_PASS;
}

static VimAnswer esc_alone(Vim *vim, Seat *s)
{
    if (s->at.n > 1) {
        seat_set(s, seat_pos(s)->head);
        seat_show(vim, s);
    }
    return VIM_PASS; // it closes what else is open
}

VimAnswer vim_key(Vim *vim, const Key *k)
{
    if (!has_keys(vim))
        return VIM_PASS;
    if (k->kind == KEY_PASTE)
        return paste(vim, k);
    Seat *s = seat_of(vim, editor(vim));
    uint32_t code = code_of_key(k);
    seat_read(vim, s);
    vim->budget = 1000000;
    vim->failed = false;
    if (vim->stuff.n) { // a macro is playing
        if (code == CODE_ESC || code == CTRL('c'))
            vim_fail(vim);
        return VIM_TAKEN;
    }
    if (vim->confirm.on && code) {
        if (vim->recording)
            vec_push(&vim->recorded, code);
        confirm_code(vim, code);
        return VIM_TAKEN;
    }
    if (code == ' ' && s->mode == VIM_NORMAL && vim->keys.n == 0 && !vim->line_mark)
        return VIM_LEADER;
    if (insert_passes(s, code) && !vim->line_mark && vim->keys.n == 0)
        return VIM_PASS;
    if (is_foreign(vim, s, code))
        return code == CODE_ESC ? esc_alone(vim, s) : drop_pending(vim);
    uint32_t recording = vim->recording;
    if (recording)
        vec_push(&vim->recorded, code);
    bool taken = vim_press(vim, code);
    vim_drain(vim, false);
    return taken ? VIM_TAKEN : VIM_PASS;
}

void vim_settle(Vim *vim)
{
    if (vim->line_mark && !has_keys(vim))
        line_close(vim);
    if (vim->confirm.on && (!has_keys(vim) || vim->confirm.view != editor(vim) ||
                            vim->confirm.rev != text_rev(vim->confirm.view->doc->text)))
        confirm_end(vim);
    if (!vim_is_on(vim))
        return;
    if (vim->stuff.n)
        vim_drain(vim, false);
    Seat *s = seat_of(vim, editor(vim));
    if (vim->line_mark || vim->confirm.on)
        return;
    bool fresh = s->rev != s->view->rev || !selections_equal(&s->shown, &s->view->sel);
    seat_read(vim, s);
    if (fresh && s->mode == VIM_NORMAL)
        seat_show(vim, s);
}

VimMode vim_mode(const Vim *vim, const View *v)
{
    const Seat *s = seat_find(vim, v);
    return s ? s->mode : VIM_NORMAL;
}

size_t vim_cursor(const Vim *vim, const View *v)
{
    const Seat *s = seat_find(vim, v);
    if (!s || s->at.n == 0 || !mode_is_visual(s->mode) || s->rev != v->rev ||
        !selections_equal(&s->shown, &v->sel))
        return view_cursor(v);
    return s->at.p[s->primary].head;
}

static bool operator_waits(const Vim *vim)
{
    Cmd c;
    return vim->keys.n && cmd_parse(&vim->keys, false, &c) == PARSE_MORE && c.op;
}

const char *vim_mode_name(const Vim *vim)
{
    static const char *const names[] = {"NORMAL", "INSERT", "REPLACE",
                                        "VISUAL", "V-LINE", "V-BLOCK"};
    const View *v = editor(vim);
    const Seat *s = v ? seat_find(vim, v) : NULL;
    VimMode mode = s ? s->mode : VIM_NORMAL;
    if (vim->line_mark)
        return "COMMAND";
    if (s && s->once)
        return "(INSERT)";
    return mode == VIM_NORMAL && operator_waits(vim) ? "O-PENDING" : names[mode];
}

void vim_pending(const Vim *vim, Buf *out)
{
    if (vim->recording)
        buf_addf(out, "recording @%c ", (char)vim->recording);
    for (size_t i = 0; i < vim->keys.n; i++)
        code_show(vim->keys.p[i], out);
}
