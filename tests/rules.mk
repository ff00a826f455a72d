# Tests.  A unit test of a room links the room and what stands below it, nothing else: the linker
# repeats the proof of src/LAYERS.
EXTRA_DIST += tests/rules.mk tests/lib/tap.sh tests/fuzz/fuzz tests/fuzz/corpus

# Fuzzers.  With --enable-fuzzers libFuzzer drives them, otherwise tests/fuzz/standalone.c runs each
# over its corpus, tests/fuzz/corpus/NAME.
check_LIBRARIES += tests/fuzz/libstandalone.a
tests_fuzz_libstandalone_a_SOURCES = tests/fuzz/standalone.c
dist_check_SCRIPTS += tests/fuzz/corpora.sh
FUZZERS_ALL += tests/fuzz/fuzz-utf8
tests_fuzz_fuzz_utf8_SOURCES = tests/fuzz/fuzz-utf8.c
tests_fuzz_fuzz_utf8_LDADD = $(BASE_LIBS)

if FUZZERS
$(FUZZERS_ALL): LIBS += -fsanitize=fuzzer
else
$(FUZZERS_ALL): LIBS += tests/fuzz/libstandalone.a
$(FUZZERS_ALL): tests/fuzz/libstandalone.a
endif
tests/fuzz/corpora.log: $(FUZZERS_ALL)

# Languages.
EXTRA_DIST += tests/languages/cases tests/languages/one.sh tests/languages/packages \
	tests/languages/packages-heavy tests/languages/npm/package.json tests/languages/table.sh
dist_check_SCRIPTS += tests/languages/languages.sh
tests/languages/languages.log: codelab codelab-jail
LANGUAGES_ENV = top_srcdir=$(srcdir) top_builddir=. LANGUAGES=all LANGUAGES_RESULTS=$(abs_builddir)/languages-results
#? check-languages: run programs of every language that is installed in the jail (a minute)
#? check-languages-all: the same with toolchains from npm, fetched into languages-npm/
#? languages-table: the same, and print the table of docs/languages.md
check-languages: codelab codelab-jail
	env $(LANGUAGES_ENV) LANGUAGES_LEAST=$(LANGUAGES_LEAST) sh $(srcdir)/tests/languages/languages.sh
languages-npm/package.json: $(srcdir)/tests/languages/npm/package.json
	$(MKDIR_P) languages-npm && cp $< $@
	cd languages-npm && npm install --no-audit --no-fund --loglevel=error
check-languages-all: codelab codelab-jail languages-npm/package.json
	env $(LANGUAGES_ENV) PATH="$$PATH:$(abs_builddir)/languages-npm/node_modules/.bin" \
		sh $(srcdir)/tests/languages/languages.sh
languages-table: check-languages-all
	sh $(srcdir)/tests/languages/table.sh $(abs_builddir)/codelab $(abs_builddir)/languages-results
LANGUAGES_LEAST = 1
.PHONY: check-languages check-languages-all languages-table

FUZZ_SECONDS = 30
#? check-clang: run all tests in a build by clang, with sanitizers and libFuzzer
#? check-fuzz: let each fuzzer of that build search for FUZZ_SECONDS (30)
if FUZZERS
check-fuzz: $(FUZZERS_ALL)
	FUZZ_SECONDS=$(FUZZ_SECONDS) $(srcdir)/tests/fuzz/fuzz $(srcdir)/tests/fuzz/corpus $(FUZZERS_ALL)
else
check-fuzz/Makefile:
	$(MKDIR_P) check-fuzz && cd check-fuzz && \
	$(abs_srcdir)/configure -q CC=clang --enable-fuzzers
check-clang: check-fuzz/Makefile
	$(MAKE) -C check-fuzz check
check-fuzz: check-fuzz/Makefile
	$(MAKE) -C check-fuzz check-fuzz
endif
clean-fuzz:
	rm -rf check-fuzz fuzz-work
.PHONY: check-clang check-fuzz clean-fuzz
