// Texts and commands at random, from vim's own grammar.
#include "suite.h"

static unsigned next(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16 & 0x7fff;
}

#define PICK(seed, list) ((list)[next(seed) % ARRAY_LEN(list)])

static const char *const texts[] = {
    "foo bar baz\none two\n\n  indented here\nlast line",
    "a(b, c[d]e) {\n    body(x);\n    more = 1;\n}\nend",
    "if (foo) {\n  bar(1, (2 + 3), 4);\n} else {\n  baz();\n}\n",
    "word  two\tthree.four,five\n\nsecond para\nstill second\n\n\nthird",
    "x = \"quoted text\" + 'single' + `tick`\ny = \"a\" + \"b\"\nz",
    "one\ntwo\nthree\nfour\nfive\nsix\nseven",
    "<div><p class=\"x\">some <b>bold</b> text</p></div>\n<ul>\n  <li>item</li>\n</ul>",
    "Hello there.  How are you? Fine!\nNew line here. Yes.\n\nOther para.",
    "n = 9\nx = 0x0f and -5\nver 1.2.3 to 007",
    "äöü ß über\nnaïve café\n日本語 テスト\nplain",
    "single",
    "",
    "\n\n\n",
    "    four\n        eight\n    four\n  two\n\n    x",
    "aaa bbb\nccc ddd eee\nf\nggg hhh iii jjj",
};
static const char *const motions[] = {
    "h",      "j",    "k",        "l",         "0",          "^",          "$",          "w",
    "W",      "b",    "B",        "e",         "E",          "ge",         "gE",         "fo",
    "Fa",     "te",   "T ",       ";",         ",",          "{",          "}",          "G",
    "gg",     "+",    "-",        "_",         "|",          "g_",         "%",          "f(",
    "t)",     "<CR>", "1 ",       "<BS>",      "*",          "#",          "n",          "N",
    "2G",     "3|",   "(",        ")",         "go",         "[(",         "]}",         "/e<CR>",
    "?o<CR>", "go",   "/o/e<CR>", "/e/+1<CR>", "?o?e-1<CR>", "/a/s+1<CR>", "/o/;/e<CR>", "/e/-<CR>",
    "//<CR>",
};
static const char *const objects[] = {"iw", "aw", "iW",    "aW", "ip",  "ap",  "i(", "a(",
                                      "i[", "a[", "i{",    "a{", "i\"", "a\"", "i'", "a'",
                                      "it", "at", "i<lt>", "ib", "aB",  "is",  "as"};
static const char *const operators[] = {"d", "y", "c", "gu", "gU", "g~", ">", "<lt>"};
static const char *const doubles[] = {"dd", "yy", "cc", "guu", "gUU", "g~~", ">>", "<lt><lt>"};
static const char *const simples[] = {
    "x", "X",  "D",     "C",     "s",     "S",    "Y",    "J",    "gJ",   "~", "p",
    "P", "gp", "gP",    "rx",    "r<CR>", "o",    "O",    "i",    "a",    "I", "A",
    ".", "u",  "<C-r>", "<C-a>", "<C-x>", "\"ap", "\"aP", "\"bp", "\"bP", "R", "gI"};
static const char *const typed[] = {"new", "", "a b", "x<CR>y", "(z)", "<BS>q", "one<C-w>two"};
static const char *const visuals[] = {"d",    "y",  "c", "x", "~", "U", "u", "J", "p", ">",
                                      "<lt>", "rz", "D", "Y", "C", "X", "o", "O", "P"};
static const char *const blocks[] = {"d", "y", "c", "I", "A", "$A", "rq",
                                     "~", "x", "D", "C", "U", "$d", "p"};
static const char *const marks[] = {"ma || w || d'a",  "ma || jj || y`a",      "ma || G || d`a",
                                    "mz || gg || c'z", "yiw || j || viw || p", "2@q",
                                    "@w || @@",        "viw<Esc> || w || gvd"};

