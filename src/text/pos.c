// Bytes to display columns and back, by walking the clusters of a line.  Plain ASCII, one cell a
// byte, is crossed at the speed of reading it, which is what makes long lines bearable.
#include "base/mem.h"
#include "base/width.h"
#include "text/snap.h"

enum {
    AMBIGUOUS_CELLS = 1,
    LOOK_AGAIN = 512, // bytes after which a plain run is looked for again
    WORTH_IT = 64,    // bytes of a run
};

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

// How many bytes at the start of s are printable ASCII.
static size_t plain_bytes(Str s)
{
    typedef uint8_t Lanes __attribute__((vector_size(32)));
    size_t n = 0;
    for (; s.n - n >= sizeof(Lanes); n += sizeof(Lanes)) {
        Lanes bytes;
        uint64_t odd[4];
        memcpy(&bytes, s.p + n, sizeof bytes);
        bytes = (Lanes)((bytes < ' ') | (bytes > '~'));
        memcpy(odd, &bytes, sizeof odd);
        if (odd[0] | odd[1] | odd[2] | odd[3])
            break;
    }
    while (n < s.n && s.p[n] >= ' ' && s.p[n] <= '~')
        n++;
    return n;
}

// Clusters one after the other, plain ones many at once.
typedef struct {
    ClusterWalk clusters;
    SnapWalk bytes;
    size_t look; // where to look for a plain run next
} ColWalk;

static ColWalk col_walk(const Snap *s, size_t line)
{
    ColWalk w = {.bytes = snap_walk(s, false), .look = line};
    cluster_walk_init(&w.clusters, s, line);
    return w;
}

static void auto_col_walk(ColWalk *w)
{
    snap_walk_deinit(&w->bytes);
}

// Cross up to `most` bytes that are a cell each; returns how many.  Not the last one of a run,
// which may have an accent behind it.
static size_t skip_plain(ColWalk *w, size_t most)
{
    size_t start = w->clusters.off, n = 0;
    if (start < w->look)
        return 0;
    while (n < most) {
        Str s = str_upto(snap_walk_from(&w->bytes, start + n), most - n);
        size_t run = plain_bytes(s);
        n += run;
        if (run == 0 || run < s.n)
            break;
    }
    n = n > WORTH_IT ? n - 1 : 0;
    w->look = start + n + LOOK_AGAIN;
    if (n)
        cluster_walk_init(&w->clusters, w->clusters.s, start + n);
    return n;
}

int snap_col(const Snap *s, size_t line, size_t off, int tab_size)
{
    AUTO(col_walk) ColWalk w = col_walk(s, line);
    Str cluster;
    int col = 0, cells = 0;
    while (w.clusters.off < off) {
        col += (int)skip_plain(&w, off - w.clusters.off);
        if (!cluster_walk_next(&w.clusters, &cluster, &cells) || ends_line(cluster) ||
            w.clusters.off > off)
            break;
        col = advance(col, cluster, cells, tab_size);
    }
    return col;
}

size_t snap_off_of_col(const Snap *s, size_t line, int want, int tab_size)
{
    AUTO(col_walk) ColWalk w = col_walk(s, line);
    Str cluster;
    int col = 0, cells = 0;
    size_t at = line;
    while (col < want) {
        col += (int)skip_plain(&w, (size_t)(want - col));
        at = w.clusters.off;
        if (!cluster_walk_next(&w.clusters, &cluster, &cells) || ends_line(cluster))
            break;
        int next = advance(col, cluster, cells, tab_size);
        // inside a wide one: the nearer side
        if (next > want && want - col < next - want)
            break;
        col = next;
        at = w.clusters.off;
    }
    return at;
}
