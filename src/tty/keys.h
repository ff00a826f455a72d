/* From the bytes a terminal sends to Keys, however the reads split them.
 *
 * Nothing the terminal says about itself and no unknown sequence ever comes out as a key; what a
 * paste holds comes out as one KEY_PASTE and never runs keys. */
#ifndef TTY_KEYS_H
#define TTY_KEYS_H

#include "base/key.h"
#include "tty/tty.h"

enum {
    KEYS_SEQ_MAX = 1024,        // bytes of a control sequence that are kept; the rest is swallowed
    KEYS_PASTE_MAX = 256 << 20, // a longer paste comes in parts
    KEYS_RAW_MAX = 32,          // bytes of a key that are kept to be shown
    KEYS_ESC_MS = 25,           // a lone Esc becomes a key after this time, at first
    KEYS_SEQUENCE_MS = 500,     // an unfinished sequence is dropped after this time
    KEYS_STRING_MS = 1000,      // and an unfinished reply after this
    KEYS_CLICK_MS = 400,        // longest time between the presses of a double click
    CSI_PARAMS = 32,
    CSI_SUBS = 3 // what of a sequence's parameters is kept
};

typedef enum {
    KEYS_GROUND,
    KEYS_UTF8,    // inside a code point
    KEYS_ESC,     // after ESC
    KEYS_CSI,     // after ESC [
    KEYS_CONSOLE, // after ESC [ [, the Linux console's F1..F5
    KEYS_SS3,     // after ESC O
    KEYS_X10,     // after ESC [ M, three bytes of an old mouse report
    KEYS_STRING,  // in an OSC, DCS or APC
    KEYS_STRING_ESC,
    KEYS_PASTE,
} KeysState;

typedef struct {
    Buf in;    // bytes not taken yet
    size_t at; // next byte of `in`
    KeysState state;
    bool alt;               // a second ESC came before
    int esc_ms;             // 0: KEYS_ESC_MS
    char raw[KEYS_RAW_MAX]; // bytes of the key under way, or of the one taken last
    size_t nraw;
    bool raw_taken;
    bool expired;     // time is up for what is unfinished
    int64_t fed_ns;   // when the last bytes came
    int64_t since_ns; // when the unfinished sequence began
    char introducer;  // KEYS_STRING: ']', 'P' or '_'
    size_t nseq;      // bytes of the sequence, also those that did not fit
    char seq[KEYS_SEQ_MAX];
    Buf paste;
    size_t paste_end; // bytes of the end mark seen so far
    bool paste_cr;    // the last byte of the paste was CR
    bool paste_taken; // `paste` was lent to the caller
    struct {
        MouseButton button;
        int row, col, count;
        int64_t at_ns;
    } click;
    TtyFacts facts;
} Keys;

/* A control sequence, taken apart.  Parameters that were left out are -1. */
typedef struct {
    char marker; // one of < = > ?, or 0
    char inter;  // the intermediate byte, or 0
    char final;
    int n;
    int p[CSI_PARAMS][CSI_SUBS];
} Csi;

void keys_init(Keys *k);
void keys_deinit(Keys *k);
/* Append bytes that came at `now_ns`. */
void keys_feed(Keys *k, Str bytes, int64_t now_ns);
/* Take the next key; its text is borrowed until the next call. */
bool keys_next(Keys *k, Key *out);
/* Milliseconds after which keys_expire() is due; -1 if nothing is unfinished. */
int keys_timeout_ms(const Keys *k, int64_t now_ns);
void keys_expire(Keys *k);

/* The parts the parser is made of. */

/* Body of a sequence (what follows CSI, with the final byte).  False if it is malformed. */
bool csi_parse(Str body, Csi *out);
/* Parameter i, `def` if it was left out. */
int csi_param(const Csi *c, int i, int def);
/* The key a sequence stands for; false if it is none. */
bool csi_key(const Csi *c, Key *out);
/* The same for SS3 (ESC O), whose body is like a CSI's. */
bool csi_ss3_key(const Csi *c, Key *out);
/* A character with modifiers, in the one form that a Key has for it. */
Key csi_char_key(uint32_t cp, unsigned mods);
/* Take bytes of a paste, up to its end mark; true if *out is a key. */
bool keys_paste(Keys *k, Key *out);
/* A mouse report; counts clicks. */
bool keys_mouse(Keys *k, const Csi *c, Key *out);
/* What the terminal says about itself: true if the sequence was such a reply. */
bool facts_csi(TtyFacts *f, const Csi *c);
void facts_string(TtyFacts *f, char introducer, Str body);

#endif
