#include "workspace/inner.h"
#include "base/path.h"
#include "store/store.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

// The file holds one answer a line: "trusted PATH" or "restricted PATH", with \n and \\ escaped.
enum { FILE_MAX = 16 << 20 };
static const char *const words[] = {[TRUST_RESTRICTED] = "restricted ", [TRUST_GIVEN] = "trusted "};

static void escape(const char *path, Buf *out)
{
    for (; *path; path++)
        if (*path == '\n')
            buf_add_c(out, "\\n");
        else if (*path == '\\')
            buf_add_c(out, "\\\\");
        else
            buf_add_byte(out, *path);
}

static void unescape(Str text, Buf *out)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\\' && i + 1 < text.n)
            buf_add_byte(out, text.p[++i] == 'n' ? '\n' : text.p[i]);
        else
            buf_add_byte(out, text.p[i]);
}

// What a line says; the path goes to *path, which is cleared before.
static TrustAnswer parse(Str line, Buf *path)
{
    buf_clear(path);
    for (int a = TRUST_RESTRICTED; a <= TRUST_GIVEN; a++)
        if (str_starts(line, str_c(words[a]))) {
            unescape(str_from(line, strlen(words[a])), path);
            return (TrustAnswer)a;
        }
    return TRUST_UNKNOWN;
}

static char *file_path(Err *err)
{
    AUTO(free) char *dir = store_dir(err);
    return dir ? path_join(dir, "trust") : NULL;
}

// Only what nobody else could have written counts.
static bool read_file(Buf *text, Err *err)
{
    AUTO(free) char *path = file_path(err);
    FsStat st;
    if (!path)
        return false;
    if (!fs_stat(path, &st, err))
        return err->code == ENOENT || err->code == ENOTDIR;
    if ((st.uid != geteuid() && st.uid != 0) || (st.mode & 022))
        return err_set(err, "%s is not believed: others may write to it; run chmod 600 on it",
                       path);
    return fs_read(path, FILE_MAX, text, err);
}

static Str next_line(Str *rest)
{
    const char *end = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
    size_t n = end ? (size_t)(end - rest->p) : rest->n;
    Str line = str_n(rest->p, n);
    *rest = str_from(*rest, MIN(rest->n, n + 1));
    return line;
}

// The folder as it is known: through no link.  Owned.
static char *real_folder(const char *folder)
{
    char *real = realpath(folder, NULL);
    return real ? real : xstrdup(folder);
}

static void say_answer(Workspace *ws, const char *root)
{
    static const char *const answers[] = {[TRUST_UNKNOWN] = "was not answered for: restricted",
                                          [TRUST_RESTRICTED] = "is restricted",
                                          [TRUST_GIVEN] = "is trusted"};
    const Trust *t = &ws->trust;
    bool above = t->folder && strcmp(t->folder, root) != 0;
    output_say(ws, OUTPUT_TRUST, MESSAGE_RESULT, "%s %s%s%s", root, answers[t->answer],
               above ? ", as answered for " : "", above ? t->folder : "");
}

void trust_read(Workspace *ws)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(buf) Buf path = BUF_INIT;
    AUTO(free) char *root = real_folder(ws->root);
    Trust *t = &ws->trust;
    size_t best = 0;
    t->answer = TRUST_UNKNOWN;
    t->asked = false;
    free(steal(&t->folder));
    t->stamp++;
    if (!read_file(&text, &err))
        message_say(ws, MESSAGE_WARNING, "%s", err_text(&err));
    for (Str rest = buf_str(&text); rest.n;) {
        TrustAnswer a = parse(next_line(&rest), &path);
        if (a == TRUST_UNKNOWN || path.n < best || buf_c(&path)[0] != '/' ||
            !path_within(buf_c(&path), root))
            continue;
        best = path.n;
        t->answer = a;
        free(t->folder);
        t->folder = xstrdup(buf_c(&path));
    }
    say_answer(ws, root);
}

bool trust_is_trusted(const Workspace *ws)
{
    return ws->trust.answer == TRUST_GIVEN || !ws->options.trust_enabled;
}

// All answers but the one for `folder`, and the new one behind them.
static void rewrite(Str text, const char *folder, TrustAnswer answer, Buf *out)
{
    AUTO(buf) Buf path = BUF_INIT;
    for (Str rest = text; rest.n;) {
        Str line = next_line(&rest);
        TrustAnswer a = parse(line, &path);
        if (a != TRUST_UNKNOWN && strcmp(buf_c(&path), folder) != 0) {
            buf_add(out, line);
            buf_add_byte(out, '\n');
        }
    }
    if (answer == TRUST_UNKNOWN)
        return;
    buf_add_c(out, words[answer]);
    escape(folder, out);
    buf_add_byte(out, '\n');
}

bool trust_answer(Workspace *ws, const char *folder, TrustAnswer answer, Err *err)
{
    AUTO(free) char *path = file_path(err);
    AUTO(free) char *dir = path ? str_dup(path_dir(str_c(path))) : NULL;
    AUTO(free) char *real = real_folder(folder);
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(buf) Buf out = BUF_INIT;
    if (!path || !fs_mkdirs(dir, err) || !read_file(&text, err))
        return false;
    rewrite(buf_str(&text), real, answer, &out);
    if (!fs_write(path, buf_str(&out), err))
        return false;
    chmod(path, 0600); // whatever the umask says; if this fails it is not believed
    trust_read(ws);
    record_note(ws, "trust", real, answer == TRUST_GIVEN ? "given" : "withheld");
    return true;
}

bool trust_matters(const Workspace *ws, Buf *names)
{
    static const char *const files[] = {".vscode/settings.json", ".vscode/tasks.json",
                                        ".codelab/settings.json", ".codelab/tasks.json"};
    bool any = false;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO(free) char *path = path_join(ws->root, files[i]);
        if (!fs_exists(path))
            continue;
        buf_add_c(names, any ? ", " : "");
        buf_add_c(names, files[i]);
        any = true;
    }
    return any;
}

void trust_deinit(Trust *t)
{
    free(t->folder);
}
