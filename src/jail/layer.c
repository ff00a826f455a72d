#include "jail/jail.h"

#include "jail/helper/channel.h"

#include "base/mem.h"

#include <errno.h>
#include <unistd.h>

static int receive(int layer_fd)
{
    int fds[CHANNEL_FDS];
    char word;
    bool got;
    do
        got = channel_receive(layer_fd, &word, 1, fds);
    while (!got && errno == EINTR);
    return got ? fds[0] : -1;
}

int jail_layer_take(int *layer_fd, Err *err)
{
    int dir = *layer_fd >= 0 ? receive(*layer_fd) : -1;
    auto_fd(layer_fd);
    *layer_fd = -1;
    if (dir < 0)
        err_set(err, "the run left no scratch layer");
    return dir;
}
