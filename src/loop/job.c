// Jobs run on libuv's threads, which start with the first one.  What a turn queues is handed over a
// moment later, when nothing else happens: on a busy machine a worker that starts at once takes the
// processor from what brings the echo of a key to the terminal.
#include "loop/inner.h"

#include "base/bug.h"
#include "base/clock.h"

#include <unistd.h>

struct LoopJob {
    uv_work_t uv;
    Loop *loop;
    LoopJob *next, **link; // in loop->jobs; link points at what points here
    void (*work)(void *job, const atomic_bool *cancelled);
    void (*done)(void *job, bool cancelled);
    void *job;
    bool started;          // libuv has it
    atomic_bool cancelled; // set here, read by the thread
};

static void on_work(uv_work_t *uv)
{
    LoopJob *j = CONTAINER_OF(uv, LoopJob, uv);
    j->work(j->job, &j->cancelled);
}

static void on_done(uv_work_t *uv, int status)
{
    LoopJob *j = CONTAINER_OF(uv, LoopJob, uv);
    (void)status; // says only whether `work` ran at all; `cancelled` says that it was not wanted
    loop_fired(j->loop);
    j->loop->njobs--;
    *j->link = j->next;
    if (j->next)
        j->next->link = j->link;
    void (*done)(void *job, bool cancelled) = j->done;
    void *job = j->job;
    bool cancelled = j->cancelled;
    free(j);
    done(job, cancelled);
}

LoopJob *loop_job_new(Loop *l, void (*work)(void *job, const atomic_bool *cancelled),
                      void (*done)(void *job, bool cancelled), void *job)
{
    LoopJob *j = NEW(LoopJob);
    *j = (LoopJob){.loop = l, .work = work, .done = done, .job = job, .next = l->jobs};
    j->link = &l->jobs;
    if (j->next)
        j->next->link = &j->next;
    l->jobs = j;
    l->njobs++;
    j->cancelled = l->closing;
    if (l->unstarted.n == 0)
        l->unstarted_ns = clock_mono_ns();
    vec_push(&l->unstarted, j);
    return j;
}

bool loop_jobs_may_wait(const Loop *l)
{
    int64_t latest = l->unstarted_ns + JOB_PAUSE_MAX_MS * 1000000LL;
    return l->unstarted.n && !l->closing && clock_mono_ns() < latest;
}

void loop_jobs_hurry(Loop *l)
{
    l->unstarted_ns = 0;
}

void loop_jobs_start(Loop *l)
{
    VEC_EACH (LoopJob *, j, &l->unstarted) {
        BUG_ON(uv_queue_work(&l->uv, &(*j)->uv, on_work, on_done) != 0);
        (*j)->started = true;
        if ((*j)->cancelled)
            loop_job_cancel(*j);
    }
    vec_clear(&l->unstarted);
}

void loop_job_cancel(LoopJob *j)
{
    atomic_store(&j->cancelled, true);
    if (j->started)
        (void)uv_cancel((uv_req_t *)&j->uv); // fails for one that runs; that one polls the flag
}

void loop_jobs_cancel(Loop *l)
{
    for (LoopJob *j = l->jobs; j; j = j->next)
        loop_job_cancel(j);
}

size_t loop_job_split(size_t most)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return CLAMP((size_t)MAX(processors, 1L), (size_t)1, most);
}
