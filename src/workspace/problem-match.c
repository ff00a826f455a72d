#include "workspace/problem-match.h"
#include "base/clock.h"

#include <strings.h>

enum {
    LINES_MAX = 32,
    GIVE_UPS = 3,         // of an expression in a run
    SPEND_NS = 500000000, // on one of a task's in a run
};

struct MatcherSet {
    Vec(Matcher) all;
    Vec(MatchLine *) lines; // owned, each an array
    Vec(size_t) counts;     // ... of so many
    Vec(char *) strings;    // owned
};

typedef struct {
    const char *name;
    MatchRole role;
    const char *needle, *map;
    int extra;
    const char *expression;
} Row;

#define ROW(name, role, needle, map, extra, expression) \
    {name, ROLE_##role, needle, map, extra, expression},
static const Row rows[] = {
#include "workspace/problem-matchers.def"
};
#undef ROW

static Severity map_severity(const char *map)
{
    return strchr(map, 'W') ? SEVERITY_WARNING : strchr(map, 'I') ? SEVERITY_INFO : SEVERITY_ERROR;
}

static void read_map(const char *map, MatchLine *out)
{
    static const char letters[] = "flcZzsmkp"; // as MatchField has them
    memset(out->group, -1, sizeof out->group);
    for (int g = 1; *map; map++, g++) {
        const char *at = *map == 'x' ? NULL : strchr(letters, *map);
        if (at)
            out->group[at - letters] = (signed char)g;
    }
}

// Does a row begin a matcher of its own?
static bool begins(MatchRole role)
{
    return role == ROLE_ONE || role == ROLE_FIRST || role == ROLE_DOWN || role == ROLE_UP ||
           role == ROLE_BEFORE;
}

static MatchLine *new_lines(MatcherSet *set, size_t n)
{
    MatchLine *lines = NEW_ARRAY(MatchLine, n);
    vec_push(&set->lines, lines);
    vec_push(&set->counts, n);
    for (size_t i = 0; i < n; i++)
        memset(lines[i].group, -1, sizeof lines[i].group);
    return lines;
}

MatcherSet *matchers_new_empty(void)
{
    return NEW(MatcherSet);
}

// The bit of a pair of bytes, or of one (b is 0 then).
static unsigned pair_bit(unsigned char a, unsigned char b)
{
    return (a * 61u + b * 7u) & (PAIR_BITS - 1);
}

void line_pairs_set(LinePairs *p, Str line)
{
    memset(p, 0, sizeof *p);
    for (size_t i = 0; i < line.n; i++) {
        unsigned char a = (unsigned char)line.p[i];
        unsigned one = pair_bit(a, 0), two = i ? pair_bit((unsigned char)line.p[i - 1], a) : one;
        p->words[one / 64] |= UINT64_C(1) << one % 64;
        p->words[two / 64] |= UINT64_C(1) << two % 64;
    }
}

static void set_probes(MatchLine *l)
{
    const unsigned char *needle = (const unsigned char *)l->needle;
    if (needle[0] && !needle[1])
        l->probe[0] = (uint16_t)pair_bit(needle[0], 0);
    for (int i = 0; i < MATCH_PROBES && needle[i] && needle[i + 1]; i++)
        l->probe[i] = (uint16_t)pair_bit(needle[i], needle[i + 1]);
}

static void add_rows(MatcherSet *set, const Row *first, size_t n)
{
    MatchLine *lines = new_lines(set, n);
    for (size_t i = 0; i < n; i++) {
        const Row *r = &first[i];
        read_map(r->map, &lines[i]);
        lines[i].role = r->role;
        lines[i].needle = r->needle;
        set_probes(&lines[i]);
        lines[i].expression = r->expression;
        lines[i].extra = r->extra;
        lines[i].kind = begins(first->role) ? first->extra : 0;
    }
    // what several makers of messages write alike
    const char *label = strcmp(first->name, "make recipe") == 0 ? "make" : first->name;
    vec_push(&set->all, ((Matcher){.name = first->name,
                                   .label = label,
                                   .line = lines,
                                   .nlines = n,
                                   .severity = map_severity(first->map)}));
}

// Those of a name; all if it is NULL.  False if there are none.
static bool add_named(MatcherSet *set, const char *name)
{
    bool found = false;
    for (size_t i = 0, n; i < ARRAY_LEN(rows); i += n) {
        for (n = 1; i + n < ARRAY_LEN(rows) && !begins(rows[i + n].role); n++)
            ;
        if (name && strcmp(rows[i].name, name) != 0)
            continue;
        add_rows(set, &rows[i], n);
        found = true;
    }
    return found;
}

MatcherSet *matchers_new(void)
{
    MatcherSet *set = matchers_new_empty();
    add_named(set, NULL);
    return set;
}

void matchers_free(MatcherSet *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->lines.n; i++) {
        for (size_t k = 0; k < set->counts.p[i]; k++)
            regex_free(set->lines.p[i][k].regex);
        free(set->lines.p[i]);
    }
    VEC_EACH (char *, s, &set->strings)
        free(*s);
    vec_deinit(&set->lines);
    vec_deinit(&set->counts);
    vec_deinit(&set->strings);
    vec_deinit(&set->all);
    free(set);
}

