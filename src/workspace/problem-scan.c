#include "workspace/problem-scan.h"
#include "base/clock.h"
#include "base/path.h"

#include <ctype.h>

enum {
    QUIET_LINES = 5, // after so many, no note belongs to a problem any more
    DIRS_MAX = 32,
    FOUND_MAX = 100000,
    NUMBER_MAX = 100000000,
};

typedef enum { GROUND, ESCAPE, CONTROL, STRING, STRING_ESCAPE } Escape;

struct ProblemScan {
    const MatcherSet *set;
    Buf line;
    LinePairs pairs; // of the line
    Escape escape;
    bool cr;
    const Matcher *sequence, *trace; // under way, NULL: none
    size_t step;                     // of the sequence
    int skipped, trace_skipped;      // lines since the last that belonged to it
    Finding part, traced;            // what they found so far
    Finding pending;                 // complete, but for notes and carets
    bool has_pending;
    int quiet;  // lines since it was told
    int indent; // blanks that the last line began with
    Vec(FindingPlace) before;
    Vec(Finding) out;
    size_t taken, errors;
    Vec(char *) dirs; // owned; that make has entered
    bool began, working, marks;
};

static void places_free(FindingPlace *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(p[i].file);
        free(p[i].note);
    }
}

void finding_deinit(Finding *f)
{
    places_free(f->places.p, f->places.n);
    places_free(f->notes.p, f->notes.n);
    vec_deinit(&f->places);
    vec_deinit(&f->notes);
    free(f->message);
    free(f->code);
    *f = (Finding){0};
}

ProblemScan *problem_scan_new(const MatcherSet *set)
{
    ProblemScan *s = NEW(ProblemScan);
    s->set = set;
    for (size_t i = 0; i < matchers_count(set); i++)
        s->marks = s->marks || matchers_get(set, i)->ends;
    return s;
}

void problem_scan_free(ProblemScan *s)
{
    if (!s)
        return;
    for (size_t i = s->taken; i < s->out.n; i++)
        finding_deinit(&s->out.p[i]);
    finding_deinit(&s->part);
    finding_deinit(&s->traced);
    finding_deinit(&s->pending);
    places_free(s->before.p, s->before.n);
    vec_deinit(&s->before);
    vec_deinit(&s->out);
    VEC_EACH (char *, d, &s->dirs)
        free(*d);
    vec_deinit(&s->dirs);
    buf_deinit(&s->line);
    free(s);
}

bool problem_scan_take(ProblemScan *s, Finding *out)
{
    if (s->taken == s->out.n) {
        s->taken = 0;
        vec_clear(&s->out);
        return false;
    }
    *out = s->out.p[s->taken++];
    return true;
}

bool problem_scan_began(ProblemScan *s)
{
    bool was = s->began;
    s->began = false;
    return was;
}

bool problem_scan_is_working(const ProblemScan *s)
{
    return s->working;
}

bool problem_scan_has_marks(const ProblemScan *s)
{
    return s->marks;
}

/* Findings --------------------------------------------------------------------------------------
 */

static void give_pending(ProblemScan *s)
{
    if (!s->has_pending)
        return;
    s->has_pending = false;
    if (s->out.n - s->taken < FOUND_MAX)
        vec_push(&s->out, s->pending);
    else
        finding_deinit(&s->pending);
    s->pending = (Finding){0};
}

static void move_notes(FindingPlace *from, size_t n, Finding *to)
{
    for (size_t i = 0; i < n; i++)
        if (to->notes.n < SCAN_FRAMES_MAX)
            vec_push(&to->notes, from[i]);
        else
            places_free(&from[i], 1);
}

