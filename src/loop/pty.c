#include "loop/inner.h"

#include "base/bug.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>

/* Both ends of a new terminal.  True unless there is none to be had. */
static bool open_pair(int *master, int *slave, Err *err)
{
    char name[64];
    AUTO(fd) int m = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (m < 0 || grantpt(m) < 0 || unlockpt(m) < 0)
        return err_set_errno(err, errno, "cannot make a terminal");
    int e = ptsname_r(m, name, sizeof name);
    if (e != 0)
        return err_set_errno(err, e, "cannot make a terminal");
    *slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*slave < 0)
        return err_set_errno(err, errno, "cannot open the terminal '%s'", name);
    *master = steal_fd(&m);
    return true;
}

static void set_utf8(int slave)
{
    // so that erasing in the kernel's line editor takes whole characters
    struct termios t;
    if (tcgetattr(slave, &t) == 0) {
        t.c_iflag |= IUTF8;
        (void)tcsetattr(slave, TCSANOW, &t); // without it, only erasing is worse
    }
}

LoopChild *loop_pty_new(Loop *l, const LoopSpawn *spawn, int rows, int cols,
                        void (*ended)(void *arg, int status), void *arg, int *master, Err *err)
{
    AUTO(fd) int m = -1;
    AUTO(fd) int slave = -1;
    if (!open_pair(&m, &slave, err))
        return NULL;
    set_utf8(slave);
    loop_pty_resize(m, rows, cols);
    LoopSpawn on_tty = *spawn;
    on_tty.stdin_fd = on_tty.stdout_fd = on_tty.stderr_fd = slave;
    LoopChild *c = loop_child_start(l, &on_tty, true, ended, arg, err);
    if (c)
        *master = steal_fd(&m);
    return c;
}

void loop_pty_resize(int master, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)CLAMP(rows, 1, 0xffff),
                           .ws_col = (unsigned short)CLAMP(cols, 1, 0xffff)};
    (void)ioctl(master, TIOCSWINSZ, &size); // fails once the terminal is gone, when it is no matter
}
