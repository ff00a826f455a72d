noinst_LIBRARIES += src/vt/libvt.a
src_vt_libvt_a_SOURCES = \
	src/vt/color.c \
	src/vt/csi.c \
	src/vt/fast.c \
	src/vt/feed.c \
	src/vt/grid.c src/vt/grid.h \
	src/vt/inner.h \
	src/vt/key.c \
	src/vt/line.c src/vt/line.h \
	src/vt/link.c \
	src/vt/look.c \
	src/vt/mark.c \
	src/vt/modes.c \
	src/vt/mouse.c \
	src/vt/reflow.c \
	src/vt/screen.c \
	src/vt/sgr.c \
	src/vt/string.c \
	src/vt/text.c \
	src/vt/vt.c src/vt/vt.h
src_vt_libvt_a_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
VT_LIBS = src/vt/libvt.a $(VTERM_LIBS) $(BASE_LIBS)
EXTRA_DIST += src/vt/room.mk

check_PROGRAMS += tests/unit/test-vt
tests_unit_test_vt_SOURCES = \
	tests/unit/vt/flood.c \
	tests/unit/vt/look.c \
	tests/unit/vt/main.c \
	tests/unit/vt/random.c \
	tests/unit/vt/script.c tests/unit/vt/script.h \
	tests/unit/vt/steps.c \
	tests/unit/vt/test-vt.h
tests_unit_test_vt_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_vt_LDADD = $(VT_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += \
	tests/vt/edit.vtt \
	tests/vt/key.vtt \
	tests/vt/link.vtt \
	tests/vt/mark.vtt \
	tests/vt/resize.vtt \
	tests/vt/string.vtt \
	tests/vt/style.vtt \
	tests/vt/text.vtt

FUZZERS_ALL += tests/fuzz/fuzz-vt
tests_fuzz_fuzz_vt_SOURCES = tests/fuzz/fuzz-vt.c
tests_fuzz_fuzz_vt_LDADD = $(VT_LIBS)

EXTRA_PROGRAMS += tests/bench/bench-vt
tests_bench_bench_vt_SOURCES = tests/bench/bench-vt.c
tests_bench_bench_vt_LDADD = $(VT_LIBS)

check_PROGRAMS += tests/vt/test-programs
tests_vt_test_programs_SOURCES = tests/vt/test-programs.c
tests_vt_test_programs_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_vt_test_programs_LDADD = $(VT_LIBS) $(LOOP_LIBS) $(CMOCKA_LIBS)
