/* Attacks on what a limit must count, and on the end. */
#include "attack.h"

#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MEGA = 1 << 20 };

/* Kernel memory that belongs to no process, until it is had or somebody ends us. */
static bool semaphores(const char *megabytes)
{
    enum { SET = 32000, BYTES = 64 };
    for (long had = 0; had < (long)atoi(megabytes) * MEGA; had += (long)SET * BYTES)
        if (semget(IPC_PRIVATE, SET, 0600) < 0)
            break;
    pause();
    return true;
}

static bool messages(const char *megabytes)
{
    static struct {
        long type;
        char text[8192];
    } m = {.type = 1};
    long had = 0;
    int queue;
    while (had < (long)atoi(megabytes) * MEGA && (queue = msgget(IPC_PRIVATE, 0600)) >= 0)
        while (msgsnd(queue, &m, sizeof m.text, IPC_NOWAIT) == 0)
            had += (long)sizeof m.text;
    pause();
    return true;
}

/* Nobody has them attached. */
static bool segments(const char *megabytes)
{
    enum { SIZE = 65535 };
    for (long had = 0; had < (long)atoi(megabytes) * MEGA; had += SIZE) {
        int id = shmget(IPC_PRIVATE, SIZE, 0600);
        char *p = id < 0 ? (void *)-1 : shmat(id, NULL, 0);
        if (p == (void *)-1)
            break;
        memset(p, 1, SIZE);
        shmdt(p);
    }
    pause();
    return true;
}

/* All at once and attached, which must not be counted twice. */
static bool attached(const char *megabytes)
{
    enum { SIZE = 65535 };
    for (long had = 0; had < (long)atoi(megabytes) * MEGA; had += SIZE) {
        char *p = shmat(shmget(IPC_PRIVATE, SIZE, 0600), NULL, 0);
        if (p != (void *)-1)
            memset(p, 1, SIZE);
    }
    pause();
    return true;
}

/* Something that can be had only so many times: contained if it ends below the limit. */
/* Tables that the kernel finds pages by: a byte read every two megabytes takes one of them. */
static bool tables(const char *megabytes)
{
    enum { STEP = 2 * MEGA, TABLE = 4096 };
    size_t n = (size_t)atoi(megabytes) * MEGA / TABLE * STEP;
    volatile char *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED)
        return false;
    madvise((void *)p, n, MADV_NOHUGEPAGE);
    for (size_t i = 0; i < n; i += STEP)
        (void)p[i];
    pause();
    return true;
}

/* What nobody reads fills a socket. */
static long fill(int fd)
{
    static char chunk[32768];
    long sum = 0;
    for (ssize_t n; (n = send(fd, chunk, sizeof chunk, MSG_DONTWAIT)) > 0; sum += n)
        ;
    return sum;
}

/* Several processes, as none may have so many sockets. */
static bool fill_sockets(const char *megabytes, bool (*make)(int ends[2]))
{
    long want = (long)atoi(megabytes) * MEGA / 8;
    for (int i = 0; i < 8; i++)
        if (fork() == 0) {
            int ends[2];
            for (long had = 0; had < want && make(ends); had += fill(ends[0]) + fill(ends[1]))
                ;
            pause();
        }
    pause();
    return true;
}

static bool datagram_pair(int ends[2])
{
    return socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) == 0;
}

static bool stream_pair(int ends[2])
{
    struct sockaddr_in me = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof me;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    ends[0] = socket(AF_INET, SOCK_STREAM, 0);
    bool made = bind(listener, (struct sockaddr *)&me, sizeof me) == 0 &&
                listen(listener, 1) == 0 &&
                getsockname(listener, (struct sockaddr *)&me, &size) == 0 &&
                connect(ends[0], (struct sockaddr *)&me, sizeof me) == 0 &&
                (ends[1] = accept(listener, NULL, NULL)) >= 0;
    close(listener);
    return made;
}

