#include "attack.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

static bool read_file(const char *path)
{
    return escaped(path, open(path, O_RDONLY));
}

static bool write_file(const char *path)
{
    return escaped(path, open(path, O_WRONLY | O_CREAT, 0644));
}

/* Anything but `.`, `..` and what the jail itself puts into its own home and root. */
static bool list_others(const char *path)
{
    DIR *dir = opendir(path);
    bool found = false;
    for (struct dirent *e; dir && (e = readdir(dir));)
        if (e->d_name[0] != '.' && strcmp(e->d_name, "user")) {
            printf("%s/%s is visible\n", path, e->d_name);
            found = true;
        }
    return found;
}

/* Processes other than our own few: numbers beyond what a fresh pid namespace has. */
static bool see_processes(const char *arg)
{
    (void)arg;
    DIR *dir = opendir("/proc");
    bool found = false;
    for (struct dirent *e; dir && (e = readdir(dir));)
        if (atoi(e->d_name) > 100) {
            printf("process %s is visible\n", e->d_name);
            found = true;
        }
    return found || !dir;
}

static bool proc_of_host(const char *arg)
{
    static const char *const names[] = {"/proc/sys/kernel/core_pattern",
                                        "/proc/kcore",
                                        "/proc/keys",
                                        "/proc/kallsyms",
                                        "/proc/sysrq-trigger",
                                        "/proc/cmdline",
                                        "/proc/sys/kernel/hostname",
                                        "/sys/kernel",
                                        "/sys/fs/cgroup"};
    bool found = false;
    (void)arg;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        found |= escaped(names[i], access(names[i], F_OK));
    return found;
}

static bool look_into_init(const char *arg)
{
    static const char *const names[] = {"environ", "mem", "maps", "exe", "root/", "fd/", "cwd/"};
    bool found = false;
    (void)arg;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[64];
        snprintf(path, sizeof path, "/proc/1/%s", names[i]);
        found |= escaped(path, open(path, O_RDONLY));
    }
    return found;
}

/* Does the word stand in any environment that can be read? */
static bool find_word(const char *word)
{
    static char text[1 << 17];
    bool found = false;
    for (int pid = 0; pid < 100; pid++) {
        char path[64];
        snprintf(path, sizeof path, pid ? "/proc/%d/environ" : "/proc/self/environ", pid);
        int fd = open(path, O_RDONLY);
        ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text);
        if (n > 0 && memmem(text, (size_t)n, word, strlen(word))) {
            printf("'%s' stands in %s\n", word, path);
            found = true;
        }
        if (fd >= 0)
            close(fd);
    }
    return found;
}

static bool descriptors(const char *arg)
{
    struct stat st;
    bool found = false;
    (void)arg;
    for (int fd = 3; fd < 4096; fd++)
        if (fstat(fd, &st) == 0) {
            printf("descriptor %d is open\n", fd);
            found = true;
        }
    // What is there must be pipes of the jail's own, not what the caller has.
    for (int fd = 0; fd < 3; fd++)
        if (fstat(fd, &st) == 0 && !S_ISFIFO(st.st_mode) && !isatty(fd)) {
            printf("descriptor %d is the caller's\n", fd);
            found = true;
        }
    return found;
}

static bool set_id(const char *arg)
{
    bool found = false;
    const char *file = "set-id-target";
    (void)arg;
    int fd = open(file, O_CREAT | O_WRONLY, 0755);
    if (fd < 0) {
        perror(file);
        return true; // then the test says nothing
    }
    found |= escaped("chmod u+s", chmod(file, 04755));
    found |= escaped("chmod g+s", chmod(file, 02755));
    found |= escaped("fchmod u+s", fchmod(fd, 04755));
    found |= escaped("fchmodat u+s", fchmodat(AT_FDCWD, file, 04755, 0));
    found |= escaped("fchmodat2 u+s", syscall(452, AT_FDCWD, file, 04755, 0));
    found |= escaped("open 4755", open("set-id-1", O_CREAT | O_WRONLY, 04755));
    found |= escaped("openat 2755", openat(AT_FDCWD, "set-id-2", O_CREAT | O_WRONLY, 02755));
    found |= escaped("creat 4755", creat("set-id-3", 04755));
    found |= escaped("mknod 4755", mknod("set-id-4", S_IFREG | 04755, 0));
    found |= escaped("O_TMPFILE 4755", open(".", O_TMPFILE | O_WRONLY, 04755));
    struct {
        unsigned long long flags, mode, resolve;
    } how = {O_CREAT | O_WRONLY, 04755, 0};
    found |= escaped("openat2 4755", syscall(437, AT_FDCWD, "set-id-5", &how, sizeof how));
    unlink(file);
    return found;
}

static bool make_device(const char *arg)
{
    (void)arg;
    return escaped("mknod a disk", mknod("/tmp/disk", S_IFBLK | 0600, 0x800)) |
           escaped("mknod mem", mknod("/tmp/mem", S_IFCHR | 0600, 0x101));
}

static bool connect_to(int domain, const void *address, socklen_t n)
{
    int fd = socket(domain, SOCK_STREAM, 0);
    return fd < 0 ? escaped("socket", -1) : escaped("connect", connect(fd, address, n));
}

static bool socket_file(const char *path)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    snprintf(to.sun_path, sizeof to.sun_path, "%s", path);
    return connect_to(AF_UNIX, &to, sizeof to);
}

static bool abstract_socket(const char *name)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    size_t n = strlen(name);
    memcpy(to.sun_path + 1, name, n);
    return connect_to(AF_UNIX, &to, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + n));
}

const Attack attacks_on_files[] = {
    {"read", read_file},
    {"write", write_file},
    {"list", list_others},
    {"processes", see_processes},
    {"proc", proc_of_host},
    {"init", look_into_init},
    {"word", find_word},
    {"descriptors", descriptors},
    {"set-id", set_id},
    {"device", make_device},
    {"socket", socket_file},
    {"abstract", abstract_socket},
    {NULL, NULL},
};
