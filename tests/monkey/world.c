// The world of the monkey: files of many kinds, texts that are hard to treat right.
#include "command/command.h"
#include "monkey.h"

// One line each, without ESC.
static const char *const scraps[] = {
    "x",
    "int f(void) { return 0; }",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "`",
    "()[]{}",
    "<div class=\"a\">",
    "</div>",
    "/*",
    "*/",
    "//",
    "#",
    "\"\"\"",
    "'''",
    "```",
    "if (x) {",
    "def f(a, b):",
    "return",
    "\t",
    "\t\t",
    "    ",
    " ",
    "a b c d e f",
    "foo_bar fooBar FOO",
    "世界你好",
    "한국어",
    "e\xcc\x81\xcc\x82\xcc\xa3",
    "\xcc\x81",
    "👩‍👩‍👧‍👦",
    "🇩🇪🇫🇷",
    "\xe2\x80\x8b",
    ("\xe2\x80\xae"
     "abc"),
    "\xff\xfe\x80",
    "\xc3",
    "\xe4\xb8",
    "\xf0\x9f\x91",
    "\xc0\x80",
    "\xed\xa0\x80",
    "ﬁ",
    "ÄÖÜß",
    "\xef\xbb\xbf",
    "${1:name} $0",
    "$TM_FILENAME",
    "for",
    "0x1F4",
    "+16",
    "50%",
    "7F 45",
    "\"text",
    "(a|b)*c",
    "\\d+",
    "^",
    "$",
    "(?=",
    "[",
    "a{1000}",
    "\\1",
    ".*",
    "$1",
    "\\U$&",
    "1:1",
    "99999999:9",
    ":",
    "@",
    ">",
    "?",
    "main.c",
    "notes.md",
    "new/file.txt",
    "~/other.txt",
    "..",
    "utf-16le",
    "windows1252",
    "shiftjis",
    "3",
    "0",
    "-1",
    "99999999999999999999",
    "%",
    "&amp;",
    "\x7f",
};

static const char *const files[] = {"main.c",
                                    "tool.py",
                                    "page.html",
                                    "notes.md",
                                    "long.txt",
                                    "data.bin",
                                    "empty.txt",
                                    "wide.txt",
                                    "dos.txt",
                                    "broken.txt",
                                    "mac.txt",
                                    "many.c",
                                    "~/config/codelab/settings.json",
                                    ".editorconfig",
                                    "sub/deep/inner.c",
                                    "sub/tool.py",
                                    "-rf--help.txt",
                                    "picture.ppm",
                                    "broken.png",
                                    ".vscode/tasks.json",
                                    ".vscode/settings.json",
                                    "~/config/codelab/keybindings.json",
                                    ".vscode/any.code-snippets"};

const char *monkey_scrap(Monkey *m)
{
    return ONE_OF(m, scraps);
}

const char *monkey_file(size_t i)
{
    return files[i];
}

static void put_hex(Str bytes)
{
    for (size_t i = 0; i < bytes.n; i++)
        printf("%02x", (unsigned char)bytes.p[i]);
    printf("\n");
}

static void add_c(Monkey *m, Buf *out, unsigned functions, const char *end)
{
    for (unsigned i = 0; i < functions; i++)
        buf_addf(out, "int f%u(int a)%s{%s\tif (a > %u) {%s\t\treturn g(a, \"%s\");%s\t}%s}%s%s", i,
                 end, end, monkey_below(m, 100), end, "x", end, end, end, end);
}

static void add_scraps(Monkey *m, Buf *out, unsigned n, const char *between)
{
    while (n-- > 0) {
        buf_add_c(out, monkey_scrap(m));
        buf_add_c(out, monkey_below(m, 3) ? between : " ");
    }
}

static void add_markup(Monkey *m, Buf *out)
{
    for (unsigned i = 0; i < 20; i++) {
        const char *scrap = monkey_scrap(m);
        buf_addf(out, "<div id='%u'><p>%s</p>\n<script>let a = [%u];</script>\n</div>\n", i, scrap,
                 monkey_below(m, 9));
    }
}

