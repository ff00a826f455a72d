// A log for a reader: all that can be done with it where the text it began with is gone.
#include "text/log-inner.h"

static bool tell_splice(Str *in, size_t from, size_t *end, Buf *out)
{
    size_t gap, old_n, new_n;
    if (!log_get_number(in, &gap) || !log_get_number(in, &old_n) || !log_get_number(in, &new_n) ||
        new_n > in->n)
        return false;
    buf_addf(out, "--- at byte %zu", from + gap);
    if (old_n)
        buf_addf(out, ", in place of %zu bytes", old_n);
    buf_add(out, STR(":\n"));
    buf_add(out, str_upto(*in, new_n));
    if (new_n && in->p[new_n - 1] != '\n')
        buf_add_byte(out, '\n');
    *in = str_from(*in, new_n);
    *end = from + gap + old_n;
    return true;
}

static bool tell_splices(Str *in, Buf *out)
{
    size_t n, end = 0;
    bool ok = log_get_number(in, &n);
    for (size_t i = 0; i < n && ok; i++)
        ok = tell_splice(in, end, &end, out);
    return ok;
}

static bool tell_step(Str *in, Buf *out)
{
    buf_add(out, STR("--- a step of undo or redo\n"));
    size_t number;
    return log_get_number(in, &number);
}

static bool tell_op(Str *in, Buf *out)
{
    size_t n, end;
    unsigned char c = (unsigned char)in->p[0];
    *in = str_from(*in, 1);
    switch ((LogOp)(c & ~LOG_NEW)) {
    case LOG_EDIT:
    case LOG_JUMP:
        return tell_splice(in, 0, &end, out);
    case LOG_MANY:
    case LOG_REWRITE:
        return tell_splices(in, out);
    case LOG_GO:
        return tell_step(in, out);
    case LOG_STAMP:
        return log_get_number(in, &n);
    case LOG_GROUP:
    case LOG_GROUP_END:
        return true;
    }
    return false;
}

size_t text_log_tell(Str ops, Buf *out)
{
    size_t good = 0;
    for (Str in = ops; in.n;) {
        size_t before = out->n;
        if (!tell_op(&in, out)) {
            buf_splice(out, before, out->n, STR_NULL);
            break;
        }
        good = ops.n - in.n;
    }
    return good;
}
