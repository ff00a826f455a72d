/* What `codelab grep` prints. */
#ifndef APP_CLI_GREP_H
#define APP_CLI_GREP_H

#include "grep/grep.h"

#include <stdio.h>

typedef struct {
    bool json;   // one object a match and line
    bool names;  // -l: only the names of files
    bool counts; // -c: how many lines of each match
    bool color;
    bool tty; // what could steer a terminal is shown as \xNN
} GrepStyle;

/* Print what was found in a file; its path follows `before`, with a slash between if both are
 * there. */
void cli_grep_print(FILE *out, const GrepStyle *s, const char *before, const GrepFile *f);

#endif
