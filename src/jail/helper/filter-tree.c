#include "jail/helper/filter-tree.h"

#include <errno.h>
#include <linux/seccomp.h>

/* Calls of one class that follow each other: from `first` to the next run. */
typedef struct {
    uint32_t first;
    CallClass class;
} Run;

/* The left half of so many runs is 255 instructions, one for each run and each branch. */
enum { RUNS_MAX = 256 };

typedef struct {
    struct sock_filter *code;
    size_t n;
    size_t jumps[CALLS_MAX]; // instructions that lead behind the tree
    size_t njumps;
} Writer;

static void put(Writer *w, struct sock_filter instruction)
{
    w->code[w->n++] = instruction;
}

static void put_leaf(Writer *w, CallClass class)
{
    static const uint32_t answers[] = {[CALL_ABSENT] = SECCOMP_RET_ERRNO | ENOSYS,
                                       [CALL_REFUSED] = SECCOMP_RET_ERRNO | EPERM,
                                       [CALL_ALLOWED] = SECCOMP_RET_ALLOW};
    if (class == CALL_RULED) {
        w->jumps[w->njumps++] = w->n;
        put(w, (struct sock_filter)BPF_STMT(BPF_JMP | BPF_JA, 0));
    } else {
        put(w, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, answers[class]));
    }
}

/* "number >= first of the right half" leads over the left half, which a short jump can: see
 * RUNS_MAX. */
static void put_tree(Writer *w, const Run *runs, size_t n)
{
    if (n == 1) {
        put_leaf(w, runs->class);
        return;
    }
    size_t half = n / 2, branch = w->n;
    put(w, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, runs[half].first, 0, 0));
    put_tree(w, runs, half);
    w->code[branch].jt = (uint8_t)(w->n - branch - 1);
    put_tree(w, runs + half, n - half);
}

static size_t find_runs(const CallClass *classes, Run *out)
{
    size_t n = 0;
    for (uint32_t nr = 0; nr < CALLS_MAX; nr++)
        if (n == 0 || out[n - 1].class != classes[nr])
            out[n++] = (Run){nr, classes[nr]};
    if (out[n - 1].class != CALL_ABSENT)
        out[n++] = (Run){CALLS_MAX, CALL_ABSENT};
    return n;
}

size_t filter_tree(const CallClass *classes, uint32_t machine, struct sock_filter *out)
{
    static Run runs[CALLS_MAX + 1];
    static Writer w;
    size_t n = find_runs(classes, runs);
    if (n > RUNS_MAX)
        return 0;
    w = (Writer){.code = out};
    put(&w, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                         offsetof(struct seccomp_data, arch)));
    put(&w, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, machine, 1, 0));
    put_leaf(&w, CALL_RULED);
    put(&w,
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
    // The other tongue of x86-64 has numbers of its own; no other machine has any there.
    put(&w, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));
    put_leaf(&w, CALL_RULED);
    put_tree(&w, runs, n);
    for (size_t i = 0; i < w.njumps; i++)
        out[w.jumps[i]].k = (uint32_t)(w.n - w.jumps[i] - 1);
    return w.n;
}
