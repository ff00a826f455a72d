bin_PROGRAMS += codelab
codelab_SOURCES = \
	src/app/app-inner.h \
	src/app/app.c \
	src/app/app.h \
	src/app/args.c \
	src/app/cli-audit.c \
	src/app/cli-backup.c \
	src/app/cli-decision.c src/app/cli-decision.h src/app/cli-decision-edit.c \
	src/app/cli-completion.c src/app/cli-completion.h \
	src/app/cli-diff.c \
	src/app/cli-doctor.c \
	src/app/cli-file.c src/app/cli-file.h \
	src/app/cli-grep.c src/app/cli-grep.h src/app/cli-grep-print.c \
	src/app/cli-history.c src/app/cli-history.h \
	src/app/cli-import.c \
	src/app/cli-keys.c \
	src/app/cli-languages.c \
	src/app/cli-log.c \
	src/app/cli-note.c src/app/cli-note.h \
	src/app/cli-pending.c src/app/cli-pending.h \
	src/app/completion-help.c \
	src/app/cli-obey.c \
	src/app/cli-plain.c src/app/plain-change.c src/app/plain-range.c src/app/plain.h \
	src/app/cli-project.c src/app/cli-project.h src/app/cli-project-keep.c \
	src/app/cli-project-new.c src/app/cli-project-pack.c \
	src/app/cli-editor.c \
	src/app/cli-restore.c \
	src/app/cli-review.c src/app/cli-review.h \
	src/app/cli-review-ask.c \
	src/app/cli-review-print.c \
	src/app/cli-run-problems.c \
	src/app/cli-run-keep.c \
	src/app/cli-run-batch.c \
	src/app/cli-run-json.c \
	src/app/cli-run-source.c src/app/cli-run-words.c \
	src/app/cli-run.c src/app/cli-run.h \
	src/app/cli-run-writes.c \
	src/app/cli-tables.c \
	src/app/cli-talk.c src/app/cli-talk.h \
	src/app/cli-test.c src/app/cli-test.h \
	src/app/cli-test-print.c \
	src/app/cli-test-run.c \
	src/app/cli-trash.c \
	src/app/cli-sessions.c \
	src/app/cli.h \
	src/app/client.c src/app/client.h src/app/client-files.c src/app/client-serve.c \
	src/app/doctor.c src/app/doctor.h src/app/report.c \
	src/app/host.c src/app/host.h src/app/host-absence.c src/app/host-files.c src/app/host-main.c \
	src/app/host-terminal.c src/app/host-share.c \
	src/app/main.c \
	src/app/outside.c \
	src/app/scene-check.c \
	src/app/scene-drive.c \
	src/app/scene-picture.c \
	src/app/scene-statements.c \
	src/app/scene.c \
	src/app/scene.h \
	src/app/displays.c src/app/displays-paint.c src/app/displays.h \
	src/app/sessions.c src/app/sessions.h src/app/session-info.c \
	src/app/signals.c \
	src/app/terminal-env.c src/app/terminal-look.c \
	src/app/title.c \
	src/app/turn.c
codelab_CPPFLAGS = $(AM_CPPFLAGS) -DPKGLIBDIR='"$(pkglibdir)"' -DPKGDATADIR='"$(pkgdatadir)"'
codelab_CFLAGS = $(AM_CFLAGS)
codelab_LDADD = $(UI_LIBS) $(GREP_LIBS) $(REVIEW_LIBS) $(TESTING_LIBS) $(RUN_LIBS) $(JAIL_LIBS) $(SESSION_LIBS) $(LOOP_LIBS) $(BASE_LIBS)
EXTRA_DIST += src/app/room.mk

dist_check_SCRIPTS += tests/cli/diff.sh tests/cli/grep.sh tests/cli/history.sh tests/cli/import-vscode.sh tests/cli/project.sh tests/screen/scenes.sh
dist_check_SCRIPTS += tests/cli/diff.sh tests/cli/grep.sh tests/cli/history.sh tests/cli/project.sh tests/cli/trash.sh tests/screen/scenes.sh
dist_check_SCRIPTS += tests/monkey/monkey.sh
dist_check_SCRIPTS += tests/cli/diff.sh tests/cli/grep.sh tests/cli/history.sh tests/cli/project.sh tests/screen/scenes.sh
dist_check_SCRIPTS += tests/monkey/monkey.sh tests/screen/plain.sh
dist_check_SCRIPTS += tests/cli/doctor.sh tests/cli/plain.sh
dist_check_SCRIPTS += \
	tests/cli/audit.sh \
	tests/cli/backup.sh \
	tests/cli/decision.sh \
	tests/cli/completion.sh \
	tests/cli/diff.sh \
	tests/cli/grep.sh \
	tests/cli/history.sh \
	tests/cli/import-vscode.sh \
	tests/cli/project.sh \
	tests/cli/templates.sh \
	tests/cli/trash.sh \
	tests/monkey/monkey.sh \
	tests/screen/plain.sh \
	tests/screen/scenes.sh