// A finding is complete (taken over); a note belongs to the one before.
static void give(ProblemScan *s, Finding *f, bool note)
{
    bool weak = strcmp(f->matcher->name, "make recipe") == 0 && s->errors;
    if (!f->message)
        f->message = xstrdup("error");
    if (note && s->has_pending && f->places.n) {
        f->places.p[0].note = steal(&f->message);
        move_notes(f->places.p, 1, &s->pending);
        f->places.n = 0;
        s->quiet = 0;
    }
    if (weak || !f->message || !f->places.n) {
        finding_deinit(f);
        return;
    }
    give_pending(s);
    move_notes(s->before.p, s->before.n, f);
    vec_clear(&s->before);
    s->errors += f->severity == SEVERITY_ERROR;
    s->pending = *f;
    s->has_pending = true;
    s->quiet = 0;
    *f = (Finding){0};
}

static int number(Str text)
{
    long n = 0;
    for (size_t i = 0; i < text.n && isdigit((unsigned char)text.p[i]) && n < NUMBER_MAX; i++)
        n = n * 10 + (text.p[i] - '0');
    return (int)n;
}

static char *in_dir(const ProblemScan *s, Str file)
{
    char *plain = str_dup(file);
    if (s->dirs.n == 0)
        return plain;
    char *joined = path_join(s->dirs.p[s->dirs.n - 1], plain);
    free(plain);
    return joined;
}

typedef struct {
    MatchLine *line;
    Str text;
    size_t bounds[2 * MATCH_GROUPS], n;
} Hit;

static Str field(const Hit *h, MatchField f)
{
    return str_trim(match_group(h->line, f, h->text, h->bounds, h->n));
}

static bool hits(const ProblemScan *s, MatchLine *line, Str text, Hit *h)
{
    h->line = line;
    h->text = text;
    h->n = match_line(line, text, &s->pairs, h->bounds);
    return h->n > 0;
}

static bool says_place(const MatchLine *l)
{
    return l->group[FIELD_FILE] >= 0 || l->group[FIELD_LINE] >= 0 || l->group[FIELD_LOCATION] >= 0;
}

static void read_location(Str text, ProblemPlace *at)
{
    Str part;
    int v[4] = {0}, n = 0;
    while (n < 4 && str_split(&text, ',', &part))
        v[n++] = number(str_trim(part));
    at->row = v[0] - 1;
    if (n > 1)
        at->col = v[1] - 1;
    if (n > 3 && v[2] > 0) {
        at->end_row = v[2] - 1;
        at->end_col = v[3] - 1;
    }
}

static void read_place(const ProblemScan *s, const Hit *h, FindingPlace *out)
{
    Str file = field(h, FIELD_FILE), loc = field(h, FIELD_LOCATION);
    int row = number(field(h, FIELD_LINE)), col = number(field(h, FIELD_COL));
    int end_row = number(field(h, FIELD_END_LINE)), end_col = number(field(h, FIELD_END_COL));
    if (file.n && !out->file)
        out->file = in_dir(s, file);
    if (row)
        out->at.row = row - 1;
    if (col)
        out->at.col = col - 1;
    if (end_col) {
        out->at.end_row = MAX(end_row, row) - 1;
        out->at.end_col = end_col - 1;
    }
    if (loc.n)
        read_location(loc, &out->at);
    out->at.row = MAX(out->at.row, 0);
}

static FindingPlace new_place(const ProblemScan *s, const Hit *h)
{
    FindingPlace p = {.at = {.row = 0, .col = -1, .end_row = -1}};
    read_place(s, h, &p);
    return p;
}

// Add what a line says to what is known; true if it is a note.
static bool read_hit(const ProblemScan *s, const Matcher *m, const Hit *h, Finding *f)
{
    Str word = field(h, FIELD_SEVERITY), message = field(h, FIELD_MESSAGE);
    Str code = field(h, FIELD_CODE);
    if (!f->matcher)
        f->severity = m->severity;
    f->matcher = m;
    f->severity = match_severity(word, f->severity);
    if (message.n && !f->message)
        f->message = str_dup(message);
    if (code.n && !f->code)
        f->code = str_dup(code);
    if (says_place(h->line)) {
        if (f->places.n)
            read_place(s, h, &f->places.p[0]);
        else
            vec_push(&f->places, new_place(s, h));
    }
    return str_eq_c(word, "note") && !f->code; // with a code it is a finding of its own
}

