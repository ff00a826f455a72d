/* Notice when files that say how codelab behaves change: the user's (settings, keys, themes,
 * snippets) and the project's (.vscode, .codelab).  Readers compare the stamp with the one they
 * read at. */
#ifndef WORKSPACE_CONFIG_WATCH_H
#define WORKSPACE_CONFIG_WATCH_H

typedef struct Workspace Workspace;
typedef struct LoopWatch LoopWatch;

enum { CONFIG_FOLDERS = 4 };
/* The nearest folder there is above one that is missed. */
typedef struct {
    char *path;       // owned; NULL: none is missed
    LoopWatch *watch; // owned
} ConfigAbove;
typedef struct {
    unsigned stamp;
    LoopWatch *watch[CONFIG_FOLDERS]; // owned; NULL: the folder was not there
    ConfigAbove above[CONFIG_FOLDERS];
} ConfigWatch;

/* Watch what is there now, also folders that came to be since the last call. */
void config_watch_start(Workspace *ws);
/* A file was saved here: it may be one of them. */
void config_watch_saved(Workspace *ws, const char *path);
void config_watch_end(ConfigWatch *c);

#endif
