/* EditorConfig: how the files of a project are to be indented and saved, as its .editorconfig files
 * say it.  After the specification at https://spec.editorconfig.org, version 0.17. */
#ifndef BASE_EDITORCONFIG_H
#define BASE_EDITORCONFIG_H

#include "base/err.h"
#include "base/str.h"

typedef enum { EC_NO_STYLE, EC_SPACES, EC_TABS } EditorConfigStyle;
typedef enum { EC_NO_EOL, EC_LF, EC_CRLF, EC_CR } EditorConfigEol;
typedef enum { EC_UNSET, EC_NO, EC_YES } EditorConfigFlag;

/* What is said about one file; {0}: nothing. */
typedef struct {
    EditorConfigStyle style;
    int indent_size; // columns, 0: not said
    int tab_width;   // columns, 0: not said
    EditorConfigEol eol;
    char charset[16]; // "utf-8", "utf-8-bom", "latin1", "utf-16be", "utf-16le"; "": not said
    EditorConfigFlag trim_trailing_whitespace;
    EditorConfigFlag insert_final_newline;
    int max_line_length; // columns, 0: not said, -1: off
} EditorConfig;

/* Ask all .editorconfig files above `path` (absolute, need not exist), up to one that says it is
 * the root.  Where a file cannot be read or has a line that means nothing, `err` gets one sentence
 * (the first such) and false is returned; *out holds all the rest says, in any case. */
bool editorconfig_for(const char *path, EditorConfig *out, Err *err);

/* What one such file says about `path` (relative to the folder it lies in) goes over what *out
 * holds.  Returns the number of the first line that means nothing, 0 if none; *root gets whether it
 * is the topmost one.  Call editorconfig_end() after the last. */
size_t editorconfig_add(EditorConfig *out, Str file, Str path, bool *root);
/* Let sizes that were not said follow from those that were. */
void editorconfig_end(EditorConfig *c);

/* Does the pattern of a section match a path (relative to the folder of the file)?  * is anything
 * but '/', ** anything, ? one character, [abc] [!abc] one of them, {a,b} either, {1..9} a number
 * between; a backslash takes the next character literally.  Without a '/' the last part of the path
 * is looked at.  What is not closed means itself.  Gives up (false) after some 100,000 steps, and
 * on patterns of more than 4096 bytes. */
bool editorconfig_match(Str pattern, Str path);

#endif
