/*
 * core/id/device.c - this machine's signing key (libsodium, Ed25519).
 *
 * device.key: magic `STKEYS\0\1`, ops u32, mem u64 (both little-endian),
 * salt 16, nonce 24, then XChaCha20-Poly1305 over seed 32 and store key 32,
 * with all before as associated data. ops = mem = 0 and an all-zero key say
 * "no passphrase".
 */
#include "core/id/device.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/base/io.h"
#include "core/base/mem.h"
#include "core/base/tr.h"

#define MAGIC "STKEYS\0\1"
#define MAGIC_LEN 8
#define OPS_AT 8
#define SALT_AT 20
#define NONCE_AT 36
#define SEALED_AT 60
#define PAYLOAD 64 /* seed 32, store key 32 */
#define FILE_LEN (SEALED_AT + PAYLOAD + 16)

struct secret { /* in locked, guarded memory */
	uint8_t sign[crypto_sign_SECRETKEYBYTES];
	uint8_t payload[PAYLOAD];
};

struct device {
	uint8_t key[KEY_LEN];
	struct secret *secret;
};

static int device_new(struct device **out, struct error *err)
{
	struct device *d;

	*out = NULL;
	if (sodium_init() < 0)
		return error_set(err, ERR_FAILED,
				 _("the crypto library did not start"));
	d = mem_zalloc(sizeof(*d));
	if (!d)
		return error_nomem(err);
	d->secret = sodium_malloc(sizeof(*d->secret));
	if (!d->secret) {
		mem_free(d);
		return error_nomem(err);
	}
	*out = d;
	return 0;
}

static void derive(struct device *d)
{
	crypto_sign_seed_keypair(d->key, d->secret->sign, d->secret->payload);
	sodium_mprotect_readonly(d->secret);
}

int device_from_seed(struct device **out, const uint8_t seed[32],
		     struct error *err)
{
	int rc = device_new(out, err);

	if (rc)
		return rc;
	memset((*out)->secret->payload, 0, PAYLOAD);
	memcpy((*out)->secret->payload, seed, 32);
	derive(*out);
	return 0;
}

void device_free(struct device *d)
{
	if (!d)
		return;
	sodium_free(d->secret); /* wipes first */
	mem_free(d);
}

const uint8_t *device_key(const struct device *d)
{
	return d->key;
}

void device_sign(uint8_t sig[SIG_LEN], const struct device *d,
		 const void *bytes, size_t n)
{
	crypto_sign_detached(sig, NULL, bytes, n, d->secret->sign);
}

bool sig_verify(const uint8_t key[KEY_LEN], const uint8_t sig[SIG_LEN],
		const void *bytes, size_t n)
{
	return crypto_sign_verify_detached(sig, bytes, n, key) == 0;
}

void key_tag(char out[TAG_LEN], const uint8_t key[KEY_LEN])
{
	hex_encode(out, key, 4);
}

static int not_ours(const char *path, const char *why, struct error *err)
{
	error_set(err, ERR_INVALID, _("%s: %s"), path, why);
	error_where(err, _("It should hold the signing key of this device."));
	error_fix(err, _("Put back its copy, or move it away and a new key is "
			 "made (an owner must then admit this device again)."));
	return ERR_INVALID;
}

static int too_open(const char *path, const struct stat *st,
		    struct error *err)
{
	if (st->st_uid != geteuid())
		error_set(err, ERR_REFUSED,
			  _("%s: the key belongs to another account"), path);
	else
		error_set(err, ERR_REFUSED,
			  _("%s: the key can be read by others (mode %03o)"),
			  path, (unsigned)st->st_mode & 0777u);
	error_where(err, _("Whoever read it can sign in your name."));
	error_fix(err, _("If nobody did: chmod 600 %s"), path);
	return ERR_REFUSED;
}

/* Opens what was read from the file into d. */
static int key_decode(struct device *d, const char *path, const uint8_t *f,
		      size_t n, struct error *err)
{
	static const uint8_t none[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
	static const uint8_t zero[12];

	if (n < MAGIC_LEN || memcmp(f, MAGIC, MAGIC_LEN) != 0)
		return not_ours(path, _("not a key file"), err);
	if (n != FILE_LEN)
		return not_ours(path, _("damaged, its length is wrong"), err);
	if (memcmp(f + OPS_AT, zero, sizeof(zero)) != 0) {
		error_set(err, ERR_REFUSED,
			  _("%s: the key asks for a passphrase"), path);
		error_where(err, _("This version of the program reads keys "
				   "without one only."));
		error_fix(err, _("Update the program: stanch --version"));
		return ERR_REFUSED;
	}
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(
		    d->secret->payload, NULL, NULL, f + SEALED_AT,
		    FILE_LEN - SEALED_AT, f, SEALED_AT, f + NONCE_AT, none))
		return not_ours(path, _("damaged, its check does not match"),
				err);
	derive(d);
	return 0;
}

static int key_read(struct device *d, const char *path, struct error *err)
{
	uint8_t f[FILE_LEN + 1];
	struct stat st;
	ssize_t n = -1;
	int rc, fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return error_errno(err, path);
	if (fstat(fd, &st) == 0)
		n = read(fd, f, sizeof(f));
	if (n < 0)
		rc = error_errno(err, path);
	else if (!S_ISREG(st.st_mode))
		rc = not_ours(path, _("not a regular file"), err);
	else if (st.st_uid != geteuid() || (st.st_mode & 077))
		rc = too_open(path, &st, err);
	else
		rc = key_decode(d, path, f, (size_t)n, err);
	close(fd);
	mem_wipe(f, sizeof(f));
	return rc;
}

/* A new seed and store key, and the file's bytes for them. */
static int key_make(struct device *d, uint8_t f[FILE_LEN],
		    const struct env *env, struct error *err)
{
	static const uint8_t none[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];

	memset(f, 0, FILE_LEN);
	memcpy(f, MAGIC, MAGIC_LEN);
	if (env->random(env->ctx, d->secret->payload, PAYLOAD) ||
	    env->random(env->ctx, f + SALT_AT, SEALED_AT - SALT_AT))
		return error_set(err, ERR_IO, _("no random bytes to be had"));
	crypto_aead_xchacha20poly1305_ietf_encrypt(
		f + SEALED_AT, NULL, d->secret->payload, PAYLOAD, f, SEALED_AT,
		NULL, f + NONCE_AT, none);
	derive(d);
	return 0;
}

int device_open(struct device **out, const char *keys_dir,
		const struct env *env, struct error *err)
{
	char *path = io_join(keys_dir, "device.key");
	uint8_t f[FILE_LEN];
	struct device *d = NULL;
	int rc = path ? device_new(&d, err) : error_nomem(err);

	*out = NULL;
	if (!rc)
		rc = key_read(d, path, err);
	if (rc == ERR_NOTFOUND) {
		error_clear(err);
		rc = io_mkdirs(keys_dir, 0700, err);
		if (!rc)
			rc = key_make(d, f, env, err);
		if (!rc)
			rc = io_create(path, f, sizeof(f), 0600, err);
		mem_wipe(f, sizeof(f));
		if (rc == ERR_REFUSED) { /* another start was quicker */
			sodium_mprotect_readwrite(d->secret);
			error_clear(err);
			rc = key_read(d, path, err);
		}
	}
	mem_free(path);
	if (rc)
		device_free(d);
	else
		*out = d;
	return rc;
}
