// Brotli's decoder for Swift. Loaded when a body comes in it.
#ifndef KANBAO_CBROTLI_H
#define KANBAO_CBROTLI_H

#include <brotli/decode.h>

/// Whether Brotli's decoder can be loaded.
_Bool kanbao_has_brotli(void);

#endif
