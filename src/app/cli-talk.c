#include "app/cli-talk.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "base/width.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const CliOption *find(const CliOption *options, size_t n, Str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_c(name, options[i].name))
            return &options[i];
    return NULL;
}

// The option that is argv[*i]; *i moves over a value in a word of its own.
static bool take(const CliOption *options, size_t n, int *i, char **argv, Err *err)
{
    Str word = str_c(argv[*i]);
    ptrdiff_t equal = str_find_byte(word, '=');
    Str name = equal < 0 ? word : str_upto(word, (size_t)equal);
    const CliOption *o = find(options, n, name);
    if (!o)
        return err_set(err, "there is no option '" STR_FMT "'", STR_ARG(name));
    if (o->flag) {
        *o->flag = true;
        return equal < 0 || err_set(err, "'%s' takes no value", o->name);
    }
    *o->value = equal < 0 ? argv[++*i] : argv[*i] + equal + 1;
    return *o->value || err_set(err, "'%s' needs a value", o->name);
}

bool cli_options(const CliOption *options, size_t n, int *argc, char **argv, Err *err)
{
    int kept = 1, i = 1;
    for (; i < *argc && strcmp(argv[i], "--") != 0; i++)
        if (argv[i][0] != '-' || argv[i][1] == '\0')
            argv[kept++] = argv[i];
        else if (!take(options, n, &i, argv, err))
            return false;
    for (i++; i < *argc; i++)
        argv[kept++] = argv[i];
    *argc = kept;
    return true;
}

bool cli_wants_help(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return true;
    return false;
}

/* Would it be taken for something else on a terminal: an order, a mark of direction, nothing? */
static bool must_be_spelled(Str cluster)
{
    char picture[WIDTH_PICTURE_MAX];
    return width_picture(cluster, picture) && (utf8_is_valid(cluster) || cluster.n == 1);
}

void cli_put(FILE *out, Str text)
{
    while (text.n) {
        int cells;
        size_t n = width_cluster(text, 1, &cells);
        bool spelled = must_be_spelled(str_upto(text, n));
        for (size_t i = 0; i < n; i++)
            fprintf(out, spelled ? "\\x%02x" : "%c", (unsigned char)text.p[i]);
        text = str_from(text, n);
    }
}

void cli_put_line(FILE *out, Str text)
{
    while (text.n) {
        size_t n = 1;
        bool valid = false;
        uint32_t cp = utf8_decode(text, &n, &valid);
        if (cp == '\t')
            putc('\t', out);
        else if (valid && !(cp >= 0x80 && cp < 0xA0))
            cli_put(out, str_upto(text, n));
        else
            for (size_t i = 0; i < n; i++)
                fprintf(out, "\\x%02x", (unsigned char)text.p[i]);
        text = str_from(text, n);
    }
}

int cli_fail(const Err *err)
{
    fputs("codelab: ", stderr);
    cli_put(stderr, str_c(err_text(err)));
    putc('\n', stderr);
    return CLI_FAILED;
}

int cli_misuse(const Err *err, const char *subcommand)
{
    fputs("codelab: ", stderr);
    cli_put(stderr, str_c(err_text(err)));
    fprintf(stderr, "; see codelab %s --help\n", subcommand);
    return CLI_MISUSE;
}

char *cli_size(int64_t nbytes)
{
    static const char *const units[] = {"KB", "MB", "GB", "TB"};
    double n = (double)nbytes;
    size_t unit = 0;
    if (nbytes < 1000)
        return xasprintf("%d B", (int)nbytes);
    for (n /= 1000; n >= 999.5 && unit + 1 < ARRAY_LEN(units); unit++)
        n /= 1000;
    return n < 9.95 ? xasprintf("%.1f %s", n, units[unit]) : xasprintf("%.0f %s", n, units[unit]);
}

char *cli_time(int64_t time_ms)
{
    time_t seconds = (time_t)(time_ms / 1000);
    struct tm tm;
    char text[32];
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", localtime_r(&seconds, &tm));
    return xstrdup(text);
}

void cli_put_patch(Str text)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    bool tty = isatty(STDOUT_FILENO), color = !(no && *no) && term && strcmp(term, "dumb") != 0;
    Str line;
    if (!tty) {
        fwrite(text.p, 1, text.n, stdout);
        return;
    }
    text.n -= text.n && text.p[text.n - 1] == '\n';
    while (str_split(&text, '\n', &line)) {
        char first = line.n ? line.p[0] : ' ';
        const char *sgr = first == '+' ? "32" : first == '-' ? "31" : first == '@' ? "36" : NULL;
        if (color && sgr)
            printf("\x1b[%sm", sgr);
        cli_put_line(stdout, line);
        puts(color && sgr ? "\x1b[0m" : "");
    }
}
