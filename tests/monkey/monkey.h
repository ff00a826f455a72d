/* What the files of the monkey share: a generator of scenes of input at random. */
#ifndef TESTS_MONKEY_H
#define TESTS_MONKEY_H

#include "base/mem.h"
#include "base/str.h"

#include <stdint.h>
#include <stdio.h>

typedef struct {
    uint64_t state; // xorshift64*
    int rows, cols; // of the screen
    char area[32];  // commands of this area are given more often for a while
} Monkey;

#define ONE_OF(m, list) ((list)[monkey_below(m, ARRAY_LEN(list))])

/* At random, less than n. */
unsigned monkey_below(Monkey *m, unsigned n);
/* A piece of text that is hard to treat right: one line without ESC, borrowed. */
const char *monkey_scrap(Monkey *m);

enum { MONKEY_FILES = 23, MONKEY_PLAIN = 14 };
/* Print statements that use one part of the workbench as its keys are meant, or nearly so. */
void monkey_part(Monkey *m);

/* Name of a file of the world. */
const char *monkey_file(size_t i);
/* Print the statement that writes it, with what is in such a file. */
void monkey_write(Monkey *m, size_t i);

#endif
