noinst_LIBRARIES += src/base/libbase.a
src_base_libbase_a_SOURCES = \
	src/base/bug.c src/base/bug.h \
	src/base/err.c src/base/err.h \
	src/base/key.h \
	src/base/mem.c src/base/mem.h \
	src/base/path.h \
	src/base/clock.h \
	src/base/bytelog.h \
	src/base/fs.h \
	src/base/str.c src/base/str.h \
	src/base/utf8.c src/base/utf8.h \
	src/base/vec.h
src_base_libbase_a_CFLAGS = $(AM_CFLAGS) $(CJSON_CFLAGS) $(UTF8PROC_CFLAGS) $(MD_CFLAGS)
BASE_LIBS = src/base/libbase.a $(CJSON_LIBS) $(UTF8PROC_LIBS) $(MD_LIBS)
EXTRA_DIST += src/base/room.mk
