/* The words of a JSON text, with where they stand; only json*.c include this. */
#ifndef BASE_JSON_SCAN_H
#define BASE_JSON_SCAN_H

#include "base/err.h"
#include "base/str.h"

typedef struct {
    char kind; // one of { } [ ] : , or 's'tring, 'n'umber, 'w'ord (true false null), 0 at the end
    size_t start, end;
} JsonToken;

typedef struct {
    Str text;
    size_t at;
} JsonScan;

/* The next token behind blanks and comments. */
bool json_scan(JsonScan *s, JsonToken *out, Err *err);
/* Set "line L, column C: " and the sentence. */
bool json_complain(Str text, size_t off, Err *err, const char *fmt, ...)
    __attribute__((format(printf, 4, 5), cold));
void json_line_col(Str text, size_t off, int *line, int *col);
/* Does text obey the grammar?  If so *clean (empty before) is the same without comments and
 * trailing commas, every other byte at its place, fit for a strict parser. */
bool json_check(Str text, Buf *clean, Err *err);

/* What can be read of a broken text: as JSON for a strict parser in *clean, and in *seen the text
 * with blanks in place of all else, each value where it stood (both empty before); a sentence and
 * '\n' for each fault.  False if that is nothing. */
bool json_mend(Str text, Buf *clean, Buf *seen, Buf *faults);
/* Make a string's escapes such that strict parsers take them. */
void json_mend_escapes(char *p, char *end);

#endif
