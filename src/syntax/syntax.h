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

/* Pull the edits and say what to do: a job that owns a snapshot of t, or NULL if nothing was edited
 * or left unpainted since the last one, a job is out already, or there can be no tree.  Best asked
 * after the paint. */
SyntaxJob *syntax_job_new(Syntax *x, const Text *t);
/* On any thread: load the grammar if need be, parse, and look up the spans of what was asked for
 * last, so that the next paint finds them.  Returns soon after *cancelled. */
void syntax_job_run(SyntaxJob *j, const volatile bool *cancelled);
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

/* The partner of the bracket at `off`: by the tree, so that brackets in strings and comments do not
 * count; where there is no tree, by counting up to 256 KB far.  False if there is no bracket at off
 * or no partner. */
bool syntax_match_bracket(Syntax *x, const Text *t, size_t off, size_t *other);

/* How many steps (-1, 0, 1) a new line begun at `off` stands deeper than the line of off, by its
 * brackets and the words of its language; what follows off in its line moves to the new one. */
int syntax_indent_after(Syntax *x, const Text *t, size_t off);
/* Is off between an opening bracket and its closing one, "{|}"?  Then a new line is best put in
 * between the two, one step deeper. */
bool syntax_between_brackets(const Syntax *x, const Text *t, size_t off);

#endif
