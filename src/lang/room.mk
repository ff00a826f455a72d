noinst_LIBRARIES += src/lang/liblang.a
src_lang_liblang_a_SOURCES = \
	src/lang/ask.c \
	src/lang/candidates.c \
	src/lang/choose.c \
	src/lang/detect.c \
	src/lang/fill.c \
	src/lang/inner.h \
	src/lang/lang.h \
	src/lang/pin.c \
	src/lang/row.c \
	src/lang/table.c \
	src/lang/tool.c \
	src/lang/version.c \
	src/lang/wish.c
src_lang_liblang_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_builddir)/src
src_lang_liblang_a_CFLAGS = $(AM_CFLAGS)
nodist_src_lang_liblang_a_SOURCES = src/lang/languages-json.inc
LANG_LIBS = src/lang/liblang.a $(BASE_LIBS)
EXTRA_DIST += src/lang/room.mk languages/languages.json
BUILT_SOURCES += src/lang/languages-json.inc
CLEANFILES += src/lang/languages-json.inc

# The table becomes a string of the program.
src/lang/languages-json.inc: $(top_srcdir)/languages/languages.json
	@$(MKDIR_P) src/lang
	$(AM_V_GEN)$(SED) '/^ *\/\//d; s/\\/\\\\/g; s/"/\\"/g; s/^/"/; s/$$/\\n"/' \
		$(top_srcdir)/languages/languages.json > $@.tmp && mv $@.tmp $@

src/lang/liblang_a-table.$(OBJEXT): src/lang/languages-json.inc
