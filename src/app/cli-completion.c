// codelab completion: what a shell needs to complete our command line.  All of it is read from what
// --help prints, so that the two cannot differ.
#include "app/cli-completion.h"
#include "app/cli-talk.h"
#include "app/cli.h"
#include "base/mem.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static const char help[] =
    "usage: codelab completion bash\n"
    "       codelab completion zsh\n"
    "       codelab completion fish\n"
    "\n"
    "Print what makes the shell complete subcommands, options and files.  To have it at once:\n"
    "\n"
    "  bash    eval \"$(codelab completion bash)\" in ~/.bashrc\n"
    "  zsh     eval \"$(codelab completion zsh)\" in ~/.zshrc, after compinit\n"
    "  fish    codelab completion fish | source, in ~/.config/fish/config.fish\n";

/* A subcommand with what may follow it. */
typedef struct {
    const CliSubcommand *of;
    CompletionWords words;
} Entry;
typedef Vec(Entry) Entries;

// What it prints, with the standard output led into memory.
static void capture(const CliSubcommand *c, Buf *out)
{
    AUTO(free) char *name = xstrdup(c->name);
    char asked[] = "--help";
    char *argv[] = {name, asked, NULL};
    ssize_t n;
    fflush(stdout);
    AUTO(fd) int kept = dup(STDOUT_FILENO);
    AUTO(fd) int memory = memfd_create("codelab-help", MFD_CLOEXEC);
    if (kept < 0 || memory < 0 || dup2(memory, STDOUT_FILENO) < 0)
        return;
    (void)c->run(2, argv);
    fflush(stdout);
    (void)dup2(kept, STDOUT_FILENO);
    if (lseek(memory, 0, SEEK_SET) != 0)
        return;
    while ((n = read(memory, buf_reserve(out, 4096), 4096)) > 0)
        out->n += (size_t)n;
}

static void read_all(Entries *out)
{
    size_t n;
    const CliSubcommand *all = cli_subcommands(&n);
    for (size_t i = 0; i < n; i++) {
        bool is_top = strcmp(all[i].name, "--help") == 0;
        AUTO(buf) Buf text = BUF_INIT;
        if (!is_top && (!all[i].help || all[i].name[0] == '-'))
            continue;
        Entry e = {.of = &all[i]};
        capture(&all[i], &text);
        completion_read_help(is_top ? "" : all[i].name, buf_str(&text), &e.words);
        vec_push(out, e);
    }
}

static bool is_top(const Entry *e)
{
    return e->of->name[0] == '-';
}

// Within '…' of a shell.  zsh takes a colon for the end of the word, too.
static void put_quoted(const char *text, bool colons)
{
    putchar('\'');
    for (; *text; text++)
        if (*text == '\'')
            fputs("'\\''", stdout);
        else if (*text == ':' && colons)
            fputs("\\:", stdout);
        else
            putchar(*text);
    putchar('\'');
}

static void put_bash_words(const Entries *all, const Entry *e)
{
    const char *sep = "";
    if (is_top(e))
        VEC_EACH (const Entry, x, all)
            if (!is_top(x)) {
                printf("%s%s", sep, x->of->name);
                sep = " ";
            }
    VEC_EACH (const CompletionWord, w, &e->words) {
        printf("%s%s", sep, w->word);
        sep = " ";
    }
}

static void put_bash(const Entries *all)
{
    puts("_codelab() {\n"
         "    local cur=${COMP_WORDS[COMP_CWORD]} sub=${COMP_WORDS[1]} words=\n"
         "    [ \"$COMP_CWORD\" -gt 1 ] || sub=\n"
         "    case $sub in");
    VEC_EACH (const Entry, e, all) {
        printf("    %s) words='", is_top(e) ? "'' | -*" : e->of->name);
        put_bash_words(all, e);
        puts("' ;;");
    }
    puts("    esac\n"
         "    mapfile -t COMPREPLY < <(\n"
         "        compgen -W \"$words\" -- \"$cur\"\n"
         // not by -W, which would run what stands in a name
         "        [ \"$sub\" != project ] || codelab project list --names 2>/dev/null |\n"
         "            while IFS= read -r name; do\n"
         "                case $name in \"$cur\"*) printf '%s\\n' \"$name\" ;; esac\n"
         "            done\n"
         "        compgen -f -- \"$cur\")\n"
         "}\n"
         "complete -o filenames -F _codelab codelab");
}

