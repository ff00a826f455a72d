#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

#include <ctype.h>
#include <errno.h>

static void assign(Err *err, Buf *text, int code)
{
    free(err->msg);
    err->msg = buf_take(text);
    err->code = code;
}

bool err_set(Err *err, const char *fmt, ...)
{
    if (!err)
        return false;
    Buf text = BUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&text, fmt, ap);
    va_end(ap);
    assign(err, &text, 0);
    return false;
}

bool err_set_errno(Err *err, int errno_value, const char *fmt, ...)
{
    if (!err)
        return false;
    Buf text = BUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&text, fmt, ap);
    va_end(ap);
    buf_addf(&text, ": %s", err_strerror(errno_value));
    assign(err, &text, errno_value);
    return false;
}

bool err_wrap(Err *err, const char *fmt, ...)
{
    if (!err)
        return false;
    Buf text = BUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&text, fmt, ap);
    va_end(ap);
    buf_addf(&text, ": %s", err_text(err));
    assign(err, &text, err->code);
    return false;
}

const char *err_text(const Err *err)
{
    return err->msg ? err->msg : "";
}

const char *err_strerror(int errno_value)
{
    static _Thread_local char text[128];
    // strerror_r of GNU may return a constant of its own
    const char *s = strerror_r(errno_value, text, sizeof text);
    if (s != text) {
        text[0] = '\0';
        strncat(text, s, sizeof text - 1);
    }
    if (isupper((unsigned char)text[0]) && islower((unsigned char)text[1]))
        text[0] = (char)tolower((unsigned char)text[0]);
    return text;
}

void err_deinit(Err *err)
{
    free(err->msg);
    *err = (Err){0};
}
