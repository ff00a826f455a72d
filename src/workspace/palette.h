/* The palette: one line of input over a list.  Its rows are made in command/palette. */
#ifndef WORKSPACE_PALETTE_H
#define WORKSPACE_PALETTE_H

#include "base/str.h"
#include "base/vec.h"

typedef struct {
    char *label;   // owned
    char *detail;  // owned, may be NULL; drawn at the right
    char *value;   // owned; command id, path or line
    Vec(int) hits; // byte offsets of matched letters in the label
    bool is_path;  // its end says more than its start
} PaletteRow;

typedef struct {
    bool open;
    char *subject;        // owned; what the rows are about where the prefix does not say it
    Buf query;            // with its prefix: ">" commands, ":" line, none files
    Vec(PaletteRow) rows; // best first
    size_t selected;
    size_t total;       // candidates before filtering
    bool stale;         // rows must be made again
    bool accept;        // Enter came before the rows did: take the first when they come
    Vec(char *) recent; // owned ids of commands chosen here, newest last
} Palette;

void palette_open(Palette *p, const char *query);
void palette_close(Palette *p);
void palette_set_query(Palette *p, Str query);
/* Remember a chosen command: it stands first next time. */
void palette_remember(Palette *p, const char *id);
/* How recently it was chosen: 0 never, the higher the later. */
int palette_recency(const Palette *p, const char *id);
void palette_clear_rows(Palette *p);
void palette_deinit(Palette *p);

#endif
