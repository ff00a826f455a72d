// Reading keybindings.json: VS Code's array of { key, command, when, args }.
#include "command/keymap-user.h"
#include "base/json.h"
#include "command/command.h"
#include "command/when.h"

#include <errno.h>

enum { MEND_MAX = 256 << 10 }; // bytes of a broken file of which the good entries are looked for

typedef struct {
    const char *name; // of the file
    Arena *arena;
    UserRows *rows;
    Sentences *problems;
    const JsonDoc *doc;
    const Json *entry;
    size_t index;
} Reader;

static void say(Reader *r, const char *sentence)
{
    if (r->problems->n < KEYMAP_PROBLEMS_MAX)
        vec_push(r->problems, xasprintf("%s: %s", r->name, sentence));
    else if (r->problems->n == KEYMAP_PROBLEMS_MAX)
        vec_push(r->problems, xasprintf("%s: more entries are wrong", r->name));
}

__attribute__((format(printf, 3, 4))) static void complain(Reader *r, const Json *at,
                                                           const char *fmt, ...)
{
    AUTO(buf) Buf text = BUF_INIT;
    int line, col;
    va_list ap;
    if (r->problems->n > KEYMAP_PROBLEMS_MAX)
        return; // finding the place costs
    json_where(r->doc, at, &line, &col);
    buf_addf(&text, "line %d, column %d: ", line, col);
    va_start(ap, fmt);
    buf_vaddf(&text, fmt, ap);
    va_end(ap);
    say(r, buf_c(&text));
}

// The text of a member; false if there is none, which is said if it `must` be.
static bool member(Reader *r, const char *key, bool must, Str *out)
{
    const Json *m = json_get(r->entry, key);
    *out = STR_NULL;
    if (json_str(m, out))
        return true;
    if (m)
        complain(r, m, "\"%s\" must be a string", key);
    else if (must)
        complain(r, r->entry, "the entry has no \"%s\"", key);
    return false;
}

// The chord in its canonical form; NULL if it cannot be read.
static const char *read_keys(Reader *r, Str text)
{
    AUTO(buf) Buf out = BUF_INIT;
    const Json *at = json_get(r->entry, "key");
    Str part, rest = str_trim(text);
    int n = 0;
    while (str_split(&rest, ' ', &part)) {
        AUTO(err) Err err = {0};
        Key k;
        if (part.n == 0)
            continue;
        if (++n > KEYMAP_CHORD_MAX) {
            complain(r, at, "a chord has at most %d keys", KEYMAP_CHORD_MAX);
            return NULL;
        }
        if (!key_parse(part, &k, &err)) {
            complain(r, at, "%s", err_text(&err));
            return NULL;
        }
        if (out.n)
            buf_add_byte(&out, ' ');
        key_name(&k, &out);
    }
    if (!n) {
        complain(r, at, "\"key\" is empty");
        return NULL;
    }
    return arena_str(r->arena, buf_str(&out));
}

static bool read_when(Reader *r, UserRow *u)
{
    AUTO(err) Err err = {0};
    Str text;
    if (!member(r, "when", false, &text))
        return !json_get(r->entry, "when");
    When *w = when_parse(text, &err);
    if (!w)
        complain(r, json_get(r->entry, "when"), "%s", err_text(&err));
    else if (str_trim(text).n)
        u->row.when = arena_str(r->arena, str_trim(text));
    when_free(w);
    return w != NULL;
}

// A string is given as it is, anything else as JSON.
static void read_args(Reader *r, UserRow *u)
{
    const Json *args = json_get(r->entry, "args");
    AUTO(buf) Buf text = BUF_INIT;
    JsonOut w = {.out = &text};
    Str s;
    if (!args || json_kind(args) == JSON_NULL)
        return;
    if (json_str(args, &s))
        buf_add(&text, s);
    else
        json_out_json(&w, NULL, args);
    u->row.arg = arena_str(r->arena, buf_str(&text));
}

// Which command an entry names; false if nothing here does that.
static bool find_command(Str name, UserRow *u)
{
    const char *arg = NULL, *id = vscode_command(name, &arg);
    const Command *c = command_find(id ? str_c(id) : name);
    if (!c)
        return false;
    u->row.command = c->id;
    u->row.arg = arg;
    return true;
}

