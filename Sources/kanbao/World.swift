// Where things are on this machine: the folders, the configuration, the library.

import Foundation
import Library
import Reader
import Sync

/// The surroundings of one run.
struct World {
  let places: LibraryPlaces
  /// The folder of the cache, and that of what only this account keeps for a while.
  let cacheFolder: String, ownCache: String
  let configuration: Configuration

  /// - Throws: `Failure` when the configuration cannot be read or is wrong.
  init(_ common: CommonOptions) throws {
    try self.init(dataDir: common.dataDir, cache: common.cache, config: common.config)
  }

  init(dataDir: String?, cache: String? = nil, config: String?) throws {
    configuration = try Configuration.read(config)
    let folder = dataDir.map(World.absolute)
    ownCache = folder ?? World.folder("XDG_CACHE_HOME", ".cache") + "/kanbao"
    let data = folder ?? World.folder("XDG_DATA_HOME", ".local/share") + "/kanbao"
    cacheFolder = cache.map(World.absolute) ?? ownCache
    places = LibraryPlaces(
      cache: cacheFolder + "/cache.sqlite", reader: data + "/reader.sqlite", isShared: cache != nil)
  }

  /// Opens the library for a command: what was found wrong, in it or in the configuration, is said on standard error.
  /// - Throws: `LibraryError`.
  func openLibrary() throws -> Library {
    for mistake in configuration.mistakes { Output.fail(mistake.sentence[.ofLocale]) }
    let library = try Library(places)
    library.notices.forEach(Output.fail)
    return library
  }

  /// How trees are opened: what is fetched by git is kept beside the cache.
  var transports: Transports {
    Transports(folder: cacheFolder, embedded: { $0 == Sample.address ? Sample.tree : nil })
  }

  /// What brings the sources of a library up to date.
  func engine(_ library: Library) -> SyncEngine {
    let transports = transports
    return SyncEngine(library: library) { try transports.tree(at: $0, settings: $1) }
  }

  /// The right to sync this library; nil while another process has it.
  var syncLockIfFree: SyncLock? {
    get throws { try SyncLock.ifFree(cache: places.cache, isShared: places.isShared) }
  }

  /// How this reader likes things.
  var preferences: Preferences {
    Preferences(
      language: configuration.language ?? .ofLocale, setting: configuration.setting,
      traditional: configuration.scripts.traditional)
  }

  /// A folder of the XDG Base Directory Specification; relative values are to be ignored.
  static func folder(_ variable: String, _ standard: String) -> String {
    if let value = environment(variable), value.hasPrefix("/") { return value }
    return (environment("HOME") ?? NSHomeDirectory()) + "/" + standard
  }

  static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }
}

/// A variable of the environment; nil where it is missing or empty.
func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}
