noinst_LIBRARIES += src/syntax/libsyntax.a
src_syntax_libsyntax_a_SOURCES = \
	src/syntax/bracket.c \
	src/syntax/capture.c src/syntax/capture.h \
	src/syntax/edits.c src/syntax/edits.h \
	src/syntax/fold.c \
	src/syntax/fold-text.c src/syntax/fold-text.h \
	src/syntax/follow.c src/syntax/follow.h \
	src/syntax/grammar.c src/syntax/grammar.h \
	src/syntax/guard.c src/syntax/guard.h \
	src/syntax/highlight.c \
	src/syntax/indent.c src/syntax/indent.h \
	src/syntax/indent-tags.c \
	src/syntax/injection.c \
	src/syntax/language.c src/syntax/language.h src/syntax/languages.def \
	src/syntax/language-at.c \
	src/syntax/layer.c src/syntax/layer.h \
	src/syntax/lua-pattern.c \
	src/syntax/outline.c \
	src/syntax/paint.c src/syntax/paint.h \
	src/syntax/parse.c \
	src/syntax/part.c src/syntax/part.h \
	src/syntax/predicate.c \
	src/syntax/query.c src/syntax/query.h \
	src/syntax/query-source.c \
	src/syntax/rainbow.c src/syntax/rainbow.h \
	src/syntax/reindent.c \
	src/syntax/select.c \
	src/syntax/spans.c src/syntax/spans.h \
	src/syntax/structure.c src/syntax/structure.h \
	src/syntax/syntax.c src/syntax/syntax.h
src_syntax_libsyntax_a_CFLAGS = $(AM_CFLAGS) $(TREE_SITTER_CFLAGS)
SYNTAX_LIBS = src/syntax/libsyntax.a $(TREE_SITTER_LIBS) $(TEXT_LIBS)
EXTRA_DIST += src/syntax/room.mk

check_PROGRAMS += tests/unit/test-syntax
tests_unit_test_syntax_SOURCES = \
	tests/lib/temp-dir.h \
	tests/unit/syntax/edits.c \
	tests/unit/syntax/embedded.c \
	tests/unit/syntax/golden.c \
	tests/unit/syntax/grammar.c \
	tests/unit/syntax/guard.c \
	tests/unit/syntax/incremental.c \
	tests/unit/syntax/job.c \
	tests/unit/syntax/language.c \
	tests/unit/syntax/main.c \
	tests/unit/syntax/part.c \
	tests/unit/syntax/regex.c \
	tests/unit/syntax/shape.c \
	tests/unit/syntax/stale.c \
	tests/unit/syntax/structure.c \
	tests/unit/syntax/suite.h
tests_unit_test_syntax_CPPFLAGS = $(AM_CPPFLAGS) $(TREE_SITTER_CFLAGS) \
	-DTOP_SRCDIR='"$(abs_top_srcdir)"' -DTOP_BUILDDIR='"$(abs_top_builddir)"'
tests_unit_test_syntax_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_syntax_LDADD = $(SYNTAX_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/unit/syntax/samples
$(tests_unit_test_syntax_OBJECTS): | grammars/core/lib.o

FUZZERS_ALL += tests/fuzz/fuzz-syntax
tests_fuzz_fuzz_syntax_SOURCES = tests/fuzz/fuzz-syntax.c
tests_fuzz_fuzz_syntax_CPPFLAGS = $(AM_CPPFLAGS) -DTOP_BUILDDIR='"$(abs_top_builddir)"'
tests_fuzz_fuzz_syntax_LDADD = $(SYNTAX_LIBS)
EXTRA_tests_fuzz_fuzz_syntax_DEPENDENCIES = grammars/.queries
