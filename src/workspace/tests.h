/* The project's tests: run in the jail, one framework after the other.
 *
 * Results are read as they come: each test that ends is told in the channel "tests" of the Output
 * panel, with what the framework prints; what failed is a problem at its line. */
#ifndef WORKSPACE_TESTS_H
#define WORKSPACE_TESTS_H

#include "base/err.h"
#include "testing/testing.h"

typedef struct Workspace Workspace;
typedef struct Tests Tests;

/* Run all (targets NULL), or some: ids and files as test_command() takes them, NULL-terminated.
 * They begin once what is being saved is on the disk.  False with a sentence if some run already.
 */
bool tests_start(Workspace *ws, const char *const *targets, Err *err);
/* End those that run; false if none do. */
bool tests_stop(Workspace *ws);
bool tests_are_running(const Workspace *ws);
/* Ids of what failed when tests ran last, appended as owned strings. */
void tests_failed(const Workspace *ws, TestWords *out);
void tests_settle(Workspace *ws);
/* No job of theirs is out after the loop has ended its jobs. */
void tests_cancel(Workspace *ws);
void tests_free(Workspace *ws);

#endif
