// The reader for strangers: it reads one cache and keeps marks, and nothing leads out of it. What keys and commands may do
// is in Reader/Permission.swift; here is what the process is given of the machine.

import Foundation
import Library
import Parsing
import Terminal

enum Restriction {
  /// What a stranger may bring along: the terminal's type and the language. All else that a program may find in its
  /// environment (editors, folders, files of settings) is not there any more for whatever looks for it.
  private static let variables: Set = ["TERM", "COLORTERM", "NO_COLOR", "LANG", "LANGUAGE"]

  /// Opens the reader on a cache. With `marks`, a folder, what is read and starred is kept there under the login name;
  /// otherwise until the reader is left.
  /// - Throws: `Failure` in words that do not tell where things are.
  static func read(cache: String, marks: String?, idleLimit: Duration?) throws {
    var world: World?
    do {
      let folder = try marks.map { try marksFolder(in: World.absolute($0)) }
      clearEnvironment()
      let restricted = World(restrictedTo: cache, marks: folder)
      world = restricted
      QRCode.load()
      Wall.build(readable: restricted.cacheFolder, writable: folder)
      try Application.run(restricted, Library(restricted.places), idleLimit: idleLimit)
    } catch {
      let line = explanation(of: error, in: .ofLocale)
      Output.fail(world?.withoutPlaces(line) ?? line)
      Output.exit(1)
    }
  }

  private static func clearEnvironment() {
    for name in ProcessInfo.processInfo.environment.keys
    where !variables.contains(name) && !name.hasPrefix("LC_") {
      unsetenv(name)
    }
  }

  /// The folder of this login's marks in a folder of marks, made where it is not there, for its account alone.
  private static func marksFolder(in folder: String) throws -> String {
    let path = folder + "/" + folderName(of: loginName)
    _ = mkdir(path, 0o700)
    var information = stat()
    guard lstat(path, &information) == 0 else {
      throw Failure("标记存不了；请告诉管理员", "標記存不了；請告訴管理員", "marks cannot be kept; tell the administrator")
    }
    // Whoever made it before: another account could read along.
    guard information.st_mode & S_IFMT == S_IFDIR, information.st_uid == geteuid(),
      information.st_mode & 0o077 == 0
    else {
      throw Failure(
        "存标记的地方不是您一个人的；请告诉管理员", "存標記的地方不是您一個人的；請告訴管理員",
        "the folder for your marks is not yours alone; tell the administrator")
    }
    return path
  }

  /// The name that one logged in by. Where several names are one account, sshd says which; a name of another account
  /// is not believed.
  private static var loginName: String {
    if let name = environment("LOGNAME"), let entry = getpwnam(name), entry.pointee.pw_uid == getuid() {
      return name
    }
    return getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? String(getuid())
  }

  /// A login name as the name of a folder: whatever it is, it leads nowhere else.
  static func folderName(of login: String) -> String {
    let name = cleanLine(login).replacing("/", with: "_")
    return name.isEmpty || name.hasPrefix(".") ? "_" + name : name
  }
}
