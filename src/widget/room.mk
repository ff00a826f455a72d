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
	src/widget/theme-file.c \
	src/widget/widget.h
src_widget_libwidget_a_CFLAGS = $(AM_CFLAGS)
WIDGET_LIBS = src/widget/libwidget.a $(TTY_LIBS)

EXTRA_DIST += src/widget/room.mk

themesdir = $(pkgdatadir)/themes
dist_themes_DATA = themes/codelab-dark.json themes/codelab-light.json

check_PROGRAMS += tests/unit/test-widget
tests_unit_test_widget_SOURCES = \
	tests/unit/widget/captures.c \
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
tests_unit_test_widget_LDADD = $(WIDGET_LIBS) $(CMOCKA_LIBS)
