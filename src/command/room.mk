noinst_LIBRARIES += src/command/libcommand.a
src_command_libcommand_a_SOURCES = src/command/command.h
src_command_libcommand_a_CFLAGS = $(AM_CFLAGS)
EXTRA_DIST += src/command/room.mk
