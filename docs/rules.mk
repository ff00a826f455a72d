# The papers, and the project that ./bootstrap run opens.
EXTRA_DIST += docs/rules.mk docs/adr docs/first-run.scene docs/jail.md docs/keys.md docs/languages.md \
	docs/performance.md docs/reliability.md docs/screen.svg docs/vim.md \
	ARCHITECTURE.md CHANGELOG.md CONTRIBUTING.md SECURITY.md STYLE.md
sampledir = $(pkgdatadir)/sample
dist_sample_DATA = docs/sample/.gitignore docs/sample/README.md docs/sample/chart.py \
	docs/sample/life.c docs/sample/main.py docs/sample/words.js
sampledatadir = $(sampledir)/data
dist_sampledata_DATA = docs/sample/data/planets.csv

#? picture: let the program draw the picture of the README, docs/screen.svg, anew
picture: codelab$(EXEEXT) $(pkglibexec_PROGRAMS) grammars
	CODELAB_SAMPLE=$(abs_srcdir)/docs/sample ./codelab --headless scene --svg \
		$(srcdir)/docs/first-run.scene >screen.svg.new && mv screen.svg.new $(srcdir)/docs/screen.svg
.PHONY: picture
