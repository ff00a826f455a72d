noinst_LIBRARIES += src/widget/libwidget.a
src_widget_libwidget_a_SOURCES = src/widget/widget.h src/widget/theme-tokens.def
src_widget_libwidget_a_CFLAGS = $(AM_CFLAGS)
EXTRA_DIST += src/widget/room.mk
