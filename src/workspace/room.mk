noinst_LIBRARIES += src/workspace/libworkspace.a
src_workspace_libworkspace_a_SOURCES = \
	src/workspace/ask.c \
	src/workspace/ask.h \
	src/workspace/autosave.c src/workspace/autosave.h \
	src/workspace/backup.c \
	src/workspace/bookmarks.c \
	src/workspace/bookmarks.h \
	src/workspace/clip-outside.c src/workspace/clip-outside.h \
	src/workspace/clip-program.c src/workspace/clip-program.h \
	src/workspace/bulk-rename.c src/workspace/bulk-rename.h \
	src/workspace/clipboard.c \
	src/workspace/clipboard.h \
	src/workspace/coding.c \
	src/workspace/coding.h \
	src/workspace/config-watch.c src/workspace/config-watch.h \
	src/workspace/diff-build.c \
	src/workspace/decisions.c src/workspace/decisions.h \
	src/workspace/diff.c src/workspace/diff.h \
	src/workspace/document-blanks.c \
	src/workspace/document-coding.c \
	src/workspace/document-disk.c \
	src/workspace/document-lines.c \
	src/workspace/document-lost.c \
	src/workspace/document-names.c \
	src/workspace/document-read.c \
	src/workspace/document-reload.c \
	src/workspace/document-rules.c \
	src/workspace/document-save.c \
	src/workspace/document-jobs.c \
	src/workspace/document.c \
	src/workspace/document.h \
	src/workspace/explorer-edit.c \
	src/workspace/explorer-filter.c \
	src/workspace/explorer-folder.c \
	src/workspace/explorer-inner.h \
	src/workspace/explorer-list.c \
	src/workspace/explorer-marks.c \
	src/workspace/explorer-operate.c \
	src/workspace/explorer-read.c \
	src/workspace/explorer.c \
	src/workspace/explorer.h \
	src/workspace/files-search.c \
	src/workspace/files-walk.c \
	src/workspace/files-inner.h \
	src/workspace/files.c src/workspace/files.h \
	src/workspace/fileops-follow.c \
	src/workspace/fileops-inner.h \
	src/workspace/fileops-steps.c \
	src/workspace/fileops-words.c \
	src/workspace/fileops.c src/workspace/fileops.h \
	src/workspace/files.c \
	src/workspace/find-count.c \
	src/workspace/find-history.c \
	src/workspace/find-index.c \
	src/workspace/find-index.h \
	src/workspace/find-inner.h \
	src/workspace/find-marks.c \
	src/workspace/find-order.c \
	src/workspace/find-replace.c \
	src/workspace/find-seek.c \
	src/workspace/find-select.c \
	src/workspace/find-strips.c \
	src/workspace/find.c \
	src/workspace/find.h \
	src/workspace/fold-indent.c \
	src/workspace/fold-indent.h \
	src/workspace/folders.c \
	src/workspace/folders.h \
	src/workspace/folds.c \
	src/workspace/folds.h \
	src/workspace/group.h \
	src/workspace/groups.c \
	src/workspace/hex-edit.c \
	src/workspace/hex-find.c \
	src/workspace/history-act.c \
	src/workspace/history-inner.h \
	src/workspace/document-sudo.c \
	src/workspace/hover.c src/workspace/hover.h src/workspace/hover-color.c \
	src/workspace/git-changes.c src/workspace/git-changes.h \
	src/workspace/git-marks.c src/workspace/git-marks.h \
	src/workspace/history-load.c \
	src/workspace/history.c src/workspace/history.h \
	src/workspace/history-keep.c src/workspace/history-keep.h \
	src/workspace/hex.c \
	src/workspace/hex.h \
	src/workspace/inner.h \
	src/workspace/journal-base.c src/workspace/journal-batch.c src/workspace/journal-inner.h src/workspace/journal-meta.c \
	src/workspace/journal.c src/workspace/journal.h \
	src/workspace/jumps.c \
	src/workspace/jumps.h \
	src/workspace/keysheet.h \
	src/workspace/kill.c src/workspace/kill.h \
	src/workspace/layout.c \
	src/workspace/layout.h \
	src/workspace/links.c src/workspace/links.h \
	src/workspace/macro.c \
	src/workspace/macro.h \
	src/workspace/mark.c \
	src/workspace/mark.h \
	src/workspace/matches.c \
	src/workspace/matches.h \
	src/workspace/menu.c \
	src/workspace/menu.h \
	src/workspace/merging.c \
	src/workspace/merging.h \
	src/workspace/message.c \
	src/workspace/message.h \
	src/workspace/options.h \
	src/workspace/output.c src/workspace/output.h \
	src/workspace/option-set.c src/workspace/option-set.h \
	src/workspace/palette.c \
	src/workspace/palette.h \
	src/workspace/picture.c src/workspace/picture.h \
	src/workspace/pipe.c src/workspace/pipe.h \
	src/workspace/preview.c \
	src/workspace/preview.h \
	src/workspace/problem-feed.c \
	src/workspace/problem-feed.h \
	src/workspace/problem-list.c \
	src/workspace/problem-list.h \
	src/workspace/problem-match.c \
	src/workspace/problem-match.h \
	src/workspace/problem-scan.c \
	src/workspace/problem-scan.h \
	src/workspace/problem-matchers.def \
	src/workspace/problems-nav.c \
	src/workspace/problems-place.c \
	src/workspace/problems.c \
	src/workspace/problems.h \
	src/workspace/recover.c \
	src/workspace/recover-trouble.c \
	src/workspace/record.c \
	src/workspace/row-break.c \
	src/workspace/row-break.h \
	src/workspace/run-words.c \
	src/workspace/runs-writes.c \
	src/workspace/reviewing.c src/workspace/reviewing.h \
	src/workspace/reviewing-apply.c \
	src/workspace/reviewing-decide.c \
	src/workspace/reviewing-edit.c \
	src/workspace/reviewing-inner.h \
	src/workspace/diff-inner.h src/workspace/diff-review.c \
	src/workspace/runs-allow.c \
	src/workspace/runs-keep.c \
	src/workspace/runs-line.c \
	src/workspace/runs-warm.c \
	src/workspace/runs.c \
	src/workspace/runs.h \
	src/workspace/save-gate.c src/workspace/save-gate.h src/workspace/save-job.c \
	src/workspace/save-job.h \
	src/workspace/scan.c \
	src/workspace/screen.c \
	src/workspace/search.c src/workspace/search.h \
	src/workspace/search-inner.h \
	src/workspace/search-replace.c \
	src/workspace/search-rows.c \
	src/workspace/search-run.c \
	src/workspace/search-swap.c src/workspace/search-swap.h \
	src/workspace/selection-log.c \
	src/workspace/selection-log.h \
	src/workspace/seat.h \
	src/workspace/session.c \
	src/workspace/snippet-vars.c src/workspace/snippet-vars.h \
	src/workspace/snippets-read.c \
	src/workspace/snippets.c src/workspace/snippets.h \
	src/workspace/split-place.c \
	src/workspace/split.c \
	src/workspace/split.h \
	src/workspace/storeq.c \
	src/workspace/symbol-index.c src/workspace/symbol-index.h \
	src/workspace/symbol-inner.h \
	src/workspace/symbol-read.c \
	src/workspace/tabs.c \
	src/workspace/screen-chunk.c src/workspace/screen-count.c \
	src/workspace/screen-find.c src/workspace/screen-find.h src/workspace/screen-find-inner.h \
	src/workspace/screen-select.c \
	src/workspace/terminal-inner.h src/workspace/terminal-jail.c \
	src/workspace/terminal-problems.c \
	src/workspace/terminal-name.c \
	src/workspace/terminal-shell.c src/workspace/terminal-shell.h \
	src/workspace/tasks-detect.c \
	src/workspace/tasks-parse.c \
	src/workspace/tasks-run.c \
	src/workspace/tasks-vars.c \
	src/workspace/tests.c src/workspace/tests.h \
	src/workspace/tasks.c \
	src/workspace/tasks.h \
	src/workspace/kept-rows.c \
	src/workspace/terminals-keep.c src/workspace/terminals-keep.h \
	src/workspace/terminals.c \
	src/workspace/terminals.h \
	src/workspace/trust-ask.c \
	src/workspace/trust.c src/workspace/trust.h \
	src/workspace/reading.c src/workspace/reading.h \
	src/workspace/rename-journal.c \
	src/workspace/reader.c src/workspace/reader.h \
	src/workspace/themes.c src/workspace/themes.h \
	src/workspace/toolchains.c src/workspace/toolchains.h \
	src/workspace/undo-keep.c src/workspace/undo-keep.h \
	src/workspace/undo-look.c src/workspace/undo-look.h \
	src/workspace/view-change.c \
	src/workspace/view-cursors.c \
	src/workspace/view-edit.c \
	src/workspace/view-fold.c \
	src/workspace/view-fold.h \
	src/workspace/view-indent.c \
	src/workspace/view-move.c \
	src/workspace/view-pairs.c \
	src/workspace/view-reindent.c \
	src/workspace/view-paste.c \
	src/workspace/view-rows.c \
	src/workspace/view-rows.h \
	src/workspace/view-scroll.c \
	src/workspace/view-sticky.c \
	src/workspace/view-select.c \
	src/workspace/view.c \
	src/workspace/view.h \
	src/workspace/waiting.c \
	src/workspace/workspace.c \
	src/workspace/workspace.h