static bool datagrams(const char *megabytes)
{
    return fill_sockets(megabytes, datagram_pair);
}

static bool streams(const char *megabytes)
{
    return fill_sockets(megabytes, stream_pair);
}

static void *take_and_stay(void *megabytes)
{
    size_t n = (size_t)atoi(megabytes) * MEGA;
    sleep(1); // by now the first thread is gone
    char *p = malloc(n);
    if (p)
        memset(p, 1, n);
    __asm__ volatile("" ::"r"(p) : "memory");
    pause();
    return NULL;
}

/* A process without its first thread, of which little is told. */
static bool leaderless(const char *megabytes)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, take_and_stay, (void *)megabytes) != 0)
        return false;
    pthread_exit(NULL);
}

/* Two processes with one memory: it is not twice as much. */
static bool lent(const char *megabytes)
{
    size_t n = (size_t)atoi(megabytes) * MEGA;
    char *p = malloc(n);
    if (p)
        memset(p, 1, n);
    __asm__ volatile("" ::"r"(p) : "memory");
    if (vfork() == 0)
        pause();
    return true;
}

static bool count_until(const char *what, const char *limit, bool (*one)(int i))
{
    int n = 0;
    while (n < atoi(limit) && one(n))
        n++;
    printf("%d %s: %s\n", n, what, strerror(errno));
    return n >= atoi(limit);
}

static bool one_descriptor(int i)
{
    (void)i;
    return dup(0) >= 0;
}

static bool one_timer(int i)
{
    timer_t t;
    struct sigevent none = {.sigev_notify = SIGEV_NONE};
    (void)i;
    return syscall(SYS_timer_create, CLOCK_MONOTONIC, &none, &t) == 0;
}

static bool one_signal(int i)
{
    (void)i;
    return sigqueue(getpid(), SIGRTMIN, (union sigval){0}) == 0;
}

static bool one_queue(int i)
{
    char name[32];
    struct mq_attr attr = {.mq_maxmsg = 10, .mq_msgsize = 8192};
    snprintf(name, sizeof name, "/q%d", i);
    return mq_open(name, O_CREAT | O_RDWR, 0600, &attr) >= 0;
}

static void *sleep_on(void *arg)
{
    for (;;)
        pause();
    return arg;
}

static bool one_thread(int i)
{
    pthread_t t;
    (void)i;
    return pthread_create(&t, NULL, sleep_on, NULL) == 0;
}

static bool one_terminal(int i)
{
    (void)i;
    return open("/dev/ptmx", O_RDWR | O_NOCTTY) >= 0;
}

static bool descriptors_without_end(const char *limit)
{
    return count_until("descriptors", limit, one_descriptor);
}

static bool timers_without_end(const char *limit)
{
    return count_until("timers", limit, one_timer);
}

static bool signals_without_end(const char *limit)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &set, NULL);
    return count_until("signals", limit, one_signal);
}

static bool queues_without_end(const char *limit)
{
    return count_until("queues", limit, one_queue);
}

static bool threads_without_end(const char *limit)
{
    return count_until("threads", limit, one_thread);
}

static bool terminals_without_end(const char *limit)
{
    return count_until("terminals", limit, one_terminal);
}

static bool huge_file(const char *path)
{
    char name[256];
    (void)signal(SIGXFSZ, SIG_IGN);
    snprintf(name, sizeof name, "%s/huge", path);
    int fd = open(name, O_CREAT | O_RDWR, 0600);
    bool found = escaped("a file of a terabyte", ftruncate(fd, 1LL << 40)) |
                 escaped("a byte at a terabyte", pwrite(fd, "x", 1, 1LL << 40)) |
                 escaped("a reserved terabyte", fallocate(fd, 0, 0, 1LL << 40)) |
                 escaped("a reserved gigabyte", fallocate(fd, 0, 0, 1LL << 30));
    unlink(name);
    return found;
}

