noinst_LIBRARIES += src/command/libcommand.a
src_command_libcommand_a_SOURCES = \
	src/command/cmd-app.c \
	src/command/cmd-quit.c \
	src/command/cmd-cursor.c \
	src/command/cmd-cursors.c \
	src/command/cmd-decision.c \
	src/command/cmd-diff.c \
	src/command/cmd-edit.c \
	src/command/cmd-encoding.c \
	src/command/cmd-explorer.c \
	src/command/cmd-file.c \
	src/command/cmd-files.c \
	src/command/cmd-find.c \
	src/command/cmd-fold.c \
	src/command/cmd-folder.c \
	src/command/cmd-group.c \
	src/command/cmd-macro.c \
	src/command/cmd-markdown.c \
	src/command/cmd-menu.c \
	src/command/cmd-merge.c \
	src/command/cmd-mode.c \
	src/command/cmd-nav.c \
	src/command/cmd-help.c \
	src/command/cmd-join.c \
	src/command/cmd-keys.c \
	src/command/cmd-kill.c \
	src/command/cmd-notifications.c \
	src/command/cmd-image.c \
	src/command/cmd-lines.c \
	src/command/cmd-list.c \
	src/command/cmd-output.c \
	src/command/cmd-panel.c \
	src/command/cmd-problems.c \
	src/command/cmd-run.c \
	src/command/cmd-runs.c \
	src/command/cmd-run-act.c \
	src/command/cmd-review.c \
	src/command/cmd-search.c \
	src/command/cmd-session.c \
	src/command/cmd-snippet.c \
	src/command/cmd-tab.c \
	src/command/cmd-task.c \
	src/command/cmd-test.c \
	src/command/cmd-terminal.c \
	src/command/cmd-toolchain.c \
	src/command/cmd-settings.c \
	src/command/cmd-text.c \
	src/command/cmd-trust.c \
	src/command/cmd-theme.c \
	src/command/cmd-view.c \
	src/command/cmd-hex.c src/command/cmd-hover.c \
	src/command/cmd-history.c \
	src/command/command.c \
	src/command/command.h \
	src/command/context-values.c \
	src/command/context.c \
	src/command/fuzzy.c \
	src/command/goto-line.c \
	src/command/inner.h \
	src/command/keymap-defaults.c \
	src/command/keymap-preset.c \
	src/command/keymap-presets.h \
	src/command/keymap-show.c \
	src/command/keymap-tier.c \
	src/command/keymap-user.c \
	src/command/keymap-user.h \
	src/command/keymap.c \
	src/command/import-keys.c \
	src/command/import-settings.c \
	src/command/import-theme.c \
	src/command/import.c \
	src/command/import.h \
	src/command/keys-list.c \
	src/command/keys-list.h \
	src/command/keys-write.c \
	src/command/menu.c \
	src/command/keymap.h \
	src/command/palette-appearance.c \
	src/command/palette-coding.c \
	src/command/palette-files.c \
	src/command/palette-folders.c \
	src/command/palette-sharing.c \
	src/command/palette-fill.c \
	src/command/palette-lines.c \
	src/command/palette-lists.c \
	src/command/palette-mode.c \
	src/command/palette-paths.c \
	src/command/palette-project-symbols.c \
	src/command/palette-settings.c \
	src/command/palette-symbols.c \
	src/command/palette-text.c \
	src/command/palette-undo.c \
	src/command/palette-views.c \
	src/command/preset-emacs.c \
	src/command/preset-nano.c \
	src/command/settings-guard.c \
	src/command/settings-keep.c \
	src/command/cmd-screen.c \
	src/command/terminal-keys.c \
	src/command/terminal-links.c \
	src/command/terminal-paste.c \
	src/command/settings-load.c \
	src/command/settings-value.c \
	src/command/settings.c \
	src/command/vscode-names.c \
	src/command/when.c \
	src/command/when.h
# The guide is data, and shown inside.
GUIDE = \
	$(srcdir)/docs/guide/01-start.md \
	$(srcdir)/docs/guide/02-keys.md \
	$(srcdir)/docs/guide/03-vim.md \
	$(srcdir)/docs/guide/04-settings.md \
	$(srcdir)/docs/guide/05-themes.md \
	$(srcdir)/docs/guide/06-trust.md \
	$(srcdir)/docs/guide/07-weak-terminals.md \
	$(srcdir)/docs/guide/08-from-vs-code.md \
	$(srcdir)/docs/guide/10-files.md \
	$(srcdir)/docs/guide/11-explorer.md \
	$(srcdir)/docs/guide/12-search.md \
	$(srcdir)/docs/guide/13-groups.md \
	$(srcdir)/docs/guide/14-terminal.md \
	$(srcdir)/docs/guide/15-run.md \
	$(srcdir)/docs/guide/16-problems.md \
	$(srcdir)/docs/guide/17-pictures.md \
	$(srcdir)/docs/guide/18-projects.md \
	$(srcdir)/docs/guide/19-markdown.md \
	$(srcdir)/docs/guide/20-history.md \
	$(srcdir)/docs/guide/21-audit.md \
	$(srcdir)/docs/guide/21-unsaved-work.md \
	$(srcdir)/docs/guide/22-sessions.md \
	$(srcdir)/docs/guide/23-decisions.md \
	$(srcdir)/docs/guide/24-review.md \
	$(srcdir)/docs/guide/25-tests.md
nodist_src_command_libcommand_a_SOURCES = src/command/guide.c
TUTORIAL = $(srcdir)/docs/guide/tutorial.md
src/command/guide.c: $(GUIDE) $(TUTORIAL) $(srcdir)/tools/make-guide $(srcdir)/src/command/room.mk
	$(AM_V_GEN)$(MKDIR_P) src/command && sh $(srcdir)/tools/make-guide $(TUTORIAL) $(GUIDE) >$@.tmp && mv -f $@.tmp $@
CLEANFILES += src/command/guide.c
EXTRA_DIST += $(GUIDE) $(TUTORIAL) tools/make-guide
src_command_libcommand_a_CFLAGS = $(AM_CFLAGS)
COMMAND_LIBS = src/command/libcommand.a $(WORKSPACE_LIBS)
EXTRA_DIST += src/command/room.mk

check_PROGRAMS += tests/unit/test-command
tests_unit_test_command_SOURCES = tests/unit/test-command.c
tests_unit_test_command_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_command_LDADD = $(COMMAND_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/test-macro
tests_unit_test_macro_SOURCES = tests/unit/test-macro.c
tests_unit_test_macro_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_macro_LDADD = $(COMMAND_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/test-quit
tests_unit_test_quit_SOURCES = tests/unit/test-quit.c
tests_unit_test_quit_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_quit_LDADD = $(COMMAND_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/test-trust
tests_unit_test_trust_SOURCES = tests/unit/test-trust.c
tests_unit_test_trust_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_trust_LDADD = $(COMMAND_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/test-keymap
tests_unit_test_keymap_SOURCES = tests/unit/test-keymap.c
tests_unit_test_keymap_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_keymap_LDADD = $(COMMAND_LIBS) $(CMOCKA_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-keybindings
tests_fuzz_fuzz_keybindings_SOURCES = tests/fuzz/fuzz-keybindings.c
tests_fuzz_fuzz_keybindings_LDADD = $(COMMAND_LIBS)
