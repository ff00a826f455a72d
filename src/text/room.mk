noinst_LIBRARIES += src/text/libtext.a
src_text_libtext_a_SOURCES = src/text/text.h
src_text_libtext_a_CFLAGS = $(AM_CFLAGS) $(PCRE2_CFLAGS)
EXTRA_DIST += src/text/room.mk
src_text_libtext_a_SOURCES += src/text/regex.c
TEXT_LIBS = src/text/libtext.a $(PCRE2_LIBS) $(BASE_LIBS)
