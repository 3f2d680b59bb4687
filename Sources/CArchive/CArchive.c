#include "CArchive.h"
#include "CLazy.h"

KANBAO_LIBRARY("libarchive.so.13")

_Bool kanbao_has_archive(void) { return library() != NULL; }

#define FOR_ARCHIVE(name) KANBAO_FORWARD(int, ARCHIVE_FATAL, name, (struct archive *archive), (archive))

KANBAO_FORWARD(struct archive *, NULL, archive_read_new, (void), ())
FOR_ARCHIVE(archive_read_free)
FOR_ARCHIVE(archive_read_support_format_tar)
FOR_ARCHIVE(archive_read_support_filter_bzip2)
FOR_ARCHIVE(archive_read_support_filter_gzip)
FOR_ARCHIVE(archive_read_support_filter_xz)
FOR_ARCHIVE(archive_read_support_filter_zstd)
KANBAO_FORWARD(int, ARCHIVE_FATAL, archive_read_open_filename,
               (struct archive *archive, const char *file, size_t block), (archive, file, block))
KANBAO_FORWARD(int, ARCHIVE_FATAL, archive_read_next_header,
               (struct archive *archive, struct archive_entry **entry), (archive, entry))
KANBAO_FORWARD(la_ssize_t, ARCHIVE_FATAL, archive_read_data,
               (struct archive *archive, void *buffer, size_t size), (archive, buffer, size))
KANBAO_FORWARD(struct archive *, NULL, archive_write_new, (void), ())
FOR_ARCHIVE(archive_write_free)
FOR_ARCHIVE(archive_write_close)
FOR_ARCHIVE(archive_write_set_format_gnutar)
FOR_ARCHIVE(archive_write_add_filter_gzip)
FOR_ARCHIVE(archive_write_add_filter_zstd)
KANBAO_FORWARD(int, ARCHIVE_FATAL, archive_write_open_fd, (struct archive *archive, int file), (archive, file))
KANBAO_FORWARD(int, ARCHIVE_FATAL, archive_write_header,
               (struct archive *archive, struct archive_entry *entry), (archive, entry))
KANBAO_FORWARD(la_ssize_t, ARCHIVE_FATAL, archive_write_data,
               (struct archive *archive, const void *buffer, size_t size), (archive, buffer, size))
FOR_ARCHIVE(archive_errno)
KANBAO_FORWARD(const char *, "", archive_error_string, (struct archive *archive), (archive))

KANBAO_FORWARD(struct archive_entry *, NULL, archive_entry_new, (void), ())
KANBAO_FORWARD_VOID(archive_entry_free, (struct archive_entry *entry), (entry))
KANBAO_FORWARD(__LA_MODE_T, 0, archive_entry_filetype, (struct archive_entry *entry), (entry))
KANBAO_FORWARD(const char *, NULL, archive_entry_pathname, (struct archive_entry *entry), (entry))
KANBAO_FORWARD(const char *, NULL, archive_entry_hardlink, (struct archive_entry *entry), (entry))
KANBAO_FORWARD(const char *, NULL, archive_entry_symlink, (struct archive_entry *entry), (entry))
KANBAO_FORWARD_VOID(archive_entry_set_filetype, (struct archive_entry *entry, unsigned int type), (entry, type))
KANBAO_FORWARD_VOID(archive_entry_set_pathname, (struct archive_entry *entry, const char *path), (entry, path))
KANBAO_FORWARD_VOID(archive_entry_set_perm, (struct archive_entry *entry, __LA_MODE_T mode), (entry, mode))
KANBAO_FORWARD_VOID(archive_entry_set_size, (struct archive_entry *entry, la_int64_t size), (entry, size))
