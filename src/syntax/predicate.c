#include "base/mem.h"
#include "syntax/query.h"

typedef struct {
    bool is_capture;
    uint32_t capture; // its index
    Str text;         // owned by the query
} Operand;

struct Predicate {
    const struct PredicateKind *kind;
    bool negated; // "not-"
    bool any;     // "any-": of several nodes one is enough
    uint32_t capture;
    Operand operand;  // #eq?
    Regex *regex;     // owned: #match?, #lua-match?
    Vec(Str) choices; // #any-of?, #has-parent?, #has-ancestor?; owned by the query
};

/* One kind: how the rest of its operands is read (false with a sentence), and whether it holds for
 * one node. */
struct PredicateKind {
    const char *name;
    bool (*compile)(Predicate *p, const Operand *operands, uint32_t n, Err *err);
    bool (*holds)(const Predicate *p, TSNode node, const TSQueryMatch *match, NodeText *text);
};

static bool compile_eq(Predicate *p, const Operand *operands, uint32_t n, Err *err)
{
    if (n != 1)
        return err_set(err, "#eq? takes two operands");
    p->operand = operands[0];
    return true;
}

static bool holds_eq(const Predicate *p, TSNode node, const TSQueryMatch *match, NodeText *text)
{
    if (!p->operand.is_capture)
        return str_eq(node_text(text, node), p->operand.text);
    buf_clear(&text->other);
    buf_add(&text->other, node_text(text, node));
    for (uint16_t i = 0; i < match->capture_count; i++)
        if (match->captures[i].index == p->operand.capture)
            return str_eq(node_text(text, match->captures[i].node), buf_str(&text->other));
    return true;
}

static bool compile_match(Predicate *p, const Operand *operands, uint32_t n, Err *err)
{
    if (n != 1 || operands[0].is_capture)
        return err_set(err, "#match? takes a capture and a string");
    p->regex = regex_new(operands[0].text, err);
    return p->regex != NULL;
}

static bool compile_lua_match(Predicate *p, const Operand *operands, uint32_t n, Err *err)
{
    if (n != 1 || operands[0].is_capture)
        return err_set(err, "#lua-match? takes a capture and a string");
    AUTO(buf) Buf pattern = BUF_INIT;
    if (!lua_pattern_to_regex(operands[0].text, &pattern))
        return err_set(err, "cannot translate the Lua pattern '" STR_FMT "'",
                       STR_ARG(operands[0].text));
    p->regex = regex_new(buf_str(&pattern), err);
    return p->regex != NULL;
}

static bool holds_match(const Predicate *p, TSNode node, const TSQueryMatch *match, NodeText *text)
{
    (void)match;
    return regex_matches(p->regex, node_text(text, node));
}

static bool compile_choices(Predicate *p, const Operand *operands, uint32_t n, Err *err)
{
    for (uint32_t i = 0; i < n; i++) {
        if (operands[i].is_capture)
            return err_set(err, "#any-of? takes a capture and strings");
        vec_push(&p->choices, operands[i].text);
    }
    return true;
}

static bool is_choice(const Predicate *p, Str s)
{
    VEC_EACH (Str, choice, &p->choices)
        if (str_eq(*choice, s))
            return true;
    return false;
}

static bool holds_any_of(const Predicate *p, TSNode node, const TSQueryMatch *match, NodeText *text)
{
    (void)match;
    return is_choice(p, node_text(text, node));
}

static bool holds_parent(const Predicate *p, TSNode node, const TSQueryMatch *match, NodeText *text)
{
    (void)match, (void)text;
    TSNode parent = ts_node_parent(node);
    return !ts_node_is_null(parent) && is_choice(p, str_c(ts_node_type(parent)));
}

static bool holds_ancestor(const Predicate *p, TSNode node, const TSQueryMatch *match,
                           NodeText *text)
{
    (void)match, (void)text;
    for (TSNode n = ts_node_parent(node); !ts_node_is_null(n); n = ts_node_parent(n))
        if (is_choice(p, str_c(ts_node_type(n))))
            return true;
    return false;
}

