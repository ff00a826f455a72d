/* What the files that draw an editor share: one view, as it is seen in one frame. */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include "ui/inner.h"

typedef struct {
    Ui *ui;
    const View *v;
    Rect area; // all of it
    Rect text; // without gutter and overview ruler
    RowLayout layout;
    const Row *rows; // of the text area from its top; fewer than it has if the text ends
    size_t nrows;
    size_t start, end;     // bytes of all of them
    const Range *selected; // what of them is selected, sorted
    size_t nselected;
    const Range *cursors; // the characters that cursors beside the terminal's own stand on
    size_t ncursors;
    const Range *same; // what reads as the selection does
    size_t nsame;
    bool same_word; // ... the word at the cursor, not the selection
    Range pair[2];  // brackets at the cursor
    size_t npair;
    const ProblemMark *marks; // problems that touch the rows
    size_t nmarks;
    const Range *wrong[SEVERITY_COUNT]; // ... as ranges that do not overlap, sorted
    size_t nwrong[SEVERITY_COUNT];
    size_t cursor_line; // start of the line that the cursor is in
    bool sticky;        // the rows are those of sticky scroll
    bool selecting;     // something is selected, anywhere
    const Style *tint;  // over the background of all rows; NULL: none
    const Range *words; // what of them is shown more strongly, sorted
    size_t nwords;
    Style word;
} EditorFrame;

/* The selections and cursors among the rows of the frame; kept in f->ui until the next frame. */
void editor_selections_find(EditorFrame *f);
/* Find what the cursor marks elsewhere: f->same and f->pair.  Costs what is on the screen. */
void editor_marks_find(EditorFrame *f);
/* Row i of the frame, in its row of the text area. */
void editor_line_paint(const EditorFrame *f, size_t i);
/* What stands before the text in all rows: signs, numbers, folds. */
void editor_gutter_paint(const EditorFrame *f);
/* Columns it takes. */
int editor_gutter_cols(const View *v);
/* How many digits n has. */
int ui_digits(size_t n);

/* Over the first rows, the lines of sticky scroll; returns how many. */
int editor_sticky_paint(const EditorFrame *f);
/* The overview ruler, at the right edge: columns it takes. */
int editor_overview_cols(const Ui *ui, Rect a, int gutter);
void editor_overview_paint(const EditorFrame *f);
/* Over row i when its text is there: rulers, guides of the indent. */
void editor_guides_paint(const EditorFrame *f, size_t i);
/* Rulers below the text. */
void editor_rulers_paint(const EditorFrame *f, int row);
/* What a blank at `off` of row r is shown as, NULL: as nothing. */
const char *editor_blank_sign(const EditorFrame *f, const Row *r, size_t off, Str blank);

/* The problems among the rows of the frame; kept in f->ui until the next frame. */
void editor_problems_find(EditorFrame *f);
/* The letter of row r's line; false if nothing is wrong there. */
bool editor_problem_sign(const EditorFrame *f, const Row *r, int row, Style st);
/* Row i of the frame, which is a note: what is wrong in the line above. */
void editor_note_paint(const EditorFrame *f, size_t i);
/* The sign of a line (its row in the text) that git has otherwise, where there is no other one. */
void editor_change_paint(const EditorFrame *f, size_t line_row, int row, Style st);
/* Call `put` for the first of all such lines, if they are wanted there. */
void editor_changes_ruler(const EditorFrame *f,
                          void (*put)(const EditorFrame *f, size_t off, ThemeToken token));
/* Call `put` for problems of the whole text, the gravest last. */
void editor_problems_ruler(const EditorFrame *f,
                           void (*put)(const EditorFrame *f, size_t off, ThemeToken token));

/* A new frame: what was looked up in the last one is forgotten. */
void editor_spans_begin(Ui *ui);
/* Colours that touch [start, end), borrowed until the next call. */
const SyntaxSpans *editor_spans(Ui *ui, const View *v, size_t start, size_t end);

#endif
