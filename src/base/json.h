/* JSON, read and written.  Reading takes what VS Code takes in its settings (comments, trailing
 * commas) and says of every value where it stands; who reads messages of other programs need not
 * care.
 *
 *   JsonDoc *doc = json_parse(text, err);
 *   int64_t n = json_int_or(json_get(json_root(doc), "editor.tabSize"), 4);
 *   json_free(doc); */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

/* Reading ------------------------------------------------------------------------------------- */

typedef struct JsonDoc JsonDoc;
typedef struct Json Json; // a value; lives as long as its document

/* NULL with "line 3, column 5: expected ',' or '}' before ..." (columns count code points from 1),
 * err->code ENODATA if there is nothing but blanks and comments.  Escaped NULs and lone surrogates
 * become U+FFFD; broken UTF-8 stays.  Refuses what is nested more than 500 deep. */
JsonDoc *json_parse(Str text, Err *err);
/* The same of a text that people write: members and elements that cannot be read are left out, what
 * is not closed is closed.  Appends a sentence and a '\n' to faults for each that was found, at
 * most ten; none if the text is well or empty.  NULL if nothing can be read. */
JsonDoc *json_parse_mended(Str text, Buf *faults);
void json_free(JsonDoc *doc);
const Json *json_root(const JsonDoc *doc);
/* Line and column of a value in its document, from 1.  O(document): meant for complaints. */
void json_where(const JsonDoc *doc, const Json *value, int *line, int *col);

/* All below take a NULL value, which is of kind JSON_NONE, so that look-ups can be chained. */
typedef enum {
    JSON_NONE,
    JSON_NULL,
    JSON_BOOL,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT,
} JsonKind;
JsonKind json_kind(const Json *value);
/* "nothing", "null", "a boolean", "a number", ... for sentences. */
const char *json_kind_name(JsonKind kind);

/* The member of an object, the last one if the key stands there twice; NULL without one. */
const Json *json_get(const Json *object, const char *key);
/* The element of an array, O(i); NULL beyond the end. */
const Json *json_at(const Json *array, size_t i);
/* Members or elements; 0 for other kinds.  O(n). */
size_t json_len(const Json *value);
/* Walk over members and elements:  for (x = json_first(v); x; x = json_next(x)) */
const Json *json_first(const Json *value);
const Json *json_next(const Json *value);
/* The key of a member, "" for other values. */
Str json_key(const Json *member);
/* The first member whose key stood in the object before; NULL if all differ. */
const Json *json_duplicate(const Json *object);

/* The value if it is of that kind (json_int: a whole number up to 2^53), else false. */
bool json_bool(const Json *value, bool *out);
bool json_int(const Json *value, int64_t *out);
bool json_double(const Json *value, double *out);
bool json_str(const Json *value, Str *out); // borrowed from the document
bool json_bool_or(const Json *value, bool otherwise);
int64_t json_int_or(const Json *value, int64_t otherwise);
Str json_str_or(const Json *value, Str otherwise);

/* Writing ------------------------------------------------------------------------------------- */

enum { JSON_OUT_DEPTH = 640 }; // containers nest less deep than this

/* Appends to a Buf:
 *
 *   JsonOut w = {.out = &buf, .indent = 2};
 *   json_out_object(&w, NULL);
 *   json_out_str(&w, "status", STR("ok"));
 *   json_out_end(&w);
 */
typedef struct {
    Buf *out;   // borrowed
    int indent; // blanks a level; 0 = all in one line
    int depth;  // from here on: for json_out_... only
    bool comma;
    uint64_t arrays[JSON_OUT_DEPTH / 64]; // bit d: the container at depth d is an array
} JsonOut;

/* `key` is for members of objects and NULL for elements and the outermost value. */
void json_out_object(JsonOut *w, const char *key);
void json_out_array(JsonOut *w, const char *key);
/* Close the innermost one. */
void json_out_end(JsonOut *w);
/* Broken UTF-8 becomes U+FFFD. */
void json_out_str(JsonOut *w, const char *key, Str s);
void json_out_int(JsonOut *w, const char *key, int64_t n);
/* The shortest form that reads back the same; null if it is no number. */
void json_out_double(JsonOut *w, const char *key, double d);
void json_out_bool(JsonOut *w, const char *key, bool b);
void json_out_null(JsonOut *w, const char *key);
/* What was read, with all in it; NULL is null. */
void json_out_json(JsonOut *w, const char *key, const Json *value);

#endif
