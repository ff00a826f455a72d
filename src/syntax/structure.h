/* The structure of a layer: what folds and what has a name, as lists in the order of the text. They
 * are found by folds.scm and outline.scm of the grammar; after an edit only where the tree changed
 * is looked at again, all else moves along. */
#ifndef SYNTAX_STRUCTURE_H
#define SYNTAX_STRUCTURE_H

#include "syntax/layer.h"
#include "syntax/syntax.h"

/* A fold or a symbol.  Bytes and rows count from the start of the layer. */
typedef struct {
    Stretch at;            // the node
    Stretch inner;         // a symbol's name; a fold up to the end of the last row it hides
    uint32_t row, end_row; // of at.start, of inner.end (a fold) or at.end
    uint32_t parent;       // index of the innermost one around it, NO_PARENT
    uint16_t pattern;      // that found it: of several for one place the last one counts
    uint8_t kind;          // SyntaxFoldKind or SymbolKind
} StructureItem;
#define NO_PARENT UINT32_MAX
typedef Vec(StructureItem) StructureItems;

/* Immutable; shared by reference. */
struct Structure {
    _Atomic int refs;
    bool has_folds;       // the grammar says what folds
    bool names_inner;     // symbols of the languages inside stand in its outline too
    StructureItems folds; // by start, outer before inner; also rows that fold only with neighbours
    StructureItems symbols;
};

/* Does the grammar say anything of structure? */
bool structure_is_known(const Grammar *g);
/* The structure of l, which starts at `base` of the run's snapshot; `old` is what it was parsed
 * from (edited, or NULL), `where` holds all that is not as in old.  Incomplete when the run has to
 * stop. */
Structure *structure_new(ParseRun *run, const Layer *l, size_t base, const Layer *old,
                         Stretch where);
/* That of l and all layers inside it as one, counted from the start of l.  Costs nothing where only
 * l has any. */
Structure *structure_of_all(const Layer *l);
Structure *structure_ref(Structure *s);
void structure_free(Structure *s);

/* Index of the first item that starts at or behind `off`. */
size_t structure_find(const StructureItems *v, size_t off);

#endif
