/* Encodings: how the bytes of a text lie on the disk.
 *
 * In memory a text is UTF-8.  A decoder turns the bytes of a file into that, an encoder turns it
 * back; both are fed piece by piece and keep their state between, so that files of any size pass
 * through.  No byte is lost: one that is no character of its encoding becomes an escape (base/utf8)
 * and comes out again as it was.  UTF-8 passes through with
 * its broken bytes as they are.
 *
 *   Decoder *d = decoder_new((Coding){.encoding = encoding_find(STR("shiftjis"))}, &err);
 *   while ((n = read(fd, buf, sizeof buf)) > 0)
 *       decoder_feed(d, str_n(buf, n), &text);
 *   decoder_end(d, &text);
 *   decoder_free(d); */
#ifndef TEXT_ENCODING_H
#define TEXT_ENCODING_H

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

typedef enum {
    ENCODING_UTF8,
    ENCODING_UTF16,
    ENCODING_UTF32,
    ENCODING_BYTE,
    ENCODING_MULTI
} EncodingKind;

typedef struct {
    const char *id;    // as in VS Code's files.encoding: "windows1252"
    const char *title; // for people: "Western (Windows 1252)"
    const char *brief; // for the status bar: "Windows 1252"
    const char *libc;  // iconv's name
    EncodingKind kind;
    bool big_endian; // of UTF-16 and UTF-32
} Encoding;

/* All of them, in the order of a menu; the first is UTF-8. */
const Encoding *encoding_all(size_t *n);
/* By id or by any name that libc or EditorConfig has for it, upper case and punctuation aside; NULL
 * if it is not known. */
const Encoding *encoding_find(Str name);

/* How a whole file is written. */
typedef struct {
    const Encoding *encoding;
    bool bom; // begins with a byte order mark, which is no part of the text
    bool cr;  // its lines end with single CRs; in memory they end with LFs
} Coding;

/* Nothing to convert: the bytes of the file are those of the text. */
bool coding_is_plain(Coding c);
/* May a file in this encoding begin with a byte order mark? */
bool encoding_has_bom(const Encoding *e);
/* Does a name ask for one, as "utf8bom" does?  New files of UTF-16 and UTF-32 always have it. */
bool encoding_asks_for_bom(Str name);
/* "UTF-16 LE with BOM", for the status bar; appended. */
void coding_name(Coding c, Buf *out);

typedef struct {
    const Encoding *wanted; // what files are without a sign of something else; never NULL
    bool statistics;        // guess among the old encodings what is not UTF-8
} CodingWish;
typedef struct {
    Coding coding;
    bool binary; // no text: has NUL bytes that are not part of UTF-16 or UTF-32
} CodingGuess;
/* What a file that begins with `head` looks like; `whole` if that is all of it.  Statistics look at
 * the first 64 KiB.  `cr` is set if there are CRs and no LF in the head: whether that holds to the
 * end is for the decoder to say. */
CodingGuess coding_guess(Str head, bool whole, CodingWish wish);
/* Are there CRs and no LF in a head of that encoding? */
bool coding_has_only_crs(Str head, bool whole, const Encoding *e);

typedef struct Decoder Decoder;
/* Fails if this machine's libc does not know the encoding. */
Decoder *decoder_new(Coding c, Err *err);
void decoder_free(Decoder *d);
/* Append what the next bytes of the file mean to *out; a character that is cut off waits for the
 * next piece. */
void decoder_feed(Decoder *d, Str bytes, Buf *out);
/* The file is at its end: append what was left. */
void decoder_end(Decoder *d, Buf *out);
/* After the end: will an encoder give back the very bytes?  Not so for what can be written in
 * several ways, as in Shift JIS with its doubled characters. */
bool decoder_is_exact(const Decoder *d);
/* A LF came in a file of CRs: what came out is not the text; decode it again without `cr`. */
bool decoder_met_lf(const Decoder *d);

typedef struct Encoder Encoder;
/* `converting`: the text was not decoded from this encoding, so that an escape is a character it
 * cannot hold. */
Encoder *encoder_new(Coding c, bool converting, Err *err);
void encoder_free(Encoder *e);
/* Append the bytes for the next piece of a text to *out; false once there was a character that the
 * encoding does not have. */
bool encoder_feed(Encoder *e, Str text, Buf *out);
bool encoder_end(Encoder *e, Buf *out);
/* Where that character is: its offset in all that was fed, and its bytes, borrowed. */
Str encoder_problem(const Encoder *e, uint64_t *off);

typedef struct Snap Snap;
/* A text as the bytes of its file, for whom snap_read() does not give them (coding_is_plain). The
 * snapshot is borrowed and must outlive it. */
typedef struct Encoded Encoded;
Encoded *encoded_new(const Snap *s, Coding c, bool converting, Err *err);
void encoded_free(Encoded *e);
/* The next bytes, borrowed until the next call; empty at the end, and when there is a character
 * that the encoding lacks. */
Str encoded_next(Encoded *e);
/* That character and where it stands; empty if there is none. */
Str encoded_problem(const Encoded *e, uint64_t *off);

#endif
