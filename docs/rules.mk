# The papers, and the project that ./bootstrap run opens.
EXTRA_DIST += docs/rules.mk docs/adr ARCHITECTURE.md SECURITY.md STYLE.md
sampledir = $(pkgdatadir)/sample
dist_sample_DATA = docs/sample/.gitignore docs/sample/README.md docs/sample/chart.py \
	docs/sample/life.c docs/sample/main.py docs/sample/words.js
sampledatadir = $(sampledir)/data
dist_sampledata_DATA = docs/sample/data/planets.csv
EXTRA_DIST += docs/first-run.scene docs/screen.svg

# The picture of the README, drawn by the program itself.
picture: codelab codelab-jail ## draw docs/screen.svg anew
	CODELAB_SAMPLE=$(abs_top_srcdir)/docs/sample ./codelab --headless scene --svg \
		$(top_srcdir)/docs/first-run.scene > screen.svg.tmp
	mv screen.svg.tmp $(top_srcdir)/docs/screen.svg
.PHONY: picture
