/* Templates of projects: a few files to begin with, each with a test.  Part of the face run.h. */
#ifndef RUN_TEMPLATE_H
#define RUN_TEMPLATE_H

#include "base/err.h"
#include "base/str.h"

#include <stddef.h>

typedef struct {
    const char *path, *text; // "gitignore" stands for ".gitignore"
} TemplateFile;

typedef struct {
    const char *name, *title; // "cpp", "C++"
    const char *main;         // the file to look at first
    const char *run, *test;   // command lines, in its folder
    const TemplateFile *files;
} Template;

/* Ended by one without a name. */
extern const Template template_all[];
/* NULL with a sentence that lists them. */
const Template *template_find(const char *name, Err *err);
/* May a project that is made anew have this name?  Letters, digits and " ._+-", the first one a
 * letter or digit; all but ASCII counts as letters.  False with a sentence. */
bool template_name_is_fit(Str name, Err *err);
/* Make the folder `dir`, where nothing may be or an empty folder, with the template's files.  On
 * failure nothing of it is left. */
bool template_write(const Template *t, const char *dir, Str name, Err *err);

#endif
