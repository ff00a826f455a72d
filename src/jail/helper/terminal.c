#include "jail/helper/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

void terminal_raw(Terminal *t)
{
    if (tcgetattr(0, &t->saved) < 0)
        return;
    struct termios raw = t->saved;
    cfmakeraw(&raw);
    t->raw = tcsetattr(0, TCSADRAIN, &raw) == 0;
}

void terminal_restore(Terminal *t)
{
    if (t->raw)
        tcsetattr(0, TCSADRAIN, &t->saved);
    t->raw = false;
}

void terminal_copy_size(int master)
{
    struct winsize size;
    if (ioctl(1, TIOCGWINSZ, &size) == 0)
        ioctl(master, TIOCSWINSZ, &size);
}

bool terminal_is_ours(void)
{
    pid_t front = tcgetpgrp(0);
    return front < 0 || front == getpgrp();
}
