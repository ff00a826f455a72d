// Bringing back what a codelab had not saved when it died: a worker makes the texts, and once they
// are there each becomes the text of its document.
#include "workspace/coding.h"
#include "workspace/journal-inner.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/path.h"

#include <time.h>

typedef struct {
    JournalDoc *kept; // borrowed from the job
    JournalMeta meta;
    char *path;     // owned; absolute, NULL: it has no file
    Text *text;     // owned; NULL: it could not be made
    bool disk_same; // the file still holds the base
    FsStat disk;    // ... and is this one now
    bool not_base;  // ... or another text, of ours, that the edits went through or began behind
    bool is_saved;  // the file holds the very text that was kept
    bool part;      // the end of the edits was damaged
    bool rescue;    // the base is gone: `text` tells of the edits
    bool changed;   // the file holds another text than the base
    Snap *base;     // owned; of one that changed
    int64_t base_n; // ... the version that holds it, 0: there is none
} Found;

typedef struct {
    char *root;          // owned
    TextCache *cache;    // borrowed from the workspace
    bool take, versions; // versions of files may be made
    int64_t owner;
    JournalDocs kept;
    Vec(Found) found;
} Job;

static void job_free(Job *j)
{
    VEC_EACH (Found, f, &j->found) {
        free(f->meta.title);
        free(f->path);
        text_free(f->text);
        snap_free(f->base);
    }
    vec_deinit(&j->found);
    journal_docs_deinit(&j->kept);
    free(j->root);
    free(j);
}

// On the worker --------------------------------------------------------------------------------

static Text *decoded(Text *raw, Coding c)
{
    bool exact;
    if (coding_is_plain(c))
        return raw;
    Snap *s = text_snapshot(raw);
    text_free(raw);
    Text *t = coding_decode_large(s, &c, &exact, NULL, NULL);
    snap_free(s);
    return t;
}

static bool is_plain(const Found *f)
{
    return f->meta.binary || coding_is_plain(f->meta.coding);
}

// What the file holds now, as the document was read.
static Text *text_on_disk(const Job *j, const Found *f, size_t most, FsStat *st)
{
    FsFile *file = f->path ? fs_file_open(f->path, st, NULL) : NULL;
    if (!file)
        return NULL;
    uint64_t n = is_plain(f) ? MIN(st->nbytes, (uint64_t)most) : st->nbytes;
    Text *raw = document_text_of_file(file, n, j->cache);
    return is_plain(f) ? raw : decoded(raw, f->meta.coding);
}

static bool is_text(const Text *t, int64_t nbytes, const uint8_t want[HASH_NBYTES])
{
    uint8_t sum[HASH_NBYTES];
    if (!t || (int64_t)snap_size(text_now(t)) != nbytes)
        return false;
    journal_base_sum(text_now(t), sum);
    return memcmp(sum, want, sizeof sum) == 0 && !text_source_failed(t);
}

static bool has_base(const Found *f, const Text *t)
{
    return is_text(t, f->kept->base_nbytes, f->kept->base_sum);
}

// ... and something behind it, where only so much was read.
static bool has_more(const Found *f)
{
    return is_plain(f) && f->disk.nbytes > (uint64_t)f->kept->base_nbytes;
}

// The very file that the text was read from or saved to, whatever the log begins with.
static bool is_same_file(const Found *f)
{
    const FsStat *then = &f->meta.disk;
    return f->meta.on_disk && fs_stat_same(&f->disk, then) && f->disk.ctime_ns == then->ctime_ns;
}

// The text that the log began with: from the store, or the file if it still begins with it.
static Text *base_of(const Job *j, Found *f)
{
    Text *on_disk = text_on_disk(j, f, (size_t)f->kept->base_nbytes, &f->disk);
    bool begins = has_base(f, on_disk);
    f->not_base = !begins && on_disk && is_same_file(f);
    f->disk_same = (begins && !has_more(f)) || f->not_base;
    f->changed = on_disk && !f->disk_same;
    if (f->kept->has_base) {
        text_free(on_disk);
        return text_new_take(&f->kept->base);
    }
    if (begins)
        return on_disk;
    text_free(on_disk);
    return f->kept->base_nbytes ? NULL : text_new();
}

// A save may have been the last that was done, and its news not have come here: then the file holds
// what its mark tells of.
static bool has_mark(const Job *j, Found *f)
{
    const JournalDoc *k = f->kept;
    FsStat st;
    Text *now = k->marked ? text_on_disk(j, f, SIZE_MAX, &st) : NULL;
    bool has = is_text(now, k->mark_nbytes, k->mark_sum);
    if (has)
        f->disk = st;
    text_free(now);
    return has;
}

