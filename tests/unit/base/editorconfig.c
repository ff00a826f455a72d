#include "base/editorconfig.h"
#include "base/fs.h"
#include "base/path.h"
#include "suite.h"

#include <sys/stat.h>

static void patterns_match_paths(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *yes, *no; // paths, apart by blanks
    } cases[] = {
        {"*", "a.c d/a.c .x", ""},
        {"*.py", "a.py d/e/a.py .py", "a.pyc a.p py"},
        {"/*.py", "a.py", "d/a.py"},
        {"lib/**.js", "lib/a.js lib/x/y.js", "a.js src/lib/a.js"},
        {"a*e.c", "ace.c abcde.c ae.c", "a/e.c"},
        {"d/*", "d/a", "d/e/a e/a"},
        {"?.c", "a.c \303\274.c", "ab.c .c"},
        {"a?b", "axb", "a/b ab"},
        {"[ab].c", "a.c b.c", "c.c"},
        {"[!ab].c", "c.c", "a.c"},
        {"[a-c].c", "b.c", "d.c"},
        {"a[/]b", "a[/]b", "a/b"},
        {"[a", "[a", "a"},
        {"*.{c,h}", "x.c x.h", "x.cc x.{c,h} x."},
        {"{Makefile,*.mk}", "Makefile a.mk", "Makefile2"},
        {"{a,{b,c}d}.x", "a.x bd.x cd.x", "b.x d.x"},
        {"{a,}b", "ab b", "cb"},
        {"{single}", "{single}", "single"},
        {"{a", "{a", "a"},
        {"file{1..10}", "file1 file10 file05", "file0 file11 file"},
        {"{-3..3}", "-3 0 2 3", "4 -4 a"},
        {"{3..1}x", "1x 2x 3x", "4x"},
        {"a\\*b", "a*b", "axb"},
        {"{a\\,b,c}", "a,b c", "a b"},
        {"**/x", "d/x d/e/x", "x y"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        for (int want = 0; want < 2; want++) {
            Str path, rest = str_c(want ? cases[i].yes : cases[i].no);
            while (str_split(&rest, ' ', &path))
                if (path.n && editorconfig_match(str_c(cases[i].pattern), path) != (want == 1))
                    fail_msg("'%s' %s '%.*s'", cases[i].pattern,
                             want ? "does not match" : "matches", STR_ARG(path));
        }
}

static void a_hostile_pattern_gives_up(void **state)
{
    (void)state;
    AUTO(buf) Buf pattern = BUF_INIT, path = BUF_INIT;
    for (int i = 0; i < 60; i++)
        buf_add_c(&pattern, "*a{b,*}");
    buf_add_byte(&pattern, 'c');
    buf_add_fill(&path, 'a', 4000);
    assert_false(editorconfig_match(buf_str(&pattern), buf_str(&path)));
    buf_clear(&pattern);
    buf_add_fill(&pattern, '{', 50000);
    assert_false(editorconfig_match(buf_str(&pattern), buf_str(&path)));
}

// "style size tab eol charset trim final max" of a.c
static void print(const EditorConfig *c, Buf *out)
{
    buf_addf(out, "%d %d %d %d %s %d %d %d", c->style, c->indent_size, c->tab_width, c->eol,
             c->charset[0] ? c->charset : "-", c->trim_trailing_whitespace, c->insert_final_newline,
             c->max_line_length);
}

static void files_say_how(void **state)
{
    (void)state;
    static const struct {
        const char *name, *file, *want;
        size_t bad;
    } cases[] = {
        {"nothing is said", "", "0 0 0 0 - 0 0 0", 0},
        {"all is said",
         "root = true\n[*.c]\nindent_style = tab\nindent_size = 3\ntab_width = 5\nend_of_line = "
         "crlf\ncharset = latin1\ntrim_trailing_whitespace = true\ninsert_final_newline = "
         "false\nmax_line_length = 72\n",
         "2 3 5 2 latin1 2 1 72", 0},
        {"the case of names and values is no matter", "[*]\nIndent_Style=SPACE\nINDENT_SIZE=2",
         "1 2 2 0 - 0 0 0", 0},
        {"sections of others say nothing", "[*.py]\nindent_size = 2\n", "0 0 0 0 - 0 0 0", 0},
        {"the later line wins", "[*]\nindent_size = 2\n[a.c]\nindent_size = 4\n", "0 4 4 0 - 0 0 0",
         0},
        {"unset takes back", "[*]\nindent_size=2\nend_of_line=lf\n[*]\nindent_size=unset\n",
         "0 0 0 1 - 0 0 0", 0},
        {"the size of a tab", "[*]\nindent_style=tab\ntab_width=8", "2 8 8 0 - 0 0 0", 0},
        {"as wide as a tab", "[*]\nindent_size=tab\ntab_width=6", "0 6 6 0 - 0 0 0", 0},
        {"no limit of length", "[*]\nmax_line_length = off", "0 0 0 0 - 0 0 -1", 0},
        {"values that mean nothing are passed over",
         "[*]\nindent_size=0\ntab_width=x\nindent_style=both\ncharset=klingon\nfoo=bar",
         "0 0 0 0 - 0 0 0", 0},
        {"comments, blanks, a byte order mark and carriage returns",
         "\xef\xbb\xbf# one\r\n  ; two\r\n\r\n [*] \r\n\tindent_size = 7 \r\n", "0 7 7 0 - 0 0 0",
         0},
        {"a bad line is told of, the rest holds", "[*]\nwhat is this\nindent_size=7\n= 3",
         "0 7 7 0 - 0 0 0", 2},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        EditorConfig c = {0};
        bool root;
        AUTO(buf) Buf have = BUF_INIT;
        size_t bad = editorconfig_add(&c, str_c(cases[i].file), STR("a.c"), &root);
        editorconfig_end(&c);
        print(&c, &have);
        if (bad != cases[i].bad || strcmp(buf_c(&have), cases[i].want) != 0)
            fail_msg("%s: %s, line %zu", cases[i].name, buf_c(&have), bad);
    }
}

static void put(const char *dir, const char *name, const char *text)
{
    char *path = path_join(dir, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    free(path);
}

static void nearer_files_win_up_to_the_root(void **state)
{
    const char *top = *state;
    char *sub = path_join(top, "sub"), *deep = path_join(sub, "deep"),
         *file = path_join(deep, "a.c");
    assert_int_equal(mkdir(sub, 0755) | mkdir(deep, 0755), 0);
    put(top, ".editorconfig", "[*]\ncharset=latin1\nindent_size=2\n");
    put(sub, ".editorconfig", "[deep/*.c]\nindent_size=3\n[*]\nend_of_line=lf\n");
    put(deep, ".editorconfig", "[*]\nend_of_line=cr\n");
    EditorConfig c;
    AUTO(err) Err err = {0};
    assert_true(editorconfig_for(file, &c, &err));
    assert_int_equal(c.indent_size, 3);
    assert_int_equal(c.eol, EC_CR);
    assert_string_equal(c.charset, "latin1");
    put(sub, ".editorconfig", "root=true\n[*]\nend_of_line=lf\n");
    assert_true(editorconfig_for(file, &c, &err));
    assert_int_equal(c.indent_size, 0);
    assert_string_equal(c.charset, "");
    free(file);
    free(deep);
    free(sub);
}

static void bad_files_are_told_of(void **state)
{
    const char *top = *state;
    char *file = path_join(top, "a.c"), *config = path_join(top, ".editorconfig");
    EditorConfig c;
    AUTO(err) Err err = {0};
    AUTO(buf) Buf want = BUF_INIT;
    put(top, ".editorconfig", "root=true\n[*]\nindent_size=3\noops\n");
    assert_false(editorconfig_for(file, &c, &err));
    buf_addf(&want, "'%s', line 4: neither [pattern] nor key = value", config);
    assert_string_equal(err_text(&err), buf_c(&want));
    assert_int_equal(c.indent_size, 3);
    assert_int_equal(remove(config) | mkfifo(config, 0600), 0);
    err_deinit(&err);
    err = (Err){0};
    assert_true(editorconfig_for(file, &c, &err)); // not waited for
    free(file);
    free(config);
}

const struct CMUnitTest editorconfig_tests[] = {
    cmocka_unit_test(patterns_match_paths), cmocka_unit_test(a_hostile_pattern_gives_up),
    cmocka_unit_test(files_say_how),        scratch_test(nearer_files_win_up_to_the_root),
    scratch_test(bad_files_are_told_of),
};
const size_t editorconfig_tests_n = ARRAY_LEN(editorconfig_tests);
