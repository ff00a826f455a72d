// codelab audit: what was done, and that nobody changed the record of it.
#include "app/cli-file.h"
#include "app/cli-note.h"
#include "app/cli-talk.h"
#include "app/cli.h"

#include "base/json.h"
#include "base/mem.h"

#include <stdio.h>

static const char help[] = "usage: codelab audit [--since N] [--json]\n"
                           "       codelab audit --verify [--json]\n"
                           "\n"
                           "What codelab ran, trusted, forgot, exported and took in, the oldest "
                           "first.  Each entry holds a\n"
                           "sum over the one before and itself, and the last sum stands beside the "
                           "database, too: --verify\n"
                           "tells whether one was changed, put between, or cut off, and exits with "
                           "1 then.  Contents, keys\n"
                           "and values of the environment are never in it.\n"
                           "\n"
                           "  --since N   from entry N on\n"
                           "  --json      one object a line: {\"n\", \"time_ms\", \"kind\", "
                           "\"subject\", \"detail\", \"folder\",\n"
                           "              \"author\", \"hash\"}; with --verify one object\n";

static bool print_json(void *arg, const AuditEntry *e)
{
    char hex[HASH_HEX_MAX];
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out};
    (void)arg;
    hash_hex(e->hash, hex);
    json_out_object(&w, NULL);
    json_out_int(&w, "n", e->n);
    json_out_int(&w, "time_ms", e->time_ms);
    json_out_str(&w, "kind", e->kind);
    json_out_str(&w, "subject", e->subject);
    json_out_str(&w, "detail", e->detail);
    json_out_str(&w, "folder", e->folder);
    json_out_str(&w, "author", e->author);
    json_out_str(&w, "hash", str_c(hex));
    json_out_end(&w);
    puts(buf_c(&out));
    return true;
}

static bool print(void *arg, const AuditEntry *e)
{
    AUTO(free) char *when = cli_time(e->time_ms);
    (void)arg;
    printf("%5lld  %s  ", (long long)e->n, when);
    cli_put(stdout, e->kind);
    fputs("  ", stdout);
    cli_put(stdout, e->subject);
    fputs(e->detail.n ? "  " : "", stdout);
    cli_put(stdout, e->detail);
    putchar('\n');
    return true;
}

static void put_check(const AuditCheck *c, bool whole)
{
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out};
    json_out_object(&w, NULL);
    json_out_bool(&w, "ok", whole);
    json_out_int(&w, "entries", c->nentries);
    json_out_int(&w, "broken", c->broken);
    json_out_int(&w, "cut", c->cut);
    json_out_int(&w, "gaps", c->gaps);
    json_out_bool(&w, "no_head", c->no_head);
    json_out_end(&w);
    puts(buf_c(&out));
}

static bool verify(Store *s, bool json, Err *err)
{
    AuditCheck c;
    if (!store_audit_check(s, &c, err))
        return false;
    bool whole = !c.broken && !c.cut && !c.gaps && !c.no_head;
    if (json)
        put_check(&c, whole);
    else
        printf("%lld entries\n", (long long)c.nentries);
    if (c.broken)
        return err_set(err, "the audit log was altered at entry %lld", (long long)c.broken);
    if (c.cut)
        return err_set(err, "%lld entries are missing at the end of the audit log",
                       (long long)c.cut);
    if (c.gaps)
        return err_set(err, "entries of the audit log were lost, as %lld of its gaps tell",
                       (long long)c.gaps);
    return !c.no_head || err_set(err, "the sum of the last entry, audit.head, is gone");
}

static bool list(Store *s, bool json, const char *since, Err *err)
{
    long long from = 1;
    if (since && (!str_to_i64(str_c(since), &from) || from < 1))
        return err_set(err, "'%s' is no number of an entry", since);
    return store_audit_each(s, from, json ? print_json : print, NULL, err);
}

int cli_audit(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    const char *since = NULL;
    bool json = false, check = false;
    const CliOption options[] = {
        {"--json", &json, NULL}, {"--verify", &check, NULL}, {"--since", NULL, &since}};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    if (!cli_options(options, ARRAY_LEN(options), &argc, argv, &err) ||
        (argc > 1 && !err_set(&err, "audit takes no '%s'", argv[1])))
        return cli_misuse(&err, "audit");
    cli_note_wait();
    Store *s = cli_store(&err);
    bool ok = s && (check ? verify(s, json, &err) : list(s, json, since, &err));
    store_close(s);
    return ok ? CLI_OK : cli_fail(&err);
}
