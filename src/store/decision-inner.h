/* What the files about decisions share. */
#ifndef STORE_DECISION_INNER_H
#define STORE_DECISION_INNER_H

#include "store/archive.h"
#include "store/inner.h"

/* Always false: there is no decision of this number. */
bool decision_none(int64_t n, Err *err);
/* The id of its row; false with a sentence if there is none. */
bool decision_find(Store *s, int64_t project, int64_t n, int64_t *id, Err *err);
/* Links of the decision with this id, appended. */
bool decision_get_links(Store *s, int64_t id, DecisionLinks *out, Err *err);
/* Have it be linked to these and no others. */
bool decision_set_links(Store *s, int64_t project, int64_t id, const DecisionLinks *links,
                        Err *err);

/* Records of an archive. */
typedef struct {
    int64_t (*find)(const void *arg, int64_t version); // the id of a version there, 0: it is not
    const void *arg;
} DecisionVersions;
/* Write all decisions of a project, with the links to versions that are in the archive. */
bool decisions_export(Store *s, int64_t project, ArchiveWriter *w, const DecisionVersions *versions,
                      Err *err);
/* Take in the one that is the present record; *last is the number of the one before, then its own.
 * False with a sentence without the words "the archive". */
bool decision_import(Store *s, int64_t project, ArchiveReader *r, const DecisionVersions *versions,
                     int64_t *last, Err *err);
/* After the last one: links to decisions that did not come go. */
bool decisions_imported(Store *s, int64_t project, Err *err);

#endif
