#include "jail/helper/confine.h"

#include "jail/helper/root.h"
#include "jail/helper/step.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// From <linux/landlock.h>, whose older editions lack half of them.
enum {
    READ_ALL = 0x1 | 0x4 | 0x8, // execute, read files, list folders
    WRITE_FILE = 0x2,
    MAKE_ALL = 0x1ff0,           // make and remove every kind of entry
    REFER = 0x2000,              // ABI 2: move between folders
    TRUNCATE = 0x4000,           // ABI 3
    IOCTL_DEV = 0x8000,          // ABI 5
    MAKE_DEVICES = 0x40 | 0x800, // of MAKE_ALL: character and block devices
    NET_ALL = 0x3,               // ABI 4: bind and connect of TCP
    SCOPE_ALL = 0x3,             // ABI 6: abstract sockets and signals
    OLDEST_ALONE = 6,            // without a namespace, signals reach all of the user
    RULE_PATH_BENEATH = 1,
    ASK_VERSION = 1,
};

typedef struct {
    uint64_t files, net, scoped;
} Ruleset;

typedef struct {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed)) PathRule;

/* What may be written; all else can only be read. */
static const char *const writable[] = {"/tmp", "/home/user", "/dev", "/proc"};

static void allow(int ruleset, const char *path, uint64_t access)
{
    AUTO(fd) int fd = open(path, O_PATH | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) < 0)
        return; // what is not there needs no rule
    if (!S_ISDIR(st.st_mode))
        access &= READ_ALL | WRITE_FILE | TRUNCATE | IOCTL_DEV, access &= ~(uint64_t)0x8;
    PathRule rule = {.allowed = access, .parent = fd};
    step_must(syscall(SYS_landlock_add_rule, ruleset, RULE_PATH_BENEATH, &rule, 0), STEP_FILTER);
}

static Ruleset ruleset_for(long abi)
{
    Ruleset r = {.files = READ_ALL | WRITE_FILE | MAKE_ALL | REFER};
    if (abi >= 3)
        r.files |= TRUNCATE;
    if (abi >= 5)
        r.files |= IOCTL_DEV;
    if (abi >= 6)
        r.scoped = SCOPE_ALL;
    return r;
}

static long version(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);
}

static int new_ruleset(const Ruleset *set)
{
    int fd = (int)syscall(SYS_landlock_create_ruleset, set, sizeof *set, 0);
    step_must(fd, STEP_LANDLOCK);
    return fd;
}

/* Of the three kinds of what is shown: the system, what the policy names, and what programs look up
 * there that see the host's /etc. */
static void allow_reading(int ruleset, const Policy *p)
{
    static const char *const etc[] = {"/etc/passwd", "/etc/group", "/etc/hosts",
                                      "/etc/nsswitch.conf"};
    char buf[64];
    const char *path;
    for (size_t i = 0; (path = system_path(p, i, buf)); i++)
        if (*path)
            allow(ruleset, path, READ_ALL);
    for (size_t i = 0; i < ARRAY_LEN(etc); i++)
        allow(ruleset, etc[i], READ_ALL);
    for (size_t i = 0; i < p->nread; i++)
        allow(ruleset, p->read[i], READ_ALL);
    if (p->project)
        allow(ruleset, p->project, READ_ALL);
}

void confine_signals(void)
{
    if (version() < OLDEST_ALONE) {
        errno = EOPNOTSUPP;
        step_fail(STEP_LANDLOCK);
    }
    AUTO(fd) int fd = new_ruleset(&(Ruleset){.scoped = SCOPE_ALL});
    step_must(syscall(SYS_landlock_restrict_self, fd, 0), STEP_LANDLOCK);
    if (kill(getppid(), 0) == 0) { // then we could end all that the user has
        errno = EOPNOTSUPP;
        step_fail(STEP_LANDLOCK);
    }
}

void confine_apart(const Policy *p)
{
    static const char *const devices[] = {"/dev/null", "/dev/zero", "/dev/full", "/dev/urandom",
                                          "/dev/random"};
    Ruleset set = ruleset_for(version());
    set.net = NET_ALL;
    AUTO(fd) int fd = new_ruleset(&set);
    allow_reading(fd, p);
    for (size_t i = 0; i < ARRAY_LEN(devices); i++)
        allow(fd, devices[i], set.files);
    if (p->tty)
        allow(fd, "/dev/tty", set.files);
    allow(fd, p->room, set.files & ~(uint64_t)MAKE_DEVICES);
    step_must(syscall(SYS_landlock_restrict_self, fd, 0), STEP_LANDLOCK);
}

bool confine_files(const Policy *p)
{
    long abi = version();
    if (abi < 2) // the first version forbids every move between folders
        return false;
    Ruleset set = ruleset_for(abi);
    AUTO(fd)
    int fd = (int)syscall(SYS_landlock_create_ruleset, &set,
                          abi >= 6 ? sizeof set : sizeof set.files, 0);
    step_must(fd, STEP_FILTER);
    uint64_t write = set.files & ~(uint64_t)MAKE_DEVICES;
    allow(fd, "/", READ_ALL);
    for (size_t i = 0; i < ARRAY_LEN(writable); i++)
        allow(fd, writable[i], write);
    if (p->project)
        allow(fd, p->project, write);
    step_must(syscall(SYS_landlock_restrict_self, fd, 0), STEP_FILTER);
    return true;
}
