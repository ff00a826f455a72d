noinst_LIBRARIES += src/widget/libwidget.a
src_widget_libwidget_a_SOURCES = \
	src/widget/dialog.c \
	src/widget/glyphs.def \
	src/widget/input.c \
	src/widget/list.c \
	src/widget/popup.c \
	src/widget/tabs.c \
	src/widget/text.c \
	src/widget/theme.c src/widget/theme.h \
	src/widget/theme-captures.def src/widget/theme-tokens.def \
	src/widget/theme-custom.c src/widget/theme-file.c src/widget/theme-rules.c \
	src/widget/widget.h
src_widget_libwidget_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_builddir)/src
src_widget_libwidget_a_CFLAGS = $(AM_CFLAGS)
WIDGET_LIBS = src/widget/libwidget.a $(TTY_LIBS)

EXTRA_DIST += src/widget/room.mk

themesdir = $(pkgdatadir)/themes
dist_themes_DATA = \
	themes/codelab-dark.json themes/codelab-light.json \
	themes/colour-blind-safe-dark.json themes/colour-blind-safe-light.json \
	themes/high-contrast-dark.json themes/high-contrast-light.json

# Their texts as string constants: a theme of ours needs no file when codelab runs.
THEME_TEXTS = \
	src/widget/colour-blind-safe-dark.inc src/widget/colour-blind-safe-light.inc \
	src/widget/high-contrast-dark.inc src/widget/high-contrast-light.inc
nodist_src_widget_libwidget_a_SOURCES = $(THEME_TEXTS)
BUILT_SOURCES += $(THEME_TEXTS)
CLEANFILES += $(THEME_TEXTS)
$(THEME_TEXTS): $(dist_themes_DATA)
	@$(MKDIR_P) src/widget
	$(AM_V_GEN)name=`basename $@ .inc`; \
	$(SED) 's/\\/\\\\/g; s/"/\\"/g; s/^ */"/; s/$$/\\n"/' \
		$(top_srcdir)/themes/$$name.json > $@.tmp && mv $@.tmp $@
src/widget/libwidget_a-theme.$(OBJEXT): $(THEME_TEXTS)

FUZZERS_ALL += tests/fuzz/fuzz-theme
tests_fuzz_fuzz_theme_SOURCES = tests/fuzz/fuzz-theme.c
tests_fuzz_fuzz_theme_LDADD = $(WIDGET_LIBS)

check_PROGRAMS += tests/unit/test-widget
tests_unit_test_widget_SOURCES = \
	tests/unit/widget/captures.c \
	tests/unit/widget/contrast.c \
	tests/unit/widget/dialog.c \
	tests/unit/widget/groups.h \
	tests/unit/widget/input.c \
	tests/unit/widget/list.c \
	tests/unit/widget/main.c \
	tests/unit/widget/picture.c \
	tests/unit/widget/picture.h \
	tests/unit/widget/tabs.c \
	tests/unit/widget/text.c \
	tests/unit/widget/theme.c
tests_unit_test_widget_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) -DTHEMES='"$(abs_top_srcdir)/themes"' \
	-DGRAMMARS='"$(abs_top_builddir)/grammars"'
EXTRA_tests_unit_test_widget_DEPENDENCIES = grammars/.queries
tests_unit_test_widget_LDADD = $(WIDGET_LIBS) $(CMOCKA_LIBS) -lm