EXTRA_DIST += \
	tests/screen/appearance.scene \
	tests/screen/appearance-kept.scene \
	tests/screen/autosave.scene \
	tests/screen/bad-input.scene \
	tests/screen/brackets.scene \
	tests/screen/columns.scene \
	tests/screen/cursors.scene \
	tests/screen/come-back.scene \
	tests/screen/decisions.scene \
	tests/screen/definition.scene \
	tests/screen/dialog.scene \
	tests/screen/diff.scene \
	tests/screen/edit-and-save.scene \
	tests/screen/editorconfig.scene \
	tests/screen/emmet.scene \
	tests/screen/emacs-session.scene \
	tests/screen/encoding-guess.scene \
	tests/screen/encodings.scene \
	tests/screen/bulk-rename.scene \
	tests/screen/explorer-files.scene \
	tests/screen/explorer-problems.scene \
	tests/screen/explorer.scene \
	tests/screen/find-focus.scene \
	tests/screen/fold.scene \
	tests/screen/folders.scene \
	tests/screen/found.scene \
	tests/screen/give-up.scene tests/screen/groups.scene \
	tests/screen/guide.scene \
	tests/screen/guides.scene \
	tests/screen/find-in-selection.scene \
	tests/screen/find-regex.scene \
	tests/screen/find.scene \
	tests/screen/hex.scene \
	tests/screen/history-states.scene \
	tests/screen/highlighting.scene \
	tests/screen/bars.scene \
	tests/screen/blanks.scene \
	tests/screen/comments.scene \
	tests/screen/lines.scene \
	tests/screen/icons.scene \
	tests/screen/image.scene \
	tests/screen/indent.scene \
	tests/screen/looks-settings.scene \
	tests/screen/markdown.scene \
	tests/screen/marks-settings.scene \
	tests/screen/lookalikes.scene \
	tests/screen/macros.scene \
	tests/screen/menu.scene \
	tests/screen/mouse-guard.scene \
	tests/screen/moving-about.scene \
	tests/screen/notes.scene \
	tests/screen/notifications.scene \
	tests/screen/open-path.scene \
	tests/screen/outline.scene \
	tests/screen/output.scene \
	tests/screen/tests.scene \
	tests/screen/run-again.scene \
	tests/screen/run-twice.scene \
	tests/screen/jump.scene \
	tests/screen/keys-list.scene \
	tests/screen/keys-reference.scene \
	tests/screen/line-ends.scene tests/screen/local-history.scene \
	tests/screen/outside-changes.scene \
	tests/screen/panel-keys.scene \
	tests/screen/preset-emacs.scene \
	tests/screen/preset-nano.scene \
	tests/screen/palette-files.scene \
	tests/screen/palette-text.scene \
	tests/screen/palette.scene \
	tests/screen/paste.scene \
	tests/screen/paste-indent.scene \
	tests/screen/prefixes.scene \
	tests/screen/preview-tabs.scene \
	tests/screen/problems.scene \
	tests/screen/project-symbols.scene \
	tests/screen/quit-with-edits.scene \
	tests/screen/recover.scene \
	tests/screen/recover-coding.scene \
	tests/screen/recover-changed.scene \
	tests/screen/auto-indent.scene \
	tests/screen/reindent.scene \
	tests/screen/replace.scene \
	tests/screen/review-conflict.scene \
	tests/screen/review.scene tests/screen/run-kept.scene \
	tests/screen/run-list.scene tests/screen/run-limits.scene \
	tests/screen/run.scene \
	tests/screen/screens-ascii.scene \
	tests/screen/screens-unicode.scene \
	tests/screen/select-all.scene \
	tests/screen/selection-and-clipboard.scene \
	tests/screen/scroll-mode.scene \
	tests/screen/search-ask-replacement.scene \
	tests/screen/search-dismiss.scene tests/screen/search-replace.scene \
	tests/screen/search.scene \
	tests/screen/settings-appear.scene tests/screen/settings-list.scene \
	tests/screen/hover.scene \
	tests/screen/settings-broken.scene \
	tests/screen/settings-defaults.scene \
	tests/screen/settings-layers.scene \
	tests/screen/settings.scene \
	tests/screen/sizes.scene \
	tests/screen/startup.scene \
	tests/screen/sticky.scene \
	tests/screen/symbols.scene \
	tests/screen/snippets.scene \
	tests/screen/tabs.scene \
	tests/screen/terminal-find.scene tests/screen/terminal-jailed.scene \
	tests/screen/terminal-keys.scene \
	tests/screen/terminal-marks.scene \
	tests/screen/terminal-none.scene \
	tests/screen/terminal-paste.scene \
	tests/screen/tasks.scene \
	tests/screen/terminal.scene \
	tests/screen/terminals.scene \
	tests/screen/trust.scene \
	tests/screen/reader-menu.scene \
	tests/screen/reader.scene \
	tests/screen/text-links.scene \
	tests/screen/themes.scene \
	tests/screen/finder.scene \
	tests/screen/pipe.scene \
	tests/screen/tutorial.scene \
	tests/screen/undo.scene \
	tests/screen/unseen.scene \
	tests/screen/vim-files.scene \
	tests/screen/vim-lines.scene \
	tests/screen/vim.scene \
	tests/screen/wheel.scene \
	tests/screen/welcome.scene \
	tests/screen/wide.scene \
	tests/screen/wrap.scene \
	tests/screen/zen.scene

