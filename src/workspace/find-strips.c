// Looking for the first match with several workers: each takes the next strip of the text, and none
// goes on behind a strip that has a match.
#include "workspace/find-inner.h"

enum { STRIP = 4 << 20 }; // bytes; reading one takes about a millisecond

static size_t strips_in(size_t start, size_t end)
{
    return (end - start + STRIP - 1) / STRIP;
}

// Places to start at of strip k: from `from` to the end, then from the scope's start on.
static bool strip_at(const FindStrips *x, size_t k, Range *starts)
{
    size_t last = x->scope.end + 1, first = strips_in(x->from, last); // the very end has a place
    Range part = k < first ? (Range){x->from, last} : (Range){x->scope.start, x->from};
    k -= k < first ? 0 : first;
    if (k >= strips_in(part.start, part.end))
        return false;
    starts->start = part.start + k * STRIP;
    starts->end = MIN(starts->start + STRIP, part.end);
    return true;
}

static void stop_behind(FindStrips *x, size_t k)
{
    size_t best = __atomic_load_n(&x->best, __ATOMIC_RELAXED);
    while (k < best && !__atomic_compare_exchange_n(&x->best, &best, k, false, __ATOMIC_RELAXED,
                                                    __ATOMIC_RELAXED))
        continue;
}

bool find_strips_search(FindStrips *x, Finder *finder, const Snap *s, const atomic_bool *cancelled,
                        FindStripHit *hit)
{
    Range starts;
    for (;;) {
        size_t k = __atomic_fetch_add(&x->next, 1, __ATOMIC_RELAXED);
        if (*cancelled || k > __atomic_load_n(&x->best, __ATOMIC_RELAXED) ||
            !strip_at(x, k, &starts))
            return false;
        FindRange range = {starts.start, starts.end - 1, x->scope.end, cancelled};
        bool found = finder_next_in(finder, s, &range, &hit->match.start, &hit->match.end);
        if (!found && !finder_problem(finder)[0])
            continue;
        stop_behind(x, k);
        hit->strip = k;
        hit->around = k >= strips_in(x->from, x->scope.end + 1);
        return found;
    }
}
