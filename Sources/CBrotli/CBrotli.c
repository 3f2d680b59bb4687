#include "CBrotli.h"
#include "CLazy.h"

KANBAO_LIBRARY("libbrotlidec.so.1")

_Bool kanbao_has_brotli(void) { return library() != NULL; }

KANBAO_FORWARD(BrotliDecoderState *, NULL, BrotliDecoderCreateInstance,
               (brotli_alloc_func allocate, brotli_free_func release, void *context), (allocate, release, context))
KANBAO_FORWARD_VOID(BrotliDecoderDestroyInstance, (BrotliDecoderState * state), (state))
KANBAO_FORWARD(BrotliDecoderResult, BROTLI_DECODER_RESULT_ERROR, BrotliDecoderDecompressStream,
               (BrotliDecoderState * state, size_t *left, const uint8_t **input, size_t *room, uint8_t **output,
                size_t *total),
               (state, left, input, room, output, total))
