/* Symbols of the text on the screen: breadcrumbs over an editor, the outline below the explorer.
 * Both want a screen of SYMBOLS_ROWS_MIN rows. */
#ifndef UI_SYMBOLS_H
#define UI_SYMBOLS_H

#include "ui/inner.h"

enum { SYMBOLS_ROWS_MIN = 30 };

/* One letter for its kind. */
const char *symbol_sign(const Ui *ui, SymbolKind k);
/* Its name on one row, at most 120 bytes; lives as long as the frame. */
const char *symbol_name(Ui *ui, const Document *d, const SyntaxSymbol *s);
/* Go to its name in view v. */
void symbol_go(Ui *ui, View *v, size_t symbol);

#endif
