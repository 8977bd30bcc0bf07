/* tui/main.c - argv to a command, or the full-screen program. */
#include <stdio.h>

int main(void)
{
	puts("stanch " VERSION);
	return 0;
}
