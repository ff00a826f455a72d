#include "base/name.h"
#include "base/utf8.h"
#include "base/width.h"

#include <ctype.h>

static void escape(Str name, bool backslash, Buf *out)
{
    int cells;
    char picture[WIDTH_PICTURE_MAX];
    for (size_t n; name.n; name = str_from(name, n)) {
        n = width_cluster(name, 1, &cells);
        Str cluster = str_upto(name, n);
        if (backslash && str_eq_c(cluster, "\\")) {
            buf_add_c(out, "\\\\");
        } else if (width_picture(cluster, picture) == 0) {
            buf_add(out, cluster);
        } else if (str_eq_c(cluster, "\n") || str_eq_c(cluster, "\t")) {
            buf_add_c(out, cluster.p[0] == '\n' ? "\\n" : "\\t");
        } else {
            for (size_t i = 0; i < n; i++)
                buf_addf(out, "\\x%02X", (unsigned char)cluster.p[i]);
        }
    }
}

void name_show(Str name, Buf *out)
{
    escape(name, false, out);
}

void name_write(Str name, Buf *out)
{
    escape(name, true, out);
}

static int digit(char c)
{
    return isdigit((unsigned char)c) ? c - '0' : (c | 32) - 'a' + 10;
}

// Bytes of the escape that `s` begins with, 0 if it is none.
static size_t read_one(Str s, char *byte)
{
    if (s.n < 2 || s.p[0] != '\\')
        return 0;
    bool hex = s.n >= 4 && s.p[1] == 'x' && isxdigit((unsigned char)s.p[2]) &&
               isxdigit((unsigned char)s.p[3]);
    if (hex)
        *byte = (char)(digit(s.p[2]) * 16 + digit(s.p[3]));
    else if (s.p[1] == 'n' || s.p[1] == 't' || s.p[1] == '\\')
        *byte = s.p[1] == 'n' ? '\n' : s.p[1] == 't' ? '\t' : '\\';
    return hex ? 4 : s.p[1] != 0 && strchr("nt\\", s.p[1]) ? 2 : 0;
}

void name_read(Str typed, Buf *out)
{
    while (typed.n) {
        char byte = typed.p[0];
        size_t n = read_one(typed, &byte);
        buf_add_byte(out, byte);
        typed = str_from(typed, n ? n : 1);
    }
}
