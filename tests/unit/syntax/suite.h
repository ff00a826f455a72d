/* What the files of this test share: one list of tests each, and short ways to a parsed text. */
#ifndef TESTS_UNIT_SYNTAX_SUITE_H
#define TESTS_UNIT_SYNTAX_SUITE_H

#include "base/mem.h"
#include "syntax/syntax.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SUITES(X) \
    X(language)   \
    X(regex)      \
    X(edits)      \
    X(grammar)    \
    X(guard) X(golden) X(job) X(incremental) X(stale) X(structure) X(shape) X(part) X(embedded)

#define SUITE_DECLARE(name)                        \
    extern const struct CMUnitTest name##_tests[]; \
    extern const size_t name##_tests_n;
SUITES(SUITE_DECLARE)

/* Where the grammars of this build are. */
#define GRAMMARS TOP_BUILDDIR "/grammars"

/* A text and what follows it, parsed. */
typedef struct {
    Text *text;
    Syntax *syntax;
} Parsed;

Parsed parsed_new(const char *language, Str bytes);
void parsed_free(Parsed *p);
/* Run jobs until there is none to run. */
void parsed_settle(Parsed *p);
/* The spans of [start, end) as lines "text|capture"; checks that they are in order, apart and
 * within the range.  Appended to out. */
void parsed_dump(Parsed *p, size_t start, size_t end, Buf *out);

/* Folds as lines "fold 3-9 comment", symbols as "function main 3", two blanks deeper for each
 * symbol around it; rows from 0.  Appended to out. */
void parsed_dump_shape(Parsed *p, Buf *out);

/* Compare two dumps; the first line that differs is named. */
void assert_same_spans(const char *name, const Buf *got, const Buf *want);

/* Reproducible random numbers below n. */
static inline size_t random_below(uint64_t *seed, size_t n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(*seed >> 33) % n;
}

#endif
