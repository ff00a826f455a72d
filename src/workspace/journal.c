// The journal of unsaved edits, from the logs of texts to the store.
#include "workspace/journal-inner.h"

#include "base/clock.h"
#include "base/glob.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/path.h"
#include "loop/loop.h"
#include "workspace/save-gate.h"

enum {
    NS_PER_MS = 1000000,
    WAIT_MS = 400,        // from an edit to its batch: all of what one writes in a moment
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
    JournalEntries entries; // a part each, then those that only go
    Vec(Part) parts;
    JournalBatch batch;
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
    free(j);
}

// Documents ------------------------------------------------------------------------------------

static bool has_log(const Document *d)
{
    return d->journal.log != NULL;
}

void journal_begin(Document *d)
{
    DocumentJournal *j = &d->journal;
    if (d->diff || d->bulk || d->review)
        return;
    j->key = ++d->ws->journal->last_key;
    TextLog *own = text_log_of(d->text); // of a text that was brought back
    j->log = own ? own : text_log_new(d->text);
}

static void drop_mark(DocumentJournal *j)
{
    snap_free(steal(&j->mark));
    j->mark_off = 0;
    j->mark_state = MARK_NEW;
}

// The row, now or when its number is known, is of no use any more.
static void forget_row(Document *d)
{
    DocumentJournal *j = &d->journal;
    if (j->row)
        vec_push(&d->ws->journal->gone, j->row);
    j->key = ++d->ws->journal->last_key; // a batch under way finds nobody who wants its row
    j->row = j->nkept = j->nsent = 0;
    drop_mark(j);
    j->handed = false;
    buf_clear(&j->unkept);
    buf_clear(&j->told);
}

void journal_end(Document *d)
{
    DocumentJournal *j = &d->journal;
    if (!has_log(d))
        return;
    forget_row(d);
    text_log_free(steal(&j->log));
    text_log_free(steal(&j->next));
    buf_deinit(&j->unkept);
    buf_deinit(&j->told);
    *j = (DocumentJournal){0};
}

// Text and file agree: what was kept is of no use any more.
static void begin_anew(Document *d, TextLog *log)
{
    DocumentJournal *j = &d->journal;
    forget_row(d);
    text_log_free(j->log);
    j->log = log ? log : text_log_new(d->text);
}

void journal_save_begins(Document *d, Snap *saved)
{
    DocumentJournal *j = &d->journal;
    if (!has_log(d) || j->next)
        return;
    drop_mark(j);
    j->mark = snap_ref(saved);
    j->mark_off = j->nkept + j->nsent + (int64_t)(j->unkept.n + text_log_ops(j->log)->n);
    j->next = text_log_new(d->text);
    journal_flush(d->ws);
}

void journal_saved(Document *d)
{
    if (!d->journal.next)
        return;
    begin_anew(d, steal(&d->journal.next));
    journal_flush(d->ws);
}

void journal_save_failed(Document *d)
{
    text_log_free(steal(&d->journal.next));
    drop_mark(&d->journal); // in the store it stays, and is true of whatever file holds its text
}

static bool is_excluded(const Document *d)
{
    const Texts *t = &d->ws->options.history_secrets;
    for (size_t i = 0; d->path && i < t->n; i++)
        if (document_matches(d->ws, str_c(t->p[i]), d->path))
            return true;
    return false;
}

static bool is_wanted(const Document *d)
{
    bool on = d->ws->options.hot_exit || d->ws->keep_unsaved;
    return on && (text_is_modified(d->text) || d->recoded) && !is_excluded(d);
}

static bool has_new_mark(const Document *d)
{
    return d->journal.mark && d->journal.mark_state == MARK_NEW && is_wanted(d);
}

bool journal_mark_waits(const Document *d)
{
    const Journal *j = d->ws->journal;
    return d->journal.mark && d->journal.mark_state != MARK_KEPT && d->ws->store && j->owner &&
           j->failures == 0 && is_wanted(d);
}

// Something of it is to be handed over: edits, or that there are none any more.
static bool is_behind(const Document *d)
{
    const DocumentJournal *j = &d->journal;
    if (!has_log(d))
        return false;
    return text_log_ops(j->log)->n > 0 || j->unkept.n > 0 || is_wanted(d) != j->handed ||
           has_new_mark(d);
}

// Batches --------------------------------------------------------------------------------------

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
    e->marked = has_new_mark(d);
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
    bool same = j->handed && str_eq(buf_str(&p.meta), buf_str(&j->told));
    if (same && e.ops.n == 0 && !has_new_mark(d)) {
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
    if (!has_log(d))
        return;
    if (is_wanted(d)) {
        add_dirty(job, d);
    } else if (!d->journal.next && (d->journal.handed || text_log_is_begun(d->journal.log))) {
        begin_anew(d, NULL);
    }
}

static void add_gone(Job *job, Journal *j)
{
    VEC_EACH (const int64_t, row, &j->gone)
        vec_push(&job->entries, (JournalEntry){.doc = *row, .drop = true});
    vec_clear(&j->gone);
}

