# The checkers and other tools; each also runs by itself, without a configured tree.
CHECKERS = tools/check-budget tools/check-docs tools/check-format tools/check-headers \
	tools/check-layers tools/check-unused
EXTRA_DIST += tools/rules.mk $(CHECKERS) tools/help tools/rooms \
	tools/git-hooks/commit-msg tools/git-hooks/pre-commit .clang-format src/LAYERS
dist_check_SCRIPTS += tests/tools/bootstrap.sh \
	tests/tools/checkers.sh tests/tools/grammars.sh tests/tools/manual.sh

HEADER_CFLAGS = $(CODELAB_CFLAGS) -I$(abs_top_builddir) \
	-I$(abs_top_builddir)/grammars/core/include

MAKEFILES_HERE = $(srcdir)/Makefile.am $(srcdir)/*/rules.mk $(srcdir)/src/*/room.mk
#? help: print this list
help:
	@$(srcdir)/tools/help $(MAKEFILES_HERE)
#? check-layers: hold every include to src/LAYERS
check-layers:
	$(srcdir)/tools/check-layers $(srcdir)
#? check-budget: hold files, faces and functions to their limits, print the largest
check-budget:
	$(srcdir)/tools/check-budget $(srcdir)
#? check-headers: compile each header alone, compare its guard with its path
check-headers: grammars/core/lib.o
	CC='$(CC)' CFLAGS='$(CPPFLAGS) $(HEADER_CFLAGS)' $(srcdir)/tools/check-headers $(srcdir)
#? check-format: hold all C files to .clang-format
check-format:
	$(srcdir)/tools/check-format $(srcdir)
#? check-docs: hold links and manual pages to what is there
check-docs: codelab$(EXEEXT)
	$(srcdir)/tools/check-docs --program ./codelab$(EXEEXT) $(srcdir)
#? format: mend what check-format finds
format:
	$(srcdir)/tools/check-format --fix $(srcdir)
#? check-unused: find external symbols that no other file uses
check-unused: all $(check_PROGRAMS) $(FUZZERS_ALL) $(BENCHES)
	$(srcdir)/tools/check-unused `find src tests -name '*.$(OBJEXT)'`
#? check-fast: run the unit tests alone
check-fast: $(check_PROGRAMS)
	$(MAKE) $(AM_MAKEFLAGS) check-TESTS TESTS='$(check_PROGRAMS)'
#? check-san: run the whole check under AddressSanitizer and UBSan, in a build of its own
check-san:
	$(MKDIR_P) check-san && cd check-san && \
	{ test -e Makefile || $(abs_srcdir)/configure -q --enable-sanitizers; } && $(MAKE) check
#? rooms: print the house
rooms:
	@$(srcdir)/tools/rooms $(srcdir)
#? git-hooks: let git run the quick checks before each commit
git-hooks:
	git -C $(srcdir) config core.hooksPath tools/git-hooks
clean-san:
	rm -rf check-san
.PHONY: help check-layers check-budget check-headers check-docs check-format format check-unused check-fast \
	check-san rooms git-hooks clean-san
