/* What the files of `codelab test` share. */
#ifndef APP_CLI_TEST_H
#define APP_CLI_TEST_H

#include "run/run.h"
#include "testing/testing.h"

typedef struct {
    bool json, failed, coverage, verbose, list, apply;
    RunLimits limits;
    const TestKit *kit; // NULL: those that the project uses
    char *root;         // owned
    TestWords targets;  // owned strings; none: all
} CliTest;

/* Of one kit or of several, one after the other. */
typedef struct {
    TestTree *tree; // owned
    Cover cover;
    Buf text;       // what the runner printed for people and was not shown yet
    size_t printed; // of tree->ended
    RunResult result;
} CliTestRun;

/* Run the tests of a kit; false with a sentence if there is no jail. */
bool cli_test_run(const CliTest *t, const TestKit *kit, CliTestRun *out, Err *err);

/* What came to an end since the last call. */
void cli_test_print_ended(const CliTest *t, CliTestRun *r);
/* What failed and why, sums, coverage. */
void cli_test_print_end(const CliTest *t, const TestKit *kit, CliTestRun *r);

#endif
