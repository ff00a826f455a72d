// A decision as a form: Markdown that people fill in.
//
// "# title", lines of "Key: words", then a heading and a text for each of three.  A line of a text
// that looks like one of these headings has a backslash before it.
#include "store/decision.h"

#include "base/mem.h"

enum { TEXTS = 3 };
static const char *const headings[TEXTS] = {"## Context", "## Decision", "## Consequences"};
static const char hint[] = "<!-- Status: proposed, accepted or rejected. A line\n"
                           "     Change: FILE@N for each version that this explains. -->\n";

static bool fail(Err *err, int line, const char *what)
{
    return err_set(err, "line %d: %s", line, what);
}

static Str trim_end(Str line)
{
    while (line.n && strchr(" \t\r", line.p[line.n - 1]))
        line.n--;
    return line;
}

// Which heading the line is, behind so many backslashes; TEXTS: none.
static size_t find_heading(Str line, size_t *backslashes)
{
    size_t i = 0;
    for (*backslashes = 0; *backslashes < line.n && line.p[*backslashes] == '\\';)
        ++*backslashes;
    while (i < TEXTS && !str_eq_c(trim_end(str_from(line, *backslashes)), headings[i]))
        i++;
    return i;
}

static void write_text(size_t which, const char *words, Buf *out)
{
    size_t backslashes;
    Str rest = str_trim(str_c(words)), line;
    buf_addf(out, "\n%s\n\n", headings[which]);
    while (str_split(&rest, '\n', &line)) {
        if (find_heading(line, &backslashes) < TEXTS)
            buf_add_byte(out, '\\');
        buf_add(out, line);
        buf_add_byte(out, '\n');
    }
}

static void write_line(const char *key, const char *words, Buf *out)
{
    buf_addf(out, "%s:%s%s\n", key, words && *words ? " " : "", words ? words : "");
}

void decision_form_write(const Decision *d, Buf *out)
{
    const char *const texts[TEXTS] = {d->context, d->decision, d->consequences};
    buf_addf(out, "# %s\n\n", d->title ? d->title : "");
    write_line("Status", decision_status_name(d->status), out);
    write_line("Author", d->author, out);
    write_line("Model", d->model, out);
    VEC_EACH (const DecisionLink, l, &d->links)
        buf_addf(out, "Change: %s@%lld\n", l->path, (long long)l->n);
    buf_add_c(out, hint);
    for (size_t i = 0; i < TEXTS; i++)
        write_text(i, texts[i], out);
}

typedef struct {
    Decision *d;
    int line;
    bool in_hint;
    size_t text; // which one is being read; TEXTS: none yet
    Buf texts[TEXTS];
    bool has_text[TEXTS];
} Form;

static void set(char **words, Str to)
{
    free(*words);
    *words = str_dup(to);
}

static bool read_status(Form *f, Str word, Err *err)
{
    f->d->status = decision_status_find(word);
    return f->d->status != DECISION_STATUS_COUNT ||
           fail(err, f->line, "a status is proposed, accepted, superseded or rejected");
}

static bool read_change(Form *f, Str words, Err *err)
{
    long long n;
    ptrdiff_t at = str_rfind_byte(words, '@');
    if (at <= 0 || !str_to_i64(str_from(words, (size_t)at + 1), &n) || n < 1)
        return fail(err, f->line, "a change is written as FILE@N, N being a version of the file");
    DecisionLink l = {.path = str_dup(str_upto(words, (size_t)at)), .n = n};
    vec_push(&f->d->links, l);
    return true;
}

static bool read_key(Form *f, Str line, Err *err)
{
    ptrdiff_t colon = str_find_byte(line, ':');
    Str key = colon < 0 ? STR("") : str_upto(line, (size_t)colon);
    Str words = str_trim(str_from(line, (size_t)(colon + 1)));
    if (str_eq_c(key, "Status"))
        return read_status(f, words, err);
    if (str_eq_c(key, "Change"))
        return read_change(f, words, err);
    if (str_eq_c(key, "Author"))
        set(&f->d->author, words);
    else if (str_eq_c(key, "Model"))
        set(&f->d->model, words);
    else
        return fail(err, f->line,
                    "before the first heading only '# title', 'Status:', 'Author:', 'Model:' and "
                    "'Change:' may stand");
    return true;
}

static bool is_hint(Form *f, Str line)
{
    bool is = f->in_hint || str_starts(line, STR("<!--"));
    f->in_hint = is && str_find(line, STR("-->")) < 0;
    return is;
}

// What stands before the first of the texts.
static bool read_head(Form *f, Str line, Err *err)
{
    line = str_trim(line);
    if (is_hint(f, line) || line.n == 0)
        return true;
    if (!str_starts(line, STR("# ")) && !str_eq_c(line, "#"))
        return read_key(f, line, err);
    set(&f->d->title, str_trim(str_from(line, 1)));
    return true;
}

static bool read_line(Form *f, Str line, Err *err)
{
    size_t backslashes, which = find_heading(line, &backslashes);
    if (which < TEXTS && backslashes == 0 && !(f->text == TEXTS && f->in_hint)) {
        if (f->has_text[which])
            return fail(err, f->line,
                        "this heading stands there twice; put '\\' before one that "
                        "belongs to the text");
        f->text = which;
        return f->has_text[which] = true;
    }
    if (f->text == TEXTS)
        return read_head(f, line, err);
    buf_add(&f->texts[f->text], which < TEXTS ? str_from(line, 1) : line);
    buf_add_byte(&f->texts[f->text], '\n');
    return true;
}

static bool read_lines(Form *f, Str text, Err *err)
{
    Str line;
    if (memchr(text.n ? text.p : "", '\0', text.n))
        return err_set(err, "a form is a text, without bytes that are 0");
    while (str_split(&text, '\n', &line)) {
        f->line++;
        if (!read_line(f, line, err))
            return false;
    }
    return !f->in_hint || err_set(err, "a remark has no end: '-->' is missing");
}

bool decision_form_read(Str text, Decision *d, Err *err)
{
    Form f = {.d = d, .text = TEXTS};
    char **const texts[TEXTS] = {&d->context, &d->decision, &d->consequences};
    decision_links_deinit(&d->links);
    d->links = (DecisionLinks){0};
    set(&d->title, STR(""));
    bool ok = read_lines(&f, text, err);
    for (size_t i = 0; i < TEXTS; i++) {
        set(texts[i], str_trim(buf_str(&f.texts[i])));
        buf_deinit(&f.texts[i]);
    }
    return ok && (*d->title || err_set(err, "there is no title behind '# '"));
}
