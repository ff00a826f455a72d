/* codelab --plain: a line editor for terminals that show no full screen, in the way of ed. */
#ifndef APP_PLAIN_H
#define APP_PLAIN_H

#include "app/cli-file.h"
#include "base/fs.h"
#include "workspace/workspace.h"

#include <stdio.h>

/* The text and where one stands in it. */
typedef struct {
    CliFile file;  // store NULL: there is no history
    Text *text;    // owned
    size_t line;   // the current one, from 1; 0: before the first
    bool modified; // since it was read or written
    bool warned;   // ... and quitting was tried
    bool quit;
    Buf pattern, with; // of the last substitution
    FILE *in;          // borrowed; where commands and new lines come from
    FsStat disk;       // the file as it was read or written
} Plain;

/* Lines that a command is for, from 1, both inclusive; n: how many were named. */
typedef struct {
    size_t first, last;
    int n;
} PlainRange;

/* Lines there are; the last counts only if something stands in it. */
size_t plain_lines(const Plain *p);
/* The bytes of lines first to last with their ends; empty if first > last. */
TextSplice plain_span(const Plain *p, size_t first, size_t last);
/* Cut the lines that a command is for off *rest: numbers, ".", "$", "+N", "-N", "%", "/text/", with
 * a comma between.  False with a sentence if there are no such. */
bool plain_range(const Plain *p, Str *rest, PlainRange *out, Err *err);
/* s/pattern/with/flags, from behind the s; PCRE2, with $1 and $& in `with`. */
bool plain_substitute(Plain *p, PlainRange r, Str rest, Err *err);
/* Keep the text as a version; *number is 0 where there is no history. */
bool plain_keep(Plain *p, VersionCause cause, int64_t *number, Err *err);
/* Write the text to its file and keep that as a version. */
bool plain_write(Plain *p, Err *err);

#endif
