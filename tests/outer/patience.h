/* Telling a program that is stuck from one that is slow: no clock tells them apart on a machine
 * that is busy with others, but what its processes do does. */
#ifndef TESTS_PATIENCE_H
#define TESTS_PATIENCE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef struct {
    const char *home;    // borrowed; the processes are those whose $HOME it is
    int64_t next_ns;     // monotonic; when to look again
    int idle;            // looks at which all of them slept, or none was left
    int64_t begin_ticks; // of processor time that they had used at the first look; -1: no look yet
} Patience;

Patience patience_new(const char *home);
/* To be asked again and again while one waits for one thing (it looks once a second): false when
 * they have slept through a minute of looks, or turned for minutes of processor time. */
bool patience_lasts(Patience *p);
/* A line for each of their threads: what it does. */
void patience_tell(const char *home, FILE *to);

#endif
