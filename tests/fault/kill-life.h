/* One editor after the other in the same home, each killed. */
#ifndef TESTS_KILL_LIFE_H
#define TESTS_KILL_LIFE_H

#include "../outer/outer.h"
#include "../outer/patience.h"
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
    bool with_session;
    bool left;         // it ended by itself
    pid_t adopted;     // a session that outlived its first client, 0: none did
    pid_t session;     // being killed, 0: none is
    Patience patience; // for what is waited for now
} World;

void world_begin(World *w, uint64_t seed);
void world_end(World *w);
/* Start, do some of what users do, be killed. */
void world_live(World *w);
/* Once at the end: save and leave. */
void world_leave(World *w);

/* What the kill left, on disk: the file, a copy of the database, names that do not belong. */
void world_check(World *w, bool versions);
/* ... and names that do not belong, which go soon after one opened the file again. */
void world_wait_names(World *w);
/* For what must come; what never does ends the test with the screen as it was. */
void world_tick(World *w, const char *what);
/* Kill whom this process adopted, and wait for them. */
void end_orphans(void);
/* Ends this process, saying why; the world is kept. */
_Noreturn void world_fail(const World *w, const char *why);

#endif
