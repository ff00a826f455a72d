// Text, the long way.  ASCII goes to libvterm as it is.  All else is put together to grapheme
// clusters here, and libvterm gets a stand-in of the same width for each: its own tables are those
// of an old Unicode, and it measures code point by code point.
//
// A cluster can end only when the next one begins, but what has come must be shown at once, so a
// combining character also joins the cell written last.  Each code point is handled in one way
// whether or not more of its cluster is there, so that it is no matter where a read was cut.
#include "vt/inner.h"

#include "base/utf8.h"
#include "base/width.h"

int vt_standin(const Vt *v, uint32_t cp, Str *text)
{
    if (cp < VT_WIDE)
        return 0;
    uint32_t i = cp >= VT_NARROW ? cp - VT_NARROW : cp - VT_WIDE;
    if (i >= (uint32_t)v->nstandins)
        return 0;
    *text = str_n(v->standin_text.p + v->standins[i].off, v->standins[i].n);
    return v->standins[i].width;
}

static void flush(Vt *v)
{
    if (v->nstandins)
        vt_emit_text(v, buf_str(&v->standin_out));
    v->nstandins = 0;
    buf_clear(&v->standin_text);
    buf_clear(&v->standin_out);
}

static void set_last_text(Vt *v, Str text)
{
    memcpy(v->last.text, text.p, text.n);
    v->last.n = text.n;
    v->last.apart = false;
}

static void add_standin(Vt *v, Str text, int width)
{
    if (width == 2 && !(v->modes & MODE_AUTOWRAP)) {
        flush(v);
        if (v->col + 2 > v->cols) { // libvterm would wrap it all the same
            v->last.valid = true;
            v->last.shown = false;
            v->last.width = width;
            set_last_text(v, text);
            return;
        }
    }
    if (v->nstandins == STANDINS)
        flush(v);
    v->standins[v->nstandins] = (Standin){
        .off = (uint32_t)v->standin_text.n, .n = (uint8_t)text.n, .width = (uint8_t)width};
    buf_add(&v->standin_text, text);
    utf8_add(&v->standin_out, (width == 2 ? VT_WIDE : VT_NARROW) + (uint32_t)v->nstandins);
    v->nstandins++;
}

static Str pending(const Vt *v)
{
    return str_n(v->pending.text, v->pending.n);
}

static void end_pending(Vt *v)
{
    if (v->pending.n)
        add_standin(v, pending(v), v->pending.width);
    v->pending.n = 0;
}

static void start_pending(Vt *v, Str text, int width)
{
    end_pending(v);
    memcpy(v->pending.text, text.p, text.n);
    v->pending.n = text.n;
    v->pending.width = width;
}

static Str last_text(const Vt *v)
{
    return str_n(v->last.text, v->last.n);
}

/* a + b in out if that is one cluster of at most two columns; its width, or 0. */
static int join(Str a, Str b, char out[WIDTH_CLUSTER_MAX], Str *joined)
{
    if (a.n + b.n > WIDTH_CLUSTER_MAX)
        return 0;
    memcpy(out, a.p, a.n);
    memcpy(out + a.n, b.p, b.n);
    *joined = str_n(out, a.n + b.n);
    int width = 0;
    return width_cluster(*joined, 1, &width) == joined->n && width <= 2 ? width : 0;
}

/* Give the cell written last a longer cluster. */
static void replace_last(Vt *v, Str text, int width)
{
    if (width <= v->last.width) {
        set_last_text(v, text);
        if (v->last.shown)
            vt_line_set_text(v->grid->rows[v->last.row], v->last.col, text);
        v->changed = true;
    } else if (v->last.col + 2 <= v->cols) {
        vt_emit(v, STR("\b"));
        add_standin(v, text, width);
        flush(v);
    } // else there is no room for the second column, and it stays as it is
}

/* Add cp to the cluster before it, if it belongs there. */
static bool join_before(Vt *v, Str cp)
{
    char room[WIDTH_CLUSTER_MAX];
    Str joined;
    if (v->pending.n) {
        int width = join(pending(v), cp, room, &joined);
        if (width == 0)
            return false;
        if (width == v->pending.width) {
            memcpy(v->pending.text, room, joined.n);
            v->pending.n = joined.n;
            return true;
        }
        end_pending(v);
        flush(v);
    }
    int width = v->last.valid ? join(last_text(v), cp, room, &joined) : 0;
    if (width)
        replace_last(v, joined, width);
    return width > 0;
}