static void put_zsh_word(const char *word, const char *said)
{
    AUTO(free) char *both = xasprintf("%s", word);
    printf("            ");
    put_quoted(both, true);
    if (*said) {
        putchar(':');
        put_quoted(said, true);
    }
    putchar('\n');
}

static void put_zsh(const Entries *all)
{
    puts("#compdef codelab\n"
         "_codelab() {\n"
         "    local -a words_here\n"
         "    local sub=$words[2]\n"
         "    (( CURRENT > 2 )) || sub=\n"
         "    case $sub in");
    VEC_EACH (const Entry, e, all) {
        printf("    %s) words_here=(\n", is_top(e) ? "''|-*" : e->of->name);
        if (is_top(e))
            VEC_EACH (const Entry, x, all)
                if (!is_top(x))
                    put_zsh_word(x->of->name, x->of->help);
        VEC_EACH (const CompletionWord, w, &e->words)
            put_zsh_word(w->word, w->help);
        puts("        ) ;;");
    }
    puts("    esac\n"
         "    (( $#words_here )) && _describe codelab words_here\n"
         "    if [[ $sub == project ]]; then\n"
         "        local -a names\n"
         "        names=(${(f)\"$(codelab project list --names 2>/dev/null)\"})\n"
         "        names=(\"${(@)names//:/\\\\:}\")\n"
         "        _describe project names\n"
         "    fi\n"
         "    _files\n"
         "}\n"
         "if [[ $funcstack[1] == _codelab ]]; then\n"
         "    _codelab \"$@\"\n"
         "else\n"
         "    compdef _codelab codelab\n"
         "fi");
}

static void put_fish_word(const Entry *e, const char *word, const char *said, bool takes_value)
{
    const char *kind = word[0] != '-' ? "-a" : word[1] == '-' ? "-l" : "-s";
    if (is_top(e))
        printf("complete -c codelab -n __fish_use_subcommand");
    else
        printf("complete -c codelab -n '__fish_seen_subcommand_from %s'", e->of->name);
    printf(" %s %s%s", kind, word + strspn(word, "-"), takes_value ? " -r" : "");
    if (*said) {
        printf(" -d ");
        put_quoted(said, false);
    }
    putchar('\n');
}

static void put_fish(const Entries *all)
{
    puts("complete -c codelab -n '__fish_seen_subcommand_from project'"
         " -a '(codelab project list --names 2>/dev/null)' -d project");
    VEC_EACH (const Entry, e, all) {
        if (is_top(e))
            VEC_EACH (const Entry, x, all)
                if (!is_top(x))
                    put_fish_word(e, x->of->name, x->of->help, false);
        VEC_EACH (const CompletionWord, w, &e->words)
            put_fish_word(e, w->word, w->help, w->takes_value);
    }
}

int cli_completion(int argc, char **argv)
{
    static const struct {
        const char *shell;
        void (*put)(const Entries *all);
    } shells[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};
    AUTO(err) Err err = {0};
    Entries all = {0};
    size_t i = 0;
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    while (argc == 2 && i < ARRAY_LEN(shells) && strcmp(argv[1], shells[i].shell) != 0)
        i++;
    if (argc != 2 || i == ARRAY_LEN(shells)) {
        err_set(&err, "completion takes the name of a shell: bash, zsh or fish");
        return cli_misuse(&err, "completion");
    }
    read_all(&all);
    shells[i].put(&all);
    VEC_EACH (Entry, e, &all)
        completion_words_deinit(&e->words);
    vec_deinit(&all);
    return CLI_OK;
}
