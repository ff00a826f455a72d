noinst_LIBRARIES += src/vim/libvim.a
src_vim_libvim_a_SOURCES = \
	src/vim/block.c \
	src/vim/change.c \
	src/vim/digraph.c \
	src/vim/digraphs.def \
	src/vim/edit.c \
	src/vim/ex-confirm.c \
	src/vim/ex-far.c \
	src/vim/ex-file.c \
	src/vim/ex-filter.c \
	src/vim/ex-global.c \
	src/vim/ex-lines.c \
	src/vim/ex-other.c \
	src/vim/ex-sub.c \
	src/vim/ex-text.c \
	src/vim/ex.c \
	src/vim/ex.h \
	src/vim/inner.h \
	src/vim/insert-literal.c \
	src/vim/insert.c \
	src/vim/join.c \
	src/vim/keys.c \
	src/vim/line-undo.c \
	src/vim/line.c \
	src/vim/mark.c \
	src/vim/motion-line.c \
	src/vim/motion-screen.c \
	src/vim/motion-section.c \
	src/vim/motion-text.c \
	src/vim/motion-word.c \
	src/vim/object.h \
	src/vim/objects-pair.c \
	src/vim/objects-quote.c \
	src/vim/objects-word.c \
	src/vim/operate.c \
	src/vim/operators.c \
	src/vim/pair.c \
	src/vim/parse.c \
	src/vim/put.c \
	src/vim/regex.c \
	src/vim/register.c \
	src/vim/repeat.c \
	src/vim/search.c \
	src/vim/seat.c \
	src/vim/surround.c \
	src/vim/vim-key.c \
	src/vim/vim.c \
	src/vim/vim.h \
	src/vim/visual.c \
	src/vim/walk.c \
	src/vim/window.c
src_vim_libvim_a_CFLAGS = $(AM_CFLAGS)
VIM_LIBS = src/vim/libvim.a $(COMMAND_LIBS)
EXTRA_DIST += src/vim/room.mk tests/unit/vim/recorded.txt

check_PROGRAMS += tests/unit/test-vim
tests_unit_test_vim_SOURCES = \
	tests/unit/vim/differ.c \
	tests/unit/vim/grammar.c \
	tests/unit/vim/line.c \
	tests/unit/vim/main.c \
	tests/unit/vim/real.c \
	tests/unit/vim/suite.h \
	tests/unit/vim/world.c
tests_unit_test_vim_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_vim_LDADD = $(VIM_LIBS) $(CMOCKA_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-vim
tests_fuzz_fuzz_vim_SOURCES = tests/fuzz/fuzz-vim.c tests/lib/vim-fuzz.h
tests_fuzz_fuzz_vim_LDADD = $(VIM_LIBS)
FUZZERS_ALL += tests/fuzz/fuzz-ex
tests_fuzz_fuzz_ex_SOURCES = tests/fuzz/fuzz-ex.c tests/lib/vim-fuzz.h
tests_fuzz_fuzz_ex_LDADD = $(VIM_LIBS)
