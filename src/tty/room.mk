noinst_LIBRARIES += src/tty/libtty.a
src_tty_libtty_a_SOURCES = \
	src/tty/caps.c src/tty/caps.def src/tty/caps.h \
	src/tty/clipboard.c \
	src/tty/color.c src/tty/color.h \
	src/tty/csi.c \
	src/tty/detect.c \
	src/tty/facts.c \
	src/tty/guard.c \
	src/tty/key-tier.c \
	src/tty/keys.c src/tty/keys.h \
	src/tty/loan.c \
	src/tty/modes.c \
	src/tty/mouse.c \
	src/tty/move.c \
	src/tty/paint.c src/tty/paint.h \
	src/tty/paste.c \
	src/tty/progress.c \
	src/tty/sgr.c \
	src/tty/shift.c \
	src/tty/surface.c src/tty/surface.h \
	src/tty/terminal.c src/tty/terminal.h \
	src/tty/title.c \
	src/tty/tty.h
src_tty_libtty_a_CFLAGS = $(AM_CFLAGS) $(NCURSESW_CFLAGS)
# ncursesw has a key_name() too: base must come first.
TTY_LIBS = src/tty/libtty.a $(BASE_LIBS) $(NCURSESW_LIBS)

check_PROGRAMS += tests/unit/test-tty
tests_unit_test_tty_SOURCES = \
	tests/unit/tty/color.c \
	tests/unit/tty/main.c tests/unit/tty/groups.h \
	tests/unit/tty/keys.c \
	tests/unit/tty/lent.c \
	tests/unit/tty/paint.c \
	tests/unit/tty/screen.c tests/unit/tty/screen.h \
	tests/unit/tty/surface.c \
	tests/unit/tty/terminal.c
tests_unit_test_tty_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_tty_LDADD = $(TTY_LIBS) $(CMOCKA_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-keys
tests_fuzz_fuzz_keys_SOURCES = tests/fuzz/fuzz-keys.c
tests_fuzz_fuzz_keys_LDADD = $(TTY_LIBS)
EXTRA_DIST += src/tty/room.mk
