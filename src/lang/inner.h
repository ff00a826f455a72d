/* What the files of this room share. */
#ifndef LANG_INNER_H
#define LANG_INNER_H

#include "base/json.h"
#include "lang/lang.h"

struct Lang {
    char *id, *title, *install, *extension; // owned
    const Json *row;                        // borrowed from its document, which stays
    bool users;
};

/* Is a row of the user's file one?  Appends a sentence a line to `faults` for each thing that is
 * wrong; false if it is of no use. */
bool row_check(const JsonDoc *doc, const Json *row, Buf *faults);
/* Is `want` among the strings of a JSON array? */
bool row_lists(const Json *array, Str want);
/* A list of a way, of its row if the way has none; NULL: neither has. */
const Json *row_of_way(const Lang *l, const Json *way, const char *key);

/* The program `name` in a folder; owned, NULL if there is none. */
char *tool_in(const char *dir, const char *name);
/* Lies the program in the project, whose files we do not start? */
bool tool_is_of_project(const char *project, const char *path);

/* First dotted number in a text; empty if there is none. */
Str version_in(Str text);
/* What is known of a program's version without starting it; owned, NULL: nothing. */
char *version_by_place(const char *project, const char *path, const char *home);
/* The same for each, but those that do not tell are asked; `args` is the row's list.  At most eight
 * run at a time. */
void version_ask(const char *project, const Json *args, LangVersion *v, size_t n);

/* Which version the project's files ask for: owned, NULL: none does.  *file is a literal or of the
 * table, *least: newer ones do too. */
char *wish_of_project(const Lang *l, const char *project, Str *file, bool *least);

/* The main programs of a way, with versions not asked for; each once. */
void candidates_of_way(const Lang *l, const Json *way, const char *project, LangVersions *out);

#endif
