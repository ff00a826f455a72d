/* Where a user's files and the parts of the program lie; only the environment, the user's entry in
 * the password file and the program's own folder are looked at. */
#ifndef BASE_PLACES_H
#define BASE_PLACES_H

/* $HOME, else as the password file says; NULL: there is none.  Borrowed. */
const char *place_home(void);

/* `name` below the folder for a user's settings, for what can be made again, and for data: as
 * $XDG_CONFIG_HOME, $XDG_CACHE_HOME and $XDG_DATA_HOME say, else ~/.config, ~/.cache and
 * ~/.local/share (XDG Base Directory Specification 0.8; a relative value counts as none).  Without
 * any home, "/" takes its place.  Owned. */
char *place_config(const char *name);
char *place_cache(const char *name);
char *place_data(const char *name);

/* A program or folder that belongs to codelab: where the variable `env` says if it is set, beside
 * the running program (a build tree has it there), else in the folder `installed`.  Owned; NULL:
 * in neither of the two.  What the variable names is not looked at. */
char *place_part(const char *env, const char *name, const char *installed);

#endif
