/* Whether the user trusts who wrote the files of this project.
 *
 * Until then nothing that stands in the folder decides what runs outside the jail or how: its
 * settings and tasks are not read, or run in the jail.  The answers are kept among the user's own
 * data, never in a folder; the nearest folder above that has one decides. */
#ifndef WORKSPACE_TRUST_H
#define WORKSPACE_TRUST_H

#include "base/err.h"
#include "base/str.h"

typedef struct Workspace Workspace;

typedef enum {
    TRUST_UNKNOWN,    // the user was not asked, or did not answer
    TRUST_RESTRICTED, // the user said no
    TRUST_GIVEN,
} TrustAnswer;

typedef struct {
    TrustAnswer answer;
    char *folder;   // owned; the one that was answered for, NULL: none
    unsigned stamp; // changes when the answer does
    bool asked;     // since codelab was started, for this project
} Trust;

bool trust_is_trusted(const Workspace *ws);
/* Read the answer for the project anew.  A file of answers that others could have written is not
 * believed: a message says so. */
void trust_read(Workspace *ws);
/* The user's answer for a folder (the project's, or one above), kept for ever. */
bool trust_answer(Workspace *ws, const char *folder, TrustAnswer answer, Err *err);
/* There is something in the folder that trust would bring to life; its names, appended. */
bool trust_matters(const Workspace *ws, Buf *names);
/* Ask, if the settings say so, for a project that was not answered for. */
void trust_ask_once(Workspace *ws);
/* Ask, if the settings say so and nobody has yet, as a shell was put in the jail for want of an
 * answer. */
void trust_ask_for_shell(Workspace *ws);
/* Ask, whatever was answered before. */
void trust_ask(Workspace *ws);
void trust_deinit(Trust *t);

#endif
