/* What the salvage-*.c files share. */
#ifndef DB_SALVAGE_H
#define DB_SALVAGE_H

#include "db/inner.h"

typedef struct {
    char *name; // owned
    char type;  // first letter of the declared one, in lower case: i r t b
    bool not_null;
    bool is_rowid; // another name for the rowid: records hold NULL in its place
} SalvageColumn;

typedef struct {
    char *name; // owned
    Vec(SalvageColumn) columns;
    bool whole; // every row came over
} SalvageTable;

typedef struct {
    Db *to;
    Vec(SalvageTable) tables; // of `to`
    size_t nrows;             // inserted so far
    Err *err;                 // tells what failed in `to`, nothing else
} Salvage;

/* "INSERT OR IGNORE INTO t(<those columns>) VALUES(?,...)"; NULL if that fails. */
Stmt *salvage_insert(Salvage *s, const SalvageTable *t, const bool *has_column);
/* Run it; false if that fails. */
bool salvage_run(Salvage *s, Stmt *insert);

/* Follow the trees as far as they lead, and set `whole`.  False if `to` fails. */
bool salvage_trees(Salvage *s, const char *from);
/* Take rows of tables that are not whole from the pages of the file, each into the table whose
 * columns it fits.  False if `to` fails. */
bool salvage_leaves(Salvage *s, const char *from);

#endif