/* Carets ----------------------------------------------------------------------------------------
 */

typedef struct {
    int from, to; // columns of the carets and tildes around the first caret
    int gutter;   // columns of "   12 | "
} Carets;

static bool read_carets(Str line, Carets *out)
{
    size_t i = 0, caret = SIZE_MAX;
    while (i < line.n && (line.p[i] == ' ' || isdigit((unsigned char)line.p[i])))
        i++;
    bool gutter = i < line.n && line.p[i] == '|';
    out->gutter = gutter ? (int)i + 2 : 0;
    for (i = gutter ? i + 1 : 0; i < line.n; i++) {
        if (line.p[i] == '^' && caret == SIZE_MAX)
            caret = i;
        if (!strchr(" \t~^", line.p[i]))
            return false;
    }
    if (caret == SIZE_MAX)
        return false;
    size_t from = caret, to = caret + 1;
    while (from > 0 && strchr("~^", line.p[from - 1]))
        from--;
    while (to < line.n && strchr("~^", line.p[to]))
        to++;
    out->from = (int)from - out->gutter;
    out->to = (int)to - out->gutter;
    return out->from >= 0;
}

static ProblemPlace *caret_place(ProblemScan *s, MatchCaret *kind)
{
    const Matcher *m = s->trace && s->traced.places.n ? s->trace
                       : s->sequence                  ? s->sequence
                       : s->has_pending               ? s->pending.matcher
                                                      : NULL;
    Finding *f = s->trace && s->traced.places.n ? &s->traced : s->sequence ? &s->part : &s->pending;
    if (!m || !f->places.n)
        return NULL;
    *kind = (MatchCaret)m->line[0].kind;
    return &f->places.p[0].at;
}

static bool take_carets(ProblemScan *s, Str line)
{
    Carets c;
    MatchCaret kind = CARET_NONE;
    ProblemPlace *at = read_carets(line, &c) ? caret_place(s, &kind) : NULL;
    if (!at || kind == CARET_NONE || s->quiet > QUIET_LINES || (kind == CARET_CELLS && at->col < 0))
        return false;
    int shift = kind == CARET_TEXT ? s->indent : 0;
    if (c.from < shift)
        return true;
    at->unit = kind == CARET_TEXT ? COLS_TEXT : kind == CARET_RAW ? COLS_BYTES : COLS_CELLS;
    at->col = c.from - shift;
    at->end_row = c.to - c.from > 1 ? at->row : -1;
    at->end_col = c.to - shift;
    return true;
}

/* Lines -----------------------------------------------------------------------------------------
 */

static void end_sequence(ProblemScan *s)
{
    finding_deinit(&s->part);
    s->sequence = NULL;
}

static void copy_found(const Finding *from, Finding *to)
{
    *to = (Finding){.severity = from->severity, .matcher = from->matcher};
    to->message = from->message ? xstrdup(from->message) : NULL;
    to->code = from->code ? xstrdup(from->code) : NULL;
    VEC_EACH (const FindingPlace, p, &from->places)
        vec_push(&to->places,
                 ((FindingPlace){.file = p->file ? xstrdup(p->file) : NULL, .at = p->at}));
}

// A line within a sequence; false if it is not part of it.
static bool go_on_sequence(ProblemScan *s, Str text)
{
    MatchLine *line = &s->sequence->line[s->step];
    Hit h;
    if (!hits(s, line, text, &h)) {
        if (s->skipped++ >= line->extra)
            end_sequence(s);
        return false;
    }
    s->skipped = 0;
    if (line->role == ROLE_LOOP) {
        Finding one;
        copy_found(&s->part, &one);
        give(s, &one, read_hit(s, s->sequence, &h, &one));
        return true;
    }
    bool note = read_hit(s, s->sequence, &h, &s->part) ||
                (s->part.severity == SEVERITY_INFO && strcmp(s->sequence->name, "rustc") == 0);
    if (++s->step < s->sequence->nlines)
        return true;
    Finding whole = s->part;
    s->part = (Finding){0};
    s->sequence = NULL;
    give(s, &whole, note);
    return true;
}

