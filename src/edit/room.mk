noinst_LIBRARIES += src/edit/libedit.a
src_edit_libedit_a_SOURCES = \
	src/edit/blocks.c \
	src/edit/brackets.c \
	src/edit/case.c \
	src/edit/change.c \
	src/edit/columns.c \
	src/edit/comment.c \
	src/edit/delete-lines.c \
	src/edit/edit.h \
	src/edit/fit-indent.c \
	src/edit/inner.h \
	src/edit/insert.c \
	src/edit/join-lines.c \
	src/edit/move-lines.c \
	src/edit/pairs.c \
	src/edit/reflow.c \
	src/edit/pick.h \
	src/edit/selection.c \
	src/edit/emmet-node.h src/edit/emmet-parse.c \
	src/edit/emmet-write.c src/edit/emmet.h \
	src/edit/snippet-inner.h \
	src/edit/snippet-parse.c \
	src/edit/snippet-transform.c \
	src/edit/snippet.c \
	src/edit/sort-lines.c \
	src/edit/spots.c
src_edit_libedit_a_CFLAGS = $(AM_CFLAGS)
EDIT_LIBS = src/edit/libedit.a $(SYNTAX_LIBS) $(TEXT_LIBS)
EXTRA_DIST += src/edit/room.mk

check_PROGRAMS += tests/unit/test-edit
tests_unit_test_edit_SOURCES = \
	tests/lib/marks.h \
	tests/unit/edit/change.c \
	tests/unit/edit/lines.c \
	tests/unit/edit/pairs.c \
	tests/unit/edit/pick.c \
	tests/unit/edit/main.c \
	tests/unit/edit/selection.c \
	tests/unit/edit/emmet.c \
	tests/unit/edit/snippet.c \
	tests/unit/edit/suite.h
tests_unit_test_edit_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_edit_LDADD = $(EDIT_LIBS) $(CMOCKA_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-emmet
tests_fuzz_fuzz_emmet_SOURCES = tests/fuzz/fuzz-emmet.c
tests_fuzz_fuzz_emmet_LDADD = $(EDIT_LIBS)
FUZZERS_ALL += tests/fuzz/fuzz-snippet
tests_fuzz_fuzz_snippet_SOURCES = tests/fuzz/fuzz-snippet.c
tests_fuzz_fuzz_snippet_LDADD = $(EDIT_LIBS)
