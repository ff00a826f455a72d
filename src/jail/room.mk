# The room, and the helper it starts: codelab-jail.
noinst_LIBRARIES += src/jail/libjail.a
src_jail_libjail_a_SOURCES = \
	src/jail/jail.h src/jail/inner.h \
	src/jail/gate/address.c src/jail/gate/address.h \
	src/jail/gate/gate.h \
	src/jail/gate/rule.c src/jail/gate/rule.h \
	src/jail/gate/request.h \
	src/jail/hosts.c \
	src/jail/check.c src/jail/layer.c src/jail/path.c src/jail/report.c src/jail/shown.c \
	src/jail/start.c src/jail/warm.c src/jail/wire.c \
	src/jail/helper/guard.c src/jail/helper/guard.h \
	src/jail/helper/channel.c src/jail/helper/channel.h
src_jail_libjail_a_CPPFLAGS = $(AM_CPPFLAGS) -DPKGLIBEXECDIR='"$(pkglibexecdir)"'
src_jail_libjail_a_CFLAGS = $(AM_CFLAGS)
JAIL_LIBS = src/jail/libjail.a $(BASE_LIBS)

pkglibexec_PROGRAMS += codelab-jail
HELPER_SOURCES = \
	src/jail/helper/apart.c src/jail/helper/apart.h src/jail/helper/apart-modes.c \
	src/jail/helper/apart-room.c \
	src/jail/helper/birth.c src/jail/helper/birth.h \
	src/jail/helper/blocked.c src/jail/helper/blocked.h src/jail/helper/blocked-filter.c \
	src/jail/helper/blocked-words.c \
	src/jail/helper/cgroup.c src/jail/helper/cgroup.h \
	src/jail/helper/channel.c src/jail/helper/channel.h \
	src/jail/helper/confine.c src/jail/helper/confine.h \
	src/jail/helper/events.c \
	src/jail/helper/filter.h \
	src/jail/helper/guard.c src/jail/helper/guard.h \
	src/jail/helper/idmap.c \
	src/jail/helper/init.c \
	src/jail/helper/landlock.c \
	src/jail/helper/limits.h \
	src/jail/helper/locked.c src/jail/helper/locked.h \
	src/jail/helper/main.c \
	src/jail/helper/maps.c \
	src/jail/helper/meter.c src/jail/helper/meter.h \
	src/jail/helper/mount.c src/jail/helper/mount.h \
	src/jail/helper/outcome.c src/jail/helper/outcome.h \
	src/jail/helper/outlet.c src/jail/helper/outlet.h \
	src/jail/helper/peek.c src/jail/helper/peek.h \
	src/jail/helper/policy.c src/jail/helper/policy.h \
	src/jail/helper/project.c \
	src/jail/helper/reason.c src/jail/helper/reason.h \
	src/jail/helper/room.h \
	src/jail/helper/root.c src/jail/helper/root.h \
	src/jail/helper/sanitize.c src/jail/helper/sanitize.h \
	src/jail/helper/sockets.c src/jail/helper/sockets.h \
	src/jail/helper/spaces.c src/jail/helper/spaces.h \
	src/jail/helper/step.c src/jail/helper/step.h \
	src/jail/helper/stream.c src/jail/helper/stream.h \
	src/jail/helper/sum.c \
	src/jail/helper/system.c \
	src/jail/helper/sysv.c src/jail/helper/sysv.h \
	src/jail/helper/terminal.c src/jail/helper/terminal.h \
	src/jail/helper/tree.c src/jail/helper/tree.h \
	src/jail/helper/watch.c src/jail/helper/watch.h
codelab_jail_SOURCES = $(HELPER_SOURCES)
nodist_codelab_jail_SOURCES = src/jail/helper/filter.c
codelab_jail_CFLAGS = $(AM_CFLAGS) $(JAIL_CFLAGS) $(JAIL_LIBC)
codelab_jail_LDFLAGS = $(JAIL_LDFLAGS)

# The way out to listed hosts.  Names are looked up by libc, which loads what the host is set up
# with, so it is not static.
pkglibexec_PROGRAMS += codelab-gate
codelab_gate_SOURCES = \
	src/jail/gate/address.c src/jail/gate/address.h \
	src/jail/gate/gate.h \
	src/jail/gate/lock.c \
	src/jail/gate/main.c \
	src/jail/gate/reach.c \
	src/jail/gate/relay.c \
	src/jail/gate/request.c src/jail/gate/request.h \
	src/jail/gate/rule.c src/jail/gate/rule.h \
	src/jail/gate/serve.c
codelab_gate_CFLAGS = $(AM_CFLAGS) $(JAIL_CFLAGS) -pthread
codelab_gate_LDFLAGS = -pthread

# The filters of system calls are data, made while building by the only program that links
# libseccomp.
noinst_PROGRAMS += src/jail/helper/make-filter
src_jail_helper_make_filter_SOURCES = \
	src/jail/helper/make-filter.c src/jail/helper/calls.c src/jail/helper/calls.h \
	src/jail/helper/filter-tree.c src/jail/helper/filter-tree.h
src_jail_helper_make_filter_CFLAGS = $(AM_CFLAGS) $(SECCOMP_CFLAGS)
src_jail_helper_make_filter_LDADD = $(SECCOMP_LIBS)
src/jail/helper/filter.c: src/jail/helper/make-filter$(EXEEXT)
	$(AM_V_GEN)src/jail/helper/make-filter$(EXEEXT) > $@.tmp && mv $@.tmp $@
CLEANFILES += src/jail/helper/filter.c
EXTRA_DIST += src/jail/room.mk

