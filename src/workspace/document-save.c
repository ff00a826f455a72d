// Saving: a worker writes a snapshot atomically; the version is recorded after.
#include "workspace/inner.h"
#include "workspace/undo-keep.h"
#include "base/path.h"
#include "base/utf8.h"
#include "loop/loop.h"

enum { PIECE = 1024 * 1024 };

typedef struct {
    Workspace *ws;   // main thread only
    uint64_t doc;    // id: the document may be closed meanwhile
    char *path;      // owned
    bool as;         // the document takes the path over once it is written
    Snap *snap;      // owned
    size_t state;    // of the text when the save began
    Coding was;      // of the document when the save began
    Coding coding;   // to be written in
    bool converting; // ... which is not what it was until now
    int tab_size;    // for the column of what cannot be written
    bool lacking;    // the encoding lacks a character, the one at `problem`
    uint64_t problem;
    FsStat expected; // state the file should still have
    bool check;      // refuse if it has another
    bool existed;
    bool conflict; // it had another
    bool lost;     // parts of the text could not be read
    bool gaps;     // save it all the same
    bool ok, in_place;
    FsStat after;
    Err err;
} SaveJob;

static bool is_expected(SaveJob *j)
{
    FsStat now;
    if (!j->check || !fs_stat(j->path, &now, NULL))
        return true; // not there: if it cannot be made, the save says why
    return j->existed && fs_stat_same(&now, &j->expected);
}

// "'\u65e5' (U+65E5)", "the byte E9", and where.
static bool lacks(SaveJob *j, Str bad, uint64_t off)
{
    size_t n, line = snap_line_start(j->snap, off, SIZE_MAX);
    bool valid;
    unsigned char byte = (unsigned char)bad.p[0];
    uint32_t cp = utf8_decode(bad, &n, &valid);
    AUTO(buf) Buf what = BUF_INIT;
    if (valid)
        buf_addf(&what, "'" STR_FMT "' (U+%04X)", STR_ARG(bad), (unsigned)cp);
    else if (utf8_is_escape(bad, &byte) || !valid)
        buf_addf(&what, "the byte %02X", byte);
    j->lacking = true;
    j->problem = off;
    return err_set(&j->err, "cannot save '%s': %s has no character for %s at line %zu, column %d",
                   path_base(str_c(j->path)).p, j->coding.encoding->title, buf_c(&what),
                   snap_row_at(j->snap, off).n + 1, snap_col(j->snap, line, off, j->tab_size) + 1);
}

static bool write_encoded(SaveJob *j, FsSave *out)
{
    uint64_t off;
    Encoded *e = encoded_new(j->snap, j->coding, j->converting, &j->err);
    bool ok = e != NULL;
    for (Str piece; ok && (piece = encoded_next(e)).n;)
        ok = fs_save_write(out, piece, &j->err);
    if (ok && encoded_problem(e, &off).n)
        ok = lacks(j, encoded_problem(e, &off), off);
    encoded_free(e);
    return ok;
}

// Bytes that were never touched go from file to file without coming by, if they are many.
static bool copy_run(SaveJob *j, FsSave *out, FsFile *source, size_t *at, bool *copied)
{
    enum { WORTH_IT = 256 * 1024 };
    uint64_t off;
    size_t n = source ? snap_source_run(j->snap, *at, &off) : 0;
    *copied = n >= WORTH_IT;
    if (!*copied)
        return true;
    *at += n;
    return fs_save_copy(out, source, off, n, &j->err);
}

static bool write_piece(SaveJob *j, FsSave *out, char *buf, size_t *at)
{
    size_t n = snap_read(j->snap, *at, buf, PIECE);
    *at += n;
    return fs_save_write(out, str_n(buf, n), &j->err);
}

static bool write_plain(SaveJob *j, FsSave *out)
{
    FsFile *file = document_source(j->snap);
    // what another program has written to is read by ourselves, who know what it was
    FsFile *source = file && fs_file_is_same(file) ? file : NULL;
    AUTO(free) char *buf = xmalloc(PIECE);
    bool copied;
    for (size_t at = 0; at < snap_size(j->snap);)
        if (!copy_run(j, out, source, &at, &copied) || (!copied && !write_piece(j, out, buf, &at)))
            return false;
    return !source || fs_file_is_same(source) ||
           err_set(&j->err, "cannot save '%s': its file was changed while it was copied", j->path);
}

static bool write_all(SaveJob *j, FsSave *out)
{
    size_t from, end;
    bool plain = coding_is_plain(j->coding) && !j->converting;
    fs_save_spare(out, document_source(j->snap));
    if (!(plain ? write_plain(j, out) : write_encoded(j, out)))
        return false;
    // what could not be read went out as '?': better the old file than that
    j->lost = snap_source_failed(j->snap) && snap_next_lost(j->snap, 0, &from, &end);
    return !j->lost || j->gaps ||
           err_set(&j->err, "cannot save '%s': parts of it can no longer be read", j->path);
}

