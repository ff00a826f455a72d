#include "jail/helper/confine.h"

#include "jail/helper/step.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
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
    SCOPE_ALL = 0x3,             // ABI 6: abstract sockets and signals
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
static const char *const writable[] = {"/tmp",      "/home/user",  "/dev/shm",  "/dev/pts",
                                       "/dev/null", "/dev/zero",   "/dev/full", "/dev/tty",
                                       "/proc",     "/dev/urandom"};

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

bool confine_files(const Policy *p)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);
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
