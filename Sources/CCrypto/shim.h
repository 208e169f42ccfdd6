#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

/* The 20 bytes of HMAC-SHA1; 0 where libcrypto refuses. */
static inline int eztop_hmac_sha1(
    const void *key, int key_count, const unsigned char *data, size_t count, unsigned char *out) {
    unsigned int length = 0;
    return HMAC(EVP_sha1(), key, key_count, data, count, out, &length) != NULL && length == 20;
}
