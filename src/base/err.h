/* Failures as sentences: bool + Err *, the last parameter.  The lowest room says what failed, each
 * caller may add where; only ui and app show it. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

/* One sentence for a person: small first letter, no final stop, what failed first, subject quoted:
 * cannot open 'x': permission denied.  {0} means no error; NULL may be passed by who doesn't care.
 */
typedef struct {
    char *msg; // owned; NULL = no error
    int code;  // errno of the cause where there is one, else 0
} Err;

/* Set the sentence (replacing one that is there).  Always false: `return err_set(err, ...)`. */
bool err_set(Err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3), cold));
/* The same with ": <text of errno_value>" added and err->code set. */
bool err_set_errno(Err *err, int errno_value, const char *fmt, ...)
    __attribute__((format(printf, 3, 4), cold));
/* Put "<fmt>: " before the sentence that is there.  Always false. */
bool err_wrap(Err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3), cold));
/* The sentence, "" without one; borrowed. */
const char *err_text(const Err *err);
/* Text of an errno value in our style: small first letter ("permission denied"). */
const char *err_strerror(int errno_value);
void err_deinit(Err *err);
static inline void auto_err(Err *err)
{
    err_deinit(err);
}

#endif
