// floor-jail DIR PROGRAM: the least that makes a whole jail, in one process that forks once.  No
// policy, no report, no limit on anything, no word on what fails: what the kernel takes for it.
#include "jail/helper/filter.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOBODY = 65533, INSIDE = 1000 };

static void must(long result)
{
    if (result < 0) {
        perror("floor-jail");
        _exit(125);
    }
}

static void write_proc(pid_t pid, const char *name, const char *text)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
    int fd = open(path, O_WRONLY);
    must(write(fd, text, strlen(text)));
    close(fd);
}

static void write_map(pid_t pid, const char *name, unsigned outside)
{
    char line[64];
    snprintf(line, sizeof line, "%d %u 1", INSIDE, outside);
    write_proc(pid, name, line);
}

static void bind_read_only(const char *from, const char *to)
{
    struct {
        uint64_t set, clear, propagation, userns;
    } attr = {.set = 0x7}; // read-only, no set-id, no devices
    must(mount(from, to, NULL, MS_BIND, NULL));
    must(syscall(SYS_mount_setattr, AT_FDCWD, to, 0, &attr, sizeof attr));
}

static void bind_device(const char *from, const char *to)
{
    close(open(to, O_CREAT | O_WRONLY, 0666));
    must(mount(from, to, NULL, MS_BIND, NULL));
}

static void make_root(const char *dir)
{
    static const char *const folders[] = {"usr",     "proc", "dev", "dev/pts",
                                          "dev/shm", "tmp",  "work"};
    must(mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL));
    must(mount("root", "/mnt", "tmpfs", MS_NOSUID | MS_NODEV, "mode=755"));
    must(chdir("/mnt"));
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        must(mkdir(folders[i], 0755));
    must(symlink("usr/bin", "bin") | symlink("usr/lib", "lib") | symlink("usr/lib64", "lib64"));
    bind_read_only("/usr", "usr");
    bind_read_only(dir, "work");
    bind_device("/dev/null", "dev/null");
    bind_device("/dev/zero", "dev/zero");
    bind_device("/dev/full", "dev/full");
    bind_device("/dev/urandom", "dev/urandom");
    must(mount("pts", "dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666"));
    must(mount("shm", "dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, "size=64m"));
    must(mount("tmp", "tmp", "tmpfs", MS_NOSUID | MS_NODEV, "size=64m"));
    must(mount("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "subset=pid"));
    must(syscall(SYS_pivot_root, ".", "."));
    must(umount2(".", MNT_DETACH));
    must(chdir("/"));
}

static void confine(void)
{
    struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {0};
    struct sock_fprog filter = {filters_of_program[0].len,
                                (struct sock_filter *)filters_of_program[0].code};
    for (unsigned long cap = 0; prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == 0; cap++)
        ;
    must(syscall(SYS_capset, &head, none));
    must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    must(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter));
}

static void inside(const char *dir, const char *program, int go)
{
    char byte, path[4096];
    int status;
    snprintf(path, sizeof path, "/work%s", strrchr(program, '/'));
    must(read(go, &byte, 1));
    must(prctl(PR_SET_PDEATHSIG, SIGKILL) | syscall(SYS_setresgid, INSIDE, INSIDE, INSIDE) |
         syscall(SYS_setresuid, INSIDE, INSIDE, INSIDE));
    make_root(dir);
    must(sethostname("jail", 4));
    must(setrlimit(RLIMIT_NOFILE, &(struct rlimit){512, 512}));
    pid_t pid = fork();
    if (pid == 0) {
        syscall(SYS_close_range, 3, ~0U, 0);
        confine();
        execl(path, path, NULL);
    }
    must(pid);
    while (wait(&status) != pid)
        ;
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 125);
}

int main(int argc, char **argv)
{
    int go[2], status;
    struct clone_args args = {.flags = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET |
                                       CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP,
                              .exit_signal = SIGCHLD};
    if (argc != 3 || pipe(go) < 0)
        return 2;
    pid_t pid = (pid_t)syscall(SYS_clone3, &args, sizeof args);
    if (pid == 0)
        inside(argv[1], argv[2], go[0]);
    must(pid);
    bool root = geteuid() == 0;
    if (!root)
        write_proc(pid, "setgroups", "deny");
    write_map(pid, "uid_map", root ? NOBODY : geteuid());
    write_map(pid, "gid_map", root ? NOBODY : getegid());
    must(write(go[1], "", 1));
    must(waitpid(pid, &status, 0));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 125;
}
