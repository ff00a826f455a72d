# Benches.  They are built and run by `make bench` alone; a room's own are found by their names.
BENCH_COMMON = \
	tests/bench/samples.c tests/bench/samples.h \
	tests/bench/table.c tests/bench/table.h \
	tests/bench/world.c tests/bench/world-files.c tests/bench/world.h
EXTRA_PROGRAMS += tests/bench/bench-attach tests/bench/bench-history tests/bench/bench-finder tests/bench/bench-floor tests/bench/bench-grep tests/bench/bench-jail \
	tests/bench/bench-panel tests/bench/bench-starts tests/bench/floor-jail tests/bench/hello \
	tests/bench/bench-syntax \
	tests/bench/bench-tui
tests_bench_bench_attach_SOURCES = \
	tests/bench/bench-attach.c \
	tests/bench/term.c tests/bench/term.h \
	tests/bench/usage.c tests/bench/usage.h \
	$(BENCH_COMMON)
tests_bench_bench_attach_LDADD = $(VT_LIBS) -lutil
tests_bench_bench_finder_SOURCES = \
	tests/bench/bench-finder.c \
	tests/bench/term.c tests/bench/term.h \
	tests/bench/usage.c tests/bench/usage.h \
	$(BENCH_COMMON)
tests_bench_bench_finder_LDADD = $(VT_LIBS)
tests_bench_bench_floor_SOURCES = tests/bench/bench-floor.c
tests_bench_bench_grep_SOURCES = tests/bench/bench-grep.c $(BENCH_COMMON)
tests_bench_bench_grep_LDADD = $(BASE_LIBS)
tests_bench_bench_history_SOURCES = \
	tests/bench/bench-history.c tests/bench/bench-history.h \
	tests/bench/history-save.c \
	$(BENCH_COMMON)
tests_bench_bench_history_LDADD = $(COMMAND_LIBS)
tests_bench_bench_jail_SOURCES = tests/bench/bench-jail.c $(BENCH_COMMON)
tests_bench_bench_jail_LDADD = $(BASE_LIBS)
tests_bench_bench_panel_SOURCES = \
	tests/bench/bench-panel.c \
	tests/bench/term.c tests/bench/term.h \
	tests/bench/usage.c tests/bench/usage.h \
	$(BENCH_COMMON)
tests_bench_bench_panel_LDADD = $(VT_LIBS) -lutil
tests_bench_bench_starts_SOURCES = tests/bench/bench-starts.c $(BENCH_COMMON)
tests_bench_bench_starts_LDADD = $(JAIL_LIBS)
# As small as a program can be, and as the helper is, for what is measured is not their start.
tests_bench_hello_SOURCES = tests/bench/hello.c
tests_bench_hello_LDFLAGS = -static
tests_bench_floor_jail_SOURCES = tests/bench/floor-jail.c
nodist_tests_bench_floor_jail_SOURCES = src/jail/helper/filter.c
tests_bench_floor_jail_CFLAGS = $(AM_CFLAGS) $(JAIL_CFLAGS)
tests_bench_floor_jail_LDFLAGS = $(JAIL_LDFLAGS)
tests_bench_bench_syntax_SOURCES = tests/bench/bench-syntax.c $(BENCH_COMMON)
tests_bench_bench_syntax_LDADD = $(SYNTAX_LIBS)
tests_bench_bench_tui_SOURCES = \
	tests/bench/bench-tui.c \
	tests/bench/editor.c tests/bench/editor.h \
	tests/bench/field.c tests/bench/field.h \
	tests/bench/keys.c \
	tests/bench/measure.c tests/bench/measure.h \
	tests/bench/scene-big.c \
	tests/bench/scene-edit.c \
	tests/bench/scene-idle.c \
	tests/bench/scene-keys.c \
	tests/bench/scene-long.c \
	tests/bench/scene-own.c \
	tests/bench/scene-pages.c \
	tests/bench/scene-start.c \
	tests/bench/scenes.h \
	tests/bench/term.c tests/bench/term.h \
	tests/bench/usage.c tests/bench/usage.h \
	$(BENCH_COMMON)
tests_bench_bench_tui_LDADD = $(VT_LIBS)
EXTRA_DIST += tests/bench/rules.mk

BENCHES = $(filter tests/bench/bench-%,$(EXTRA_PROGRAMS))
BENCHES_OF_ROOMS = $(filter-out tests/bench/bench-attach% tests/bench/bench-finder% tests/bench/bench-floor% tests/bench/bench-grep% tests/bench/bench-jail% \
	tests/bench/bench-starts% tests/bench/bench-panel% tests/bench/bench-tui%,$(BENCHES))
#? bench: measure beside other editors and bwrap where they are installed, print the ratios
bench: all $(BENCHES) tests/bench/floor-jail$(EXEEXT) tests/bench/hello$(EXEEXT)
	@rm -f bench.table
	@echo "built with: $(CC) $(CFLAGS)"
	-@BENCH_TABLE=`pwd`/bench.table tests/bench/bench-jail ./codelab$(EXEEXT)
	-@CODELAB_JAIL_HELPER=./codelab-jail$(EXEEXT) BENCH_TABLE=`pwd`/bench.table tests/bench/bench-starts \
		tests/bench/hello$(EXEEXT) tests/bench/floor-jail$(EXEEXT)
	-@BENCH_TABLE=`pwd`/bench.table tests/bench/bench-grep ./codelab$(EXEEXT)
	-@BENCH_TABLE=`pwd`/bench.table tests/bench/bench-finder ./codelab$(EXEEXT)
	-@BENCH_TABLE=`pwd`/bench.table tests/bench/bench-tui ./codelab$(EXEEXT) tests/bench/bench-floor
	-@BENCH_TABLE=`pwd`/bench.table tests/bench/bench-attach ./codelab$(EXEEXT) tests/bench/bench-floor
	-@BENCH_TABLE=`pwd`/bench.table tests/bench/bench-panel ./codelab$(EXEEXT)
	-@for b in $(BENCHES_OF_ROOMS); do echo "$$b:"; $$b; done
	@echo; cat bench.table
clean-bench:
	rm -f bench.table $(BENCHES)
.PHONY: bench clean-bench
