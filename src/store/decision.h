/* Why a change was made: decision records, the links to the versions they explain, and their
 * writing as Markdown.  Part of the face store.h.
 *
 * Numbers are 1, 2, 3 … within a project and never given twice.  Versions that a decision is linked
 * to, and those before them, are never let go; what differs between them is found when it is shown.
 */
#ifndef STORE_DECISION_H
#define STORE_DECISION_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Store Store;

typedef enum {
    DECISION_ACCEPTED,
    DECISION_PROPOSED,
    DECISION_SUPERSEDED, // another one holds in its place
    DECISION_REJECTED,
    DECISION_STATUS_COUNT
} DecisionStatus;
const char *decision_status_name(DecisionStatus s);
/* DECISION_STATUS_COUNT if there is none of that name. */
DecisionStatus decision_status_find(Str name);

/* A change that is explained: a version of a file and the one before it. */
typedef struct {
    char *path;              // owned; of the file as it is called now
    int64_t n;               // the version; 0 in what is to be linked: the newest
    int64_t before_n;        // 0: the file was new
    int64_t version, before; // their ids, 0: none
    int64_t time_ms;         // wall time
    bool gone;               // the file was deleted
    // SHA-256 in hex, "" where there was no file
    char hash_before[65], hash_after[65];
} DecisionLink;
typedef Vec(DecisionLink) DecisionLinks;
void decision_links_deinit(DecisionLinks *l);

typedef struct {
    int64_t n; // 0 in one to be
    int64_t time_ms, changed_ms;
    DecisionStatus status;
    int64_t superseded_by; // its number, 0: none
    char *title;           // owned, as the words below; NULL is empty
    char *author, *model;  // author: empty in one to be is the user
    char *form;            // the form it was written in; may be empty
    bool replaces;         // in one to be: also what was changed since that form was recorded
    char *context, *decision, *consequences;
    Vec(int64_t) supersedes; // numbers
    DecisionLinks links;     // owned
} Decision;
typedef Vec(Decision) Decisions;
void decision_deinit(Decision *d);
void decisions_deinit(Decisions *d);

enum { DECISION_MAX_LINE = 1024, DECISION_MAX_TEXT = 256 * 1024 }; // bytes of a line, of a text

/* Record a new one (d->n == 0; but one that was written in the same form before is that one) or
 * what has changed of one, all of it: words, status, links.  d->n is its number afterwards.  One
 * that was changed by other means since its form was recorded is left alone (ESTALE, with d->n). */
bool store_decision_put(Store *s, int64_t project, Decision *d, Err *err);
bool store_decision_get(Store *s, int64_t project, int64_t n, Decision *out, Err *err);
/* Link it to the change (path and n count), or no longer. */
bool store_decision_link(Store *s, int64_t project, int64_t n, const DecisionLink *link, Err *err);
bool store_decision_unlink(Store *s, int64_t project, int64_t n, const DecisionLink *link,
                           Err *err);
/* `by` holds from now on in the place of `n`. */
bool store_decision_supersede(Store *s, int64_t project, int64_t n, int64_t by, Err *err);

typedef struct {
    Str text;        // that its words have, ASCII letters in either case; empty: any
    Str path;        // that it is linked to; empty: any
    unsigned status; // a bit for each DecisionStatus, 0: any
} DecisionQuery;
/* With all of their words and links, the newest first, appended.  Costs reading those of the
 * project. */
bool store_decisions(Store *s, int64_t project, const DecisionQuery *q, Decisions *out, Err *err);

/* Writing ------------------------------------------------------------------------------------- */

/* "ADR-014" */
enum { DECISION_NAME_MAX = 32 };
void decision_name(int64_t n, char out[DECISION_NAME_MAX]);
/* A number as people write it: 14, ADR-014; false if it is none. */
bool decision_number(Str word, int64_t *n);
/* As a form to be filled in, which decision_form_read() reads; appended. */
void decision_form_write(const Decision *d, Buf *out);
/* *d gets what stands in the form, over what it had: words, status, path and n of links.  False
 * with a sentence that names the line. */
bool decision_form_read(Str text, Decision *d, Err *err);
/* The record as a page of Markdown, with what differs between the versions; appended.  A version
 * that can no longer be read is told in its place.  False only if store_is_cancelled(). */
bool store_decision_page(Store *s, int64_t project, const Decision *d, Buf *out, Err *err);
/* "0014-use-a-lock.md"; owned. */
char *decision_file_name(const Decision *d);

#endif
