noinst_LIBRARIES += src/db/libdb.a
src_db_libdb_a_SOURCES = \
	src/db/db.c src/db/db.h \
	src/db/error.c \
	src/db/inner.h \
	src/db/leaf.c src/db/leaf.h \
	src/db/maintain.c \
	src/db/orphans.c \
	src/db/salvage-leaves.c \
	src/db/salvage-trees.c \
	src/db/salvage.c src/db/salvage.h \
	src/db/stmt.c \
	src/db/transaction.c
src_db_libdb_a_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
DB_LIBS = src/db/libdb.a $(SQLITE_LIBS) $(BASE_LIBS)
EXTRA_DIST += src/db/room.mk

check_PROGRAMS += tests/unit/test-db
tests_unit_test_db_SOURCES = tests/unit/test-db.c tests/lib/temp-dir.h
tests_unit_test_db_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_db_LDADD = $(DB_LIBS) $(CMOCKA_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-leaf
tests_fuzz_fuzz_leaf_SOURCES = tests/fuzz/fuzz-leaf.c
tests_fuzz_fuzz_leaf_LDADD = $(DB_LIBS)