src_workspace_libworkspace_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_builddir)/src
src_workspace_libworkspace_a_CFLAGS = $(AM_CFLAGS)
WORKSPACE_LIBS = src/workspace/libworkspace.a $(GREP_LIBS) $(LOOP_LIBS) $(IMAGE_LIBS) $(FINDER_LIBS) $(EDIT_LIBS) $(SYNTAX_LIBS) $(VT_LIBS) $(REVIEW_LIBS) $(TESTING_LIBS) $(RUN_LIBS) $(TEXT_LIBS) $(BASE_LIBS)
EXTRA_DIST += src/workspace/room.mk tests/unit/workspace/outputs

# What shells read becomes strings of the program.
integration_strings = \
	src/workspace/integration-bash.inc \
	src/workspace/integration-fish.inc \
	src/workspace/integration-zsh.inc \
	src/workspace/integration-zshenv.inc
nodist_src_workspace_libworkspace_a_SOURCES = $(integration_strings)
EXTRA_DIST += shell/integration.bash shell/integration.fish shell/integration.zsh \
	shell/integration.zshenv
BUILT_SOURCES += $(integration_strings)
CLEANFILES += $(integration_strings)

src/workspace/integration-bash.inc: $(top_srcdir)/shell/integration.bash
	@$(MKDIR_P) src/workspace
	$(AM_V_GEN)$(SED) $(AS_C_STRING) $(top_srcdir)/shell/integration.bash > $@.tmp && mv $@.tmp $@
