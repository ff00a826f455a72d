/* What a Theme is made of, for the reader of theme files. */
#ifndef WIDGET_THEME_H
#define WIDGET_THEME_H

#include "widget/widget.h"

enum { THEME_CAPTURE_MAX = 96 };

typedef enum { COLUMN_DARK, COLUMN_LIGHT, COLUMN_ANSI, COLUMN_MONO } ThemeColumn;

typedef struct {
    const char *name;
    bool background;
    ThemeToken parent;  // THEME_TOKEN_COUNT = none
    uint32_t colors[3]; // 0xRRGGBB, 0xRRGGBB, index
    uint16_t mono;
} TokenRow;

typedef struct {
    const char *name, *scope;
    uint32_t colors[3];
    uint16_t attrs, mono;
} CaptureRow;

extern const TokenRow theme_tokens[THEME_TOKEN_COUNT];
extern const CaptureRow theme_captures[];
extern const size_t theme_ncaptures;

struct Theme {
    bool ascii;
    Style tokens[THEME_TOKEN_COUNT];
    Style captures[THEME_CAPTURE_MAX];
};

/* Take all styles from one column of the tables. */
void theme_fill(Theme *t, ThemeColumn column);

#endif
