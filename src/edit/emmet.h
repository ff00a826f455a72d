/* Abbreviations of markup, as Emmet has them: "ul>li.item$*3" becomes elements with tab stops. */
#ifndef EDIT_EMMET_H
#define EDIT_EMMET_H

#include "base/err.h"
#include "base/str.h"

typedef struct {
    bool xml; // no element is void, nor has attributes that nobody wrote
    bool jsx; // class and for are className and htmlFor
} EmmetStyle;

/* Where the abbreviation that ends with `line` begins: behind the last tag and the last blank that
 * is in no brackets.  line.n: there is none.  O(line). */
size_t emmet_start(Str line);
/* The snippet that `abbr` stands for, appended: tags, #id, .class, [attributes], {text}, groups in
 * (), > for what is inside, + beside, ^ one level up, *N times, with $ as the number of the time
 * ($$: two digits, $@-: downwards, $@3: from 3).  Tabs indent.  False with a sentence if it cannot
 * be read, or would make more than 10000 elements or nest deeper than 60. */
bool emmet_expand(Str abbr, const EmmetStyle *style, Buf *snippet, Err *err);

#endif
