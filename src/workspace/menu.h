/* The menu: commands to choose from, by area (all that there are) or in one list (what can be done
 * with what has the focus).  Its rows are made in command/menu, when it is looked at. */
#ifndef WORKSPACE_MENU_H
#define WORKSPACE_MENU_H

#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum { MENU_NONE, MENU_MAIN, MENU_CONTEXT } MenuKind;

typedef struct {
    const char *command; // id
    char *label;         // owned
    char *key;           // owned; as people write it, "" if it has none
} MenuRow;

typedef struct {
    char *name; // owned
    Vec(MenuRow) rows;
    size_t selected;
} MenuArea;

typedef struct {
    MenuKind kind;       // MENU_NONE: closed
    bool stale;          // its areas are to be made
    Vec(MenuArea) areas; // at least one, with at least one row each; one alone of MENU_CONTEXT
    size_t area;         // the one whose rows are shown
    bool inside;         // keys move among its rows, not among the areas
    bool placed;         // at row and col, where the mouse asked for it
    const char *wanted;  // literal; the area that it begins in, NULL: the first
    bool titles;         // it is the one of the tab, whatever has the focus
    int row, col;
} Menu;

/* Open it: rows are made when they are needed. */
void menu_open(Menu *m, MenuKind kind);
/* Where it is shown, if not at the cursor. */
void menu_place(Menu *m, int row, int col);
void menu_close(Menu *m);
void menu_clear(Menu *m);
MenuArea *menu_area(Menu *m);
/* Up or down among what keys move in, round and round. */
void menu_step(Menu *m, long by);
/* The next row or area whose name begins with a letter; false if there is none. */
bool menu_find(Menu *m, char letter);
void menu_deinit(Menu *m);

#endif
