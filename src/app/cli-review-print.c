// What runs wrote, as lines, as JSON, as a patch.
#include "app/cli-review.h"
#include "app/cli-talk.h"

#include "base/json.h"
#include "base/mem.h"

#include <stdio.h>

static const char *const changes[] = {[REVIEW_ADDED] = "added",
                                      [REVIEW_CHANGED] = "changed",
                                      [REVIEW_DELETED] = "deleted",
                                      [REVIEW_MODE] = "mode",
                                      [REVIEW_RETYPED] = "retyped"};
static const char *const states[] = {
    [REVIEW_PENDING] = "pending", [REVIEW_ACCEPTED] = "accepted", [REVIEW_REJECTED] = "rejected",
    [REVIEW_PARTLY] = "partly",   [REVIEW_RESOLVED] = "resolved", [REVIEW_APPLIED] = "applied"};
static const char *const phases[] = {[REVIEW_TAKING] = "taking",
                                     [REVIEW_WAITING] = "waiting",
                                     [REVIEW_APPLYING] = "applying",
                                     [REVIEW_DONE] = "done"};
static const char *const things[] = {[REVIEW_NOTHING] = "nothing",
                                     [REVIEW_FILE] = "file",
                                     [REVIEW_LINK] = "link",
                                     [REVIEW_FOLDER] = "folder"};
static const struct {
    unsigned flag;
    const char *name, *says;
} flags[] = {{REVIEW_SECRET, "secret", "looks like a secret"},
             {REVIEW_TOOLS, "tools", "tells other programs what to do"},
             {REVIEW_LEAVES, "leaves", "leads out of the folder"},
             {REVIEW_MOVED, "moved", "was changed on the disk while it ran"},
             {REVIEW_LARGE, "large", "is too large to be kept"},
             {REVIEW_FINAL, "final", "no undo brings back what was there"},
             {REVIEW_IGNORED, "ignored", NULL},
             {REVIEW_BINARY, "binary", NULL}};

void review_print_head(const ReviewHead *h)
{
    printf("run %lld  ", (long long)h->run);
    cli_put(stdout, str_c(h->command));
    printf("  exit %d  %.1fs  %zu change%s +%zu -%zu", h->returncode, (double)h->duration_ms / 1000,
           h->nentries, h->nentries == 1 ? "" : "s", h->nadded, h->nremoved);
    if (h->phase != REVIEW_WAITING)
        printf("  %s", phases[h->phase]);
    putchar('\n');
}

static void print_amount(const ReviewEntry *e)
{
    if (e->change == REVIEW_MODE)
        printf("  mode %03o to %03o", e->before.mode, e->after.mode);
    else if (e->after.thing == REVIEW_LINK) {
        fputs("  to ", stdout);
        cli_put(stdout, str_c(e->after.target));
    } else if (e->flags & REVIEW_BINARY) {
        AUTO(free) char *was = cli_size(e->before.nbytes), *is = cli_size(e->after.nbytes);
        printf("  %s to %s", was, is);
    } else if (e->after.thing == REVIEW_FILE || e->before.thing == REVIEW_FILE)
        printf("  +%zu -%zu", e->nadded, e->nremoved);
    else
        printf("  %s", things[e->after.thing ? e->after.thing : e->before.thing]);
}

void review_print_entry(const ReviewEntry *e)
{
    printf("  %-8s  ", states[e->state]);
    printf("%-7s  ", changes[e->change]);
    cli_put(stdout, str_c(e->path));
    print_amount(e);
    for (size_t i = 0; i < ARRAY_LEN(flags); i++)
        if (e->flags & flags[i].flag && flags[i].says)
            printf("  [%s]", flags[i].says);
    putchar('\n');
    if (e->why) {
        fputs("            ", stdout);
        cli_put(stdout, str_c(e->why));
        putchar('\n');
    }
}

// How many entries from i on lie in one group and are as they were found.
static size_t fold(const Review *r, size_t i)
{
    Str group = review_group(&r->entries.p[i]);
    size_t n = 0;
    while (group.n && i + n < r->entries.n) {
        const ReviewEntry *e = &r->entries.p[i + n];
        if (!str_eq(review_group(e), group) || e->state != r->entries.p[i].state || e->why)
            break;
        n++;
    }
    return n;
}

void review_print_entries(const Review *r)
{
    Str notes = str_c(r->head.notes), line;
    for (size_t i = 0; i < r->entries.n;) {
        size_t n = fold(r, i);
        const ReviewEntry *e = &r->entries.p[i];
        if (n < 2) {
            review_print_entry(e);
            i++;
            continue;
        }
        printf("  %-8s  %-7s  ", states[e->state], "group");
        cli_put(stdout, review_group(e));
        printf("  %zu changes\n", n);
        i += n;
    }
    while (notes.n && str_split(&notes, '\n', &line)) {
        fputs("  note: ", stdout);
        cli_put(stdout, line);
        putchar('\n');
    }
}

