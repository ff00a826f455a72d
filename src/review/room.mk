noinst_LIBRARIES += src/review/libreview.a
src_review_libreview_a_SOURCES = \
	src/review/apply.c \
	src/review/conflict.c \
	src/review/decide.c \
	src/review/flags.c \
	src/review/inner.h \
	src/review/look.c \
	src/review/open.c \
	src/review/own.c \
	src/review/patch.c \
	src/review/plan-file.c \
	src/review/plan.c \
	src/review/review.h \
	src/review/step.c \
	src/review/take.c \
	src/review/text.c
REVIEW_LIBS = src/review/libreview.a $(STORE_LIBS)
EXTRA_DIST += src/review/room.mk

check_PROGRAMS += tests/unit/test-review
tests_unit_test_review_SOURCES = \
	tests/lib/temp-dir.h \
	tests/unit/review/apply.c \
	tests/unit/review/decide.c \
	tests/unit/review/main.c \
	tests/unit/review/programs.c \
	tests/unit/review/suite.h \
	tests/unit/review/take.c
tests_unit_test_review_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_review_LDADD = $(REVIEW_LIBS) $(CMOCKA_LIBS)
