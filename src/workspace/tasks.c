// What tasks there are: read on workers, kept here.
#include "base/path.h"
#include "loop/loop.h"
#include "workspace/inner.h"
#include "workspace/tasks.h"

enum { FILE_MAX = 4 << 20, BUILD_FILE_MAX = 256 << 10 };

struct TaskRead {
    Workspace *ws; // borrowed
    char *root;    // owned
    char *own;     // owned; the setting "tasks"
    LoopJob *job;  // under way
    TaskSet found;
    TasksThen then; // may be NULL
    void *arg;
};

static void read_json(const TaskRead *r, const char *name, TaskSet *out)
{
    AUTO(free) char *path = path_join(r->root, name);
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(err) Err err = {0};
    if (!fs_exists(path))
        return;
    if (fs_read(path, FILE_MAX, &text, &err))
        tasks_parse(name, buf_str(&text), out);
    else
        vec_push(&out->wrong, xasprintf("%s: %s", name, err_text(&err)));
}

static bool has_input(const TaskSet *set, const char *id)
{
    VEC_EACH (TaskInput, in, &set->inputs)
        if (strcmp(in->id, id) == 0)
            return true;
    return false;
}

// What the project names itself goes before what the user has for all projects.
static void add_own(const TaskRead *r, TaskSet *out)
{
    TaskSet own = {0};
    tasks_parse("settings.json, tasks", str_c(r->own), &own);
    VEC_EACH (Task *, t, &own.all) {
        if (task_set_find(out, (*t)->label))
            continue;
        free((*t)->source);
        (*t)->source = xstrdup("settings.json");
        vec_push(&out->all, steal(t));
    }
    VEC_EACH (TaskInput, in, &own.inputs)
        if (!has_input(out, in->id)) {
            vec_push(&out->inputs, *in);
            *in = (TaskInput){0};
        }
    VEC_EACH (char *, w, &own.wrong)
        vec_push(&out->wrong, steal(w));
    task_set_deinit(&own);
}

static void detect(const TaskRead *r, const char *name, TaskSet *out)
{
    AUTO(free) char *path = path_join(r->root, name);
    AUTO(buf) Buf text = BUF_INIT;
    TaskList found = {0};
    if (!fs_read(path, BUILD_FILE_MAX, &text, NULL))
        return;
    tasks_detect(str_c(name), buf_str(&text), &found);
    VEC_EACH (Task *, t, &found) {
        if (task_set_find(out, (*t)->label)) {
            task_free(*t);
            continue;
        }
        (*t)->source = xstrdup(name);
        vec_push(&out->all, *t);
    }
    vec_deinit(&found);
}

// On a worker.
static void work(void *job, const atomic_bool *cancelled)
{
    static const char *const build_files[] = {
        "Makefile",     "makefile",   "GNUmakefile",       "justfile",
        "package.json", "Cargo.toml", "CMakePresets.json", "CMakeLists.txt",
        "meson.build",  "go.mod",     "pyproject.toml",    "pytest.ini"};
    TaskRead *r = job;
    read_json(r, ".vscode/tasks.json", &r->found);
    read_json(r, ".codelab/tasks.json", &r->found);
    if (r->own)
        add_own(r, &r->found);
    for (size_t i = 0; i < ARRAY_LEN(build_files) && !atomic_load(cancelled); i++)
        detect(r, build_files[i], &r->found);
}

// Once for the same sentence.
static void complain(Workspace *ws, const TaskSet *set)
{
    VEC_EACH (char *, said, &set->wrong) {
        if (str_find(buf_str(&ws->tasks.told), str_c(*said)) >= 0)
            continue;
        buf_addf(&ws->tasks.told, "%s\n", *said);
        message_say(ws, MESSAGE_WARNING, "%s", *said);
        output_say(ws, OUTPUT_TASKS, MESSAGE_WARNING, "%s", *said);
    }
}

static void done(void *job, bool cancelled)
{
    TaskRead *r = job;
    Workspace *ws = r->ws;
    for (size_t i = 0; i < ws->tasks.reads.n; i++)
        if (ws->tasks.reads.p[i] == r)
            vec_remove(&ws->tasks.reads, i, 1);
    if (!cancelled) {
        task_set_deinit(&ws->tasks.set);
        ws->tasks.set = r->found;
        r->found = (TaskSet){0};
        complain(ws, &ws->tasks.set);
    }
    if (!cancelled && r->then)
        r->then(ws, r->arg);
    task_set_deinit(&r->found);
    free(r->root);
    free(r->own);
    free(r);
}

void tasks_read(Workspace *ws, TasksThen then, void *arg)
{
    TaskRead *r = NEW(TaskRead);
    *r = (TaskRead){.ws = ws, .root = xstrdup(ws->root), .then = then, .arg = arg};
    const char *own = ws->options.tasks;
    if (own && *own && strcmp(own, "{}") != 0)
        r->own = xstrdup(own);
    vec_push(&ws->tasks.reads, r);
    r->job = loop_job_new(ws->loop, work, done, r);
}

Task *task_named(const Workspace *ws, const char *label)
{
    return task_set_find(&ws->tasks.set, label);
}

Task *task_for_build(const Workspace *ws)
{
    Task *any = NULL;
    VEC_EACH (Task *, t, &ws->tasks.set.all) {
        if ((*t)->preferred)
            return *t;
        if ((*t)->build && !any)
            any = *t;
    }
    return any;
}

void tasks_cancel(Workspace *ws)
{
    VEC_EACH (TaskRead *, r, &ws->tasks.reads)
        loop_job_cancel((*r)->job);
}

void tasks_free(Workspace *ws)
{
    vec_deinit(&ws->tasks.reads);
    task_set_deinit(&ws->tasks.set);
    task_jobs_free(ws);
    buf_deinit(&ws->tasks.told);
    free(ws->tasks.last);
}