static void end_trace(ProblemScan *s)
{
    Finding f = s->traced;
    s->traced = (Finding){0};
    s->trace = NULL;
    if (f.message && f.places.n)
        give(s, &f, false);
    else
        finding_deinit(&f);
}

static void add_frame(ProblemScan *s, const Hit *h, bool innermost)
{
    FindingPlace p = new_place(s, h);
    if (s->traced.places.n == SCAN_FRAMES_MAX) {
        size_t far = SCAN_FRAMES_MAX - 1;
        if (!innermost) {
            places_free(&p, 1);
            return;
        }
        places_free(&s->traced.places.p[far], 1);
        s->traced.places.n--;
    }
    vec_insert(&s->traced.places, innermost ? 0 : s->traced.places.n, p);
}

static bool go_on_trace(ProblemScan *s, Str text)
{
    bool up = s->trace->line[0].role == ROLE_UP;
    MatchLine *frame = &s->trace->line[up ? 0 : 1], *rest = &s->trace->line[1];
    Hit h;
    if (hits(s, frame, text, &h)) {
        add_frame(s, &h, up);
        s->trace_skipped = 0;
        return true;
    }
    if (up && hits(s, rest, text, &h)) {
        read_hit(s, s->trace, &h, &s->traced);
        end_trace(s);
        return true;
    }
    bool gap = !up && s->traced.places.n && text.n == 0;
    if (gap || s->trace_skipped++ >= rest->extra)
        end_trace(s);
    return false;
}

static void start_sequence(ProblemScan *s, const Matcher *m, const Hit *h)
{
    end_sequence(s);
    s->sequence = m;
    s->step = 1;
    s->skipped = 0;
    read_hit(s, m, h, &s->part);
}

static void start_trace(ProblemScan *s, const Matcher *m, const Hit *h)
{
    if (s->trace)
        end_trace(s);
    s->trace = m;
    s->trace_skipped = 0;
    s->traced = (Finding){.matcher = m, .severity = m->severity};
    if (m->line[0].role == ROLE_UP)
        add_frame(s, h, true);
    else
        read_hit(s, m, h, &s->traced);
}

static bool start(ProblemScan *s, const Matcher *m, Str text)
{
    Hit h;
    if (m == s->sequence || !hits(s, &m->line[0], text, &h))
        return false;
    switch (m->line[0].role) {
    case ROLE_FIRST:
        start_sequence(s, m, &h);
        return true;
    case ROLE_DOWN:
    case ROLE_UP:
        start_trace(s, m, &h);
        return true;
    case ROLE_BEFORE:
        if (s->before.n < RELATED_MAX) {
            FindingPlace p = new_place(s, &h);
            p.note = xstrdup("included from here");
            vec_push(&s->before, p);
        }
        return true;
    default:
        break;
    }
    Finding f = {0};
    bool note = read_hit(s, m, &h, &f);
    give(s, &f, note);
    return true;
}

static void take_dir(ProblemScan *s, Str text)
{
    ptrdiff_t at = str_find(text, STR("ing directory "));
    if (at < 0)
        return;
    Str dir = str_from(text, (size_t)at + 15);
    bool entering = at > 4 && str_ends(str_upto(text, (size_t)at), STR("Enter"));
    if (entering && dir.n > 1 && s->dirs.n < DIRS_MAX) {
        char *path = in_dir(s, str_upto(dir, dir.n - 1));
        vec_push(&s->dirs, path);
    } else if (!entering && s->dirs.n) {
        free(vec_pop(&s->dirs));
    }
}

static void take_marks(ProblemScan *s, Str text)
{
    size_t bounds[2 * MATCH_GROUPS];
    for (size_t i = 0; i < matchers_count(s->set); i++) {
        const Matcher *m = matchers_get(s->set, i);
        if (m->begins && match_line(m->begins, text, &s->pairs, bounds))
            s->began = s->working = true;
        if (m->ends && match_line(m->ends, text, &s->pairs, bounds)) {
            s->working = false;
            give_pending(s);
        }
    }
}

