// Writes what search knows of single characters as a Swift file, while the program is built: what each is folded to
// (script and variants by OpenCC; case, width and accents by ICU) and how each Han character is read (ICU). So the
// program needs neither for it when it runs, and an index and a query made by one program cannot differ.
//
//   CLexicon FILE

#include <opencc/opencc.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { points = 0x110000 };

/// What each code point is folded to; itself where nothing is said.
static UChar32 folds[points];

static void fail(const char *what) {
  fprintf(stderr, "CLexicon: %s\n", what);
  exit(1);
}

static void *room(size_t bytes) {
  void *found = calloc(1, bytes);
  if (!found) fail("no memory");
  return found;
}

static int is_han(UChar32 point) { return u_hasBinaryProperty(point, UCHAR_IDEOGRAPHIC); }

// Case, width and accents.

/// The one code point that a text consists of; `other` where it has none or several.
static UChar32 single(const UChar *text, int32_t length, UChar32 other) {
  if (length < 1) return other;
  int32_t place = 0;
  UChar32 first;
  U16_NEXT(text, place, length, first);
  return place == length ? first : other;
}

/// A letter without its accents, where it has some; of the scripts where an accent makes no other letter.
static UChar32 without_accents(const UNormalizer2 *decomposing, UChar32 point) {
  UErrorCode error = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript(point, &error);
  if (script != USCRIPT_LATIN && script != USCRIPT_GREEK && script != USCRIPT_CYRILLIC) return point;
  UChar parts[32];
  int32_t length = unorm2_getDecomposition(decomposing, point, parts, 32, &error);
  if (U_FAILURE(error) || length < 2) return point;
  int32_t place = 0;
  UChar32 base, mark;
  U16_NEXT(parts, place, length, base);
  while (place < length) {
    U16_NEXT(parts, place, length, mark);
    if (u_charType(mark) != U_NON_SPACING_MARK) return point;
  }
  return base;
}

static void fold_letters(void) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *casing = unorm2_getNFKCCasefoldInstance(&error);
  const UNormalizer2 *decomposing = unorm2_getNFDInstance(&error);
  if (U_FAILURE(error)) fail("ICU has no normalization");
  for (UChar32 point = 0; point < points; point++) {
    folds[point] = point;
    if (!u_isdefined(point) || U_IS_SURROGATE(point)) continue;
    UChar text[4], folded[64];
    int32_t length = 0;
    U16_APPEND_UNSAFE(text, length, point);
    UErrorCode error = U_ZERO_ERROR;
    int32_t count = unorm2_normalize(casing, text, length, folded, 64, &error);
    UChar32 one = U_SUCCESS(error) ? single(folded, count, point) : point;
    one = without_accents(decomposing, one);
    if (u_isalnum(one) || is_han(one)) folds[point] = one;
  }
}

// Script and variants.

/// Converts lines of a character each by one of OpenCC's configurations. The result is OpenCC's to free.
static char *converted(const char *lines, const char *configuration) {
  opencc_t converter = opencc_open(configuration);
  if (!converter || converter == (opencc_t)-1) fail("OpenCC's dictionaries are missing: install libopencc-data");
  char *result = opencc_convert_utf8(converter, lines, strlen(lines));
  if (!result) fail("OpenCC failed");
  opencc_close(converter);
  return result;
}

/// The characters for which `wanted` holds, a line each.
static char *lines_of(int (*wanted)(UChar32)) {
  char *lines = room((size_t)points * 5);
  int32_t length = 0;
  for (UChar32 point = 0; point < points; point++) {
    if (!wanted(point)) continue;
    U8_APPEND_UNSAFE(lines, length, point);
    lines[length++] = '\n';
  }
  return lines;
}

static int is_folded_to_han(UChar32 point) { return is_han(folds[point]); }
static int is_canonical_han(UChar32 point) { return is_han(point) && folds[point] == point; }

