// Saving: a worker writes a snapshot; what becomes of the document, and what is asked if it cannot
// be written.
#include "workspace/inner.h"
#include "workspace/save-gate.h"
#include "workspace/save-job.h"
#include "workspace/undo-keep.h"
#include "loop/loop.h"

#include <errno.h>

typedef struct {
    uint64_t doc;
    char *path; // owned
} Conflict;

typedef struct {
    uint64_t doc;
    char *path; // owned; where it was to be saved
    size_t off; // of the character that its encoding lacks
    bool as;    // the user named the path
    bool check; // ... and nothing there is to be overwritten
} Lacking;

static void tell_failure(Workspace *ws, bool ok, const Err *err)
{
    if (!ok)
        message_say(ws, MESSAGE_ERROR, "%s", err_text(err));
}

static void on_conflict_answer(Workspace *ws, int choice, Str line, void *arg)
{
    (void)line;
    Conflict *c = arg;
    Document *d = document_by_id(ws, c->doc);
    AUTO(err) Err err = {0};
    if (d && choice == 0)
        tell_failure(ws, document_save(ws, d, true, &err), &err);
    else if (d && choice == 1)
        tell_failure(ws, document_compare_saved(ws, d, &err), &err);
    else if (d && choice == 2)
        tell_failure(ws, document_reload(ws, d, &err), &err);
    free(c->path);
    free(c);
}

static void on_exists_answer(Workspace *ws, int choice, Str line, void *arg)
{
    (void)line;
    Conflict *c = arg;
    Document *d = document_by_id(ws, c->doc);
    AUTO(err) Err err = {0};
    if (d && choice == 0)
        tell_failure(ws, document_save_as(ws, d, c->path, true, &err), &err);
    free(c->path);
    free(c);
}

static void ask_conflict(Workspace *ws, const Document *d, const SaveJob *j)
{
    Conflict *c = NEW(Conflict);
    *c = (Conflict){d->id, xstrdup(j->path)};
    if (j->as)
        ask_file(ws, (Ask){.title = xstrdup("File exists"),
                           .text = xasprintf("There is a file '%s' already.", j->path),
                           .choices = {"Overwrite", "Cancel"},
                           .safe = 1,
                           .answer = on_exists_answer,
                           .arg = c});
    else
        ask_file(ws, (Ask){.title = xstrdup("File changed on disk"),
                           .text = xasprintf("%s was changed by another program and has unsaved "
                                             "edits here.",
                                             d->title),
                           .choices = {"Overwrite", "Compare", "Reload", "Cancel"},
                           .safe = 3,
                           .answer = on_conflict_answer,
                           .arg = c});
}

static void take_path(Document *d, const char *path)
{
    d->read_only = false;
    document_set_path(d, path);
    diff_free(steal(&d->diff)); // the lines it knows may be edited from now on
    if (d->watch)
        loop_watch_free(d->watch);
    d->watch = NULL;
}

// What waited for the save: another one, a run, or that the tab closes.
static void go_on(Workspace *ws, Document *d)
{
    AUTO(err) Err err = {0};
    bool run = d->run_when_saved;
    if (d->save_again && document_is_modified(d)) {
        tell_failure(ws, document_save(ws, d, false, &err), &err);
        return;
    }
    d->run_when_saved = d->save_again = false;
    d->close_when_saved = d->close_when_saved && !document_is_modified(d);
    if (run)
        tell_failure(ws, runs_start_document(ws, d, &err), &err);
}

static bool is_same_coding(Coding a, Coding b)
{
    return a.encoding == b.encoding && a.bom == b.bom && a.cr == b.cr;
}

static void take_disk(Document *d, const SaveJob *j)
{
    d->disk = j->after;
    d->on_disk = true;
    d->gone = d->conflict = false;
}

static void saved(Workspace *ws, Document *d, SaveJob *j)
{
    if (j->as)
        take_path(d, j->path);
    if (is_same_coding(d->coding, j->was)) { // else its line ends were changed meanwhile
        d->coding = j->coding;
        d->recoded = false;
    }
    d->inexact = d->inexact && !j->converting;
    take_disk(d, j);
    text_mark_state_saved(d->text, j->state);
    journal_saved(d);
    undo_keep(d, j->snap);
    document_watch(d);
    if (j->lost)
        message_say(ws, MESSAGE_WARNING, "saved what is left as '%s': '?' stands for what is lost",
                    d->title);
    else if (j->in_place && j->atomic)
        message_say(ws, MESSAGE_WARNING, "saved '%s' in place: it cannot be replaced atomically",
                    d->title);
    else
        message_say(ws, MESSAGE_RESULT, "Saved %s", d->title);
    go_on(ws, d);
}

