// codelab doctor: can this machine do what codelab promises?
#include "app/cli-talk.h"
#include "app/cli.h"
#include "app/doctor.h"
#include "base/mem.h"
#include "workspace/workspace.h"

static const char help[] =
    "usage: codelab doctor [--json] [--repair]\n"
    "\n"
    "Check terminal, locale, tools, jail, store and clipboard; 1 if something is broken.\n"
    "\n"
    "  --repair  set a damaged database aside, save what can be read, fill it up from backups\n"
    "  --json    one object: {\"ok\", \"checks\": [{\"what\", \"state\", \"detail\"}, ...]}, "
    "where\n"
    "            state is ok, note or bad\n";

int cli_doctor(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf out = BUF_INIT;
    bool json = false, repair = false;
    DoctorRows rows = {0};
    const CliOption options[] = {{"--json", &json, NULL}, {"--repair", &repair, NULL}};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    if (!cli_options(options, ARRAY_LEN(options), &argc, argv, &err) ||
        (argc > 1 && !err_set(&err, "doctor takes no '%s'", argv[1])))
        return cli_misuse(&err, "doctor");
    doctor_machine(&rows);
    doctor_locale(&rows);
    if (repair)
        doctor_repair(&rows);
    doctor_store(&rows);
    doctor_clipboard(CLIP_AUTO, NULL, &rows);
    AUTO(buf) Buf text = BUF_INIT;
    int bad = doctor_print(&rows, &text);
    if (json)
        doctor_json(&rows, &out);
    fputs(json ? buf_c(&out) : buf_c(&text), stdout);
    doctor_deinit(&rows);
    return bad ? CLI_FAILED : CLI_OK;
}
