// Command lines of the vim layer, of whatever bytes: none breaks the text, or leaves a cursor
// outside it.
#include "../lib/vim-fuzz.h"
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

static void type(Vim *vim, uint32_t code)
{
    vim->failed = false;
    vim_code(vim, code);
}

// A line feed ends a command line; where one asks, what follows is its answers.
static void play(const VimFuzz *f, const uint8_t *data, size_t n)
{
    Vim *vim = f->vim;
    for (size_t i = 0; i < n && vim_fuzz_goes_on(f); i++) {
        char c = safe(data[i]);
        if (!vim->line_mark && !vim->confirm.on)
            type(vim, ':');
        type(vim, c == '\n' ? CODE_ENTER : (unsigned char)c == '!' ? '&' : (unsigned char)c);
        if (!vim_fuzz_goes_on(f) || !vim_fuzz_check(f))
            return;
        text_check(f->view->doc->text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    VimFuzz f;
    if (n > 300)
        return 0;
    vim_fuzz_new(&f, str_n(text, sizeof text - 1));
    play(&f, data, n);
    vim_fuzz_free(&f);
    return 0;
}
