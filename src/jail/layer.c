#include "jail/jail.h"

#include "jail/helper/channel.h"
#include "jail/helper/locked.h"

#include "base/mem.h"

#include <errno.h>
#include <unistd.h>

int jail_layer_take(int *layer_fd, Err *err)
{
    int fds[CHANNEL_FDS] = {-1, -1};
    char word;
    errno = 0;
    while (*layer_fd >= 0 && !channel_receive(*layer_fd, &word, 1, fds) && errno == EINTR)
        errno = 0;
    auto_fd(layer_fd);
    *layer_fd = -1;
    if (fds[0] < 0)
        err_set(err, "the run left no scratch layer");
    return fds[0];
}

int jail_layer_open(int dir, const char *name)
{
    return open_locked(dir, name);
}
