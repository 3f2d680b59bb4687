#include <sqlite3.h>
#include <stdbool.h>

// Has SQLite take names of databases that begin with `file:` for URIs, where it was not built so. Before the first
// database is opened; a variadic function, which Swift does not see.
static inline bool kanbao_sqlite_takes_uris(void) {
  return sqlite3_config(SQLITE_CONFIG_URI, 1) == SQLITE_OK || sqlite3_compileoption_used("USE_URI");
}
