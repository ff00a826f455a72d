noinst_LIBRARIES += src/syntax/libsyntax.a
src_syntax_libsyntax_a_SOURCES = src/syntax/syntax.h
src_syntax_libsyntax_a_CFLAGS = $(AM_CFLAGS)
EXTRA_DIST += src/syntax/room.mk
