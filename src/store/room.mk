noinst_LIBRARIES += src/store/libstore.a
src_store_libstore_a_SOURCES = \
	src/store/archive.c src/store/archive.h \
	src/store/audit.c src/store/audit.h \
	src/store/backup.c src/store/backup.h \
	src/store/blob.c \
	src/store/codec.c src/store/codec.h \
	src/store/decision.c src/store/decision.h src/store/decision-inner.h \
	src/store/decision-form.c \
	src/store/decision-link.c \
	src/store/decision-list.c \
	src/store/decision-pack.c \
	src/store/decision-page.c \
	src/store/document.c \
	src/store/exclude.c \
	src/store/execution.c \
	src/store/export.c \
	src/store/file.c \
	src/store/heal.c \
	src/store/import.c \
	src/store/history.h \
	src/store/inner.h \
	src/store/journal-inner.h src/store/journal-take.c \
	src/store/journal.c src/store/journal.h \
	src/store/spill-pack.c src/store/spill.c src/store/spill.h \
	src/store/look.c \
	src/store/moment-restore.c \
	src/store/moment.c \
	src/store/moved-folder.c \
	src/store/moved.c \
	src/store/owner.c \
	src/store/point.c \
	src/store/project.c \
	src/store/query.c \
	src/store/record-tree.c \
	src/store/removed.c \
	src/store/repair.c \
	src/store/restore.c \
	src/store/review-inner.h \
	src/store/review-keep.c \
	src/store/review-read.c \
	src/store/review-record.c \
	src/store/review-steps.c \
	src/store/reviews.c src/store/reviews.h \
	src/store/run-writes.c \
	src/store/scan.c \
	src/store/schema.c \
	src/store/skipped.c \
	src/store/store.c src/store/store.h \
	src/store/timeline.c \
	src/store/trash-list.c \
	src/store/trash.c \
	src/store/trim.c \
	src/store/screen.c \
	src/store/undo.c \
	src/store/upkeep.h \
	src/store/verify.c \
	src/store/version-order.c \
	src/store/version.c \
	src/store/walk.c src/store/walk.h
src_store_libstore_a_CFLAGS = $(AM_CFLAGS) $(ZSTD_CFLAGS)
STORE_LIBS = src/store/libstore.a $(ZSTD_LIBS) $(DB_LIBS)
EXTRA_DIST += src/store/room.mk

check_PROGRAMS += tests/unit/test-store
tests_unit_test_store_SOURCES = \
	tests/lib/must.h \
	tests/lib/temp-dir.h \
	tests/unit/store/archive.c \
	tests/unit/store/audit.c \
	tests/unit/store/backup.c \
	tests/unit/store/codec.c \
	tests/unit/store/decision.c \
	tests/unit/store/history.c \
	tests/unit/store/journal.c \
	tests/unit/store/main.c \
	tests/unit/store/older.c \
	tests/unit/store/open.c \
	tests/unit/store/order.c \
	tests/unit/store/project.c \
	tests/unit/store/spill.c \
	tests/unit/store/suite.h \
	tests/unit/store/tree.c \
	tests/unit/store/trash.c \
	tests/unit/store/trim.c \
	tests/unit/store/undo.c \
	tests/unit/store/upkeep.c \
	tests/unit/store/version.c
tests_unit_test_store_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_store_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)

FAULT_TESTS += tests/fault/store-damage tests/fault/store-faults
tests_fault_store_damage_SOURCES = tests/fault/store-damage.c tests/lib/faults.h tests/lib/must.h tests/lib/temp-dir.h
tests_fault_store_damage_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_fault_store_damage_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_fault_store_faults_SOURCES = tests/fault/store-faults.c tests/lib/faults.h tests/lib/must.h tests/lib/temp-dir.h
tests_fault_store_faults_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_fault_store_faults_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)

FAULT_TESTS += tests/fault/file-faults
tests_fault_file_faults_SOURCES = tests/fault/file-faults.c tests/lib/faults.h tests/lib/temp-dir.h
tests_fault_file_faults_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_fault_file_faults_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/fault/archive-faults
tests_fault_archive_faults_SOURCES = tests/fault/archive-faults.c tests/lib/faults.h tests/lib/must.h tests/lib/temp-dir.h
tests_fault_archive_faults_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_fault_archive_faults_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-archive
tests_fuzz_fuzz_archive_SOURCES = tests/fuzz/fuzz-archive.c
tests_fuzz_fuzz_archive_LDADD = $(STORE_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-spill
tests_fuzz_fuzz_spill_SOURCES = tests/fuzz/fuzz-spill.c
tests_fuzz_fuzz_spill_LDADD = $(STORE_LIBS)
FUZZERS_ALL += tests/fuzz/fuzz-decision
tests_fuzz_fuzz_decision_SOURCES = tests/fuzz/fuzz-decision.c
tests_fuzz_fuzz_decision_LDADD = $(STORE_LIBS)
