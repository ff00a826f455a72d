// What happened, told to the store: versions of files, results of runs.
#include "workspace/coding.h"
#include "workspace/inner.h"
#include "workspace/save-gate.h"
#include "base/fs.h"
#include "base/path.h"
#include "run/run.h"
#include "store/store.h"

#include <stdatomic.h>

typedef struct VersionJob {
    struct VersionJob *older; // the next of those under way
    char *path;               // owned, relative to the root
    char *file;               // owned, absolute
    Written what;
    VersionCause cause;
    bool and_now;         // what others wrote is kept
    size_t max;           // bytes of what is kept, 0: no limit
    int64_t unsaved;      // number of a version with edits that were never saved, 0: none
    atomic_bool followed; // set here, read by the worker: a newer one of this file is under way
} VersionJob;

typedef struct {
    Store *store;
    int64_t project;
    const VersionJob *job;
    Str bytes; // of the file
} Leftovers;

// The text of a save that was killed becomes a version, unless the file has it.
static bool take_leftover(void *arg, Str bytes)
{
    const Leftovers *l = arg;
    Version v = {0};
    if (str_eq(bytes, l->bytes))
        return true;
    return store_save_version(l->store, l->project, str_c(l->job->path), bytes,
                              l->job->what.disk.mode, CAUSE_UNSAVED, &v, NULL) &&
           v.n;
}

// Were there edits here when the terminal was lost, and are they not what the file holds now?
static void look_for_unsaved(Store *s, int64_t project, VersionJob *j, Str bytes)
{
    Version newest;
    AUTO(buf) Buf kept = BUF_INIT;
    // a file without versions is an answer as well
    if (store_version_read(s, project, str_c(j->path), 0, &newest, &kept, NULL) &&
        newest.cause == CAUSE_UNSAVED && !str_eq(buf_str(&kept), bytes))
        j->unsaved = newest.n;
}

// What its encoding cannot hold is not lost: then the text is kept as it is.
static void file_bytes(const Written *w, Buf *out)
{
    if (!coding_is_plain(w->coding) && coding_encode(w->snap, w->coding, out, NULL))
        return;
    buf_clear(out);
    snap_add_to(w->snap, 0, snap_size(w->snap), out);
}

static bool version_work(Store *s, int64_t project, void *arg, Err *err)
{
    VersionJob *j = arg;
    AUTO(buf) Buf bytes = BUF_INIT;
    file_bytes(&j->what, &bytes);
    if (j->cause == CAUSE_OPEN) {
        Leftovers l = {s, project, j, buf_str(&bytes)};
        fs_save_leftovers(j->file, STORE_MAX_FILE_BYTES, take_leftover, &l);
        look_for_unsaved(s, project, j, buf_str(&bytes));
    }
    NewVersion v = {.path = str_c(j->path),
                    .bytes = buf_str(&bytes),
                    .mode = j->what.disk.mode,
                    .cause = j->cause,
                    .parent = j->what.parent};
    if (j->cause == CAUSE_UNSAVED) // no file holds it
        return store_version_add(s, project, &v, NULL, err);
    VersionFile of = {j->file, j->what.disk, j->and_now && !j->followed, j->max};
    return store_version_of_file(s, project, &v, &of, err);
}

static void begin(Workspace *ws, VersionJob *j)
{
    for (VersionJob *x = ws->recording; x; x = x->older)
        if (strcmp(x->file, j->file) == 0)
            x->followed = true;
    j->older = ws->recording;
    ws->recording = j;
    save_gate_version_begins(ws->save_gate, j->file);
}

static void forget(Workspace *ws, const VersionJob *j)
{
    VersionJob **at = &ws->recording;
    while (*at != j)
        at = &(*at)->older;
    *at = j->older;
}

static void version_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    VersionJob *j = arg;
    forget(ws, j);
    save_gate_version_ends(ws->save_gate, j->file, ok);
    history_keep_added(ws);
    if (!ok && storeq_is_open(ws->store))
        message_say(ws, MESSAGE_WARNING, "no version of '%s' was kept: %s", j->path, err_text(err));
    if (j->unsaved)
        message_say(
            ws, MESSAGE_WARNING,
            "'%s' had unsaved edits when the terminal was lost; get them with: codelab restore "
            "%s@%lld",
            j->path, j->path, (long long)j->unsaved);
    snap_free(j->what.snap);
    free(j->path);
    free(j->file);
    free(j);
}

