/* Lines as indenting sees them: by their words and brackets, as there is no tree in the middle of
 * typing. */
#ifndef SYNTAX_INDENT_H
#define SYNTAX_INDENT_H

#include "syntax/language.h"
#include "text/text.h"

/* What one line, up to the cursor, does to the next one. */
typedef struct {
    Str code;         // the line without blanks around it and without its last comment
    size_t open;      // brackets it leaves open
    size_t strays;    // brackets it closes that it did not open, those it starts with apart
    bool only_blanks; // so far
} Line;

Line indent_read_line(const Language *l, Str text);
Str indent_first_word(Str code);
/* Does a line of end_words belong to it, further on? */
bool indent_begins_block(const Language *l, Str code);

/* Is the line's start within a string or comment that began before it, by the colours? */
bool indent_starts_inside(Syntax *x, const Text *t, size_t line);

/* Does the line leave an element of HTML open? */
bool indent_opens_element(Str code);
/* Is off between an opening tag and a closing one, "<p>|</p>"? */
bool indent_between_tags(const Snap *s, size_t off);

#endif
