/* Syntax: what the bytes of a text mean, by tree-sitter.
 *
 * Owns tree_sitter and the grammars, which are modules loaded on first use by a worker.  A Syntax
 * follows one Text through its journal; parsing happens in jobs that own a snapshot, so a turn
 * never waits for it: until a parse is done, the old tree, shifted by the edits, answers.  Knows
 * nothing of colours; it names captures ("keyword.control"), themes map them.
 *
 *   Syntax *x = syntax_new(lang);
 *   if ((job = syntax_job_new(x, text)))           // settle: something to parse?
 *       ... on a worker: syntax_job_run(job, &cancelled); later: syntax_job_done(x, job);
 *   syntax_highlight(x, text, start, end, &spans); // paint
 */
#ifndef SYNTAX_SYNTAX_H
#define SYNTAX_SYNTAX_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdatomic.h>
#include <stdint.h>

typedef struct Text Text;
typedef struct Language Language;
typedef struct Syntax Syntax;
typedef struct SyntaxJob SyntaxJob;

/* Where grammar modules and their queries are found, "…/grammars"; borrowed until the
 * next call. */
void syntax_set_grammar_dir(const char *dir);

/* The language of a file by name, extension or first line ("#!…", modeline); NULL if unknown. Costs
 * a table look-up, loads nothing. */
const Language *language_for(Str path, Str first_line);
const Language *language_named(Str id); // "c", "python", ...
const char *language_id(const Language *l);
const char *language_title(const Language *l); // "C", "Python"
/* "//" or "#", NULL if none. */
const char *language_line_comment(const Language *l);
/* Both ends of a comment that may span lines; false if it has none. */
bool language_block_comment(const Language *l, const char **open, const char **close);
/* Opening and closing brackets by turns, "()[]{}"; "" if none. */
const char *language_pairs(const Language *l);
/* Each opens and closes a string, "\"'`"; "" if none. */
const char *language_quotes(const Language *l);
/* All, for pickers and tests; NULL-terminated. */
const Language *const *language_all(void);

Syntax *syntax_new(const Language *l);
void syntax_free(Syntax *x); // a running job may outlive it: free that with syntax_job_free
const Language *syntax_language(const Syntax *x);
/* The one that the byte at off is written in: that of a script in HTML, of a code block in
 * Markdown; where no tree says otherwise that of the whole text. */
const Language *syntax_language_at(Syntax *x, const Text *t, size_t off);

/* Pull the edits and say what to do: a job that owns a snapshot of t, or NULL if nothing was edited
 * or left unpainted since the last one, a job is out already, or there can be no tree.  Best asked
 * after the paint. */
SyntaxJob *syntax_job_new(Syntax *x, const Text *t);
/* On any thread: load the grammar if need be, parse, and look up the spans of what was asked for
 * last, so that the next paint finds them.  Returns soon after *cancelled. */
void syntax_job_run(SyntaxJob *j, const atomic_bool *cancelled);
/* On the main thread: take the result (catching up with edits made meanwhile); frees j.  True if
 * what is shown may change. */
bool syntax_job_done(Syntax *x, SyntaxJob *j);
void syntax_job_free(SyntaxJob *j);
/* Why there are no colours where there should be some: the grammar cannot be loaded, the text is
 * too large, nested too deep or takes too long.  "" if nothing is wrong, also for a language that
 * has no grammar; borrowed. */
const char *syntax_problem(const Syntax *x);

/* Ids of capture names are small and stable while the process lives; themes look the name up once.
 */
const char *syntax_capture_name(uint16_t capture);
uint16_t syntax_capture_count(void);
/* The id of a name; of a new one if nothing had it. */
uint16_t syntax_capture_named(Str name);

typedef struct {
    size_t start, end; // bytes; spans are sorted, do not overlap and leave gaps for plain text
    uint16_t capture;
} SyntaxSpan;
typedef Vec(SyntaxSpan) SyntaxSpans;
/* Spans in [start, end) of the text as it is now, appended to out; those of injected languages
 * (markdown, html) too.  Nothing is added before the first parse.  What was asked for before costs
 * some microseconds, also after edits; what is new costs what the range holds, but never more than
 * some 3 ms: then nothing is added for it, and the next job brings it. */
void syntax_highlight(Syntax *x, const Text *t, size_t start, size_t end, SyntaxSpans *out);

/* From now on brackets get the captures "bracket.1" to "bracket.3" by their depth, or no longer.
 * Costs nothing if that is so already. */
void syntax_color_brackets(Syntax *x, bool on);

