#include "syntax/query.h"
#include "base/mem.h"
#include "syntax/capture.h"

static const char *query_error_words(TSQueryError e)
{
    static const char *const words[] = {
        [TSQueryErrorNone] = "no error",           [TSQueryErrorSyntax] = "syntax error",
        [TSQueryErrorNodeType] = "unknown node",   [TSQueryErrorField] = "unknown field",
        [TSQueryErrorCapture] = "unknown capture", [TSQueryErrorStructure] = "impossible pattern",
        [TSQueryErrorLanguage] = "wrong grammar",
    };
    return (size_t)e < ARRAY_LEN(words) ? words[e] : "error";
}

/* The file and the line in it that an offset of the joined source stands for. */
static size_t line_of(Str source, size_t off, Str *file)
{
    size_t n = 0;
    Str rest = str_upto(source, off), line;
    *file = STR("query");
    while (str_split(&rest, '\n', &line)) {
        n++;
        if (str_starts(line, STR(QUERY_FILE_MARK))) {
            *file = str_from(line, strlen(QUERY_FILE_MARK));
            n = 0;
        }
    }
    return n;
}

/* What the error points at: up to the end of the word. */
static Str word_at(Str source, size_t off)
{
    Str rest = str_from(source, off);
    size_t n = 0;
    while (n < rest.n && n < 40 && !strchr(" \t\r\n()[]\"", rest.p[n]))
        n++;
    return str_upto(rest, n);
}

static bool query_error(Str source, uint32_t off, TSQueryError e, Err *err)
{
    Str file, word = word_at(source, off);
    size_t line = line_of(source, off, &file);
    return err_set(err, "'" STR_FMT "' line %zu: %s '" STR_FMT "'", STR_ARG(file), line,
                   query_error_words(e), STR_ARG(word));
}

static void read_captures(Query *q)
{
    uint32_t n = ts_query_capture_count(q->ts);
    q->captures = NEW_ARRAY(uint16_t, n ? n : 1);
    q->injection_content = q->injection_language = UINT32_MAX;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t len;
        const char *p = ts_query_capture_name_for_id(q->ts, i, &len);
        Str name = str_n(p, len);
        q->captures[i] = capture_intern(name);
        if (str_eq(name, STR("injection.content")))
            q->injection_content = i;
        else if (str_eq(name, STR("injection.language")))
            q->injection_language = i;
    }
}

static bool read_patterns(Query *q, Err *err)
{
    q->n_patterns = ts_query_pattern_count(q->ts);
    q->patterns = NEW_ARRAY(QueryPattern, q->n_patterns ? q->n_patterns : 1);
    for (uint32_t i = 0; i < q->n_patterns; i++) {
        uint32_t n;
        const TSQueryPredicateStep *steps = ts_query_predicates_for_pattern(q->ts, i, &n);
        for (uint32_t start = 0, end = 0; end < n; end++) {
            if (steps[end].type != TSQueryPredicateStepTypeDone)
                continue;
            if (!predicate_compile(&q->patterns[i], q->ts, steps + start, end - start, err))
                return false;
            start = end + 1;
        }
    }
    return true;
}

static void deinit(Query *q)
{
    for (uint32_t i = 0; i < q->n_patterns; i++) {
        VEC_EACH (Predicate *, p, &q->patterns[i].predicates)
            predicate_free(*p);
        vec_deinit(&q->patterns[i].predicates);
        free(q->patterns[i].injection_language);
    }
    free(q->patterns);
    free(q->captures);
    if (q->ts)
        ts_query_delete(q->ts);
    *q = (Query){0};
}

bool query_init(Query *q, const TSLanguage *language, Str source, Err *err)
{
    uint32_t off;
    TSQueryError e;
    *q = (Query){.ts = ts_query_new(language, source.p, (uint32_t)source.n, &off, &e)};
    if (!q->ts)
        return query_error(source, off, e, err);
    read_captures(q);
    if (read_patterns(q, err))
        return true;
    deinit(q);
    return false;
}

bool query_holds(const Query *q, const TSQueryMatch *match, NodeText *text)
{
    const QueryPattern *p = &q->patterns[match->pattern_index];
    VEC_EACH (Predicate *, predicate, &p->predicates)
        if (!predicate_holds(*predicate, match, text))
            return false;
    return true;
}

enum { WINDOW_BYTES = 16384 }; // how much is read ahead

Str node_text(NodeText *t, TSNode node)
{
    size_t start = t->base + ts_node_start_byte(node), end = t->base + ts_node_end_byte(node);
    end = MIN(end, start + NODE_TEXT_MAX);
    if (start < t->window_start || end > t->window_start + t->window.n) {
        size_t size = snap_size(t->snap);
        t->window_start = start;
        buf_clear(&t->window);
        if (start < size) // an edited tree may reach too far
            snap_add_to(t->snap, start, MIN(start + WINDOW_BYTES, size), &t->window);
    }
    Str window = str_from(buf_str(&t->window), start - t->window_start);
    return str_upto(window, end - start);
}

void node_text_deinit(NodeText *t)
{
    buf_deinit(&t->window);
    buf_deinit(&t->other);
}
