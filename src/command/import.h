/* Taking over what a VS Code of this user has; only import*.c and cmd-import.c include this. */
#ifndef COMMAND_IMPORT_H
#define COMMAND_IMPORT_H

#include "base/err.h"
#include "base/str.h"

typedef struct {
    char *from; // owned; the folder "User" of VS Code
    char *to;   // owned; the folder of codelab's settings
    Buf report; // owned; lines for the user
    int taken;  // things that are new here
} Import;

/* One line of the report. */
void import_say(Import *x, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Text of a file of either side; empty if there is none or it cannot be read, which is reported. */
void import_read(Import *x, const char *dir, const char *name, Buf *out);
/* Put a file in place if it differs; what stood there is kept beside it. */
bool import_write(Import *x, const char *name, Str text, Err *err);

bool import_settings(Import *x, Err *err);
bool import_keys(Import *x, Err *err);
/* Copy the file of a theme of that label out of an extension; false, without a sentence, if no
 * extension has it. */
bool import_theme(Import *x, Str label, Err *err);

#endif
