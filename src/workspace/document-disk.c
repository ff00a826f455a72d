// Changes made by other programs: noticed, reloaded, or marked as a conflict.
#include "workspace/inner.h"

#include <errno.h>

static void changed(Document *d)
{
    AUTO(err) Err err = {0};
    Workspace *ws = d->ws;
    bool later;
    if (document_is_modified(d) || ws->options.reload_clean != RELOAD_AUTO) {
        if (!d->conflict && ws->options.reload_clean != RELOAD_NEVER)
            message_say(ws, MESSAGE_WARNING, "'%s' was changed by another program", d->title);
        d->conflict = true;
    } else if (document_reload_start(d, &later, &err)) {
        if (!later)
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
    if (d->saving || d->reloading || d->decoding || fileops_covers(d->ws, d->path))
        return; // looked at again when that is done
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