const Matcher *matchers_get(const MatcherSet *set, size_t i)
{
    return &set->all.p[i];
}

size_t matchers_count(const MatcherSet *set)
{
    return set->all.n;
}

void matchers_begin(const MatcherSet *set)
{
    for (size_t i = 0; i < set->lines.n; i++)
        for (size_t k = 0; k < set->counts.p[i]; k++) {
            MatchLine *l = &set->lines.p[i][k];
            l->bad = l->bad && !l->dropped;
            l->dropped = false;
            l->gave_up = 0;
            l->spent_ns = 0;
        }
}

const char *matchers_dropped(const MatcherSet *set)
{
    for (size_t i = 0; i < set->lines.n; i++)
        for (size_t k = 0; k < set->counts.p[i]; k++) {
            MatchLine *l = &set->lines.p[i][k];
            if (l->dropped && l->gave_up >= 0) {
                l->gave_up = -1; // told
                return l->expression;
            }
        }
    return NULL;
}

// Those that are built in are quick; those of a task may be anything.
static size_t try_own(MatchLine *line, Str text, size_t *bounds)
{
    bool gave_up = false;
    int64_t start = clock_mono_ns();
    size_t n = regex_find_brief(line->regex, text, bounds, MATCH_GROUPS, &gave_up);
    line->spent_ns += clock_mono_ns() - start;
    line->gave_up += gave_up;
    line->bad = line->dropped = line->gave_up >= GIVE_UPS || line->spent_ns > SPEND_NS;
    return n;
}

static bool may_hold(const LinePairs *pairs, const MatchLine *line)
{
    for (int i = 0; i < MATCH_PROBES && line->probe[i]; i++)
        if (!(pairs->words[line->probe[i] / 64] & UINT64_C(1) << line->probe[i] % 64))
            return false;
    return true;
}

size_t match_line(MatchLine *line, Str text, const LinePairs *pairs, size_t *bounds)
{
    bool gave_up = false;
    if (line->bad || !may_hold(pairs, line) ||
        (line->needle && line->needle[0] && str_find(text, str_c(line->needle)) < 0))
        return 0;
    if (!line->regex)
        line->regex = regex_new(str_c(line->expression), NULL);
    line->bad = !line->regex;
    if (line->bad)
        return 0;
    return line->needle ? regex_find_brief(line->regex, text, bounds, MATCH_GROUPS, &gave_up)
                        : try_own(line, text, bounds);
}

Str match_group(const MatchLine *line, MatchField f, Str text, const size_t *bounds, size_t n)
{
    int g = line->group[f];
    if (g < 0 || (size_t)g >= n || bounds[2 * g] == SIZE_MAX)
        return STR_NULL;
    return str_n(text.p + bounds[2 * g], bounds[2 * g + 1] - bounds[2 * g]);
}

static bool has_word(Str word, const char *part)
{
    size_t n = strlen(part);
    for (size_t i = 0; i + n <= word.n; i++)
        if (strncasecmp(word.p + i, part, n) == 0)
            return true;
    return false;
}

