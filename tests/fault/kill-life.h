/* One editor after the other in the same home, each killed. */
#ifndef TESTS_KILL_LIFE_H
#define TESTS_KILL_LIFE_H

#include "../outer/outer.h"
#include "kill-model.h"

typedef struct {
    uint64_t state;
} Dice;
/* 0 … below - 1. */
unsigned roll(Dice *d, unsigned below);

typedef struct {
    Outer o;
    Model m;
    Dice dice;
    Losses losses;
    long life;
    pid_t session; // 0: none runs
    int ticks;     // of this life
} World;

void world_begin(World *w, uint64_t seed);
void world_end(World *w);
/* Start, do some of what users do, be killed. */
void world_live(World *w);
/* Once at the end: save and leave. */
void world_leave(World *w);

/* What the kill left, on disk: the file, a copy of the database, names that do not belong. */
void world_check(World *w, bool versions);
/* ... and names that do not belong, where one opened the file again. */
void world_check_names(const World *w);
/* Ends this process, saying why; the world is kept. */
_Noreturn void world_fail(const World *w, const char *why);

#endif
