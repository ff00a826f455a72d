noinst_LIBRARIES += src/widget/libwidget.a
src_widget_libwidget_a_SOURCES = \
	src/widget/input.c \
	src/widget/theme.c \
	src/widget/theme-captures.def \
	src/widget/theme-tokens.def \
	src/widget/widget.h
src_widget_libwidget_a_CFLAGS = $(AM_CFLAGS)
WIDGET_LIBS = src/widget/libwidget.a $(TTY_LIBS)
EXTRA_DIST += src/widget/room.mk