static void add_notes(Monkey *m, Buf *out)
{
    for (unsigned i = 0; i < 12; i++) {
        const char *scrap = monkey_scrap(m);
        buf_addf(out, "## Part %u\n\n* %s\n* [a](b)\n\n```c\nint x = %u;\n```\n\n", i, scrap,
                 monkey_below(m, 9));
    }
}

static void add_python(Monkey *m, Buf *out)
{
    for (unsigned i = 0; i < 15; i++) {
        const char *scrap = monkey_scrap(m);
        buf_addf(out, "class C%u:\n    def f(self):\n        # %s\n        return '%u'\n\n", i,
                 scrap, monkey_below(m, 9));
    }
}

static void add_bytes(Monkey *m, Buf *out, unsigned n)
{
    while (n-- > 0)
        buf_add_byte(out, (char)monkey_below(m, 256));
}

// Latin letters as UTF-16 LE with its mark.
static void add_utf16(Monkey *m, Buf *out)
{
    buf_add(out, STR("\xff\xfe"));
    for (unsigned i = 0; i < 300; i++) {
        unsigned cp = monkey_below(m, 12)  ? 'a' + monkey_below(m, 26)
                      : monkey_below(m, 2) ? 0x4e00 + monkey_below(m, 99)
                                           : '\n';
        buf_add_byte(out, (char)(cp & 0xff));
        buf_add_byte(out, (char)(cp >> 8));
    }
}

// Each setting at some value it may have, a few at one they may not.
static void add_settings(Monkey *m, Buf *out)
{
    size_t n;
    const Setting *all = setting_all(&n);
    buf_add_c(out, "{");
    for (size_t i = 0; i < n; i++) {
        const Setting *s = &all[i];
        const char *preset = s->preset;
        size_t values = 0;
        while (s->values && s->values[values])
            values++;
        buf_addf(out, "%s\"%s\": ", i ? ", " : "", s->name);
        if (monkey_below(m, 2) || str_starts(str_c(s->name), STR("run.")))
            buf_add_c(out, preset);
        else if (s->type == SETTING_BOOL)
            buf_add_c(out, monkey_below(m, 2) ? "true" : "false");
        else if (s->type == SETTING_INT)
            buf_addf(out, "%d", s->min + (int)monkey_below(m, (unsigned)MIN(s->max - s->min, 200)));
        else if (s->type == SETTING_SIZE)
            buf_addf(out, "%d", s->min + (int)monkey_below(m, (unsigned)MIN(s->max - s->min, 200)));
        else if (values)
            buf_addf(out, "\"%s\"", s->values[monkey_below(m, (unsigned)values)]);
        else
            buf_add_c(out, monkey_below(m, 99) ? preset : "\"\xff\"");
    }
    buf_add_c(out, "}\n");
}

static void add_rules(Monkey *m, Buf *out)
{
    static const char *const rules[] = {"root = true",
                                        "[*.c]",
                                        "[*]",
                                        "indent_style = tab",
                                        "indent_size = 3",
                                        "tab_width = 5",
                                        "end_of_line = crlf",
                                        "charset = utf-16le",
                                        "charset = latin1",
                                        "insert_final_newline = true",
                                        "trim_trailing_whitespace = true",
                                        "[{a,b}*",
                                        "end_of_line = cr"};
    for (unsigned n = monkey_below(m, 8); n > 0; n--)
        buf_addf(out, "%s\n", ONE_OF(m, rules));
}

