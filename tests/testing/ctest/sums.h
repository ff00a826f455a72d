int add(int a, int b);
int sign(int n);
