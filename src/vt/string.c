// Operating system commands and device control strings: titles, folders, the clipboard, questions.
#include "vt/inner.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { TITLE_MAX = 256, PATH_LENGTH_MAX = 4096 };

static bool is_hidden(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0x61c || cp == 0x200e || cp == 0x200f ||
           (cp >= 0x2028 && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069);
}

/* As valid UTF-8, without controls and what turns the direction of text. */
static char *clean_title(Str s)
{
    Buf out = BUF_INIT;
    while (s.n && out.n + 4 <= TITLE_MAX) {
        size_t n = 0;
        uint32_t cp = utf8_decode(s, &n, NULL);
        if (!is_hidden(cp))
            utf8_add(&out, cp);
        s = str_from(s, n);
    }
    return buf_take(&out);
}

static void set_title(Vt *v, Str s)
{
    free(v->title);
    v->title = clean_title(s);
    v->changed = true;
}

static int hex(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c | 0x20) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* %41 -> A; false if the path has controls, hidden or not. */
static bool decode_path(Str s, Buf *out)
{
    for (size_t i = 0; i < s.n; i++) {
        int c = (unsigned char)s.p[i];
        if (c == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0) {
            c = hex(s.p[i + 1]) * 16 + hex(s.p[i + 2]);
            i += 2;
        }
        if (c < 0x20 || c == 0x7f)
            return false;
        buf_add_byte(out, (char)c);
    }
    return out->n <= PATH_LENGTH_MAX;
}

/* file://host/path.  A shell on another machine names its own host, and a path that says nothing
 * here. */
static void set_cwd(Vt *v, Str url)
{
    char here[256] = "";
    if (!str_starts(url, STR("file://")))
        return;
    url = str_from(url, strlen("file://"));
    ptrdiff_t slash = str_find_byte(url, '/');
    if (slash < 0)
        return;
    Str host = str_upto(url, (size_t)slash);
    (void)gethostname(here, sizeof here - 1); // at worst no host is ours
    if (host.n && !str_eq_c(host, "localhost") && !str_eq_c(host, here))
        return;
    vt_set_cwd(v, str_from(url, (size_t)slash));
}

void vt_set_cwd(Vt *v, Str escaped)
{
    AUTO(buf) Buf path = BUF_INIT;
    if (!str_starts(escaped, STR("/")) || !decode_path(escaped, &path))
        return;
    free(v->cwd);
    v->cwd = buf_take(&path);
    v->changed = true;
}

static int base64_value(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

static bool decode_base64(Str s, Buf *out)
{
    uint32_t bits = 0;
    int nbits = 0;
    while (s.n && s.p[s.n - 1] == '=')
        s.n--;
    for (size_t i = 0; i < s.n; i++) {
        int value = base64_value(s.p[i]);
        if (value < 0)
            return false;
        bits = bits << 6 | (uint32_t)value;
        nbits += 6;
        if (nbits >= 8) {
            nbits -= 8;
            buf_add_byte(out, (char)(bits >> nbits));
        }
    }
    return true;
}

/* WHICH;BASE64.  A question ("?") is not answered: what the user copied is nobody's business. */
static void set_clipboard(Vt *v, Str s)
{
    ptrdiff_t semicolon = str_find_byte(s, ';');
    if (semicolon < 0)
        return;
    Str data = str_from(s, (size_t)semicolon + 1);
    AUTO(buf) Buf text = BUF_INIT;
    if (data.n == 0 || str_eq_c(data, "?") || !decode_base64(data, &text))
        return;
    if (text.n && memchr(text.p, '\0', text.n))
        return;
    buf_clear(&v->clipboard);
    buf_add(&v->clipboard, buf_str(&text));
}

void vt_osc(Vt *v, Str s, bool bel)
{
    Str rest = s, number;
    if (!str_split(&rest, ';', &number))
        return;
    if (str_eq_c(number, "0") || str_eq_c(number, "2"))
        set_title(v, rest);
    else if (str_eq_c(number, "7"))
        set_cwd(v, rest);
    else if (str_eq_c(number, "8"))
        vt_link_set(v, rest);
    else if (str_eq_c(number, "133") || str_eq_c(number, "633"))
        vt_mark(v, rest);
    else if (str_eq_c(number, "52"))
        set_clipboard(v, rest);
    else
        vt_color_answer(v, number, rest, bel);
}

/* DECRQSS: how is this set? */
static void report_setting(Vt *v, Str what)
{
    AUTO(buf) Buf out = BUF_INIT;
    if (str_eq_c(what, "m"))
        vt_sgr_describe(&v->pen, &out);
    else if (str_eq_c(what, " q"))
        buf_addf(&out, "%d", v->cursor_shape * 2 + (v->modes & MODE_BLINK ? 1 : 2));
    else if (str_eq_c(what, "r"))
        buf_addf(&out, "%d;%d", v->top + 1, v->bottom);
    if (out.n)
        vt_answerf(v, "\033P1$r%s" STR_FMT "\033\\", buf_c(&out), STR_ARG(what));
    else
        vt_answer(v, STR("\033P0$r\033\\"));
}

void vt_dcs(Vt *v, Str s)
{
    if (str_starts(s, STR("$q")))
        report_setting(v, str_from(s, 2));
    else if (str_starts(s, STR("+q"))) // a terminfo capability: none is told
        vt_answer(v, STR("\033P0+r\033\\"));
}
