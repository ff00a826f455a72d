// The queue of file operations and what can be undone.
#include "workspace/fileops-inner.h"
#include "base/clock.h"
#include "base/path.h"
#include "loop/loop.h"

#include <errno.h>

enum { UNDO_MAX = 100, SLOW_MS = 500, TICK_MS = 250 };

typedef enum { WAY_DO, WAY_UNDO, WAY_REDO } Way;

typedef struct {
    FileVerb verb;
    char *subject;   // owned
    FileSteps steps; // owned
    bool open;       // show the file it makes
    uint64_t names;  // document that is saved by it
    Way way;
} Op;

// An operation on a worker, which alone touches what is not atomic until it is done.
typedef struct {
    Workspace *ws;
    Op op;
    _Atomic uint64_t nfiles, nbytes, total;
    size_t failed;
    Err err;
    bool ok;
} OpJob;

struct FileOps {
    Workspace *ws;           // borrowed
    Vec(Op) waiting;         // owned; oldest first
    Vec(Op) undos, redos;    // owned; the steps to take, newest last
    OpJob *job;              // the one under way, NULL if none; freed when it is done
    LoopJob *running;        // its job
    struct LoopTimer *timer; // owned; paints progress while one runs
    int64_t began_ns;
};

static const struct {
    const char *now, *past, *going;
} verbs[] = {
    [FILES_CREATE] = {"create", "Created", "Creating"},
    [FILES_RENAME] = {"rename", "Renamed", "Renaming"},
    [FILES_MOVE] = {"move", "Moved", "Moving"},
    [FILES_COPY] = {"copy", "Copied", "Copying"},
    [FILES_DELETE] = {"delete", "Deleted", "Deleting"},
    [FILES_DELETE_FOR_GOOD] = {"delete", "Deleted for good:", "Deleting"},
};

static void op_deinit(Op *op)
{
    free(op->subject);
    file_steps_deinit(&op->steps);
}

static void on_tick(void *arg)
{
    FileOps *f = arg;
    if (f->job) // the turn that this makes paints how far it is
        loop_timer_set(f->timer, TICK_MS);
}

FileOps *fileops_new(Workspace *ws)
{
    FileOps *f = NEW(FileOps);
    f->ws = ws;
    return f;
}

#define CLEAR(list)                 \
    do {                            \
        VEC_EACH (Op, each, (list)) \
            op_deinit(each);        \
        vec_clear(list);            \
    } while (0)

void fileops_free(FileOps *f)
{
    if (!f)
        return;
    CLEAR(&f->waiting);
    CLEAR(&f->undos);
    CLEAR(&f->redos);
    vec_deinit(&f->waiting);
    vec_deinit(&f->undos);
    vec_deinit(&f->redos);
    if (f->timer)
        loop_timer_free(f->timer);
    free(f);
}

static void work(void *arg, const atomic_bool *cancelled)
{
    OpJob *j = arg;
    const FsWatch watch = {cancelled, &j->nfiles, &j->nbytes};
    FsCount n = {0};
    VEC_EACH (FileStep, s, &j->op.steps)
        if (s->kind == FILE_COPY)
            fs_count_tree(s->from, cancelled, &n);
    j->total = n.files + n.folders;
    char *journal;
    j->ok = rename_journal_begin(j->ws->root, &j->op.steps, &journal, &j->err) &&
            file_steps_run(&j->op.steps, &watch, &j->failed, &j->err);
    rename_journal_end(journal, j->ok);
}

// False if nothing was done.
static bool keep(FileOps *f, Op *op)
{
    FileSteps back = file_steps_inverse(&op->steps);
    Op undo = {.verb = op->verb, .subject = xstrdup(op->subject), .steps = back};
    bool any = back.n > 0;
    if (!any) {
        op_deinit(&undo);
    } else if (op->way == WAY_UNDO) {
        vec_push(&f->redos, undo);
    } else {
        if (op->way == WAY_DO)
            CLEAR(&f->redos);
        vec_push(&f->undos, undo);
    }
    if (f->undos.n > UNDO_MAX) {
        op_deinit(&f->undos.p[0]);
        vec_remove(&f->undos, 0, 1);
    }
    return any;
}

static void say_done(Workspace *ws, const Op *op)
{
    static const char *const ways[] = {[WAY_UNDO] = "Undone", [WAY_REDO] = "Done again"};
    if (op->way != WAY_DO)
        message_say(ws, MESSAGE_RESULT, "%s: %s %s", ways[op->way], verbs[op->verb].now,
                    op->subject);
    else if (op->verb == FILES_DELETE)
        message_say(ws, MESSAGE_RESULT, "Deleted %s (undo with u)", op->subject);
    else
        message_say(ws, MESSAGE_RESULT, "%s %s", verbs[op->verb].past, op->subject);
}

// A failed undo can be tried again when what was in its way is gone.
static void keep_failed(FileOps *f, const OpJob *j)
{
    Op again = {.verb = j->op.verb, .subject = xstrdup(j->op.subject)};
    VEC_EACH (FileStep, s, &j->op.steps)
        vec_push(&again.steps,
                 (FileStep){.kind = s->kind,
                            .from = s->from ? xstrdup(s->from) : NULL,
                            .to = s->to ? xstrdup(s->to) : NULL,
                            .top = s->top ? xstrdup(s->top) : NULL,
                            .id = s->id && s->kind == FILE_RESTORE ? xstrdup(s->id) : NULL});
    if (j->op.way == WAY_UNDO)
        vec_push(&f->undos, again);
    else
        vec_push(&f->redos, again);
}

