#include "CCrypto.h"
#include "CLazy.h"

#include <openssl/opensslv.h>

#define WRITTEN(number) #number
#define LIBRARY_OF_VERSION(number) "libcrypto.so." WRITTEN(number)

KANBAO_LIBRARY(LIBRARY_OF_VERSION(OPENSSL_SHLIB_VERSION))

_Bool kanbao_has_crypto(void) { return library() != NULL; }

KANBAO_FORWARD(unsigned char *, NULL, SHA1, (const unsigned char *bytes, size_t count, unsigned char *digest),
               (bytes, count, digest))