static bool save_as(Workspace *ws, Document *d, SaveJob how, Err *err);

static bool save_lacking(Workspace *ws, Document *d, const Lacking *l, Err *err)
{
    size_t n;
    Coding utf8 = {.encoding = encoding_all(&n)};
    if (!l->as)
        return document_save_encoded(ws, d, utf8, err);
    return save_as(
        ws, d, (SaveJob){.path = l->path, .check = l->check, .coding = utf8, .converting = true},
        err);
}

static void on_lacking_answer(Workspace *ws, int choice, Str line, void *arg)
{
    (void)line;
    Lacking *l = arg;
    Document *d = document_by_id(ws, l->doc);
    AUTO(err) Err err = {0};
    if (d && choice == 0)
        tell_failure(ws, save_lacking(ws, d, l, &err), &err);
    VEC_EACH (View *, v, &ws->views)
        if (d && choice == 1 && (*v)->doc == d)
            view_goto(*v, l->off);
    free(l->path);
    free(l);
}

static void ask_utf8(Workspace *ws, const Document *d, const SaveJob *j)
{
    Lacking *l = NEW(Lacking);
    *l = (Lacking){d->id, xstrdup(j->path), j->problem, j->as, j->check};
    ask_file(ws, (Ask){.title = xstrdup("Character lacking"),
                       .text = xstrdup(err_text(&j->err)),
                       .choices = {"Save as UTF-8", "Go there", "Cancel"},
                       .safe = 1,
                       .answer = on_lacking_answer,
                       .arg = l});
}

// The file has the text, even if it is not sure to outlive a power cut.
static bool is_written(const SaveJob *j)
{
    return j->ok || j->after.ino;
}

static void failed(Workspace *ws, Document *d, const SaveJob *j)
{
    ws->quit_when_saved = false;
    if (d)
        journal_save_failed(d);
    if (d)
        d->close_when_saved = d->run_when_saved = d->save_again = false;
    if (d && is_written(j) && !j->as)
        take_disk(d, j); // still to be saved, but nobody else's
    if (d && j->conflict)
        ask_conflict(ws, d, j);
    else if (d && j->lacking)
        ask_utf8(ws, d, j);
    else if (d && j->lost)
        document_ask_lost(ws, d, j->snap, j->path, j->as);
    else
        tell_failure(ws, false, &j->err);
    const View *shown = workspace_view(ws);
    if (d && !j->conflict && !j->lacking && !j->lost && shown && shown->doc == d)
        message_offer(ws, "Save as…", "file.saveAs", STR_NULL);
    if (d && (j->err.code == EACCES || j->err.code == EPERM) && !j->as && shown && shown->doc == d)
        message_offer(ws, "Save with sudo", "file.sudoSave", STR_NULL);
}

static void save_done(void *arg, bool cancelled)
{
    SaveJob *j = arg;
    Workspace *ws = j->ws;
    Document *d = document_by_id(ws, j->doc);
    ws->saving--;
    (void)cancelled; // it ran to its end either way, or said nothing: then j->ok is false
    if (d)
        d->saving = false;
    if (d && j->ok) {
        saved(ws, d, j);
        decisions_saved(ws, d);
    } else if (!j->ok) {
        failed(ws, d, j);
    }
    if (is_written(j))
        config_watch_saved(ws, j->path);
    if (is_written(j))
        record_version(ws, j->path, (Written){steal(&j->snap), j->coding, j->after, j->restored_n},
                       j->restored_n ? RECORD_RESTORE : RECORD_SAVE);
    fs_save_abort(steal(&j->out)); // where nobody wanted it to go on
    snap_free(j->snap);
    free(j->path);
    err_deinit(&j->err);
    free(j);
}

static void place(void *arg)
{
    SaveJob *j = arg;
    loop_job_new(j->ws->loop, save_place, save_done, j);
    loop_jobs_hurry(j->ws->loop);
}

