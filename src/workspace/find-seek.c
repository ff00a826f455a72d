// Going to a match: a worker looks for it, from the cursor on and around the end.
#include "workspace/find-inner.h"

enum { LARGE = 16 << 20 }; // bytes from which on two workers share the search

typedef struct FindSeek FindSeek;

// What one worker does.
typedef struct {
    FindSeek *seek;
    FindStripHit hit;
    bool found;
    Err problem;
} SeekPart;

struct FindSeek {
    FindOrder order;
    Range at;      // start here: the selection
    size_t passed; // an empty match here was seen
    bool jump;     // the first match may be at the start itself
    int steps;
    Range match; // what was found
    bool found, around;
    FindStrips strips;
    SeekPart parts[2];
    int running; // parts
    bool shared; // by both
    bool cancelled;
};

static bool forward(FindSeek *j, Finder *finder, const atomic_bool *cancelled)
{
    const Snap *s = j->order.snap;
    Range scope = j->order.scope, m;
    size_t from = j->jump ? j->at.start : j->at.end;
    FindWalk w = {finder, s, MAX(from, scope.start), scope.end, cancelled};
    bool found = find_walk_next(&w, scope.end, &m);
    if (found && !j->jump && m.start == m.end && m.start == j->passed)
        found = find_walk_next(&w, scope.end, &m);
    if (!found) {
        j->around = true;
        w.at = scope.start;
        found = find_walk_next(&w, scope.end, &m);
    }
    j->match = m;
    return found;
}

// The last match that lies in [scope.start, end].
static bool last_before(FindSeek *j, Finder *finder, size_t end, const atomic_bool *cancelled)
{
    const Snap *s = j->order.snap;
    size_t to = end;
    while (finder_prev(finder, s, j->order.scope.start, to, cancelled, &j->match.start,
                       &j->match.end)) {
        if (j->match.end <= end)
            return true;
        to = j->match.start;
    }
    return false;
}

static bool backward(FindSeek *j, Finder *finder, const atomic_bool *cancelled)
{
    Range scope = j->order.scope, m;
    if (j->at.start > scope.start && last_before(j, finder, MIN(j->at.start, scope.end), cancelled))
        return true;
    j->around = true;
    FindWalk w = {finder, j->order.snap, scope.end, scope.end, cancelled};
    if (find_walk_next(&w, scope.end, &m)) { // nothing, at the very end
        j->match = m;
        return true;
    }
    return last_before(j, finder, scope.end, cancelled);
}

static void go(FindSeek *j, Finder *finder, const atomic_bool *cancelled)
{
    int dir = !j->jump && j->steps < 0 ? -1 : 1;
    for (int left = j->jump ? 1 : j->steps * dir; left > 0; left--) {
        j->around = false;
        j->found = (dir > 0 ? forward : backward)(j, finder, cancelled);
        if (!j->found)
            break;
        j->at = j->match;
        j->passed = j->match.start == j->match.end ? j->match.start : SIZE_MAX;
    }
}

static void seek_work(void *arg, const atomic_bool *cancelled)
{
    SeekPart *part = arg;
    FindSeek *j = part->seek;
    Finder *finder = finder_new(&j->order.query, &part->problem);
    if (finder && j->shared)
        part->found = find_strips_search(&j->strips, finder, j->order.snap, cancelled, &part->hit);
    else if (finder)
        go(j, finder, cancelled);
    if (finder && finder_problem(finder)[0])
        err_set(&part->problem, "%s", finder_problem(finder));
    finder_free(finder);
}

// Of what the workers found, the first.
static void join_parts(FindSeek *j)
{
    for (size_t i = 0; i < ARRAY_LEN(j->parts); i++) {
        const SeekPart *part = &j->parts[i];
        if (!part->found || (j->found && part->hit.strip > j->parts[0].hit.strip))
            continue;
        j->found = true;
        j->match = part->hit.match;
        j->around = part->hit.around;
        j->passed = j->match.start == j->match.end ? j->match.start : SIZE_MAX;
    }
}

