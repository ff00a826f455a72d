// What a help text tells of options and verbs.  Usage lines name them; the lines below say more.
#include "app/cli-completion.h"
#include "base/mem.h"

void completion_words_deinit(CompletionWords *w)
{
    VEC_EACH (CompletionWord, x, w) {
        free(x->word);
        free(x->help);
    }
    vec_deinit(w);
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_name(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_lower(s.p[i]) && s.p[i] != '-')
            return false;
    return s.n > 1 && s.p[0] != '-';
}

static bool is_option(Str s)
{
    if (s.n == 2 && s.p[0] == '-')
        return is_lower(s.p[1]) || (s.p[1] >= 'A' && s.p[1] <= 'Z');
    return str_starts(s, STR("--")) && is_name(str_from(s, 2));
}

static bool is_value(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!(s.p[i] >= 'A' && s.p[i] <= 'Z') && !strchr("=:-", s.p[i]))
            return false;
    return s.n > 0 && s.p[0] >= 'A' && s.p[0] <= 'Z';
}

// Brackets and commas around a word.
static Str bare(Str s)
{
    while (s.n && strchr("[(", s.p[0]))
        s = str_from(s, 1);
    while (s.n && strchr("]),", s.p[s.n - 1]))
        s.n--;
    return s;
}

static void add(CompletionWords *out, Str word, Str help, bool takes_value)
{
    VEC_EACH (CompletionWord, x, out)
        if (str_eq_c(word, x->word)) {
            if (help.n && !*x->help) {
                free(x->help);
                x->help = str_dup(help);
            }
            x->takes_value |= takes_value;
            return;
        }
    vec_push(out, (CompletionWord){str_dup(word), str_dup(help), takes_value});
}

// Options of a part of a line; all of them take a value if one of them is followed by its name.
static void add_options(Str part, Str help, bool each_for_itself, CompletionWords *out)
{
    Str rest = part, word;
    bool any = false;
    while (!each_for_itself && str_split(&rest, ' ', &word))
        any |= word.p[0] != '[' && is_value(bare(word));
    for (rest = part; str_split(&rest, ' ', &word);) {
        Str next = rest, value = STR("");
        (void)str_split(&next, ' ', &value);
        bool closed = word.n && word.p[word.n - 1] == ']';
        bool takes = each_for_itself ? !closed && is_value(bare(value)) && value.p[0] != '[' : any;
        if (is_option(bare(word)))
            add(out, bare(word), help, takes);
    }
}

// "usage: codelab trash restore ID [--to PATH]": what stands behind the name.
static bool usage_of(Str line, const char *name, Str *rest)
{
    AUTO(free) char *start = xasprintf("codelab %s", name);
    Str text =
        str_starts(line, STR("usage: ")) ? str_from(line, strlen("usage: ")) : str_trim(line);
    bool indented = line.n && line.p[0] == ' ';
    if ((text.n == line.n && !indented) || !str_starts(text, str_c(start)))
        return false;
    *rest = str_from(text, strlen(start));
    return rest->n == 0 || rest->p[0] == ' ';
}

// "  --to DIR   write it there": the words, and what they mean behind two blanks.
static bool split_row(Str line, Str *words, Str *help)
{
    Str text = str_trim(line);
    if (!line.n || line.p[0] != ' ' || !text.n)
        return false;
    size_t i = 0;
    while (i + 1 < text.n && !(text.p[i] == ' ' && text.p[i + 1] == ' '))
        i++;
    bool has_help = i + 1 < text.n;
    *words = has_help ? str_upto(text, i) : text;
    *help = has_help ? str_trim(str_from(text, i)) : STR("");
    return true;
}

static bool is_verb(const CompletionWords *out, Str word)
{
    VEC_EACH (const CompletionWord, x, out)
        if (str_eq_c(word, x->word))
            return true;
    return false;
}

void completion_read_help(const char *name, Str help, CompletionWords *out)
{
    Str line, rest, words, told;
    while (str_split(&help, '\n', &line)) {
        if (usage_of(line, name, &rest)) {
            Str trimmed = str_trim(rest), verb = STR("");
            (void)str_split(&trimmed, ' ', &verb);
            if (is_name(bare(verb)))
                add(out, bare(verb), STR(""), false);
            add_options(rest, STR(""), true, out);
        } else if (split_row(line, &words, &told)) {
            if (words.p[0] == '-')
                add_options(words, told, false, out);
            else if (is_verb(out, words))
                add(out, words, told, false);
        }
    }
}
