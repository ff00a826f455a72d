/* Is the screen read aloud by a screen reader? */
#ifndef WORKSPACE_READER_H
#define WORKSPACE_READER_H

#include <stdbool.h>

typedef struct Workspace Workspace;

/* In the order of a11y.screenReader and a11y.announce. */
typedef enum { READER_AUTO, READER_ON, READER_OFF } ScreenReader;
typedef enum { ANNOUNCE_STATUS, ANNOUNCE_ALL, ANNOUNCE_OFF } Announce;

/* By the setting, else by CODELAB_SCREEN_READER=1. */
bool reader_is_on(const Workspace *ws);
/* Say once, as the first message, that it is so and what made it so: `option` of the command line,
 * NULL without one. */
void reader_greet(Workspace *ws, const char *option);

#endif
