noinst_LIBRARIES += src/loop/libloop.a
src_loop_libloop_a_SOURCES = \
	src/loop/child.c \
	src/loop/exec.c \
	src/loop/fd.c \
	src/loop/inner.h \
	src/loop/job.c \
	src/loop/loop.c src/loop/loop.h \
	src/loop/pty.c \
	src/loop/signal.c \
	src/loop/timer.c \
	src/loop/watch.c
src_loop_libloop_a_CFLAGS = $(AM_CFLAGS) $(UV_CFLAGS)
LOOP_LIBS = src/loop/libloop.a $(UV_LIBS) $(BASE_LIBS)
EXTRA_DIST += src/loop/room.mk

check_PROGRAMS += tests/unit/test-loop
tests_unit_test_loop_SOURCES = \
	tests/unit/loop/child.c \
	tests/unit/loop/fd.c \
	tests/unit/loop/job.c \
	tests/unit/loop/main.c \
	tests/unit/loop/test-loop.h \
	tests/unit/loop/watch.c
tests_unit_test_loop_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_loop_LDADD = $(LOOP_LIBS) $(CMOCKA_LIBS)
