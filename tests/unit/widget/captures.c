#include "base/fs.h"
#include "base/mem.h"
#include "groups.h"
#include "widget/theme.h"

#include <glob.h>
#include <string.h>

/* Cut the next capture ("@name") off a query; what stands in comments and strings is none. */
static bool next_capture(Str *rest, Str *name)
{
    bool in_string = false, in_comment = false;
    for (size_t i = 0; i < rest->n; i++) {
        char c = rest->p[i];
        if (in_comment)
            in_comment = c != '\n';
        else if (c == '\\')
            i++;
        else if (c == '"')
            in_string = !in_string;
        else if (c == ';' && !in_string)
            in_comment = true;
        else if (c == '@' && !in_string) {
            *rest = str_from(*rest, i + 1);
            *name = str_upto(*rest, strcspn(rest->p, " \t\n)"));
            *rest = str_from(*rest, name->n);
            return true;
        }
    }
    return false;
}

/* Names that paint nothing. */
static bool is_silent(Str name)
{
    return str_starts(name, STR("_")) || str_eq(name, STR("none")) || str_eq(name, STR("spell")) ||
           str_eq(name, STR("nospell")) || str_eq(name, STR("conceal"));
}

/* Do our tables say what it looks like, or what something it is a kind of looks like? */
static bool is_themed(Str name)
{
    for (size_t i = 0; i < theme_ncaptures; i++) {
        Str row = str_c(theme_captures[i].name);
        if (str_starts(name, row) && (name.n == row.n || name.p[row.n] == '.'))
            return true;
    }
    return false;
}

static void check_file(const char *dir, Str name);

static void check_inherited(const char *dir, Str source)
{
    Str line, word, key = STR("; inherits:");
    if (!str_split(&source, '\n', &line) || !str_starts(line, key))
        return;
    line = str_trim(str_from(line, key.n));
    while (str_split(&line, ' ', &word))
        check_file(dir, word);
}

static void check_file(const char *dir, Str name)
{
    AUTO(buf) Buf source = BUF_INIT;
    AUTO(free) char *path = xasprintf("%s/" STR_FMT ".scm", dir, STR_ARG(name));
    assert_true(fs_read(path, 0, &source, NULL));
    check_inherited(dir, buf_str(&source));
    (void)buf_c(&source); // ends in a zero byte from here on
    Str rest = buf_str(&source), capture;
    while (next_capture(&rest, &capture))
        if (!is_silent(capture) && !is_themed(capture))
            fail_msg("@" STR_FMT " of %s has no row in theme-captures.def", STR_ARG(capture), path);
}

static void every_capture_of_a_query_has_a_colour(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(glob(GRAMMARS "/*/highlights.scm", 0, NULL, &found), 0);
    assert_true(found.gl_pathc > 50);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        Str name = str_from(str_c(found.gl_pathv[i]), strlen(GRAMMARS "/"));
        check_file(GRAMMARS, str_upto(name, name.n - strlen(".scm")));
    }
    globfree(&found);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_capture_of_a_query_has_a_colour),
};

const TestGroup capture_tests = {tests, ARRAY_LEN(tests)};