/* The partner of the bracket at `off`: by the tree, so that brackets in strings and comments do not
 * count; where there is no tree, by counting up to 256 KB far.  False if there is no bracket at off
 * or no partner. */
bool syntax_match_bracket(Syntax *x, const Text *t, size_t off, size_t *other);

/* How many steps (-1, 0, 1) a new line begun at `off` stands deeper than the line of off, by its
 * brackets and the words of its language; what follows off in its line moves to the new one. */
int syntax_indent_after(Syntax *x, const Text *t, size_t off);
/* Should the line of `off`, now that the byte before off was typed, stand as the line does that
 * starts at *like?  So for a closing bracket or tag that begins it, for "else", "end", "done" and
 * the like, and for labels.  Reads up to 2000 lines before. */
bool syntax_reindent(Syntax *x, const Text *t, size_t off, size_t *like);
/* Is off between an opening bracket and its closing one, "{|}"?  Then a new line is best put in
 * between the two, one step deeper. */
bool syntax_between_brackets(const Syntax *x, const Text *t, size_t off);

/* Structure: what folds, what has a name, what belongs together.  It is built by the jobs, with the
 * tree; edits made since move it along.  All of it takes a NULL Syntax too and then goes by the
 * text alone. */

typedef enum { FOLD_BLOCK, FOLD_COMMENT, FOLD_IMPORTS, FOLD_REGION } SyntaxFoldKind;
typedef struct {
    size_t row, end_row; // rows row + 1 .. end_row are hidden when it is closed; never empty
    SyntaxFoldKind kind;
} SyntaxFold;
typedef Vec(SyntaxFold) SyntaxFolds;
/* The language says what folds, and the tree is there: nothing goes by indentation.  x may be NULL.
 */
bool syntax_has_folds(const Syntax *x);
/* Folds that start in rows [first, last), in order, one a row; appended to out.  By folds.scm of
 * the language; where there is none (or x is NULL) by indentation, and then one that goes on for
 * more than 5000 rows behind the window is given that far.  "#region" to "#endregion" in comments
 * fold everywhere.  Costs what is found; by indentation some 0.3 us a row looked at. */
void syntax_folds(Syntax *x, const Text *t, int tab_size, size_t first, size_t last,
                  SyntaxFolds *out);
/* The innermost fold with `row` in it, its first row included; false if there is none.  Looks for
 * regions and indentation some 100000 rows far. */
bool syntax_fold_around(Syntax *x, const Text *t, int tab_size, size_t row, SyntaxFold *out);

typedef enum {
    SYMBOL_OTHER,
    SYMBOL_MODULE,
    SYMBOL_CLASS,
    SYMBOL_STRUCT,
    SYMBOL_INTERFACE,
    SYMBOL_ENUM,
    SYMBOL_FUNCTION,
    SYMBOL_METHOD,
    SYMBOL_CONSTANT,
    SYMBOL_VARIABLE,
    SYMBOL_FIELD,
    SYMBOL_MEMBER,
    SYMBOL_TYPE,
    SYMBOL_MACRO,
    SYMBOL_HEADING,
    SYMBOL_KEY,
    SYMBOL_TAG,
    SYMBOL_RULE,
    SYMBOL_KINDS
} SymbolKind;
/* "function", "class", ... as outline.scm writes it after "definition."; SYMBOL_OTHER for what it
 * does not know. */
SymbolKind symbol_kind_named(Str name);
const char *symbol_kind_name(SymbolKind k);

typedef struct {
    size_t start, end;           // all of it
    size_t name_start, name_end; // its name, where a jump goes
    SymbolKind kind;
    int depth;        // how many symbols are around it
    ptrdiff_t parent; // index of the innermost of them, -1: none
} SyntaxSymbol;
/* How many symbols the text has, until it changes: by outline.scm of the language and of those
 * inside it.  None after so many edits that they were lost, until the next parse is done. */
size_t syntax_symbol_count(Syntax *x, const Text *t);
/* Symbol i in the order of the text, where it is now.  O(depth). */
SyntaxSymbol syntax_symbol(Syntax *x, const Text *t, size_t i);
/* Index of the innermost symbol with `off` in it or at its end, -1 if there is none; its parents
 * are the scopes around it.  O(log n + depth). */
ptrdiff_t syntax_symbol_at(Syntax *x, const Text *t, size_t off);
/* The next larger meaningful range around [*start, *end): word, string without and with its quotes,
 * contents of brackets and the brackets too, nodes of the tree, line, text.  False if it is all of
 * the text already. */
bool syntax_expand(Syntax *x, const Text *t, size_t *start, size_t *end);

#endif
