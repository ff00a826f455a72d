noinst_LIBRARIES += src/tty/libtty.a
src_tty_libtty_a_SOURCES = src/tty/tty.h
src_tty_libtty_a_CFLAGS = $(AM_CFLAGS) $(NCURSESW_CFLAGS)
EXTRA_DIST += src/tty/room.mk
