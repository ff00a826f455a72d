/* Tests of a project: who runs them, and what became of them.
 *
 * A kit is a test framework: how a project that uses it is told, the command that runs all tests, a
 * file of them or some, and how its results are read.  A runner is told to speak as machines read
 * it, by an adapter of ours that travels with the command; what it prints is read as it comes, into
 * a tree, file > suite > test.  Coverage comes on the same stream.  Starts nothing, never draws.
 *
 *   const TestKit *kit = test_kit_detect("/p");
 *   test_command(&(TestAsk){.kit = kit}, &command);
 *   ... start it, and for each piece that it prints:
 *   test_reader_feed(reader, piece, &text);  // text: what is meant for people
 *   test_reader_end(reader, &text);  tree->root.counts[TEST_FAILED] ...
 */
#ifndef TESTING_TESTING_H
#define TESTING_TESTING_H

#include "base/err.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "testing/cover.h"

#include <stdint.h>

/* Results ------------------------------------------------------------------------------------- */

typedef enum {
    TEST_QUEUED, // known, not run
    TEST_RUNNING,
    TEST_PASSED,
    TEST_SKIPPED,
    TEST_FAILED,
    TEST_ERROR, // it could not be run, or broke outside of its own checks
    TEST_STATES,
} TestState;
const char *test_state_name(TestState s); // "queued", "running", …; literal

/* A folder of tests, or a test: the one without kids. */
typedef struct TestNode {
    struct TestNode *parent; // NULL: the root
    char *name;              // owned, as all below; one line
    char *id;                // "FILE::SUITE::NAME"; "" of the root
    char *file;              // where it stands, relative to the project or absolute; NULL: unknown
    int line;                // from 1; 0: unknown
    char *message;           // what was wrong, or why it was skipped; NULL: nothing
    char *fail_file;         // where it failed; NULL: unknown
    int fail_line;
    TestState state;            // of a test
    double ms;                  // -1: unknown
    size_t counts[TEST_STATES]; // tests in it, by state; itself if it is one
    size_t at;                  // among the kids of its parent
    Vec(struct TestNode *) kids;
} TestNode;

enum { TEST_NODES_MAX = 100000, TEST_MESSAGE_MAX = 32768 };

typedef struct {
    TestNode root; // its kids are files
    Map by_id;     // nodes, borrowed
    uint64_t revision;
    Vec(TestNode *)
        ended;  // a journal, borrowed: what came to an end, in order; again if it changes
    bool full;  // more tests than TEST_NODES_MAX: the rest is left out
    char *note; // owned; a sentence of the runner's adapter, NULL: none
} TestTree;

TestTree *test_tree_new(void);
void test_tree_free(TestTree *t); // NULL is fine
TestNode *test_tree_find(const TestTree *t, Str id);
/* The node of a file and the names in it, made if it is new; NULL when the tree is full.  `file`
 * may be empty: the tests then stand at the root by their first name. */
TestNode *test_tree_put(TestTree *t, Str file, const Str *names, size_t n);
void test_tree_set(TestTree *t, TestNode *node, TestState state);
/* All that did not come to an end, because the run did, is as if it was not run. */
void test_tree_settle(TestTree *t);
/* Worst first: what a folder of tests shows. */
TestState test_node_state(const TestNode *n);
size_t test_node_total(const TestNode *n);
/* Is it a test, and not a file or a suite? */
bool test_node_is_test(const TestNode *n);
/* The next node in the order of the tree, NULL after the last; `top`: only below it. */
TestNode *test_node_next(const TestNode *top, TestNode *n);

/* Kits ---------------------------------------------------------------------------------------- */

typedef struct TestKit TestKit;
const TestKit *test_kit_named(Str id);
const TestKit *test_kit_all(size_t i); // NULL after the last
const char *test_kit_id(const TestKit *k);
const char *test_kit_title(const TestKit *k);
/* The kits that a project uses by what it holds, best first, at most `max`; returns how many.
 * Reads some hundred entries of the disk. */
size_t test_kit_detect(const char *root, const TestKit **out, size_t max);
/* Does a file, by its name, hold tests of the kit? */
bool test_kit_takes(const TestKit *k, Str file);

typedef Vec(char *) TestWords; // owned strings
void test_words_deinit(TestWords *w);

typedef struct {
    const TestKit *kit;
    const char *const *targets; // ids, or files and folders; relative; NULL-terminated, NULL: all
    bool coverage;
} TestAsk;

typedef struct {
    const char *tool;    // literal; the program that it needs first of all: it shall be found
    const char *reads;   // literal; a path of the system that it reads beside, NULL: none
    TestWords argv, env; // "NAME=value"
} TestCommand;
/* What runs them, in the folder of the project.  False with a sentence for a target that cannot be
 * one: absolute, leading out of the project, or an option. */
bool test_command(const TestAsk *ask, TestCommand *out, Err *err);
void test_command_deinit(TestCommand *c);

/* Ids of tests that failed when they were last run, for another program: kept in the user's cache
 * by the project's folder.  O(tree). */
bool test_failed_write(const char *root, const TestTree *t, Err *err);
/* None if nothing is known. */
void test_failed_read(const char *root, TestWords *out);

/* Reading what a runner prints ---------------------------------------------------------------- */

typedef struct TestReader TestReader;
/* Both are borrowed; `cover` may be NULL.  `root` is the project's folder. */
TestReader *test_reader_new(const TestKit *k, const char *root, TestTree *into, Cover *cover);
void test_reader_free(TestReader *r); // NULL is fine
/* `text` gets what is for people, line by line. */
void test_reader_feed(TestReader *r, Str bytes, Buf *text);
void test_reader_end(TestReader *r, Buf *text);
/* What JUnit's XML says, as many tools write it; false with a sentence if it is no XML. */
bool test_read_junit(Str xml, TestTree *into, Err *err);

/* Tests in a text ----------------------------------------------------------------------------- */

typedef struct {
    int row;  // from 0
    char *id; // owned: names joined by "::"; no file
    bool suite;
} TestMark;
typedef Vec(TestMark) TestMarks;
/* What looks like a test in a source text, by the file's name.  O(text); at most 5000. */
void test_scan(Str file, Str text, TestMarks *out);
void test_marks_deinit(TestMarks *m);

#endif
