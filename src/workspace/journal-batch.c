// A batch: what documents hand over, in one transaction of the store; where that fails, in a file.
#include "workspace/journal-inner.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/path.h"
#include "loop/loop.h"
#include "workspace/save-gate.h"

enum {
    NS_PER_MS = 1000000,
    LOG_BYTES = 1 << 20,  // of a log, which is then compared with its text
    RETRY_MS = 2000,      // after a batch that failed
    RETRY_MOST_MS = 30000 // ... after many
};

// Of one document in a batch.
typedef struct {
    uint64_t key;
    Snap *base; // owned; what the log began with, of a new one
    Snap *mark; // owned; the text of a save that begins, or NULL
    Buf meta;   // what the store is told, to be known again
} Part;

typedef struct {
    Journal *journal;       // borrowed; main thread only
    JournalEntries entries; // a part each, then those that only go
    Vec(Part) parts;
    JournalBatch batch;
    bool filled;          // with what only a worker reads
    char *root;           // owned; of the project
    bool spilled;         // into the file
    bool unsynced;        // a power cut may undo it, and should not for long
    Err err;              // of the store, and of the file
    JournalSpill **spill; // borrowed
} Job;

static void job_free(Job *j)
{
    VEC_EACH (Part, p, &j->parts) {
        snap_free(p->base);
        snap_free(p->mark);
        buf_deinit(&p->meta);
    }
    vec_deinit(&j->parts);
    journal_entries_deinit(&j->entries);
    err_deinit(&j->err);
    free(j->root);
    free(j);
}

static void describe_base(const Document *d, JournalEntry *e, Part *p)
{
    const DocumentJournal *j = &d->journal;
    const Snap *base = text_log_base(j->log);
    buf_add(&e->history, text_log_history(j->log));
    e->base_nbytes = (int64_t)snap_size(base);
    e->has_base = !snap_source(base);
    p->base = snap_ref(base);
}

static void add_mark(Document *d, JournalEntry *e, Part *p)
{
    e->marked = journal_has_new_mark(d);
    if (!e->marked)
        return;
    p->mark = snap_ref(d->journal.mark);
    e->mark_off = d->journal.mark_off;
    e->mark_nbytes = (int64_t)snap_size(p->mark);
    d->journal.mark_state = MARK_SENT;
}

// What goes along with the log is told again where it changed.
static void add_dirty(Job *job, Document *d)
{
    DocumentJournal *j = &d->journal;
    JournalEntry e = {.doc = j->row, .off = j->nkept};
    Part p = {.key = j->key};
    buf_add(&e.ops, buf_str(&j->unkept));
    text_log_take(j->log, &e.ops);
    buf_clear(&j->unkept);
    journal_meta_write(d, &p.meta);
    bool same =
        j->handed && !d->ws->journal->unsynced && str_eq(buf_str(&p.meta), buf_str(&j->told));
    if (same && e.ops.n == 0 && !journal_has_new_mark(d)) {
        buf_deinit(&p.meta);
        buf_deinit(&e.ops);
        return;
    }
    const char *rel = d->path ? path_within(d->ws->root, d->path) : NULL;
    e.path = d->path ? xstrdup(rel ? rel : d->path) : NULL;
    if (!same)
        buf_add(&e.meta, buf_str(&p.meta));
    if (!j->handed)
        describe_base(d, &e, &p);
    add_mark(d, &e, &p);
    j->handed = true;
    j->nsent = (int64_t)e.ops.n;
    vec_push(&job->entries, e);
    vec_push(&job->parts, p);
}

static void add_document(Job *job, Document *d)
{
    if (!journal_has_log(d))
        return;
    if (journal_wants(d)) {
        add_dirty(job, d);
    } else if (!d->journal.next && (d->journal.handed || text_log_is_begun(d->journal.log))) {
        journal_begin_anew(d, NULL);
    }
}

static void add_gone(Job *job, Journal *j)
{
    VEC_EACH (const int64_t, row, &j->gone)
        vec_push(&job->entries, (JournalEntry){.doc = *row, .drop = true});
    vec_clear(&j->gone);
}

// What takes long is done here, once.
static void fill(Job *j)
{
    for (size_t i = 0; i < j->parts.n && !j->filled; i++) {
        JournalEntry *e = &j->entries.p[i];
        const Snap *base = j->parts.p[i].base;
        if (e->marked)
            journal_base_sum(j->parts.p[i].mark, e->mark_sum);
        if (base)
            journal_base_sum(base, e->base_sum);
        if (base && e->has_base)
            snap_add_to(base, 0, snap_size(base), &e->base);
    }
    j->filled = true;
    j->batch.entries = j->entries.p;
    j->batch.n = j->entries.n;
}

static bool write_work(Store *s, int64_t project, void *arg, Err *err)
{
    Job *j = arg;
    fill(j);
    j->batch.project = project;
    return store_journal_write(s, &j->batch, err);
}

static Document *document_of_key(const Workspace *ws, uint64_t key)
{
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->journal.key == key)
            return *d;
    return NULL;
}

// A log that grew far beyond its text begins anew with that; of a text that is read on demand it
// has to begin with the file.  So each byte is written some three times at most.
static void compact(Document *d)
{
    const Snap *now = text_now(d->text);
    int64_t most = LOG_BYTES + 2 * (int64_t)snap_size(now);
    if (!d->journal.next && !snap_source(now) && d->journal.nkept > most)
        journal_begin_anew(d, NULL);
}

