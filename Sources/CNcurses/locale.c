#include "CNcurses.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

static bool is_utf8(void) {
  const char *codeset = nl_langinfo(CODESET);
  return codeset != NULL && (strcmp(codeset, "UTF-8") == 0 || strcmp(codeset, "utf8") == 0);
}

bool kanbao_use_utf8_locale(void) {
  setlocale(LC_ALL, "");
  if (is_utf8()) return true;
  setlocale(LC_CTYPE, "C.UTF-8");
  return is_utf8();
}
