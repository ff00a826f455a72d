/* The filters, run by a machine of our own: what the kernel would answer, without the kernel. */
#include "groups.h"

#include "base/mem.h"
#include "jail/helper/calls.h"
#include "jail/helper/filter.h"
#include "jail/helper/policy.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

enum { STEPS_MAX = 4096 };

static uint32_t load(const struct seccomp_data *data, uint32_t at)
{
    uint32_t word;
    assert_true(at % 4 == 0 && at + 4 <= sizeof *data);
    memcpy(&word, (const char *)data + at, 4);
    return word;
}

static bool jumps(uint16_t code, uint32_t a, uint32_t k)
{
    switch (BPF_OP(code)) {
    case BPF_JEQ:
        return a == k;
    case BPF_JGE:
        return a >= k;
    case BPF_JGT:
        return a > k;
    case BPF_JSET:
        return a & k;
    default:
        fail_msg("the filter has a jump that is not known: %x", code);
        return false;
    }
}

static uint32_t answer(const struct sock_filter *code, size_t n, const struct seccomp_data *data)
{
    uint32_t a = 0;
    size_t at = 0;
    for (int step = 0; step < STEPS_MAX && at < n; step++, at++) {
        const struct sock_filter *i = &code[at];
        if (i->code == (BPF_RET | BPF_K))
            return i->k;
        if (i->code == (BPF_LD | BPF_W | BPF_ABS))
            a = load(data, i->k);
        else if (i->code == (BPF_ALU | BPF_AND | BPF_K))
            a &= i->k;
        else if (i->code == (BPF_JMP | BPF_JA))
            at += i->k;
        else if (BPF_CLASS(i->code) == BPF_JMP)
            at += jumps(i->code, a, i->k) ? i->jt : i->jf;
        else
            fail_msg("the filter has an instruction that is not known: %x", i->code);
    }
    fail_msg("the filter has no end");
    return 0;
}

static uint32_t machine(void)
{
#if defined __x86_64__
    return AUDIT_ARCH_X86_64;
#elif defined __aarch64__
    return AUDIT_ARCH_AARCH64;
#else
    return AUDIT_ARCH_RISCV64;
#endif
}

static uint32_t profile_answer(Calls calls, long nr, const uint64_t *args)
{
    struct seccomp_data data = {.nr = (int)nr, .arch = machine()};
    const Filter *f = &filters_of_program[calls];
    if (args)
        memcpy(data.args, args, sizeof data.args);
    return answer(f->code, f->len, &data);
}

static uint32_t program_answer(long nr, const uint64_t *args)
{
    return profile_answer(CALLS_DEFAULT, nr, args);
}

enum {
    ALLOW = SECCOMP_RET_ALLOW,
    PERM = SECCOMP_RET_ERRNO | EPERM,
    NOSYS = SECCOMP_RET_ERRNO | ENOSYS
};

static void names_answer(const char *const *names, uint32_t want)
{
    static const uint64_t odd[6] = {~0ULL, 1, 0x5412, 7, 1ULL << 40, 0};
    for (; *names; names++) {
        int nr = seccomp_syscall_resolve_name(*names);
        if (nr < 0 || !strcmp(*names, "ioctl"))
            continue;
        if (program_answer(nr, NULL) != want || program_answer(nr, odd) != want)
            fail_msg("%s has another answer", *names);
    }
}

static void calls_answer_as_their_table_says(void **state)
{
    (void)state;
    names_answer(calls_allowed, ALLOW);
    names_answer(calls_refused, PERM);
    static const long absent[] = {435 /* clone3 */,
                                  437 /* openat2 */,
                                  425 /* io_uring_setup */,
                                  426,
                                  427,
                                  500,
                                  511,
                                  512,
                                  513,
                                  1000,
                                  0x3fffffff};
    for (size_t i = 0; i < ARRAY_LEN(absent); i++)
        assert_int_equal(program_answer(absent[i], NULL), NOSYS);
}

static void every_number_has_an_answer(void **state)
{
    (void)state;
    size_t allowed = 0;
    for (long nr = 0; nr < 1024; nr++) {
        uint32_t a = program_answer(nr, NULL);
        assert_true(a == ALLOW || a == PERM || a == NOSYS);
        allowed += a == ALLOW;
    }
    assert_in_range(allowed, 150, 300);
}

