# Tests.  A unit test of a room links the room and what stands below it, nothing else: the linker
# repeats the proof of src/LAYERS.
EXTRA_DIST += tests/rules.mk

check_PROGRAMS += tests/unit/test-base
tests_unit_test_base_SOURCES = tests/unit/test-base.c
tests_unit_test_base_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_base_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
