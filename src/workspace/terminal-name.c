// What a terminal is called: by the user, or as the program in its foreground.
#include "workspace/workspace.h"

#include "base/fs.h"
#include "base/path.h"
#include "loop/loop.h"
#include "vt/vt.h"

#include <stdio.h>
#include <unistd.h>

enum { COMM_MAX = 64 };

// Control characters of a program's name are nobody's business.
static char *clean(Str name)
{
    char *out = str_dup(str_trim(name));
    for (char *p = out; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            *p = '?';
    return out;
}

static char *program_name(pid_t pid)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf comm = BUF_INIT;
    char path[40];
    snprintf(path, sizeof path, "/proc/%d/comm", (int)pid);
    if (!fs_read(path, COMM_MAX, &comm, &err))
        return NULL;
    return clean(buf_str(&comm));
}

void terminal_look(Terminal *t)
{
    pid_t group = t->master >= 0 ? tcgetpgrp(t->master) : -1;
    // in the jail none is seen
    bool shell = group <= 0 || !t->child || group == loop_child_pid(t->child);
    t->busy = !shell;
    char *name = shell ? NULL : program_name(group);
    if (!name)
        name = clean(path_base(str_c(t->shell)));
    if (t->run) {
        char *jailed = xasprintf("%s jail", name);
        free(name);
        name = jailed;
    }
    free(t->program);
    t->program = name;
}

bool terminal_is_busy(const Terminal *t)
{
    return !t->ended && (vt_is_running(t->screen.vt) || t->busy);
}

void terminal_title(const Terminal *t, Str running, Str failed, Buf *out)
{
    buf_addf(out, "%d:%s", t->number, t->name ? t->name : t->program);
    if (terminal_is_busy(t))
        buf_addf(out, " " STR_FMT, STR_ARG(running));
    else if (vt_last_exit(t->screen.vt) > 0 || (t->ended && t->status))
        buf_addf(out, " " STR_FMT, STR_ARG(failed));
}

void terminal_rename(Terminal *t, Str name)
{
    free(t->name);
    Str trimmed = str_trim(name);
    t->name = trimmed.n ? clean(trimmed) : NULL;
}
