// The bell; and OSC 9;4: the window, or its place in the task bar, shows that something goes on.
#include "base/mem.h"
#include "tty/terminal.h"

#define PROGRESS_ON  "\033]9;4;3\033\\" // nobody knows how far it is
#define PROGRESS_OFF "\033]9;4;0\033\\"

static bool is_understood(const Tty *t)
{
    return t->caps.xterm && !t->caps.screen && t->around.progress;
}

void progress_add(const Tty *t, bool on, Buf *out)
{
    if (t->progress)
        buf_add(out, on ? STR(PROGRESS_ON) : STR(PROGRESS_OFF));
}

void tty_ring(Tty *t)
{
    if (!t->headless && t->take->raw)
        buf_add_c(&t->pending, "\a");
}

void tty_set_progress(Tty *t, bool on)
{
    if (on == t->progress || t->headless || !t->take->raw || (on && !is_understood(t)))
        return;
    t->progress = true;
    progress_add(t, on, &t->pending);
    t->progress = on;
    modes_prepare_undo(t);
}
