#include "syntax/language.h"
#include "base/mem.h"
#include "base/path.h"

static const Language *const all[] = {
#define LANGUAGE(...) &(const Language){__VA_ARGS__},
#include "syntax/languages.def"
#undef LANGUAGE
    NULL,
};

// Grammars that no file is written in, only parts of files.
static const char inner_grammars[] = "markdown_inline";

enum { NAME_MAX_BYTES = 32 }; // longest name or extension worth a look

/* Cut the next word off *list; false at its end. */
static bool next_word(Str *list, Str *word)
{
    do {
        if (!str_split(list, ' ', word))
            return false;
    } while (!word->n);
    return true;
}

bool language_list_has(const char *list, Str word)
{
    Str rest = str_c(list), w;
    while (next_word(&rest, &w))
        if (str_eq(w, word))
            return true;
    return false;
}

static char lower_byte(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* s in lower case, in `out`; empty if it is too long to be a name. */
static Str lower(Str s, char out[NAME_MAX_BYTES])
{
    if (s.n > NAME_MAX_BYTES)
        return STR_NULL;
    for (size_t i = 0; i < s.n; i++)
        out[i] = lower_byte(s.p[i]);
    return str_n(out, s.n);
}

static bool name_fits(Str pattern, Str name)
{
    ptrdiff_t star = str_find_byte(pattern, '*');
    if (star < 0)
        return str_eq(pattern, name);
    Str head = str_upto(pattern, (size_t)star), tail = str_from(pattern, (size_t)star + 1);
    return name.n >= head.n + tail.n && str_starts(name, head) && str_ends(name, tail);
}

static bool any_name_fits(const char *list, Str name)
{
    Str rest = str_c(list), pattern;
    while (next_word(&rest, &pattern))
        if (name_fits(pattern, name))
            return true;
    return false;
}

static const Language *by_filename(Str base)
{
    for (size_t i = 0; all[i]; i++)
        if (any_name_fits(all[i]->filenames, base))
            return all[i];
    return NULL;
}

static const Language *by_extension(Str ext)
{
    char low[NAME_MAX_BYTES];
    Str e = lower(ext, low);
    for (size_t i = 0; e.n && all[i]; i++)
        if (language_list_has(all[i]->extensions, e))
            return all[i];
    return NULL;
}

/* By id, alias or, as people write "py" and "sh" too, extension. */
static const Language *by_any_name(Str name)
{
    char low[NAME_MAX_BYTES];
    Str n = lower(name, low);
    for (size_t i = 0; n.n && all[i]; i++)
        if (str_eq_c(n, all[i]->id) || language_list_has(all[i]->aliases, n))
            return all[i];
    return by_extension(n);
}

static bool is_name_byte(char c)
{
    char l = lower_byte(c);
    return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '#' || c == '_' ||
           c == '-';
}

static Str leading_name(Str s)
{
    size_t n = 0;
    while (n < s.n && is_name_byte(s.p[n]))
        n++;
    return str_upto(s, n);
}

/* What follows `key` in the line, blanks skipped. */
static Str word_after(Str line, Str key)
{
    ptrdiff_t at = str_find(line, key);
    return at < 0 ? STR_NULL : leading_name(str_trim(str_from(line, (size_t)at + key.n)));
}

/* Emacs: -*- mode: python -*- or -*- python -*-; vim: "vim: set ft=python:". */
static const Language *by_mode_line(Str line)
{
    const Language *l = NULL;
    ptrdiff_t at = str_find(line, STR("-*-"));
    if (at >= 0) {
        Str inner = str_from(line, (size_t)at + 3);
        Str mode = word_after(inner, STR("mode:"));
        l = by_any_name(mode.n ? mode : leading_name(str_trim(inner)));
    }
    at = l ? -1 : str_find(line, STR("vim:"));
    if (at >= 0) {
        Str inner = str_from(line, (size_t)at);
        Str mode = word_after(inner, STR("ft="));
        l = by_any_name(mode.n ? mode : word_after(inner, STR("filetype=")));
    }
    return l;
}

/* The program a "#!" line starts: the last part of its path, or the first plain word after env. */
static Str interpreter_of(Str line)
{
    Str rest = str_trim(str_from(line, 2)), word;
    while (next_word(&rest, &word)) {
        word = path_base(str_trim(word));
        bool option = word.n && word.p[0] == '-';
        if (!option && str_find_byte(word, '=') < 0 && !str_eq(word, STR("env")))
            return word;
    }
    return STR_NULL;
}

static const Language *run_by(Str program)
{
    for (size_t i = 0; program.n && all[i]; i++)
        if (language_list_has(all[i]->interpreters, program))
            return all[i];
    return NULL;
}

static bool is_version_byte(char c)
{
    return c == '.' || (c >= '0' && c <= '9');
}

static const Language *by_interpreter(Str line)
{
    if (!str_starts(line, STR("#!")))
        return NULL;
    Str name = interpreter_of(line);
    while (name.n && is_version_byte(name.p[name.n - 1]))
        name.n--;
    return run_by(name);
}

const Language *language_for(Str path, Str first_line)
{
    const Language *l = by_filename(path_base(path));
    if (!l)
        l = by_mode_line(first_line);
    if (!l)
        l = by_extension(path_ext(path));
    return l ? l : by_interpreter(first_line);
}

const Language *language_named(Str id)
{
    return by_any_name(id);
}

const char *language_grammar_for(Str name)
{
    if (str_eq_c(name, inner_grammars))
        return inner_grammars;
    Str word = str_trim(name);
    while (word.n && (word.p[0] == '{' || word.p[0] == '.'))
        word = str_from(word, 1);
    const Language *l = by_any_name(leading_name(word));
    return l ? l->grammar : NULL;
}

const char *language_id(const Language *l)
{
    return l->id;
}

const char *language_title(const Language *l)
{
    return l->title;
}

const char *language_line_comment(const Language *l)
{
    return l->line_comment;
}

bool language_block_comment(const Language *l, const char **open, const char **close)
{
    *open = l->block_open;
    *close = l->block_close;
    return *open != NULL;
}

const char *language_pairs(const Language *l)
{
    return l->pairs ? l->pairs : "";
}

const char *language_quotes(const Language *l)
{
    return l->quotes ? l->quotes : "";
}

const Language *const *language_all(void)
{
    return all;
}