static void put_side(JsonOut *w, const char *key, const ReviewSide *s)
{
    char hex[HASH_HEX_MAX];
    if (s->thing == REVIEW_NOTHING) {
        json_out_null(w, key);
        return;
    }
    json_out_object(w, key);
    json_out_str(w, "type", str_c(things[s->thing]));
    if (s->thing == REVIEW_LINK) {
        json_out_str(w, "target", str_c(s->target));
    } else {
        AUTO(free) char *mode = xasprintf("%04o", s->mode);
        json_out_str(w, "mode", str_c(mode));
    }
    if (s->thing == REVIEW_FILE)
        json_out_int(w, "size", s->nbytes);
    if (s->has_hash) {
        hash_hex(s->hash, hex);
        json_out_str(w, "sha256", str_c(hex));
    }
    json_out_end(w);
}

static void put_entry(JsonOut *w, const ReviewEntry *e)
{
    json_out_object(w, NULL);
    json_out_str(w, "path", str_c(e->path));
    json_out_str(w, "change", str_c(changes[e->change]));
    json_out_str(w, "state", str_c(states[e->state]));
    json_out_int(w, "added", (int64_t)e->nadded);
    json_out_int(w, "removed", (int64_t)e->nremoved);
    json_out_array(w, "flags");
    for (size_t i = 0; i < ARRAY_LEN(flags); i++)
        if (e->flags & flags[i].flag)
            json_out_str(w, NULL, str_c(flags[i].name));
    json_out_end(w);
    json_out_array(w, "wants");
    for (int i = 0; i < REVIEW_OWN_COUNT; i++)
        if (review_owns(e) & REVIEW_OWN_BIT(i))
            json_out_str(w, NULL, str_c(review_own_name((ReviewOwn)i)));
    json_out_end(w);
    if (e->group_n)
        json_out_str(w, "group", review_group(e));
    json_out_bool(w, "conflict", e->conflict);
    if (e->why)
        json_out_str(w, "why", str_c(e->why));
    put_side(w, "before", &e->before);
    put_side(w, "after", &e->after);
    json_out_end(w);
}

static void put_notes(JsonOut *w, const char *notes)
{
    Str rest = str_c(notes), line;
    json_out_array(w, "notes");
    while (rest.n && str_split(&rest, '\n', &line))
        json_out_str(w, NULL, line);
    json_out_end(w);
}

static void put_review(JsonOut *w, const Review *r)
{
    const ReviewHead *h = &r->head;
    json_out_int(w, "run", h->run);
    json_out_str(w, "command", str_c(h->command));
    json_out_str(w, "status", str_c(h->status));
    json_out_int(w, "returncode", h->returncode);
    json_out_double(w, "time", (double)h->time_ms / 1000);
    json_out_double(w, "execution_time", (double)h->duration_ms / 1000);
    json_out_str(w, "folder", str_c(r->dir));
    json_out_str(w, "state", str_c(phases[h->phase]));
    json_out_int(w, "added", (int64_t)h->nadded);
    json_out_int(w, "removed", (int64_t)h->nremoved);
    put_notes(w, h->notes);
    json_out_array(w, "writes");
    VEC_EACH (const ReviewEntry, e, &r->entries)
        put_entry(w, e);
    json_out_end(w);
}

void review_print_json(const Review *r, const ReviewHeads *waiting)
{
    AUTO(buf) Buf text = BUF_INIT;
    JsonOut w = {.out = &text};
    json_out_object(&w, NULL);
    if (r)
        put_review(&w, r);
    json_out_array(&w, "waiting");
    VEC_EACH (const ReviewHead, h, waiting)
        json_out_int(&w, NULL, h->run);
    json_out_end(&w);
    json_out_end(&w);
    puts(buf_c(&text));
}

bool review_print_patch(Review *r, Store *s, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    for (size_t i = 0; i < r->entries.n; i++) {
        if (!review_text_read(r, i, s, err))
            return false;
        buf_clear(&text);
        review_patch(r, i, &text);
        cli_put_patch(buf_str(&text));
        review_text_put(r, i, NULL);
    }
    return true;
}

void review_print_left(const Review *r, const ReviewLeft *left)
{
    AUTO(buf) Buf words = BUF_INIT;
    if (!left->n)
        return;
    review_left_words(left, &words);
    fprintf(stderr, "codelab: %zu change%s wait%s for a yes of %s own (%s): codelab review %lld\n",
            left->n, left->n == 1 ? "" : "s", left->n == 1 ? "s" : "",
            left->n == 1 ? "its" : "their", buf_c(&words), (long long)r->head.run);
}

int review_print_outcome(const ReviewOutcome *o, const char *done)
{
    size_t n = o->nwritten + o->nmerged;
    printf("%zu change%s %s", n, n == 1 ? "" : "s", done);
    if (o->nmerged)
        printf(", %zu of them merged with what changed on the disk", o->nmerged);
    putchar('\n');
    VEC_EACH (const ReviewApplied, x, &o->all) {
        if (!x->why)
            continue;
        fputs("codelab: ", stderr);
        cli_put(stderr, str_c(x->why));
        fputc('\n', stderr);
    }
    return o->nconflicts + o->nfailed ? CLI_FAILED : CLI_OK;
}
