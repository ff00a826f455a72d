/* The colour themes there are, by name, and which of them is wanted.
 *
 * Theme files lie in the user's folder of themes and in the extensions of VS Code; workers look
 * there when the first is asked for.  What a theme looks like only ui knows. */
#ifndef WORKSPACE_THEMES_H
#define WORKSPACE_THEMES_H

#include "base/str.h"
#include "base/vec.h"

typedef struct Workspace Workspace;
typedef struct LoopJob LoopJob;

/* What the terminal is like. */
typedef enum { SCHEME_UNKNOWN, SCHEME_DARK, SCHEME_LIGHT } Scheme;

typedef struct {
    char *name; // owned
    char *path; // owned; NULL: built in
    bool alias; // its file has a name of its own, by which it is listed
} ThemePlace;

typedef struct {
    Vec(ThemePlace) all; // the built-in ones first, then by name
    LoopJob *looking;    // NULL: no worker is looking for files
    bool looked;         // they were looked for
    Scheme scheme;       // set by who knows the terminal
} Themes;

void themes_deinit(Themes *t);
/* A theme that needs no file. */
void themes_add(Themes *t, const char *name);
/* Have a worker look for theme files, unless that was done. */
void themes_look(Workspace *ws);
/* The same anew: files may have come since. */
void themes_look_again(Workspace *ws);
/* Looks at names without regard to case; NULL if there is none (yet). */
const ThemePlace *themes_find(const Workspace *ws, const char *name);
/* The name, or path, of the theme that the settings ask for.  A theme that was chosen stays;
 * otherwise the preferred dark or light one is taken where the terminal's scheme is known.
 * Borrowed. */
const char *themes_wanted(const Workspace *ws);
/* The setting that choosing a theme changes. */
const char *themes_setting(const Workspace *ws);

#endif
