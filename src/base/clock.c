#include "base/clock.h"

#include <stdatomic.h>
#include <time.h>

// Process-wide by nature: a scene stops the time of everything it draws, workers included.
static _Atomic int64_t frozen_ms = -1;
static _Atomic int64_t advanced_ns;

int64_t clock_mono_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec +
           atomic_load_explicit(&advanced_ns, memory_order_relaxed);
}

int64_t clock_wall_ms(void)
{
    int64_t frozen = atomic_load_explicit(&frozen_ms, memory_order_relaxed);
    if (frozen >= 0)
        return frozen;
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void clock_freeze(int64_t wall_ms)
{
    atomic_store_explicit(&frozen_ms, wall_ms, memory_order_relaxed);
}

void clock_advance(int64_t ms)
{
    atomic_fetch_add_explicit(&advanced_ns, ms * 1000000, memory_order_relaxed);
    int64_t frozen = atomic_load_explicit(&frozen_ms, memory_order_relaxed);
    if (frozen >= 0)
        clock_freeze(frozen + ms);
}
