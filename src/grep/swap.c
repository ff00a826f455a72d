// Replacing matches in the bytes of a file.
#include "grep/inner.h"

typedef struct {
    const GrepSwap *swap;
    Finder *finder;
    FindReplacement with;
    Str text;
    Buf *out;
    size_t copied; // of the text, up to where
    size_t next;   // index in swap->only
    size_t made;
} Swap;

static bool is_wanted(const Swap *x, size_t start, size_t end)
{
    const GrepMatches *only = x->swap->only;
    return !only ||
           (x->next < only->n && only->p[x->next].start == start && only->p[x->next].end == end);
}

static bool swap_text(Swap *x, Err *err)
{
    const GrepMatches *only = x->swap->only;
    size_t at = 0, start, end;
    while (finder_next_bytes(x->finder, x->text, at, NULL, &start, &end)) {
        if (is_wanted(x, start, end)) {
            buf_add(x->out, str_from(str_upto(x->text, start), x->copied));
            finder_expand(x->finder, &x->with, x->out);
            x->copied = end;
            x->next++;
            x->made++;
        }
        at = MAX(end, start + 1);
    }
    buf_add(x->out, str_from(x->text, x->copied));
    if (*finder_problem(x->finder))
        return err_set(err, "%s", finder_problem(x->finder));
    if (only && x->next < only->n)
        return err_set(err, "it changed since it was searched");
    return true;
}

static bool has_crlf(Str text)
{
    ptrdiff_t eol = str_find_byte(text, '\n');
    return eol > 0 && text.p[eol - 1] == '\r';
}

static bool decode(Str bytes, Coding c, Buf *out, Err *err)
{
    Decoder *d = decoder_new(c, err);
    if (!d)
        return false;
    decoder_feed(d, bytes, out);
    decoder_end(d, out);
    bool exact = decoder_is_exact(d);
    decoder_free(d);
    return exact || err_set(err, "its encoding would not give back all its bytes");
}

static bool encode(Str text, Coding c, Buf *out, Err *err)
{
    uint64_t off;
    Encoder *e = encoder_new(c, false, err);
    if (!e)
        return false;
    bool ok = encoder_feed(e, text, out) && encoder_end(e, out);
    if (!ok) {
        (void)encoder_problem(e, &off); // what it is does not help here
        err_set(err, "its encoding lacks a character of the replacement");
    }
    encoder_free(e);
    return ok;
}

bool grep_swap(const GrepSwap *s, Str bytes, Buf *out, size_t *made, Err *err)
{
    AUTO(buf) Buf decoded = BUF_INIT, text = BUF_INIT;
    Coding coding;
    bool plain;
    size_t skip;
    *made = 0;
    if (!grep_judge(bytes, true, &coding, &plain, &skip))
        return err_set(err, "it is no text");
    if (!plain && !decode(bytes, coding, &decoded, err))
        return false;
    Swap x = {.swap = s, .finder = finder_new(s->find, err), .with = s->with};
    if (!x.finder)
        return false;
    x.text = plain ? str_from(bytes, skip) : buf_str(&decoded);
    x.with.crlf = has_crlf(x.text);
    x.out = plain ? out : &text;
    if (plain)
        buf_add(out, str_upto(bytes, skip));
    bool ok = swap_text(&x, err) && (plain || encode(buf_str(&text), coding, out, err));
    finder_free(x.finder);
    *made = x.made;
    return ok;
}