static void foreign_calls_end_the_program(void **state)
{
    (void)state;
    static const uint32_t foreign[] = {AUDIT_ARCH_I386, AUDIT_ARCH_ARM, AUDIT_ARCH_MIPS, 0};
    for (size_t i = 0; i < ARRAY_LEN(foreign); i++)
        for (int nr = 0; nr < 600; nr++) {
            struct seccomp_data data = {.nr = nr, .arch = foreign[i]};
            for (Calls c = 0; c < CALLS_PROFILES; c++)
                assert_true(answer(filters_of_program[c].code, filters_of_program[c].len, &data) ==
                            SECCOMP_RET_KILL_PROCESS);
            assert_true(answer(filter_of_init.code, filter_of_init.len, &data) ==
                        SECCOMP_RET_KILL_PROCESS);
        }
#ifdef __x86_64__
    for (long nr = 0; nr < 600; nr++)
        assert_true(program_answer(0x40000000 + nr, NULL) == SECCOMP_RET_KILL_PROCESS);
#endif
}

static void arguments_are_looked_at(void **state)
{
    (void)state;
    const uint64_t high = 1ULL << 32;
    const struct {
        const char *name;
        long nr;
        uint64_t args[6];
        uint32_t want;
    } cases[] = {
        {"a thread", SYS_clone, {CLONE_VM | CLONE_THREAD | CLONE_SIGHAND | CLONE_FS}, ALLOW},
        {"a user namespace", SYS_clone, {CLONE_NEWUSER | 17}, PERM},
        {"a network namespace", SYS_clone, {CLONE_NEWNET | CLONE_VM}, PERM},
        {"two namespaces", SYS_clone, {CLONE_NEWNET | CLONE_NEWUSER}, PERM},
        {"fchmod 755", SYS_fchmod, {3, 0755}, ALLOW},
        {"fchmod 4755", SYS_fchmod, {3, 04755}, PERM},
        {"fchmod 2755", SYS_fchmod, {3, 02755}, PERM},
        {"fchmod 6755", SYS_fchmod, {3, 06755}, PERM},
        {"fchmod 1777", SYS_fchmod, {3, 01777}, ALLOW},
        {"fchmodat 4755", SYS_fchmodat, {0, 0, 04755}, PERM},
        {"fchmodat2 4755", 452, {0, 0, 04755}, NOSYS},
        {"fchmodat2 755", 452, {0, 0, 0755}, ALLOW},
        {"openat with rubbish for a mode", SYS_openat, {0, 0, O_RDONLY, 04755}, ALLOW},
        {"openat of a new file", SYS_openat, {0, 0, O_CREAT | O_WRONLY, 0644}, ALLOW},
        {"openat of a set-id file", SYS_openat, {0, 0, O_CREAT | O_WRONLY, 04755}, PERM},
        {"openat of a nameless set-id file", SYS_openat, {0, 0, O_TMPFILE | O_RDWR, 02755}, PERM},
        {"mknodat 4755", SYS_mknodat, {0, 0, 04755}, PERM},
        {"a unix socket", SYS_socket, {AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0}, ALLOW},
        {"a TCP socket", SYS_socket, {AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 6}, ALLOW},
        {"a UDP socket", SYS_socket, {AF_INET6, SOCK_DGRAM, 17}, ALLOW},
        {"a raw socket", SYS_socket, {AF_INET, SOCK_RAW, 1}, NOSYS},
        {"an SCTP socket", SYS_socket, {AF_INET, SOCK_STREAM, 132}, NOSYS},
        {"an MPTCP socket", SYS_socket, {AF_INET, SOCK_STREAM, 262}, NOSYS},
        {"a packet socket", SYS_socket, {AF_PACKET, SOCK_DGRAM, 0}, NOSYS},
        {"routing", SYS_socket, {AF_NETLINK, SOCK_RAW, 0}, ALLOW},
        {"netfilter", SYS_socket, {AF_NETLINK, SOCK_RAW, 12}, NOSYS},
        {"the window's size", SYS_ioctl, {0, TIOCGWINSZ}, ALLOW},
        {"TIOCSTI", SYS_ioctl, {0, TIOCSTI}, PERM},
        {"TIOCSTI in disguise", SYS_ioctl, {0, TIOCSTI | high}, PERM},
        {"TIOCLINUX in disguise", SYS_ioctl, {0, 0x541c | high}, PERM},
        {"TIOCSETD", SYS_ioctl, {0, TIOCSETD}, PERM},
        {"a small segment", SYS_shmget, {0, 4096}, ALLOW},
        {"a large segment", SYS_shmget, {0, 1 << 20}, NOSYS},
        {"a huge segment", SYS_shmget, {0, high}, NOSYS},
        {"no random addresses", SYS_personality, {0x40000}, ALLOW},
        {"pages that may run", SYS_personality, {0x400000}, NOSYS},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        uint32_t have = program_answer(cases[i].nr, cases[i].args);
        if (have != cases[i].want)
            fail_msg("%s: %08x, not %08x", cases[i].name, have, cases[i].want);
    }
}

