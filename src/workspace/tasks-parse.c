// tasks.json as text: nothing is read from the disk here, so that workers can do it.
#include "base/json.h"
#include "workspace/tasks.h"

static void clear_strings(TaskWords *s)
{
    VEC_EACH (char *, x, s)
        free(*x);
    vec_deinit(s);
}

void task_free(Task *t)
{
    if (!t)
        return;
    clear_strings(&t->args);
    clear_strings(&t->env);
    clear_strings(&t->depends);
    matchers_free(t->matchers);
    free(t->label);
    free(t->source);
    free(t->command);
    free(t->cwd);
    free(t);
}

typedef struct {
    TaskSet *set;
    const JsonDoc *doc;
    const char *name; // of the file, as it is shown
} Reader;

static void complain(const Reader *r, const Json *at, const char *what)
{
    int line, col;
    json_where(r->doc, at, &line, &col);
    vec_push(&r->set->wrong, xasprintf("%s:%d:%d: %s", r->name, line, col, what));
}

// What stands for Linux comes before what stands for all.
static const Json *get(const Json *task, const char *key)
{
    const Json *own = json_get(json_get(task, "linux"), key);
    return own ? own : json_get(task, key);
}

static void add_strings(const Json *value, TaskWords *out)
{
    Str s;
    if (json_str(value, &s))
        vec_push(out, str_dup(s));
    for (const Json *x = json_first(value); x && json_kind(value) == JSON_ARRAY; x = json_next(x))
        if (json_str(json_kind(x) == JSON_OBJECT ? json_get(x, "value") : x, &s))
            vec_push(out, str_dup(s));
}

static void read_options(const Json *options, Task *t)
{
    Str s;
    if (!t->cwd && json_str(json_get(options, "cwd"), &s))
        t->cwd = str_dup(s);
    for (const Json *x = json_first(json_get(options, "env")); x; x = json_next(x))
        if (json_str(x, &s))
            vec_push(&t->env, xasprintf(STR_FMT "=" STR_FMT, STR_ARG(json_key(x)), STR_ARG(s)));
}

static void read_group(const Json *group, Task *t)
{
    Str kind =
        json_str_or(json_kind(group) == JSON_OBJECT ? json_get(group, "kind") : group, STR_NULL);
    t->build = str_eq_c(kind, "build");
    t->preferred = t->build && json_bool_or(json_get(group, "isDefault"), false);
}

static void read_matchers(const Reader *r, const Json *value, Task *t)
{
    AUTO(err) Err err = {0};
    if (!value)
        return;
    t->matchers = matchers_new_empty();
    if (!matchers_add(t->matchers, value, &err))
        complain(r, value, err_text(&err));
}

static void read_rest(const Reader *r, const Json *x, Task *t)
{
    Str reveal = json_str_or(json_get(get(x, "presentation"), "reveal"), STR_NULL);
    t->reveal = str_eq_c(reveal, "silent")  ? REVEAL_SILENT
                : str_eq_c(reveal, "never") ? REVEAL_NEVER
                                            : REVEAL_ALWAYS;
    t->background = json_bool_or(get(x, "isBackground"), false);
    t->hidden = json_bool_or(get(x, "hide"), false);
    t->sequence = str_eq_c(json_str_or(get(x, "dependsOrder"), STR_NULL), "sequence");
    add_strings(get(x, "args"), &t->args);
    add_strings(get(x, "dependsOn"), &t->depends);
    read_group(get(x, "group"), t);
    read_options(get(x, "options"), t);
    read_options(json_get(json_root(r->doc), "options"), t);
    read_matchers(r, get(x, "problemMatcher"), t);
}

// The command by its type; a sentence if it has none.
static const char *read_command(const Json *x, Task *t)
{
    Str type = json_str_or(get(x, "type"), STR("shell")), s;
    if (str_eq_c(type, "npm")) {
        Str script = json_str_or(json_get(x, "script"), STR_NULL);
        t->process = true;
        t->command = xstrdup("npm");
        vec_push(&t->args, xstrdup("run"));
        vec_push(&t->args, str_dup(script));
        return script.n ? NULL : "a task of type 'npm' needs a 'script'";
    }
    if (!str_eq_c(type, "shell") && !str_eq_c(type, "process"))
        return "the type of a task must be 'shell', 'process' or 'npm'";
    t->process = str_eq_c(type, "process");
    const Json *command = get(x, "command");
    if (json_str(json_kind(command) == JSON_OBJECT ? json_get(command, "value") : command, &s))
        t->command = str_dup(s);
    return t->command || get(x, "dependsOn") ? NULL : "a task needs a 'command' or a 'dependsOn'";
}

static void read_task(const Reader *r, const Json *x)
{
    Str label = json_str_or(json_get(x, "label"), json_str_or(json_get(x, "taskName"), STR_NULL));
    if (json_kind(x) != JSON_OBJECT) {
        complain(r, x, "a task must be an object");
        return;
    }
    Task *t = NEW(Task);
    const char *wrong = read_command(x, t);
    if (!label.n && t->command)
        label = json_str_or(json_get(x, "script"), str_c(t->command));
    t->label = str_dup(label);
    t->source = xstrdup(r->name);
    if (!wrong && !label.n)
        wrong = "a task needs a 'label'";
    if (!wrong && task_set_find(r->set, t->label))
        wrong = "there is a task of this label already";
    if (wrong) {
        complain(r, x, wrong);
        task_free(t);
        return;
    }
    read_rest(r, x, t);
    vec_push(&r->set->all, t);
}

static void read_input(const Reader *r, const Json *x)
{
    Str id = json_str_or(json_get(x, "id"), STR_NULL);
    Str type = json_str_or(json_get(x, "type"), STR_NULL);
    if (!id.n || (!str_eq_c(type, "promptString") && !str_eq_c(type, "pickString"))) {
        complain(r, x, "an input needs an 'id' and the type 'promptString' or 'pickString'");
        return;
    }
    TaskInput in = {.id = str_dup(id),
                    .title = str_dup(json_str_or(json_get(x, "description"), id)),
                    .preset = str_dup(json_str_or(json_get(x, "default"), STR("")))};
    if (str_eq_c(type, "pickString"))
        add_strings(json_get(x, "options"), &in.options);
    vec_push(&r->set->inputs, in);
}

void tasks_parse(const char *name, Str text, TaskSet *out)
{
    AUTO(err) Err err = {0};
    JsonDoc *doc = json_parse(text, &err);
    if (!doc) {
        vec_push(&out->wrong, xasprintf("%s: %s", name, err_text(&err)));
        return;
    }
    Reader r = {out, doc, name};
    for (const Json *x = json_first(json_get(json_root(doc), "inputs")); x; x = json_next(x))
        read_input(&r, x);
    for (const Json *x = json_first(json_get(json_root(doc), "tasks")); x; x = json_next(x))
        read_task(&r, x);
    json_free(doc);
}

Task *task_set_find(const TaskSet *set, const char *label)
{
    VEC_EACH (Task *, t, &set->all)
        if (strcmp((*t)->label, label) == 0)
            return *t;
    return NULL;
}

void task_set_deinit(TaskSet *set)
{
    VEC_EACH (Task *, t, &set->all)
        task_free(*t);
    VEC_EACH (TaskInput, in, &set->inputs) {
        free(in->id);
        free(in->title);
        free(in->preset);
        clear_strings(&in->options);
    }
    vec_deinit(&set->all);
    vec_deinit(&set->inputs);
    clear_strings(&set->wrong);
    *set = (TaskSet){0};
}
