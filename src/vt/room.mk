noinst_LIBRARIES += src/vt/libvt.a
src_vt_libvt_a_SOURCES = src/vt/vt.h
src_vt_libvt_a_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
EXTRA_DIST += src/vt/room.mk
