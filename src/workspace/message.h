/* What the program tells the user: results in the status bar, warnings and errors as toasts, all of
 * it in the Output panel and in the list of notifications. */
#ifndef WORKSPACE_MESSAGE_H
#define WORKSPACE_MESSAGE_H

#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

typedef struct Workspace Workspace;
typedef enum { MESSAGE_RESULT, MESSAGE_INFO, MESSAGE_WARNING, MESSAGE_ERROR } MessageLevel;

enum { MESSAGE_ACTIONS = 3 };
typedef struct {
    const char *label, *command; // literals; a label NULL: there is none
    char *arg;                   // owned; NULL: none
} MessageAction;

typedef struct {
    MessageLevel level;
    char *text;       // owned
    int64_t wall_ms;  // when it was said
    int64_t until_ns; // monotonic; 0: stays until dismissed; < 0: no longer shown
    int64_t said_ns;  // monotonic; when it was said
    int count;        // said so often, within two seconds each
    MessageAction actions[MESSAGE_ACTIONS];
} Message;

typedef struct {
    Vec(Message) all;        // oldest first, the last 500
    struct LoopTimer *timer; // owned; runs only while a message will disappear
} Messages;

void message_say(Workspace *ws, MessageLevel level, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Something to do about what was just said; no more than MESSAGE_ACTIONS of them. */
void message_offer(Workspace *ws, const char *label, const char *command, Str arg);
/* No longer shown; it stays in the lists. */
void message_hide(Message *m);
/* A hint that holds no longer: the newest result is hidden if it says that. */
void message_withdraw(Workspace *ws, const char *text);
/* The newest result to show in the status bar, NULL if none. */
const Message *message_result(const Workspace *ws);
/* The i-th shown toast, newest first, NULL if there are fewer. */
Message *message_toast(const Workspace *ws, int i);
/* Dismiss all toasts; false if there was none. */
bool message_dismiss(Workspace *ws);
void messages_deinit(Messages *m);

#endif
