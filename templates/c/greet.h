#ifndef GREET_H
#define GREET_H

#include <stddef.h>
#include <stdio.h>

/* Write a greeting of at most n - 1 bytes; returns its whole length, as snprintf does. */
static inline int greet(char *out, size_t n, const char *name)
{
    return snprintf(out, n, "Hello, %s!", name);
}

#endif
