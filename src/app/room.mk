# The subcommands that show and restore what the store keeps.
noinst_LIBRARIES += src/app/libcli-store.a
src_app_libcli_store_a_SOURCES = \
	src/app/cli-file.c src/app/cli-file.h \
	src/app/cli-history.c \
	src/app/cli-project.c \
	src/app/cli-restore.c \
	src/app/cli-talk.c src/app/cli-talk.h \
	src/app/cli.h
src_app_libcli_store_a_CFLAGS = $(AM_CFLAGS)
CLI_STORE_LIBS = src/app/libcli-store.a $(STORE_LIBS)
EXTRA_DIST += src/app/room.mk
EXTRA_DIST += tests/cli/history.sh tests/cli/project.sh
