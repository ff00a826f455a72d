#include "app/cli-file.h"
#include "app/cli-talk.h"
#include "app/cli.h"

#include "base/diff.h"
#include "base/fs.h"
#include "base/mem.h"

#include <stdlib.h>

static const char help[] =
    "usage: codelab diff FILE@N [FILE@M]\n"
    "\n"
    "Show what differs between version N of a file and version M, or the file as it is on disk,\n"
    "in the form that patch(1) takes.  A time may stand for the version that was the newest then:\n"
    "FILE@10m, FILE@14:02, FILE@yesterday, FILE@2026-11-20T14:02.\n"
    "\n"
    "  -U N, --context N    lines around each change (3)\n";

enum { DEFAULT_CONTEXT = 3, MAX_CONTEXT = 1000000 };

// One side: a version, or a file on disk.
typedef struct {
    const char *word; // as given
    CliVersion which;
    bool on_disk;
    Buf bytes;
    char *when; // owned; "" for a file on disk
} Side;

static void side_deinit(Side *s)
{
    cli_version_deinit(&s->which);
    free(s->when);
    buf_deinit(&s->bytes);
}

static bool read_version(Side *s, Err *err)
{
    CliFile f;
    Version v;
    int64_t n;
    bool ok = cli_file_open_known(&f, s->which.file, err) &&
              cli_version_find(&s->which, &f, &n, err) &&
              store_version_read(f.store, f.project, str_c(f.rel), n, &v, &s->bytes, err);
    if (ok)
        s->when = cli_time(v.time_ms);
    cli_file_deinit(&f);
    return ok;
}

static bool read_side(Side *s, Err *err)
{
    if (!s->on_disk)
        return read_version(s, err);
    s->when = xstrdup("");
    return fs_read(s->which.file, 0, &s->bytes, err);
}

static bool is_binary(const Side *s)
{
    return str_find_byte(buf_str(&s->bytes), '\0') >= 0;
}

static void print_name(const char *before, const Side *s, const char *after)
{
    fputs(before, stdout);
    cli_put(stdout, str_c(s->word));
    printf("%s%s%s", s->on_disk ? "" : "\t", s->when, after);
}

static void print_hunks(const Side *a, const Side *b, size_t context)
{
    DiffLines old_lines = {0}, new_lines = {0};
    DiffHunks hunks = {0};
    AUTO(buf) Buf text = BUF_INIT;
    diff_split(buf_str(&a->bytes), &old_lines);
    diff_split(buf_str(&b->bytes), &new_lines);
    diff_lines(&old_lines, &new_lines, &hunks);
    diff_slide(&old_lines, &new_lines, &hunks);
    diff_unified(&old_lines, &new_lines, &hunks, context, &text);
    if (hunks.n > 0) {
        print_name("--- ", a, "\n");
        print_name("+++ ", b, "\n");
        cli_put_patch(buf_str(&text));
    }
    vec_deinit(&old_lines);
    vec_deinit(&new_lines);
    vec_deinit(&hunks);
}

static void print(const Side *a, const Side *b, size_t context)
{
    if (!is_binary(a) && !is_binary(b)) {
        print_hunks(a, b, context);
    } else if (!str_eq(buf_str(&a->bytes), buf_str(&b->bytes))) {
        print_name("binary files ", a, " and ");
        print_name("", b, " differ\n");
    }
}

// The words as sides; the second is the first one's file on disk if left out.
static bool parse(int argc, char **argv, Side *a, Side *b, Err *err)
{
    if (argc != 2 && argc != 3)
        return err_set(err, "diff needs one or two FILE@N");
    *a = (Side){.word = argv[1]};
    if (!cli_version_parse(&a->which, argv[1], err))
        return false;
    *b = (Side){.word = argc == 3 ? argv[2] : a->which.file};
    if (argc == 3)
        return cli_version_parse(&b->which, argv[2], err);
    b->which.file = xstrdup(a->which.file);
    b->on_disk = true;
    return true;
}

// Left as it is without a word.
static bool parse_context(const char *word, size_t *out, Err *err)
{
    long long n;
    if (!word)
        return true;
    if (!str_to_i64(str_c(word), &n) || n < 0 || n > MAX_CONTEXT)
        return err_set(err, "'%s' is no number of lines", word);
    *out = (size_t)n;
    return true;
}

int cli_diff(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    const char *word = NULL;
    size_t context = DEFAULT_CONTEXT;
    Side a = {0}, b = {0};
    const CliOption options[] = {{"--context", NULL, &word}, {"-U", NULL, &word}};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    int code = CLI_OK;
    if (!cli_options(options, ARRAY_LEN(options), &argc, argv, &err) ||
        !parse(argc, argv, &a, &b, &err) || !parse_context(word, &context, &err))
        code = cli_misuse(&err, "diff");
    else if (!read_side(&a, &err) || !read_side(&b, &err))
        code = cli_fail(&err);
    else
        print(&a, &b, context);
    side_deinit(&a);
    side_deinit(&b);
    return code;
}
