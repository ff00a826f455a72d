#include "jail/helper/step.h"

#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

_Noreturn static void fail(News news)
{
    news.kind = NEWS_FAILED;
    news.error = errno;
    // With the supervisor gone there is nobody to tell.
    (void)!send(CHANNEL_FD, &news, sizeof news, MSG_NOSIGNAL);
    _exit(125);
}

void step_fail_at(Step step, unsigned index)
{
    fail((News){.step = step, .index = index});
}

void step_fail_with(Step step, const char *subject)
{
    News news = {.step = step};
    int error = errno;
    snprintf(news.subject, sizeof news.subject, "%s", subject);
    errno = error;
    fail(news);
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
