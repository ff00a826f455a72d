/* How subcommands talk and read their words. */
#ifndef APP_CLI_TALK_H
#define APP_CLI_TALK_H

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>
#include <stdio.h>

enum { CLI_OK = 0, CLI_FAILED = 1, CLI_MISUSE = 2 };

typedef struct {
    const char *name;   // "--to"
    bool *flag;         // set when it is there; or
    const char **value; // gets the word after it (or after "=")
} CliOption;

/* Take the options out of argv, wherever they stand before a "--", and leave the other words in
 * argv[1] to argv[*argc - 1].  False with a sentence for wrong use. */
bool cli_options(const CliOption *options, size_t n, int *argc, char **argv, Err *err);
/* Is one of the words "--help" or "-h" (before a "--")? */
bool cli_wants_help(int argc, char **argv);

/* Print "codelab: <sentence>" on stderr.  Return CLI_FAILED. */
int cli_fail(const Err *err);
/* The same with where to read on; returns CLI_MISUSE. */
int cli_misuse(const Err *err, const char *subcommand);
/* Print a text of unknown origin so that it cannot steer the terminal: control bytes as \xNN. */
void cli_put(FILE *out, Str text);

/* The same for the bytes of a file: a tab does no harm; what is no UTF-8, too, is shown as \xNN. */
void cli_put_line(FILE *out, Str text);

/* A patch on stdout: on a terminal in colours, and so that no line can steer it; else as it is. */
void cli_put_patch(Str text);

/* Have the user's editor change a file, as git does it: what $VISUAL or $EDITOR holds is for the
 * shell.  `otherwise` ends the sentence about neither being set: ", or give --title". */
bool cli_edit(const char *path, const char *otherwise, Err *err);

/* "12 KB", "3.4 MB"; owned. */
char *cli_size(int64_t nbytes);
/* "2024-01-31 23:59:59" in local time; owned. */
char *cli_time(int64_t time_ms);

#endif