#? check-screens: play the golden screens
check-screens: codelab$(EXEEXT) $(pkglibexec_PROGRAMS) grammars
	top_srcdir=$(top_srcdir) top_builddir=$(top_builddir) $(SHELL) $(top_srcdir)/tests/screen/scenes.sh
#? accept-screens: write the golden screens anew; then read git diff
accept-screens: codelab$(EXEEXT) $(pkglibexec_PROGRAMS) grammars
	top_srcdir=$(top_srcdir) top_builddir=$(top_builddir) $(SHELL) $(top_srcdir)/tests/screen/scenes.sh --accept
.PHONY: check-screens accept-screens

# Input at random.
OUTER_SOURCES = tests/outer/outer.c tests/outer/outer.h tests/outer/patience.c tests/outer/patience.h
check_PROGRAMS += tests/outer/test-outer
tests_outer_test_outer_SOURCES = $(OUTER_SOURCES) tests/outer/test-outer.c
tests_outer_test_outer_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) \
	-DPROGRAM='"$(abs_top_builddir)/codelab"' -DGRAMMARS='"$(abs_top_builddir)/grammars"'
EXTRA_tests_outer_test_outer_DEPENDENCIES = codelab$(EXEEXT)
tests_outer_test_outer_LDADD = $(VT_LIBS) $(CMOCKA_LIBS)
check_PROGRAMS += tests/outer/test-accept
tests_outer_test_accept_SOURCES = $(OUTER_SOURCES) tests/outer/test-accept.c
tests_outer_test_accept_CFLAGS = $(tests_outer_test_outer_CFLAGS)
EXTRA_tests_outer_test_accept_DEPENDENCIES = codelab$(EXEEXT)
tests_outer_test_accept_LDADD = $(VT_LIBS) $(CMOCKA_LIBS)
check_PROGRAMS += tests/outer/test-kept
tests_outer_test_kept_SOURCES = $(OUTER_SOURCES) tests/outer/test-kept.c
tests_outer_test_kept_CFLAGS = $(tests_outer_test_outer_CFLAGS)
EXTRA_tests_outer_test_kept_DEPENDENCIES = codelab$(EXEEXT)
tests_outer_test_kept_LDADD = $(STORE_LIBS) $(VT_LIBS) $(CMOCKA_LIBS)
check_PROGRAMS += tests/outer/test-review
tests_outer_test_review_SOURCES = $(OUTER_SOURCES) tests/outer/test-review.c
tests_outer_test_review_CFLAGS = $(tests_outer_test_outer_CFLAGS)
EXTRA_tests_outer_test_review_DEPENDENCIES = codelab$(EXEEXT)
tests_outer_test_review_LDADD = $(STORE_LIBS) $(VT_LIBS) $(CMOCKA_LIBS)

# Trouble at each system call.
EXTRA_PROGRAMS += tests/fault/inject
CLEANFILES += tests/fault/inject
FAULT_TESTS += tests/fault/every-call
tests_fault_inject_SOURCES = tests/fault/inject.c tests/fault/inject-call.c tests/fault/inject.h
tests_fault_inject_CFLAGS = $(AM_CFLAGS) $(SECCOMP_CFLAGS)
tests_fault_inject_LDADD = $(SECCOMP_LIBS)
CALL_RUN_SOURCES = tests/fault/call-run.c tests/fault/call-run.h tests/lib/faults.h \
	tests/lib/temp-dir.h $(OUTER_SOURCES)
