// SHA-1 of OpenSSL for Swift. libcrypto is large, and loaded when something is first hashed.
#ifndef KANBAO_CCRYPTO_H
#define KANBAO_CCRYPTO_H

#include <openssl/sha.h>

/// Whether libcrypto can be loaded.
_Bool kanbao_has_crypto(void);

#endif
