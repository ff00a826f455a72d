noinst_LIBRARIES += src/text/libtext.a
src_text_libtext_a_SOURCES = \
	src/text/bank.c src/text/bank.h \
	src/text/block-lines.c \
	src/text/blocks.c src/text/blocks.h \
	src/text/byte-table.c \
	src/text/coding-guess.c \
	src/text/decode.c \
	src/text/encode.c \
	src/text/encoded.c \
	src/text/encoding.c src/text/encoding.h src/text/encoding-inner.h \
	src/text/encodings.def \
	src/text/cache.c src/text/cache.h \
	src/text/simd.h \
	src/text/cells.c src/text/cells.h \
	src/text/col-search.c src/text/col-search.h \
	src/text/col-sum.c \
	src/text/cols.c src/text/cols.h \
	src/text/find-case.c \
	src/text/find-expand.c \
	src/text/find-literal.c \
	src/text/find-pattern.c \
	src/text/find-regex.c \
	src/text/find-window.c \
	src/text/find.c src/text/find.h \
	src/text/fingerprint.c src/text/fingerprint.h \
	src/text/guess.c \
	src/text/history-pack.c src/text/history-pack.h \
	src/text/history-unpack.c \
	src/text/journal.c \
	src/text/line-index.c src/text/line-index.h \
	src/text/lines.c \
	src/text/log.c src/text/log.h src/text/log-inner.h \
	src/text/log-replay.c \
	src/text/log-tell.c \
	src/text/motion.c \
	src/text/newline.c src/text/newline.h \
	src/text/piece.c src/text/piece.h \
	src/text/pos.c \
	src/text/ptree.c src/text/ptree.h \
	src/text/ptree-replace.c \
	src/text/regex.c src/text/regex.h \
	src/text/replace-many.c \
	src/text/rewrite.c \
	src/text/snap.c src/text/snap.h \
	src/text/source.h \
	src/text/text.c src/text/text-inner.h \
	src/text/text.h \
	src/text/tidy.c \
	src/text/tidy-indent.c \
	src/text/tree-builder.c \
	src/text/undo.c \
	src/text/undo-fuse.c \
	src/text/walk.c
src_text_libtext_a_CFLAGS = $(AM_CFLAGS) $(PCRE2_CFLAGS) $(UCHARDET_CFLAGS)
TEXT_LIBS = src/text/libtext.a $(PCRE2_LIBS) $(UCHARDET_LIBS) $(BASE_LIBS)
EXTRA_DIST += src/text/room.mk

check_PROGRAMS += tests/unit/test-text/test-text
tests_unit_test_text_test_text_SOURCES = \
	tests/unit/test-text/edit.c \
	tests/unit/test-text/encoding.c \
	tests/unit/test-text/find.c \
	tests/unit/test-text/history.c \
	tests/unit/test-text/log.c \
	tests/unit/test-text/main.c \
	tests/unit/test-text/million.c \
	tests/unit/test-text/motion.c \
	tests/unit/test-text/source.c \
	tests/unit/test-text/support.c \
	tests/unit/test-text/test-text.h \
	tests/unit/test-text/undo-many.c \
	tests/unit/test-text/tidy.c \
	tests/unit/test-text/undo.c
tests_unit_test_text_test_text_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_text_test_text_LDADD = $(TEXT_LIBS) $(CMOCKA_LIBS)

EXTRA_PROGRAMS += tests/bench/bench-text
tests_bench_bench_text_SOURCES = tests/bench/bench-text.c
tests_bench_bench_text_LDADD = $(TEXT_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-encoding tests/fuzz/fuzz-text tests/fuzz/fuzz-find \
	tests/fuzz/fuzz-history tests/fuzz/fuzz-log
FUZZERS_ALL += tests/fuzz/fuzz-encoding tests/fuzz/fuzz-text tests/fuzz/fuzz-find tests/fuzz/fuzz-replace
tests_fuzz_fuzz_encoding_SOURCES = tests/fuzz/fuzz-encoding.c
tests_fuzz_fuzz_encoding_LDADD = $(TEXT_LIBS)
tests_fuzz_fuzz_history_SOURCES = tests/fuzz/fuzz-history.c
tests_fuzz_fuzz_history_LDADD = $(TEXT_LIBS)
tests_fuzz_fuzz_log_SOURCES = tests/fuzz/fuzz-log.c
tests_fuzz_fuzz_log_LDADD = $(TEXT_LIBS)
tests_fuzz_fuzz_text_SOURCES = tests/fuzz/fuzz-text.c
tests_fuzz_fuzz_text_LDADD = $(TEXT_LIBS)
tests_fuzz_fuzz_find_SOURCES = tests/fuzz/fuzz-find.c
tests_fuzz_fuzz_find_CFLAGS = $(AM_CFLAGS) $(PCRE2_CFLAGS)
tests_fuzz_fuzz_find_LDADD = $(TEXT_LIBS)
tests_fuzz_fuzz_replace_SOURCES = tests/fuzz/fuzz-replace.c
tests_fuzz_fuzz_replace_LDADD = $(TEXT_LIBS)
