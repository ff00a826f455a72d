/* What this machine and this terminal give codelab: one report for codelab doctor, for the page of
 * the workbench and for the bundle that goes with a report of an issue. */
#ifndef APP_DOCTOR_H
#define APP_DOCTOR_H

#include "tty/tty.h"

#include "base/vec.h"

typedef enum {
    DOCTOR_OK,
    DOCTOR_NOTE,
    DOCTOR_BAD
} DoctorState; // NOTE: less, but nothing is broken

typedef struct {
    const char *what; // literal
    DoctorState state;
    char *detail; // owned
} DoctorRow;
typedef Vec(DoctorRow) DoctorRows;

/* What the environment says of characters.  Sets the locale of the process: for the command line.
 */
void doctor_locale(DoctorRows *rows);
/* Version, environment, tools, jail.  Starts programs and may take a moment: for a worker
 * or the command line. */
void doctor_machine(DoctorRows *rows);
/* The store, opened by itself and read as a whole, and its backups. */
void doctor_store(DoctorRows *rows);
/* Repair what is damaged of it, and fill it up from backups. */
void doctor_repair(DoctorRows *rows);
/* What the running terminal can do and has told. */
void doctor_terminal(const Tty *tty, DoctorRows *rows);
/* Who would take a copy: `wanted` is a ClipProvider. */
void doctor_clipboard(int wanted, const Tty *tty, DoctorRows *rows);
/* A row a line; returns how many are bad. */
int doctor_print(const DoctorRows *rows, Buf *out);
/* { "ok": …, "checks": [ { "what", "state", "detail" } ] } */
void doctor_json(const DoctorRows *rows, Buf *out);
void doctor_deinit(DoctorRows *rows);

#endif
