// libarchive for Swift: reads and writes tar in its dialects, whatever compresses it. Loaded when it is first called.
#ifndef KANBAO_CARCHIVE_H
#define KANBAO_CARCHIVE_H

#include <archive.h>
#include <archive_entry.h>

/// Whether libarchive can be loaded.
_Bool kanbao_has_archive(void);

#endif
