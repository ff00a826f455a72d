noinst_LIBRARIES += src/ui/libui.a
src_ui_libui_a_SOURCES = src/ui/ui.h
src_ui_libui_a_CFLAGS = $(AM_CFLAGS)
EXTRA_DIST += src/ui/room.mk
