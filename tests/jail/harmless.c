/* harmless [MEGABYTES]: whatever a program prints, only text and colours come out.
 *
 * The filter is held against two judges over a hundred megabytes of its output: a strict grammar
 * (terminal-safe.h), and our own terminal emulator.  One emulator gets all that comes out, another
 * the same without colours: they must show the same text, and in neither anything else may have
 * happened. */
#include "base/mem.h"
#include "jail/helper/sanitize.h"
#include "tests/lib/terminal-safe.h"
#include "vt/vt.h"

#include <stdint.h>
#include <stdio.h>

enum { IN = 3000, ROWS = 24, COLS = 80, MEGA = 1000000, PER_SCREEN = 16 };

#ifndef __has_feature
#define __has_feature(x) 0 // gcc says it otherwise
#endif
#if defined __SANITIZE_ADDRESS__ || __has_feature(address_sanitizer)
enum { MEGABYTES = 3 };
#else
enum { MEGABYTES = 100 };
#endif

static uint32_t draw(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)(*seed >> 33);
}

/* Beginnings of all that a terminal obeys, ends of them, and what stands in between. */
static const char *const pieces[] = {
    "\033[",
    "\033]",
    "\033P",
    "\033_",
    "\033^",
    "\033X",
    "\033",
    "\302\233",
    "\302\235",
    "\302\220",
    "\302\237",
    "\302\205",
    "\233",
    "\235",
    "\220",
    "\033[?",
    "\033[>",
    "\033[!p",
    "\033c",
    "\033#8",
    "\033(0",
    "\033]52;c;",
    "\033]0;t",
    "\033]8;;",
    "\033]7;f",
    "\033]133;A",
    "\033P$q",
    "\033P+q",
    "\033[38;5;1",
    "\033[38:2::",
    "\033[4:3m",
    "\033[1;31m",
    "\033[0m",
    "\033[m",
    "\033[6n",
    "\033[c",
    "\033[2J",
    "\033[H",
    "\033[10;10H",
    "\033[?1049h",
    "\033[?25l",
    "\033[?1000h",
    "\033[5i",
    "\033[21t",
    "\033[8;9;9t",
    "\033[3J",
    "\033[!",
    "\033[20h",
    "\033[?2004h",
    "\033\\",
    "\a",
    "\302\234",
    "\234",
    "\030",
    "\032",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\b",
    "\v",
    "\f",
    "\016",
    "\017",
    "\005",
    "\177",
    ";",
    ":",
    "m",
    "1",
    "0123456789",
    "?",
    "$",
    " ",
    "hello",
    "\303\251",
    "\344\270\226",
    "\360\237\230\200",
    "e\314\201",
    "\342\200\256",
    "\342\200\213",
    "\357\273\277",
    "\363\240\201\201",
    "\302\255",
    "\355\240\200",
    "\300\200",
    "\364\220\200\200",
    "\360\237",
    "\342",
    "\377",
};

static size_t some_input(uint64_t *seed, char *in)
{
    size_t n = 0;
    while (n < IN - 16) {
        uint32_t kind = draw(seed) % 16;
        const char *piece = pieces[draw(seed) % ARRAY_LEN(pieces)];
        if (kind == 0)
            in[n++] = (char)draw(seed);
        else if (kind < 4)
            in[n++] = (char)(draw(seed) % 96 + 32);
        else
            for (; *piece; piece++)
                in[n++] = *piece;
    }
    return n;
}

/* All but the colours. */
static size_t without_colours(const char *text, size_t n, char *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < n;) {
        size_t skip = safe_sequence((const unsigned char *)text + i, n - i, false);
        if (!skip)
            out[kept++] = text[i];
        i += skip ? skip : 1;
    }
    return kept;
}

/* What has happened to this terminal beside text; NULL: nothing. */
static const char *what_happened(Vt *v)
{
    AUTO(free) char *copied = vt_take_clipboard(v);
    if (*copied)
        return "wrote the clipboard";
    if (vt_reply(v).n)
        return "got an answer";
    if (*vt_title(v) || *vt_cwd(v))
        return "set a title or folder";
    if (vt_take_bell(v))
        return "rang the bell";
    if (vt_alt_screen(v) || vt_wants_mouse(v) || vt_bracketed_paste(v) || !vt_cursor(v).visible)
        return "changed a mode";
    if (vt_is_running(v) || vt_last_exit(v) >= 0)
        return "posed as a shell";
    for (int row = 0; row < vt_rows(v); row++)
        for (int col = 0; col < vt_cols(v); col++)
            if (vt_cell(v, row, col).link)
                return "made a link";
    return NULL;
}

static const char *what_differs(const Vt *a, const Vt *b)
{
    VtCursor at = vt_cursor(a), other = vt_cursor(b);
    if (at.row != other.row || at.col != other.col)
        return "moved the cursor by a colour";
    for (int row = 0; row < vt_rows(a); row++)
        for (int col = 0; col < vt_cols(a); col++)
            if (!str_eq(vt_cell(a, row, col).text, vt_cell(b, row, col).text))
                return "changed text by a colour";
    return NULL;
}

typedef struct {
    uint64_t seed;
    Vt *all, *plain;
    Sanitizer filter;
    size_t out; // bytes judged
} Judge;

/* One program's output, in writes cut anywhere; false: something came through. */
static bool judge(Judge *j)
{
    static char in[IN + 64], out[SANITIZE_ROOM(IN)], plain[SANITIZE_ROOM(IN)];
    size_t n = some_input(&j->seed, in), written = 0;
    for (size_t at = 0, step; at < n; at += step) {
        step = MIN((size_t)draw(&j->seed) % 300 + 1, n - at);
        written += sanitize(&j->filter, in + at, step, out + written);
    }
    written += sanitize_end(&j->filter, out + written);
    size_t safe = terminal_safe(out, written, false);
    if (safe != written) {
        printf("not ok 1 - byte %02x at %zu came through\n", (unsigned char)out[safe], safe);
        return false;
    }
    vt_feed(j->all, str_n(out, written));
    vt_feed(j->plain, str_n(plain, without_colours(out, written, plain)));
    j->out += written;
    return true;
}

int main(int argc, char **argv)
{
    size_t wanted = (size_t)(argc > 1 ? atoi(argv[1]) : MEGABYTES) * MEGA;
    Judge j = {.seed = 7, .all = vt_new(ROWS, COLS, 10), .plain = vt_new(ROWS, COLS, 10)};
    const char *bad = NULL;
    bool ok = true;
    while (ok && j.out < wanted) {
        for (int i = 0; ok && i < PER_SCREEN; i++)
            ok = judge(&j);
        bad = what_happened(j.all);
        bad = bad ? bad : what_happened(j.plain);
        bad = bad ? bad : what_differs(j.all, j.plain);
        if (ok && bad)
            printf("not ok 1 - a program %s\n", bad);
        ok = ok && !bad;
    }
    if (ok)
        printf("ok 1 - nothing but text and colours came out, in %zu bytes\n", j.out);
    printf("1..1\n");
    vt_free(j.all);
    vt_free(j.plain);
    return ok ? 0 : 1;
}