static void on_written(void *arg, bool cancelled)
{
    SaveJob *j = arg;
    if (j->out)
        save_gate_pass(j->ws->save_gate, (SavePass){j->path, j->doc, place, j});
    else
        save_done(j, cancelled);
}

static void start(Workspace *ws, Document *d, SaveJob how)
{
    macro_ungroup(ws); // what is saved is a state of its own
    if (!how.as_is)
        document_tidy(d);
    text_undo_break(d->text); // what is typed from now on is not in the file
    SaveJob *j = NEW(SaveJob);
    *j = how;
    j->ws = ws;
    j->doc = d->id;
    j->atomic = ws->options.atomic_save;
    j->tab_size = d->tab_size;
    j->restored_n = d->restored_n;
    d->restored_n = 0;
    j->was = d->coding;
    if (!j->coding.encoding)
        j->coding = d->coding;
    j->snap = text_snapshot(d->text);
    j->state = text_state(d->text);
    journal_save_begins(d, j->snap);
    d->saving = true;
    d->saving_rev = text_rev(d->text);
    ws->saving++;
    loop_job_new(ws->loop, save_write, on_written, j);
    loop_jobs_hurry(ws->loop);
}

static bool may_save(const Document *d, Err *err)
{
    if (!d->path)
        return err_set(err, "cannot save '%s': it has no path yet; use Save as", d->title);
    if (d->partial)
        return err_set(err, "cannot save '%s': it is not read to its end", d->title);
    if (d->read_only)
        return err_set(err, "cannot save '%s': it is read-only; use Save as", d->title);
    if (fileops_covers(d->ws, d->path))
        return err_set(err, "cannot save '%s': it is being moved or deleted; save again after that",
                       d->title);
    return true;
}

static bool save_again(Workspace *ws, Document *d, SaveJob how, Err *err)
{
    if (d->saving) { // it goes on; Ctrl+S twice is no error
        d->save_again = text_rev(d->text) != d->saving_rev;
        return true;
    }
    if (d->bulk)
        return bulk_rename_apply(ws, d, err);
    if (d->review)
        return reviewing_take_edit(ws, d, err);
    if (!may_save(d, err))
        return false;
    how.path = xstrdup(d->path);
    how.expected = d->disk;
    how.existed = d->on_disk;
    start(ws, d, how);
    return true;
}

bool document_save(Workspace *ws, Document *d, bool force, Err *err)
{
    return save_again(ws, d, (SaveJob){.check = !force && !ws->options.save_conflict}, err);
}

bool document_save_as_is(Workspace *ws, Document *d, Err *err)
{
    return save_again(ws, d, (SaveJob){.check = !ws->options.save_conflict, .as_is = true}, err);
}

// `how` has a path that is borrowed.
static bool save_as(Workspace *ws, Document *d, SaveJob how, Err *err)
{
    const Document *other = document_of_file(ws, how.path);
    if (d->partial)
        return may_save(d, err);
    if (d->saving)
        return err_set(err, "cannot save '%s' as another file: it is being saved", d->title);
    if (other && other != d)
        return err_set(err, "cannot save as '%s': it is open in another tab", how.path);
    how.path = xstrdup(how.path);
    how.as = true;
    start(ws, d, how);
    return true;
}

bool document_save_as(Workspace *ws, Document *d, const char *path, bool force, Err *err)
{
    if (d->path && strcmp(d->path, path) == 0)
        return document_save(ws, d, force, err);
    return save_as(ws, d, (SaveJob){.path = (char *)path, .check = !force}, err);
}

bool document_save_rest(Workspace *ws, Document *d, const char *path, Err *err)
{
    if (d->saving)
        return err_set(err, "cannot save the rest of '%s': it is being saved", d->title);
    start(ws, d, (SaveJob){.path = xstrdup(path), .as = true, .gaps = true, .coding = d->coding});
    return true;
}

bool document_save_encoded(Workspace *ws, Document *d, Coding c, Err *err)
{
    if (d->binary)
        return err_set(err, "cannot save '%s' in an encoding: it is no text", d->title);
    if (d->saving)
        return err_set(err, "cannot save '%s' in another encoding: it is being saved", d->title);
    if (!may_save(d, err))
        return false;
    start(ws, d,
          (SaveJob){.path = xstrdup(d->path),
                    .expected = d->disk,
                    .existed = d->on_disk,
                    .check = true,
                    .coding = c,
                    .converting = c.encoding != d->coding.encoding});
    return true;
}
