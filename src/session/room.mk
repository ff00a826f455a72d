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
