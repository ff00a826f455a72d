// Which keys with modifiers this terminal sends.
#include "tty/terminal.h"

int tty_key_tier(const Tty *t)
{
    if (t->headless)
        return 1;
    if (t->keys.facts.kitty_keys || t->keys.facts.modified_keys)
        return 2;
    // tmux sends them whatever TERM it was told to be
    return t->around.tmux || !t->around.plain_keys;
}

void tty_set_esc_ms(Tty *t, int ms)
{
    t->keys.esc_ms = ms;
}