/* Width of a cluster that begins with cp; 0 if there is nothing to show. */
static int lone_width(uint32_t cp, Str *text)
{
    char picture[WIDTH_PICTURE_MAX];
    int width = 0;
    width_cluster(*text, 1, &width);
    if (cp == UTF8_BROKEN || width_picture(*text, picture) == 0)
        return MIN(width, 2);
    // Marks and format characters with nothing to work on take no room in a terminal; what the
    // tables do not know yet is most often a new emoji.
    if (cp < 0x1F000 || cp >= 0xE0000)
        return 0;
    *text = STR("\xEF\xBF\xBD");
    return 1;
}

int vt_simple_width(uint32_t cp)
{
    if ((cp >= 0xC0 && cp < 0x300) || (cp >= 0x2500 && cp < 0x25A0))
        return 1;                               // Latin, line drawing and blocks
    return cp >= 0x4E00 && cp < 0x9FFD ? 2 : 0; // Han
}

static void add_cp(Vt *v, uint32_t cp)
{
    char utf8[4];
    Str text = str_n(utf8, utf8_encode(cp, utf8));
    int simple = vt_simple_width(cp);
    if (simple) {
        start_pending(v, text, simple);
    } else if (cp < 0x80) {
        end_pending(v);
        flush(v);
        vt_emit_text(v, text);
    } else if (cp >= 0xA0 && !join_before(v, text)) { // there are no C1 controls in UTF-8
        int width = lone_width(cp, &text);
        if (width)
            start_pending(v, text, width);
    }
}

/* May s be the start of a code point of which more bytes are to come? */
static bool is_unfinished(Str s)
{
    static const char *const tails[] = {"\x80\x80\x80", "\xBF\xBF\xBF", "\x90\x80\x80"};
    for (size_t i = 0; s.n < 4 && i < ARRAY_LEN(tails); i++) {
        for (size_t more = 1; s.n + more <= 4; more++) {
            char whole[4];
            memcpy(whole, s.p, s.n);
            memcpy(whole + s.n, tails[i], more);
            size_t n = 0;
            bool valid = false;
            utf8_decode(str_n(whole, s.n + more), &n, &valid);
            if (valid && n == s.n + more)
                return true;
        }
    }
    return false;
}

/* Take code points off *s; with `more` to come an unfinished one is left. */
static void take_cps(Vt *v, Str *s, bool more)
{
    while (s->n) {
        size_t n = 0;
        bool valid = false;
        uint32_t cp = utf8_decode(*s, &n, &valid);
        if (!valid && more && is_unfinished(*s))
            return;
        add_cp(v, cp);
        *s = str_from(*s, n);
    }
}

static void take_held(Vt *v, bool more)
{
    Str held = str_n(v->parser.held, v->parser.nheld);
    take_cps(v, &held, more);
    memmove(v->parser.held, held.p, held.n);
    v->parser.nheld = held.n;
}

static size_t ascii_run(Str s)
{
    size_t n = 0;
    while (n < s.n && !(s.p[n] & 0x80))
        n++;
    return n;
}

static size_t high_run(Str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] & 0x80)
        n++;
    return n;
}

void vt_text(Vt *v, Str run)
{
    for (; v->parser.nheld && run.n; run = str_from(run, 1)) {
        v->parser.held[v->parser.nheld++] = run.p[0];
        take_held(v, true);
    }
    while (run.n) {
        size_t n = ascii_run(run);
        if (n) {
            end_pending(v);
            flush(v);
            vt_emit_text(v, str_upto(run, n));
            run = str_from(run, n);
        }
        n = high_run(run);
        Str high = str_upto(run, n);
        run = str_from(run, n);
        take_cps(v, &high, run.n == 0);
        memcpy(v->parser.held, high.p, high.n);
        v->parser.nheld = high.n;
    }
    end_pending(v);
    flush(v);
}

void vt_text_end(Vt *v)
{
    if (v->parser.nheld == 0)
        return;
    take_held(v, false);
    end_pending(v);
    flush(v);
}

void vt_text_repeat(Vt *v, int n)
{
    if (!v->last.valid)
        return;
    char room[WIDTH_CLUSTER_MAX];
    Str text = str_n(memcpy(room, v->last.text, v->last.n), v->last.n);
    for (int width = v->last.width; n > 0; n--)
        add_standin(v, text, width);
    flush(v);
}
