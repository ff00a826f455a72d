// JUnit's XML: testsuites > testsuite > testcase > failure, error, skipped, as many tools write it.
#include "testing/inner.h"

#include <expat.h>

typedef struct {
    TestReader *r;
    XML_Parser parser;
    Buf suite, text;
    TestNode *node;  // borrowed; the case that is open
    TestState state; // of it
    bool in_text;    // its text is the message
    int depth;
} Junit;

static Str attr(const XML_Char **atts, const char *name)
{
    for (; *atts; atts += 2)
        if (strcmp(atts[0], name) == 0)
            return str_c(atts[1]);
    return STR_NULL;
}

// "addsUp()" -> "addsUp"
static Str method_of(Str name)
{
    return str_ends(name, STR("()")) ? str_upto(name, name.n - 2) : name;
}

// The file of a class, as the case says it, or as grep found it.
static Str file_of(Junit *j, const XML_Char **atts, Str class, int *line)
{
    Str file = attr(atts, "file"), number = attr(atts, "line"), found;
    long long n = 0;
    if (str_to_i64(number, &n) && n > 0 && n < INT32_MAX)
        *line = (int)n;
    if (file.n)
        return short_path(str_c(j->r->root), file);
    int at;
    return places_find(&j->r->places, class, &found, &at) ? found : STR_NULL;
}

static void begin_case(Junit *j, const XML_Char **atts)
{
    Str class = attr(atts, "classname"), name = method_of(attr(atts, "name"));
    Str seconds = attr(atts, "time"), names[2];
    size_t n = 0;
    int line = 0;
    if (!class.n)
        class = buf_str(&j->suite);
    Str file = file_of(j, atts, class, &line);
    if (class.n && !str_eq(class, file))
        names[n++] = class;
    names[n++] = name.n ? name : STR("?");
    j->node = test_tree_put(j->r->tree, file, names, n);
    if (!j->node)
        return;
    AUTO(free) char *s = str_dup(seconds);
    double ms = seconds.n ? strtod(s, NULL) * 1000 : -1;
    j->node->ms = ms >= 0 && ms < 1e15 ? ms : -1;
    j->state = TEST_PASSED;
    node_set_message(j->node, STR_NULL);
    node_set_place(j->node, STR_NULL, line);
    if (!line && file.n) {
        AUTO(free) char *key = xasprintf(STR_FMT "#" STR_FMT, STR_ARG(file), STR_ARG(name));
        reader_place(j->r, j->node, str_c(key));
    }
}

static void begin_outcome(Junit *j, const XML_Char **atts, TestState s)
{
    Str message = attr(atts, "message");
    j->state = s;
    buf_clear(&j->text);
    buf_add(&j->text, message);
    if (message.n)
        buf_add_byte(&j->text, '\n');
    j->in_text = true;
}

static void on_begin(void *arg, const XML_Char *name, const XML_Char **atts)
{
    Junit *j = arg;
    if (++j->depth > 200) {
        XML_StopParser(j->parser, XML_FALSE);
    } else if (strcmp(name, "testsuite") == 0) {
        buf_clear(&j->suite);
        buf_add(&j->suite, attr(atts, "name"));
    } else if (strcmp(name, "testcase") == 0) {
        begin_case(j, atts);
    } else if (j->node && strcmp(name, "failure") == 0) {
        begin_outcome(j, atts, TEST_FAILED);
    } else if (j->node && strcmp(name, "error") == 0) {
        begin_outcome(j, atts, TEST_ERROR);
    } else if (j->node && strcmp(name, "skipped") == 0) {
        begin_outcome(j, atts, TEST_SKIPPED);
    }
}

static void on_end(void *arg, const XML_Char *name)
{
    Junit *j = arg;
    j->depth--;
    if (j->in_text && strcmp(name, "failure") && strcmp(name, "error") && strcmp(name, "skipped"))
        return;
    if (j->in_text && j->node) {
        node_set_message(j->node, buf_str(&j->text));
        if (j->state != TEST_SKIPPED)
            node_find_fail(j->node, str_c(j->r->root));
    }
    j->in_text = false;
    if (strcmp(name, "testcase") == 0 && j->node) {
        test_tree_set(j->r->tree, j->node, j->state);
        j->node = NULL;
    }
}

static void on_text(void *arg, const XML_Char *s, int n)
{
    Junit *j = arg;
    if (j->in_text && j->text.n < TEST_MESSAGE_MAX)
        buf_add(&j->text, str_n(s, (size_t)n));
}

// What an XML that defines entities wants to say is nothing we need.
static void on_entity(void *arg, const XML_Char *name, int is_parameter, const XML_Char *value,
                      int n, const XML_Char *base, const XML_Char *system,
                      const XML_Char *public_id, const XML_Char *notation)
{
    (void)name, (void)is_parameter, (void)value, (void)n, (void)base, (void)system, (void)public_id;
    (void)notation;
    XML_StopParser(((Junit *)arg)->parser, XML_FALSE);
}

bool junit_read(TestReader *r, Str xml, Err *err)
{
    Junit j = {.r = r, .parser = XML_ParserCreate(NULL)};
    bool ok = j.parser != NULL;
    if (!ok)
        return err_set(err, "cannot read the results: out of memory");
    XML_SetUserData(j.parser, &j);
    XML_SetElementHandler(j.parser, on_begin, on_end);
    XML_SetCharacterDataHandler(j.parser, on_text);
    XML_SetEntityDeclHandler(j.parser, on_entity);
    xml = str_trim(xml);
    ok = XML_Parse(j.parser, xml.p ? xml.p : "", (int)MIN(xml.n, (size_t)INT32_MAX), 1) ==
         XML_STATUS_OK;
    if (!ok)
        err_set(err, "the results in XML are wrong in line %d: %s",
                (int)XML_GetCurrentLineNumber(j.parser),
                XML_ErrorString(XML_GetErrorCode(j.parser)));
    XML_ParserFree(j.parser);
    buf_deinit(&j.suite);
    buf_deinit(&j.text);
    return ok;
}

bool test_read_junit(Str xml, TestTree *into, Err *err)
{
    TestReader *r = test_reader_new(test_kit_named(STR("junit")), "", into, NULL);
    bool ok = junit_read(r, xml, err);
    test_reader_free(r);
    return ok;
}
