/* Conway's game of life: a glider walks over a board whose edges meet. */
#include <stdbool.h>
#include <stdio.h>

enum { ROWS = 8, COLS = 16, STEPS = 12 };

typedef struct {
    bool alive[ROWS][COLS];
} Board;

static int neighbours(const Board *b, int row, int col)
{
    int n = 0;
    for (int r = row - 1; r <= row + 1; r++)
        for (int c = col - 1; c <= col + 1; c++)
            n += b->alive[(r + ROWS) % ROWS][(c + COLS) % COLS];
    return n - b->alive[row][col];
}

static Board step(const Board *old)
{
    Board new = {0};
    for (int row = 0; row < ROWS; row++)
        for (int col = 0; col < COLS; col++) {
            int n = neighbours(old, row, col);
            new.alive[row][col] = n == 3 || (n == 2 && old->alive[row][col]);
        }
    return new;
}

static void print(const Board *b)
{
    for (int row = 0; row < ROWS; row++) {
        for (int col = 0; col < COLS; col++)
            fputs(b->alive[row][col] ? "()" : " .", stdout);
        putchar('\n');
    }
}

int main(void)
{
    static const char *const glider[] = {" # ", "  #", "###"};
    Board board = {0};
    for (int row = 0; row < 3; row++)
        for (int col = 0; col < 3; col++)
            board.alive[row][col] = glider[row][col] == '#';
    for (int i = 0; i < STEPS; i++)
        board = step(&board);
    printf("After %d steps:\n", STEPS);
    print(&board);
    return 0;
}
