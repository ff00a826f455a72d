/* Face of ui: see ARCHITECTURE.md until its essay stands here. */
#ifndef UI_UI_H
#define UI_UI_H
#endif