// `plain`: what deletes before the insertion, or breaks the line, is not meant there.
static void add_typed(unsigned *seed, Buf *out, bool plain)
{
    const char *text = PICK(seed, typed);
    if (plain && (strchr(text, '<') || !*text))
        text = "rp";
    buf_add_c(out, text);
    buf_add_c(out, "<Esc>");
}

static void add_count(unsigned *seed, Buf *out)
{
    if (next(seed) % 4 == 0)
        buf_addf(out, "%u", 2 + next(seed) % 3);
}

static bool inserts(const char *c)
{
    return strchr("iaIAoOsSCcR", c[0]) || strcmp(c, "gI") == 0;
}

static void add_operator(unsigned *seed, Buf *out)
{
    const char *op = PICK(seed, operators);
    add_count(seed, out);
    buf_add_c(out, op);
    if (next(seed) % 3 == 0) {
        add_count(seed, out);
        buf_add_c(out, PICK(seed, objects));
    } else {
        if (next(seed) % 12 == 0)
            buf_add_c(out, next(seed) % 2 ? "v" : "V");
        add_count(seed, out);
        buf_add_c(out, PICK(seed, motions));
    }
    if (op[0] == 'c')
        add_typed(seed, out, false);
}

static void add_visual(unsigned *seed, Buf *out)
{
    bool block = next(seed) % 3 == 0;
    buf_add_c(out, block ? "<C-v>" : next(seed) % 2 ? "v" : "V");
    bool object = !block && next(seed) % 4 == 0;
    for (unsigned n = object ? 1 + next(seed) % 2 : 0; n > 0; n--) {
        add_count(seed, out);
        buf_add_c(out, PICK(seed, objects));
    }
    for (unsigned n = object ? 0 : 1 + next(seed) % 2; n > 0; n--) {
        static const char *const moves[] = {"l", "j", "w", "e",  "$", "k",
                                            "b", "h", "G", "jj", "2l"};
        buf_add_c(out, PICK(seed, moves));
    }
    const char *do_it = block ? PICK(seed, blocks) : PICK(seed, visuals);
    buf_add_c(out, do_it);
    if (strchr("cCSIAR", do_it[strlen(do_it) - 1]))
        add_typed(seed, out, block);
}

static void add_command(unsigned *seed, Buf *out)
{
    unsigned kind = next(seed) % 20;
    if (kind < 5) {
        add_count(seed, out);
        buf_add_c(out, PICK(seed, motions));
    } else if (kind < 10) {
        add_operator(seed, out);
    } else if (kind < 12) {
        const char *c = PICK(seed, doubles);
        add_count(seed, out);
        buf_add_c(out, c);
        if (c[0] == 'c')
            add_typed(seed, out, false);
    } else if (kind < 16) {
        const char *c = PICK(seed, simples);
        add_count(seed, out);
        buf_add_c(out, c);
        if (inserts(c))
            add_typed(seed, out, strchr("RoO", c[0]) != NULL);
    } else if (kind < 19) {
        add_visual(seed, out);
    } else {
        buf_add_c(out, PICK(seed, marks));
    }
}

static void place(unsigned *seed, Case *c)
{
    Str rest = str_c(c->text), line = {0};
    size_t lines = 1;
    for (const char *p = c->text; *p; p++)
        lines += *p == '\n';
    c->line = 1 + (int)(next(seed) % lines);
    for (int i = 0; i < c->line; i++) {
        line = STR_NULL;
        (void)str_split(&rest, '\n', &line);
    }
    c->col = 1;
    size_t col = line.n ? next(seed) % line.n : 0;
    while (col > 0 && ((unsigned char)line.p[col] & 0xc0) == 0x80)
        col--;
    c->col += (int)col;
}

void case_make(unsigned *seed, Case *out)
{
    AUTO(buf) Buf commands = BUF_INIT;
    out->text = xstrdup(PICK(seed, texts));
    place(seed, out);
    for (unsigned n = 1 + next(seed) % 4; n > 0; n--) {
        if (commands.n)
            buf_add_c(&commands, " || ");
        add_command(seed, &commands);
    }
    out->commands = buf_take(&commands);
}
