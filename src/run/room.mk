noinst_LIBRARIES += src/run/librun.a
src_run_librun_a_SOURCES = src/run/run.h
src_run_librun_a_CFLAGS = $(AM_CFLAGS)
EXTRA_DIST += src/run/room.mk
