/* The table of languages: what an editor must know of one before any grammar is loaded. */
#ifndef SYNTAX_LANGUAGE_H
#define SYNTAX_LANGUAGE_H

#include "syntax/syntax.h"

/* One row of languages.def.  Lists are words apart by blanks; NULL is an empty one. */
struct Language {
    const char *id;           // as VS Code writes it
    const char *title;        // for people
    const char *grammar;      // NAME of grammars/NAME.so, NULL if there is none
    const char *extensions;   // without the dot, lower case
    const char *filenames;    // whole names; "*" at one end matches anything there
    const char *interpreters; // of a "#!" line; digits and dots behind are ignored
    const char *aliases;      // further names in code fences and mode lines, lower case
    const char *line_comment;
    const char *block_open, *block_close;
    const char *pairs;         // brackets, "()[]{}"
    const char *quotes;        // each opens and closes a string within one line
    const char *deeper_after;  // a line that ends in one of these opens a block
    const char *label_words;   // a line that starts with one and ends in ':' opens a block
    const char *shallower_for; // a line that starts with one is the last of its block
    const char *head_words;    // a line that starts with one and ends in ')', or is only that word,
                               // has one statement behind it that stands deeper
    const char *block_words;   // a line that starts with one goes on to a line of end_words
    const char *end_words;
    const char *middle_words; // a line that starts with one stands as the block's first one
    bool tags;                // elements, as HTML has them, indent
};

/* Letters, digits, '_' and all above ASCII. */
static inline bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (c & 0x80);
}

/* Is `word` in the list? */
bool language_list_has(const char *list, Str word);
/* The grammar meant by a name found in a text (a code fence, a tag), NULL if it is none of ours:
 * only names from the table ever become a path. */
const char *language_grammar_for(Str name);

#endif
