// The terminal report as a page, and the bundle that goes with a report of an issue.  What machines
// are asked is done on a worker; the page is shown when that is known.
#include "app/app-inner.h"
#include "app/doctor.h"
#include "base/clock.h"
#include "base/path.h"
#include "command/command.h"
#include "loop/loop.h"
#include "store/store.h"

typedef struct {
    App *app;
    DoctorRows rows;
    bool bundle;
} Report;

static void work(void *arg, const atomic_bool *cancelled)
{
    Report *r = arg;
    if (!*cancelled)
        doctor_machine(&r->rows);
}

// Names of what the user set, without values: those may be secrets.
static void add_changed(const Workspace *ws, Buf *out)
{
    size_t n;
    const Setting *all = setting_all(&n);
    buf_add_c(out, "\nSettings that are not as they come (names only):\n");
    for (size_t i = 0; i < n; i++)
        if (setting_source(ws, &all[i]) != OPTION_DEFAULT)
            buf_addf(out, "  %s\n", all[i].name);
}

static void add_state(const Workspace *ws, Buf *out)
{
    size_t bytes = 0;
    VEC_EACH (Document *, d, &ws->documents)
        bytes += snap_size(text_now((*d)->text));
    buf_addf(out, "\nOpen: %zu documents of %zu bytes, %zu views, %zu terminals\n", ws->documents.n,
             bytes, ws->views.n, ws->terminals.all.n);
}

static void write_bundle(Workspace *ws, Str text)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *dir = store_dir(&err);
    AUTO(free)
    char *path = dir ? xasprintf("%s/report-%lld.txt", dir, (long long)clock_wall_ms()) : NULL;
    if (!path || !fs_mkdirs(dir, &err) || !fs_write(path, text, &err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
    else
        message_say(ws, MESSAGE_INFO, "Written for you to read and send: %s", path);
}

static void done(void *arg, bool cancelled)
{
    Report *r = arg;
    App *a = r->app;
    Buf text = BUF_INIT;
    if (!cancelled) {
        doctor_terminal(a->at->tty, &r->rows);
        doctor_clipboard(a->ws->options.clip_provider, a->at->tty, &r->rows);
        (void)doctor_print(&r->rows, &text);
    }
    if (!cancelled && r->bundle) {
        add_changed(a->ws, &text);
        add_state(a->ws, &text);
        write_bundle(a->ws, buf_str(&text));
    }
    if (!cancelled)
        workspace_show_page(a->ws, r->bundle ? "Issue report" : "Terminal report", &text);
    a->reporting = NULL;
    buf_deinit(&text);
    doctor_deinit(&r->rows);
    free(r);
}

void app_report(App *a)
{
    ReportWish wish = a->ws->report;
    a->ws->report = REPORT_NONE;
    if (wish == REPORT_NONE || a->reporting)
        return;
    Report *r = NEW(Report);
    r->app = a;
    r->bundle = wish == REPORT_ISSUE;
    a->reporting = loop_job_new(a->loop, work, done, r);
}
