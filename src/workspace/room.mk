noinst_LIBRARIES += src/workspace/libworkspace.a
src_workspace_libworkspace_a_SOURCES = src/workspace/workspace.h
src_workspace_libworkspace_a_CFLAGS = $(AM_CFLAGS)
EXTRA_DIST += src/workspace/room.mk
