// Running a task: answers first, then what it depends on stage by stage, each a run in the jail.
#include "base/path.h"
#include "workspace/inner.h"
#include "workspace/tasks.h"

enum { STEPS_MAX = 200 };

typedef struct {
    char *label; // owned
    int stage;   // steps of one stage run at once
    int run;     // number of its run, 0: not started
    bool done;
} Step;

struct TaskJob {
    Vec(Step) steps;  // owned
    int stage;        // that runs now
    Map answers;      // owned strings, by id of the input
    TaskWords wanted; // ids that were not asked for yet
    RunAllow allow;
    bool asks, failed;
};

static void job_free(TaskJob *j)
{
    VEC_EACH (Step, s, &j->steps)
        free(s->label);
    vec_deinit(&j->steps);
    VEC_EACH (char *, w, &j->wanted)
        free(*w);
    vec_deinit(&j->wanted);
    MAP_EACH (id, value, &j->answers)
        free(value);
    map_deinit(&j->answers);
    free(j);
}

void task_jobs_free(Workspace *ws)
{
    VEC_EACH (TaskJob *, j, &ws->tasks.jobs)
        job_free(*j);
    vec_deinit(&ws->tasks.jobs);
}

/* What runs when --------------------------------------------------------------------------------
 */

static bool is_planned(const TaskJob *j, const char *label)
{
    VEC_EACH (Step, s, &j->steps)
        if (strcmp(s->label, label) == 0)
            return true;
    return false;
}

// A path through the tasks that depend on each other, to notice a circle.
typedef struct Path {
    const struct Path *before;
    const char *label;
} Path;

// Plan a task from a stage on; *next gets the stage behind it.
static bool plan(const Workspace *ws, TaskJob *j, Path path, int stage, int *next, Err *err)
{
    const Task *t = task_named(ws, path.label);
    if (!t)
        return err_set(err, "there is no task '%s'", path.label);
    for (const Path *p = path.before; p; p = p->before)
        if (strcmp(p->label, path.label) == 0)
            return err_set(err, "the task '%s' depends on itself", path.label);
    if (j->steps.n == STEPS_MAX)
        return err_set(err, "more than %d tasks depend on each other", STEPS_MAX);
    int begin = stage, end = stage;
    VEC_EACH (char *, d, &t->depends) {
        int after;
        if (!plan(ws, j, (Path){&path, *d}, begin, &after, err))
            return false;
        end = MAX(end, after);
        begin = t->sequence ? after : begin;
    }
    *next = end + 1;
    if (!is_planned(j, path.label))
        vec_push(&j->steps, ((Step){.label = xstrdup(path.label), .stage = end}));
    return true;
}

static void want_inputs(TaskJob *j, const char *text)
{
    size_t at = 0;
    Str id;
    while (text && task_input_in(str_c(text), &at, &id)) {
        bool wanted = false;
        VEC_EACH (char *, w, &j->wanted)
            wanted = wanted || str_eq_c(id, *w);
        if (!wanted)
            vec_push(&j->wanted, str_dup(id));
    }
}

static void want_all(const Workspace *ws, TaskJob *j)
{
    VEC_EACH (Step, s, &j->steps) {
        const Task *t = task_named(ws, s->label);
        want_inputs(j, t->command);
        want_inputs(j, t->cwd);
        VEC_EACH (char *, a, &t->args)
            want_inputs(j, *a);
        VEC_EACH (char *, e, &t->env)
            want_inputs(j, *e);
    }
}

/* One step --------------------------------------------------------------------------------------
 */

// As a shell reads it back as one word, if it would not be one as it is.
static void add_word(const char *word, Buf *out)
{
    if (*word && !strpbrk(word, " \t\n'\"\\()&;|<>"))
        buf_add_c(out, word);
    else {
        buf_add_byte(out, '\'');
        for (; *word; word++)
            buf_add_c(out, *word == '\'' ? "'\\''" : (char[]){*word, '\0'});
        buf_add_byte(out, '\'');
    }
}

