// Command lines of the vim layer, of whatever bytes: none breaks the text, or leaves a cursor
// outside it.
#include "base/bug.h"
#include "command/command.h"
#include "loop/loop.h"
#include "vim/ex.h"

#include <stdint.h>

static const char text[] = "one two\n\tdo it\n\nädd a 日 12\nlast";

// No name of a command that writes a file, or opens one, is made of these letters.
static char safe(uint8_t c)
{
    static const char letters[] = "adgijmostuycIG";
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    return letter && !strchr(letters, c) ? letters[c % (sizeof letters - 1)] : (char)c;
}

static void check(const View *v)
{
    size_t size = snap_size(text_now(v->doc->text));
    BUG_ON(v->sel.v.n == 0);
    VEC_EACH (const Selection, x, &v->sel.v)
        BUG_ON(x->head > size || x->anchor > size);
    text_check(v->doc->text);
}

static void type(Vim *vim, uint32_t code)
{
    vim->failed = false;
    vim_code(vim, code);
}

// A line feed ends a command line; where one asks, what follows is its answers.
static void play(Vim *vim, const uint8_t *data, size_t n)
{
    const View *v = workspace_view(vim->ws);
    for (size_t i = 0; i < n && workspace_view(vim->ws) == v; i++) {
        char c = safe(data[i]);
        if (!vim->line_mark && !vim->confirm.on)
            type(vim, ':');
        type(vim, c == '\n' ? CODE_ENTER : (unsigned char)c == '!' ? '&' : (unsigned char)c);
        if (workspace_view(vim->ws) == v)
            check(v);
        if (snap_size(text_now(v->doc->text)) > 1 << 16)
            return;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n > 300)
        return 0;
    Loop *loop = loop_new();
    Workspace *ws = workspace_new(loop, "/nonexistent");
    settings_load(ws);
    ws->options.keyboard_preset = KEYBOARD_VIM;
    workspace_new_file(ws);
    View *v = workspace_view(ws);
    Vim *vim = vim_new(ws);
    text_replace(v->doc->text, 0, 0, str_n(text, sizeof text - 1));
    view_sync(v);
    v->rows = 5;
    v->cols = 40;
    play(vim, data, n);
    vim_free(vim);
    workspace_free(ws);
    loop_free(loop);
    return 0;
}
