/* Reading what a program in the jail wrote, whatever modes it gave it. */
#ifndef JAIL_HELPER_LOCKED_H
#define JAIL_HELPER_LOCKED_H

/* Open a file or folder for reading, though its owner (us) may not.  No link is followed.  A file
 * has its mode again when this returns; a folder stays open to its owner, for else nothing in it
 * could be reached: relock() it.  -1 with errno: ELOOP for a link, ENXIO for what is neither file
 * nor folder. */
int open_locked(int dir, const char *name);
/* Give a folder the mode it had, if that locks it. */
void relock(int folder, unsigned mode);

#endif
