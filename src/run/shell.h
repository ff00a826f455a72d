/* How a compilation that failed is told from a program that failed. */
#ifndef RUN_SHELL_H
#define RUN_SHELL_H

#include "run/run.h"

/* A signal no program dies of by itself: with it the shell says that compiling failed. */
enum { RUN_COMPILE_SIGNAL = 57 };

#endif
