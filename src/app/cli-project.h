/* What the files of codelab project share. */
#ifndef APP_CLI_PROJECT_H
#define APP_CLI_PROJECT_H

#include "base/json.h"
#include "store/store.h"

typedef struct {
    Store *store;
    const char *arg, *arg2; // the words after the verb, NULL without them
    const char *to, *days, *template;
    bool json, force, removed, no_history, names;
    Buf *out; // with --json: the object goes here and is printed at the end
} ProjectRequest;

/* Members of the object that a project is. */
void project_put(JsonOut *w, const Project *p);
/* The project that r->arg names; that of the current folder without it. */
bool project_find(const ProjectRequest *r, Project *out, Err *err);
/* Make a project of a folder, or take in what is new there; *nfiles counts that. */
bool project_take_in(const ProjectRequest *r, const char *dir, Project *out, int64_t *nfiles,
                     Err *err);

/* One verb each. */
bool project_new(const ProjectRequest *r, Err *err);
bool project_templates(const ProjectRequest *r, Err *err);
bool project_list_removed(const ProjectRequest *r, Err *err);
bool project_rename(const ProjectRequest *r, Err *err);
bool project_move(const ProjectRequest *r, Err *err);
bool project_remove(const ProjectRequest *r, Err *err);
bool project_restore(const ProjectRequest *r, Err *err);
bool project_export(const ProjectRequest *r, Err *err);
bool project_import(const ProjectRequest *r, Err *err);
bool project_gc(const ProjectRequest *r, Err *err);
/* False without a sentence: something is damaged, and was told. */
bool project_verify(const ProjectRequest *r, Err *err);

#endif
