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