Severity match_severity(Str word, Severity otherwise)
{
    if (has_word(word, "error") || has_word(word, "fatal") || str_eq_c(word, "e"))
        return SEVERITY_ERROR;
    if (has_word(word, "warn") || has_word(word, "deprecat") || str_eq_c(word, "w"))
        return SEVERITY_WARNING;
    if (has_word(word, "note") || has_word(word, "info") || has_word(word, "notice") ||
        has_word(word, "remark") || has_word(word, "message") || has_word(word, "style") ||
        str_eq_c(word, "i"))
        return SEVERITY_INFO;
    return has_word(word, "hint") ? SEVERITY_HINT : otherwise;
}

/* VS Code's problemMatcher ----------------------------------------------------------------------
 */

static char *keep(MatcherSet *set, Str s)
{
    vec_push(&set->strings, str_dup(s));
    return set->strings.p[set->strings.n - 1];
}

static bool add_by_name(MatcherSet *set, Str name, Err *err)
{
    static const char *const same[][2] = {
        {"tsc-watch", "tsc"},   {"gulp-tsc", "tsc"}, {"rustc-json", "rustc"},
        {"rust-panic", "rust"}, {"clang", "gcc"},    {"cmake-msvc", "msCompile"},
    };
    AUTO(free) char *plain = str_dup(str_from(name, name.n && name.p[0] == '$'));
    const char *wanted = plain;
    for (size_t i = 0; i < ARRAY_LEN(same); i++)
        if (strcmp(plain, same[i][0]) == 0)
            wanted = same[i][1];
    if (strcmp(wanted, "gcc") == 0)
        add_named(set, "ld");
    return add_named(set, wanted) ||
           err_set(err, "there is no problem matcher '" STR_FMT "'", STR_ARG(name));
}

static void read_group(const Json *object, const char *key, MatchField f, MatchLine *out)
{
    int64_t n;
    if (json_int(json_get(object, key), &n) && n >= 0 && n < MATCH_GROUPS)
        out->group[f] = (signed char)n;
}

static bool read_line(MatcherSet *set, const Json *x, MatchLine *out, Err *err)
{
    static const struct {
        const char *key;
        MatchField field;
    } keys[] = {
        {"file", FIELD_FILE},        {"line", FIELD_LINE},         {"column", FIELD_COL},
        {"endLine", FIELD_END_LINE}, {"endColumn", FIELD_END_COL}, {"severity", FIELD_SEVERITY},
        {"message", FIELD_MESSAGE},  {"code", FIELD_CODE},         {"location", FIELD_LOCATION},
    };
    Str expression = json_str_or(json_kind(x) == JSON_STRING ? x : json_get(x, "regexp"), STR_NULL);
    if (!expression.n)
        return err_set(err, "a pattern of the problem matcher has no 'regexp'");
    Regex *try = regex_new(expression, err);
    if (!try)
        return err_wrap(err, "in a problem matcher");
    out->regex = try;
    out->expression = keep(set, expression);
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        read_group(x, keys[i].key, keys[i].field, out);
    return true;
}

// What VS Code takes for granted of a pattern of one line that names no groups.
static void preset(MatchLine *line)
{
    if (line->group[FIELD_FILE] < 0)
        line->group[FIELD_FILE] = 1;
    if (line->group[FIELD_LINE] < 0 && line->group[FIELD_LOCATION] < 0) {
        line->group[FIELD_LINE] = 2;
        if (line->group[FIELD_COL] < 0)
            line->group[FIELD_COL] = 3;
    }
    if (line->group[FIELD_MESSAGE] < 0)
        line->group[FIELD_MESSAGE] = 0;
}

static bool read_patterns(MatcherSet *set, const Json *pattern, Matcher *m, Err *err)
{
    bool many = json_kind(pattern) == JSON_ARRAY;
    m->nlines = many ? json_len(pattern) : 1;
    if (m->nlines == 0 || m->nlines > LINES_MAX)
        return err_set(err, "a problem matcher has no pattern, or more than %d", LINES_MAX);
    m->line = new_lines(set, m->nlines);
    for (size_t i = 0; i < m->nlines; i++) {
        const Json *x = many ? json_at(pattern, i) : pattern;
        bool loop = i + 1 == m->nlines && i > 0 && json_bool_or(json_get(x, "loop"), false);
        m->line[i].role = m->nlines == 1 ? ROLE_ONE
                          : i == 0       ? ROLE_FIRST
                          : loop         ? ROLE_LOOP
                                         : ROLE_NEXT;
        if (!read_line(set, x, &m->line[i], err))
            return false;
    }
    if (m->nlines == 1)
        preset(m->line);
    return true;
}

