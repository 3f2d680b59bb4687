// ICU for Swift: the handful of calls that are used. ICU's own headers stay out of sight: Foundation has
// another version of them, and the function names carry the version by macro.
#ifndef KANBAO_CICU_H
#define KANBAO_CICU_H

#include <stdint.h>

/// What is known of a code point, packed in 22 bits. Widths are those of a terminal's cell (UAX #11); the
/// classes of UAX #14 and #29 have the numbers ICU gives them.
enum {
  kanbao_width_mask = 3,        // 0, 1 or 2 columns
  kanbao_width_ambiguous = 3,   // one or two, by the setting
  kanbao_control = 1 << 2,      // C0 and C1: no columns, and none ever sent to a terminal
  kanbao_line_shift = 3,        // Line_Break, six bits; SA is AL, or CM where it is a mark (LB1)
  kanbao_line_mask = 63,
  kanbao_cluster_shift = 9,     // Grapheme_Cluster_Break, five bits
  kanbao_cluster_mask = 31,
  kanbao_pictographic = 1 << 14,
  kanbao_emoji = 1 << 15,
  kanbao_east_asian = 1 << 16,  // East_Asian_Width F, W or H
  kanbao_initial_quote = 1 << 17,
  kanbao_final_quote = 1 << 18,
  kanbao_han = 1 << 19,         // a letter of Chinese or Japanese: Han, kana, bopomofo
  kanbao_letter = 1 << 20,      // a letter or digit of one column
  kanbao_unassigned = 1 << 21,
};

/// Pages of 256 code points, each made when it is first asked for: all 4,352 would take 100 ms to make.
extern const uint32_t *kanbao_pages[0x1100];

/// Makes a page of `kanbao_pages`, or returns the one that another thread made meanwhile.
const uint32_t *kanbao_make_page(uint32_t page);

/// The properties of a code point, at most U+10FFFF: a look-up.
static inline uint32_t kanbao_properties_of(uint32_t point) {
  const uint32_t *page = __atomic_load_n(&kanbao_pages[point >> 8], __ATOMIC_ACQUIRE);
  if (!page) page = kanbao_make_page(point >> 8);
  return page[point & 0xFF];
}

/// Decodes `length` bytes in the encoding `name` into UTF-16 (bad sequences become U+FFFD).
/// Returns the number of units written, or -1 where the encoding is unknown or the room too small.
int32_t kanbao_decode(const char *name, const char *bytes, int32_t length, uint16_t *units, int32_t capacity);

#endif
