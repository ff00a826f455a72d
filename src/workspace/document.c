#include "workspace/workspace.h"
#include "workspace/coding.h"
#include "workspace/inner.h"
#include "workspace/undo-keep.h"
#include "base/path.h"
#include "loop/loop.h"
#include "syntax/syntax.h"

enum { GUESS_BYTES = 64 * 1024 };

Document *document_find(const Workspace *ws, const char *path)
{
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->path && strcmp((*d)->path, path) == 0)
            return *d;
    return NULL;
}

Document *document_of_file(const Workspace *ws, const char *path)
{
    FsStat want, have;
    Document *same = document_find(ws, path);
    if (same || !fs_stat(path, &want, NULL))
        return same;
    VEC_EACH (Document *, d, &ws->documents) {
        bool may_be = (*d)->path && (*d)->disk.dev == want.dev && (*d)->disk.ino == want.ino;
        // it may have been replaced since, and its number given to another file
        if (may_be && fs_stat((*d)->path, &have, NULL) && have.dev == want.dev &&
            have.ino == want.ino)
            return *d;
    }
    return NULL;
}

Document *document_by_id(const Workspace *ws, uint64_t id)
{
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->id == id)
            return *d;
    return NULL;
}

// A write or rename in the folder of the file: look at the file in settle.
static void on_watch(void *arg, const char *name)
{
    Document *d = arg;
    d->watch_anew = d->watch_anew || name[0] == '\0'; // the folder may be another one now
    if (name[0] == '\0' || str_eq_c(path_base(str_c(d->path)), name))
        d->check_disk = true;
}

// What changed before is noticed now; without a watch changes are still noticed when saving.
static void on_watch_begun(void *arg, const Err *err)
{
    Document *d = arg;
    d->check_disk = !err->msg;
    if (err->msg)
        loop_watch_free(steal(&d->watch));
}

static void watch(Document *d)
{
    if (d->watch)
        loop_watch_free(d->watch);
    d->watch_anew = false;
    char *dir = str_dup(path_dir(str_c(d->path)));
    LoopWatcher who = {on_watch_begun, on_watch, d};
    d->watch = loop_watch_later(d->ws->loop, dir, &who, NULL);
    free(dir);
}

static Str first_line(const Snap *s, char *buf, size_t cap)
{
    Str head = str_n(buf, snap_read(s, 0, buf, cap));
    Str line = STR_NULL;
    str_split(&head, '\n', &line);
    return line;
}

void document_set_path(Document *d, const char *path)
{
    char buf[256];
    free(d->path);
    free(d->title);
    d->path = xstrdup(path);
    d->title = str_dup(path_base(str_c(path)));
    document_read_rules(d);
    document_set_language(
        d, document_language_of(d->ws, path, first_line(text_now(d->text), buf, sizeof buf)));
    d->read_only |= document_is_only_read(d->ws, path);
}

void document_set_language(Document *d, const Language *l)
{
    if (d->syntax && syntax_language(d->syntax) == l)
        return;
    if (d->parse) // of the other language: parse_done drops what it made
        loop_job_cancel(steal(&d->parse));
    syntax_free(d->syntax);
    d->syntax = l ? syntax_new(l) : NULL;
    d->told_problem = false;
}

static void guess_indent(Document *d, const TextGuess *g)
{
    const Options *o = document_options(d);
    d->options_at = d->ws->option_set.stamp;
    d->tab_size = o->tab_size;
    d->tabs = !o->insert_spaces;
    d->indent_width = o->tab_size;
    if (o->detect_indentation && (g->tabs || g->indent_width)) {
        d->tabs = g->tabs;
        d->indent_width = g->indent_width ? g->indent_width : o->tab_size;
    }
    document_obey_indent(d);
}

void document_guess(Document *d)
{
    TextGuess g = snap_guess(text_now(d->text), GUESS_BYTES);
    d->valid_utf8 = g.valid_utf8;
    document_init_eol(d, &g);
    guess_indent(d, &g);
}

void document_settle_options(Document *d)
{
    if (d->options_at == d->ws->option_set.stamp || d->indent_chosen)
        return;
    TextGuess g = snap_guess(text_now(d->text), GUESS_BYTES);
    guess_indent(d, &g);
}

bool document_may_edit(const Document *d, Err *err)
{
    if (d->partial)
        return err_set(err, "cannot edit '%s': it is not read to its end", d->title);
    if (d->binary)
        return err_set(err, "cannot edit '%s' as text: it is a binary file; open it as hex",
                       d->title);
    if (d->read_only)
        return err_set(err, "cannot edit '%s': it is read-only", d->title);
    return true;
}

static Document *document_new(Workspace *ws, Text *text)
{
    Document *d = NEW(Document);
    d->ws = ws;
    d->id = ++ws->last_document;
    d->text = text;
    vec_push(&ws->documents, d);
    return d;
}

typedef struct {
    size_t row;
    int col; // of the cursor
} Place;

static Place place_of(const View *v)
{
    return (Place){view_cursor_row(v).n, view_cursor_col(v)};
}

