#include "jail/helper/step.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

void step_fail_at(Step step, unsigned index)
{
    News news = {.kind = NEWS_FAILED, .step = step, .error = errno, .index = index};
    // With the supervisor gone there is nobody to tell.
    (void)!send(CHANNEL_FD, &news, sizeof news, MSG_NOSIGNAL);
    _exit(125);
}

void step_fail(Step step)
{
    step_fail_at(step, 0);
}

void step_must(long result, Step step)
{
    if (result < 0)
        step_fail(step);
}
