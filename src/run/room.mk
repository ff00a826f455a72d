noinst_LIBRARIES += src/run/librun.a
src_run_librun_a_SOURCES = \
	src/run/apart.c src/run/apart.h src/run/inner.h \
	src/run/open.c \
	src/run/plan.c \
	src/run/ref.c \
	src/run/result.c \
	src/run/run.h \
	src/run/shell.c src/run/shell.h \
	src/run/start.c \
	src/run/template.c src/run/template.h \
	src/run/warm.c
src_run_librun_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_builddir)/src
src_run_librun_a_CFLAGS = $(AM_CFLAGS)
nodist_src_run_librun_a_SOURCES = src/run/template-data.c
RUN_LIBS = src/run/librun.a $(LANG_LIBS) $(JAIL_LIBS) $(LOOP_LIBS) $(BASE_LIBS)
EXTRA_DIST += src/run/room.mk
CLEANFILES += src/run/template-data.c

# So do the files that projects begin with.
TEMPLATES = $(srcdir)/templates
EXTRA_DIST += templates tools/make-templates
src/run/template-data.c: $(TEMPLATES)/templates.tsv $(TEMPLATES)/*/* $(TEMPLATES)/*/*/* \
		$(srcdir)/tools/make-templates
	@$(MKDIR_P) src/run
	$(AM_V_GEN)$(srcdir)/tools/make-templates $(TEMPLATES) >$@.tmp && mv -f $@.tmp $@

check_PROGRAMS += tests/unit/test-run
tests_unit_test_run_SOURCES = tests/unit/test-run.c
tests_unit_test_run_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_run_LDADD = $(RUN_LIBS) $(CMOCKA_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-ref
tests_fuzz_fuzz_ref_SOURCES = tests/fuzz/fuzz-ref.c
tests_fuzz_fuzz_ref_LDADD = $(RUN_LIBS)

dist_check_SCRIPTS += tests/cli/review.sh tests/cli/review-kills.sh tests/cli/run.sh tests/cli/run-languages.sh tests/cli/languages.sh
tests/cli/review-kills.log: codelab codelab-jail tests/fault/inject
tests/cli/review.log tests/cli/run.log tests/cli/run-languages.log tests/cli/languages.log: codelab codelab-jail
