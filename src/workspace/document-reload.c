// Reading a file again that others changed: one edit of what differs, so that cursors stay where
// their text is and undo brings the old text back.  Large files are compared on a worker.
#include "workspace/coding.h"
#include "workspace/inner.h"
#include "loop/loop.h"

enum {
    AT_ONCE = 1024 * 1024,          // bytes; more is compared by a worker
    DECODED_MAX = 64 * 1024 * 1024, // in other encodings than UTF-8
    EDIT_MAX = 256 * 1024 * 1024,   // bytes an edit may bring into memory; more becomes a new text
    STEP = 1024 * 1024,
};

typedef struct {
    Workspace *ws; // main thread only
    uint64_t doc;
    TextRev rev; // of the text that is compared
    Snap *old;   // owned
    char *path;  // owned
    bool grown;  // the file was `old` and others appended to it
    FsStat st;
    size_t head, tail; // bytes that both begin and end with
    Buf middle;        // what the file has between
    bool ok, too_much;
    Err err;
} Reload;

static size_t same_at_start(Str a, Str b)
{
    size_t n = 0, least = MIN(a.n, b.n);
    while (n < least && a.p[n] == b.p[n])
        n++;
    return n;
}

static size_t same_at_end(Str a, Str b)
{
    size_t n = 0, least = MIN(a.n, b.n);
    while (n < least && a.p[a.n - 1 - n] == b.p[b.n - 1 - n])
        n++;
    return n;
}

// One edit of its own for undo.  Who stands at the end of the text stays there, and sees what is
// appended to a log.
static void put(Document *d, size_t start, size_t end, Str bytes)
{
    size_t size = snap_size(text_now(d->text));
    VEC_EACH (View *, v, &d->ws->views)
        (*v)->reveal |= (*v)->doc == d && view_cursor(*v) == size;
    text_undo_break(d->text);
    text_replace(d->text, start, end, bytes);
    text_undo_break(d->text);
}

static void replace_difference(Document *d, Str now)
{
    const Snap *s = text_now(d->text);
    AUTO(buf) Buf old = BUF_INIT;
    snap_add_to(s, 0, snap_size(s), &old);
    size_t head = same_at_start(buf_str(&old), now);
    size_t tail = same_at_end(str_from(buf_str(&old), head), str_from(now, head));
    if (head == old.n && head == now.n)
        return;
    put(d, head, old.n - tail, str_n(now.p + head, now.n - head - tail));
}

static void reloaded(Document *d, const FsStat *st)
{
    text_mark_saved(d->text);
    d->disk = *st;
    d->on_disk = true;
    d->gone = d->conflict = d->told_lost = d->recoded = false;
    record_version(d->ws, d->path, (Written){text_snapshot(d->text), d->coding, *st, 0},
                   RECORD_EXTERNAL);
}

static bool reload_now(Document *d, const FsStat *st, Err *err)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(buf) Buf now = BUF_INIT;
    Coding coding = d->coding;
    if (!fs_read(d->path, DECODED_MAX, &bytes, err) ||
        !(d->binary ? (buf_add(&now, buf_str(&bytes)), true)
                    : coding_decode_again(buf_str(&bytes), &coding, &now, err)))
        return err_wrap(err, "cannot reload");
    replace_difference(d, buf_str(&now));
    d->coding = coding;
    reloaded(d, st);
    return true;
}

// On the worker --------------------------------------------------------------------------------

// Two windows of the same size, one into each text.
typedef struct {
    FsFile *file;    // borrowed
    char *old, *now; // owned, STEP bytes each
} Windows;

static bool look(const Reload *j, const Windows *w, size_t off, uint64_t file_off, size_t n)
{
    return snap_read(j->old, off, w->old, n) == n && fs_file_read(w->file, file_off, w->now, n);
}

static bool compare_heads(Reload *j, const Windows *w, const atomic_bool *cancelled)
{
    size_t most = MIN((uint64_t)snap_size(j->old), j->st.nbytes);
    while (j->head < most && !*cancelled) {
        size_t n = MIN(most - j->head, (size_t)STEP);
        if (!look(j, w, j->head, j->head, n))
            return false;
        size_t same = same_at_start(str_n(w->old, n), str_n(w->now, n));
        j->head += same;
        if (same < n)
            break;
    }
    return true;
}

static bool compare_tails(Reload *j, const Windows *w, const atomic_bool *cancelled)
{
    size_t size = snap_size(j->old), most = MIN((uint64_t)size, j->st.nbytes) - j->head;
    while (j->tail < most && !*cancelled) {
        size_t n = MIN(most - j->tail, (size_t)STEP);
        if (!look(j, w, size - j->tail - n, j->st.nbytes - j->tail - n, n))
            return false;
        size_t same = same_at_end(str_n(w->old, n), str_n(w->now, n));
        j->tail += same;
        if (same < n)
            break;
    }
    return true;
}

