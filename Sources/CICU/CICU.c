#include "CICU.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>

enum kanbao_width kanbao_width_of(int32_t point) {
  switch (u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_WIDE:
    case U_EA_FULLWIDTH: return kanbao_wide;
    case U_EA_AMBIGUOUS: return kanbao_ambiguous;
    default: return kanbao_narrow;
  }
}

int kanbao_is_mark(int32_t point) {
  switch (u_charType(point)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR: return 1;
    default: return 0;
  }
}

int32_t kanbao_decode(const char *name, const char *bytes, int32_t length, uint16_t *units, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  if (U_FAILURE(status)) return -1;
  int32_t written = ucnv_toUChars(converter, units, capacity, bytes, length, &status);
  ucnv_close(converter);
  return U_FAILURE(status) ? -1 : written;
}
