/* What a file must hold after its editor was killed: what was saved and what was reported kept is
 * there, what was typed after that is there up to some point, and nothing else is. */
#ifndef TESTS_KILL_MODEL_H
#define TESTS_KILL_MODEL_H

#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

/* A burst of keys, typed at once. */
typedef struct {
    size_t end; // bytes of the life's text
    int64_t ns; // monotonic
} Burst;

/* What was typed from a start (or a save) to the next kill (or save). */
typedef struct {
    Buf text;
    size_t sure; // bytes that were reported kept
    Vec(Burst) bursts;
    int64_t killed_ns;
} Stretch;

typedef struct {
    Buf base;              // the text is this, surely,
    Vec(Stretch) typed;    // and beginnings of each of these; the last one goes on
    unsigned nstretches;   // ever: each has words of its own
    Buf file;              // what the file holds
    Vec(Buf) acknowledged; // contents that were saved
    Vec(Buf) known;        // ... and the first one, and those of saves that nobody heard of
    size_t nold;           // acknowledged when the editor started that was left in peace
    bool saving;           // a save began of which nobody knows how it ended
    bool restoring;        // ... or one of those contents was asked for
} Model;

/* What the losses of many kills come to. */
typedef struct {
    long kills, saves, restored;
    long clients;   // that were killed alone
    long overtaken; // saves that the next one replaced before a version was written
    long asked;     // saves that were asked about, as the file was another one
    long unheld;    // lives in which a save gave up waiting for the database, so that those may be
    long lost;      // stretches without their end
    long over_a_second; // of those: the oldest lost key was older
    int64_t oldest_ns;  // lost key
    int64_t sum_ns;     // of the oldest ones of each
} Losses;

void model_init(Model *m, Str file);
void model_deinit(Model *m);
Stretch *model_now(Model *m);
/* Words that tell where they were typed, so many; appended to *keys as they are typed. */
void model_type(Model *m, unsigned words, unsigned line_every, Buf *keys);
/* All that was typed is in the text by now, or is kept. */
void model_all_kept(Model *m);
/* What was typed and not saved was given up. */
void model_all_lost(Model *m);
void model_killed(Model *m);
/* Can this be the text?  A sentence why not, or NULL.  Losses may be NULL. */
const char *model_refuses(const Model *m, Str text, Losses *losses);
/* Can the file hold this now that the editor is dead?  From then on it does. */
const char *model_refuses_file(Model *m, Str bytes);
/* Text and file are this one. */
void model_set(Model *m, Str text);
/* ... and that was acknowledged. */
void model_saved(Model *m);

#endif
