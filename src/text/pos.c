// Bytes to display columns and back, by walking the clusters of a line.
#include "base/mem.h"
#include "base/width.h"
#include "text/text.h"

enum { AMBIGUOUS_CELLS = 1 };

void cluster_walk_init(ClusterWalk *w, const Snap *s, size_t off)
{
    w->s = s;
    w->off = off;
    w->at = w->n = 0;
}

// Have a whole cluster in the window, wherever the text has one.
static void fill(ClusterWalk *w)
{
    if (w->n - w->at >= WIDTH_CLUSTER_MAX)
        return;
    size_t kept = w->n - w->at;
    memmove(w->buf, w->buf + w->at, kept);
    w->at = 0;
    w->n = kept + snap_read(w->s, w->off + kept, w->buf + kept, sizeof w->buf - kept);
}

bool cluster_walk_next(ClusterWalk *w, Str *cluster, int *cells)
{
    fill(w);
    Str rest = str_n(w->buf + w->at, w->n - w->at);
    if (rest.n == 0)
        return false;
    size_t n = rest.p[0] == '\r' && rest.n > 1 && rest.p[1] == '\n'
                   ? 2
                   : width_cluster(rest, AMBIGUOUS_CELLS, cells);
    *cluster = str_upto(rest, n);
    w->at += n;
    w->off += n;
    return true;
}

static bool ends_line(Str cluster)
{
    return cluster.p[cluster.n - 1] == '\n';
}

static int advance(int col, Str cluster, int cells, int tab_size)
{
    return cluster.p[0] == '\t' ? col + tab_size - col % tab_size : col + cells;
}

int snap_col(const Snap *s, size_t line, size_t off, int tab_size)
{
    ClusterWalk w;
    Str cluster;
    int col = 0, cells = 0;
    cluster_walk_init(&w, s, line);
    while (w.off < off && cluster_walk_next(&w, &cluster, &cells) && !ends_line(cluster) &&
           w.off <= off)
        col = advance(col, cluster, cells, tab_size);
    return col;
}

size_t snap_off_of_col(const Snap *s, size_t line, int want, int tab_size)
{
    ClusterWalk w;
    Str cluster;
    int col = 0, cells = 0;
    size_t at = line;
    cluster_walk_init(&w, s, line);
    while (col < want && cluster_walk_next(&w, &cluster, &cells) && !ends_line(cluster)) {
        int next = advance(col, cluster, cells, tab_size);
        // inside a wide one: the nearer side
        if (next > want && want - col < next - want)
            break;
        col = next;
        at = w.off;
    }
    return at;
}