# Tests take the pieces of the helper they look at into their own programs.
check_PROGRAMS += tests/unit/test-jail
tests_unit_test_jail_SOURCES = \
	tests/lib/terminal-safe.h \
	tests/unit/jail/blocked.c \
	tests/unit/jail/cgroup.c \
	tests/unit/jail/filter.c \
	tests/unit/jail/gate.c \
	tests/unit/jail/main.c tests/unit/jail/groups.h \
	tests/unit/jail/policy.c \
	tests/unit/jail/report.c \
	tests/unit/jail/sanitize.c \
	src/jail/gate/request.c \
	src/jail/helper/blocked-words.c \
	src/jail/helper/calls.c \
	src/jail/helper/cgroup.c \
	src/jail/helper/guard.c \
	src/jail/helper/locked.c \
	src/jail/helper/outcome.c \
	src/jail/helper/policy.c \
	src/jail/helper/sanitize.c \
	src/jail/helper/tree.c
nodist_tests_unit_test_jail_SOURCES = src/jail/helper/filter.c
tests_unit_test_jail_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
tests_unit_test_jail_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(SECCOMP_CFLAGS)
tests_unit_test_jail_LDADD = $(JAIL_LIBS) $(SECCOMP_LIBS) $(CMOCKA_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-gate
tests_fuzz_fuzz_gate_SOURCES = tests/fuzz/fuzz-gate.c src/jail/gate/request.c
tests_fuzz_fuzz_gate_LDADD = $(JAIL_LIBS)
FUZZERS_ALL += tests/fuzz/fuzz-policy tests/fuzz/fuzz-report tests/fuzz/fuzz-sanitize
tests_fuzz_fuzz_policy_SOURCES = tests/fuzz/fuzz-policy.c src/jail/helper/policy.c
tests_fuzz_fuzz_policy_LDADD = $(BASE_LIBS)
tests_fuzz_fuzz_report_SOURCES = tests/fuzz/fuzz-report.c
tests_fuzz_fuzz_report_LDADD = $(JAIL_LIBS)
tests_fuzz_fuzz_sanitize_SOURCES = \
	tests/fuzz/fuzz-sanitize.c tests/lib/terminal-safe.h src/jail/helper/sanitize.c
tests_fuzz_fuzz_sanitize_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
tests_fuzz_fuzz_sanitize_LDADD = $(BASE_LIBS)

# Claims of containment, tried by a program that attacks.
EXTRA_PROGRAMS += tests/jail/jailed tests/jail/attack tests/jail/hostile tests/jail/leaks tests/jail/netcat
tests_jail_leaks_SOURCES = tests/jail/leaks.c
tests_jail_leaks_LDADD = $(JAIL_LIBS)
tests_jail_netcat_SOURCES = tests/jail/netcat.c
tests_jail_hostile_SOURCES = tests/jail/hostile.c
tests_jail_jailed_SOURCES = \
	tests/jail/jailed.c tests/jail/jailed.h tests/jail/jailed-layer.c tests/jail/jailed-warm.c \
	src/jail/helper/locked.c
tests_jail_jailed_LDADD = $(JAIL_LIBS)
tests_jail_attack_SOURCES = \
	tests/jail/attack.c tests/jail/attack.h tests/jail/attack-apart.c \
	tests/jail/attack-files.c \
	tests/jail/attack-hold.c tests/jail/attack-kernel.c tests/jail/attack-limits.c \
	tests/jail/attack-surface.c
# An attack joins its tries by |, so that each is made; clang would rather see ||.
tests_jail_attack_CFLAGS = $(AM_CFLAGS) $(JAIL_CFLAGS) -Wno-bitwise-instead-of-logical
dist_check_SCRIPTS += tests/jail/apart.sh tests/jail/contain.sh tests/jail/hosts.sh tests/jail/killed.sh \
	tests/jail/leaks.sh tests/jail/net.sh tests/jail/persist.sh tests/jail/printed.sh \
	tests/jail/surface.sh
EXTRA_DIST += tests/jail/claims.sh
tests/jail/apart.log: codelab codelab-jail tests/jail/jailed tests/jail/attack tests/jail/hostile
tests/jail/contain.log: codelab-jail tests/jail/jailed tests/jail/attack
tests/jail/hosts.log: codelab codelab-jail tests/jail/jailed tests/jail/hostile
tests/jail/killed.log: codelab codelab-jail codelab-gate tests/jail/jailed tests/jail/hostile
tests/jail/leaks.log: codelab-jail tests/jail/leaks
tests/jail/net.log: codelab-jail codelab-gate tests/jail/jailed tests/jail/attack tests/jail/netcat
tests/jail/persist.log: codelab-jail tests/jail/jailed tests/jail/attack tests/jail/hostile
tests/jail/printed.log: codelab-jail tests/jail/jailed tests/jail/attack
tests/jail/surface.log: codelab-jail tests/jail/jailed tests/jail/attack
CLEANFILES += tests/jail/jailed tests/jail/attack tests/jail/hostile tests/jail/leaks \
	tests/jail/netcat
#? soak-jail: start ten thousand jails, and see that nothing is left of them
soak-jail: codelab-jail tests/jail/leaks
	top_srcdir=$(top_srcdir) top_builddir=. JAIL_RUNS=5000 sh $(top_srcdir)/tests/jail/leaks.sh
.PHONY: soak-jail

# The filter of output, before a terminal emulator.
check_PROGRAMS += tests/jail/harmless
tests_jail_harmless_SOURCES = \
	tests/jail/harmless.c tests/lib/terminal-safe.h src/jail/helper/sanitize.c
tests_jail_harmless_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
tests_jail_harmless_LDADD = $(VT_LIBS)
