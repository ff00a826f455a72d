// Saving by itself.  What would have to ask is left to the user: files that others changed, texts
// without a file.
#include "workspace/inner.h"
#include "loop/loop.h"

static bool is_due(const Document *d)
{
    return d->path && text_is_modified(d->text) && !d->read_only && !d->conflict && !d->gone &&
           !d->partial && !d->saving && !d->bulk && !d->review;
}

// While one types the text is written as it stands: no blank goes from under the cursor.
static void save(Workspace *ws, Document *d, bool as_is)
{
    AUTO(err) Err err = {0};
    if (is_due(d) &&
        !(as_is ? document_save_as_is(ws, d, &err) : document_save(ws, d, false, &err)))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
}

static void on_timer(void *arg)
{
    Workspace *ws = arg;
    VEC_EACH (Document *, d, &ws->documents)
        save(ws, *d, true);
}

// What was edited, in one number; and whether any of it is to be saved.
static uint64_t count_edits(const Workspace *ws, bool *due)
{
    uint64_t n = 0;
    *due = false;
    VEC_EACH (Document *, d, &ws->documents) {
        n += text_rev((*d)->text);
        *due = *due || is_due(*d);
    }
    return n;
}

static void settle_delay(Workspace *ws)
{
    AutoSave *a = &ws->autosave;
    bool due;
    uint64_t edits = count_edits(ws, &due);
    if (!due || edits == a->edits)
        return;
    a->edits = edits;
    if (!a->timer)
        a->timer = loop_timer_new(ws->loop, on_timer, ws);
    loop_timer_set(a->timer, ws->options.auto_save_delay_ms);
}

static void settle_focus(Workspace *ws)
{
    AutoSave *a = &ws->autosave;
    const View *v = workspace_view(ws);
    bool here = v && ws->layout.focus == FOCUS_EDITOR && !ws->away;
    uint64_t now = here ? v->doc->id : 0;
    Document *left = a->doc != now ? document_by_id(ws, a->doc) : NULL;
    a->doc = now;
    if (left)
        save(ws, left, false);
}

void autosave_settle(Workspace *ws)
{
    if (ws->options.auto_save == AUTO_SAVE_DELAY)
        settle_delay(ws);
    else if (ws->options.auto_save == AUTO_SAVE_FOCUS)
        settle_focus(ws);
}

void autosave_deinit(AutoSave *a)
{
    if (a->timer)
        loop_timer_free(a->timer);
}