void document_set_text(Document *d, Text *t)
{
    if (d->parse)
        loop_job_cancel(steal(&d->parse));
    if (d->counting)
        loop_job_cancel(steal(&d->counting));
    if (d->converting)
        loop_job_cancel(steal(&d->converting));
    if (d->reloading) // done finds the document by its id no more
        loop_job_cancel(steal(&d->reloading));
    const Language *l = d->syntax ? syntax_language(d->syntax) : NULL;
    Vec(Place) places = {0};
    VEC_EACH (View *, v, &d->ws->views)
        vec_push(&places, (*v)->doc == d ? place_of(*v) : (Place){0});
    marks_detach(d->ws, d);
    journal_end(d);
    d->id = ++d->ws->last_document;
    text_free(d->text);
    d->text = t;
    journal_begin(d);
    marks_attach(d->ws, d);
    selection_log_deinit(&d->selections);
    syntax_free(d->syntax);
    d->syntax = l ? syntax_new(l) : NULL;
    document_guess(d);
    for (size_t i = 0; i < places.n; i++)
        if (d->ws->views.p[i]->doc == d)
            view_restart(d->ws->views.p[i], places.p[i].row, places.p[i].col);
    vec_deinit(&places);
}

Document *document_open(Workspace *ws, const char *path, Err *err)
{
    FsStat st = {0};
    bool on_disk = false;
    Decoded x;
    Text *raw = document_read(ws, path, &st, &on_disk, err);
    if (!raw || !coding_decode(raw, NULL, &ws->options, &x, err))
        return NULL;
    Document *d = document_new(ws, x.text);
    d->disk = st;
    d->on_disk = on_disk;
    document_set_path(d, path);
    document_take_coding(d, &x);
    document_guess(d);
    journal_begin(d);
    document_obey_charset(d);
    if (!d->binary && !d->valid_utf8 && d->coding.encoding->kind == ENCODING_UTF8)
        message_say(ws, MESSAGE_WARNING,
                    "'%s' is not UTF-8: broken bytes are shown as \xEF\xBF\xBD and kept; reopen it "
                    "with its "
                    "encoding",
                    d->title);
    return d;
}

Document *document_untitled(Workspace *ws)
{
    Decoded x;
    coding_decode(text_new(), NULL, &ws->options, &x, NULL); // nothing: cannot fail
    Document *d = document_new(ws, x.text);
    document_take_coding(d, &x);
    d->title = xasprintf("Untitled-%d", ++ws->untitled);
    document_guess(d);
    journal_begin(d);
    return d;
}

Document *document_of_page(Workspace *ws, const char *title, Buf *text)
{
    size_t n;
    Document *d = document_new(ws, text_new_take(text));
    d->coding = (Coding){.encoding = encoding_all(&n)};
    d->title = xstrdup(title);
    const Language *l = language_for(str_c(title), STR_NULL);
    d->syntax = l ? syntax_new(l) : NULL;
    document_guess(d);
    d->read_only = true;
    return d;
}

Document *document_of_diff(Workspace *ws, Diff *diff, Buf *text)
{
    size_t n;
    char buf[256];
    Document *d = document_new(ws, text_new_take(text));
    d->coding = (Coding){.encoding = encoding_all(&n)};
    d->diff = diff;
    d->title = xasprintf("%s - %s", diff->a_name, diff->b_name);
    Str line = first_line(text_now(d->text), buf, sizeof buf);
    const Language *l = diff->path ? language_for(str_c(diff->path), line) : NULL;
    d->syntax = l ? syntax_new(l) : NULL;
    document_guess(d);
    d->read_only = true;
    return d;
}

Document *document_of_names(Workspace *ws, struct BulkRename *b, const char *title, Buf *text)
{
    size_t n;
    Document *d = document_new(ws, text_new_take(text));
    d->coding = (Coding){.encoding = encoding_all(&n)};
    d->bulk = b;
    d->title = xstrdup(title);
    document_guess(d);
    return d;
}

Document *document_of_review(Workspace *ws, struct ReviewEdit *e, const char *title,
                             const char *path, Buf *text)
{
    size_t n;
    Document *d = document_new(ws, text_new_take(text));
    d->coding = (Coding){.encoding = encoding_all(&n)};
    d->review = e;
    d->title = xstrdup(title);
    const Language *l = language_for(str_c(path), STR_NULL);
    d->syntax = l ? syntax_new(l) : NULL;
    document_guess(d);
    return d;
}

void document_free(Document *d)
{
    if (!d)
        return;
    if (d->watch)
        loop_watch_free(d->watch);
    // jobs that are out find it by its id, and do not find it any more
    if (d->parse)
        loop_job_cancel(d->parse);
    if (d->counting)
        loop_job_cancel(d->counting);
    if (d->decoding)
        loop_job_cancel(d->decoding);
    if (d->converting)
        loop_job_cancel(d->converting);
    if (d->reloading)
        loop_job_cancel(d->reloading);
    journal_end(d);
    diff_free(d->diff);
    reading_free(d->reading);
    git_changes_free(d->changes);
    bulk_rename_free(d->bulk);
    review_edit_free(d->review);
    syntax_free(d->syntax);
    text_free(d->text);
    selection_log_deinit(&d->selections);
    free(d->path);
    free(d->title);
    free(d);
}

bool document_is_modified(const Document *d)
{
    return text_is_modified(d->text) || d->recoded || (d->gone && d->path);
}

const char *document_language_title(const Document *d)
{
    return d->syntax ? language_title(syntax_language(d->syntax)) : "Plain text";
}

void document_begin(Document *d)
{
    document_watch(d);
    if (d->path && d->on_disk)
        record_document(d, RECORD_OPEN);
    undo_bring_back(d);
}

void document_watch(Document *d)
{
    if (d->path && (!d->watch || d->watch_anew))
        watch(d);
}
