// The second wall around a stranger's reader: the kernel refuses what the program would never do. With Landlock, nothing
// of the machine can be opened but what is named here.

import CLandlock
import Glibc

enum Wall {
  /// The version of Landlock that the kernel has; 0 where it has none. Connections are refused from 4 on.
  static var version: Int { Int(kanbao_landlock_version()) }

  /// What a reader needs beside its data, wherever systems have it: locales, terminals, scripts, the time zone, chance.
  private static let needed = [
    "/usr/lib/locale", "/usr/share/locale", "/usr/share/i18n", "/usr/lib/gconv", "/usr/lib64/gconv",
    "/usr/lib/x86_64-linux-gnu/gconv", "/usr/lib/aarch64-linux-gnu/gconv",
    "/usr/share/terminfo", "/usr/lib/terminfo", "/lib/terminfo", "/etc/terminfo",
    "/usr/share/opencc", "/usr/local/share/opencc", "/usr/share/icu",
    "/etc/localtime", "/usr/share/zoneinfo", "/dev/urandom", "/sys/devices/system/cpu",
    // libdispatch looks at its threads there (/proc/TID/stat), and ends the process where it cannot.
    "/proc",
  ]

  /// Builds it, while the process has one thread. Where the kernel cannot, what the program refuses has to do.
  static func build(readable: String, writable: String?) {
    let paths = (needed + [readable]).map { strdup($0) }
    defer { paths.forEach { free($0) } }
    let pointers = paths.map { UnsafePointer($0) }
    _ = kanbao_give_up(pointers, pointers.count, writable)
  }
}
