/* The program in the user's terminal, when there is a session: it lends the terminal, passes on
 * what only it is told (sizes, stops, hang-ups), and gives the terminal back whatever happens. */
#ifndef APP_CLIENT_H
#define APP_CLIENT_H

#include "app/app.h"
#include "app/sessions.h"
#include "session/session.h"

/* Exit codes. */
enum { EXIT_WRONG_USE = 2, EXIT_SESSION_GONE = 3 };

/* The workbench by way of a session: the one of the folder, or a new one.  Returns the exit code;
 * *foreground: none is wanted or to be had, go on without. */
int client_main(const AppArgs *args, bool *foreground);
/* If we are in a terminal of a session: hand it the files, and wait if that is wanted.  False if we
 * are not, or there is nothing to hand over. */
bool client_hand_over(const AppArgs *args, int *code);

/* Ask for the files of the command line. */
bool client_send_open(SessionLink *l, const AppArgs *args);

/* Lend the terminal until the session gives it back. */
typedef enum { CLIENT_DONE, CLIENT_AGAIN, CLIENT_FOREGROUND } ClientEnd;
typedef struct {
    SessionLink *link; // owned by the caller
    TtyLoan *loan;     // the same
    const char *root;  // borrowed
    bool called;       // it was there before us
    int code;          // out: exit code
    char *again;       // out, owned: with CLIENT_AGAIN the folder
} Client;
ClientEnd client_serve(Client *c);

/* What the environment says of this terminal, "NAME=VALUE"; borrowed from the environment. */
void terminal_env_get(StrVec *out);
/* It says that from now on; other words are left out. */
void terminal_env_set(const Str *entries, size_t n);
/* What the command line says of it; literals. */
void terminal_look_get(const AppArgs *args, StrVec *out);

#endif