static void read_entry(Reader *r)
{
    Str command, key;
    UserRow u = {.row = {.keys = "", .command = ""}, .index = r->index};
    if (json_kind(r->entry) != JSON_OBJECT) {
        complain(r, r->entry, "an entry is an object { }");
        return;
    }
    if (!member(r, "command", true, &command))
        return;
    bool nothing = command.n == 0 || str_eq_c(command, "noop");
    u.remove = nothing || command.p[0] == '-';
    Str name = command.n && command.p[0] == '-' ? str_from(command, 1) : command;
    // who takes away what is not here has what was wanted
    if (!nothing && !find_command(name, &u)) {
        if (!u.remove)
            complain(r, json_get(r->entry, "command"), "there is no command '" STR_FMT "' here",
                     STR_ARG(name));
        return;
    }
    bool key_given = json_get(r->entry, "key") != NULL;
    if ((key_given || !u.remove || nothing) && !member(r, "key", true, &key))
        return;
    if (key_given && !(u.row.keys = read_keys(r, key)))
        return;
    if (!read_when(r, &u))
        return;
    read_args(r, &u);
    vec_push(r->rows, u);
}

static void read_entries(Reader *r)
{
    for (r->entry = json_first(json_root(r->doc)); r->entry; r->entry = json_next(r->entry)) {
        read_entry(r);
        r->index++;
    }
}

// Where the object that begins at `at` ends, strings and comments passed over.
static size_t object_end(Str s, size_t at)
{
    int depth = 0;
    for (size_t i = at; i < s.n; i++) {
        Str rest = str_from(s, i);
        if (s.p[i] == '"') {
            for (i++; i < s.n && s.p[i] != '"' && s.p[i] != '\n'; i++)
                i += s.p[i] == '\\';
        } else if (str_starts(rest, STR("//"))) {
            ptrdiff_t n = str_find_byte(rest, '\n');
            i = n < 0 ? s.n : i + (size_t)n;
        } else if (str_starts(rest, STR("/*"))) {
            ptrdiff_t n = str_find(rest, STR("*/"));
            i = n < 0 ? s.n : i + (size_t)n + 1;
        } else if (s.p[i] == '{') {
            depth++;
        } else if (s.p[i] == '}' && --depth == 0) {
            return i + 1;
        }
    }
    return s.n;
}

// Read one object of a broken file as an array of its own, at its line and column; false if it is
// broken itself.
static bool read_alone(Reader *r, Str whole, size_t start, size_t end)
{
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(err) Err err = {0};
    size_t line = 0, col = 0;
    for (size_t i = 0; i < start; i++) {
        col = whole.p[i] == '\n' ? 0 : col + 1;
        line += whole.p[i] == '\n';
    }
    buf_add_fill(&text, '\n', line);
    buf_add_fill(&text, ' ', col ? col - 1 : 0);
    buf_add_byte(&text, '[');
    buf_add(&text, str_n(whole.p + start, end - start));
    buf_add_byte(&text, ']');
    JsonDoc *doc = json_parse(buf_str(&text), &err);
    if (doc) {
        r->doc = doc;
        read_entries(r);
    } else {
        say(r, err_text(&err));
    }
    json_free(doc);
    return doc != NULL;
}

// The file is no JSON: what is wrong is said, and entries that are well are read all the same.
static void mend(Reader *r, Str text, const char *sentence)
{
    bool sound = true;
    ptrdiff_t open = str_find_byte(text, '[');
    for (size_t at = open < 0 ? text.n : (size_t)open; at < text.n && text.n <= MEND_MAX;) {
        ptrdiff_t brace = str_find_byte(str_from(text, at), '{');
        if (brace < 0)
            break;
        size_t start = at + (size_t)brace;
        at = object_end(text, start);
        sound = read_alone(r, text, start, at) && sound;
    }
    if (sound) // it is wrong between the entries
        say(r, sentence);
}

void keymap_read(Str text, const char *name, Arena *arena, UserRows *rows, Sentences *problems)
{
    AUTO(err) Err err = {0};
    Reader r = {.name = name, .arena = arena, .rows = rows, .problems = problems};
    JsonDoc *doc = json_parse(text, &err);
    r.doc = doc;
    if (doc && json_kind(json_root(doc)) == JSON_ARRAY)
        read_entries(&r);
    else if (doc)
        complain(&r, json_root(doc), "key bindings are an array [ ]; the default keys are used");
    else if (err.code != ENODATA)
        mend(&r, text, err_text(&err));
    json_free(doc);
}
