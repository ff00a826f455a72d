# The papers, and the project that ./bootstrap run opens.
EXTRA_DIST += docs/rules.mk docs/adr ARCHITECTURE.md SECURITY.md STYLE.md
sampledir = $(pkgdatadir)/sample
dist_sample_DATA = docs/sample/.gitignore docs/sample/README.md docs/sample/chart.py \
	docs/sample/life.c docs/sample/main.py docs/sample/words.js
sampledatadir = $(sampledir)/data
dist_sampledata_DATA = docs/sample/data/planets.csv
