# Third-party parsers, fetched by grammars/fetch as grammars.tsv pins them and compiled here:
# grammars/core/libtree-sitter.a is linked, each grammars/NAME.so is loaded on first use, with its
# queries beside it in grammars/NAME/.  Nothing is ever written into the source tree.
EXTRA_DIST += grammars/rules.mk grammars/README.md grammars/grammars.tsv grammars/fetch \
	grammars/compile grammars/queries

GRAMMARS_TSV = $(srcdir)/grammars/grammars.tsv
GRAMMARS := $(shell $(AWK) '!/^#/ && $$1 != "core" { print $$1 }' $(GRAMMARS_TSV))
GRAMMAR_MODULES = $(GRAMMARS:%=grammars/%.so)
# Nobody here mends their warnings; debug data of parse tables helps nobody.
GRAMMAR_CC = $(CC) $(CPPFLAGS) $(CFLAGS) -g0 -w -fPIC

TREE_SITTER_CFLAGS = -I$(top_builddir)/grammars/core/include
TREE_SITTER_LIBS = grammars/core/libtree-sitter.a

#? grammars: fetch and compile the tree-sitter library and the grammars
grammars: $(GRAMMAR_MODULES) $(TREE_SITTER_LIBS) grammars/.queries

# A row that did not change leaves its grammar alone.
grammars/.rows: $(GRAMMARS_TSV)
	$(AM_V_GEN)$(MKDIR_P) grammars/rows && \
	$(AWK) -F '\t' '!/^#/ { file = "grammars/rows/" $$1 ".new"; print >file; close(file) }' \
		$(GRAMMARS_TSV) && \
	for new in grammars/rows/*.new; do \
		cmp -s "$$new" "$${new%.new}" || mv -f "$$new" "$${new%.new}" || exit 1; \
	done && rm -f grammars/rows/*.new && : >$@
grammars/rows/%: grammars/.rows ;

grammars/src/%/.fetched: grammars/rows/% $(srcdir)/grammars/fetch
	$(AM_V_GEN)$(srcdir)/grammars/fetch $* grammars && : >$@
.PRECIOUS: grammars/rows/% grammars/src/%/.fetched

grammars/%.so: grammars/src/%/.fetched $(srcdir)/grammars/compile
	$(AM_V_CCLD)CC='$(CC)' CFLAGS='$(CPPFLAGS) $(CFLAGS)' LDFLAGS='$(LDFLAGS)' \
		$(srcdir)/grammars/compile $* grammars

# A query of our own, grammars/queries/NAME/KIND.scm, takes the place of the package's; if its first
# line says "; inherits: NAME/package-KIND", it adds to it.
grammars/.queries: $(GRAMMAR_MODULES) $(wildcard $(srcdir)/grammars/queries/*/*.scm)
	$(AM_V_GEN)for dir in $(srcdir)/grammars/queries/*; do \
		cp -f "$$dir"/*.scm "grammars/$${dir##*/}/" || exit 1; done && : >$@

# Some scanners write a few bytes past the 1024 they are given to keep their state in when a text is
# nested deep enough.  The library lends them more than it says.
TREE_SITTER_LIB = grammars/src/core/vendor/tree-sitter/lib
grammars/core/lib.o: grammars/src/core/.fetched
	$(AM_V_CC)$(MKDIR_P) grammars/core/include/tree_sitter && \
	cp $(TREE_SITTER_LIB)/include/tree_sitter/api.h grammars/core/include/tree_sitter && \
	sed -i '/define TREE_SITTER_SERIALIZATION_BUFFER_SIZE/s/ 1024$$/ 4096/' \
		$(TREE_SITTER_LIB)/src/parser.h && \
	$(GRAMMAR_CC) -O2 -D_DEFAULT_SOURCE -I$(TREE_SITTER_LIB)/include -I$(TREE_SITTER_LIB)/src \
		-c -o $@ $(TREE_SITTER_LIB)/src/lib.c
grammars/core/libtree-sitter.a: grammars/core/lib.o
	$(AM_V_AR)rm -f $@ && $(AR) cr $@ grammars/core/lib.o && $(RANLIB) $@
# Its header must be there before the room that includes it is compiled.
$(src_syntax_libsyntax_a_OBJECTS): | grammars/core/lib.o

install-grammars: grammars
	$(MKDIR_P) '$(DESTDIR)$(pkglibdir)/grammars'
	for name in $(GRAMMARS); do \
		to='$(DESTDIR)$(pkglibdir)/grammars'; \
		$(INSTALL_PROGRAM) grammars/$$name.so "$$to" && $(MKDIR_P) "$$to/$$name" && \
		$(INSTALL_DATA) grammars/$$name/* "$$to/$$name" || exit 1; \
	done
uninstall-grammars:
	rm -rf '$(DESTDIR)$(pkglibdir)/grammars'
clean-grammars:
	rm -rf grammars/src grammars/rows grammars/.rows grammars/core $(GRAMMARS:%=grammars/%) $(GRAMMAR_MODULES) grammars/.queries
.PHONY: grammars install-grammars uninstall-grammars clean-grammars
