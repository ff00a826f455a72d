/* Scripts: what the runner and the steps share. */
#ifndef TEST_VT_SCRIPT_H
#define TEST_VT_SCRIPT_H

#include "test-vt.h"

enum { ARGS_MAX = 12 };

typedef struct {
    char *name; // owned: "file: sentence"
    char *path; // owned
    int line;   // of its "="
    char *text; // owned: its steps
} Case;

typedef struct {
    const Case *c;
    int line;
    size_t piece; // bytes fed at once
    Vt *v;
    int n;
    char *args[ARGS_MAX]; // owned; args[0] is the step's name
    size_t len[ARGS_MAX];
} Run;

/* The step failed. */
__attribute__((format(printf, 2, 3), noreturn)) void wrong(const Run *r, const char *fmt, ...);
/* Do what r->args say. */
void run_words(Run *r);

#endif