static bool argv_of(const Workspace *ws, const Task *t, const Map *answers, Strings *out, Err *err)
{
    AUTO(buf) Buf line = BUF_INIT;
    AUTO(free) char *command = task_expand(ws, t->command, answers, err);
    if (!command)
        return false;
    buf_add_c(&line, command);
    if (t->process)
        vec_push(out, xstrdup(command));
    VEC_EACH (char *, a, &t->args) {
        AUTO(free) char *arg = task_expand(ws, *a, answers, err);
        if (!arg)
            return false;
        buf_add_byte(&line, ' ');
        add_word(arg, &line);
        if (t->process)
            vec_push(out, xstrdup(arg));
    }
    if (!t->process)
        run_line_argv(buf_str(&line), out);
    return true;
}

static bool set_place(const Workspace *ws, const Task *t, const Map *answers, RunPlan *p, Err *err)
{
    VEC_EACH (char *, e, &t->env) {
        char *value = task_expand(ws, *e, answers, err);
        if (!value)
            return false;
        vec_push(&p->env, value);
    }
    if (!t->cwd)
        return true;
    AUTO(free) char *cwd = task_expand(ws, t->cwd, answers, err);
    if (!cwd)
        return false;
    free(p->cwd);
    p->cwd = path_normal(ws->root, cwd);
    return fs_is_dir(p->cwd) || err_set(err, "there is no folder '%s'", p->cwd);
}

static RunItem *start_plan(Workspace *ws, const TaskJob *j, Task *t, RunPlan *p, Err *err)
{
    if (!set_place(ws, t, &j->answers, p, err))
        return NULL;
    RunWhat what = {.title = t->label,
                    .task = t->label,
                    .matchers = steal(&t->matchers), // they are read anew before the next run
                    .allow = j->allow,
                    .show = t->reveal == REVEAL_ALWAYS};
    if (t->background)
        what.allow.no_limit = true;
    return runs_start(ws, p, &what, err);
}

static bool start_step(Workspace *ws, const TaskJob *j, Step *s, Err *err)
{
    Task *t = task_named(ws, s->label);
    if (!t)
        return err_set(err, "there is no task '%s' any more", s->label);
    s->done = !t->command;
    if (s->done)
        return true;
    Strings argv = {0};
    RunPlan p = {0};
    RunItem *r = NULL;
    RunLimits limits = runs_limits(ws);
    limits.wall_ms = (int64_t)ws->options.task_timeout_s * 1000;
    if (argv_of(ws, t, &j->answers, &argv, err)) {
        vec_push(&argv, NULL);
        if (run_plan_command(ws->root, (const char *const *)argv.p, &limits, &p, err))
            r = start_plan(ws, j, t, &p, err);
        run_plan_deinit(&p);
    }
    VEC_EACH (char *, a, &argv)
        free(*a);
    vec_deinit(&argv);
    s->run = r ? r->number : 0;
    return r || err_wrap(err, "task '%s'", s->label);
}

static bool start_stage(Workspace *ws, TaskJob *j, Err *err)
{
    tasks_read(ws);
    VEC_EACH (Step, s, &j->steps)
        if (s->stage == j->stage && !start_step(ws, j, s, err))
            return false;
    return true;
}

/* The answers -----------------------------------------------------------------------------------
 */

static const TaskInput *input_named(const Workspace *ws, const char *id)
{
    VEC_EACH (TaskInput, in, &ws->tasks.inputs)
        if (strcmp(in->id, id) == 0)
            return in;
    return NULL;
}

static bool is_option(const TaskInput *in, Str line)
{
    VEC_EACH (char *, o, &in->options)
        if (str_eq_c(line, *o))
            return true;
    return in->options.n == 0;
}

static bool ask_or_start(Workspace *ws, TaskJob *j, Err *err);

static void give_up(Workspace *ws, TaskJob *j)
{
    for (size_t i = 0; i < ws->tasks.jobs.n; i++)
        if (ws->tasks.jobs.p[i] == j)
            vec_remove(&ws->tasks.jobs, i, 1);
    job_free(j);
}

