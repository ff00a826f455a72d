// Saving what the user may not write: sudo or doas takes the text over, in a terminal of the panel,
// where it asks for what it wants to know.  A password never comes by here.
#include "base/path.h"
#include "base/places.h"
#include "loop/loop.h"
#include "workspace/inner.h"
#include "workspace/save-job.h"
#include "workspace/undo-keep.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

// The text is read by the user's own shell: who writes need not be able to.
static const char script[] = "printf 'Saving %s\\n' \"$2\"\n"
                             "for t in sudo doas; do command -v $t >/dev/null && exec $t tee "
                             "\"$2\" <\"$1\" >/dev/null; done\n"
                             "echo 'There is neither sudo nor doas here.' >&2; exit 127\n";

typedef struct {
    Workspace *ws;
    SaveJob save; // of the text, to a file that only the user can read
    char *dir;    // owned; of that file, nothing else is in it
    char *target; // owned
} Elevated;

static void elevated_free(Elevated *e)
{
    if (e->dir) {
        (void)unlink(e->save.path); // there is none if it could not be written
        (void)rmdir(e->dir);
    }
    fs_save_abort(steal(&e->save.out));
    snap_free(e->save.snap);
    err_deinit(&e->save.err);
    free(e->save.path);
    free(e->dir);
    free(e->target);
    free(e);
}

// Nothing came of it: what was edited is still to be saved.
static void give_up(Document *d)
{
    if (!d)
        return;
    d->saving = d->save_again = false;
    journal_save_failed(d);
}

static void take(Document *d, Elevated *e, const FsStat *now)
{
    SaveJob *j = &e->save;
    d->disk = *now;
    d->on_disk = true;
    d->gone = d->conflict = d->saving = d->save_again = false;
    text_mark_state_saved(d->text, j->state);
    journal_saved(d);
    undo_keep(d, j->snap);
    document_watch(d);
    record_version(e->ws, e->target, (Written){steal(&j->snap), j->coding, *now, 0}, RECORD_SAVE);
    message_say(e->ws, MESSAGE_RESULT, "Saved %s", d->title);
}

// It ended: -1 if its terminal was closed before.
static void on_ended(void *arg, int status)
{
    Elevated *e = arg;
    Document *d = document_by_id(e->ws, e->save.doc);
    FsStat now;
    bool well = status >= 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 &&
                fs_stat(e->target, &now, NULL) && now.nbytes == e->save.after.nbytes;
    if (d && well && d->path && strcmp(d->path, e->target) == 0)
        take(d, e, &now);
    else
        give_up(d);
    if (d && !well && status >= 0)
        message_say(e->ws, MESSAGE_ERROR,
                    "cannot save '%s': it was not written, as the terminal says", d->title);
    elevated_free(e);
}

static void work(void *arg, const atomic_bool *cancelled)
{
    Elevated *e = arg;
    save_write(&e->save, cancelled);
    if (e->save.out)
        save_place(&e->save, cancelled);
}

static void done(void *arg, bool cancelled)
{
    Elevated *e = arg;
    AUTO(err) Err err = {0};
    const char *const argv[] = {"/bin/sh", "-c", script, "codelab", e->save.path, e->target, NULL};
    Workspace *ws = e->ws;
    Document *d = document_by_id(ws, e->save.doc);
    TerminalPlan plan = {.argv = argv, .name = "save", .done = on_ended, .arg = e};
    ws->saving--;
    if (d && !cancelled && e->save.ok && panel_terminal(ws, &plan, &err))
        return;
    if (d && !cancelled)
        message_say(ws, MESSAGE_ERROR, "%s", err_text(e->save.ok ? &err : &e->save.err));
    give_up(d);
    elevated_free(e);
}

// A folder of the user's own, in memory where there is such a place.
static char *private_dir(Err *err)
{
    const char *run = getenv("XDG_RUNTIME_DIR");
    char *dir = xasprintf("%s/codelab-save-XXXXXX", run && *run ? run : "/tmp");
    if (mkdtemp(dir))
        return dir;
    err_set_errno(err, errno, "cannot make a folder for the text to be saved");
    free(dir);
    return NULL;
}

static bool may_save(const Document *d, Err *err)
{
    FsStat now;
    if (!d->path || d->bulk || d->review || d->diff)
        return err_set(err, "cannot save '%s': it has no file", d->title);
    if (d->partial || d->read_only || d->saving)
        return err_set(err, "cannot save '%s': it is %s", d->title,
                       d->partial     ? "not read to its end"
                       : d->read_only ? "read-only"
                                      : "being saved");
    if (d->on_disk && fs_stat(d->path, &now, NULL) && !fs_stat_same(&now, &d->disk))
        return err_set(err, "cannot save '%s': it was changed by another program; compare it first",
                       d->title);
    return true;
}

bool document_save_elevated(Workspace *ws, Document *d, Err *err)
{
    char *dir = may_save(d, err) ? private_dir(err) : NULL;
    if (!dir)
        return false;
    macro_ungroup(ws);
    text_undo_break(d->text); // what is typed from now on is not in the file
    Elevated *e = NEW(Elevated);
    *e = (Elevated){.ws = ws, .dir = dir, .target = xstrdup(d->path)};
    e->save = (SaveJob){.ws = ws,
                        .doc = d->id,
                        .path = path_join(dir, path_base(str_c(d->path)).p),
                        .atomic = true,
                        .snap = text_snapshot(d->text),
                        .state = text_state(d->text),
                        .was = d->coding,
                        .coding = d->coding,
                        .tab_size = d->tab_size};
    journal_save_begins(d, e->save.snap);
    d->saving = true;
    d->saving_rev = text_rev(d->text);
    ws->saving++;
    loop_job_new(ws->loop, work, done, e);
    return true;
}
