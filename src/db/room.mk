noinst_LIBRARIES += src/db/libdb.a
src_db_libdb_a_SOURCES = src/db/db.h
src_db_libdb_a_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
EXTRA_DIST += src/db/room.mk
