/* The terminals that show the workbench: one, or several that share a session.  All show the same
 * cells, as many as the smallest of them has; the larger ones show where that ends. */
#ifndef APP_DISPLAYS_H
#define APP_DISPLAYS_H

#include "app/app-inner.h"

/* Let it show the workbench; taken over.  The first takes the place of what stood in for it. */
Display *display_add(App *a, Tty *tty);
/* Let it go; it is freed, and given back where it is not lent.  A terminal in memory, as large as
 * the last one was, stands in where no other is left. */
void display_remove(App *a, Display *s);
void displays_free(App *a);

/* Is there one that somebody may be looking at? */
bool displays_are_seen(const App *a);
/* Act on the keys that came.  Where there are several, none of them keeps the others waiting; what
 * is left is for the next turn.  True if something was acted on. */
bool displays_act(App *a);
/* Draw the workbench once, and send each what changed on it.  None is waited for. */
void displays_paint(App *a);
/* Ask for the sizes again; all is sent again where that is wanted. */
void displays_resized(App *a);
/* Let half-read keys be what they are where their time is over. */
void displays_expire(App *a);
/* Milliseconds until one of them is to be looked at; -1: nothing waits. */
int displays_deadline_ms(const App *a);
/* All that are seen take long to show what changes. */
bool displays_are_slow(const App *a);

/* What all of them have. */
TtyColor displays_color(const App *a);
bool displays_have_signs(const App *a);
bool displays_are_utf8(const App *a);
/* What is asked of one of them by its command line is asked of all. */
TerminalLook displays_look(const App *a);

#endif
