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
    WAIT_MS = 400, // from an edit to its batch: all of what one writes in a moment
};

// Documents ------------------------------------------------------------------------------------

bool journal_has_log(const Document *d)
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
    if (!journal_has_log(d))
        return;
    forget_row(d);
    text_log_free(steal(&j->log));
    text_log_free(steal(&j->next));
    buf_deinit(&j->unkept);
    buf_deinit(&j->told);
    *j = (DocumentJournal){0};
}

void journal_begin_anew(Document *d, TextLog *log)
{
    DocumentJournal *j = &d->journal;
    forget_row(d);
    text_log_free(j->log);
    j->log = log ? log : text_log_new(d->text);
}

void journal_save_begins(Document *d, Snap *saved)
{
    DocumentJournal *j = &d->journal;
    if (!journal_has_log(d) || j->next)
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
    journal_begin_anew(d, steal(&d->journal.next));
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

bool journal_wants(const Document *d)
{
    bool on = d->ws->options.hot_exit || d->ws->keep_unsaved;
    return on && (text_is_modified(d->text) || d->recoded) && !is_excluded(d);
}

bool journal_has_new_mark(const Document *d)
{
    return d->journal.mark && d->journal.mark_state == MARK_NEW && journal_wants(d);
}

bool journal_mark_waits(const Document *d)
{
    const Journal *j = d->ws->journal;
    return d->journal.mark && d->journal.mark_state != MARK_KEPT && d->ws->store && j->owner &&
           j->failures == 0 && journal_wants(d);
}

// Something of it is to be handed over: edits, or that there are none any more.
static bool is_behind(const Document *d)
{
    const DocumentJournal *j = &d->journal;
    if (!journal_has_log(d))
        return false;
    bool resync = d->ws->journal->unsynced && !j->next && j->handed;
    return text_log_ops(j->log)->n > 0 || j->unkept.n > 0 || journal_wants(d) != j->handed ||
           journal_has_new_mark(d) || resync;
}

bool journal_keeps_all(const Workspace *ws)
{
    bool all = ws->store && ws->options.hot_exit;
    VEC_EACH (Document *, d, &ws->documents)
        all = all && (!document_is_unsaved(*d) || (journal_has_log(*d) && journal_wants(*d)));
    return all;
}

bool journal_is_writing(const Workspace *ws)
{
    return ws->journal->writing || storeq_is_busy(ws->journal->store);
}

bool journal_is_behind(const Workspace *ws)
{
    const Journal *j = ws->journal;
    if (!j->store || !j->owner)
        return false;
    bool behind = j->writing || j->gone.n > 0;
    VEC_EACH (Document *, d, &ws->documents)
        behind = behind || is_behind(*d);
    return behind;
}

static bool has_new_edits(const Workspace *ws)
{
    VEC_EACH (Document *, d, &ws->documents)
        if (journal_has_log(*d) && text_log_ops((*d)->journal.log)->n > 0)
            return true;
    return false;
}

// What came while a batch was written has waited for some of its time.  While the store is not to
// be had, what the file holds waits for the next try.
static int64_t find_due(const Journal *j)
{
    int64_t wait_ns = (int64_t)WAIT_MS * NS_PER_MS;
    if (j->since_ns)
        return j->since_ns + wait_ns;
    return j->failures ? j->next_try_ns : clock_mono_ns() + wait_ns;
}

void journal_settle(Workspace *ws)
{
    Journal *j = ws->journal;
    if (!j->since_ns && has_new_edits(ws))
        j->since_ns = clock_mono_ns();
    bool behind = j->owner ? journal_is_behind(ws) : j->since_ns || j->failures;
    if (!j->store || j->writing || !behind)
        return;
    int64_t due_ns = find_due(j), now_ns = clock_mono_ns();
    if (j->armed && due_ns >= j->due_ns)
        return;
    if (!j->armed)
        log_at(LOG_INFO, "journal", "edits wait");
    loop_timer_set(j->timer, (int)(MAX(0, due_ns - now_ns) / NS_PER_MS));
    j->due_ns = due_ns;
    j->armed = true;
}

// The whole ------------------------------------------------------------------------------------

static void on_timer(void *arg)
{
    Journal *j = arg;
    j->armed = false;
    journal_flush(j->ws);
}

void journal_start(Workspace *ws)
{
    ws->journal->store = storeq_new(ws, false);
}

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
    if (!j->store)
        return;
    while (j->writing)
        loop_turn(ws->loop, -1);
    if (!keep)
        VEC_EACH (Document *, d, &ws->documents)
            journal_end(*d);
    journal_flush(ws);
    while (j->writing)
        loop_turn(ws->loop, -1);
    storeq_free(steal(&j->store));
}

void journal_free(Journal *j)
{
    if (!j)
        return;
    loop_timer_free(j->timer);
    journal_spill_free(j->spill);
    vec_deinit(&j->gone);
    free(j);
}
