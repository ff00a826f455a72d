// A save as the user sees it: from the command until the message, with all that is done in between;
// beside what no editor can do without, in turns.
#include "bench-history.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "command/command.h"
#include "loop/loop.h"
#include "workspace/workspace.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SAVES = 100, SAVE_LINES = 10000 };

static void settle(Workspace *ws)
{
    workspace_settle(ws);
    workspace_dispatch(ws);
}

// Until nothing is under way: the version of the last save is kept, too.
static void rest(Workspace *ws)
{
    settle(ws);
    while (loop_pending(ws->loop) || workspace_is_busy(ws)) {
        loop_turn(ws->loop, -1);
        settle(ws);
    }
}

static bool save(Workspace *ws, View *v, Samples *took, Err *err)
{
    view_goto(v, (size_t)rand() % snap_size(text_now(v->doc->text)));
    if (!view_insert(v, STR("x"), err))
        return false;
    rest(ws);
    int64_t start = clock_mono_ns();
    if (!document_save(ws, v->doc, false, err))
        return false;
    while (v->doc->saving) {
        loop_turn(ws->loop, -1);
        settle(ws);
    }
    vec_push(took, ms_since(start));
    rest(ws);
    return !document_is_modified(v->doc) || err_set(err, "it was not saved");
}

static bool flush_folder(const char *path)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    AUTO(fd) int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd >= 0 && fsync(fd) == 0;
}

// The bytes on the disk, then the name; *durable also has the time until the name is there, too.
static bool bare(const char *path, Str bytes, Samples *named, Samples *durable)
{
    int64_t start = clock_mono_ns();
    AUTO(free) char *temporary = xasprintf("%s.new", path);
    AUTO(fd) int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool ok = fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n && fsync(fd) == 0 &&
              rename(temporary, path) == 0;
    vec_push(named, ms_since(start));
    ok = ok && flush_folder(path);
    vec_push(durable, ms_since(start));
    return ok;
}

static void print(Samples *ours, Samples *named, Samples *durable)
{
    printf("a save of %d lines takes %.2f ms from the command until it is told\n", SAVE_LINES,
           median(ours));
    printf("a bare one %.2f ms: %.2f x; wanted: 1.5 x\n", median(named),
           median(ours) / median(named));
    printf("and with the folder flushed %.2f ms: %.2f x\n", median(durable),
           median(ours) / median(durable));
}

static bool measure(Workspace *ws, const char *path, Str bytes, Err *err)
{
    Samples ours = {0}, named = {0}, durable = {0};
    AUTO(free) char *other = xasprintf("%s.bare", path);
    bool ok = workspace_open(ws, path, err);
    rest(ws);
    for (int i = 0; ok && i < SAVES; i++)
        ok = save(ws, workspace_view(ws), &ours, err) && bare(other, bytes, &named, &durable);
    if (ok)
        print(&ours, &named, &durable);
    vec_deinit(&ours);
    vec_deinit(&named);
    vec_deinit(&durable);
    return ok;
}

bool save_measure(const char *dir, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(free) char *root = path_join(dir, "project"), *data = path_join(dir, "data");
    AUTO(free) char *path = path_join(root, "a.c");
    make_text(SAVE_LINES, &text);
    if (!fs_mkdirs(root, err) || !fs_write(path, buf_str(&text), err))
        return false;
    setenv("CODELAB_DATA", data, 1);
    setenv("XDG_CONFIG_HOME", data, 1); // nothing of the user's
    Loop *loop = loop_new();
    Workspace *ws = workspace_new(loop, root);
    settings_load(ws);
    workspace_start(ws);
    rest(ws);
    bool ok = measure(ws, path, buf_str(&text), err);
    workspace_free(ws);
    loop_free(loop);
    return ok;
}
