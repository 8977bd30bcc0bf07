/*
 * core/id/device.h - this machine's signing key, and the cards of others.
 *
 * One Ed25519 pair a device, made by the program on first need, in
 * <keys>/device.key (docs/FILE-FORMAT.md 13). The store's devices/ folder holds
 * one card a device: text that says whose it claims to be.
 */
#ifndef STANCH_ID_DEVICE_H
#define STANCH_ID_DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/base/env.h"
#include "core/base/error.h"
#include "core/base/str.h"

#define KEY_LEN 32
#define KEY_HEX 65
#define SIG_LEN 64
#define TAG_LEN 9 /* 8 hex and a NUL: how a key is shown to people */

struct device; /* holds a secret; wiped when freed */

/* Loads <keys_dir>/device.key, or makes it (0700 folder, 0600 file, no
 * passphrase). ERR_IO, ERR_INVALID (not ours, or damaged), ERR_REFUSED
 * (file open to others; needs a passphrase). */
int device_open(struct device **out, const char *keys_dir,
		const struct env *env, struct error *err);
/* A device from a given 32-byte seed: test vectors and tests. */
int device_from_seed(struct device **out, const uint8_t seed[32],
		     struct error *err);
void device_free(struct device *d);
const uint8_t *device_key(const struct device *d); /* public, KEY_LEN */
/* Ed25519 over n bytes, no prehash. */
void device_sign(uint8_t sig[SIG_LEN], const struct device *d,
		 const void *bytes, size_t n);
/* As crypto_sign_verify_detached: refuses S >= L, small order points. */
bool sig_verify(const uint8_t key[KEY_LEN], const uint8_t sig[SIG_LEN],
		const void *bytes, size_t n);
/* First 8 hex digits of a key. */
void key_tag(char out[TAG_LEN], const uint8_t key[KEY_LEN]);

/* A device card: lines `stanch-device v1`, `dev <hex>`, `name <= 64 bytes`,
 * `host ...`, `made <wall>`. */
struct card {
	uint8_t dev[KEY_LEN];
	char name[65];
	char host[65];
	char made[40];
	uid_t owner; /* of the file it was read from; (uid_t)-1 if none, or if
			others can write to it */
};
void card_text(struct str *out, const struct card *c);
/* ERR_INVALID names the line that is wrong. */
int card_parse(struct card *out, const char *text, size_t n,
	       struct error *err);
/* Writes <devices_dir>/<hex>.card if it is not there (0644: its owner vouches
 * for it, so nobody else may write to it). */
int card_leave(const char *devices_dir, const struct card *c,
	       struct error *err);
/* All readable cards of a folder, oldest first; *out is the caller's
 * (mem_free). A file that is no card, or whose name is not its key, is
 * passed over and counted in *odd (may be NULL). */
int card_list(struct card **out, size_t *count, size_t *odd,
	      const char *devices_dir, struct error *err);

#endif
