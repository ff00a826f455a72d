/* How a tool says where something is wrong: expressions for one line or several.
 *
 * Those of the usual tools are built in (problem-matchers.def); a task may bring its own in VS
 * Code's form ("problemMatcher").  Expressions are compiled when a line first needs them, and give
 * up on what takes them too long. */
#ifndef WORKSPACE_PROBLEM_MATCH_H
#define WORKSPACE_PROBLEM_MATCH_H

#include "base/json.h"
#include "workspace/problems.h"

typedef enum {
    FIELD_FILE,
    FIELD_LINE,
    FIELD_COL,
    FIELD_END_LINE,
    FIELD_END_COL,
    FIELD_SEVERITY,
    FIELD_MESSAGE,
    FIELD_CODE,
    FIELD_LOCATION, // "3", "3,5" or "3,5,3,9"
    FIELD_COUNT,
} MatchField;

enum { MATCH_GROUPS = 24, MATCH_PROBES = 3, PAIR_BITS = 4096 };

/* Which pairs of bytes a line holds, hashed: most lines can be passed over by it. */
typedef struct {
    uint64_t words[PAIR_BITS / 64];
} LinePairs;
/* O(size of the line). */
void line_pairs_set(LinePairs *p, Str line);

/* What a line of carets below a problem says. */
typedef enum { CARET_NONE, CARET_CELLS, CARET_TEXT, CARET_RAW } MatchCaret;

typedef enum {
    ROLE_ONE,
    ROLE_FIRST,
    ROLE_NEXT,
    ROLE_LOOP,
    ROLE_DOWN,
    ROLE_FRAME,
    ROLE_UP,
    ROLE_LAST,
    ROLE_BEFORE,
} MatchRole;

typedef struct {
    MatchRole role;
    const char *needle, *expression; // literal, or owned by the set
    uint16_t probe[MATCH_PROBES];    // bits of the needle's pairs of bytes; 0: none
    signed char group[FIELD_COUNT];  // -1: none
    int extra;
    int kind;     // MatchCaret of the matcher it belongs to
    Regex *regex; // owned; NULL until it is needed
    bool bad;     // does not compile, or was dropped
    bool dropped; // gave up too often, or took too long: it is not tried in this run any more
    int gave_up;  // so often
    int64_t spent_ns;
} MatchLine;

/* How its files are named (VS Code's fileLocation). */
typedef enum { FILES_AUTO, FILES_ABSOLUTE, FILES_RELATIVE } MatchFiles;

typedef struct {
    const char *name, *label; // interned or literal
    MatchLine *line;          // in the set
    size_t nlines;
    Severity severity;
    MatchFiles files;
    const char *base; // owned by the set; the folder that files are relative to, NULL: the default
    MatchLine *begins, *ends; // in the set; lines between which a task in the background works
    bool custom;
} Matcher;

typedef struct MatcherSet MatcherSet;

/* All that are built in. */
MatcherSet *matchers_new(void);
void matchers_free(MatcherSet *set);
/* An empty one, for what a task names. */
MatcherSet *matchers_new_empty(void);
/* Add what "problemMatcher" of a task says: a name ("$gcc"), an object, or an array of them.  The
 * first thing that cannot be used gives a sentence; the rest is taken. */
bool matchers_add(MatcherSet *set, const Json *value, Err *err);
const Matcher *matchers_get(const MatcherSet *set, size_t i);
size_t matchers_count(const MatcherSet *set);
/* A run begins: all are tried again. */
void matchers_begin(const MatcherSet *set);
/* An expression that was dropped since the last call, NULL if there is none; borrowed. */
const char *matchers_dropped(const MatcherSet *set);
/* Match a line, whose pairs are `pairs`: returns how many groups there are, 0 for none. */
size_t match_line(MatchLine *line, Str text, const LinePairs *pairs, size_t *bounds);
/* The group of a field, an empty view if there is none. */
Str match_group(const MatchLine *line, MatchField f, Str text, const size_t *bounds, size_t n);
/* The severity that a word means; `otherwise` if it means none. */
Severity match_severity(Str word, Severity otherwise);

#endif
