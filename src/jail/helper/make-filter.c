/* Makes the filters of system calls when codelab is built, as C on stdout.
 *
 * To assemble a filter takes longer than to make the rest of a jail, so it is not done at each
 * start.  The filter is for the machine this program runs on: a cross build must run it there. */
#include "jail/helper/calls.h"
#include "jail/helper/filter-tree.h"
#include "jail/helper/policy.h"

#include "base/mem.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FILTER_MAX = 4096 };

/* Negative: a call of other machines, or one this library has not heard of. */
static int number_of(const CallRule *r)
{
    return r->name ? seccomp_syscall_resolve_name(r->name) : r->number;
}

static bool classify(CallClass *classes, CallClass class, const char *const *names)
{
    for (; *names; names++) {
        int nr = seccomp_syscall_resolve_name(*names);
        if (nr >= CALLS_MAX)
            return false;
        if (nr >= 0)
            classes[nr] = class;
    }
    return true;
}

/* A profile: a list of its own, or the default with some more or less. */
typedef struct {
    const char *const *only, *const *more, *const *less; // NULL: none
    const CallRule *rules;                               // beside calls_ruled
    const size_t *nrules;
} Profile;

static const Profile profiles[] = {
    [CALLS_DEFAULT] = {.only = NULL},
    [CALLS_STRICT] = {.only = calls_of_strict},
    [CALLS_DEBUG] = {.more = calls_of_debug},
    [CALLS_INSTALL] = {.less = calls_not_of_install},
    [CALLS_APART] = {.less = calls_not_of_apart,
                     .rules = calls_ruled_apart,
                     .nrules = &calls_ruled_apart_len},
};
_Static_assert(ARRAY_LEN(profiles) == CALLS_PROFILES, "a filter for every profile");

static bool has_number(const char *const *names, int nr)
{
    for (; names && *names; names++)
        if (seccomp_syscall_resolve_name(*names) == nr)
            return true;
    return false;
}

static bool is_in(const Profile *p, int nr)
{
    return nr >= 0 && !has_number(p->less, nr) && (!p->only || has_number(p->only, nr));
}

static bool classify_all(const Profile *p, CallClass *classes)
{
    memset(classes, 0, CALLS_MAX * sizeof *classes);
    bool ok = classify(classes, CALL_ALLOWED, p->only ? p->only : calls_allowed) &&
              classify(classes, CALL_REFUSED, calls_refused) &&
              (!p->more || classify(classes, CALL_ALLOWED, p->more)) &&
              (!p->less || classify(classes, CALL_ABSENT, p->less));
    for (size_t i = 0; !p->only && i < calls_allowed_by_number_len; i++)
        classes[calls_allowed_by_number[i]] = CALL_ALLOWED;
    for (size_t i = 0; i < calls_ruled_len; i++)
        if (is_in(p, number_of(&calls_ruled[i])))
            classes[number_of(&calls_ruled[i])] = CALL_RULED;
    for (size_t i = 0; p->rules && i < *p->nrules; i++)
        if (number_of(&p->rules[i]) >= 0)
            classes[number_of(&p->rules[i])] = CALL_RULED;
    classes[SYS_ioctl] = CALL_RULED;
    if (classes[SYS_setsockopt] == CALL_ALLOWED)
        classes[SYS_setsockopt] = CALL_RULED;
    return ok;
}

static bool add_ruled(scmp_filter_ctx ctx, const CallRule *r)
{
    int nr = number_of(r);
    struct scmp_arg_cmp conditions[ARRAY_LEN(r->when)];
    unsigned n = 0;
    for (; n < ARRAY_LEN(r->when) && r->when[n].mask; n++)
        conditions[n] =
            SCMP_CMP64(r->when[n].arg, SCMP_CMP_MASKED_EQ, r->when[n].mask, r->when[n].value);
    uint32_t action = r->refused ? SCMP_ACT_ERRNO(EPERM) : SCMP_ACT_ALLOW;
    return nr < 0 || seccomp_rule_add_array(ctx, action, nr, n, conditions) == 0;
}

static bool add_program_rules(const Profile *p, scmp_filter_ctx ctx)
{
    bool ok = seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 0) == 0 &&
              (!is_in(p, SYS_setsockopt) ||
               seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(setsockopt), 0) == 0);
    for (size_t i = 0; ok && i < calls_ruled_len; i++)
        ok = !is_in(p, number_of(&calls_ruled[i])) || add_ruled(ctx, &calls_ruled[i]);
    for (size_t i = 0; ok && p->rules && i < *p->nrules; i++)
        ok = add_ruled(ctx, &p->rules[i]);
    return ok;
}

static bool add_names(scmp_filter_ctx ctx, const char *const *names)
{
    bool ok = true;
    for (; ok && *names; names++) {
        int nr = seccomp_syscall_resolve_name(*names);
        ok = nr < 0 || seccomp_rule_add(ctx, SCMP_ACT_ALLOW, nr, 0) == 0;
    }
    return ok;
}