static const struct PredicateKind kinds[] = {
    {"eq?", compile_eq, holds_eq},
    {"match?", compile_match, holds_match},
    {"vim-match?", compile_match, holds_match},
    {"lua-match?", compile_lua_match, holds_match},
    {"any-of?", compile_choices, holds_any_of},
    {"has-parent?", compile_choices, holds_parent},
    {"has-ancestor?", compile_choices, holds_ancestor},
};

static Str string_at(const TSQuery *q, uint32_t id)
{
    uint32_t n;
    const char *p = ts_query_string_value_for_id(q, id, &n);
    return str_n(p, n);
}

static Operand operand_at(const TSQuery *q, TSQueryPredicateStep step)
{
    if (step.type == TSQueryPredicateStepTypeCapture)
        return (Operand){.is_capture = true, .capture = step.value_id};
    return (Operand){.text = string_at(q, step.value_id)};
}

/* #set! key [value]: the keys that mean something here. */
static void apply_setting(QueryPattern *p, Str key, Str value)
{
    if (str_eq(key, STR("injection.language"))) {
        free(p->injection_language);
        p->injection_language = str_dup(value);
    } else if (str_eq(key, STR("injection.include-children"))) {
        p->include_children = true;
    } else if (str_eq(key, STR("injection.transparent"))) {
        p->transparent = true;
    }
}

static bool cut_prefix(Str *s, Str prefix)
{
    if (!str_starts(*s, prefix))
        return false;
    *s = str_from(*s, prefix.n);
    return true;
}

static const struct PredicateKind *kind_named(Str name)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (str_eq_c(name, kinds[i].name))
            return &kinds[i];
    return NULL;
}

bool predicate_compile(QueryPattern *pattern, const TSQuery *q, const TSQueryPredicateStep *steps,
                       uint32_t n, Err *err)
{
    if (n < 2 || steps[0].type != TSQueryPredicateStepTypeString)
        return true;
    Str name = string_at(q, steps[0].value_id);
    if (str_eq(name, STR("set!")) && steps[1].type == TSQueryPredicateStepTypeString) {
        Str value = n > 2 ? operand_at(q, steps[2]).text : STR("");
        apply_setting(pattern, string_at(q, steps[1].value_id), value);
        return true;
    }
    bool negated = cut_prefix(&name, STR("not-"));
    bool any = cut_prefix(&name, STR("any-")) && !str_eq(name, STR("of?"));
    const struct PredicateKind *kind = kind_named(str_eq(name, STR("of?")) ? STR("any-of?") : name);
    if (!kind || steps[1].type != TSQueryPredicateStepTypeCapture)
        return true; // #is-not? local, #offset! and the like: nothing here can tell, so it holds
    Predicate *p = NEW(Predicate);
    *p = (Predicate){.kind = kind, .negated = negated, .any = any, .capture = steps[1].value_id};
    vec_push(&pattern->predicates, p);
    Vec(Operand) operands = {0};
    for (uint32_t i = 2; i < n; i++)
        vec_push(&operands, operand_at(q, steps[i]));
    bool ok = kind->compile(p, operands.p, (uint32_t)operands.n, err);
    vec_deinit(&operands);
    return ok;
}

void predicate_free(Predicate *p)
{
    regex_free(p->regex);
    vec_deinit(&p->choices);
    free(p);
}

/* A capture without a node holds; several must all hold, or one of them with "any-". */
bool predicate_holds(const Predicate *p, const TSQueryMatch *match, NodeText *text)
{
    bool seen = false;
    for (uint16_t i = 0; i < match->capture_count; i++) {
        if (match->captures[i].index != p->capture)
            continue;
        bool holds = p->kind->holds(p, match->captures[i].node, match, text) != p->negated;
        if (holds == p->any)
            return holds;
        seen = true;
    }
    return !seen || !p->any;
}