static void start_any(ProblemScan *s, Str text)
{
    for (size_t i = 0; i < matchers_count(s->set); i++)
        if (start(s, matchers_get(s->set, i), text))
            return;
}

static void take_line(ProblemScan *s, Str text)
{
    int indent = 0;
    line_pairs_set(&s->pairs, text);
    if (s->marks)
        take_marks(s, text);
    take_dir(s, text);
    bool done = take_carets(s, text) || (s->trace && go_on_trace(s, text)) ||
                (s->sequence && go_on_sequence(s, text));
    if (!done && s->has_pending && ++s->quiet > QUIET_LINES)
        give_pending(s);
    if (!done && text.n)
        start_any(s, text);
    while ((size_t)indent < text.n && text.p[indent] == ' ')
        indent++;
    s->indent = indent;
}

static void end_line(ProblemScan *s)
{
    Str text = buf_str(&s->line);
    while (text.n && text.p[text.n - 1] == ' ')
        text.n--;
    take_line(s, text.p ? text : STR(""));
    buf_clear(&s->line);
}

// What is no text: escape sequences, and strings for the terminal up to their end.
static void skip_control(ProblemScan *s, unsigned char c)
{
    switch (s->escape) {
    case ESCAPE:
        s->escape = c == '['                       ? CONTROL
                    : strchr("]P_^X", c) && c != 0 ? STRING
                    : c >= 0x20 && c < 0x30        ? ESCAPE
                                                   : GROUND;
        break;
    case CONTROL:
        if (c >= 0x40 && c != 0x7f)
            s->escape = GROUND;
        break;
    case STRING:
        s->escape = c == 7 ? GROUND : c == 0x1b ? STRING_ESCAPE : STRING;
        break;
    case STRING_ESCAPE:
        s->escape = c == '\\' ? GROUND : STRING;
        break;
    case GROUND:
        break;
    }
}

static void feed_byte(ProblemScan *s, unsigned char c)
{
    if (c == '\n') {
        s->escape = GROUND;
        s->cr = false;
        end_line(s);
        return;
    }
    if (s->escape != GROUND) {
        skip_control(s, c);
        return;
    }
    if (c == '\r' || c == 0x1b || (c < 0x20 && c != '\t') || c == 0x7f) {
        s->cr = s->cr || c == '\r';
        s->escape = c == 0x1b ? ESCAPE : GROUND;
        return;
    }
    if (s->cr)
        buf_clear(&s->line); // written over
    s->cr = false;
    if (s->line.n < SCAN_LINE_MAX)
        buf_add_byte(&s->line, (char)c);
}

// Plain text at once; how many bytes of it there are.
static size_t feed_plain(ProblemScan *s, Str bytes)
{
    size_t n = 0;
    if (s->escape != GROUND || s->cr)
        return 0;
    while (n < bytes.n && (unsigned char)bytes.p[n] >= 0x20 && bytes.p[n] != 0x7f)
        n++;
    if (n && s->line.n < SCAN_LINE_MAX)
        buf_add(&s->line, str_upto(bytes, MIN(n, SCAN_LINE_MAX - s->line.n)));
    return n;
}

size_t problem_scan_feed(ProblemScan *s, Str bytes, int64_t until_ns)
{
    for (size_t i = 0; i < bytes.n; i++) {
        i += feed_plain(s, str_from(bytes, i));
        if (i == bytes.n)
            break;
        feed_byte(s, (unsigned char)bytes.p[i]);
        if (bytes.p[i] == '\n' && until_ns != INT64_MAX && clock_mono_ns() >= until_ns)
            return i + 1;
    }
    return bytes.n;
}

void problem_scan_flush(ProblemScan *s, bool end)
{
    if (end && s->line.n)
        end_line(s);
    if (end && s->trace)
        end_trace(s);
    if (end)
        end_sequence(s);
    if (end || !s->trace)
        give_pending(s);
}
