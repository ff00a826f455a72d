/* Face of command: see ARCHITECTURE.md until its essay stands here. */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H
#endif
