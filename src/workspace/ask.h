/* Questions to the user.  A command that needs an answer files a question; ui shows it and gives
 * the answer; the continuation goes on.  One at a time, others wait. */
#ifndef WORKSPACE_ASK_H
#define WORKSPACE_ASK_H

#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

typedef struct Workspace Workspace;

typedef struct {
    int64_t id;             // tells questions apart
    char *title, *text;     // owned
    const char *choices[5]; // literals, NULL-terminated; empty: a line of text is asked for
    int safe;               // index of the choice that loses nothing: gets the focus
    char *preset;           // owned; what the line starts with
    bool replaced;          // typing takes the place of that
    void (*answer)(Workspace *ws, int choice, Str line, void *arg); // choice -1: cancelled
    void *arg;        // owned by the answer function, called exactly once
    int64_t shown_ns; // monotonic; when it was filed
} Ask;

typedef struct {
    Vec(Ask) waiting; // [0] is shown
    int64_t last_id;
} Asks;

/* Takes the strings over.  Cancelling answers -1. */
void ask_file(Workspace *ws, Ask question);
/* The question to show, NULL if there is none. */
const Ask *ask_shown(const Workspace *ws);
void ask_answer(Workspace *ws, int choice, Str line);
/* Cancel all that wait (at the end of the program). */
void asks_cancel(Workspace *ws);

#endif
