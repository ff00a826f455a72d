// The state machine: one byte at a time, except in a paste.  A key may need several reads and a
// read may hold several keys, so all state lives in Keys.
#include "tty/keys.h"
#include "base/bug.h"
#include "base/mem.h"
#include "base/utf8.h"

// What one step did with its byte.
typedef enum {
    STEP_MORE,  // taken, nothing to show yet
    STEP_KEY,   // taken, *out is a key
    STEP_AGAIN, // not taken: it belongs to what comes next
    STEP_BOTH,  // not taken, and *out is a key
} Step;

void keys_init(Keys *k)
{
    memset(k, 0, sizeof *k);
}

void keys_deinit(Keys *k)
{
    buf_deinit(&k->in);
    buf_deinit(&k->paste);
}

void keys_feed(Keys *k, Str bytes, int64_t now_ns)
{
    if (k->at == k->in.n) {
        buf_clear(&k->in);
        k->at = 0;
    }
    buf_add(&k->in, bytes);
    k->fed_ns = now_ns;
    k->expired = false;
}

static void enter(Keys *k, KeysState state)
{
    if (k->state == KEYS_GROUND)
        k->since_ns = k->fed_ns;
    k->state = state;
    k->nseq = 0;
}

static void collect(Keys *k, unsigned char b)
{
    if (k->nseq < KEYS_SEQ_MAX)
        k->seq[k->nseq] = (char)b;
    k->nseq++;
}

static Str collected(const Keys *k)
{
    return str_n(k->seq, MIN(k->nseq, (size_t)KEYS_SEQ_MAX));
}

static Step finish(Keys *k, Key key, Key *out)
{
    if (k->alt)
        key.mods |= MOD_ALT;
    k->alt = false;
    k->state = KEYS_GROUND;
    *out = key;
    return STEP_KEY;
}

static Step drop(Keys *k, Step step)
{
    k->alt = false;
    k->state = KEYS_GROUND;
    return step;
}

/* The key of an ASCII byte.  Ctrl with a letter is 0x01..0x1a; 0x08 and 0x7f are both Backspace. */
static Key ascii_key(unsigned char b)
{
    static const char controls[] = "\\]6/"; // of 0x1c..0x1f
    switch (b) {
    case 0x00:
        return csi_char_key(' ', MOD_CTRL);
    case 0x08:
    case 0x7f:
        return (Key){.kind = KEY_BACKSPACE};
    case '\t':
        return (Key){.kind = KEY_TAB};
    case '\r':
        return (Key){.kind = KEY_ENTER};
    case 0x1b:
        return (Key){.kind = KEY_ESCAPE};
    }
    if (b < 0x1b)
        return csi_char_key(b + 'a' - 1u, MOD_CTRL);
    if (b < 0x20)
        return csi_char_key((unsigned char)controls[b - 0x1c], MOD_CTRL);
    return csi_char_key(b, 0);
}

