#include "jailed.h"

#include "base/mem.h"
#include "jail/helper/locked.h"
#include "jail/jail.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { OUT = 7 };

static char type_of(const struct stat *st, int fd)
{
    char opaque[2] = "";
    if (S_ISDIR(st->st_mode)) {
        ssize_t n = fgetxattr(fd, "user.overlay.opaque", opaque, sizeof opaque);
        return n == 1 && opaque[0] == 'y' ? 'o' : 'd';
    }
    if (S_ISCHR(st->st_mode))
        return st->st_rdev == makedev(0, 0) ? 'w' : 'c';
    return S_ISLNK(st->st_mode) ? 'l' : S_ISREG(st->st_mode) ? '-' : '?';
}

static void print_text(int fd)
{
    char text[64];
    ssize_t n = read(fd, text, sizeof text - 1);
    dprintf(OUT, " %.*s", n > 0 ? (int)strcspn((text[n] = '\0', text), "\n") : 0, text);
}

static void print_folder(int fd, const char *path);

static void print_entry(int dir, const char *path, const char *name)
{
    char whole[4096];
    struct stat st;
    if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return;
    snprintf(whole, sizeof whole, "%s%s", path, name);
    bool opens = S_ISDIR(st.st_mode) || S_ISREG(st.st_mode);
    int fd = open_locked(dir, name);
    if (opens == (fd < 0))
        dprintf(OUT, "%s: %s\n", whole, fd < 0 ? strerror(errno) : "opened");
    dprintf(OUT, "%c %03o %s", type_of(&st, fd), (unsigned)st.st_mode & 07777, whole);
    if (S_ISREG(st.st_mode) && fd >= 0)
        print_text(fd);
    dprintf(OUT, "\n");
    strncat(whole, "/", sizeof whole - strlen(whole) - 1);
    if (S_ISDIR(st.st_mode) && fd >= 0)
        print_folder(fd, whole);
    else
        auto_fd(&fd);
}

static void print_folder(int fd, const char *path)
{
    struct dirent **entries = NULL;
    int n = scandirat(fd, ".", &entries, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        if (strcmp(entries[i]->d_name, ".") && strcmp(entries[i]->d_name, ".."))
            print_entry(fd, path, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    close(fd);
}

void print_layer(int *layer_fd)
{
    AUTO(err) Err err = {0};
    int fd = jail_layer_take(layer_fd, &err);
    if (fd >= 0)
        print_folder(fd, "");
    else
        dprintf(OUT, "%s\n", err_text(&err));
}
