#include "base/bug.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Process-wide by nature: a crash has no other way to reach the terminal.
static struct {
    void (*run)(void *);
    void *arg;
} rescue_hook;

void bug_set_rescue(void (*rescue)(void *arg), void *arg)
{
    rescue_hook.run = NULL;
    rescue_hook.arg = arg;
    rescue_hook.run = rescue;
}

void bug_rescue(void)
{
    void (*run)(void *) = rescue_hook.run;
    rescue_hook.run = NULL;
    if (run)
        run(rescue_hook.arg);
}

void bug_at(const char *file, int line, const char *what)
{
    char msg[512];
    int n = snprintf(msg, sizeof msg, "codelab: bug at %s:%d: %s\n", file, line, what);
    bug_rescue();
    if (n > 0 && write(STDERR_FILENO, msg, strnlen(msg, sizeof msg)) < 0)
        _exit(134);
    abort();
}
