noinst_LIBRARIES += src/ui/libui.a
src_ui_libui_a_SOURCES = \
	src/ui/busy.c \
	src/ui/editor-gutter.c \
	src/ui/editor-changes.c \
	src/ui/pane-hover.c \
	src/ui/editor-guides.c \
	src/ui/editor-line.c \
	src/ui/editor-overview.c \
	src/ui/editor-marks.c \
	src/ui/editor-problems.c \
	src/ui/editor-spans.c \
	src/ui/editor-sticky.c \
	src/ui/editor.h \
	src/ui/groups.c \
	src/ui/icons.c \
	src/ui/inner.h \
	src/ui/mouse-groups.c \
	src/ui/mouse-menu.c \
	src/ui/mouse-text.c \
	src/ui/mouse.c \
	src/ui/pane-ask.c \
	src/ui/pane-bars.c \
	src/ui/pane-crumbs.c \
	src/ui/pane-diff.c \
	src/ui/pane-editor.c \
	src/ui/pane-explorer.c \
	src/ui/pane-find.c \
	src/ui/pane-inspect.c \
	src/ui/pane-keys.c \
	src/ui/pane-leader.c \
	src/ui/pane-labels.c \
	src/ui/pane-menu.c \
	src/ui/pane-outline.c \
	src/ui/pane-output.c \
	src/ui/pane-hex.c \
	src/ui/pane-history.c \
	src/ui/pane-palette.c \
	src/ui/pane-picture.c \
	src/ui/pane-review.c \
	src/ui/pane-run.c \
	src/ui/pane-panel.c \
	src/ui/pane-welcome.c \
	src/ui/mouse-terminal.c \
	src/ui/pane-screen-find.c \
	src/ui/pane-problems.c \
	src/ui/pane-screen.c \
	src/ui/pane-terminal.c \
	src/ui/pane-search.c \
	src/ui/pane-side.c \
	src/ui/pane-status.c \
	src/ui/pane-tabs.c \
	src/ui/pane-toasts.c \
	src/ui/route.c \
	src/ui/symbols.c src/ui/symbols.h \
	src/ui/reader.c \
	src/ui/theming.c \
	src/ui/ui.c \
	src/ui/ui.h
src_ui_libui_a_CFLAGS = $(AM_CFLAGS)
UI_LIBS = src/ui/libui.a $(WIDGET_LIBS) $(VIM_LIBS) $(TTY_LIBS)
EXTRA_DIST += src/ui/room.mk

check_PROGRAMS += tests/unit/test-ui
tests_unit_test_ui_SOURCES = tests/unit/test-ui.c
tests_unit_test_ui_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_ui_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/test-default-keys
tests_unit_test_default_keys_SOURCES = tests/unit/test-default-keys.c tests/unit/default-keys.def
tests_unit_test_default_keys_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_default_keys_LDADD = $(TTY_LIBS) $(COMMAND_LIBS) $(NCURSESW_LIBS) $(CMOCKA_LIBS)
