/* Face of workspace: see ARCHITECTURE.md until its essay stands here. */
#ifndef WORKSPACE_WORKSPACE_H
#define WORKSPACE_WORKSPACE_H
#endif
