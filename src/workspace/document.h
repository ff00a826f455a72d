/* A document: one text with its file, its language and its state on disk. */
#ifndef WORKSPACE_DOCUMENT_H
#define WORKSPACE_DOCUMENT_H

#include "base/editorconfig.h"
#include "base/err.h"
#include "base/fs.h"
#include "text/text.h"
#include "workspace/journal.h"
#include "workspace/selection-log.h"

typedef struct Workspace Workspace;
typedef struct Syntax Syntax;
typedef struct Language Language;
typedef struct LoopWatch LoopWatch;
typedef struct LoopJob LoopJob;

typedef struct Document {
    Workspace *ws;              // borrowed
    uint64_t id;                // never used again
    char *path;                 // owned, absolute; NULL: untitled
    char *title;                // owned; what a tab shows
    Text *text;                 // owned
    SelectionLog selections;    // of the states of text
    struct Reading *reading;    // owned; the Markdown it shows to be read, else NULL
    struct Diff *diff;          // owned; what it shows the differences of, else NULL
    struct ReviewEdit *review;  // owned; what saving it decides, else NULL
    struct GitChanges *changes; // owned; against what git has, NULL: not looked for
    struct BulkRename *bulk;    // owned; entries its lines are the names of, else NULL
    Syntax *syntax;             // owned; NULL for plain text
    LoopJob *parse;             // a parse under way
    FsStat disk;                // state of the file when it was read or saved
    bool on_disk;               // the file existed then
    bool read_only;             // may not be edited (binary) or saved
    bool gone;                  // the file was removed by others
    bool conflict;              // changed by others while there are unsaved edits here
    bool binary;
    bool valid_utf8;
    Coding coding;       // how the file is written
    bool raw;            // its text is its bytes, though they are text
    bool inexact;        // ... but saving would not give back all its bytes
    bool partial;        // only its start is here, until `decoding` is done
    LoopJob *decoding;   // NULL once it is, or if it failed
    EditorConfig rules;  // what .editorconfig files say of it
    TextEol eol;         // as its lines show it
    TextRev eol_rev;     // ... at this revision
    bool crlf;           // a new line ends with CRLF
    bool recoded;        // what is to be saved is not only in the text: CRs became line ends
    LoopJob *converting; // its line ends or blanks, NULL if not
    bool tabs;           // Tab inserts a tab
    int indent_width;    // columns of one indent
    int tab_size;        // columns of a tab character
    bool indent_chosen;  // by the user, whatever settings say
    unsigned options_at; // stamp of the settings they were taken from
    bool saving;         // a save is under way
    TextRev saving_rev;  // ... of this revision
    bool save_again;     // edits made since then are to be saved as well
    LoopJob *counting;   // lines being counted
    LoopJob *reloading;  // the file being compared with the text
    bool told_lost;      // the user knows that parts can no longer be read
    LoopWatch *watch;    // owned; of its folder
    bool watch_anew;     // the folder was moved or removed
    bool told_problem;   // the user knows why there are no colours
    bool run_when_saved; // a run waits for the save under way
    DocumentJournal journal;
    bool close_when_saved; // its tabs wait for it
    int64_t restored_n;    // version whose content it has since, until that is saved; 0: none
    bool check_disk;       // a watch fired: compare with the disk in settle
} Document;

/* The open document of a file (absolute path), NULL if it is not open. */
Document *document_find(const Workspace *ws, const char *path);
/* The same, also by another path that leads to it (through links). */
Document *document_of_file(const Workspace *ws, const char *path);
/* Read it (small files whole, large ones on demand).  A missing file is an empty document.  Fails
 * on folders, special files and files that may not be read. */
Document *document_open(Workspace *ws, const char *path, Err *err);
Document *document_untitled(Workspace *ws);
void document_free(Document *d);

/* Start saving to its path; the result comes as a message.  Fails at once for an untitled one or a
 * read-only one.  `force`: also if the file was changed by others since it was read.  While a save
 * is under way, edits made since it began are saved right after it. */
bool document_save(Workspace *ws, Document *d, bool force, Err *err);
/* The same without what the settings want done to a text before. */
bool document_save_as_is(Workspace *ws, Document *d, Err *err);
/* Save it at a new path (absolute), which it takes over once that went well.  If there is a file
 * already the user is asked, unless `force`. */
bool document_save_as(Workspace *ws, Document *d, const char *path, bool force, Err *err);
/* Save it at its path in another encoding, which it keeps from then on. */
bool document_save_encoded(Workspace *ws, Document *d, Coding c, Err *err);
/* Save what can still be read of a text whose file was lost in parts, with '?' in their place; it
 * takes the path over. */
bool document_save_rest(Workspace *ws, Document *d, const char *path, Err *err);
/* Have sudo or doas write it to its path, in a terminal where they ask for what they want to know;
 * the result comes as a message.  Fails at once where document_save() does, and if the file was
 * changed by others. */
bool document_save_elevated(Workspace *ws, Document *d, Err *err);
/* Read the file again; the edit can be undone.  Cursors stay where their text is.  A large file is
 * compared by a worker: the result comes as a message. */
bool document_reload(Workspace *ws, Document *d, Err *err);
/* Read an unchanged document again in another encoding; cursors stay at their lines.  What was done
 * can no longer be undone. */
bool document_reopen(Document *d, const Encoding *as, Err *err);
/* The same without decoding: its text is its bytes then. */
bool document_reopen_raw(Document *d, Err *err);
/* What somebody else knows of its encoding ("utf-8-bom"): new files take it, files that show
 * another themselves do not. */
bool document_set_charset(Document *d, Str charset, Err *err);
/* "UTF-16 LE with BOM", for the status bar; appended. */
void document_encoding_name(const Document *d, Buf *out);
/* Show how it differs from what its file holds now. */
bool document_compare_saved(Workspace *ws, Document *d, Err *err);
/* Edits are refused with a sentence in what is read-only, binary, or still being read. */
bool document_may_edit(const Document *d, Err *err);
/* EOL_LF or EOL_CRLF: what a new line in its text ends with. */
TextEol document_line_end(const Document *d);
/* Convert all line ends, as one undo step, on a worker.  (That they are CRs in the file is not part
 * of the text, and not undone.) */
bool document_set_eol(Document *d, TextEol eol, Err *err);
/* Take the blanks at the ends of all lines out, as one undo step, on a worker; a message tells how
 * many lines had some. */
bool document_trim(Document *d, Err *err);
/* Write the indents of all lines as tabs or as spaces, in the same way, and new ones from then on.
 */
bool document_convert_indent(Document *d, bool tabs, Err *err);
/* Indent by that many columns from now on; what is there stays. */
void document_set_indent(Document *d, bool tabs, int width);
/* As its first lines do; false if they say nothing. */
bool document_detect_indent(Document *d);
/* Read it as another language; NULL: plain text. */
void document_set_language(Document *d, const Language *l);
bool document_is_modified(const Document *d);
/* The same, but for an empty one that was never saved: nothing would be lost with it. */
bool document_is_unsaved(const Document *d);
/* "C", "Python", "Plain text"; borrowed. */
const char *document_language_title(const Document *d);

/* Start the parse or the count that is due; called after the paint, so that no key waits for a
 * core that a worker took. */
void document_dispatch(Workspace *ws, Document *d);

#endif
