// ICU's function names carry its version by macro, which Swift does not see: one wrapper for each used.
#include <unicode/uchar.h>

/// The East_Asian_Width property of a code point (UAX #11), a value of UEastAsianWidth.
static inline int kanbao_east_asian_width(UChar32 c) { return u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH); }

/// The general category of a code point, a value of UCharCategory.
static inline int kanbao_general_category(UChar32 c) { return u_charType(c); }

/// Whether a code point has the binary property.
static inline bool kanbao_has_property(UChar32 c, UProperty property) { return u_hasBinaryProperty(c, property); }
