# The manual: codelab(1) is written by hand, what is a table in the program is made from it.
EXTRA_DIST += man/rules.mk tools/make-manual
dist_man1_MANS = man/codelab.1
nodist_man5_MANS = man/codelab-settings.5
nodist_man7_MANS = man/codelab-commands.7
CLEANFILES += $(nodist_man5_MANS) $(nodist_man7_MANS)

MAKE_MANUAL = $(MKDIR_P) man && $(srcdir)/tools/make-manual ./codelab$(EXEEXT)
man/codelab-settings.5: codelab$(EXEEXT) $(srcdir)/tools/make-manual $(dist_man1_MANS)
	$(AM_V_GEN)$(MAKE_MANUAL) settings >$@.new && mv -f $@.new $@
man/codelab-commands.7: codelab$(EXEEXT) $(srcdir)/tools/make-manual $(dist_man1_MANS)
	$(AM_V_GEN)$(MAKE_MANUAL) commands >$@.new && mv -f $@.new $@