src/workspace/integration-fish.inc: $(top_srcdir)/shell/integration.fish
	@$(MKDIR_P) src/workspace
	$(AM_V_GEN)$(SED) $(AS_C_STRING) $(top_srcdir)/shell/integration.fish > $@.tmp && mv $@.tmp $@
src/workspace/integration-zsh.inc: $(top_srcdir)/shell/integration.zsh
	@$(MKDIR_P) src/workspace
	$(AM_V_GEN)$(SED) $(AS_C_STRING) $(top_srcdir)/shell/integration.zsh > $@.tmp && mv $@.tmp $@
src/workspace/integration-zshenv.inc: $(top_srcdir)/shell/integration.zshenv
	@$(MKDIR_P) src/workspace
	$(AM_V_GEN)$(SED) $(AS_C_STRING) $(top_srcdir)/shell/integration.zshenv > $@.tmp && mv $@.tmp $@
AS_C_STRING = 's/\\/\\\\/g; s/"/\\"/g; s/^/"/; s/$$/\\n"/'

src/workspace/libworkspace_a-terminal-shell.$(OBJEXT): $(integration_strings)

FUZZERS_ALL += tests/fuzz/fuzz-problems tests/fuzz/fuzz-reflog tests/fuzz/fuzz-tasks
tests_fuzz_fuzz_reflog_SOURCES = tests/fuzz/fuzz-reflog.c
tests_fuzz_fuzz_reflog_LDADD = $(WORKSPACE_LIBS)
tests_fuzz_fuzz_problems_SOURCES = tests/fuzz/fuzz-problems.c
tests_fuzz_fuzz_problems_LDADD = $(WORKSPACE_LIBS)
tests_fuzz_fuzz_tasks_SOURCES = tests/fuzz/fuzz-tasks.c
tests_fuzz_fuzz_tasks_LDADD = $(WORKSPACE_LIBS)

EXTRA_PROGRAMS += tests/bench/bench-problems
tests_bench_bench_problems_SOURCES = tests/bench/bench-problems.c $(BENCH_COMMON)
tests_bench_bench_problems_LDADD = $(WORKSPACE_LIBS)

check_PROGRAMS += tests/vt/test-shells
tests_vt_test_shells_SOURCES = tests/vt/test-shells.c
tests_vt_test_shells_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_vt_test_shells_LDADD = $(WORKSPACE_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/test-workspace
tests_unit_test_workspace_SOURCES = \
	tests/lib/marks.h \
	tests/unit/workspace/clip-outside.c \
	tests/unit/workspace/allow.c \
	tests/unit/workspace/bulk.c \
	tests/unit/workspace/changes.c \
	tests/unit/workspace/channels.c \
	tests/unit/workspace/clips.c \
	tests/unit/workspace/cursors.c \
	tests/unit/workspace/cursors-model.c \
	tests/lib/must.h \
	tests/lib/temp-dir.h \
	tests/unit/workspace/diff.c \
	tests/unit/workspace/encoding.c \
	tests/unit/workspace/explorer.c \
	tests/unit/workspace/fileops.c \
	tests/unit/workspace/find.c \
	tests/unit/workspace/gate.c \
	tests/unit/workspace/groups.c \
	tests/unit/workspace/hex.c \
	tests/unit/workspace/history.c \
	tests/unit/workspace/fold.c \
	tests/unit/workspace/large.c \
	tests/unit/workspace/life.c \
	tests/unit/workspace/main.c \
	tests/unit/workspace/matches.c \
	tests/unit/workspace/merging.c \
	tests/unit/workspace/places.c \
	tests/unit/workspace/problem-outputs.c \
	tests/unit/workspace/problems.c \
	tests/unit/workspace/recover.c \
	tests/unit/workspace/reviewing.c \
	tests/unit/workspace/rows.c \
	tests/unit/workspace/save.c \
	tests/unit/workspace/screens.c \
	tests/unit/workspace/search.c \
	tests/unit/workspace/session.c \
	tests/unit/workspace/split.c \
	tests/unit/workspace/state.c \
	tests/unit/workspace/sudo.c \
	tests/unit/workspace/terminals.c \
	tests/unit/workspace/suite.h \
	tests/unit/workspace/tasks.c \
	tests/unit/workspace/view.c
tests_unit_test_workspace_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_workspace_LDADD = $(WORKSPACE_LIBS) $(CMOCKA_LIBS)