static size_t utf8_need(unsigned char lead)
{
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

static Step step_ground(Keys *k, unsigned char b, Key *out)
{
    if (b == 0x1b) {
        enter(k, KEYS_ESC);
        return STEP_MORE;
    }
    if (b < 0x80)
        return finish(k, ascii_key(b), out);
    if (!utf8_need(b))
        return finish(k, csi_char_key(UTF8_BROKEN, 0), out);
    enter(k, KEYS_UTF8);
    collect(k, b);
    return STEP_MORE;
}

static Step step_utf8(Keys *k, unsigned char b, Key *out)
{
    if ((b & 0xc0) != 0x80) {
        finish(k, csi_char_key(UTF8_BROKEN, 0), out);
        return STEP_BOTH;
    }
    collect(k, b);
    if (k->nseq < utf8_need((unsigned char)k->seq[0]))
        return STEP_MORE;
    size_t nbytes;
    return finish(k, csi_char_key(utf8_decode(collected(k), &nbytes, NULL), 0), out);
}

static Step step_esc(Keys *k, unsigned char b, Key *out)
{
    switch (b) {
    case 0x1b:
        if (!k->alt) {
            k->alt = true; // ESC ESC [ A is alt+up of some terminals
            return STEP_MORE;
        }
        *out = (Key){.kind = KEY_ESCAPE};
        return STEP_KEY; // the one before; still after an ESC
    case '[':
        enter(k, KEYS_CSI);
        return STEP_MORE;
    case 'O':
        enter(k, KEYS_SS3);
        return STEP_MORE;
    case ']':
    case 'P':
    case '_':
        enter(k, KEYS_STRING);
        k->introducer = (char)b;
        return STEP_MORE;
    }
    if (k->alt) { // two Escs of which only the second belongs to what follows
        k->alt = false;
        *out = (Key){.kind = KEY_ESCAPE};
        return STEP_BOTH;
    }
    k->alt = true;
    k->state = KEYS_GROUND;
    return STEP_AGAIN; // the next code point carries Alt
}

static Step finish_csi(Keys *k, Key *out)
{
    Csi c;
    if (k->nseq > KEYS_SEQ_MAX || !csi_parse(collected(k), &c))
        return drop(k, STEP_MORE);
    if (!c.marker && !c.inter && c.final == '~' && csi_param(&c, 0, 0) == 200) {
        k->paste_end = 0;
        k->paste_cr = false;
        drop(k, STEP_MORE);
        k->state = KEYS_PASTE;
        return STEP_MORE;
    }
    Key key;
    if (c.marker == '<' && (c.final == 'M' || c.final == 'm')) {
        bool is_key = keys_mouse(k, &c, &key);
        drop(k, STEP_MORE);
        return is_key ? finish(k, key, out) : STEP_MORE;
    }
    if (facts_csi(&k->facts, &c) || !csi_key(&c, &key))
        return drop(k, STEP_MORE);
    return finish(k, key, out);
}

/* rxvt ends the numbers of shifted keys with '$', elsewhere no final byte. */
static bool is_rxvt_shift(const Keys *k, unsigned char b)
{
    if (b != '$' || k->nseq == 0 || k->nseq > 2)
        return false;
    for (size_t i = 0; i < k->nseq; i++)
        if (k->seq[i] < '0' || k->seq[i] > '9')
            return false;
    return true;
}

static Step step_csi(Keys *k, unsigned char b, Key *out)
{
    if (b < 0x20 || b > 0x7e)
        return drop(k, STEP_AGAIN); // broken off
    if (k->nseq == 0 && (b == '[' || b == 'M')) {
        enter(k, b == '[' ? KEYS_CONSOLE : KEYS_X10);
        return STEP_MORE;
    }
    bool is_final = b >= 0x40 || is_rxvt_shift(k, b);
    collect(k, b);
    return is_final ? finish_csi(k, out) : STEP_MORE;
}

static Step step_console(Keys *k, unsigned char b, Key *out)
{
    if (b < 'A' || b > 'E')
        return drop(k, b < 0x20 ? STEP_AGAIN : STEP_MORE);
    return finish(k, (Key){.kind = (KeyKind)(KEY_F1 + b - 'A')}, out);
}

static Step step_ss3(Keys *k, unsigned char b, Key *out)
{
    if (b < 0x20 || b > 0x7e)
        return drop(k, STEP_AGAIN);
    collect(k, b);
    if (b < 0x40)
        return STEP_MORE;
    Csi c;
    Key key;
    if (k->nseq > KEYS_SEQ_MAX || !csi_parse(collected(k), &c) || !csi_ss3_key(&c, &key))
        return drop(k, STEP_MORE);
    return finish(k, key, out);
}

static Step step_x10(Keys *k, unsigned char b)
{
    collect(k, b);
    return k->nseq == 3 ? drop(k, STEP_MORE) : STEP_MORE;
}

/* Can a reply begin like this?  If not, the introducer was Alt with that character. */
static bool string_begins(char introducer, unsigned char b)
{
    bool digit = b >= '0' && b <= '9';
    if (introducer == ']')
        return digit;
    return introducer == 'P' ? digit || b == '>' || b == '!' : b == 'G';
}

static Step step_string(Keys *k, unsigned char b, Key *out)
{
    if (k->nseq == 0 && !string_begins(k->introducer, b)) {
        k->alt = true;
        finish(k, csi_char_key((unsigned char)k->introducer, 0), out);
        return STEP_BOTH;
    }
    if (b == '\a') {
        facts_string(&k->facts, k->introducer, collected(k));
        return drop(k, STEP_MORE);
    }
    if (b == 0x1b) {
        k->state = KEYS_STRING_ESC;
        return STEP_MORE;
    }
    if (b < 0x20) // no reply holds one: the user typed on
        return drop(k, STEP_AGAIN);
    collect(k, b);
    return STEP_MORE;
}

static Step step_string_esc(Keys *k, unsigned char b)
{
    if (b == '\\') {
        facts_string(&k->facts, k->introducer, collected(k));
        return drop(k, STEP_MORE);
    }
    k->alt = false;
    k->state = KEYS_GROUND;
    enter(k, KEYS_ESC); // broken off by another sequence
    return STEP_AGAIN;
}

static Step step(Keys *k, unsigned char b, Key *out)
{
    switch (k->state) {
    case KEYS_GROUND:
        return step_ground(k, b, out);
    case KEYS_UTF8:
        return step_utf8(k, b, out);
    case KEYS_ESC:
        return step_esc(k, b, out);
    case KEYS_CSI:
        return step_csi(k, b, out);
    case KEYS_CONSOLE:
        return step_console(k, b, out);
    case KEYS_SS3:
        return step_ss3(k, b, out);
    case KEYS_X10:
        return step_x10(k, b);
    case KEYS_STRING:
        return step_string(k, b, out);
    case KEYS_STRING_ESC:
        return step_string_esc(k, b);
    case KEYS_PASTE:
        break;
    }
    BUG("a paste is not taken byte by byte");
}

/* Time is up: what is unfinished becomes the key it looks like, or nothing. */
static bool give_up(Keys *k, Key *out)
{
    KeysState state = k->state;
    k->expired = false;
    if (state == KEYS_GROUND || state == KEYS_PASTE)
        return false;
    if (state == KEYS_ESC) {
        k->expired = k->alt; // there were two
        k->state = k->alt ? KEYS_ESC : KEYS_GROUND;
        k->alt = false;
        *out = (Key){.kind = KEY_ESCAPE};
        return true;
    }
    if (state == KEYS_UTF8) {
        finish(k, csi_char_key(UTF8_BROKEN, 0), out);
        return true;
    }
    drop(k, STEP_MORE);
    return false;
}

static void keep_raw(Keys *k, char byte)
{
    if (k->nraw < KEYS_RAW_MAX)
        k->raw[k->nraw++] = byte;
}

static bool give(Keys *k, Key *out)
{
    out->bytes = str_n(k->raw, k->nraw);
    k->raw_taken = true;
    return true;
}

bool keys_next(Keys *k, Key *out)
{
    if (k->raw_taken)
        k->nraw = 0;
    k->raw_taken = false;
    if (k->paste_taken)
        buf_clear(&k->paste);
    k->paste_taken = false;
    while (k->at < k->in.n) {
        if (k->state == KEYS_PASTE) {
            if (keys_paste(k, out))
                return true;
            continue;
        }
        Step did = step(k, (unsigned char)k->in.p[k->at], out);
        if (did == STEP_MORE || did == STEP_KEY)
            keep_raw(k, k->in.p[k->at++]);
        if (did == STEP_KEY || did == STEP_BOTH)
            return give(k, out);
        if (k->state == KEYS_GROUND && !k->alt)
            k->nraw = 0; // it was no key
    }
    return k->expired && give_up(k, out) && give(k, out);
}

int keys_timeout_ms(const Keys *k, int64_t now_ns)
{
    if (k->state == KEYS_GROUND || k->state == KEYS_PASTE)
        return -1;
    bool string = k->state == KEYS_STRING || k->state == KEYS_STRING_ESC;
    int64_t esc_ms = k->esc_ms ? k->esc_ms : KEYS_ESC_MS;
    int64_t limit = k->state == KEYS_ESC ? esc_ms : string ? KEYS_STRING_MS : KEYS_SEQUENCE_MS;
    int64_t left = limit - (now_ns - k->since_ns) / 1000000;
    return (int)CLAMP(left, (int64_t)0, limit);
}

void keys_expire(Keys *k)
{
    k->expired = true;
}
