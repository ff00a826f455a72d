# The room, and the helper that reads pictures: codelab-image.
noinst_LIBRARIES += src/image/libimage.a
src_image_libimage_a_SOURCES = src/image/find.c src/image/image.h src/image/parse.c
src_image_libimage_a_CPPFLAGS = $(AM_CPPFLAGS) -DPKGLIBEXECDIR='"$(pkglibexecdir)"'
IMAGE_LIBS = src/image/libimage.a $(BASE_LIBS)
EXTRA_DIST += src/image/room.mk

if PICTURES
pkglibexec_PROGRAMS += codelab-image
endif
codelab_image_SOURCES = src/image/helper/main.c
codelab_image_CFLAGS = $(AM_CFLAGS) $(PICTURES_CFLAGS)
codelab_image_LDADD = $(PICTURES_LIBS)

check_PROGRAMS += tests/unit/test-image
tests_unit_test_image_SOURCES = tests/unit/test-image.c
tests_unit_test_image_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_image_LDADD = $(IMAGE_LIBS) $(CMOCKA_LIBS)

FUZZERS_ALL += tests/fuzz/fuzz-image
tests_fuzz_fuzz_image_SOURCES = tests/fuzz/fuzz-image.c
tests_fuzz_fuzz_image_LDADD = $(IMAGE_LIBS)
