// Running a task: answers first, then what it depends on stage by stage, each a run in the jail.
#include "base/path.h"
#include "workspace/inner.h"
#include "workspace/tasks.h"

enum { STEPS_MAX = 200 };

typedef struct {
    char *label; // owned
    int stage;   // steps of one stage run at once
    int run;     // serial of its run, 0: not started
    bool done;
} Step;

// What a job waits for: files to be saved, tasks to be read, an answer, or its runs.
typedef enum { JOB_SAVES, JOB_READS, JOB_ASKS, JOB_RUNS } JobState;

struct TaskJob {
    Vec(Step) steps;  // owned
    int stage;        // that runs now
    Map answers;      // owned strings, by id of the input
    TaskWords wanted; // ids that were not asked for yet
    RunAllow allow;
    JobState state;
    bool failed;
    int number;
    char *label; // owned
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
    free(j->label);
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
    RunLimits limits = runs_limits(ws, &j->allow);
    if (!j->allow.timeout_s)
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
    s->run = r ? r->serial : 0;
    if (r)
        output_say(ws, OUTPUT_TASKS, MESSAGE_RESULT, "%s: begins as run #%lld", s->label,
                   (long long)r->number);
    return r || err_wrap(err, "task '%s'", s->label);
}

static bool start_stage(Workspace *ws, TaskJob *j, Err *err)
{
    VEC_EACH (Step, s, &j->steps)
        if (s->stage == j->stage && !start_step(ws, j, s, err))
            return false;
    return true;
}

/* The answers -----------------------------------------------------------------------------------
 */

static const TaskInput *input_named(const Workspace *ws, const char *id)
{
    VEC_EACH (TaskInput, in, &ws->tasks.set.inputs)
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
static void read_then_go_on(Workspace *ws, TaskJob *j);

// What keeps a task from running.
static void tell(Workspace *ws, const Err *err)
{
    message_say(ws, MESSAGE_ERROR, "%s", err_text(err));
    output_say(ws, OUTPUT_TASKS, MESSAGE_ERROR, "%s", err_text(err));
}

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
    j->state = JOB_RUNS;
    if (choice < 0 || !in) {
        give_up(ws, j);
        return;
    }
    if (is_option(in, line)) {
        map_set(&j->answers, str_c(in->id), str_dup(line));
        free(j->wanted.p[0]);
        vec_remove(&j->wanted, 0, 1);
    }
    if (j->wanted.n == 0) {
        read_then_go_on(ws, j); // they may have been read for others meanwhile
        return;
    }
    if (!ask_or_start(ws, j, &err)) {
        tell(ws, &err);
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
    j->state = JOB_ASKS;
    ask_file(ws, (Ask){.title = xstrdup("Task"),
                       .text = question(in),
                       .preset = xstrdup(preset),
                       .replaced = true,
                       .answer = answered,
                       .arg = j});
    return true;
}

/* Jobs ------------------------------------------------------------------------------------------
 */

static TaskJob *job_numbered(const Workspace *ws, int number)
{
    VEC_EACH (TaskJob *, j, &ws->tasks.jobs)
        if ((*j)->number == number)
            return *j;
    return NULL;
}

static bool begin(Workspace *ws, TaskJob *j, Err *err)
{
    int next;
    if (!plan(ws, j, (Path){NULL, j->label}, 0, &next, err))
        return false;
    free(ws->tasks.last);
    ws->tasks.last = xstrdup(j->label);
    want_all(ws, j);
    return ask_or_start(ws, j, err);
}

// The tasks were read: they are as the job shall find them until this returns.
static void go_on(Workspace *ws, void *arg)
{
    AUTO(err) Err err = {0};
    TaskJob *j = job_numbered(ws, (int)(intptr_t)arg);
    if (!j)
        return;
    j->state = JOB_RUNS;
    if (j->steps.n ? start_stage(ws, j, &err) : begin(ws, j, &err))
        return;
    tell(ws, &err);
    give_up(ws, j);
}

static void read_then_go_on(Workspace *ws, TaskJob *j)
{
    j->state = JOB_READS;
    tasks_read(ws, go_on, (void *)(intptr_t)j->number);
}

void task_start(Workspace *ws, const char *label, RunAllow allow)
{
    TaskJob *j = NEW(TaskJob);
    *j = (TaskJob){.number = ++ws->tasks.last_number,
                   .label = xstrdup(label),
                   .allow = allow,
                   .state = JOB_SAVES};
    vec_push(&ws->tasks.jobs, j);
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

static void say_end(Workspace *ws, const Step *s, const RunItem *r)
{
    bool over = r && r->summary;
    output_say(ws, OUTPUT_TASKS, over && !r->ok ? MESSAGE_ERROR : MESSAGE_RESULT, "%s: %s",
               s->label,
               over ? r->summary
               : r  ? "waits for changes"
                    : "is over");
}

static void look(Workspace *ws, TaskJob *j, Step *s)
{
    const RunItem *r = runs_of_serial(ws, s->run);
    const Task *t = task_named(ws, s->label);
    s->done = is_over(r);
    if (s->done)
        say_end(ws, s, r);
    if (!s->done || !r || !r->summary || r->ok)
        return;
    j->failed = true;
    if (t && t->reveal == REVEAL_SILENT)
        show_failed(ws, r);
}

bool tasks_are_starting(const Workspace *ws)
{
    VEC_EACH (TaskJob *, j, &ws->tasks.jobs)
        if ((*j)->state == JOB_SAVES || (*j)->state == JOB_READS)
            return true;
    return false;
}

// Go on with a job; true if it is over.
static bool settle(Workspace *ws, TaskJob *j)
{
    bool running = false, more = false;
    if (j->state == JOB_SAVES && !ws->saving)
        read_then_go_on(ws, j);
    if (j->state != JOB_RUNS)
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
    read_then_go_on(ws, j);
    return false;
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
