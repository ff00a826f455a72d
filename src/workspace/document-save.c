// Saving: a worker writes a snapshot atomically; the version is recorded after.
#include "workspace/inner.h"
#include "base/path.h"
#include "loop/loop.h"

#include <errno.h>

enum { PIECE = 1024 * 1024 };

typedef struct {
    Workspace *ws;   // main thread only
    char *path;      // owned
    Snap *snap;      // owned
    TextRev rev;     // of the text when the save began
    FsStat expected; // state the file should still have
    bool check;      // refuse if it has another
    bool existed;
    bool conflict; // it had another
    bool ok, in_place;
    FsStat after;
    Err err;
} SaveJob;

static bool is_expected(SaveJob *j)
{
    FsStat now;
    AUTO(err) Err why = {0};
    if (!j->check)
        return true;
    if (!fs_stat(j->path, &now, &why))
        return why.code == ENOENT;
    return j->existed && fs_stat_same(&now, &j->expected);
}

static bool write_all(SaveJob *j, FsSave *out)
{
    size_t size = snap_size(j->snap);
    for (size_t at = 0; at < size;) {
        size_t start;
        Str chunk = snap_chunk(j->snap, at, &start);
        Str rest = str_from(chunk, at - start);
        if (!fs_save_write(out, rest, &j->err))
            return false;
        at += rest.n;
    }
    // what could not be read went out as '?': better the old file than that
    return !snap_source_failed(j->snap) ||
           err_set(&j->err,
                   "cannot save '%s': parts of it can no longer be read; save it elsewhere",
                   j->path);
}

static void save_work(void *arg, const volatile bool *cancelled)
{
    SaveJob *j = arg;
    (void)cancelled; // a save that began is finished
    j->conflict = !is_expected(j);
    if (j->conflict) {
        err_set(&j->err, "cannot save '%s': it was changed by another program", j->path);
        return;
    }
    // a path the user named is made to be
    AUTO(free) char *dir = str_dup(path_dir(str_c(j->path)));
    if (!j->existed && !fs_mkdirs_mode(dir, 0777, &j->err))
        return;
    FsSave *out = fs_save_begin(j->path, &j->err);
    if (!out)
        return;
    if (!write_all(j, out)) {
        fs_save_abort(out);
        return;
    }
    j->ok = fs_save_commit(out, &j->after, &j->in_place, &j->err);
}

static void on_conflict_answer(Workspace *ws, int choice, Str line, void *arg)
{
    (void)line;
    char *path = arg;
    Document *d = document_find(ws, path);
    AUTO(err) Err err = {0};
    bool ok = true;
    if (d && choice == 0)
        ok = document_save(ws, d, true, &err);
    else if (d && choice == 1)
        ok = document_reload(ws, d, &err);
    if (!ok)
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
    free(path);
}

static void ask_conflict(Workspace *ws, const Document *d)
{
    ask_file(ws, (Ask){.title = xstrdup("File changed on disk"),
                       .text = xasprintf("%s was changed by another program and has unsaved edits "
                                         "here.",
                                         d->title),
                       .choices = {"Overwrite", "Reload", "Cancel"},
                       .safe = 2,
                       .answer = on_conflict_answer,
                       .arg = xstrdup(d->path)});
}

static void saved(Workspace *ws, Document *d, SaveJob *j)
{
    d->disk = j->after;
    d->on_disk = true;
    d->gone = d->conflict = false;
    if (text_rev(d->text) == j->rev)
        text_mark_saved(d->text);
    document_watch(d);
    if (d->run_when_saved && !runs_start_document(ws, d, &j->err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&j->err));
    if (j->in_place)
        message_say(ws, MESSAGE_WARNING, "saved '%s' in place: it cannot be replaced atomically",
                    d->title);
    else
        message_say(ws, MESSAGE_RESULT, "Saved %s", d->title);
}

static void save_done(void *arg, bool cancelled)
{
    SaveJob *j = arg;
    Workspace *ws = j->ws;
    Document *d = document_find(ws, j->path);
    ws->saving--;
    (void)cancelled; // save_work ran to its end either way, or said nothing: then j->ok is false
    if (d)
        d->saving_rev = 0;
    if (d && j->ok)
        saved(ws, d, j);
    else if (d)
        d->close_when_saved = ws->quit_when_saved = false;
    if (d)
        d->run_when_saved = false;
    if (d && j->conflict)
        ask_conflict(ws, d);
    else if (!j->ok)
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&j->err));
    if (j->ok)
        record_version(ws, j->path, steal(&j->snap), j->after.mode, RECORD_SAVE);
    snap_free(j->snap);
    free(j->path);
    err_deinit(&j->err);
    free(j);
}

// What the settings ask for at the end of the text, as part of the last undo step.
static void tidy(Document *d)
{
    const Options *o = &d->ws->options;
    size_t size = snap_size(text_now(d->text));
    char last;
    if (!o->insert_final_newline || size == 0)
        return;
    if (snap_read(text_now(d->text), size - 1, &last, 1) == 1 && last != '\n')
        text_replace(d->text, size, size, d->eol == EOL_CRLF ? STR("\r\n") : STR("\n"));
}

bool document_save(Workspace *ws, Document *d, bool force, Err *err)
{
    if (!d->path)
        return err_set(err, "cannot save '%s': it has no path yet; use Save as", d->title);
    if (d->binary)
        return err_set(err, "cannot save '%s': it is a binary file, opened read-only", d->title);
    if (d->saving_rev)
        return true; // it goes on; Ctrl+S twice is no error
    tidy(d);
    SaveJob *j = NEW(SaveJob);
    *j = (SaveJob){.ws = ws,
                   .path = xstrdup(d->path),
                   .snap = text_snapshot(d->text),
                   .rev = text_rev(d->text),
                   .expected = d->disk,
                   .existed = d->on_disk,
                   .check = !force};
    d->saving_rev = j->rev;
    ws->saving++;
    loop_job_new(ws->loop, save_work, save_done, j);
    return true;
}

bool document_save_as(Workspace *ws, Document *d, const char *path, Err *err)
{
    if (document_find(ws, path) && document_find(ws, path) != d)
        return err_set(err, "cannot save as '%s': it is open in another tab", path);
    document_set_path(d, path);
    d->read_only = d->binary;
    if (d->watch)
        loop_watch_free(d->watch);
    d->watch = NULL;
    return document_save(ws, d, true, err);
}
