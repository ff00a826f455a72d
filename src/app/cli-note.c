#include "app/cli-note.h"

#include "app/cli-file.h"
#include "app/cli-pending.h"
#include "app/cli-talk.h"

#include "base/clock.h"
#include "base/mem.h"

#include <unistd.h>

enum { ENOUGH = 16 << 10 }; // bytes of records: some hundred

static bool add(Store *s, const char *kind, const char *subject, const char *detail, Err *err)
{
    AUTO(free) char *folder = getcwd(NULL, 0);
    const AuditEntry e = {.kind = str_c(kind),
                          .subject = str_c(subject),
                          .detail = str_c(detail),
                          .folder = str_c(folder)};
    return store_audit_add(s, &e, err);
}

void cli_note(Store *s, const char *kind, const char *subject, const char *detail)
{
    AUTO(err) Err err = {0};
    if (!add(s, kind, subject, detail, &err))
        cli_fail(&err);
}

void cli_note_alone(const char *kind, const char *subject, const char *detail)
{
    AUTO(err) Err err = {0};
    Store *s = cli_store(&err);
    if (!s || !add(s, kind, subject, detail, &err))
        cli_fail(&err);
    store_close(s);
}

void cli_note_later(const char *kind, const char *subject, const char *detail)
{
    AUTO(free) char *folder = getcwd(NULL, 0);
    const AuditEntry e = {.time_ms = clock_wall_ms(),
                          .kind = str_c(kind),
                          .subject = str_c(subject),
                          .detail = str_c(detail),
                          .folder = str_c(folder)};
    // Who reads the log takes over first what waits; a process for each run would cost as much
    // as the run.
    size_t waiting = 0;
    if (cli_pending_add(&e, &waiting) && waiting >= ENOUGH)
        cli_pending_take_later();
}

void cli_note_wait(void)
{
    cli_pending_take();
}