tests_fault_every_call_SOURCES = tests/fault/every-call.c $(CALL_RUN_SOURCES)
tests_fault_every_call_CFLAGS = $(tests_outer_test_outer_CFLAGS) -DINJECT='"$(abs_top_builddir)/tests/fault/inject"'
EXTRA_tests_fault_every_call_DEPENDENCIES = codelab$(EXEEXT) tests/fault/inject$(EXEEXT)
tests_fault_every_call_LDADD = $(STORE_LIBS) $(VT_LIBS) $(CMOCKA_LIBS)
FAULT_TESTS += tests/fault/every-act
tests_fault_every_act_SOURCES = tests/fault/every-act.c $(CALL_RUN_SOURCES)
tests_fault_every_act_CFLAGS = $(tests_fault_every_call_CFLAGS)
EXTRA_tests_fault_every_act_DEPENDENCIES = codelab$(EXEEXT) tests/fault/inject$(EXEEXT)
tests_fault_every_act_LDADD = $(tests_fault_every_call_LDADD)
FAULT_TESTS += tests/fault/every-command
tests_fault_every_command_SOURCES = tests/fault/every-command.c tests/lib/faults.h tests/lib/must.h tests/lib/temp-dir.h
tests_fault_every_command_CFLAGS = $(tests_fault_every_call_CFLAGS)
EXTRA_tests_fault_every_command_DEPENDENCIES = codelab$(EXEEXT) tests/fault/inject$(EXEEXT)
tests_fault_every_command_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
FAULT_TESTS += tests/fault/kills
tests_fault_kills_SOURCES = tests/fault/kill-check.c tests/fault/kill-life.c \
	tests/fault/kill-life.h tests/fault/kill-model.c tests/fault/kill-model.h \
	tests/fault/kills.c tests/lib/temp-dir.h $(OUTER_SOURCES)
tests_fault_kills_CFLAGS = $(tests_outer_test_outer_CFLAGS)
EXTRA_tests_fault_kills_DEPENDENCIES = codelab$(EXEEXT)
tests_fault_kills_LDADD = $(STORE_LIBS) $(VT_LIBS) $(CMOCKA_LIBS)
check_PROGRAMS += tests/outer/test-faults
tests_outer_test_faults_SOURCES = $(OUTER_SOURCES) tests/outer/test-faults.c \
	tests/lib/faults.h tests/lib/must.h
tests_outer_test_faults_CFLAGS = $(tests_outer_test_outer_CFLAGS)
EXTRA_tests_outer_test_faults_DEPENDENCIES = codelab$(EXEEXT)
tests_outer_test_faults_LDADD = $(STORE_LIBS) $(VT_LIBS) $(CMOCKA_LIBS)
check_PROGRAMS += tests/outer/test-devices
tests_outer_test_devices_SOURCES = $(OUTER_SOURCES) tests/outer/test-devices.c tests/lib/faults.h
tests_outer_test_devices_CFLAGS = $(tests_fault_every_call_CFLAGS)
EXTRA_tests_outer_test_devices_DEPENDENCIES = codelab$(EXEEXT) tests/fault/inject$(EXEEXT)
tests_outer_test_devices_LDADD = $(VT_LIBS) $(CMOCKA_LIBS)
# A clock that jumps back, below the whole program.
EXTRA_PROGRAMS += tests/outer/shift-clock.so
CLEANFILES += tests/outer/shift-clock.so
tests_outer_shift_clock_so_SOURCES = tests/outer/shift-clock.c
tests_outer_shift_clock_so_CFLAGS = $(AM_CFLAGS) -fPIC -fno-sanitize=all
tests_outer_shift_clock_so_LDFLAGS = -shared
tests_outer_shift_clock_so_LDADD =
check_PROGRAMS += tests/outer/test-clock
tests_outer_test_clock_SOURCES = $(OUTER_SOURCES) tests/outer/test-clock.c tests/lib/must.h
tests_outer_test_clock_CFLAGS = $(tests_outer_test_outer_CFLAGS) \
	-DSHIFT_CLOCK_LIBRARY='"$(abs_top_builddir)/tests/outer/shift-clock.so"'
EXTRA_tests_outer_test_clock_DEPENDENCIES = codelab$(EXEEXT) tests/outer/shift-clock.so$(EXEEXT)
tests_outer_test_clock_LDADD = $(STORE_LIBS) $(VT_LIBS) $(CMOCKA_LIBS)
check_PROGRAMS += tests/outer/test-session
tests_outer_test_session_SOURCES = $(OUTER_SOURCES) tests/outer/sessions.c \
	tests/outer/sessions.h tests/outer/test-session.c