static void add_tasks(Monkey *m, Buf *out)
{
    static const char *const tasks[] = {
        "{\"label\": \"build\", \"command\": \"echo main.c:2:3: error: no; false\", "
        "\"group\": \"build\", \"problemMatcher\": \"$gcc\"}",
        "{\"label\": \"circle\", \"dependsOn\": [\"circle\", \"build\"]}",
        "{\"label\": \"ask\", \"command\": \"echo\", \"args\": [\"${input:what}\", "
        "\"${selectedText}\"]}",
        "{\"label\": \"lost\", \"command\": \"${config:a}\", \"options\": {\"cwd\": \"/root\"}}",
        "{\"label\": 3, \"type\": []}",
        "7",
    };
    buf_add_c(out, "{\"inputs\": [{\"id\": \"what\", \"type\": \"pickString\", "
                   "\"options\": [\"a\", \"b\"]}], \"tasks\": [");
    for (unsigned n = 1 + monkey_below(m, 6); n > 0; n--)
        buf_addf(out, "%s%s", ONE_OF(m, tasks), n > 1 ? ",\n" : "");
    buf_add_c(out, monkey_below(m, 8) ? "]}\n" : "]\n");
}

// Keys that are bound to anything, with any condition.
static void add_keybindings(Monkey *m, Buf *out)
{
    static const char *const when[] = {"", "editorFocus", "!editorFocus && sideBarFocus",
                                       "a =~ /b/", "((("};
    size_t nkeys, n;
    const Binding *keys = keymap_defaults(&nkeys);
    const Command *const *all = command_all(&n);
    buf_add_c(out, "[");
    for (unsigned i = 0, end = monkey_below(m, 12); i < end; i++) {
        const char *key = keys[monkey_below(m, (unsigned)nkeys)].keys, *condition = ONE_OF(m, when);
        buf_addf(out, "%s{\"key\": \"%s\", \"command\": \"%s%s\", \"when\": \"%s\"}",
                 i ? ",\n" : "", key, monkey_below(m, 4) ? "" : "-",
                 all[monkey_below(m, (unsigned)n)]->id, condition);
    }
    buf_add_c(out, "]\n");
}

static void add_picture(Monkey *m, Buf *out)
{
    buf_add_c(out, "P3\n4 4\n255\n");
    for (int i = 0; i < 48; i++)
        buf_addf(out, "%u ", monkey_below(m, 256));
}

static void add_snippets(Monkey *m, Buf *out)
{
    const char *a = monkey_scrap(m);
    buf_addf(out, "{\"f\": {\"prefix\": \"for\", \"body\": [\"for ${1:a} $2\", \"%s\"]}}\n",
             strpbrk(a, "\"\\\x7f\t") || (a[0] & 0x80) ? "$0" : a);
}

static void add_content(Monkey *m, size_t file, Buf *out)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    switch (file) {
    case 0:
        add_c(m, out, 12, "\n");
        break;
    case 1:
        add_python(m, out);
        break;
    case 2:
        add_markup(m, out);
        break;
    case 3:
        add_notes(m, out);
        break;
    case 4:
        add_scraps(m, out, 3000, "");
        break;
    case 5:
        add_bytes(m, out, 700);
        break;
    case 6:
        break;
    case 7:
        add_utf16(m, out);
        break;
    case 8:
    case 10:
        add_c(m, out, 10, ends[file == 8 ? 1 : 2]);
        break;
    case 9:
        add_scraps(m, out, 120, "\n");
        break;
    case 12:
        add_settings(m, out);
        break;
    case 13:
        add_rules(m, out);
        break;
    case 14:
    case 16:
        add_c(m, out, 3, "\n");
        break;
    case 15:
        add_python(m, out);
        break;
    case 17:
        add_picture(m, out);
        break;
    case 18:
        buf_add_c(out, "\x89PNG\r\n\x1a\n");
        add_bytes(m, out, 60);
        break;
    case 19:
        add_tasks(m, out);
        break;
    case 20:
        add_settings(m, out);
        break;
    case 21:
        add_keybindings(m, out);
        break;
    case 22:
        add_snippets(m, out);
        break;
    default:
        add_c(m, out, 300, "\n");
    }
}

void monkey_write(Monkey *m, size_t file)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    add_content(m, file, &bytes);
    printf("bytes %s ", files[file]);
    put_hex(buf_str(&bytes));
}
