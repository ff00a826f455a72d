#include "base/editorconfig.h"

#include "base/fs.h"
#include "base/path.h"
#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>

enum { MAX_COLUMNS = 1000, MAX_FILE_BYTES = 1 << 20 };

static bool is(Str s, const char *word)
{
    return s.n == strlen(word) && strncasecmp(s.p, word, s.n) == 0;
}

static bool get_columns(Str value, int *out)
{
    long long n;
    if (!str_to_i64(value, &n) || n < 1 || n > MAX_COLUMNS)
        return false;
    *out = (int)n;
    return true;
}

// `value` as one of `words`, by number from 1; 0 ("unset") or left alone if it is none.
static void get_word(Str value, const char *const *words, int *out)
{
    if (is(value, "unset"))
        *out = 0;
    for (int i = 0; words[i]; i++)
        if (is(value, words[i]))
            *out = i + 1;
}

static void set_flag(Str value, EditorConfigFlag *out)
{
    static const char *const words[] = {"false", "true", NULL};
    int n = (int)*out;
    get_word(value, words, &n);
    *out = (EditorConfigFlag)n;
}

static void set_style(EditorConfig *c, Str value)
{
    static const char *const words[] = {"space", "tab", NULL};
    int n = (int)c->style;
    get_word(value, words, &n);
    c->style = (EditorConfigStyle)n;
}

static void set_eol(EditorConfig *c, Str value)
{
    static const char *const words[] = {"lf", "crlf", "cr", NULL};
    int n = (int)c->eol;
    get_word(value, words, &n);
    c->eol = (EditorConfigEol)n;
}

enum { AS_TAB = -1 }; // indent_size = tab, until editorconfig_end()

static void set_indent_size(EditorConfig *c, Str value)
{
    if (is(value, "unset"))
        c->indent_size = 0;
    else if (is(value, "tab"))
        c->indent_size = AS_TAB;
    else
        get_columns(value, &c->indent_size);
}

static void set_tab_width(EditorConfig *c, Str value)
{
    if (is(value, "unset"))
        c->tab_width = 0;
    else
        get_columns(value, &c->tab_width);
}

static void set_charset(EditorConfig *c, Str value)
{
    static const char *const names[] = {"unset",  "utf-8",    "utf-8-bom",
                                        "latin1", "utf-16be", "utf-16le"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (is(value, names[i]))
            snprintf(c->charset, sizeof c->charset, "%s", i == 0 ? "" : names[i]);
}

static void set_max_line_length(EditorConfig *c, Str value)
{
    if (is(value, "unset"))
        c->max_line_length = 0;
    else if (is(value, "off"))
        c->max_line_length = -1;
    else
        get_columns(value, &c->max_line_length);
}

static void set_trim(EditorConfig *c, Str value)
{
    set_flag(value, &c->trim_trailing_whitespace);
}

static void set_final_newline(EditorConfig *c, Str value)
{
    set_flag(value, &c->insert_final_newline);
}

// Keys that others read are none of ours.
static void set(EditorConfig *c, Str key, Str value)
{
    static const struct {
        const char *key;
        void (*set)(EditorConfig *, Str);
    } keys[] = {
        {"charset", set_charset},
        {"end_of_line", set_eol},
        {"indent_size", set_indent_size},
        {"indent_style", set_style},
        {"insert_final_newline", set_final_newline},
        {"max_line_length", set_max_line_length},
        {"tab_width", set_tab_width},
        {"trim_trailing_whitespace", set_trim},
    };
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        if (is(key, keys[i].key))
            keys[i].set(c, value);
}

static bool is_comment(Str line)
{
    return line.n == 0 || line.p[0] == '#' || line.p[0] == ';';
}

size_t editorconfig_add(EditorConfig *out, Str file, Str path, bool *root)
{
    Str line, rest = str_starts(file, STR("\xef\xbb\xbf")) ? str_from(file, 3) : file;
    bool preamble = true, applies = false;
    size_t n = 0, bad = 0;
    *root = false;
    while (str_split(&rest, '\n', &line)) {
        n++;
        line = str_trim(line);
        ptrdiff_t eq = str_find_byte(line, '=');
        if (is_comment(line))
            continue;
        if (line.p[0] == '[' && str_ends(line, STR("]"))) {
            preamble = false;
            applies = editorconfig_match(str_n(line.p + 1, line.n - 2), path);
        } else if (eq < 1) {
            bad = bad ? bad : n;
        } else {
            Str key = str_trim(str_upto(line, (size_t)eq)),
                value = str_trim(str_from(line, (size_t)eq + 1));
            if (applies)
                set(out, key, value);
            else if (preamble && is(key, "root"))
                *root = is(value, "true");
        }
    }
    return bad;
}

void editorconfig_end(EditorConfig *c)
{
    if (c->indent_size == AS_TAB || (c->indent_size == 0 && c->style == EC_TABS))
        c->indent_size = c->tab_width;
    else if (c->tab_width == 0)
        c->tab_width = c->indent_size;
}

// One .editorconfig file on the way up.
typedef struct {
    char *dir; // owned
    Buf bytes;
    bool found, root;
} Level;

// NULL in dir at the top.
static char *parent_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash || path[1] == '\0')
        return NULL;
    return str_dup(str_n(path, slash == path ? 1 : (size_t)(slash - path)));
}

static void keep_first(Err *err, Err *other)
{
    if (err && !err->msg)
        *err = *other;
    else
        err_deinit(other);
    *other = (Err){0};
}

// A file that is no plain one is not waited for.
static void read_level(Level *l, Err *err)
{
    char *file = path_join(l->dir, ".editorconfig");
    FsStat st;
    Err why = {0};
    EditorConfig nothing = {0};
    if (fs_stat(file, &st, NULL) && S_ISREG(st.mode)) {
        if (st.nbytes > MAX_FILE_BYTES)
            err_set(&why, "cannot use '%s': it is larger than 1 MB", file);
        else
            l->found = fs_read(file, MAX_FILE_BYTES, &l->bytes, &why);
    }
    if (l->found)
        editorconfig_add(&nothing, buf_str(&l->bytes), STR(""), &l->root);
    if (why.msg)
        keep_first(err, &why);
    free(file);
}

static void apply_level(const Level *l, const char *path, EditorConfig *out, Err *err)
{
    size_t skip = strlen(l->dir) + (l->dir[1] != '\0');
    bool root;
    size_t bad = editorconfig_add(out, buf_str(&l->bytes), str_c(path + skip), &root);
    Err why = {0};
    if (bad) {
        err_set(&why, "'%s/.editorconfig', line %zu: neither [pattern] nor key = value",
                l->dir[1] ? l->dir : "", bad);
        keep_first(err, &why);
    }
}

bool editorconfig_for(const char *path, EditorConfig *out, Err *err)
{
    Vec(Level) levels = {0};
    Err first = {0};
    *out = (EditorConfig){0};
    for (char *dir = parent_of(path); dir; dir = parent_of(dir)) {
        vec_push(&levels, (Level){.dir = dir});
        read_level(&vec_last(&levels), &first);
        if (vec_last(&levels).root)
            break;
    }
    for (size_t i = levels.n; i-- > 0;) {
        if (levels.p[i].found)
            apply_level(&levels.p[i], path, out, &first);
        free(levels.p[i].dir);
        buf_deinit(&levels.p[i].bytes);
    }
    vec_deinit(&levels);
    editorconfig_end(out);
    bool ok = first.msg == NULL;
    if (!ok)
        keep_first(err, &first);
    return ok;
}
