noinst_LIBRARIES += src/jail/libjail.a
src_jail_libjail_a_SOURCES = src/jail/jail.h
src_jail_libjail_a_CFLAGS = $(AM_CFLAGS) $(SECCOMP_CFLAGS)
EXTRA_DIST += src/jail/room.mk
