// Asking whether a project is trusted.
#include "workspace/inner.h"
#include "base/path.h"

enum { KEEP, TRUST_FOLDER, TRUST_PARENT };

static void give(Workspace *ws, const char *folder, TrustAnswer answer)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *name = workspace_pretty(ws, ws->root);
    if (!trust_answer(ws, folder, answer, &err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
    else if (trust_is_trusted(ws))
        message_say(ws, MESSAGE_RESULT, "%s is trusted: its settings and tasks are used", name);
    else
        message_say(ws, MESSAGE_RESULT, "%s is restricted: its settings and tasks wait for trust",
                    name);
}

static void on_answer(Workspace *ws, int choice, Str line, void *arg)
{
    AUTO(free) char *parent = str_dup(path_dir(str_c(ws->root)));
    (void)line;
    (void)arg;
    if (choice == KEEP)
        give(ws, ws->root, TRUST_RESTRICTED);
    else if (choice == TRUST_FOLDER)
        give(ws, ws->root, TRUST_GIVEN);
    else if (choice == TRUST_PARENT)
        give(ws, parent, TRUST_GIVEN);
}

static void on_withdraw(Workspace *ws, int choice, Str line, void *arg)
{
    (void)line;
    (void)arg;
    if (choice == 1)
        give(ws, ws->root, TRUST_RESTRICTED);
}

static void ask_to_trust(Workspace *ws)
{
    AUTO(buf) Buf names = BUF_INIT;
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(free) char *name = workspace_pretty(ws, ws->root);
    buf_addf(&text, "Do you trust who wrote the files in %s?\n", name);
    ws->trust.asked = true;
    if (trust_matters(ws, &names))
        buf_addf(&text, "It brings %s. ", buf_c(&names));
    buf_add_c(&text, "In a trusted folder its own settings hold. "
                     "Restricted, they wait, and new terminals are in the jail; you can edit and "
                     "run everything. Tasks and runs stay in the jail either way.");
    ask_file(ws, (Ask){.title = xstrdup("Workspace trust"),
                       .text = xstrdup(buf_c(&text)),
                       .choices = {"Keep restricted", "Trust folder", "Trust parent"},
                       .safe = KEEP,
                       .answer = on_answer});
}

void trust_ask(Workspace *ws)
{
    if (!ws->options.trust_enabled) {
        message_say(ws, MESSAGE_RESULT,
                    "All folders are trusted: security.workspace.trust.enabled is false");
        return;
    }
    if (!trust_is_trusted(ws)) {
        ask_to_trust(ws);
        return;
    }
    AUTO(free) char *folder = workspace_pretty(ws, ws->trust.folder);
    ask_file(ws,
             (Ask){.title = xstrdup("Workspace trust"),
                   .text = xasprintf("%s is trusted: its own settings hold. Tasks and runs stay "
                                     "in the jail all the same.",
                                     folder),
                   .choices = {"Keep trusted", "Restrict"},
                   .safe = 0,
                   .answer = on_withdraw});
}

void trust_ask_once(Workspace *ws)
{
    AUTO(buf) Buf names = BUF_INIT;
    int when = ws->options.trust_prompt;
    bool open =
        ws->trust.answer == TRUST_UNKNOWN || (when == TRUST_PROMPT_ALWAYS && !trust_is_trusted(ws));
    if (!ws->options.trust_enabled || !open || when == TRUST_PROMPT_NEVER ||
        !trust_matters(ws, &names))
        return;
    ask_to_trust(ws);
}

// No dialog: who opens a terminal is about to type.
void trust_ask_for_shell(Workspace *ws)
{
    if (trust_is_trusted(ws) || ws->trust.answer != TRUST_UNKNOWN || ws->trust.asked ||
        ws->options.trust_prompt == TRUST_PROMPT_NEVER)
        return;
    ws->trust.asked = true;
    message_say(ws, MESSAGE_INFO, "This folder is not trusted: its terminals are in the jail");
    message_offer(ws, "Trust\xE2\x80\xA6", "trust.manage", STR_NULL);
}
