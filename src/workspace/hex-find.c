// Looking for bytes, on a worker.
#include "base/hex.h"
#include "loop/loop.h"
#include "workspace/inner.h"

typedef struct {
    View *view; // alive unless it is cancelled
    TextRev rev;
    Snap *snap; // owned
    Buf wanted;
    size_t from;
    bool found;
    size_t start, end;
} HexFind;

static void find_work(void *arg, const atomic_bool *cancelled)
{
    HexFind *j = arg;
    size_t size = snap_size(j->snap), from = MIN(j->from + 1, size);
    Finder *f = finder_new(&(FindQuery){.pattern = buf_str(&j->wanted)}, NULL);
    j->found = f && (finder_next(f, j->snap, from, size, cancelled, &j->start, &j->end) ||
                     finder_next(f, j->snap, 0, MIN(from + j->wanted.n, size), cancelled, &j->start,
                                 &j->end));
    finder_free(f);
}

static void show(const HexFind *j)
{
    if (!j->found) {
        message_say(j->view->ws, MESSAGE_RESULT, "Find: no such bytes");
    } else if (text_rev(j->view->doc->text) == j->rev) {
        hex_goto(j->view, j->start, false);
        hex_goto(j->view, j->end - 1, true);
    }
}

static void find_done(void *arg, bool cancelled)
{
    HexFind *j = arg;
    if (!cancelled) {
        j->view->hex->finding = NULL;
        show(j);
    }
    snap_free(j->snap);
    buf_deinit(&j->wanted);
    free(j);
}

bool hex_find(View *v, Str what, Err *err)
{
    Hex *h = v->hex;
    AUTO(buf) Buf bytes = BUF_INIT;
    what = str_trim(what);
    bool closed = what.n > 2 && str_ends(what, STR("\"")); // as many people will write it
    if (str_starts(what, STR("\"")))
        buf_add(&bytes, str_n(what.p + 1, what.n - 1 - closed));
    else if (what.n && !hex_parse(what, &bytes))
        return err_set(err, "type bytes as '7F 45 4C 46', or a text after a '\"'");
    if (bytes.n) {
        buf_clear(&h->wanted);
        buf_add(&h->wanted, buf_str(&bytes));
    }
    if (h->wanted.n == 0)
        return err_set(err, "there are no bytes to look for yet");
    HexFind *j = NEW(HexFind);
    *j = (HexFind){.view = v, .rev = text_rev(v->doc->text)};
    j->snap = text_snapshot(v->doc->text);
    buf_add(&j->wanted, buf_str(&h->wanted));
    j->from = h->cursor;
    if (h->finding)
        loop_job_cancel(h->finding);
    h->finding = loop_job_new(v->ws->loop, find_work, find_done, j);
    return true;
}
