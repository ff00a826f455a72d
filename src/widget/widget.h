/* Drawn things that know nothing of code: theme, list, tree, input, popup, tabs, scroll.
 *
 * They draw to a Surface and turn Keys into answers; they know no workspace, no files, no commands.
 */
#ifndef WIDGET_WIDGET_H
#define WIDGET_WIDGET_H
#endif
