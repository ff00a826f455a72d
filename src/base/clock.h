/* Time.  Scenes freeze it, so that what a screen shows never depends on when it was drawn. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

/* Monotonic nanoseconds since some start; never frozen, only advanced. */
int64_t clock_mono_ns(void);
/* Milliseconds since 1970 UTC, or the frozen time. */
int64_t clock_wall_ms(void);
/* From now on clock_wall_ms() answers this; < 0 thaws. */
void clock_freeze(int64_t wall_ms);
/* Let both clocks go forward at once: scenes wait so, without time passing. */
void clock_advance(int64_t ms);

#endif
