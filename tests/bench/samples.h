/* Figures of many runs, and what stands out of them. */
#ifndef BENCH_SAMPLES_H
#define BENCH_SAMPLES_H

#include "base/vec.h"

typedef Vec(double) Samples;

/* The value that the share `q` of them does not exceed (0: the least, 0.5: the median); NaN of
 * none.  Sorts them. */
double samples_at(Samples *s, double q);
/* One line: how many, the least, the median, the 99th of 100, the largest. */
void samples_print(Samples *s, const char *what, const char *who);

/* Milliseconds between two times of clock_mono_ns(). */
double samples_ms(int64_t start_ns, int64_t end_ns);
/* A number of the environment, `otherwise` if it is not set or no positive number. */
int samples_setting(const char *name, int otherwise);

#endif
