// Line ends of a document, and what saving tidies.
#include "workspace/inner.h"
#include "base/vec.h"
#include "loop/loop.h"

enum {
    GUESS_BYTES = 64 * 1024,
    TIDY_MAX = 32 * 1024 * 1024, // a larger text is not searched for blanks while the user waits
};

TextEol document_line_end(const Document *d)
{
    return d->crlf ? EOL_CRLF : EOL_LF;
}

/* A place by its line, as a rewrite that keeps lines leaves it. */
typedef struct {
    size_t row, byte; // from the line's start, or from its end
} Place;

static Place place_of(const Snap *s, size_t off, KeepPlace keep)
{
    size_t line = snap_line_start(s, off, SIZE_MAX);
    size_t from = keep == KEEP_FROM_START ? line : MAX(off, edit_content_end(s, line));
    return (Place){snap_row_at(s, off).n, keep == KEEP_FROM_START ? off - from : from - off};
}

static size_t off_of(const Snap *s, Place p, KeepPlace keep)
{
    size_t start = snap_row_start(s, p.row), end = edit_content_end(s, start);
    size_t byte = MIN(p.byte, end - start);
    return keep == KEEP_FROM_START ? start + byte : end - byte;
}

typedef struct {
    View *view;
    KeepPlace keep;
    size_t top_row;
    Selections sel;
    Vec(Place) places; // of anchor and head of each selection
} Stand;

static void stand_init(Stand *st, View *v, KeepPlace keep)
{
    const Snap *s = text_now(v->doc->text);
    st->view = v;
    st->keep = keep;
    st->top_row = snap_row_at(s, v->top).n;
    selections_copy(&st->sel, &v->sel);
    VEC_EACH (Selection, x, &st->sel.v) {
        vec_push(&st->places, place_of(s, x->anchor, keep));
        vec_push(&st->places, place_of(s, x->head, keep));
    }
}

static void stand_again(Stand *st)
{
    View *v = st->view;
    const Snap *s = text_now(v->doc->text);
    view_sync(v);
    for (size_t i = 0; i < st->sel.v.n; i++) {
        st->sel.v.p[i].anchor = off_of(s, st->places.p[2 * i], st->keep);
        st->sel.v.p[i].head = off_of(s, st->places.p[2 * i + 1], st->keep);
    }
    view_select_all(v, &st->sel);
    v->reveal = false;
    v->top = snap_row_start(s, st->top_row);
    selections_deinit(&st->sel);
    vec_deinit(&st->places);
}

bool document_rewrite(Document *d, TextRewrite *r, KeepPlace keep)
{
    Vec(Stand) stands = {0};
    if (text_rewrite_count(r) == 0) {
        text_rewrite_free(r);
        return false;
    }
    AUTO(selections) Selections before = {0};
    VEC_EACH (View *, v, &d->ws->views)
        if ((*v)->doc == d) {
            vec_push(&stands, (Stand){0});
            stand_init(&vec_last(&stands), *v, keep);
            selections_copy(&before, &(*v)->sel);
        }
    bool ok = text_rewrite_apply(d->text, r);
    VEC_EACH (Stand, st, &stands)
        stand_again(st);
    if (ok && stands.n) // undo brings the cursors of the view shown last back
        selection_log_note(&d->selections, text_state(d->text), &before,
                           &vec_last(&stands).view->sel);
    vec_deinit(&stands);
    return ok;
}

void document_tidy(Document *d)
{
    const Options *o = document_options(d);
    const Snap *s = text_now(d->text);
    bool blanks = document_rule(d->rules.trim_trailing_whitespace, o->trim_trailing_whitespace) &&
                  snap_size(s) <= TIDY_MAX;
    bool last = document_rule(d->rules.insert_final_newline, o->insert_final_newline);
    if (d->binary || !(blanks || o->trim_final_newlines || last))
        return;
    TextTidy how = {blanks, o->trim_final_newlines, last, d->crlf};
    document_rewrite(d, text_rewrite_tidy(s, how, NULL), KEEP_FROM_START);
}

bool document_settle_eol(Document *d)
{
    if (d->eol_rev == text_rev(d->text))
        return false;
    TextGuess g = snap_guess(text_now(d->text), GUESS_BYTES);
    TextEol eol = !g.lines ? d->eol : g.eol == EOL_LF && d->coding.cr ? EOL_CR : g.eol;
    bool changed = eol != d->eol;
    d->eol_rev = text_rev(d->text);
    d->eol = eol;
    d->crlf = g.lines ? g.crlf : d->crlf;
    return changed;
}

void document_init_eol(Document *d, const TextGuess *g)
{
    bool crlf = d->rules.eol == EC_NO_EOL ? document_options(d)->new_eol == NEW_EOL_CRLF
                                          : d->rules.eol == EC_CRLF;
    d->eol_rev = text_rev(d->text);
    d->crlf = g->lines ? g->crlf : crlf;
    d->eol = g->lines ? g->eol : d->crlf ? EOL_CRLF : EOL_LF;
    if (d->coding.cr && d->eol == EOL_LF)
        d->eol = EOL_CR;
}

typedef struct {
    Workspace *ws;
    uint64_t doc;
    TextRev rev;
    Snap *snap; // owned
    TextEol eol;
    TextRewrite *out; // owned
} EolJob;

static void eol_work(void *arg, const atomic_bool *cancelled)
{
    EolJob *j = arg;
    j->out = text_rewrite_line_ends(j->snap, j->eol == EOL_CRLF, cancelled);
}

static void take_ends(Document *d, EolJob *j)
{
    size_t n = text_rewrite_count(j->out);
    bool cr = j->eol == EOL_CR;
    text_undo_break(d->text);
    document_rewrite(d, steal(&j->out), KEEP_FROM_START);
    text_undo_break(d->text);
    d->recoded = d->recoded || cr != d->coding.cr;
    d->coding.cr = cr;
    d->crlf = j->eol == EOL_CRLF;
    d->eol = j->eol;
    d->eol_rev = text_rev(d->text);
    message_say(d->ws, MESSAGE_RESULT, n == 1 ? "Changed 1 line end" : "Changed %zu line ends", n);
}

static void eol_done(void *arg, bool cancelled)
{
    EolJob *j = arg;
    Document *d = document_by_id(j->ws, j->doc);
    AUTO(err) Err err = {0};
    if (d)
        d->converting = NULL;
    if (cancelled)
        d = NULL;
    if (d && text_rev(d->text) == j->rev)
        take_ends(d, j);
    else if (d && !document_set_eol(d, j->eol, &err)) // what was typed meanwhile counts, too
        message_say(d->ws, MESSAGE_ERROR, "%s", err_text(&err));
    text_rewrite_free(j->out);
    snap_free(j->snap);
    free(j);
}

bool document_set_eol(Document *d, TextEol eol, Err *err)
{
    if (!document_may_edit(d, err))
        return false;
    if (d->converting)
        return err_set(err, "cannot change the line ends of '%s': that is under way", d->title);
    EolJob *j = NEW(EolJob);
    *j = (EolJob){d->ws, d->id, text_rev(d->text), text_snapshot(d->text), eol, NULL};
    d->converting = loop_job_new(d->ws->loop, eol_work, eol_done, j);
    return true;
}
