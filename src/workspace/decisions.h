/* Decision records in the workbench: written as a form that is a document, listed, shown as pages.
 * The store's work is done on a worker. */
#ifndef WORKSPACE_DECISIONS_H
#define WORKSPACE_DECISIONS_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

typedef struct Document Document;
typedef struct Workspace Workspace;

typedef struct {
    int64_t n;
    char *label, *detail; // owned; "ADR-014  Use a lock", "accepted"
} DecisionItem;
typedef Vec(DecisionItem) DecisionItems;
void decision_items_deinit(DecisionItems *items);

/* Open a form for a new one, linked to the version that is selected in local history, else to the
 * last change of the shown file; saving it records it.  Says so later if that fails. */
bool decisions_new(Workspace *ws, Err *err);
/* The document was saved: if it is a form, record what it says. */
void decisions_saved(Workspace *ws, Document *d);
/* Look for those whose words have the text (empty: all) and list them in the palette once they are
 * found: in ws->decisions, the newest first. */
void decisions_list(Workspace *ws, Str text);
/* Show one as a page. */
void decisions_show(Workspace *ws, int64_t n);

#endif