void record_version(Workspace *ws, const char *path, Written what, RecordCause cause)
{
    static const VersionCause causes[] = {[RECORD_OPEN] = CAUSE_OPEN,
                                          [RECORD_SAVE] = CAUSE_SAVE,
                                          [RECORD_EXTERNAL] = CAUSE_EXTERNAL,
                                          [RECORD_UNSAVED] = CAUSE_UNSAVED,
                                          [RECORD_RESTORE] = CAUSE_RESTORE};
    const char *rel = path_within(ws->root, path);
    size_t max = (size_t)ws->options.history_max_kb * 1024;
    bool wanted =
        ws->options.history_on && (ws->options.history_external || cause != RECORD_EXTERNAL);
    if (!rel || !ws->store || !wanted || (max && snap_size(what.snap) > max)) {
        snap_free(what.snap);
        return;
    }
    VersionJob *j = NEW(VersionJob);
    *j = (VersionJob){.path = xstrdup(rel),
                      .file = xstrdup(path),
                      .what = what,
                      .cause = causes[cause],
                      .and_now = ws->options.history_external,
                      .max = max};
    begin(ws, j);
    storeq_push_lasting(ws->store, (StoreTask){version_work, version_done, j});
}

void record_document(Document *d, RecordCause cause)
{
    if (d->partial)
        return; // the rest is not here yet
    record_version(d->ws, d->path, (Written){text_snapshot(d->text), d->coding, d->disk, 0}, cause);
}

typedef struct {
    Execution e;
    Buf output;
    char *folder; // owned
    int serial;
    bool writes; // to the project's folder
} RunJob;

// The file or task that was run; of a line the program and how many words it was given: those may
// hold what nobody else is to read.
static char *run_subject(const Execution *e)
{
    Str rest = str_trim(str_c(e->command)), word, program = STR("");
    size_t n = 0;
    while (str_split(&rest, ' ', &word))
        if (word.n && n++ == 0)
            program = word;
    if (e->origin == EXECUTION_FILE || e->origin == EXECUTION_TASK)
        return xstrdup(e->command);
    if (n < 2)
        return str_dup(program);
    return xasprintf(STR_FMT " (+%zu word%s)", STR_ARG(program), n - 1, n == 2 ? "" : "s");
}

static bool run_work(Store *s, int64_t project, void *arg, Err *err)
{
    RunJob *j = arg;
    AUTO(free) char *subject = run_subject(&j->e);
    AUTO(free) char *detail = xasprintf("%s, exit %d", j->e.status, j->e.returncode);
    const AuditEntry e = {.time_ms = j->e.time_ms,
                          .kind = STR("run"),
                          .subject = str_c(subject),
                          .detail = str_c(detail),
                          .folder = str_c(j->folder)};
    return store_execution_add(s, project, &j->e, buf_str(&j->output), err) &&
           store_audit_add(s, &e, err);
}

static void run_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    RunJob *j = arg;
    if (!ok && storeq_is_open(ws->store))
        message_say(ws, MESSAGE_WARNING, "the run was not recorded: %s", err_text(err));
    if (ok && j->writes)
        scan_run(ws, (HistoryRun){j->e.id, j->e.time_ms});
    if (ok)
        runs_recorded(ws, j->serial, &j->e);
    execution_deinit(&j->e);
    free(j->folder);
    buf_deinit(&j->output);
    free(j);
}

void record_run(Workspace *ws, const RunItem *r)
{
    const RunResult *res = run_result(r->run);
    if (!ws->store)
        return;
    RunJob *j = NEW(RunJob);
    j->folder = xstrdup(ws->root);
    j->writes = r->writes;
    j->serial = r->serial;
    j->e = (Execution){.id = r->number,
                       .time_ms = r->start_ms,
                       .duration_ms = res->wall_ms,
                       .command = xstrdup(r->title),
                       .language = xstrdup(r->language ? r->language : ""),
                       .status = xstrdup(res->status),
                       .returncode = res->returncode,
                       .ended = xstrdup(r->summary),
                       .used = xstrdup(r->usage ? r->usage : ""),
                       .blocked = xstrdup(r->tried ? r->tried : "")};
    run_keep_origin(ws, r, &j->e);
    uint64_t off = 0;
    for (Str piece; (piece = bytelog_read(run_output(r->run), &off, NULL)).n;)
        buf_add(&j->output, piece);
    storeq_push(ws->store, (StoreTask){run_work, run_done, j});
}

typedef struct {
    const char *kind;                // a literal
    char *subject, *detail, *folder; // owned
} NoteJob;

static bool note_work(Store *s, int64_t project, void *arg, Err *err)
{
    const NoteJob *j = arg;
    const AuditEntry e = {.kind = str_c(j->kind),
                          .subject = str_c(j->subject),
                          .detail = str_c(j->detail),
                          .folder = str_c(j->folder)};
    (void)project;
    return store_audit_add(s, &e, err);
}

static void note_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    NoteJob *j = arg;
    if (!ok && storeq_is_open(ws->store))
        message_say(ws, MESSAGE_WARNING, "%s", err_text(err));
    free(j->subject);
    free(j->detail);
    free(j->folder);
    free(j);
}

void record_note(Workspace *ws, const char *kind, const char *subject, const char *detail)
{
    if (!ws->store)
        return;
    NoteJob *j = NEW(NoteJob);
    *j = (NoteJob){kind, xstrdup(subject), xstrdup(detail), xstrdup(ws->root)};
    storeq_push(ws->store, (StoreTask){note_work, note_done, j});
}
