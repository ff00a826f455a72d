/* What a Theme is made of, for the reader of theme files. */
#ifndef WIDGET_THEME_H
#define WIDGET_THEME_H

#include "base/json.h"
#include "widget/widget.h"

enum { THEME_CAPTURE_MAX = 96, THEME_NOTES_MAX = 5 };

typedef enum { COLUMN_DARK, COLUMN_LIGHT, COLUMN_ANSI, COLUMN_MONO } ThemeColumn;

typedef struct {
    const char *name;
    bool background;
    ThemeToken parent;  // THEME_TOKEN_COUNT = none
    uint32_t colors[3]; // 0xRRGGBB, 0xRRGGBB, index
    uint16_t mono;
} TokenRow;

typedef struct {
    const char *name, *scopes; // of the scopes, with commas between, the best is first
    uint32_t colors[3];
    uint16_t attrs, mono;
} CaptureRow;

extern const TokenRow theme_tokens[THEME_TOKEN_COUNT];
extern const CaptureRow theme_captures[];
extern const size_t theme_ncaptures;

struct Theme {
    bool ascii, bare;
    Style tokens[THEME_TOKEN_COUNT];
    Style captures[THEME_CAPTURE_MAX];
};

/* Take all styles from one column of the tables. */
void theme_fill(Theme *t, ThemeColumn column);

/* A theme file while it is read. */
typedef struct {
    Theme *theme;
    const char *path;                 // borrowed, for notes; NULL: a text without a file
    const char *custom;               // settings are read, for the theme of that name; NULL: a file
    const JsonDoc *doc;               // borrowed; the file being read, of those that include others
    Buf *notes;                       // borrowed, may be NULL; a sentence a line
    size_t nnotes;                    // given so far, in all files
    bool given[THEME_TOKEN_COUNT];    // a file has this token
    int fg_rank[THEME_CAPTURE_MAX];   // of the rule that gave a capture its colour; 0 = none yet
    int font_rank[THEME_CAPTURE_MAX]; // ... its attributes
    bool has_rules;                   // a file says anything about text
    bool has_type, light;             // a file says whether it is a light theme
    bool filled;                      // the theme has what the tables say
} ThemeReader;

/* Say what is wrong at a value of r->doc: "PATH: line 3, column 5: ...". */
void theme_note(ThemeReader *r, const Json *at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* "#rgb", "#rgba", "#rrggbb" or "#rrggbbaa", what shines through mixed with `under` (0xRRGGBB).
 * False if it is none of these. */
bool theme_parse_color(Str s, uint32_t under, Color *out);
/* Take the tokens that an object has colours for. */
void theme_read_colors(ThemeReader *r, const Json *colors);
/* Take one rule of `tokenColors`; a colour or { } for all of some scopes, with commas between. */
void theme_read_rule(ThemeReader *r, const Json *rule);
void theme_read_kind(ThemeReader *r, Str scopes, const Json *settings);
/* Take what `tokenColors` and `semanticTokenColors` of a file say about text. */
void theme_read_rules(ThemeReader *r, const Json *root);
/* The theme of a file's text, which includes no other. */
Theme *theme_parse(Str text, TtyColor depth, Buf *notes, Err *err);

#endif
