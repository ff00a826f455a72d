noinst_LIBRARIES += src/store/libstore.a
src_store_libstore_a_SOURCES = src/store/store.h
src_store_libstore_a_CFLAGS = $(AM_CFLAGS) $(ZSTD_CFLAGS)
EXTRA_DIST += src/store/room.mk
