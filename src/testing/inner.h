/* What the files of this room share. */
#ifndef TESTING_INNER_H
#define TESTING_INNER_H

#include "base/json.h"
#include "testing/testing.h"

/* How a runner speaks beside the records of our adapters. */
typedef enum {
    SPEAKS_RECORDS,
    SPEAKS_GO,
    SPEAKS_CARGO,
    SPEAKS_CTEST,
    SPEAKS_TAP,
    SPEAKS_TEAMCITY
} Speech;

/* How what shall run is told. */
typedef enum {
    PASS_IDS,     // FILE::SUITE::NAME, as they are
    PASS_PATTERN, // files, and all names as a pattern in $CODELAB_PATTERN
    PASS_FOLDERS, // the same with the folders of the files
    PASS_NAMES,   // files, "--", names
} Pass;

struct TestKit {
    const char *id, *title, *install;
    const char *tool;            // the program it needs first of all
    const char *script, *helper; // text
    Speech speech;
    Pass pass;
    const char *joint;           // between the names of one test
    const char *needs;           // module that an interpreter must have, NULL: none
    const char *const *suffixes; // of files with tests, or whole names; NULL-terminated
};

/* Where tests stand, for runners that do not say so: lines of grep by name. */
typedef struct {
    Map at;       // "KEY" -> owned "FILE:LINE"
    char *module; // owned; of Go
} Places;

struct TestReader {
    const TestKit *kit;
    const char *root; // borrowed
    TestTree *tree;   // borrowed
    Cover *cover;     // borrowed; may be NULL
    Buf line;         // that has no end yet
    char *section;    // owned; being read, NULL: none
    Buf body;         // of it
    char *within;     // owned; file whose output comes, NULL: none
    Places places;
    // of the runner that is being read
    char *now;         // owned; a file, class or test, as the format has it
    char *file;        // owned; file of the suite
    TestNode *last;    // borrowed; whose message may follow
    int depth, number; // of TAP
    bool message;      // lines that come are its message; of TeamCity: it was skipped
    bool failing;      // in a list of messages
    size_t begun;      // results of this file or suite
    TestWords suites;  // that are open
};

enum { LINE_MAX_BYTES = 4 << 20, SECTION_MAX = 64 << 20 };

/* Put a test and its state; names are separated by `sep` in `path`.  NULL when the tree is full. */
TestNode *reader_put(TestReader *r, Str file, Str path, const char *sep, TestState s, double ms);
/* Take the place of a node from what grep found: by key. */
void reader_place(TestReader *r, TestNode *n, Str key);
const char *places_find(const Places *p, Str key, Str *file, int *line);
void places_read(Places *p, Str format, Str text);
void places_deinit(Places *p);

void node_set_message(TestNode *n, Str text);
void node_add_message(TestNode *n, Str line);
void node_set_place(TestNode *n, Str file, int line);
void node_set_fail(TestNode *n, Str file, int line);
/* The first "file:line" of the message that is no path of the system, as where it failed. */
void node_find_fail(TestNode *n, Str root);
/* The path of a file as the tree has it: relative to the project if it lies there; a view. */
Str short_path(Str root, Str path);

/* One record of an adapter on a test; what is none is passed over. */
void record_read(TestReader *r, const Json *o);
/* A line of the runner; true: it is not for people. */
bool go_line(TestReader *r, Str line, Buf *text);
bool cargo_line(TestReader *r, Str line, Buf *text);
bool ctest_line(TestReader *r, Str line, Buf *text);
bool tap_line(TestReader *r, Str line, Buf *text);
bool teamcity_line(TestReader *r, Str line, Buf *text);
bool junit_read(TestReader *r, Str xml, Err *err);

/* Coverage: count a line of a file, from 1. */
CoverFile *cover_put(Cover *c, Str file);
void cover_line(CoverFile *f, int64_t line, int64_t hits);
bool cover_v8(Cover *c, Str text, Err *err);
bool cover_gcov(Cover *c, Str text, Err *err);
bool cover_python(Cover *c, Str text, Err *err);
bool cover_ruby(Cover *c, Str text, Err *err);

#endif
