noinst_LIBRARIES += src/session/libsession.a
src_session_libsession_a_SOURCES = \
	src/session/frame.c \
	src/session/link.c \
	src/session/listen.c \
	src/session/place.c \
	src/session/session.h
src_session_libsession_a_CFLAGS = $(AM_CFLAGS)
SESSION_LIBS = src/session/libsession.a $(BASE_LIBS)
EXTRA_DIST += src/session/room.mk

check_PROGRAMS += tests/unit/test-session
tests_unit_test_session_SOURCES = tests/unit/test-session.c
tests_unit_test_session_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_session_LDADD = $(SESSION_LIBS) $(CMOCKA_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-session
tests_fuzz_fuzz_session_SOURCES = tests/fuzz/fuzz-session.c
tests_fuzz_fuzz_session_LDADD = $(SESSION_LIBS)
