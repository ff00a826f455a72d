// Parts of a large file that can no longer be read: the user is told, and can save the rest.
#include "base/path.h"
#include "workspace/inner.h"

// Said once; what is asked of the text goes on to have answers.
void document_tell_lost(Workspace *ws, Document *d)
{
    size_t start, end;
    if (d->told_lost || !text_source_failed(d->text) ||
        !snap_next_lost(text_now(d->text), 0, &start, &end))
        return;
    d->told_lost = true;
    message_say(ws, MESSAGE_WARNING,
                "parts of '%s' can no longer be read and show as '?': its file was changed or is "
                "gone; reload it, or save to keep the rest",
                d->title);
}

// "3 stretches, 196608 bytes, the first from line 17 on"
static void describe_lost(const Snap *s, Buf *out)
{
    size_t n = 0, nbytes = 0, first = 0;
    for (size_t at = 0, start, end; snap_next_lost(s, at, &start, &end); at = end) {
        first = n++ ? first : start;
        nbytes += end - start;
    }
    LineCount row = snap_row_at(s, first);
    buf_addf(out, "%zu %s, %zu bytes, the first from line %s%zu on", n,
             n == 1 ? "stretch" : "stretches", nbytes, row.exact ? "" : "~", row.n + 1);
}

// A name beside it that is free; owned.
static char *rescue_path(const char *path)
{
    char *out = xasprintf("%s.rescued", path);
    for (int i = 2; fs_exists(out); i++) {
        free(out);
        out = xasprintf("%s.rescued-%d", path, i);
    }
    return out;
}

typedef struct {
    uint64_t doc;
    char *path; // owned; where what is left goes to
    bool as;    // the user named it
} Lost;

static void on_lost_answer(Workspace *ws, int choice, Str line, void *arg)
{
    (void)line;
    Lost *l = arg;
    Document *d = document_by_id(ws, l->doc);
    AUTO(err) Err err = {0};
    if (d && choice == 0)
        document_save_rest(ws, d, l->path, &err);
    else if (d && choice == 1 && !l->as)
        document_reload(ws, d, &err);
    if (err.msg)
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
    free(l->path);
    free(l);
}

void document_ask_lost(Workspace *ws, const Document *d, const Snap *s, const char *path, bool as)
{
    AUTO(buf) Buf what = BUF_INIT;
    Lost *l = NEW(Lost);
    *l = (Lost){d->id, as ? xstrdup(path) : rescue_path(path), as};
    describe_lost(s, &what);
    Ask ask = {.title = xstrdup("Parts are missing"),
               .text = xasprintf("Parts of %s can no longer be read (%s): its file was changed or "
                                 "is gone. Save what is left as '%s', with '?' in their place?",
                                 d->title, buf_c(&what), path_base(str_c(l->path)).p),
               .choices = {"Save the Rest", as ? "Cancel" : "Reload", as ? NULL : "Cancel"},
               .safe = as ? 1 : 2,
               .answer = on_lost_answer,
               .arg = l};
    ask_file(ws, ask);
}
