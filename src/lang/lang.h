/* What languages there are, which toolchains of them this machine has, and which one is meant.
 *
 * A language is a row of languages/languages.json, or of the user's own file of the same format
 * (codelab/languages.json among his settings; a row with the same id takes the place of ours).  It
 * says by which files it is known and in which ways, with which programs, it is compiled, run and
 * talked to.  A toolchain is the programs of one way, found in the project, in PATH and where
 * version managers keep them; never a shim.  This room starts nothing but the tools themselves, to
 * ask for their version, and never one that lies in the project.
 *
 *   const Lang *l = lang_for_file("/p/hello.py");
 *   LangTools t;  lang_choose(l, "/p", NULL, &t, &err);       // as the project wants it
 *   lang_argv(&t, LANG_RUN, &(LangFill){.project = "/p", .file = "/p/hello.py"}, &argv);
 *   lang_tools_deinit(&t);
 */
#ifndef LANG_LANG_H
#define LANG_LANG_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

typedef Vec(char *) Strings;              // owned strings
void strings_add(Strings *s, char *text); // takes it over
void strings_deinit(Strings *s);

/* The table ------------------------------------------------------------------------------------ */

typedef struct Lang Lang; // lives as long as the program

/* NULL-terminated, in the order of the table.  The table is read at the first call of any function
 * here: about a millisecond.  All of them may be called from any thread. */
const Lang *const *lang_all(void);
/* By id, alias or extension, of either case; NULL if it is none of them. */
const Lang *lang_named(Str name);
/* By its name, or its "#!" line; where an extension belongs to several languages, by its first
 * 8 KB.  NULL: not known.  Reads the file only if its name does not tell. */
const Lang *lang_for_file(const char *path);
/* What is wrong in the user's file, a sentence a line with the line's number; "" if nothing is. */
const char *lang_faults(void);

const char *lang_id(const Lang *l);
const char *lang_title(const Lang *l);
const char *lang_extension(const Lang *l); // the first one, without the dot; "" without any
/* A line for a shell that brings the toolchain: "apt install php-cli". */
const char *lang_install(const Lang *l);
/* The kinds of limits on memory under which its runtime starts at all: "cgroup" (only what is used
 * counts), "data" (RLIMIT_DATA too), "as" (RLIMIT_AS too).  Literal. */
const char *lang_memory_mode(const Lang *l);
bool lang_is_users(const Lang *l); // of the user's own file

/* What a phase may use where nobody said otherwise; 0: as any other program. */
typedef enum { LANG_COMPILE, LANG_RUN, LANG_REPL } LangPhase;
typedef struct {
    int64_t wall_ms, memory_bytes;
    int procs;
} LangLimits;
LangLimits lang_limits(const Lang *l, LangPhase phase);

/* Toolchains ----------------------------------------------------------------------------------- */

/* The programs of one way to run a language. */
typedef struct {
    const Lang *lang;
    const struct Json *way; // the row's; for this room
    Strings names, paths; // what the row calls each, and where it is; the first one is the main one
    char *wanted;         // owned; the version that was asked for, NULL: none was
    char *because;        // owned; who asked: ".python-version", "your choice", NULL
} LangTools;

/* The toolchain for a project (absolute, or NULL): of `version` ("3.11", of which 3.11.7 is one),
 * or if that is NULL of the user's choice for the project (lang_pin()), else of what the project's
 * own files ask for (.python-version, go.mod, ...), else the first in PATH.  False with one
 * sentence: what to install, or which versions are there. Without a version some milliseconds; with
 * one as lang_installed(), at most. */
bool lang_choose(const Lang *l, const char *project, const char *version, LangTools *out, Err *err);
void lang_tools_deinit(LangTools *t);
/* Path of one by the row's name for it ("py"), of the main one for NULL; NULL: none.  Borrowed. */
const char *lang_tool(const LangTools *t, const char *name);
/* Its version ("3.11.7"); owned, NULL if it does not tell.  May run it once: 5 s at most, then the
 * answer is kept, with time and size of the file, among what can be made again. */
char *lang_tools_version(const LangTools *t);

/* An installed version. */
typedef struct {
    char *path;         // owned; of the main program
    char *version;      // owned; NULL if it does not tell
    char *home;         // owned; the name of the folder a version manager keeps it in, NULL: none
    const char *source; // literal: "project", "PATH", or whose folder it lies in ("pyenv")
} LangVersion;
typedef Vec(LangVersion) LangVersions;
/* All of them, each once: the project's, the one in PATH, then the newest first.  Asks those whose
 * place does not tell and that were not asked before, eight at a time, 5 s at most each: for a
 * worker.  Appends nothing if there is none. */
void lang_installed(const Lang *l, const char *project, LangVersions *out);
void lang_versions_deinit(LangVersions *v);

/* The user's own choice of a version for a project, kept among his data, never in the project;
 * "" takes it back.  pinned: owned, NULL: none. */
bool lang_pin(const Lang *l, const char *project, const char *version, Err *err);
char *lang_pinned(const Lang *l, const char *project);

/* Is it of that version?  "3.11" is what 3.11 and 3.11.7 are of, not 3.1 or 3.110. */
bool lang_version_is(const char *version, const char *wanted);
/* <0, 0, >0: by their numbers, part by part. */
int lang_version_cmp(const char *a, const char *b);

/* What a toolchain is told ----------------------------------------------------------------------
 */

typedef struct {
    const char *project, *file; // absolute; NULL: none
    const char *build;          // folder for what is made
    int64_t memory_bytes;       // of the phase; {heap} is six tenths of it
} LangFill;

/* Can it be compiled, run, talked to this way? */
bool lang_does(const LangTools *t, LangPhase phase);
/* The command of a phase, appended; nothing if there is none. */
void lang_argv(const LangTools *t, LangPhase phase, const LangFill *fill, Strings *out);
/* "NAME=value" that it wants in its environment, appended. */
void lang_env(const LangTools *t, const LangFill *fill, Strings *out);
/* What must be readable for it beyond the system's /usr, /bin and /lib, appended.  Where a tool's
 * folder would open the user's home it is the program alone. */
void lang_read_paths(const LangTools *t, Strings *out);

/* Programs that are no toolchain --------------------------------------------------------------- */

/* Absolute path of a program: in the project's .venv or node_modules, then in PATH; shims of pyenv,
 * rustup, asdf and the like are followed to the program they stand for.  Owned; NULL: none. */
char *tool_find(const char *project, const char *name);
/* What it needs to read, as lang_read_paths() has it, appended. */
void tool_read_paths(const char *path, Strings *out);
/* Where the system's Java has its settings; appended, if there is one. */
void tool_read_java(Strings *out);

#endif
