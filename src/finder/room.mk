noinst_LIBRARIES += src/finder/libfinder.a
src_finder_libfinder_a_SOURCES = \
	src/finder/finder.h \
	src/finder/inner.h \
	src/finder/paths.c \
	src/finder/query.c \
	src/finder/score.c \
	src/finder/search.c
FINDER_LIBS = src/finder/libfinder.a $(BASE_LIBS)
EXTRA_DIST += src/finder/room.mk

check_PROGRAMS += tests/unit/test-finder
tests_unit_test_finder_SOURCES = tests/unit/test-finder.c
tests_unit_test_finder_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_finder_LDADD = $(FINDER_LIBS) $(CMOCKA_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-finder
tests_fuzz_fuzz_finder_SOURCES = tests/fuzz/fuzz-finder.c
tests_fuzz_fuzz_finder_LDADD = $(FINDER_LIBS)