// Another one may have written the same.
static bool is_in_file(const Job *j, const Found *f)
{
    FsStat st;
    size_t size = snap_size(text_now(f->text));
    Text *now = f->kept->has_base ? text_on_disk(j, f, SIZE_MAX, &st) : NULL;
    AUTO(buf) Buf a = BUF_INIT, b = BUF_INIT;
    bool same = now && snap_size(text_now(now)) == size;
    if (same) {
        snap_add_to(text_now(f->text), 0, size, &a);
        snap_add_to(text_now(now), 0, size, &b);
        same = str_eq(buf_str(&a), buf_str(&b));
    }
    text_free(now);
    return same;
}

// What the log tells, done to the text that it began with.
static void replay(const Job *j, Found *f, bool at_mark)
{
    f->base = f->changed ? text_snapshot(f->text) : NULL;
    text_log_new(f->text); // so that it is kept again
    size_t good = text_log_replay(f->text, buf_str(&f->kept->history), buf_str(&f->kept->ops));
    f->part |= good < f->kept->ops.n;
    f->is_saved = at_mark ? (int64_t)good <= f->kept->mark_off
                          : !f->disk_same && !f->part && is_in_file(j, f);
    f->changed = f->changed && !f->is_saved;
    if (f->not_base)
        text_mark_unsaved(f->text); // undone to its beginning it is not what the file holds
}

// The text as it was when the last batch was written.
static void make(const Job *j, Found *f)
{
    f->part = f->kept->cut;
    f->text = base_of(j, f);
    bool at_mark = has_mark(j, f);
    if (at_mark) {
        f->is_saved = f->kept->mark_off >= (int64_t)f->kept->ops.n;
        f->disk_same = f->not_base = true;
        f->changed = false;
    }
    f->rescue = !f->text && !f->is_saved;
    if (f->rescue)
        f->text = recover_rescue(f->meta.title, buf_str(&f->kept->ops));
    else if (!f->is_saved)
        replay(j, f, at_mark);
}

// The text before the edits is what both sides have in common.
static void keep_base(Store *s, int64_t project, const Job *j, Found *f)
{
    const char *rel = f->path ? path_within(j->root, f->path) : NULL;
    if (f->changed && f->kept->has_base && f->meta.on_disk && j->versions && rel)
        f->base_n = recover_keep_base(
            s, project, (RecoverBase){rel, f->base, f->meta.coding, f->meta.disk.mode});
}

static bool take_work(Store *s, int64_t project, void *arg, Err *err)
{
    Job *j = arg;
    AUTO(err) Err why = {0};
    j->owner = store_journal_owner(s, err);
    if (!j->owner)
        return false;
    // what cannot be taken now stays in its file
    if (j->take && !journal_spill_take(s, project, j->root, j->owner, &why))
        log_at(LOG_WARN, "journal", "%s", err_text(&why));
    if (j->take && !store_journal_take(s, project, j->owner, &j->kept, err))
        return false;
    VEC_EACH (JournalDoc, k, &j->kept) {
        Found f = {.kept = k, .path = k->path ? path_normal(j->root, k->path) : NULL};
        bool ok = journal_meta_read(buf_str(&k->meta), &f.meta);
        log_at(LOG_INFO, "journal", "found %zu bytes of edits%s", k->ops.n, ok ? "" : ", bare");
        make(j, &f);
        keep_base(s, project, j, &f);
        vec_push(&j->found, f);
    }
    return true;
}

// On the main thread ---------------------------------------------------------------------------

// "14:02", with the day if that is another one; owned.
static char *moment(int64_t ms)
{
    char out[64];
    time_t then = (time_t)(ms / 1000), now = (time_t)(clock_wall_ms() / 1000);
    struct tm a, b;
    localtime_r(&then, &a);
    localtime_r(&now, &b);
    bool today = a.tm_yday == b.tm_yday && a.tm_year == b.tm_year;
    strftime(out, sizeof out, today ? "%H:%M" : "%Y-%m-%d %H:%M", &a);
    return xstrdup(out);
}

