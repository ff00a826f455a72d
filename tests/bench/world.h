/* What the runs work on: a folder that is gone afterwards, and the files in it. */
#ifndef BENCH_WORLD_H
#define BENCH_WORLD_H

#include <stdbool.h>
#include <stddef.h>

/* Let `work` run in a process of its own over a new folder, and remove the folder whatever became
 * of it.  Returns what `work` returned. */
int world_with(int (*work)(const char *dir, void *arg), void *arg);

/* A C file of `lines` lines.  Each tenth, beginning with the first, reads "Part N." where N is
 * WORLD_NUMBER and its line number (from 1); each line that ends in 5 has WORLD_NUMBER and its line
 * number in it too. */
enum { WORLD_NUMBER = 100000 };
bool world_write_code(const char *path, int lines);
/* A log of that size whose first line alone begins with WORLD_LOG_START; all of it on the disk. */
#define WORLD_LOG_START "FIRSTLINE"
bool world_write_log(const char *path, size_t nbytes);

#endif