static void answered(Workspace *ws, int choice, Str line, void *arg)
{
    TaskJob *j = arg;
    AUTO(err) Err err = {0};
    const TaskInput *in = input_named(ws, j->wanted.p[0]);
    j->asks = false;
    if (choice < 0 || !in) {
        give_up(ws, j);
        return;
    }
    if (is_option(in, line)) {
        map_set(&j->answers, str_c(in->id), str_dup(line));
        free(j->wanted.p[0]);
        vec_remove(&j->wanted, 0, 1);
    }
    if (!ask_or_start(ws, j, &err)) {
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
        give_up(ws, j);
    }
}

static char *question(const TaskInput *in)
{
    AUTO(buf) Buf out = BUF_INIT;
    buf_add_c(&out, in->title);
    for (size_t i = 0; i < in->options.n; i++)
        buf_addf(&out, "%s%s", i ? ", " : ": one of ", in->options.p[i]);
    return buf_take(&out);
}

static bool ask_or_start(Workspace *ws, TaskJob *j, Err *err)
{
    if (j->wanted.n == 0)
        return start_stage(ws, j, err);
    const TaskInput *in = input_named(ws, j->wanted.p[0]);
    if (!in)
        return err_set(err, "tasks.json has no input '%s'", j->wanted.p[0]);
    const char *preset = *in->preset || !in->options.n ? in->preset : in->options.p[0];
    j->asks = true;
    ask_file(ws, (Ask){.title = xstrdup("Task"),
                       .text = question(in),
                       .preset = xstrdup(preset),
                       .answer = answered,
                       .arg = j});
    return true;
}

/* Jobs ------------------------------------------------------------------------------------------
 */

bool task_start_with(Workspace *ws, const char *label, RunAllow allow, Err *err)
{
    AUTO(free) char *own = xstrdup(label); // it may be of a task that is read anew
    tasks_read(ws);
    TaskJob *j = NEW(TaskJob);
    int next;
    j->allow = allow;
    if (!plan(ws, j, (Path){NULL, own}, 0, &next, err)) {
        job_free(j);
        return false;
    }
    free(ws->tasks.last);
    ws->tasks.last = xstrdup(own);
    want_all(ws, j);
    vec_push(&ws->tasks.jobs, j);
    if (ask_or_start(ws, j, err))
        return true;
    give_up(ws, j);
    return false;
}

bool task_start(Workspace *ws, const char *label, Err *err)
{
    return task_start_with(ws, label, (RunAllow){0}, err);
}

// A task in the background is done for others when it says that it is at rest.
static bool is_over(const RunItem *r)
{
    return !r || r->summary || (r->feed && problem_feed_is_idle(r->feed));
}

static void show_failed(Workspace *ws, const RunItem *r)
{
    for (size_t i = 0; i < ws->runs.all.n; i++)
        if (ws->runs.all.p[i] == r)
            ws->runs.active = i;
    if (!ws->layout.panel)
        layout_toggle_panel(&ws->layout);
    ws->layout.tab = PANEL_RUNS;
}

static void look(Workspace *ws, TaskJob *j, Step *s)
{
    const RunItem *r = runs_numbered(ws, s->run);
    const Task *t = task_named(ws, s->label);
    s->done = is_over(r);
    if (!s->done || !r || !r->summary || r->ok)
        return;
    j->failed = true;
    if (t && t->reveal == REVEAL_SILENT)
        show_failed(ws, r);
}

// Go on with a job; true if it is over.
static bool settle(Workspace *ws, TaskJob *j)
{
    AUTO(err) Err err = {0};
    bool running = false, more = false;
    if (j->asks)
        return false;
    VEC_EACH (Step, s, &j->steps) {
        if (s->stage == j->stage && !s->done)
            look(ws, j, s);
        running = running || (s->stage == j->stage && !s->done);
        more = more || s->stage > j->stage;
    }
    if (running || !more || j->failed)
        return !running;
    j->stage++;
    if (start_stage(ws, j, &err))
        return false;
    message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
    return true;
}

void tasks_settle(Workspace *ws)
{
    for (size_t i = ws->tasks.jobs.n; i-- > 0;) {
        TaskJob *j = ws->tasks.jobs.p[i];
        if (settle(ws, j)) {
            vec_remove(&ws->tasks.jobs, i, 1);
            job_free(j);
        }
    }
}
