/* What the runs work on: a folder that is gone afterwards, and the files in it. */
#ifndef BENCH_WORLD_H
#define BENCH_WORLD_H

#include <stdbool.h>
#include <stddef.h>

/* Let `work` run in a process of its own over a new folder, and remove the folder whatever became
 * of it.  Returns what `work` returned. */
int world_with(int (*work)(const char *dir, void *arg), void *arg);

/* The files.  False, with errno set, if there is no room; all of it is on the disk, or the disk
 * would be busy while we measure. */

/* C code of `lines` lines.  Each ends in a comment of its letter and its number (from 1), as
 * world_mark() writes it: C0000042. */
bool world_write_code(const char *path, int lines);

/* A log of so many lines of WORLD_LOG_LINE bytes, each with its number (L0000042) and WORLD_OLD in
 * it.  One at 99 % of them has WORLD_NEEDLE in it, an early one all of that but its end. */
#define WORLD_OLD          "ERROR"
#define WORLD_NEW          "FAILURE"
#define WORLD_NEEDLE_START "needle_zq8"
#define WORLD_NEEDLE_END   "1"
enum { WORLD_LOG_LINE = 100 };
bool world_write_log(const char *path, int lines);
/* The line of WORLD_NEEDLE in a log of so many. */
int world_needle_line(int lines);

/* JSON of about that size in one line, with WORLD_JSON_FIRST and WORLD_JSON_LAST near its ends. */
#define WORLD_JSON_FIRST "first_key"
#define WORLD_JSON_LAST  "last_key"
bool world_write_json(const char *path, size_t nbytes);

/* A log of `lines` lines, a hole of that size, and as many lines again, which are numbered on. */
bool world_write_sparse(const char *path, int lines, size_t hole);

/* Copy a file. */
bool world_copy(const char *from, const char *to);

enum { WORLD_MARK = 9 }; // bytes of a mark with its NUL
/* The mark of a line: letter and number. */
void world_mark(char out[static WORLD_MARK], char letter, int line);

#endif
