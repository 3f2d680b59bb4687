// ICU for Swift: the handful of calls that are used. ICU's own headers stay out of sight: Foundation has
// another version of them, and the function names carry the version by macro.
#ifndef KANBAO_CICU_H
#define KANBAO_CICU_H

#include <stdint.h>

/// How wide a code point is by UAX #11.
enum kanbao_width { kanbao_narrow, kanbao_wide, kanbao_ambiguous };

/// The width of a code point: W and F are wide.
enum kanbao_width kanbao_width_of(int32_t point);

/// Whether a code point takes no room: non-spacing and enclosing marks, format characters.
int kanbao_is_mark(int32_t point);

/// Decodes `length` bytes in the encoding `name` into UTF-16 (bad sequences become U+FFFD).
/// Returns the number of units written, or -1 where the encoding is unknown or the room too small.
int32_t kanbao_decode(const char *name, const char *bytes, int32_t length, uint16_t *units, int32_t capacity);

#endif
