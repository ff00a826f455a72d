// Keys of any kind against the vim layer: it neither breaks nor goes on for ever, and the
// selections stay in the text.
#include "../lib/vim-fuzz.h"

#include <stdint.h>

static const char text[] = "one (two) \"three\"\n\tfour { five }\n\n<a>b</a> 7 äöü 日本\nlast";

static Key key_of(uint8_t c)
{
    if (c == 27)
        return (Key){.kind = KEY_ESCAPE};
    if (c == '\n' || c == '\r')
        return (Key){.kind = KEY_ENTER};
    if (c == '\t')
        return (Key){.kind = KEY_TAB};
    if (c == 127)
        return (Key){.kind = KEY_BACKSPACE};
    if (c < 27)
        return (Key){.kind = KEY_CHAR, .mods = MOD_CTRL, .cp = c + 96u};
    if (c >= 0xf0)
        return (Key){.kind = (KeyKind)(KEY_UP + (c & 7))};
    return (Key){.kind = KEY_CHAR, .cp = c};
}

// What the screen does with what is not vim's: only typing matters here.
static void pass(Workspace *ws, const Key *k)
{
    View *v = workspace_view(ws);
    char c = (char)k->cp;
    if (k->kind == KEY_CHAR && k->cp < 128 && !k->mods)
        (void)view_type(v, str_n(&c, 1), NULL);
    else if (k->kind == KEY_ENTER)
        (void)view_newline(v, NULL);
    else if (k->kind == KEY_BACKSPACE)
        (void)view_delete(v, MOVE_LEFT, NULL);
}

// Keys that open files, close tabs or end the program lead out of what is looked at here.
static bool is_left_out(const uint8_t *data, size_t i)
{
    return data[i] == ':' || data[i] == 'Z' || data[i] == 23 || data[i] == '!' ||
           data[i] == 't' - 96;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    VimFuzz f;
    if (n > 400)
        return 0;
    vim_fuzz_new(&f, str_n(text, sizeof text - 1));
    for (size_t i = 0; i < n && vim_fuzz_goes_on(&f); i++) {
        Key k = key_of(data[i]);
        if (is_left_out(data, i))
            continue;
        if (vim_key(f.vim, &k) == VIM_PASS)
            pass(f.ws, &k);
        vim_settle(f.vim);
        if (vim_fuzz_goes_on(&f) && !vim_fuzz_check(&f))
            break;
    }
    if (vim_fuzz_goes_on(&f))
        text_check(f.view->doc->text);
    vim_fuzz_free(&f);
    return 0;
}
