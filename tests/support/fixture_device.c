/* tests/support/fixture_device.c - devices whose keys are always the same. */
#include "tests/support/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/id/device.h"

struct device *fixture_device(unsigned char first)
{
	struct device *d;
	uint8_t seed[32];

	for (size_t i = 0; i < sizeof(seed); i++)
		seed[i] = (uint8_t)(first + i);
	assert_int_equal(device_from_seed(&d, seed, NULL), 0);
	return d;
}
