#include <libxml/xmlversion.h>
// encoding.h would bring in the system's ICU headers, whose types clash with those of Foundation's own ICU.
// Nothing of what it declares for ICU is used here.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>
