/* What the files of this room share. */
#ifndef RUN_INNER_H
#define RUN_INNER_H

#include "run/run.h"

#include <sys/types.h>

typedef struct LoopFd LoopFd;
typedef struct LoopChild LoopChild;
typedef struct LoopTimer LoopTimer;

enum { RUN_OUT, RUN_ERRS, RUN_REPORT, RUN_STREAMS };

typedef struct {
    Run *run;
    int fd;
    LoopFd *watch;
} RunStream;

struct Run {
    RunStream streams[RUN_STREAMS];
    int stdin_fd;
    LoopFd *in_watch;
    bool in_ends; // close it once all is written
    Buf in;
    pid_t pid;    // of the jail, -1: gone, or there is none
    int layer_fd; // for jail_layer_take(), -1: none
    ByteLog *log;
    Buf report;
    void (*changed)(void *arg);
    void *arg;
    bool compiled; // there was something to compile
    bool done, stopped;
    RunResult result;
    // of one outside the jail
    LoopChild *child; // owned; NULL: it is in the jail
    LoopTimer *timer; // owned; NULL: it may take its time
    int64_t begun_ns; // monotonic
    bool ended, late;
    int status; // as waitpid() gives it
};

/* Start it on a terminal of its own, whose end is *master (the caller's); `ended` gets r. */
bool run_open_start(Loop *l, Run *r, const RunPlan *p, void (*ended)(void *arg, int status),
                    int *master, Err *err);
/* Start in the jail made ahead if it fits, and have another one made; `w` may be NULL. */
bool run_warm_start(RunWarm *w, const RunPlan *p, JailRun *out, Err *err);

/* What became of it, in the words of the jail. */
void run_open_report(const Run *r, JailReport *out);
void run_open_deinit(Run *r);

#endif
