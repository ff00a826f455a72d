/* What is shown over the editors to look at keys: the list of all shortcuts, or what the terminal
 * sends.  ui draws it and takes its keys; commands open it. */
#ifndef WORKSPACE_KEYSHEET_H
#define WORKSPACE_KEYSHEET_H

typedef enum { KEYSHEET_NONE, KEYSHEET_LIST, KEYSHEET_INSPECT } KeySheetKind;

typedef struct {
    KeySheetKind kind;  // KEYSHEET_NONE: closed
    const char *wanted; // id of the command to begin at, NULL: the first
    unsigned opened;    // grows each time
} KeySheet;

#endif
