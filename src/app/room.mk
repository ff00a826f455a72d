EXTRA_DIST += src/app/room.mk
