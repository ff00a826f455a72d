// Blanks of a whole document: those at the ends of its lines, and how it is indented.
#include "workspace/inner.h"
#include "loop/loop.h"

enum { GUESS_BYTES = 64 * 1024 };

typedef enum { BLANKS_TRIM, BLANKS_TO_TABS, BLANKS_TO_SPACES } BlanksDo;

typedef struct {
    Workspace *ws;
    uint64_t doc;
    TextRev rev;
    Snap *snap; // owned
    BlanksDo what;
    TextIndent how;
    bool crlf;
    TextRewrite *out; // owned
} BlanksJob;

static bool start(Document *d, BlanksDo what, Err *err);

static void work(void *arg, const atomic_bool *cancelled)
{
    BlanksJob *j = arg;
    TextTidy trim = {.blanks = true, .crlf = j->crlf};
    j->out = j->what == BLANKS_TRIM ? text_rewrite_tidy(j->snap, trim, cancelled)
                                    : text_rewrite_indent(j->snap, j->how, cancelled);
}

static void tell(Workspace *ws, BlanksDo what, size_t n)
{
    static const char *const said[] = {[BLANKS_TRIM] = "Trimmed",
                                       [BLANKS_TO_TABS] = "Indented with tabs:",
                                       [BLANKS_TO_SPACES] = "Indented with spaces:"};
    if (n == 0 && what == BLANKS_TRIM)
        message_say(ws, MESSAGE_RESULT, "no line ends in blanks");
    else
        message_say(ws, MESSAGE_RESULT, "%s %zu line%s", said[what], n, n == 1 ? "" : "s");
}

static void take(Document *d, BlanksJob *j)
{
    size_t n = text_rewrite_count(j->out);
    text_undo_break(d->text);
    document_rewrite(d, steal(&j->out), j->what == BLANKS_TRIM ? KEEP_FROM_START : KEEP_FROM_END);
    text_undo_break(d->text);
    if (j->what == BLANKS_TO_TABS)
        d->tab_size = d->indent_width = j->how.width; // the text stays as wide as it was
    else if (j->what == BLANKS_TO_SPACES && d->tabs)
        d->indent_width = d->tab_size;
    if (j->what != BLANKS_TRIM)
        d->tabs = j->what == BLANKS_TO_TABS;
    tell(d->ws, j->what, n);
}

static void done(void *arg, bool cancelled)
{
    BlanksJob *j = arg;
    Document *d = document_by_id(j->ws, j->doc);
    AUTO(err) Err err = {0};
    if (d)
        d->converting = NULL;
    if (cancelled)
        d = NULL;
    if (d && text_rev(d->text) == j->rev)
        take(d, j);
    else if (d && !start(d, j->what, &err)) // what was typed meanwhile counts, too
        message_say(d->ws, MESSAGE_ERROR, "%s", err_text(&err));
    text_rewrite_free(j->out);
    snap_free(j->snap);
    free(j);
}

static bool start(Document *d, BlanksDo what, Err *err)
{
    if (!document_may_edit(d, err))
        return false;
    if (d->converting)
        return err_set(err, "cannot change the blanks of '%s': its lines are being converted",
                       d->title);
    TextIndent how = {what == BLANKS_TO_TABS, d->tab_size, d->tabs ? d->tab_size : d->indent_width};
    BlanksJob *j = NEW(BlanksJob);
    *j = (BlanksJob){d->ws, d->id, text_rev(d->text), text_snapshot(d->text),
                     what,  how,   d->crlf,           NULL};
    d->converting = loop_job_new(d->ws->loop, work, done, j);
    return true;
}

bool document_trim(Document *d, Err *err)
{
    return start(d, BLANKS_TRIM, err);
}

bool document_convert_indent(Document *d, bool tabs, Err *err)
{
    return start(d, tabs ? BLANKS_TO_TABS : BLANKS_TO_SPACES, err);
}

void document_set_indent(Document *d, bool tabs, int width)
{
    d->indent_chosen = true;
    d->tabs = tabs;
    d->indent_width = width;
    if (tabs)
        d->tab_size = width;
}

bool document_detect_indent(Document *d)
{
    TextGuess g = snap_guess(text_now(d->text), GUESS_BYTES);
    if (!g.tabs && !g.indent_width)
        return false;
    d->tabs = g.tabs;
    d->indent_width = g.indent_width ? g.indent_width : d->tab_size;
    return true;
}