/* Is there any way to call it? */
static bool is_reachable(Calls calls, long nr)
{
    static const uint64_t tries[][6] = {
        {0}, {AF_UNIX, SOCK_STREAM, 0}, {AF_INET, SOCK_STREAM, 6}, {0, 4096}, {~0ULL, 1, 7}};
    for (size_t i = 0; i < ARRAY_LEN(tries); i++)
        if (profile_answer(calls, nr, tries[i]) == ALLOW)
            return true;
    return false;
}

static size_t count_reachable(Calls calls)
{
    size_t n = 0;
    for (long nr = 0; nr < 1024; nr++)
        n += is_reachable(calls, nr);
    return n;
}

static void the_profiles_are_as_wide_as_they_say(void **state)
{
    (void)state;
    size_t usual = count_reachable(CALLS_DEFAULT);
    assert_in_range(usual, 150, 260);
    assert_in_range(count_reachable(CALLS_STRICT), 80, 120);
    assert_int_equal(count_reachable(CALLS_DEBUG), usual + 5);
    assert_in_range(count_reachable(CALLS_INSTALL), usual - 21, usual - 15);
}

static void what_is_refused_is_so_in_every_profile(void **state)
{
    (void)state;
    for (const char *const *name = calls_refused; *name; name++) {
        int nr = seccomp_syscall_resolve_name(*name);
        bool of_debug = false;
        for (const char *const *d = calls_of_debug; *d; d++)
            of_debug |= !strcmp(*d, *name);
        for (Calls c = 0; nr >= 0 && c < CALLS_PROFILES; c++)
            if (is_reachable(c, nr) != (of_debug && c == CALLS_DEBUG))
                fail_msg("%s in profile %d", *name, (int)c);
    }
}

static void rules_hold_in_every_profile(void **state)
{
    (void)state;
    static const struct {
        long nr;
        uint64_t args[6];
    } never[] = {{SYS_clone, {CLONE_NEWUSER | 17}},
                 {SYS_fchmod, {3, 04755}},
                 {SYS_openat, {0, 0, O_CREAT | O_WRONLY, 04755}},
                 {SYS_socket, {AF_PACKET, SOCK_DGRAM, 0}},
                 {SYS_ioctl, {0, TIOCSTI | 1ULL << 32}},
                 {SYS_personality, {0x400000}},
                 {435, {0}},
                 {425, {0}}};
    for (Calls c = 0; c < CALLS_PROFILES; c++)
        for (size_t i = 0; i < ARRAY_LEN(never); i++)
            assert_int_not_equal(profile_answer(c, never[i].nr, never[i].args), ALLOW);
    assert_false(is_reachable(CALLS_STRICT, SYS_socket));
    assert_false(is_reachable(CALLS_STRICT, SYS_connect));
    assert_false(is_reachable(CALLS_INSTALL, SYS_listen));
    assert_true(is_reachable(CALLS_INSTALL, SYS_connect));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_profiles_are_as_wide_as_they_say),
    cmocka_unit_test(what_is_refused_is_so_in_every_profile),
    cmocka_unit_test(rules_hold_in_every_profile),
    cmocka_unit_test(calls_answer_as_their_table_says),
    cmocka_unit_test(every_number_has_an_answer),
    cmocka_unit_test(foreign_calls_end_the_program),
    cmocka_unit_test(arguments_are_looked_at),
};
const TestGroup filter_tests = {tests, ARRAY_LEN(tests)};
