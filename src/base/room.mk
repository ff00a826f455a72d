noinst_LIBRARIES += src/base/libbase.a
src_base_libbase_a_SOURCES = \
	src/base/arena.c src/base/arena.h \
	src/base/bug.c src/base/bug.h \
	src/base/bytelog.c src/base/bytelog.h \
	src/base/clock.c src/base/clock.h \
	src/base/diff-slide.c \
	src/base/diff-text.c \
	src/base/diff-words.c \
	src/base/diff.c src/base/diff.h \
	src/base/editorconfig-match.c \
	src/base/editorconfig.c src/base/editorconfig.h \
	src/base/err.c src/base/err.h \
	src/base/fs-attrs.c \
	src/base/fs-beneath.c src/base/fs-beneath.h \
	src/base/fs-dir.c src/base/fs-dir.h \
	src/base/fs-carry.c \
	src/base/fs-copy.c \
	src/base/fs-file.c \
	src/base/fs-inner.h \
	src/base/fs-leftover.c \
	src/base/fs-list.c \
	src/base/fs-make.c \
	src/base/fs-move.c \
	src/base/fs-new.c \
	src/base/fs-nameless.c \
	src/base/fs-place.c \
	src/base/fs-read.c \
	src/base/fs-remove.c \
	src/base/fs-save.c \
	src/base/fs-stage.c \
	src/base/fs-stat.c \
	src/base/fs-tree.c src/base/fs-tree.h \
	src/base/fs.h \
	src/base/glob.c src/base/glob.h \
	src/base/hash-blocks.c src/base/hash-blocks.h \
	src/base/hash.c src/base/hash.h \
	src/base/hex.c src/base/hex.h \
	src/base/ignore-rules.c src/base/ignore-rules.h \
	src/base/ignore.c src/base/ignore.h \
	src/base/json-check.c \
	src/base/json-mend.c \
	src/base/json-out.c \
	src/base/json-scan.c src/base/json-scan.h \
	src/base/json.c src/base/json.h \
	src/base/jsonc-edit.c src/base/jsonc-edit.h \
	src/base/key.c src/base/key.h \
	src/base/letter.c src/base/letter.h \
	src/base/log.c src/base/log.h \
	src/base/map.c src/base/map.h \
	src/base/markdown-inner.h \
	src/base/markdown-lay.c \
	src/base/markdown.c src/base/markdown.h \
	src/base/mem.c src/base/mem.h \
	src/base/merge.c src/base/merge.h \
	src/base/name.c src/base/name.h \
	src/base/path.c src/base/path.h \
	src/base/places.c src/base/places.h \
	src/base/places.c src/base/places.h \
	src/base/rect.h \
	src/base/str.c src/base/str.h \
	src/base/time-word.c src/base/time-word.h \
	src/base/utf8-case.c \
	src/base/utf8.c src/base/utf8.h \
	src/base/vec.h \
	src/base/lookalike.c src/base/lookalike.h \
	src/base/width-ambiguous.def \
	src/base/width.c src/base/width.h
src_base_libbase_a_CFLAGS = $(AM_CFLAGS) $(CJSON_CFLAGS) $(UTF8PROC_CFLAGS) $(MD_CFLAGS) $(MD4C_CFLAGS)
BASE_LIBS = src/base/libbase.a $(CJSON_LIBS) $(UTF8PROC_LIBS) $(MD_LIBS) $(MD4C_LIBS)
EXTRA_DIST += src/base/room.mk

check_PROGRAMS += tests/unit/test-base
tests_unit_test_base_SOURCES = \
	tests/unit/base/bytes.c \
	tests/unit/base/diff.c \
	tests/unit/base/editorconfig.c \
	tests/unit/base/foundation.c \
	tests/unit/base/fs.c \
	tests/unit/base/glob.c \
	tests/unit/base/hash.c \
	tests/unit/base/ignore.c \
	tests/unit/base/json.c \
	tests/unit/base/jsonc-edit.c \
	tests/unit/base/key.c \
	tests/unit/base/log.c \
	tests/unit/base/main.c \
	tests/unit/base/map.c \
	tests/unit/base/merge.c \
	tests/unit/base/markdown.c \
	tests/unit/base/name.c \
	tests/unit/base/path.c \
	tests/unit/base/places.c \
	tests/unit/base/save-faults.c \
	tests/unit/base/save.c \
	tests/unit/base/suite.h \
	tests/unit/base/time-word.c \
	tests/unit/base/lookalike.c \
	tests/unit/base/width.c
tests_unit_test_base_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_base_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)

FUZZERS_ALL += \
	tests/fuzz/fuzz-editorconfig \
	tests/fuzz/fuzz-ignore \
	tests/fuzz/fuzz-json \
	tests/fuzz/fuzz-jsonc-edit \
	tests/fuzz/fuzz-key-name \
	tests/fuzz/fuzz-time-word \
	tests/fuzz/fuzz-markdown \
	tests/fuzz/fuzz-width
tests_fuzz_fuzz_editorconfig_SOURCES = tests/fuzz/fuzz-editorconfig.c
tests_fuzz_fuzz_editorconfig_LDADD = $(BASE_LIBS)
tests_fuzz_fuzz_ignore_SOURCES = tests/fuzz/fuzz-ignore.c
tests_fuzz_fuzz_ignore_LDADD = $(BASE_LIBS)
tests_fuzz_fuzz_json_SOURCES = tests/fuzz/fuzz-json.c
tests_fuzz_fuzz_json_LDADD = $(BASE_LIBS)
tests_fuzz_fuzz_jsonc_edit_SOURCES = tests/fuzz/fuzz-jsonc-edit.c
tests_fuzz_fuzz_jsonc_edit_LDADD = $(BASE_LIBS)
tests_fuzz_fuzz_key_name_SOURCES = tests/fuzz/fuzz-key-name.c
tests_fuzz_fuzz_key_name_LDADD = $(BASE_LIBS)
tests_fuzz_fuzz_time_word_SOURCES = tests/fuzz/fuzz-time-word.c
tests_fuzz_fuzz_time_word_LDADD = $(BASE_LIBS)
tests_fuzz_fuzz_markdown_SOURCES = tests/fuzz/fuzz-markdown.c
tests_fuzz_fuzz_markdown_LDADD = $(BASE_LIBS)
tests_fuzz_fuzz_width_SOURCES = tests/fuzz/fuzz-width.c
tests_fuzz_fuzz_width_LDADD = $(BASE_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-merge
tests_fuzz_fuzz_merge_SOURCES = tests/fuzz/fuzz-merge.c
tests_fuzz_fuzz_merge_LDADD = $(BASE_LIBS)