#define LOW_OF(n) \
    (offsetof(struct seccomp_data, args[n]) + (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 0 : 4))

/* No ioctl that puts words into a terminal's mouth.  Only the low half of the
 * number counts to the kernel, so only that is looked at.  On a little-endian machine it comes
 * first. */
static const struct sock_filter ioctl_check[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 0, 5),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, LOW_OF(1)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, TIOCSTI, 2, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, TIOCSETD, 1, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x541c /* TIOCLINUX */, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
};

/* No protocols on top of TCP in the kernel (TCP_ULP): what they bring has had many a flaw, and no
 * program that has them does without them. */
static const struct sock_filter option_check[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_setsockopt, 0, 5),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, LOW_OF(1)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_TCP, 0, 3),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, LOW_OF(2)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 31 /* TCP_ULP */, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
};

static void print_code(const struct sock_filter *code, size_t n)
{
    for (size_t i = 0; i < n; i++)
        printf("    {0x%02x, %u, %u, 0x%08x},\n", code[i].code, code[i].jt, code[i].jf, code[i].k);
}

/* The finished program of `ctx` as the entry of a table, after `head`. */
static bool print_filter(scmp_filter_ctx ctx, const struct sock_filter *head, size_t nhead)
{
    static struct sock_filter code[FILTER_MAX];
    AUTO(fd) int fd = memfd_create("filter", MFD_CLOEXEC);
    if (fd < 0 || seccomp_export_bpf(ctx, fd) < 0)
        return false;
    ssize_t n = pread(fd, code, sizeof code, 0);
    if (n <= 0 || (size_t)n == sizeof code)
        return false;
    size_t len = (size_t)n / sizeof code[0];
    printf("(const struct sock_filter[]){\n");
    print_code(head, nhead);
    print_code(code, len);
    printf("}, %zu", nhead + len);
    return true;
}

/* Foreign machines' calls (32-bit ones, x32) end the program: no rule looks at them. */
static scmp_filter_ctx new_filter(uint32_t otherwise)
{
    scmp_filter_ctx ctx = seccomp_init(otherwise);
    if (ctx && (seccomp_attr_set(ctx, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) < 0 ||
                seccomp_attr_set(ctx, SCMP_FLTATR_CTL_OPTIMIZE, 2) < 0)) {
        seccomp_release(ctx);
        return NULL;
    }
    return ctx;
}

/* The machine as the kernel names it to filters. */
static uint32_t machine(void)
{
    switch (seccomp_arch_native()) {
    case SCMP_ARCH_X86_64:
        return AUDIT_ARCH_X86_64;
    case SCMP_ARCH_AARCH64:
        return AUDIT_ARCH_AARCH64;
    case SCMP_ARCH_RISCV64:
        return AUDIT_ARCH_RISCV64;
    default:
        return 0;
    }
}

static size_t make_head(const Profile *p, struct sock_filter *head)
{
    static CallClass classes[CALLS_MAX];
    if (!machine() || !classify_all(p, classes))
        return 0;
    size_t n = filter_tree(classes, machine(), head);
    if (!n)
        return 0;
    memcpy(head + n, ioctl_check, sizeof ioctl_check);
    n += ARRAY_LEN(ioctl_check);
    memcpy(head + n, option_check, sizeof option_check);
    return n + ARRAY_LEN(option_check);
}

static bool print_profile(const Profile *p)
{
    static struct sock_filter
        head[TREE_CODE_MAX + ARRAY_LEN(ioctl_check) + ARRAY_LEN(option_check)];
    scmp_filter_ctx ctx = new_filter(SCMP_ACT_ERRNO(ENOSYS));
    size_t nhead = make_head(p, head);
    bool ok = nhead && ctx && add_program_rules(p, ctx) && print_filter(ctx, head, nhead);
    seccomp_release(ctx);
    return ok;
}

static bool print_init(void)
{
    scmp_filter_ctx ctx = new_filter(SCMP_ACT_KILL_PROCESS);
    bool ok = ctx && add_names(ctx, calls_of_init) && print_filter(ctx, NULL, 0);
    seccomp_release(ctx);
    return ok;
}

int main(void)
{
    bool ok = true;
    printf("#include \"jail/helper/filter.h\"\n\nconst Filter filters_of_program[] = {\n");
    for (size_t i = 0; ok && i < ARRAY_LEN(profiles); i++) {
        printf("{");
        ok = print_profile(&profiles[i]);
        printf("},\n");
    }
    printf("};\nconst Filter filter_of_init = {");
    ok = ok && print_init();
    printf("};\n");
    if (!ok)
        fputs("make-filter: cannot build the filters for this machine\n", stderr);
    return ok && fflush(stdout) == 0 ? 0 : 1;
}
