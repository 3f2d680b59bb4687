// Reading text in an old encoding: ICU's converters under a name that Swift sees.
#include <unicode/ucnv.h>

/// Decodes `length` bytes in the encoding `name` into UTF-16 (bad sequences become U+FFFD).
/// Returns the number of units written, or -1 where the encoding is unknown or the room too small.
static inline int32_t kanbao_decode(
    const char *name, const char *bytes, int32_t length, UChar *units, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  if (U_FAILURE(status)) return -1;
  int32_t written = ucnv_toUChars(converter, units, capacity, bytes, length, &status);
  ucnv_close(converter);
  return U_FAILURE(status) ? -1 : written;
}