// The end of the old text is still there: what comes behind was appended.
static bool is_appended(Reload *j, const Windows *w)
{
    size_t size = snap_size(j->old), n = MIN(size, (size_t)STEP);
    if (!j->grown || !look(j, w, size - n, size - n, n) || memcmp(w->old, w->now, n) != 0)
        return false;
    j->head = size;
    return true;
}

static bool compare(Reload *j, const Windows *w, const atomic_bool *cancelled)
{
    if (!is_appended(j, w) && (!compare_heads(j, w, cancelled) || !compare_tails(j, w, cancelled)))
        return err_set(&j->err, "cannot reload '%s': it changed again while it was read", j->path);
    uint64_t n = j->st.nbytes - j->head - j->tail;
    j->too_much = n > EDIT_MAX;
    if (j->too_much || *cancelled)
        return true;
    char *at = buf_reserve(&j->middle, n);
    j->middle.n = n;
    return fs_file_read(w->file, j->head, at, n) ||
           err_set(&j->err, "cannot reload '%s': parts of it cannot be read", j->path);
}

static void reload_work(void *arg, const atomic_bool *cancelled)
{
    Reload *j = arg;
    Windows w = {.file = fs_file_open(j->path, &j->st, &j->err)};
    if (!w.file)
        return;
    w.old = xmalloc(STEP);
    w.now = xmalloc(STEP);
    j->ok = compare(j, &w, cancelled);
    free(w.old);
    free(w.now);
    fs_file_free(w.file);
}

// Back on the main thread ----------------------------------------------------------------------

static bool take_whole(Document *d, Err *err)
{
    FsStat st;
    bool on_disk;
    Text *t = document_read(d->ws, d->path, &st, &on_disk, err);
    if (!t)
        return false;
    document_set_text(d, t);
    reloaded(d, &st);
    message_say(d->ws, MESSAGE_WARNING,
                "Reloaded %s: too much of it changed for undo to bring the old text back",
                d->title);
    return true;
}

static void take_difference(Document *d, const Reload *j)
{
    size_t size = snap_size(text_now(d->text));
    put(d, j->head, size - j->tail, buf_str(&j->middle));
    reloaded(d, &j->st);
    message_say(d->ws, MESSAGE_RESULT, "Reloaded %s: changed by another program", d->title);
}

static void reload_done(void *arg, bool cancelled)
{
    Reload *j = arg;
    Document *d = document_by_id(j->ws, j->doc);
    if (d)
        d->reloading = NULL;
    if (cancelled)
        d = NULL;
    if (d && !j->ok) {
        d->conflict = true;
        message_say(j->ws, MESSAGE_WARNING, "%s", err_text(&j->err));
    } else if (d && (d->saving || text_rev(d->text) != j->rev)) {
        // typed or saved meanwhile: that is a conflict, or it is compared again
        d->check_disk = true;
    } else if (d && j->too_much && !take_whole(d, &j->err)) {
        message_say(j->ws, MESSAGE_WARNING, "%s", err_text(&j->err));
    } else if (d && !j->too_much) {
        take_difference(d, j);
    }
    snap_free(j->old);
    buf_deinit(&j->middle);
    err_deinit(&j->err);
    free(j->path);
    free(j);
}

static void start(Document *d, const FsStat *st)
{
    Reload *j = NEW(Reload);
    *j = (Reload){
        .ws = d->ws,
        .doc = d->id,
        .rev = text_rev(d->text),
        .old = text_snapshot(d->text),
        .path = xstrdup(d->path),
        .grown = d->on_disk && !text_is_modified(d->text) && st->ino == d->disk.ino &&
                 st->dev == d->disk.dev && st->nbytes > d->disk.nbytes &&
                 snap_size(text_now(d->text)) == d->disk.nbytes,
    };
    d->reloading = loop_job_new(d->ws->loop, reload_work, reload_done, j);
}

bool document_reload_start(Document *d, bool *later, Err *err)
{
    FsStat st;
    *later = true;
    if (d->saving)
        return err_set(err, "cannot reload '%s': it is being saved", d->title);
    if (d->decoding)
        return err_set(err, "cannot reload '%s': it is not read to its end", d->title);
    if (d->reloading)
        return true;
    if (d->partial) { // the rest could not be decoded: try again
        *later = false;
        return document_reopen(d, d->coding.encoding, err);
    }
    if (!fs_stat(d->path, &st, err))
        return err_wrap(err, "cannot reload");
    *later = coding_is_plain(d->coding) && MAX(st.nbytes, d->disk.nbytes) > AT_ONCE;
    if (!*later)
        return reload_now(d, &st, err);
    start(d, &st);
    return true;
}

bool document_reload(Workspace *ws, Document *d, Err *err)
{
    bool later;
    (void)ws;
    return document_reload_start(d, &later, err);
}
