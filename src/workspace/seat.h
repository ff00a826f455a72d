/* The session process around a workspace: it outlives the terminals that show it.  Commands say
 * what is wanted of it, the app does that. */
#ifndef WORKSPACE_SEAT_H
#define WORKSPACE_SEAT_H

#include <stdbool.h>

typedef struct {
    const char *name; // borrowed from the app; NULL: there is none, the terminal's end is the end
    bool detach;      // wish: give the terminal back and go on
    bool restart;     // with `quit`: begin again in a session of the program as it is now
    bool list;        // wish: show which sessions there are
    char *go;         // wish, owned: the terminal goes to the session of that folder
    int clients;      // terminals that show it
} SessionSeat;

#endif