static void take_row(Workspace *ws, const Part *p, const JournalEntry *e)
{
    Document *d = document_of_key(ws, p->key);
    if (!d) {
        vec_push(&ws->journal->gone, e->doc); // it went meanwhile
        return;
    }
    d->journal.row = e->doc;
    d->journal.nkept = e->off + (int64_t)e->ops.n;
    d->journal.nsent = 0;
    if (p->mark == d->journal.mark)
        d->journal.mark_state = MARK_KEPT;
    buf_clear(&d->journal.told);
    buf_add(&d->journal.told, buf_str(&p->meta));
    if (p->base)
        text_log_drop_base(d->journal.log);
    compact(d);
}

// It is tried again with what comes until then.
static void give_back(Workspace *ws, const Part *p, const JournalEntry *e)
{
    Document *d = document_of_key(ws, p->key);
    if (!d)
        return;
    buf_splice(&d->journal.unkept, 0, 0, buf_str(&e->ops));
    d->journal.nsent = 0;
    d->journal.mark_state = MARK_NEW;
    d->journal.handed = d->journal.row != 0;
    buf_clear(&d->journal.told);
}

void journal_retry_later(Journal *j)
{
    j->failures++;
    j->next_try_ns =
        clock_mono_ns() + (int64_t)MIN(RETRY_MS * j->failures, RETRY_MOST_MS) * NS_PER_MS;
}

static void tell_unkept(Journal *j, const Err *err)
{
    if (!j->told)
        message_say(j->ws, MESSAGE_ERROR,
                    "%s; unsaved edits would be lost with this session until that is mended: save "
                    "your files",
                    err_text(err));
    j->told = true;
    log_at(LOG_WARN, "journal", "not kept: %s", err_text(err));
}

static void tell_kept(Journal *j)
{
    if (j->told)
        message_say(j->ws, MESSAGE_INFO, "unsaved edits are kept again");
    j->told = false;
}

static void end(Journal *j, Job *job, bool ok)
{
    Workspace *ws = j->ws;
    j->writing = false;
    for (size_t i = 0; i < job->parts.n; i++)
        (ok ? take_row : give_back)(ws, &job->parts.p[i], &job->entries.p[i]);
    for (size_t i = job->parts.n; i < job->entries.n && !ok; i++)
        vec_push(&j->gone, job->entries.p[i].doc);
    job_free(job);
    if (j->hurry)
        journal_flush(ws);
    save_gate_journal_ends(ws->save_gate, ok);
    journal_settle(ws);
}

static void spill_work(void *arg, const atomic_bool *cancelled)
{
    Job *j = arg;
    (void)cancelled;
    AUTO(err) Err err = {0};
    fill(j);
    if (!*j->spill)
        *j->spill = journal_spill_new(&err);
    j->spilled = *j->spill && journal_spill_write(*j->spill, j->root, &j->batch, &err);
    if (!j->spilled && !j->err.msg)
        err_set(&j->err, "%s", err_text(&err));
}

static void spill_done(void *arg, bool cancelled)
{
    Job *job = arg;
    Journal *j = job->journal;
    (void)cancelled;
    j->spilled |= job->spilled;
    if (job->spilled)
        log_at(LOG_INFO, "journal", "a file holds the edits");
    if (job->spilled)
        tell_kept(j);
    else
        tell_unkept(j, &job->err);
    end(j, job, false);
}

static void clear_spill(Journal *j)
{
    if (j->spilled)
        journal_spill_clear(j->spill);
    j->spilled = false;
}

// A save waits for its mark to be written, but not to outlive a power cut: it could bring edits
// back that the file has, which is asked about.  The batch behind the save does so for both.
static void choose_durability(Workspace *ws, Job *job)
{
    bool marked = false;
    VEC_EACH (JournalEntry, e, &job->entries)
        marked |= e->marked;
    job->batch.durable = !marked && ws->options.journal_durability == DURABLE_POWER_CUT;
    job->unsynced = marked && ws->options.journal_durability == DURABLE_POWER_CUT;
}

static void write_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    Job *job = arg;
    Journal *j = ws->journal;
    if (!ok) {
        journal_retry_later(j);
        err_set(&job->err, "%s", err_text(err));
        log_at(LOG_WARN, "journal", "the store does not take it: %s", err_text(err));
        loop_job_new(ws->loop, spill_work, spill_done, job);
        return;
    }
    clear_spill(j);
    tell_kept(j);
    j->failures = 0;
    j->next_try_ns = 0;
    j->unsynced = job->unsynced;
    end(j, job, true);
    if (journal_is_behind(ws))
        return;
    log_at(LOG_INFO, "journal", "all is kept");
    loop_timer_set(j->timer, -1);
    j->armed = false; // so that the next edit is told, too
}

static Job *gather(Workspace *ws)
{
    Journal *j = ws->journal;
    Job *job = NEW(Job);
    *job = (Job){.journal = j, .root = xstrdup(ws->root), .spill = &j->spill};
    job->batch = (JournalBatch){.owner = j->owner, .time_ms = clock_wall_ms()};
    VEC_EACH (Document *, d, &ws->documents)
        add_document(job, *d);
    add_gone(job, j);
    choose_durability(ws, job);
    j->since_ns = 0;
    return job;
}

void journal_flush(Workspace *ws)
{
    Journal *j = ws->journal;
    bool again = clock_mono_ns() >= j->next_try_ns;
    j->hurry = j->writing;
    if (!j->store || j->writing)
        return;
    if (!j->owner && j->failures && again) {
        journal_retry_later(j);
        recover_start(ws);
    }
    Job *job = gather(ws);
    if (job->entries.n == 0) {
        clear_spill(j); // what it holds was saved, or given up
        job_free(job);
        return;
    }
    log_at(LOG_INFO, "journal", "edits wait"); // who plays our death reads this
    j->writing = true;
    j->hurry = false;
    if (j->owner && again)
        storeq_push_first(j->store, (StoreTask){write_work, write_done, job});
    else
        loop_job_new(ws->loop, spill_work, spill_done, job);
}
