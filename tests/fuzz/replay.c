/* tests/fuzz/replay.c - runs a fuzz target over the files named. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int one(const char *path)
{
	FILE *f = fopen(path, "rb");
	uint8_t *buf = malloc(1 << 20);
	size_t n = 0;

	if (f && buf) {
		n = fread(buf, 1, 1 << 20, f);
		LLVMFuzzerTestOneInput(buf, n);
	}
	free(buf);
	if (f)
		fclose(f);
	return f && buf;
}

int main(int argc, char **argv)
{
	int done = 0;

	for (int i = 1; i < argc; i++)
		done += one(argv[i]);
	printf("%d of %d inputs replayed\n", done, argc - 1);
	return done == argc - 1 && done > 0 ? 0 : 1;
}
