/* The words of the command line, for shells that complete them. */
#ifndef APP_CLI_COMPLETION_H
#define APP_CLI_COMPLETION_H

#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const char *name;
    int (*run)(int argc, char **argv); // argv[0] is the name
    const char *help;                  // one line; NULL: it is not listed
} CliSubcommand;
/* All of them; those whose names begin with '-' are options. */
const CliSubcommand *cli_subcommands(size_t *n);

typedef struct {
    char *word;       // owned; "--to", "-n", or a verb as "list"
    char *help;       // owned; "" if it says nothing
    bool takes_value; // the next word belongs to it
} CompletionWord;
typedef Vec(CompletionWord) CompletionWords;

/* The options and verbs that a help text tells of, each once; appended.  `name` is that of the
 * subcommand. */
void completion_read_help(const char *name, Str help, CompletionWords *out);
void completion_words_deinit(CompletionWords *w);

#endif
