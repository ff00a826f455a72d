#include "workspace/inner.h"
#include "base/bytelog.h"
#include "base/path.h"
#include "run/run.h"

#include <stdio.h>

enum { PROBLEM_BYTES = 200 };

Picture *picture_for(Workspace *ws, const char *path)
{
    AUTO(free) char *helper = path && image_is_name(str_c(path)) ? image_helper_path(NULL) : NULL;
    if (!helper)
        return NULL;
    Picture *p = NEW(Picture);
    p->ws = ws;
    return p;
}

void picture_free(Picture *p)
{
    if (!p)
        return;
    if (p->run)
        run_free(p->run);
    image_grid_deinit(&p->grid);
    free(p->problem);
    free(p);
}

bool picture_toggle(View *v, Err *err)
{
    if (v->picture) {
        picture_free(steal(&v->picture));
        return true;
    }
    AUTO(free) char *helper = image_helper_path(err);
    if (!helper)
        return false;
    if (!v->doc->path || !v->doc->on_disk)
        return err_set(err, "cannot show '%s' as a picture: save it first", v->doc->title);
    v->picture = NEW(Picture);
    v->picture->ws = v->ws;
    return true;
}

static void changed(void *arg)
{
    (void)arg; // the next settle looks
}

// Only the file and the helper can be seen in the jail.
static bool start(Picture *p, const char *path, Err *err)
{
    AUTO(free) char *helper = image_helper_path(err);
    char cols[16], rows[16];
    RunLimits limits = run_limits_default();
    RunPlan plan;
    if (!helper)
        return false;
    snprintf(cols, sizeof cols, "%d", MIN(p->for_cols, (int)IMAGE_SIDE_MAX));
    snprintf(rows, sizeof rows, "%d", MIN(p->for_rows, (int)IMAGE_SIDE_MAX));
    const char *argv[] = {helper, path, cols, rows, p->for_mode, NULL};
    if (!run_plan_command(NULL, argv, &limits, &plan, err))
        return false;
    vec_push(&plan.read_paths, str_dup(path_dir(str_c(helper))));
    vec_push(&plan.read_paths, xstrdup(path));
    p->run = run_start(p->ws->loop, &plan, changed, p, err);
    run_plan_deinit(&plan);
    return p->run != NULL;
}

static void fail(Picture *p, const char *why)
{
    free(p->problem);
    p->problem = xstrdup(why);
}

void picture_dispatch(View *v)
{
    Picture *p = v->picture;
    AUTO(err) Err err = {0};
    bool same = p->rows == p->for_rows && p->cols == p->for_cols && p->mode == p->for_mode;
    if (p->run || same || p->rows < 1 || p->cols < 1)
        return;
    p->for_rows = p->rows;
    p->for_cols = p->cols;
    p->for_mode = p->mode;
    if (!start(p, v->doc->path, &err))
        fail(p, err_text(&err));
    if (!p->run)
        workspace_wake(v->ws);
}

static void read_output(const Run *r, Buf *out)
{
    uint64_t off = 0;
    for (Str s = bytelog_read(run_output(r), &off, NULL); s.n;
         s = bytelog_read(run_output(r), &off, NULL))
        buf_add(out, s);
}

// What the helper, or the jail, says of it.
static void take_problem(Picture *p, Str output)
{
    const RunResult *result = run_result(p->run);
    Str line = STR_NULL, prefix = STR("codelab-image: ");
    str_split(&output, '\n', &line);
    if (str_starts(line, prefix))
        line = str_from(line, prefix.n);
    AUTO(free) char *text = str_dup(str_n(line.p, MIN(line.n, (size_t)PROBLEM_BYTES)));
    fail(p, result->message ? result->message : *text ? text : "the picture could not be read");
}

void picture_settle(View *v)
{
    Picture *p = v->picture;
    AUTO(buf) Buf output = BUF_INIT;
    ImageGrid grid;
    if (!p->run || !run_is_done(p->run))
        return;
    read_output(p->run, &output);
    if (run_result(p->run)->returncode == 0 && image_grid_parse(buf_str(&output), &grid, NULL)) {
        image_grid_deinit(&p->grid);
        p->grid = grid;
        free(steal(&p->problem));
    } else {
        take_problem(p, buf_str(&output));
    }
    run_free(steal(&p->run));
}
