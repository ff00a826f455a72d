#include "jail/helper/blocked.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    NEW_LISTENER = 0x8,   // SECCOMP_FILTER_FLAG_NEW_LISTENER
    WAIT_KILLABLE = 0x20, // no signal but the last makes a program call twice; Linux 5.19
    SYNC_WAKE_UP = 1,     // SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP
    WRITES = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC,
};

// SECCOMP_IOCTL_NOTIF_SET_FLAGS
#define SET_FLAGS _IOW('!', 4, uint64_t)

// On a little-endian machine the low half comes first.
#define LOW  (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 0 : 4)
#define HIGH (4 - LOW)
#define ARG(n, half) \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[n]) + (half))
#define WHEN(call, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, yes, no)
#define ANY(bits, yes, no)  BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, yes, no)
#define TELL                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF)
#define PASS                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/* Opening for writing, and reaching for an address.  Each such call costs two switches to another
 * process, so what is asked most, opening to read, is not among them.  Calls of foreign machines
 * never come this far: see make-filter.c. */
static const struct sock_filter code[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    WHEN(SYS_connect, 11, 0), // to TELL
    WHEN(SYS_openat, 0, 2),
    ARG(2, LOW),
    ANY(WRITES, 8, 7),
    WHEN(SYS_sendto, 0, 4), // with an address
    ARG(4, LOW),
    ANY(~0U, 5, 0),
    ARG(4, HIGH),
    ANY(~0U, 3, 2),
#ifdef SYS_open
    WHEN(SYS_open, 3, 0),
#else
    WHEN(SYS_sendmmsg, 2, 0),
#endif
    WHEN(SYS_sendmmsg, 1, 0), // how names are asked for
    PASS,
    TELL,
#ifdef SYS_open
    ARG(1, LOW),
    ANY(WRITES, 0, 1),
    TELL,
    PASS,
#endif
};

/* Changes of modes and times are done by us, or not at all; and nothing is told of the rest: there
 * is no network to look for, and few files to write. */
static const struct sock_filter code_apart[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#ifdef SYS_chmod
    WHEN(SYS_chmod, 5, 0),
#else
    WHEN(SYS_fchmod, 5, 0),
#endif
    WHEN(SYS_fchmod, 4, 0),
    WHEN(SYS_fchmodat, 3, 0),
    WHEN(452 /* fchmodat2 */, 2, 0),
    WHEN(SYS_utimensat, 1, 0),
    PASS,
    TELL,
};

static int listen_to(const struct sock_filter *filter, size_t n)
{
    struct sock_fprog prog = {(unsigned short)n, (struct sock_filter *)filter};
    long fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, NEW_LISTENER | WAIT_KILLABLE, &prog);
    if (fd < 0)
        fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, NEW_LISTENER, &prog);
    // Who calls and who looks take turns, so let them do so on one processor; Linux 6.6.
    if (fd >= 0)
        (void)ioctl((int)fd, SET_FLAGS, SYNC_WAKE_UP);
    return (int)fd;
}

int blocked_listen(void)
{
    return listen_to(code, sizeof code / sizeof code[0]);
}

int blocked_listen_apart(void)
{
    return listen_to(code_apart, sizeof code_apart / sizeof code_apart[0]);
}
