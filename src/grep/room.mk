noinst_LIBRARIES += src/grep/libgrep.a
src_grep_libgrep_a_SOURCES = \
	src/grep/globs.c src/grep/globs.h \
	src/grep/grep.c src/grep/grep.h \
	src/grep/inner.h \
	src/grep/rules.c src/grep/rules.h \
	src/grep/scan.c \
	src/grep/swap.c \
	src/grep/walk.c
GREP_LIBS = src/grep/libgrep.a $(TEXT_LIBS)
EXTRA_DIST += src/grep/room.mk

check_PROGRAMS += tests/unit/test-grep
tests_unit_test_grep_SOURCES = \
	tests/lib/temp-dir.h \
	tests/unit/grep/globs.c \
	tests/unit/grep/main.c \
	tests/unit/grep/matches.c \
	tests/unit/grep/naive.c \
	tests/unit/grep/suite.h \
	tests/unit/grep/tree.c
tests_unit_test_grep_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_grep_LDADD = $(GREP_LIBS) $(CMOCKA_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-globs
tests_fuzz_fuzz_globs_SOURCES = tests/fuzz/fuzz-globs.c
tests_fuzz_fuzz_globs_LDADD = $(GREP_LIBS)