// Where it comes to: the document of its file, unless there are edits of now in it.
static Document *document_for(Workspace *ws, const Found *f)
{
    AUTO(err) Err err = {0};
    if (f->path) {
        Document *d = document_of_file(ws, f->path);
        if (!d && workspace_open(ws, f->path, &err))
            d = document_of_file(ws, f->path);
        if (!d && fs_is_gone(f->path))
            d = document_find(ws, f->path);
        if (d && !d->partial && !document_is_modified(d) && !text_log_is_begun(d->journal.log))
            return d;
    }
    Document *d = document_untitled(ws);
    workspace_show_document(ws, d);
    return d;
}

static void name_untitled(Workspace *ws, Document *d, const Found *f)
{
    long long n;
    Str title = str_c(f->meta.title);
    free(d->title);
    d->title = f->path ? xasprintf("%s (unsaved)", f->meta.title) : xstrdup(f->meta.title);
    if (str_starts(title, STR("Untitled-")) && str_to_i64(str_from(title, 9), &n) && n > 0 &&
        n < INT32_MAX)
        ws->untitled = MAX(ws->untitled, (int)n);
}

static void bring_rescue(Workspace *ws, Found *f)
{
    Document *d = document_untitled(ws);
    free(d->title);
    d->title = xasprintf("%s (edits)", f->meta.title);
    workspace_show_document(ws, d);
    document_set_text(d, steal(&f->text));
}

static void bring_back(Workspace *ws, Found *f)
{
    if (f->rescue) {
        bring_rescue(ws, f);
        return;
    }
    Document *d = document_for(ws, f);
    bool of_file = d->path != NULL;
    if (!of_file)
        name_untitled(ws, d, f);
    document_set_text(d, steal(&f->text));
    d->coding = f->meta.coding;
    if (of_file) {
        d->on_disk = f->meta.on_disk;
        d->disk = f->disk_same ? f->disk : f->meta.disk;
        d->check_disk = d->on_disk;
        d->conflict = f->changed; // which is said with what it means here
    }
    journal_meta_apply(buf_str(&f->kept->meta), d);
}

static void tell(Workspace *ws, const Job *j, size_t n)
{
    int64_t last = 0;
    VEC_EACH (const Found, f, &j->found)
        last = MAX(last, f->kept->time_ms);
    AUTO(free) char *when = moment(last);
    if (n)
        message_say(ws, MESSAGE_INFO, "Restored %zu unsaved file%s from %s.", n, n == 1 ? "" : "s",
                    when);
}

static void tell_change(Workspace *ws, const Found *f)
{
    AUTO(free)
    char *version = f->base_n
                        ? xasprintf("; version %lld is what they were made in, to compare with",
                                    (long long)f->base_n)
                        : xstrdup("");
    message_say(ws, MESSAGE_WARNING,
                "'%s' was changed by another program: your unsaved edits are back; saving asks"
                "%s",
                f->meta.title, version);
}

static void tell_trouble(Workspace *ws, const Found *f)
{
    if (f->rescue)
        message_say(ws, MESSAGE_WARNING,
                    "'%s' was changed by another program or is gone: its unsaved edits cannot be "
                    "applied; '%s (edits)' holds what they put in",
                    f->meta.title, f->meta.title);
    else if (f->part)
        message_say(ws, MESSAGE_WARNING,
                    "the last of the unsaved edits of '%s' are damaged: what came before them is "
                    "restored",
                    f->meta.title);
    else if (f->changed)
        tell_change(ws, f);
}

static void take_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    Job *j = arg;
    View *shown = workspace_view(ws);
    size_t n = 0;
    ws->journal->owner = ok ? j->owner : 0;
    if (!ok && !ws->journal->failures && storeq_is_open(ws->journal->store))
        message_say(ws, MESSAGE_WARNING, "%s", err_text(err));
    if (!ok)
        journal_retry_later(ws->journal);
    else
        ws->journal->next_try_ns = ws->journal->failures = 0;
    VEC_EACH (Found, f, &j->found) {
        tell_trouble(ws, f);
        if (!f->is_saved) {
            bring_back(ws, f);
            n++;
        }
        vec_push(&ws->journal->gone, f->kept->doc); // from now on it is kept as one of ours
    }
    if (shown)
        workspace_show(ws, shown);
    tell(ws, j, n);
    log_at(LOG_INFO, "journal", "what was unsaved is back"); // who plays our death reads this
    job_free(j);
    journal_flush(ws);
}

void recover_start(Workspace *ws)
{
    Job *j = NEW(Job);
    j->root = xstrdup(ws->root);
    j->cache = ws->cache;
    j->take = !ws->read_only;
    j->versions = ws->options.history_on;
    storeq_push(ws->journal->store, (StoreTask){take_work, take_done, j});
}