static void say_failed(FileOps *f, const OpJob *j)
{
    AUTO(buf) Buf why = BUF_INIT;
    static const char *const ways[] = {"", "undo: ", "redo: "};
    if (j->err.code == ECANCELED) {
        message_say(f->ws, MESSAGE_RESULT, "Stopped: %s %s; nothing was changed",
                    verbs[j->op.verb].now, j->op.subject);
        return;
    }
    f->ws->quit_when_saved = false; // the user is to see why
    file_steps_explain(f->ws, &j->op.steps, j->failed, &j->err, &why);
    message_say(f->ws, MESSAGE_ERROR, "cannot %s%s %s: %s", ways[j->op.way], verbs[j->op.verb].now,
                j->op.subject, buf_c(&why));
}

static const char *last_place(const FileSteps *s)
{
    for (size_t i = s->n; i-- > 0;)
        if (s->p[i].done && s->p[i].to)
            return s->p[i].to;
    return NULL;
}

static void show(Workspace *ws, const Op *op)
{
    AUTO(err) Err err = {0};
    const char *path = last_place(&op->steps);
    if (!path)
        return;
    explorer_reveal(ws->explorer, path);
    if (!op->open)
        return;
    if (workspace_open(ws, path, &err))
        layout_focus(&ws->layout, FOCUS_EDITOR);
    else
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
}

static void start(FileOps *f);

static void done(void *arg, bool cancelled)
{
    OpJob *j = arg;
    FileOps *f = j->ws->fileops;
    (void)cancelled;
    f->job = NULL;
    f->running = NULL;
    // also if it failed: what could not be put back is elsewhere now
    file_steps_follow(j->ws, &j->op.steps);
    Document *names = j->ok ? document_by_id(j->ws, j->op.names) : NULL;
    if (names)
        text_mark_saved(names->text);
    if (j->ok) {
        if (keep(f, &j->op) || j->op.verb != FILES_MOVE)
            say_done(j->ws, &j->op);
        else
            message_say(j->ws, MESSAGE_RESULT, "%s is there already", j->op.subject);
        show(j->ws, &j->op);
    } else {
        if (j->op.way != WAY_DO && j->err.code != ENOENT)
            keep_failed(f, j);
        say_failed(f, j);
    }
    op_deinit(&j->op);
    err_deinit(&j->err);
    free(j);
    start(f);
}

// A save under way would write to the old place.
static bool must_wait(const FileOps *f, const Op *op)
{
    VEC_EACH (Document *, d, &f->ws->documents)
        VEC_EACH (FileStep, s, &op->steps)
            if ((*d)->saving && s->from && path_within(s->from, (*d)->path))
                return true;
    return false;
}

static void start(FileOps *f)
{
    if (f->job || f->waiting.n == 0 || must_wait(f, &f->waiting.p[0]))
        return;
    OpJob *j = NEW(OpJob);
    j->ws = f->ws;
    j->op = f->waiting.p[0];
    vec_remove(&f->waiting, 0, 1);
    f->job = j;
    f->began_ns = clock_mono_ns();
    if (!f->timer)
        f->timer = loop_timer_new(f->ws->loop, on_tick, f);
    loop_timer_set(f->timer, SLOW_MS);
    f->running = loop_job_new(f->ws->loop, work, done, j);
}

static void ask_for(FileOps *f, Op op)
{
    vec_push(&f->waiting, op);
    start(f);
}

void fileops_do(Workspace *ws, FileRequest r)
{
    ask_for(ws->fileops, (Op){r.verb, xstrdup(r.subject), r.steps, r.open, r.names, WAY_DO});
}

// One after the other: what an operation under way does is undone after it.
static bool may_undo(const FileOps *f, Err *err)
{
    return !f->job || err_set(err, "%s %s is under way: wait for it, or stop it",
                              verbs[f->job->op.verb].going, f->job->op.subject);
}

bool fileops_undo(Workspace *ws, Err *err)
{
    FileOps *f = ws->fileops;
    if (!may_undo(f, err))
        return false;
    if (f->undos.n == 0)
        return err_set(err, "there is no file operation to undo");
    Op op = vec_pop(&f->undos);
    op.way = WAY_UNDO;
    ask_for(f, op);
    return true;
}

bool fileops_redo(Workspace *ws, Err *err)
{
    FileOps *f = ws->fileops;
    if (!may_undo(f, err))
        return false;
    if (f->redos.n == 0)
        return err_set(err, "there is no file operation to do again");
    Op op = vec_pop(&f->redos);
    op.way = WAY_REDO;
    ask_for(f, op);
    return true;
}

bool fileops_cancel(Workspace *ws)
{
    FileOps *f = ws->fileops;
    bool any = fileops_is_busy(ws);
    CLEAR(&f->waiting);
    if (f->running)
        loop_job_cancel(f->running);
    return any;
}

bool fileops_is_busy(const Workspace *ws)
{
    return ws->fileops->job || ws->fileops->waiting.n;
}

bool fileops_covers(const Workspace *ws, const char *path)
{
    const OpJob *j = ws->fileops->job;
    if (!j)
        return false;
    VEC_EACH (FileStep, s, &j->op.steps) {
        const char *at = s->kind == FILE_COPY ? NULL : s->from;
        if ((at && path_within(at, path)) || (s->kind == FILE_RESTORE && path_within(s->to, path)))
            return true;
    }
    return false;
}

void fileops_progress(const Workspace *ws, Buf *out)
{
    const FileOps *f = ws->fileops;
    const OpJob *j = f->job;
    if (!j || clock_mono_ns() - f->began_ns < (int64_t)SLOW_MS * 1000000)
        return;
    buf_addf(out, "%s %s", verbs[j->op.verb].going, j->op.subject);
    if (j->total)
        buf_addf(out, ": %llu of %llu", (unsigned long long)j->nfiles,
                 (unsigned long long)j->total);
}

void fileops_settle(Workspace *ws)
{
    start(ws->fileops);
}
