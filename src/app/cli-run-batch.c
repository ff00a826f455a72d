// codelab run --batch: JSON lines in, JSON lines out, each run in a jail of its own, the next of
// which is made while one runs.
#include "app/cli-run.h"

#include "app/cli-note.h"
#include "app/cli-talk.h"
#include "base/mem.h"
#include "jail/jail.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { LINE_MAX_BYTES = 64 << 20 };

/* What a line asks for. */
typedef struct {
    CliRun run;
    CliTurn turn;
    Vec(char *) words; // owned strings, NULL-terminated
} Request;

static void request_deinit(Request *q)
{
    VEC_EACH (char *, w, &q->words)
        free(*w);
    vec_deinit(&q->words);
}

static bool add_words(Request *q, const Json *list, const char *what, Err *err)
{
    Str word;
    if (list && json_kind(list) != JSON_ARRAY)
        return err_set(err, "\"%s\" wants a list of words, not %s", what,
                       json_kind_name(json_kind(list)));
    for (const Json *x = json_first(list); x; x = json_next(x)) {
        if (!json_str(x, &word))
            return err_set(err, "\"%s\" holds %s where a word is wanted", what,
                           json_kind_name(json_kind(x)));
        vec_push(&q->words, str_dup(word));
    }
    return true;
}

static bool add_program(Request *q, const Json *o, Err *err)
{
    Str file = json_str_or(json_get(o, "file"), STR_NULL);
    Str lang = json_str_or(json_get(o, "lang"), STR_NULL);
    const Json *argv = json_get(o, "argv"), *code = json_get(o, "code");
    AUTO(free) char *name = lang.p ? str_dup(lang) : NULL;
    q->turn.code = json_str_or(code, STR_NULL);
    if ((argv != NULL) + (file.p != NULL) + (q->turn.code.p != NULL) != 1)
        return err_set(err, "a line wants one of \"argv\", \"file\" and \"code\"");
    if (argv && name)
        return err_set(err, "\"lang\" is for a file, not for a command");
    if (q->turn.code.p && !name)
        return err_set(err, "\"code\" wants a \"lang\"");
    q->run.lang = NULL;
    q->run.version = NULL;
    if (name && !cli_run_lang(&q->run, name, err))
        return false;
    q->run.is_command = argv != NULL;
    if (!argv)
        vec_push(&q->words, file.p ? str_dup(file) : xstrdup("-"));
    return add_words(q, argv ? argv : json_get(o, "args"), argv ? "argv" : "args", err) &&
           (q->words.n || err_set(err, "\"argv\" is empty"));
}

static bool read_request(Request *q, const Json *o, Err *err)
{
    if (json_kind(o) != JSON_OBJECT)
        return err_set(err, "a line wants an object, not %s", json_kind_name(json_kind(o)));
    q->turn.id = json_get(o, "id");
    q->turn.in = json_str_or(json_get(o, "stdin"), STR(""));
    if (!add_program(q, o, err))
        return false;
    vec_push(&q->words, NULL);
    q->run.words = q->words.p;
    return true;
}

static void put_failure(const Json *id, const Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    JsonOut w = {.out = &text};
    json_out_object(&w, NULL);
    cli_run_put_id(&w, id);
    json_out_str(&w, "status", STR("error"));
    json_out_str(&w, "stdout", STR(""));
    json_out_str(&w, "stderr", STR(""));
    json_out_double(&w, "execution_time", 0);
    json_out_null(&w, "language");
    json_out_int(&w, "returncode", CLI_MISUSE);
    json_out_str(&w, "phase", STR("request"));
    json_out_str(&w, "message", str_c(err_text(err)));
    json_out_end(&w);
    puts(buf_c(&text));
}

static bool run_request(Request *q, Err *err)
{
    RunPlan plan = {0};
    CliSource source = {.lock = -1};
    CliKept kept = cli_keep_begin();
    q->run.turn = &q->turn;
    bool ok = cli_run_plan(&q->run, &source, &plan, err);
    if (ok)
        cli_run_json(&q->run, &plan, &kept);
    run_plan_deinit(&plan);
    cli_source_remove(&source);
    return ok;
}

static void answer(const CliRun *r, JailWarm **warm, Str line)
{
    AUTO(err) Err err = {0};
    Request q = {.run = *r, .turn = {.warm = warm}};
    JsonDoc *doc = json_parse(line, &err);
    if (!doc || !read_request(&q, json_root(doc), &err) || !run_request(&q, &err))
        put_failure(q.turn.id, &err);
    fflush(stdout);
    json_free(doc);
    request_deinit(&q);
}

int cli_run_batch(const CliRun *r)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    size_t count = 0;
    JailWarm *warm = NULL;
    AUTO(err) Err err = {0};
    while ((n = getline(&line, &room, stdin)) > 0 && n <= LINE_MAX_BYTES) {
        Str text = str_trim(str_n(line, (size_t)n));
        if (text.n)
            answer(r, &warm, text);
        count += text.n > 0;
    }
    AUTO(free) char *detail = xasprintf("%zu line%s", count, count == 1 ? "" : "s");
    cli_note_later("run", "a batch", detail);
    jail_warm_free(warm);
    free(line);
    if (n > LINE_MAX_BYTES)
        err_set(&err, "a line of the batch is longer than 64 MB");
    else if (ferror(stdin))
        err_set_errno(&err, errno, "cannot read the batch");
    else
        return CLI_OK;
    return cli_fail(&err);
}