// Most often the match beside the one that the number is known of.
static void guess_ordinal(Find *f, const FindSeek *j)
{
    size_t current, n = find_count(f, &current);
    int dir = j->jump ? 0 : j->steps;
    if (!current || (dir != 1 && dir != -1) || (f->index.unknown && j->around))
        return;
    if (j->around)
        current = dir > 0 ? 1 : n;
    else
        current = dir > 0 ? current + 1 : current - 1;
    FindPlace at = find_index_at(&f->index, j->match.start);
    if (current <= at.before)
        return;
    f->ordinal = (FindOrdinal){.at = j->match, .within = current - at.before, .known = true};
    f->ordinal.in = f->index.all.p[at.i].in;
    f->ordinal.changes = f->index.changes - 1; // to be looked up
}

static void take(Find *f, FindSeek *j)
{
    View *v = workspace_view(f->ws);
    for (size_t i = 0; i < ARRAY_LEN(j->parts); i++)
        if (j->parts[i].problem.msg) {
            err_deinit(&f->problem);
            f->problem = j->parts[i].problem;
            j->parts[i].problem = (Err){0};
        }
    if (j->shared)
        join_parts(j);
    if (j->found) {
        guess_ordinal(f, j);
        view_select(v, j->match.start, j->match.end);
        v->found = true;
        f->passed = j->passed;
        if (j->around && !j->jump)
            message_say(f->ws, MESSAGE_RESULT, "Find: went on from the %s",
                        j->steps > 0 ? "start" : "end");
    } else if (!j->jump && !f->open) {
        message_say(f->ws, MESSAGE_RESULT, "Find: %s",
                    f->problem.msg ? find_problem(f) : "no match");
    }
    f->jump = false;
    f->steps -= j->jump ? 0 : j->steps;
}

static void seek_done(void *arg, bool cancelled)
{
    SeekPart *part = arg;
    FindSeek *j = part->seek;
    Find *f = j->order.find;
    f->seek[part - j->parts] = NULL;
    j->cancelled |= cancelled;
    if (--j->running)
        return;
    if (!j->cancelled && find_order_holds(&j->order))
        take(f, j);
    find_order_deinit(&j->order);
    for (size_t i = 0; i < ARRAY_LEN(j->parts); i++)
        err_deinit(&j->parts[i].problem);
    free(j);
}

// One match forward in much text, with nothing to be passed over.
static bool is_for_two(const FindSeek *j)
{
    const FindStrips *x = &j->strips;
    return (j->jump || j->steps == 1) && j->passed == SIZE_MAX && x->from >= x->scope.start &&
           x->from <= x->scope.end && x->scope.end - x->scope.start > LARGE;
}

static FindSeek *seek_new(Find *f, View *v)
{
    FindSeek *j = NEW(FindSeek);
    find_order_init(&j->order, f, v);
    j->jump = f->jump;
    j->steps = f->steps;
    j->at = f->jump ? (Range){f->from, f->from} : view_selection(v);
    bool is_there = j->at.start == f->passed && j->at.end == f->passed;
    j->passed = is_there ? f->passed : SIZE_MAX;
    j->strips = (FindStrips){
        .from = j->jump ? j->at.start : j->at.end, .scope = j->order.scope, .best = SIZE_MAX};
    j->shared = is_for_two(j);
    j->running = j->shared ? 2 : 1;
    for (int i = 0; i < j->running; i++)
        j->parts[i].seek = j;
    return j;
}

void find_seek_settle(Find *f, View *v)
{
    static const atomic_bool never;
    if (!f->brief) {
        f->jump = false;
        f->steps = 0;
    }
    while (!f->seek[0] && !f->seek[1] && (f->jump || f->steps)) {
        FindSeek *j = seek_new(f, v);
        if (find_is_at_once(f, v)) {
            seek_work(&j->parts[0], &never);
            seek_done(&j->parts[0], false);
            continue;
        }
        for (int i = 0; i < j->running; i++)
            f->seek[i] = loop_job_new(f->ws->loop, seek_work, seek_done, &j->parts[i]);
    }
}

bool find_step(Find *f, int dir, Err *err)
{
    if (find_text(f, FIND_PATTERN).n == 0)
        return err_set(err, "nothing to search for");
    if (!f->brief)
        return err_set(err, "%s", find_problem(f));
    find_history_keep(f);
    f->steps += dir;
    View *v = workspace_view(f->ws);
    if (v && find_is_at_once(f, v)) {
        view_sync(v);
        find_seek_settle(f, v);
    }
    return true;
}
