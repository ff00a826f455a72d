#include "jail/helper/reason.h"

#include "jail/helper/birth.h"
#include "jail/helper/tree.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* A number in a file of /proc, -1 without one. */
static long read_number(const char *path)
{
    char text[64];
    return read_small(path, text, sizeof text) > 0 ? strtol(text, NULL, 10) : -1;
}

static bool is_filtered(void)
{
    char text[4096];
    return read_small("/proc/self/status", text, sizeof text) > 0 &&
           strstr(text, "\nSeccomp:\t2") != NULL;
}

static bool apparmor_restricts(void)
{
    return geteuid() != 0 &&
           read_number("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == 1;
}

static void say_apparmor(char *out)
{
    char self[512];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    self[n > 0 ? n : 0] = '\0';
    snprintf(out, REASON_BYTES,
             "AppArmor keeps ordinary users from using user namespaces; allow it for this program "
             "with: printf 'abi <abi/4.0>,\\nprofile codelab %s flags=(unconfined) { userns, }\\n' "
             "| sudo tee /etc/apparmor.d/codelab && sudo apparmor_parser -r "
             "/etc/apparmor.d/codelab",
             self);
}

/* The kernel answered EPERM or ENOSYS to the call that makes the namespaces. */
static const char *why_forbidden(void)
{
    if (is_filtered())
        return "a system call filter around codelab, as containers have one, forbids user "
               "namespaces; start the container with --security-opt seccomp=unconfined or a "
               "profile that allows clone and unshare";
    if (read_number("/proc/sys/kernel/unprivileged_userns_clone") == 0 && geteuid() != 0)
        return "user namespaces are switched off for ordinary users; switch them on with 'sudo "
               "sysctl -w kernel.unprivileged_userns_clone=1'";
    return "the kernel forbids user namespaces, as it does in a chroot or under a strict security "
           "policy; start codelab outside of it";
}

static const char *why_too_many(void)
{
    if (read_number("/proc/sys/user/max_user_namespaces") == 0)
        return "user namespaces are switched off; switch them on with 'sudo sysctl -w "
               "user.max_user_namespaces=15000', or start codelab outside the sandbox that "
               "switched them off";
    return "there are too many namespaces already, or they are nested too deeply; end other "
           "sandboxes or raise the limits in /proc/sys/user";
}

static const char *why_no_namespaces(int error)
{
    if (error == ENOSPC || error == EUSERS)
        return why_too_many();
    if (error == EPERM || error == ENOSYS || error == EACCES)
        return why_forbidden();
    if (error == EMFILE || error == ENFILE)
        return "too many files are open; raise the limit with 'ulimit -n 1024'";
    if (error == EAGAIN)
        return "there are too many processes already; end some or raise 'ulimit -u'";
    return NULL;
}

static const char *why_no_maps(int error)
{
    if (error == ENOENT)
        return "there is no /proc to map the user ids with; mount it";
    if (maps_are_of_root())
        return "this root is root outside, too, and there is no other user id for the program; "
               "start codelab as an ordinary user";
    return error == EPERM || error == EACCES
               ? "the kernel forbids to map user ids; ask who runs this machine to allow user "
                 "namespaces"
               : NULL;
}

static const char *why_no_root(int error)
{
    if (error == ENOSYS)
        return "this kernel is too old; Linux 5.14 or newer is needed";
    if (error == EPERM || error == EACCES)
        return "mounting is forbidden even in a namespace of our own, as a container or security "
               "policy can do; allow mounts for codelab or start it outside";
    return NULL;
}

static const char *why(Step step, int error)
{
    if (step == STEP_NAMESPACES)
        return why_no_namespaces(error);
    if (step == STEP_MAPS)
        return why_no_maps(error);
    if (step == STEP_ROOT || step == STEP_PIVOT)
        return why_no_root(error);
    if (step == STEP_LANDLOCK)
        return "isolation by Landlock alone needs Linux 6.12 or newer with Landlock switched on "
               "(CONFIG_SECURITY_LANDLOCK, and 'landlock' in lsm=), which is not here";
    if (step == STEP_FILTER && (error == ENOSYS || error == EINVAL))
        return "this kernel has no system call filter; use one built with CONFIG_SECCOMP_FILTER";
    return NULL;
}

static const char *const tasks[] = {
    [STEP_NAMESPACES] = "cannot make namespaces",
    [STEP_MAPS] = "cannot map user ids",
    [STEP_ROOT] = "cannot mount the program's file system",
    [STEP_READ_PATH] = "cannot show '%s' to the program",
    [STEP_PROJECT] = "cannot show the project '%s' to the program",
    [STEP_PIVOT] = "cannot leave the host's file system",
    [STEP_NETWORK] = "cannot set up the loopback network",
    [STEP_TTY] = "cannot make a terminal",
    [STEP_LIMITS] = "cannot set limits",
    [STEP_PRIVILEGES] = "cannot give up privileges",
    [STEP_FILTER] = "cannot load the system call filter",
    [STEP_LANDLOCK] = "cannot confine the program by Landlock",
    [STEP_ROOM] = "cannot make the folder '%s' for the program",
    [STEP_FORK] = "cannot start a process",
    [STEP_CWD] = "cannot enter the folder '%s'",
    [STEP_EXEC] = "cannot start '%s'",
};
_Static_assert(sizeof tasks / sizeof tasks[0] == STEP_COUNT, "a sentence for every step");

static const char *subject(const Policy *p, const News *news)
{
    if (news->step == STEP_READ_PATH)
        return news->index < p->nread ? p->read[news->index] : "";
    if (news->step == STEP_PROJECT)
        return p->project ? p->project : "";
    if (news->step == STEP_ROOM)
        return p->room ? p->room : "";
    return news->subject;
}

void reason_sentence(const Policy *p, const News *news, char *out)
{
    Step step = (Step)news->step;
    int error = news->error;
    bool of_namespaces =
        step == STEP_NAMESPACES || step == STEP_MAPS || step == STEP_ROOT || step == STEP_NETWORK;
    if (of_namespaces && (error == EPERM || error == EACCES) && apparmor_restricts()) {
        say_apparmor(out);
        return;
    }
    const char *known = why(step, error);
    if (step == STEP_PROJECT && news->index == PROJECT_LINKED)
        known =
            "the project's .git, .codelab or .vscode is a link, which cannot be kept from being "
            "replaced; run the program without --direct and look at what it writes";
    if (known) {
        snprintf(out, REASON_BYTES, "%s", known);
        return;
    }
    int n = snprintf(out, REASON_BYTES, "%s: ", tasks[step]);
    if (strstr(tasks[step], "%s")) { // the one format with a subject
        const char *at = strstr(tasks[step], "%s");
        n = snprintf(out, REASON_BYTES, "%.*s%.*s%s: ", (int)(at - tasks[step]), tasks[step],
                     SUBJECT_MAX - 1, subject(p, news), at + 2);
    }
    const char *text = strerror(error);
    snprintf(out + n, REASON_BYTES - (size_t)n, "%c%s", text[0] | 0x20, text + 1);
}