/* A path that nobody can spell; what lists or removes it must neither follow nor fall. */
static bool deep_tree(const char *depth)
{
    int n = 0;
    while (n < atoi(depth) && mkdir("deeper", 0700) == 0 && chdir("deeper") == 0)
        n++;
    printf("%d folders deep\n", n);
    return n < 100; // then the test says nothing
}

/* The first of a family leaves, the rest goes on. */
static bool orphan(const char *seconds)
{
    if (fork() != 0)
        return false;
    setsid();
    if (fork() != 0)
        _exit(0);
    for (int i = 1; i < 65; i++)
        (void)signal(i, SIG_IGN);
    execlp("sleep", "sleep", seconds, NULL);
    return true;
}

/* Many that hold the output open and want no signal. */
static bool hold_output(const char *seconds)
{
    for (int i = 0; i < 20; i++)
        if (fork() == 0) {
            setsid();
            execlp("sleep", "sleep", seconds, NULL);
        }
    return false;
}

/* A child that stopped and one that is nobody's. */
static bool stopped_child(const char *seconds)
{
    pid_t pid = fork();
    if (pid == 0)
        execlp("sleep", "sleep", seconds, NULL);
    kill(pid, SIGSTOP);
    return false;
}

static bool kill_init(const char *arg)
{
    (void)arg;
    for (int signo = 1; signo < 65; signo++)
        if (signo != SIGINT) // which it passes on, as it is to
            kill(1, signo);
    usleep(20000);
    return kill(1, 0) != 0;
}

/* Stop all that is there, oneself last. */
static bool stop_all(const char *arg)
{
    (void)arg;
    kill(-1, SIGSTOP);
    raise(SIGSTOP);
    return false;
}

static bool thread_goes_on(const char *arg)
{
    pthread_t t;
    if (pthread_create(&t, NULL, sleep_on, (void *)arg) == 0)
        pthread_exit(NULL);
    return true;
}

static bool close_all_and_stay(const char *arg)
{
    (void)arg;
    for (int fd = 0; fd < 512; fd++)
        close(fd);
    while (pause() < 0)
        ;
    return false;
}

/* A child that shares its parent's memory and lives in its place. */
static bool vfork_bomb(const char *arg)
{
    (void)arg;
    while (getppid() >= 0)
        if (vfork() == 0)
            continue;
    return true;
}

/* Memory that is used by nobody, in as many pieces as the kernel lets each process have. */
static bool mappings_without_end(const char *processes)
{
    enum { PIECES = 65000, PAGE_BYTES = 4096 };
    for (int i = atoi(processes); i > 1 && fork() > 0; i--)
        ;
    char *p =
        mmap(NULL, (size_t)PIECES * PAGE_BYTES, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (size_t i = 0; p != MAP_FAILED && i < PIECES; i += 2)
        mprotect(p + i * PAGE_BYTES, PAGE_BYTES, PROT_NONE);
    while (!getenv("a name that nobody has given"))
        pause();
    return true;
}

const Attack attacks_by_holding[] = {
    {"semaphores", semaphores},
    {"messages", messages},
    {"segments", segments},
    {"tables", tables},
    {"datagrams", datagrams},
    {"streams", streams},
    {"leaderless", leaderless},
    {"lent", lent},
    {"attached", attached},
    {"descriptors-without-end", descriptors_without_end},
    {"timers-without-end", timers_without_end},
    {"signals-without-end", signals_without_end},
    {"mappings-without-end", mappings_without_end},
    {"queues-without-end", queues_without_end},
    {"threads-without-end", threads_without_end},
    {"terminals-without-end", terminals_without_end},
    {"huge-file", huge_file},
    {"deep-tree", deep_tree},
    {"orphan", orphan},
    {"hold-output", hold_output},
    {"stopped-child", stopped_child},
    {"kill-init", kill_init},
    {"stop-all", stop_all},
    {"thread-goes-on", thread_goes_on},
    {"close-all", close_all_and_stay},
    {"vfork-bomb", vfork_bomb},
    {NULL, NULL},
};
