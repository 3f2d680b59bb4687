#include "CICU.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uscript.h>

#include <stdlib.h>

const uint32_t *kanbao_pages[0x1100];

static int is_mark(int8_t category) {
  return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR;
}

/// Columns. A soft hyphen is shown as a hyphen by terminals, and the signs that Arabic and Syriac write under
/// a number are seen though they are format characters; hexagrams are wide since Unicode 16, and were so in
/// terminals before. Medial and final jamo join the initial before them (UAX #11 has them narrow, as it knows
/// no cells that join); line and paragraph separator show nothing.
static uint32_t width_of(UChar32 point, int8_t category, int east_asian) {
  if (point == 0xAD || u_hasBinaryProperty(point, UCHAR_PREPENDED_CONCATENATION_MARK)) return 1;
  if (point >= 0x4DC0 && point <= 0x4DFF) return 2;
  if ((point >= 0x1160 && point <= 0x11FF) || (point >= 0xD7B0 && point <= 0xD7FF)) return 0;
  if (point == 0 || point == 0x2028 || point == 0x2029 || is_mark(category)) return 0;
  switch (east_asian) {
    case U_EA_WIDE:
    case U_EA_FULLWIDTH: return 2;
    case U_EA_AMBIGUOUS: return kanbao_width_ambiguous;
    default: return 1;
  }
}

/// LB1 of UAX #14 (https://www.unicode.org/reports/tr14/#LB1); CJ is left, for strict and basic differ on it.
static uint32_t line_class(UChar32 point, int8_t category) {
  int class = u_getIntPropertyValue(point, UCHAR_LINE_BREAK);
  switch (class) {
    case U_LB_AMBIGUOUS:
    case U_LB_SURROGATE:
    case U_LB_UNKNOWN: return U_LB_ALPHABETIC;
    case U_LB_COMPLEX_CONTEXT:
      return category == U_NON_SPACING_MARK || category == U_COMBINING_SPACING_MARK ? U_LB_COMBINING_MARK
                                                                                   : U_LB_ALPHABETIC;
    default: return class;
  }
}

static uint32_t script_flags(UChar32 point, int8_t category, int is_wide) {
  if (!(U_MASK(category) & (U_GC_L_MASK | U_GC_ND_MASK | U_GC_NL_MASK))) return 0;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(point, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO: return kanbao_han;
    default: return is_wide ? 0 : kanbao_letter;
  }
}

static uint32_t compute(UChar32 point) {
  int8_t category = u_charType(point);
  int east_asian = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  int is_wide = east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH;
  uint32_t result = width_of(point, category, east_asian);
  if (category == U_CONTROL_CHAR) result = (result & ~kanbao_width_mask) | kanbao_control;
  result |= line_class(point, category) << kanbao_line_shift;
  result |= (uint32_t)u_getIntPropertyValue(point, UCHAR_GRAPHEME_CLUSTER_BREAK) << kanbao_cluster_shift;
  if (u_hasBinaryProperty(point, UCHAR_EXTENDED_PICTOGRAPHIC)) result |= kanbao_pictographic;
  if (u_hasBinaryProperty(point, UCHAR_EMOJI)) result |= kanbao_emoji;
  if (is_wide || east_asian == U_EA_HALFWIDTH) result |= kanbao_east_asian;
  if (category == U_INITIAL_PUNCTUATION) result |= kanbao_initial_quote;
  if (category == U_FINAL_PUNCTUATION) result |= kanbao_final_quote;
  if (category == U_UNASSIGNED) result |= kanbao_unassigned;
  return result | script_flags(point, category, is_wide);
}

/// The pages of Han are all alike, and most of what is read.
static int is_han_page(uint32_t page) { return (page >= 0x34 && page <= 0x4C) || (page >= 0x4E && page <= 0x9E); }

const uint32_t *kanbao_make_page(uint32_t page) {
  uint32_t source = is_han_page(page) ? 0x4E : page;
  if (source != page) {
    const uint32_t *shared = __atomic_load_n(&kanbao_pages[source], __ATOMIC_ACQUIRE);
    if (!shared) shared = kanbao_make_page(source);
    __atomic_store_n(&kanbao_pages[page], shared, __ATOMIC_RELEASE);
    return shared;
  }
  uint32_t *made = malloc(256 * sizeof *made);
  if (!made) abort();
  for (uint32_t index = 0; index < 256; index++) made[index] = compute((UChar32)(page << 8 | index));
  const uint32_t *expected = NULL;
  if (__atomic_compare_exchange_n(
          &kanbao_pages[page], &expected, made, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    return made;
  free(made);
  return expected;
}

int32_t kanbao_decode(const char *name, const char *bytes, int32_t length, uint16_t *units, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  if (U_FAILURE(status)) return -1;
  int32_t written = ucnv_toUChars(converter, units, capacity, bytes, length, &status);
  ucnv_close(converter);
  return U_FAILURE(status) ? -1 : written;
}
