/* The values of all settings: those that hold everywhere, and for some languages others. */
#ifndef WORKSPACE_OPTION_SET_H
#define WORKSPACE_OPTION_SET_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "workspace/options.h"

typedef struct Workspace Workspace;
typedef struct Document Document;
typedef struct Language Language;
typedef struct View View;

typedef struct {
    const Language *language;
    Options options;
} LanguageOptions;

/* A value that goes before all files: of the command line. */
typedef struct {
    const char *name; // of the setting; literal
    char *json;       // owned
} OptionOverride;

/* Where a value comes from. */
typedef enum {
    OPTION_DEFAULT,
    OPTION_MACHINE,
    OPTION_USER,
    OPTION_PROJECT,
    OPTION_ARGUMENT, // of the command line
} OptionSource;

typedef struct {
    Arena texts;                    // of all options
    Vec(LanguageOptions) languages; // that settings say something of
    Vec(OptionOverride) overrides;
    Vec(OptionSource) sources; // by index in setting_all(), where not OPTION_DEFAULT before the end
    Map raw;                   // owned texts by name, of unknown settings too: simple values alone
    bool no_files;             // settings files are not read
    unsigned stamp;            // changes when the values do
    unsigned read_at;          // stamps of what they are read from
} OptionSet;

void option_set_deinit(OptionSet *s);
/* What holds for a document: of its language, else everywhere.  Valid until settings are read
 * again. O(languages with settings of their own). */
const Options *document_options(const Document *d);
const Options *view_options(const View *v);

#endif