static bool write_work(Store *s, int64_t project, void *arg, Err *err)
{
    Job *j = arg;
    for (size_t i = 0; i < j->parts.n; i++) {
        JournalEntry *e = &j->entries.p[i];
        const Snap *base = j->parts.p[i].base;
        if (e->marked)
            journal_base_sum(j->parts.p[i].mark, e->mark_sum);
        if (!base)
            continue;
        journal_base_sum(base, e->base_sum);
        buf_clear(&e->base);
        if (e->has_base)
            snap_add_to(base, 0, snap_size(base), &e->base);
    }
    j->batch.project = project;
    j->batch.entries = j->entries.p;
    j->batch.n = j->entries.n;
    return store_journal_write(s, &j->batch, err);
}

static Document *document_of_key(const Workspace *ws, uint64_t key)
{
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->journal.key == key)
            return *d;
    return NULL;
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

static void set_timer(Journal *j, int ms)
{
    loop_timer_set(j->timer, ms);
    j->armed = true;
}

static void write_failed(Journal *j, const Err *err)
{
    j->failures++;
    if (!j->told && storeq_is_open(j->ws->store))
        message_say(j->ws, MESSAGE_ERROR,
                    "%s; unsaved edits would be lost with this session until that is mended: save "
                    "your files",
                    err_text(err));
    j->told = storeq_is_open(j->ws->store); // else the queue has told it
    log_at(LOG_WARN, "journal", "not kept: %s", err_text(err));
    set_timer(j, MIN(RETRY_MS * j->failures, RETRY_MOST_MS));
}

static void write_went_well(Journal *j)
{
    if (j->told)
        message_say(j->ws, MESSAGE_INFO, "unsaved edits are kept again");
    j->told = false;
    j->failures = 0;
    if (journal_is_behind(j->ws))
        return;
    log_at(LOG_INFO, "journal", "all is kept");
    loop_timer_set(j->timer, -1);
    j->armed = false; // so that the next edit is told, too
}

static void write_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    Job *job = arg;
    Journal *j = ws->journal;
    j->writing = false;
    for (size_t i = 0; i < job->parts.n; i++)
        (ok ? take_row : give_back)(ws, &job->parts.p[i], &job->entries.p[i]);
    for (size_t i = job->parts.n; i < job->entries.n && !ok; i++)
        vec_push(&j->gone, job->entries.p[i].doc);
    if (ok)
        write_went_well(j);
    else
        write_failed(j, err);
    job_free(job);
    if (j->hurry && ok)
        journal_flush(ws);
    save_gate_journal_ends(ws->save_gate, ok);
    journal_settle(ws);
}

void journal_flush(Workspace *ws)
{
    Journal *j = ws->journal;
    j->hurry = j->writing;
    if (!ws->store || !j->owner || j->writing)
        return;
    Job *job = NEW(Job);
    VEC_EACH (Document *, d, &ws->documents)
        add_document(job, *d);
    add_gone(job, j);
    if (job->entries.n == 0) {
        job_free(job);
        return;
    }
    log_at(LOG_INFO, "journal", "edits wait"); // who plays our death reads this
    j->writing = true;
    j->hurry = false;
    job->batch = (JournalBatch){.owner = j->owner,
                                .time_ms = clock_wall_ms(),
                                .durable = ws->options.journal_durability == DURABLE_POWER_CUT};
    storeq_push_first(ws->store, (StoreTask){write_work, write_done, job});
}

static void on_timer(void *arg)
{
    Journal *j = arg;
    j->armed = false;
    journal_flush(j->ws);
}

bool journal_keeps_all(const Workspace *ws)
{
    bool all = ws->store && ws->options.hot_exit;
    VEC_EACH (Document *, d, &ws->documents)
        all = all && (!document_is_unsaved(*d) || (has_log(*d) && is_wanted(*d)));
    return all;
}

bool journal_is_behind(const Workspace *ws)
{
    const Journal *j = ws->journal;
    if (!ws->store || !j->owner)
        return false;
    bool behind = j->writing || j->gone.n > 0;
    VEC_EACH (Document *, d, &ws->documents)
        behind = behind || is_behind(*d);
    return behind;
}

static bool has_new_edits(const Workspace *ws)
{
    VEC_EACH (Document *, d, &ws->documents)
        if (has_log(*d) && text_log_ops((*d)->journal.log)->n > 0)
            return true;
    return false;
}

void journal_settle(Workspace *ws)
{
    Journal *j = ws->journal;
    if (j->writing && !j->late_ns && has_new_edits(ws))
        j->late_ns = clock_mono_ns();
    if (j->armed || j->writing || !journal_is_behind(ws))
        return;
    log_at(LOG_INFO, "journal", "edits wait");
    // what came while a batch was written has waited for some of its time
    int64_t waited_ms = j->late_ns ? (clock_mono_ns() - j->late_ns) / NS_PER_MS : 0;
    set_timer(j, (int)MAX(0, WAIT_MS - waited_ms));
    j->late_ns = 0;
}

// The whole ------------------------------------------------------------------------------------

Journal *journal_new(Workspace *ws)
{
    Journal *j = NEW(Journal);
    j->ws = ws;
    j->timer = loop_timer_new(ws->loop, on_timer, j);
    return j;
}

void journal_leave(Workspace *ws, bool keep)
{
    Journal *j = ws->journal;
    if (!ws->store)
        return;
    while (j->writing)
        loop_turn(ws->loop, -1);
    if (!keep)
        VEC_EACH (Document *, d, &ws->documents)
            journal_end(*d);
    journal_flush(ws);
}

void journal_free(Journal *j)
{
    if (!j)
        return;
    loop_timer_free(j->timer);
    vec_deinit(&j->gone);
    free(j);
}
