/* Rows of languages.json as structures. */
#ifndef RUN_LANGUAGE_H
#define RUN_LANGUAGE_H

#include "base/json.h"
#include "run/run.h"

struct RunLanguage {
    char *id, *title, *install, *extension; // owned
    const Json *row;                        // borrowed from the table's document, which stays
};

#endif
