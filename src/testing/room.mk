# The room, and its adapters: what tells runners to speak as machines read it.
noinst_LIBRARIES += src/testing/libtesting.a
src_testing_libtesting_a_SOURCES = \
	src/testing/cargo.c \
	src/testing/command.c \
	src/testing/cover-json.c \
	src/testing/cover-v8.c \
	src/testing/cover.c src/testing/cover.h \
	src/testing/ctest.c \
	src/testing/failed.c \
	src/testing/go.c \
	src/testing/inner.h \
	src/testing/junit.c \
	src/testing/kits.c \
	src/testing/place.c \
	src/testing/record.c \
	src/testing/scan.c \
	src/testing/stream.c \
	src/testing/tap.c \
	src/testing/teamcity.c \
	src/testing/testing.h \
	src/testing/tree.c
src_testing_libtesting_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_builddir)/src
src_testing_libtesting_a_CFLAGS = $(AM_CFLAGS) $(EXPAT_CFLAGS)
TESTING_LIBS = src/testing/libtesting.a $(BASE_LIBS) $(EXPAT_LIBS)
TEST_ADAPTERS = \
	src/testing/adapters/cargo.sh \
	src/testing/adapters/common.sh \
	src/testing/adapters/ctest.sh \
	src/testing/adapters/go.sh \
	src/testing/adapters/jest.cjs \
	src/testing/adapters/jest.sh \
	src/testing/adapters/junit.sh \
	src/testing/adapters/node.cjs \
	src/testing/adapters/node.sh \
	src/testing/adapters/phpunit.sh \
	src/testing/adapters/pytest.py \
	src/testing/adapters/python.sh \
	src/testing/adapters/record.cjs \
	src/testing/adapters/record.py \
	src/testing/adapters/rspec.rb \
	src/testing/adapters/rspec.sh \
	src/testing/adapters/tap.sh \
	src/testing/adapters/unittest.py \
	src/testing/adapters/vitest.cjs \
	src/testing/adapters/vitest.sh
EXTRA_DIST += src/testing/room.mk tools/make-adapters $(TEST_ADAPTERS)
BUILT_SOURCES += src/testing/adapters.inc
CLEANFILES += src/testing/adapters.inc

src/testing/adapters.inc: $(TEST_ADAPTERS) $(srcdir)/tools/make-adapters
	@$(MKDIR_P) src/testing
	$(AM_V_GEN)$(srcdir)/tools/make-adapters $(srcdir)/src/testing/adapters >$@.tmp && mv -f $@.tmp $@

src/testing/libtesting_a-kits.$(OBJEXT): src/testing/adapters.inc

check_PROGRAMS += tests/unit/test-testing
tests_unit_test_testing_SOURCES = tests/unit/testing/test-testing.c
tests_unit_test_testing_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_testing_LDADD = $(TESTING_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/unit/testing/streams tests/unit/testing/trees.inc

FUZZERS_ALL += tests/fuzz/fuzz-testing tests/fuzz/fuzz-cover
tests_fuzz_fuzz_testing_SOURCES = tests/fuzz/fuzz-testing.c
tests_fuzz_fuzz_testing_LDADD = $(TESTING_LIBS)
tests_fuzz_fuzz_cover_SOURCES = tests/fuzz/fuzz-cover.c
tests_fuzz_fuzz_cover_LDADD = $(TESTING_LIBS)

dist_check_SCRIPTS += tests/cli/test.sh
tests/cli/test.log: codelab codelab-jail
EXTRA_DIST += tests/testing
