/* A project in one file, as bytes (docs/adr/0016): records between a mark and a sum.
 *
 * A record is a letter, the length of what follows (4 bytes, low first), and that many bytes.
 * Numbers within are 7 bits a byte, low first; words are a number and that many bytes. */
#ifndef STORE_ARCHIVE_H
#define STORE_ARCHIVE_H

#include "base/fs.h"
#include "base/hash.h"

#define ARCHIVE_MARK    "codelab-archive 1\n"
#define ARCHIVE_MAX_ONE ((size_t)66 << 20) // a longer record is refused

typedef enum {
    ARCHIVE_PROJECT = 'P', // name, added_ms
    ARCHIVE_FILE = 'F',    // path, kind, mode, present, target
    // file (number of its record), id, n, parent, time_ms, cause, mode, label, author, hash,
    // nbytes, packing, packed
    ARCHIVE_VERSION = 'V',
    ARCHIVE_POINT = 'N', // file + 1 (0: the project), moment, time_ms, automatic, name
    // n, time_ms, changed_ms, status, superseded_by, title, author, model, context, decision,
    // consequences, number of links, and for each: path, version, version before (ids, 0: none)
    ARCHIVE_DECISION = 'D',
    ARCHIVE_END = 'E' // SHA-256 of all before it
} ArchiveRecord;

/* How the content of a version is packed; the first three are PackKind. */
enum { ARCHIVE_SAME = 3 }; // as a version before, of any file, that has the same hash

/* Writing ------------------------------------------------------------------------------------- */

typedef struct {
    FsSave *save; // borrowed
    Hash *sum;    // owned
    Buf record;   // what is being put together
} ArchiveWriter;

bool archive_begin(ArchiveWriter *w, FsSave *save, Err *err);
void archive_deinit(ArchiveWriter *w);
void archive_put_int(ArchiveWriter *w, int64_t v); // not below 0
void archive_put_str(ArchiveWriter *w, Str s);
/* Write what was put since the last one. */
bool archive_write(ArchiveWriter *w, ArchiveRecord kind, Err *err);
bool archive_end(ArchiveWriter *w, Err *err);

/* Reading ------------------------------------------------------------------------------------- */

typedef struct {
    FsFile *file; // owned
    uint64_t nbytes, at;
    Hash *sum; // owned; NULL: not summed up
    ArchiveRecord kind;
    Buf record;
    Str rest; // what is left of the record; a view
    bool broken;
} ArchiveReader;

/* False with a sentence if it is none, or of a version we do not know. */
bool archive_open(ArchiveReader *r, const char *path, Err *err);
void archive_close(ArchiveReader *r);
/* All of it has the shape of an archive, and its sum; reads it once, holding a record at a time. */
bool archive_check(ArchiveReader *r, Err *err);
/* The next record; false with a sentence if it is cut or too long. */
bool archive_next(ArchiveReader *r, Err *err);
/* Its parts in their order; what is not there is 0 or empty and sets r->broken. */
int64_t archive_int(ArchiveReader *r);
Str archive_str(ArchiveReader *r); // valid until archive_next
/* The record held what was asked for, and no more. */
bool archive_is_read(const ArchiveReader *r);

#endif
