// Places in what a program printed, for who reads the answer: as the Problems view finds them.
#include "app/cli-run.h"

#include "workspace/workspace.h"

enum { TOLD_MAX = 200 };

static const char *const severities[SEVERITY_COUNT] = {
    [SEVERITY_ERROR] = "error",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_INFO] = "info",
    [SEVERITY_HINT] = "hint",
};

static void put_place(JsonOut *w, const FindingPlace *p, const char *ran)
{
    if (p->file || ran)
        json_out_str(w, "file", str_c(p->file ? p->file : ran));
    json_out_int(w, "line", p->at.row + 1);
    if (p->at.col >= 0)
        json_out_int(w, "column", p->at.col + 1);
}

static void put_finding(JsonOut *w, const Finding *f, const char *ran)
{
    json_out_object(w, NULL);
    json_out_str(w, "severity", str_c(severities[f->severity]));
    json_out_str(w, "message", str_c(f->message ? f->message : ""));
    if (f->matcher->label)
        json_out_str(w, "source", str_c(f->matcher->label));
    if (f->places.n)
        put_place(w, &f->places.p[0], ran);
    if (f->places.n > 1) {
        json_out_array(w, "frames");
        for (size_t i = 1; i < f->places.n; i++) {
            json_out_object(w, NULL);
            put_place(w, &f->places.p[i], ran);
            json_out_end(w);
        }
        json_out_end(w);
    }
    json_out_end(w);
}

void cli_run_problems(JsonOut *w, const CliRun *r, Str out, Str err)
{
    const Str texts[] = {err, out};
    MatcherSet *set = matchers_new();
    size_t n = 0;
    json_out_array(w, "problems");
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        ProblemScan *scan = problem_scan_new(set);
        Finding f;
        for (Str rest = texts[i]; rest.n;)
            rest = str_from(rest, problem_scan_feed(scan, rest, INT64_MAX));
        problem_scan_flush(scan, true);
        while (problem_scan_take(scan, &f)) {
            if (n++ < TOLD_MAX)
                put_finding(w, &f, r->is_command ? NULL : r->words[0]);
            finding_deinit(&f);
        }
        problem_scan_free(scan);
    }
    matchers_free(set);
    json_out_end(w);
}
