/* What subcommands tell the audit log. */
#ifndef APP_CLI_NOTE_H
#define APP_CLI_NOTE_H

typedef struct Store Store;

/* Note in the open store what was done, in the current folder.  That it could not be noted is told,
 * and changes nothing else. */
void cli_note(Store *s, const char *kind, const char *subject, const char *detail);
/* The same with a store of its own. */
void cli_note_alone(const char *kind, const char *subject, const char *detail);
/* The same later, with some hundred others by a process of its own or by who reads the log, so that
 * nobody waits for the database and this one may become another program; no word of failures. */
void cli_note_later(const char *kind, const char *subject, const char *detail);
/* Wait for those of cli_note_later() that are under way. */
void cli_note_wait(void);

#endif
