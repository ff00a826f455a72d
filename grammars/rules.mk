EXTRA_DIST += grammars/rules.mk