// Asked before the work and again before the old file goes: a large text takes a while.
static bool may_write(SaveJob *j)
{
    j->conflict = !is_expected(j);
    if (!j->conflict)
        return true;
    return err_set(&j->err,
                   j->as ? "cannot save '%s': there is such a file already"
                         : "cannot save '%s': it was changed by another program",
                   j->path);
}

static void save_work(void *arg, const volatile bool *cancelled)
{
    SaveJob *j = arg;
    (void)cancelled; // a save that began is finished
    // the user named the path, or its folder was there when the file was opened
    AUTO(free) char *dir = str_dup(path_dir(str_c(j->path)));
    if (!may_write(j) || !fs_mkdirs_mode(dir, 0777, &j->err))
        return;
    FsSave *out = fs_save_begin(j->path, &j->err);
    if (!out)
        return;
    if (!write_all(j, out) || !may_write(j)) {
        fs_save_abort(out);
        return;
    }
    j->ok = fs_save_commit(out, &j->after, &j->in_place, &j->err);
}

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
    document_set_path(d, path);
    d->read_only = false;
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

static void saved(Workspace *ws, Document *d, SaveJob *j)
{
    if (j->as)
        take_path(d, j->path);
    if (is_same_coding(d->coding, j->was)) { // else its line ends were changed meanwhile
        d->coding = j->coding;
        d->recoded = false;
    }
    d->inexact = d->inexact && !j->converting;
    d->disk = j->after;
    d->on_disk = true;
    d->gone = d->conflict = false;
    text_mark_state_saved(d->text, j->state);
    undo_keep(d, j->snap);
    document_watch(d);
    if (j->lost)
        message_say(ws, MESSAGE_WARNING, "saved what is left as '%s': '?' stands for what is lost",
                    d->title);
    else if (j->in_place)
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

static void failed(Workspace *ws, Document *d, const SaveJob *j)
{
    ws->quit_when_saved = false;
    if (d)
        d->close_when_saved = d->run_when_saved = d->save_again = false;
    if (d && j->conflict)
        ask_conflict(ws, d, j);
    else if (d && j->lacking)
        ask_utf8(ws, d, j);
    else if (d && j->lost)
        document_ask_lost(ws, d, j->snap, j->path, j->as);
    else
        tell_failure(ws, false, &j->err);
}

static void save_done(void *arg, bool cancelled)
{
    SaveJob *j = arg;
    Workspace *ws = j->ws;
    Document *d = document_by_id(ws, j->doc);
    ws->saving--;
    (void)cancelled; // save_work ran to its end either way, or said nothing: then j->ok is false
    if (d)
        d->saving = false;
    if (d && j->ok)
        saved(ws, d, j);
    else if (!j->ok)
        failed(ws, d, j);
    if (j->ok)
        record_version(ws, j->path, (Written){steal(&j->snap), j->coding, j->after.mode},
                       RECORD_SAVE);
    snap_free(j->snap);
    free(j->path);
    err_deinit(&j->err);
    free(j);
}

static void start(Workspace *ws, Document *d, SaveJob how)
{
    macro_ungroup(ws); // what is saved is a state of its own
    document_tidy(d);
    text_undo_break(d->text); // what is typed from now on is not in the file
    SaveJob *j = NEW(SaveJob);
    *j = how;
    j->ws = ws;
    j->doc = d->id;
    j->tab_size = d->tab_size;
    j->was = d->coding;
    if (!j->coding.encoding)
        j->coding = d->coding;
    j->snap = text_snapshot(d->text);
    j->state = text_state(d->text);
    d->saving = true;
    d->saving_rev = text_rev(d->text);
    ws->saving++;
    loop_job_new(ws->loop, save_work, save_done, j);
}

static bool may_save(const Document *d, Err *err)
{
    if (!d->path)
        return err_set(err, "cannot save '%s': it has no path yet; use Save as", d->title);
    if (d->partial)
        return err_set(err, "cannot save '%s': it is not read to its end", d->title);
    if (d->read_only)
        return err_set(err, "cannot save '%s': it is read-only; use Save as", d->title);
    return true;
}

bool document_save(Workspace *ws, Document *d, bool force, Err *err)
{
    if (d->saving) { // it goes on; Ctrl+S twice is no error
        d->save_again = text_rev(d->text) != d->saving_rev;
        return true;
    }
    if (!may_save(d, err))
        return false;
    start(
        ws, d,
        (SaveJob){
            .path = xstrdup(d->path), .expected = d->disk, .existed = d->on_disk, .check = !force});
    return true;
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
