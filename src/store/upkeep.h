/* Looking after projects: where their folders went, removing and taking back, checking contents,
 * giving room back.  Part of the face store.h. */
#ifndef STORE_UPKEEP_H
#define STORE_UPKEEP_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

typedef struct Store Store;

/* Another name for it, without '/' and not empty. */
bool store_project_rename(Store *s, int64_t project, Str name, Err *err);
/* Its folder is this one (absolute) from now on, which may not be another project's. */
bool store_project_move(Store *s, int64_t project, const char *dir, Err *err);

/* Set the project aside: it is listed no more and found by its folder only, and store_gc() forgets
 * it after a while.  Opening its folder, or store_project_take_back(), undoes that. */
bool store_project_remove(Store *s, int64_t project, Err *err);
bool store_project_take_back(Store *s, int64_t project, Err *err);
typedef struct {
    int64_t id;
    char *name, *dir;   // owned
    int64_t removed_ms; // wall time
} RemovedProject;
typedef Vec(RemovedProject) RemovedProjects;
/* Last removed first. */
bool store_project_removed(Store *s, RemovedProjects *out, Err *err);
void removed_projects_deinit(RemovedProjects *r);

typedef struct {
    int64_t nfiles, nversions; // that stand in it
    int64_t ndamaged;          // versions that could not be read and do not
    int64_t nbytes;
} ExportResult;
/* Write the project, as the database has it, into one new file of mode 0600 (what is there is
 * replaced), with all its versions or the newest ones alone.  It is there whole or not at all. */
bool store_project_export(Store *s, int64_t project, const char *to, bool history,
                          ExportResult *out, Err *err);
typedef struct {
    const char *to;     // the folder to be, NULL: one of the project's name in
    const char *beside; // this one
} ImportPlace;
typedef struct {
    int64_t project; // its id
    int64_t nfiles, nversions;
    int64_t nlinks; // links that led out of it and were left out
} ImportResult;
/* The reverse, into a folder (absolute) that is missing or empty.  The archive may be from anybody:
 * what climbs out of the folder, is damaged, or grows beyond reason is refused, and then, as after
 * a death in the middle, neither the database nor the folder has anything of it. */
bool store_project_import(Store *s, const char *path, const ImportPlace *place, ImportResult *out,
                          Err *err);

typedef struct {
    int64_t nprojects, ncontents; // that were forgotten
    int64_t nfreed;               // bytes the database takes less
} GcResult;
/* Forget for good the projects that were removed before that wall time and the contents that
 * nothing needs, and give the room back to the disk.  May write the whole database anew. */
bool store_gc(Store *s, int64_t before_ms, GcResult *out, Err *err);

typedef struct {
    char *project; // owned; its folder
    char *path;    // owned; relative to it
    int64_t n;     // the version
    char *why;     // owned; a sentence
} DamagedVersion;
typedef struct {
    int64_t nversions;
    Vec(DamagedVersion) damaged;
} VerifyResult;
/* Read every version of a project (0: of all), each against its hash and its seal.  False only if
 * that could not be done.  Costs unpacking all of them. */
bool store_verify(Store *s, int64_t project, VerifyResult *out, Err *err);
void verify_result_deinit(VerifyResult *v);

#endif
