#include "base/ignore-rules.h"
#include "base/fs.h"
#include "base/glob.h"
#include "base/path.h"

enum { MAX_FILE_BYTES = 8 << 20 };

// Blanks at the end do not count unless a backslash makes them.
static Str trim_end(Str line)
{
    size_t n = line.n;
    while (n && line.p[n - 1] == ' ')
        n--;
    size_t slashes = 0;
    while (slashes < n && line.p[n - 1 - slashes] == '\\')
        slashes++;
    return str_upto(line, slashes % 2 && n < line.n ? n + 1 : n);
}

static bool parse_rule(Str line, IgnoreRule *out)
{
    if (line.n && line.p[line.n - 1] == '\r')
        line.n--;
    line = trim_end(line);
    if (line.n == 0 || line.p[0] == '#')
        return false;
    *out = (IgnoreRule){.negated = line.p[0] == '!'};
    line = str_from(line, out->negated);
    out->dir_only = line.n && line.p[line.n - 1] == '/';
    line.n -= out->dir_only;
    out->name_only = str_find_byte(line, '/') < 0;
    out->pattern = line.n && line.p[0] == '/' ? str_from(line, 1) : line;
    while (out->literal < out->pattern.n && !strchr("*?[\\", out->pattern.p[out->literal]))
        out->literal++;
    return out->pattern.n > 0;
}

void ignore_rules_add(IgnoreRules *r, char *text, size_t nbytes)
{
    Str rest = str_n(text, nbytes), line;
    if (str_starts(rest, STR("\xEF\xBB\xBF")))
        rest = str_from(rest, 3);
    vec_push(&r->texts, text);
    while (str_split(&rest, '\n', &line)) {
        IgnoreRule rule;
        if (parse_rule(line, &rule))
            vec_push(&r->rules, rule);
    }
}

void ignore_rules_read(IgnoreRules *r, const char *path)
{
    AUTO(buf) Buf text = BUF_INIT;
    if (!fs_read(path, MAX_FILE_BYTES, &text, NULL) || text.n == 0)
        return; // git goes on without a file that it cannot read, too
    size_t n = text.n;
    ignore_rules_add(r, buf_take(&text), n);
}

void ignore_rules_deinit(IgnoreRules *r)
{
    VEC_EACH (char *, text, &r->texts)
        free(*text);
    vec_deinit(&r->texts);
    vec_deinit(&r->rules);
}

static bool rule_matches(const IgnoreRule *r, Str path, Str name, bool is_dir)
{
    if (r->dir_only && !is_dir)
        return false;
    Str text = r->name_only ? name : path;
    if (!str_starts(text, str_upto(r->pattern, r->literal)))
        return false;
    // what follows the literal part is a pattern of its own, for ** too
    text = str_from(text, r->literal);
    Str pattern = str_from(r->pattern, r->literal);
    return pattern.n == 0 ? text.n == 0 : glob_match(pattern, text, GLOB_GIT);
}

const IgnoreRule *ignore_rules_find(const IgnoreRules *r, Str path, bool is_dir)
{
    Str name = path_base(path);
    for (size_t i = r->rules.n; i > 0; i--)
        if (rule_matches(&r->rules.p[i - 1], path, name, is_dir))
            return &r->rules.p[i - 1];
    return NULL;
}
