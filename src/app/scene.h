/* Scenes: a world, keys and pictures in one text file, played against the real App with a terminal
 * in memory.  The driver turns the loop until nothing is pending; it never sleeps. */
#ifndef APP_SCENE_H
#define APP_SCENE_H

#include "app/app.h"

typedef enum { SCENE_TEST, SCENE_PRINT, SCENE_ASCII, SCENE_SVG, SCENE_ACCEPT } SceneMode;

typedef struct Scene Scene;
struct Scene {
    SceneMode mode;
    const char *file; // borrowed; path of the scene
    char *home;       // owned; the world's root folder, removed at the end
    char *project;    // owned; its project folder
    int rows, cols;
    App *app;          // owned; NULL while codelab is not running
    Vec(char *) opens; // owned; arguments of the next start
    Str rest;          // what is still to read
    bool always;       // check after each statement; codelab may end
    int line;          // of the statement, 1-based
    Buf accepted;      // SCENE_ACCEPT: the file written anew
    Buf problem;       // why it failed
};

/* One statement; false: the scene failed (problem says why). */
bool scene_statement(Scene *s, Str line);
/* The lines up to "<<", which ends the block, as one text. */
bool scene_block(Scene *s, Buf *out);
bool scene_fail(Scene *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Start the App if it is not running. */
bool scene_start(Scene *s);
/* Turn until nothing is pending. */
bool scene_settle(Scene *s);
/* Turn until `text` stands on the screen. */
bool scene_wait(Scene *s, Str text);
/* Once all edits are with the store, codelab dies; the next statement starts it again. */
bool scene_crash(Scene *s);
bool scene_keys(Scene *s, Str names);

/* What holds at any time does: texts, selections, folds, groups, cells. */
bool scene_check(Scene *s);
/* The same at rest, and that files hold what is said to be saved, and that undo and redo lead to
 * the same texts whichever way. */
bool scene_check_deep(Scene *s);

/* The screen as text, one line a row, trailing blanks cut. */
void scene_picture(const App *a, Buf *out);
/* One letter a cell: each style of the row gets the next letter where it first appears. */
void scene_styles(const App *a, int row, Buf *out);
/* The screen as an SVG picture. */
void scene_svg(const App *a, Buf *out);

#endif
