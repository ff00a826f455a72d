#include "workspace/save-gate.h"
#include "base/log.h"
#include "base/mem.h"
#include "loop/loop.h"
#include "workspace/inner.h"
#include "workspace/journal.h"

enum { HELD_MS = 1000 };

typedef struct {
    SaveGate *gate; // borrowed
    SavePass pass;
    char *path;       // owned; pass.path
    LoopTimer *timer; // owned
} Held;

struct SaveGate {
    Workspace *ws; // borrowed
    Vec(Held *) held;
    Vec(char *) versions; // owned paths of those under way, one each
    // They take too long, or fail: nobody waits for them until they go well again.
    bool versions_stuck, journal_stuck;
};

SaveGate *save_gate_new(Workspace *ws)
{
    SaveGate *g = NEW(SaveGate);
    g->ws = ws;
    return g;
}

static void held_free(Held *h)
{
    loop_timer_free(h->timer);
    free(h->path);
    free(h);
}

void save_gate_free(SaveGate *g)
{
    if (!g)
        return;
    vec_deinit(&g->held);
    VEC_EACH (char *, path, &g->versions)
        free(*path);
    vec_deinit(&g->versions);
    free(g);
}

static bool has_version(const SaveGate *g, const char *path)
{
    VEC_EACH (char *, p, &g->versions)
        if (strcmp(*p, path) == 0)
            return true;
    return false;
}

static bool waits_for_version(const SaveGate *g, const SavePass *p)
{
    return !g->versions_stuck && has_version(g, p->path);
}

static bool waits_for_journal(const SaveGate *g, const SavePass *p)
{
    const Document *d = document_by_id(g->ws, p->doc);
    return !g->journal_stuck && d && journal_mark_waits(d);
}

static bool is_open(const SaveGate *g, const SavePass *p)
{
    return !waits_for_version(g, p) && !waits_for_journal(g, p);
}

// Whoever goes may come back with the next save at once.
static void look(SaveGate *g)
{
    for (size_t i = 0; i < g->held.n;) {
        Held *h = g->held.p[i];
        if (!is_open(g, &h->pass)) {
            i++;
            continue;
        }
        vec_remove(&g->held, i, 1);
        h->pass.go(h->pass.arg);
        held_free(h);
        i = 0;
    }
}

static void on_timer(void *arg)
{
    Held *h = arg;
    log_at(LOG_WARN, "save", "'%s' waits no longer for its history", h->path);
    h->gate->versions_stuck |= waits_for_version(h->gate, &h->pass);
    h->gate->journal_stuck |= waits_for_journal(h->gate, &h->pass);
    look(h->gate);
}

void save_gate_pass(SaveGate *g, SavePass p)
{
    if (is_open(g, &p)) {
        p.go(p.arg);
        return;
    }
    Held *h = NEW(Held);
    *h = (Held){.gate = g, .pass = p, .path = xstrdup(p.path)};
    h->pass.path = h->path;
    h->timer = loop_timer_new(g->ws->loop, on_timer, h);
    loop_timer_set(h->timer, HELD_MS);
    vec_push(&g->held, h);
}

void save_gate_version_begins(SaveGate *g, const char *path)
{
    vec_push(&g->versions, xstrdup(path));
}

void save_gate_version_ends(SaveGate *g, const char *path, bool ok)
{
    size_t i = 0;
    while (strcmp(g->versions.p[i], path) != 0)
        i++;
    free(g->versions.p[i]);
    vec_remove(&g->versions, i, 1);
    g->versions_stuck = !ok;
    look(g);
}

void save_gate_journal_ends(SaveGate *g, bool ok)
{
    g->journal_stuck = !ok;
    look(g);
}
