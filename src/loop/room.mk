noinst_LIBRARIES += src/loop/libloop.a
src_loop_libloop_a_SOURCES = src/loop/loop.h
src_loop_libloop_a_CFLAGS = $(AM_CFLAGS) $(UV_CFLAGS)
EXTRA_DIST += src/loop/room.mk
