#include "base/ignore-rules.h"
#include "base/fs.h"
#include "base/glob.h"
#include "base/path.h"
#include "base/places.h"

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

// "*.o"
static bool is_suffix(Str pattern)
{
    for (size_t i = 1; i < pattern.n; i++)
        if (strchr("*?[\\", pattern.p[i]))
            return false;
    return pattern.n && pattern.p[0] == '*';
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
    out->suffix = out->name_only && is_suffix(out->pattern);
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

static void ignore_rules_read(IgnoreRules *r, const char *path)
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

// First line of a small file, after `prefix`; NULL without it.  Owned.
static char *read_line(const char *path, Str prefix)
{
    AUTO(buf) Buf text = BUF_INIT;
    if (!fs_read(path, 8192, &text, NULL) || !str_starts(buf_str(&text), prefix))
        return NULL;
    Str rest = str_from(buf_str(&text), prefix.n), line = STR("");
    str_split(&rest, '\n', &line);
    return str_dup(str_trim(line));
}

// In a second worktree or a submodule ".git" is a file that leads there.
char *ignore_git_dir(const char *dir)
{
    AUTO(free) char *dot_git = path_join(dir, ".git");
    if (fs_is_dir(dot_git))
        return steal(&dot_git);
    AUTO(free) char *to = read_line(dot_git, STR("gitdir: "));
    if (!to)
        return NULL;
    char *git = path_join(dir, to);
    AUTO(free) char *common_file = path_join(git, "commondir");
    AUTO(free) char *common = read_line(common_file, STR(""));
    if (!common)
        return git;
    AUTO(free) char *own = git;
    return path_join(own, common);
}

void ignore_rules_read_in(IgnoreRules *r, const char *dir, const char *name)
{
    AUTO(free) char *path = path_join(dir, name);
    ignore_rules_read(r, path);
}

void ignore_rules_read_users(IgnoreRules *r)
{
    AUTO(free) char *path = place_config("git/ignore");
    ignore_rules_read(r, path);
}

char *ignore_top(const char *root)
{
    for (Str dir = str_c(root);; dir = path_dir(dir)) {
        AUTO(free) char *path = str_dup(dir);
        AUTO(free) char *git = ignore_git_dir(path);
        if (git)
            return steal(&path);
        if (dir.n <= 1)
            return xstrdup(root);
    }
}

static bool rule_matches(const IgnoreRule *r, Str path, Str name, bool is_dir)
{
    if (r->dir_only && !is_dir)
        return false;
    if (r->suffix)
        return str_ends(name, str_from(r->pattern, 1));
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
