/* Why a jail could not be made, and what to do about it. */
#ifndef JAIL_HELPER_REASON_H
#define JAIL_HELPER_REASON_H

#include "jail/helper/policy.h"
#include "jail/helper/step.h"

enum { REASON_BYTES = 1024 };

/* One sentence for a person: the cause, then the remedy.  Of the news that something failed. */
void reason_sentence(const Policy *p, const News *news, char *out);

#endif
