// A line of a reflog: "<old hash> <new hash> <name> <<mail>> <seconds> <zone>\t<what>: <subject>".
#include "workspace/git-marks.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

enum { TAIL_MAX = 64 * 1024, POINTER_MAX = 4096, SHORT = 7 };

static const int64_t TIME_MAX_S = INT64_C(253402300799); // the end of the year 9999

void git_marks_deinit(GitMarks *m)
{
    VEC_EACH (GitMark, x, m)
        free(x->subject);
    vec_deinit(m);
}

static bool is_hash(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("0123456789abcdef", s.p[i]) || !s.p[i])
            return false;
    return s.n == 40 || s.n == 64;
}

// What git says of an entry that is a commit.  "(amend)" and the like follow the word.
static bool is_commit(Str what)
{
    static const char *const words[] = {"commit", "merge", "cherry-pick", "revert", "pull", "am"};
    Str word;
    if (!str_split(&what, ' ', &word))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_eq_c(word, words[i]))
            return true;
    return false;
}

// The seconds behind the mail address.
static bool take_time(Str head, int64_t *time_ms)
{
    long long seconds;
    ptrdiff_t mail = str_rfind_byte(head, '>');
    Str rest = str_trim(str_from(head, (size_t)(mail + 1))), word;
    if (mail < 0 || !str_split(&rest, ' ', &word) || !str_to_i64(word, &seconds) || seconds < 0 ||
        seconds > TIME_MAX_S)
        return false;
    *time_ms = seconds * 1000;
    return true;
}

static bool parse_line(Str line, GitMark *out)
{
    Str head, old, new;
    if (!str_split(&line, '\t', &head) || !str_split(&head, ' ', &old) ||
        !str_split(&head, ' ', &new) || !is_hash(old) || !is_hash(new))
        return false;
    ptrdiff_t colon = str_find_byte(line, ':');
    Str what = str_upto(line, colon < 0 ? line.n : (size_t)colon);
    if (!is_commit(what) || !take_time(head, &out->time_ms))
        return false;
    memcpy(out->id, new.p, SHORT);
    out->id[SHORT] = '\0';
    out->amends = str_eq_c(what, "commit (amend)");
    out->subject = str_dup(colon < 0 ? STR("") : str_trim(str_from(line, (size_t)colon + 1)));
    return true;
}

void git_marks_parse(Str reflog, GitMarks *out)
{
    Str line;
    GitMark m = {0};
    while (str_split(&reflog, '\n', &line))
        if (parse_line(line, &m))
            vec_push(out, m);
}

// The last bytes of an ordinary file, from the start of a line on.
static bool read_tail(const char *path, size_t max, Buf *out)
{
    FsStat st;
    FsFile *f = fs_file_open(path, &st, NULL);
    if (!f)
        return false;
    size_t n = (size_t)MIN(st.nbytes, (uint64_t)max);
    bool ok = fs_file_read(f, st.nbytes - n, buf_reserve(out, n), n);
    if (ok)
        out->n += n;
    fs_file_free(f);
    if (ok && n < st.nbytes) {
        ptrdiff_t end = str_find_byte(buf_str(out), '\n');
        buf_splice(out, 0, end < 0 ? out->n : (size_t)end + 1, STR(""));
    }
    return ok;
}

// Where HEAD and its reflog are: .git itself, or what a worktree's file of that name tells.  Owned,
// NULL: here is no repository.
static char *git_dir(const char *dir)
{
    AUTO(buf) Buf text = BUF_INIT;
    char *git = path_join(dir, ".git");
    if (fs_is_dir(git))
        return git;
    bool is_file = read_tail(git, POINTER_MAX, &text);
    free(git);
    Str s = str_trim(buf_str(&text));
    if (!is_file || !str_starts(s, STR("gitdir: ")) || memchr(s.p, '\0', s.n))
        return NULL;
    AUTO(free) char *named = str_dup(str_from(s, strlen("gitdir: ")));
    return path_normal(dir, named);
}

char *git_path_of(const char *path, const char *name)
{
    AUTO(free) char *at = xstrdup(path);
    AUTO(free) char *git = git_dir(at);
    while (!git && at[0] == '/' && at[1]) {
        char *above = str_dup(path_dir(str_c(at)));
        free(at);
        at = above;
        git = git_dir(at);
    }
    return git ? path_join(git, name) : NULL;
}

void git_marks_read(const char *dir, GitMarks *out)
{
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(free) char *log = git_path_of(dir, "logs/HEAD");
    if (log && read_tail(log, TAIL_MAX, &text))
        git_marks_parse(buf_str(&text), out);
}
