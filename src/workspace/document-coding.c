// The encoding of a document: the rest of a large file, another encoding for the same file.
#include "workspace/coding.h"
#include "workspace/inner.h"
#include "loop/loop.h"

typedef struct {
    Workspace *ws;
    uint64_t doc; // id
    Snap *raw;    // owned
    Coding coding;
    bool exact;
    Text *text; // owned; NULL: failed
    Err err;
} DecodeJob;

static void say_inexact(Document *d)
{
    if (d->inexact)
        message_say(d->ws, MESSAGE_WARNING,
                    "'%s' has characters that %s can write in several ways: saving may change "
                    "their bytes",
                    d->title, d->coding.encoding->title);
}

static void decode_work(void *arg, const atomic_bool *cancelled)
{
    DecodeJob *j = arg;
    j->text = coding_decode_large(j->raw, &j->coding, &j->exact, cancelled, &j->err);
}

static void decode_done(void *arg, bool cancelled)
{
    DecodeJob *j = arg;
    Document *d = document_by_id(j->ws, j->doc);
    if (d)
        d->decoding = NULL;
    if (cancelled)
        d = NULL;
    if (d && j->text) {
        d->partial = false;
        d->coding = j->coding;
        d->inexact = !j->exact;
        document_set_text(d, steal(&j->text));
        say_inexact(d);
    } else if (d) {
        message_say(j->ws, MESSAGE_ERROR, "cannot read all of '%s' as %s: %s", d->title,
                    j->coding.encoding->title, err_text(&j->err));
    }
    text_free(j->text);
    snap_free(j->raw);
    err_deinit(&j->err);
    free(j);
}

void document_take_coding(Document *d, Decoded *x)
{
    d->coding = x->coding;
    d->binary = x->binary;
    d->inexact = !x->exact && !x->more;
    d->partial = x->more != NULL;
    say_inexact(d);
    if (!x->more)
        return;
    DecodeJob *j = NEW(DecodeJob);
    *j = (DecodeJob){.ws = d->ws, .doc = d->id, .raw = steal(&x->more), .coding = x->coding};
    d->decoding = loop_job_new(d->ws->loop, decode_work, decode_done, j);
}

void document_encoding_name(const Document *d, Buf *out)
{
    if (d->binary)
        buf_add_c(out, "Binary");
    else if (d->coding.encoding->kind == ENCODING_UTF8 && !d->valid_utf8)
        buf_add_c(out, "not UTF-8");
    else
        coding_name(d->coding, out);
    if (d->decoding)
        buf_add_c(out, ", reading");
}

static bool reopen(Document *d, const Encoding *as, bool raw_bytes, Err *err)
{
    FsStat st;
    bool on_disk;
    Decoded x;
    if (!d->path || !d->on_disk)
        return err_set(err, "cannot reopen '%s': it is not on the disk yet", d->title);
    if (document_is_modified(d) || d->saving)
        return err_set(err, "cannot reopen '%s': it has unsaved edits; save or revert it first",
                       d->title);
    Text *raw = document_read(d->ws, d->path, &st, &on_disk, err);
    if (raw && raw_bytes)
        x = (Decoded){
            .text = raw, .coding = {encoding_find(STR("utf8")), false, false}, .exact = true};
    else if (!raw || !coding_decode(raw, as, &d->ws->options, &x, err))
        return false;
    d->raw = raw_bytes;
    d->binary = x.binary = x.binary || raw_bytes; // for the views that begin anew
    if (d->decoding)
        loop_job_cancel(steal(&d->decoding));
    d->disk = st;
    document_set_text(d, x.text); // gives it a new id, for the jobs under way
    document_take_coding(d, &x);
    document_guess(d);
    return true;
}

bool document_reopen(Document *d, const Encoding *as, Err *err)
{
    return reopen(d, as, false, err);
}

bool document_reopen_raw(Document *d, Err *err)
{
    return reopen(d, NULL, true, err);
}

bool document_set_charset(Document *d, Str charset, Err *err)
{
    const Encoding *e = encoding_find(charset);
    if (!e)
        return err_set(err, "cannot use the charset '" STR_FMT "': there is no such encoding",
                       STR_ARG(charset));
    if (snap_size(text_now(d->text)) == 0) {
        d->coding = (Coding){.encoding = e, .bom = encoding_asks_for_bom(charset)};
        return true;
    }
    bool known = d->binary || d->coding.bom || d->coding.encoding->kind == ENCODING_UTF16 ||
                 d->coding.encoding->kind == ENCODING_UTF32 || d->coding.encoding == e;
    if (known || (d->coding.encoding->kind == ENCODING_UTF8 && d->valid_utf8))
        return true;
    return document_reopen(d, e, err);
}