static void read_files(MatcherSet *set, const Json *value, Matcher *m)
{
    Str kind = json_str_or(json_kind(value) == JSON_ARRAY ? json_at(value, 0) : value, STR_NULL);
    Str base = json_str_or(json_at(value, 1), STR_NULL);
    if (str_eq_c(kind, "absolute"))
        m->files = FILES_ABSOLUTE;
    else if (str_eq_c(kind, "relative"))
        m->files = FILES_RELATIVE;
    if (json_kind(value) == JSON_ARRAY && base.n)
        m->base = keep(set, base);
}

static MatchLine *read_mark(MatcherSet *set, const Json *background, const char *key, Err *err)
{
    const Json *x = json_get(background, key);
    if (!x)
        return NULL;
    MatchLine *line = new_lines(set, 1);
    return read_line(set, x, line, err) ? line : NULL;
}

// A pattern by name: that of a matcher which is built in.
static bool copy_patterns(const MatcherSet *named, Matcher *m, MatcherSet *set)
{
    const Matcher *from = &named->all.p[named->all.n - 1];
    m->line = new_lines(set, from->nlines);
    m->nlines = from->nlines;
    for (size_t i = 0; i < m->nlines; i++) {
        m->line[i] = from->line[i];
        m->line[i].regex = NULL;
    }
    m->label = from->label;
    return true;
}

static bool patterns_of(MatcherSet *set, const Json *pattern, Matcher *m, Err *err)
{
    Str name;
    if (!json_str(pattern, &name))
        return read_patterns(set, pattern, m, err);
    MatcherSet *named = matchers_new_empty();
    bool ok = add_by_name(named, name, err) && copy_patterns(named, m, set);
    matchers_free(named);
    return ok;
}

// A matcher that changes one that is built in.
static bool add_from_base(MatcherSet *set, const Json *x, Str base, Err *err)
{
    size_t first = set->all.n;
    bool ok = add_by_name(set, base, err);
    const Json *back =
        json_get(x, "background") ? json_get(x, "background") : json_get(x, "watching");
    for (size_t i = first; i < set->all.n; i++) {
        Matcher *m = &set->all.p[i];
        m->custom = true;
        read_files(set, json_get(x, "fileLocation"), m);
        m->begins = read_mark(set, back, "beginsPattern", err);
        m->ends = read_mark(set, back, "endsPattern", err);
    }
    return ok;
}

static bool add_object(MatcherSet *set, const Json *x, Err *err)
{
    Str base,
        owner = json_str_or(json_get(x, "source"), json_str_or(json_get(x, "owner"), STR_NULL));
    if (json_kind(x) != JSON_OBJECT)
        return err_set(err, "a problem matcher must be a name or an object, not %s",
                       json_kind_name(json_kind(x)));
    if (json_str(json_get(x, "base"), &base))
        return add_from_base(set, x, base, err);
    Matcher m = {.custom = true};
    m.severity = match_severity(json_str_or(json_get(x, "severity"), STR_NULL), SEVERITY_ERROR);
    if (!patterns_of(set, json_get(x, "pattern"), &m, err))
        return false;
    m.name = "custom";
    m.label = owner.n ? keep(set, owner) : "task";
    read_files(set, json_get(x, "fileLocation"), &m);
    const Json *back =
        json_get(x, "background") ? json_get(x, "background") : json_get(x, "watching");
    m.begins = read_mark(set, back, "beginsPattern", err);
    m.ends = read_mark(set, back, "endsPattern", err);
    vec_push(&set->all, m);
    return true;
}

bool matchers_add(MatcherSet *set, const Json *value, Err *err)
{
    Str name;
    bool ok = true;
    if (json_str(value, &name))
        return add_by_name(set, name, err);
    if (json_kind(value) != JSON_ARRAY)
        return add_object(set, value, err);
    for (const Json *x = json_first(value); x; x = json_next(x))
        ok = (json_str(x, &name) ? add_by_name(set, name, ok ? err : NULL)
                                 : add_object(set, x, ok ? err : NULL)) &&
             ok;
    return ok;
}
