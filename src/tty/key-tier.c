// Which keys with modifiers this terminal sends.
#include "base/mem.h"
#include "tty/terminal.h"

#include <stdlib.h>

int tty_key_tier(const Tty *t)
{
    static const char *const plain[] = {"linux", "vt", "screen", "ansi", "cons25", "sun"};
    const char *term = getenv("TERM");
    if (t->headless)
        return 1;
    if (t->keys.facts.kitty_keys || t->keys.facts.modified_keys)
        return 2;
    if (detect_env("TMUX")) // sends them whatever TERM it was told to be
        return 1;
    for (size_t i = 0; term && i < ARRAY_LEN(plain); i++)
        if (str_starts(str_c(term), str_c(plain[i])))
            return 0;
    return 1;
}

void tty_set_esc_ms(Tty *t, int ms)
{
    t->keys.esc_ms = ms;
}
