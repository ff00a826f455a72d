// Changes made by other programs: noticed, reloaded, or marked as a conflict.
#include "workspace/coding.h"
#include "workspace/inner.h"

#include <errno.h>

enum { RELOAD_BYTES = 64 * 1024 * 1024 };

// Replace only what differs, so that cursors stay where their text is.
static void replace_difference(Text *t, Str now)
{
    const Snap *s = text_now(t);
    AUTO(buf) Buf old = BUF_INIT;
    snap_add_to(s, 0, snap_size(s), &old);
    size_t head = 0, tail = 0, least = MIN(old.n, now.n);
    while (head < least && old.p[head] == now.p[head])
        head++;
    while (tail < least - head && old.p[old.n - 1 - tail] == now.p[now.n - 1 - tail])
        tail++;
    if (head == old.n && head == now.n)
        return;
    text_undo_break(t);
    text_replace(t, head, old.n - tail, str_n(now.p + head, now.n - head - tail));
    text_undo_break(t);
}

bool document_reload(Workspace *ws, Document *d, Err *err)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(buf) Buf now = BUF_INIT;
    FsStat st;
    Coding coding = d->coding;
    if (d->saving)
        return err_set(err, "cannot reload '%s': it is being saved", d->title);
    if (!fs_stat(d->path, &st, err) || !fs_read(d->path, RELOAD_BYTES, &bytes, err) ||
        !coding_decode_again(buf_str(&bytes), &coding, &now, err))
        return err_wrap(err, "cannot reload");
    replace_difference(d->text, buf_str(&now));
    text_mark_saved(d->text);
    d->coding = coding;
    d->disk = st;
    d->on_disk = true;
    d->gone = d->conflict = false;
    record_version(ws, d->path, (Written){text_snapshot(d->text), d->coding, st.mode},
                   RECORD_EXTERNAL);
    return true;
}

static void changed(Document *d)
{
    AUTO(err) Err err = {0};
    Workspace *ws = d->ws;
    if (document_is_modified(d) || ws->options.reload_clean != RELOAD_AUTO) {
        if (!d->conflict && ws->options.reload_clean != RELOAD_NEVER)
            message_say(ws, MESSAGE_WARNING, "'%s' was changed by another program", d->title);
        d->conflict = true;
    } else if (document_reload(ws, d, &err)) {
        message_say(ws, MESSAGE_RESULT, "Reloaded %s: changed by another program", d->title);
    } else {
        d->conflict = true;
        message_say(ws, MESSAGE_WARNING, "%s", err_text(&err));
    }
}

void document_check_disk(Document *d)
{
    FsStat st;
    AUTO(err) Err why = {0};
    if (d->saving)
        return; // looked at again when the save is done
    d->check_disk = false;
    document_watch(d);
    if (!fs_stat(d->path, &st, &why)) {
        if (why.code == ENOENT && d->on_disk && !d->gone) {
            d->gone = true;
            message_say(d->ws, MESSAGE_WARNING, "'%s' was removed by another program", d->title);
        }
        return;
    }
    d->gone = false;
    if (d->on_disk && fs_stat_same(&st, &d->disk))
        return;
    changed(d);
}
