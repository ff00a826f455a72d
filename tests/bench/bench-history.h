/* What the parts of bench-history share. */
#ifndef BENCH_HISTORY_H
#define BENCH_HISTORY_H

#include "samples.h"

#include "base/err.h"
#include "base/str.h"

double ms_since(int64_t start_ns);
double median(Samples *s);
/* Lines like those of C, appended. */
void make_text(int lines, Buf *out);
/* Measure the editor's save, from the command until it says "Saved", beside a bare one. */
bool save_measure(const char *dir, Err *err);

#endif