tests_outer_test_session_CFLAGS = $(tests_outer_test_outer_CFLAGS)
EXTRA_tests_outer_test_session_DEPENDENCIES = codelab$(EXEEXT)
tests_outer_test_session_LDADD = $(VT_LIBS) $(CMOCKA_LIBS)
check_PROGRAMS += tests/outer/test-share
tests_outer_test_share_SOURCES = $(OUTER_SOURCES) tests/outer/sessions.c \
	tests/outer/sessions.h tests/outer/test-share.c
tests_outer_test_share_CFLAGS = $(tests_outer_test_outer_CFLAGS)
EXTRA_tests_outer_test_share_DEPENDENCIES = codelab$(EXEEXT)
tests_outer_test_share_LDADD = $(VT_LIBS) $(CMOCKA_LIBS)
check_PROGRAMS += tests/outer/test-beside
tests_outer_test_beside_SOURCES = $(OUTER_SOURCES) tests/outer/sessions.c \
	tests/outer/sessions.h tests/outer/test-beside.c tests/lib/must.h
tests_outer_test_beside_CFLAGS = $(tests_outer_test_outer_CFLAGS)
EXTRA_tests_outer_test_beside_DEPENDENCIES = codelab$(EXEEXT)
tests_outer_test_beside_LDADD = $(STORE_LIBS) $(VT_LIBS) $(CMOCKA_LIBS)
check_PROGRAMS += tests/outer/test-session-edges
tests_outer_test_session_edges_SOURCES = $(OUTER_SOURCES) \
	tests/outer/sessions.c tests/outer/sessions.h tests/outer/test-session-edges.c
tests_outer_test_session_edges_CFLAGS = $(tests_outer_test_outer_CFLAGS)
EXTRA_tests_outer_test_session_edges_DEPENDENCIES = codelab$(EXEEXT)
tests_outer_test_session_edges_LDADD = $(SESSION_LIBS) $(VT_LIBS) $(TTY_LIBS) $(CMOCKA_LIBS)

EXTRA_PROGRAMS += tests/monkey/monkey
CLEANFILES += tests/monkey/monkey
tests_monkey_monkey_SOURCES = tests/monkey/monkey.c tests/monkey/monkey.h tests/monkey/parts.c \
	tests/monkey/world.c
tests_monkey_monkey_LDADD = $(COMMAND_LIBS)
tests/monkey/monkey.log: tests/monkey/monkey$(EXEEXT)
SOAK_SEEDS = 100
#? soak: soak-faults, and SOAK_SEEDS (100) long scenes of input at random in the build of check-san
soak: soak-faults
	$(MKDIR_P) check-san && cd check-san && \
	{ test -e Makefile || $(abs_srcdir)/configure -q --enable-sanitizers; } && \
	$(MAKE) codelab$(EXEEXT) codelab-jail$(EXEEXT) grammars tests/monkey/monkey$(EXEEXT) && \
	top_builddir=. MONKEY_FIRST=$${MONKEY_FIRST:-`date +%s`} MONKEY_SEEDS=$(SOAK_SEEDS) MONKEY_ACTIONS=1000 \
	$(SHELL) $(abs_srcdir)/tests/monkey/monkey.sh
SOAK_FAULTS = 2000
#? soak-faults: trouble at every system call in turn, and SOAK_FAULTS (2000) kills of each kind
soak-faults: codelab$(EXEEXT) $(FAULT_TESTS)
	for t in $(FAULT_TESTS); do FAULT_STRIDE=1 FAULT_ROUNDS=$(SOAK_FAULTS) $$t || exit 1; done
.PHONY: soak soak-faults

# Shells complete what this very program tells of itself.
bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
nodist_bashcompletion_DATA = completion/codelab
nodist_zshcompletion_DATA = completion/_codelab
nodist_fishcompletion_DATA = completion/codelab.fish
CLEANFILES += completion/codelab completion/_codelab completion/codelab.fish
COMPLETION = $(AM_V_GEN)$(MKDIR_P) completion && ./codelab$(EXEEXT) completion
completion/codelab: codelab$(EXEEXT)
	$(COMPLETION) bash >$@.new && mv -f $@.new $@
completion/_codelab: codelab$(EXEEXT)
	$(COMPLETION) zsh >$@.new && mv -f $@.new $@
completion/codelab.fish: codelab$(EXEEXT)
	$(COMPLETION) fish >$@.new && mv -f $@.new $@