/// To the traditional, to the form of it that is used in Taiwan, to the simplified: so all ways of writing a
/// character come to one, 裡 and 裏 and 里.
static void fold_variants(void) {
  char *before = lines_of(is_folded_to_han);
  char *traditional = converted(before, "s2t.json");
  char *taiwan = converted(traditional, "t2tw.json");
  char *after = converted(taiwan, "t2s.json");
  UChar32 *step = room(points * sizeof *step);
  for (UChar32 point = 0; point < points; point++) step[point] = folds[point];
  int32_t from = 0, to = 0;
  while (before[from]) {
    UChar32 point, one, next;
    U8_NEXT_UNSAFE(before, from, point);
    U8_NEXT_UNSAFE(after, to, one);
    U8_NEXT_UNSAFE(after, to, next);
    if (next == '\n') {
      if (is_han(one)) step[point] = one;
    } else {
      while (after[to - 1] != '\n') to++;
    }
    from++;
  }
  // What a character comes to may come to another: the least of where that leads.
  for (UChar32 point = 0; point < points; point++) {
    UChar32 end = step[folds[point]];
    for (int turn = 0; turn < 4; turn++) end = step[end];
    UChar32 back = step[end];
    for (int turn = 0; turn < 16 && back != end; turn++) back = step[back];
    if (back != end) fail("OpenCC's variants of a character go on too long");
    UChar32 least = end;
    for (UChar32 other = step[end]; other != end; other = step[other]) least = other < least ? other : least;
    folds[point] = least;
  }
  free(step);
  free(before);
  opencc_convert_utf8_free(traditional);
  opencc_convert_utf8_free(taiwan);
  opencc_convert_utf8_free(after);
}

// Readings.

typedef struct { char syllable[8]; UChar32 point; } Reading;

static int by_syllable(const void *left, const void *right) {
  const Reading *one = left, *other = right;
  int order = strcmp(one->syllable, other->syllable);
  return order ? order : (one->point > other->point) - (one->point < other->point);
}

/// How each Han character of the basic plane that others are folded to is read, in the order of the syllables.
static Reading *readings(int *count) {
  UErrorCode error = U_ZERO_ERROR;
  UChar name[64];
  u_uastrcpy(name, "Han-Latin; Latin-ASCII");
  UTransliterator *han_latin = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
  if (U_FAILURE(error)) fail("ICU has no Han-Latin");
  Reading *found = room(sizeof *found * 0x10000);
  *count = 0;
  for (UChar32 point = 0; point < 0x10000; point++) {
    if (!is_canonical_han(point)) continue;
    UChar text[64];
    int32_t length = 0;
    U16_APPEND_UNSAFE(text, length, point);
    int32_t limit = length;
    UErrorCode error = U_ZERO_ERROR;
    utrans_transUChars(han_latin, text, &length, 64, 0, &limit, &error);
    if (U_FAILURE(error) || length < 1 || length > 6) continue;
    Reading *reading = &found[*count];
    memset(reading, 0, sizeof *reading);
    int32_t letters = 0;
    while (letters < length && text[letters] >= 'a' && text[letters] <= 'z') {
      reading->syllable[letters] = (char)text[letters];
      letters++;
    }
    if (letters < length) continue;
    reading->point = point;
    ++*count;
  }
  utrans_close(han_latin);
  qsort(found, *count, sizeof *found, by_syllable);
  return found;
}

// Writing.

/// A hash of all that is written, by which an index knows the tables it was made with (FNV-1a, 32 bits).
static uint32_t version = 0x811c9dc5;

static void put(FILE *file, UChar32 point) {
  uint8_t bytes[4];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, point);
  fwrite(bytes, 1, length, file);
  for (int32_t place = 0; place < length; place++) version = (version ^ bytes[place]) * 0x01000193;
}

static void write_folds(FILE *file) {
  fprintf(file, "  /// Pairs of a character and what it is folded to.\n  static let folds: StaticString = \"");
  for (UChar32 point = 0; point < points; point++) {
    if (folds[point] == point) continue;
    put(file, point);
    put(file, folds[point]);
  }
  fprintf(file, "\"\n");
}

static void write_readings(FILE *file) {
  int count;
  Reading *found = readings(&count);
  fprintf(file, "  /// Syllables, each before the characters that are read so.\n  static let readings: StaticString = \"");
  for (int place = 0; place < count; place++) {
    if (!place || strcmp(found[place].syllable, found[place - 1].syllable)) {
      for (const char *letter = found[place].syllable; *letter; letter++) put(file, *letter);
    }
    put(file, found[place].point);
  }
  fprintf(file, "\"\n");
  free(found);
}

int main(int count, char **arguments) {
  if (count != 2) fail("where to?");
  FILE *file = fopen(arguments[1], "w");
  if (!file) fail("cannot write the file");
  fold_letters();
  fold_variants();
  fprintf(file, "// What single characters are folded to and how they are read: made by CLexicon.\n\n");
  fprintf(file, "enum LexiconTables {\n");
  write_folds(file);
  write_readings(file);
  fprintf(file, "  /// Other tables have another.\n  static let version: UInt32 = %u\n", version);
  fprintf(file, "}\n");
  int failed = ferror(file);
  return fclose(file) || failed ? 1 : 0;
}
