// Up to a NUL byte "problemMatcher" of a task, behind it what the task prints: whatever stands in
// them, what is found has a message and places that can be.
#include "base/bug.h"
#include "workspace/problem-scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(const Finding *f)
{
    BUG_ON(!f->message || !f->matcher);
    BUG_ON(f->places.n == 0 || f->places.n > SCAN_FRAMES_MAX || f->notes.n > SCAN_FRAMES_MAX);
    BUG_ON((int)f->severity < 0 || f->severity >= SEVERITY_COUNT);
    VEC_EACH (const FindingPlace, p, &f->places)
        BUG_ON(p->at.row < 0 || p->at.col < -1);
}

static size_t scan(const MatcherSet *set, Str text, size_t piece)
{
    ProblemScan *s = problem_scan_new(set);
    Finding f;
    size_t found = 0;
    matchers_begin(set);
    for (; text.n; text = str_from(text, MIN(piece, text.n)))
        problem_scan_feed(s, str_upto(text, piece), INT64_MAX);
    problem_scan_flush(s, true);
    for (; problem_scan_take(s, &f); finding_deinit(&f), found++)
        check(&f);
    problem_scan_free(s);
    return found;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Str all = str_n((const char *)data, n);
    ptrdiff_t cut = str_find_byte(all, '\0');
    Str json = str_upto(all, cut < 0 ? 0 : (size_t)cut);
    Str output = str_from(all, cut < 0 ? 0 : (size_t)cut + 1);
    MatcherSet *set = json.n ? matchers_new_empty() : matchers_new();
    JsonDoc *doc = json.n ? json_parse(json, NULL) : NULL;
    if (doc)
        (void)matchers_add(set, json_root(doc), NULL); // what cannot be used is left out
    size_t found = scan(set, output, SIZE_MAX);
    if (!json.n) // one of a task may give up here and not there
        BUG_ON(scan(set, output, 7) != found);
    json_free(doc);
    matchers_free(set);
    return 0;
}
