EXTRA_DIST += tools/rules.mk
