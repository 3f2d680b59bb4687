// The newspaper that comes with the program: embedded in it, read like any source.

import CSample
import Foundation
import Library
import Sync

enum Sample {
  /// The address its source has in a library.
  static let address = "kanbao:sample"

  /// Its tree.
  static var tree: EmbeddedTree {
    var contents: [String: [UInt8]] = [:]
    for index in 0..<Int(kanbao_sample_file_count) {
      let file = kanbao_sample_file_at(UInt(index))
      contents[String(cString: file.path)] = Array(file.contents)
    }
    return EmbeddedTree(contents)
  }

  /// A new folder that nobody else can have prepared.
  private static func temporaryFolder() throws -> String {
    var template = Array((NSTemporaryDirectory() + "/kanbao-sample-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else {
      let reason = Reasons.wording(ofError: errno)
      throw Failure(
        "建不了临时文件夹：\(reason.simplified)；请用 --data-dir", "建不了臨時資料夾：\(reason.traditional)；請用 --data-dir",
        "no temporary folder: \(reason.english); use --data-dir")
    }
    return String(cString: made)
  }

  /// Opens the reader on it; its data in a temporary folder, gone afterwards, unless the options say where.
  static func read(_ common: CommonOptions, idleLimit: Duration?) throws {
    let folder = try common.dataDir ?? temporaryFolder()
    defer { if common.dataDir == nil { try? FileManager.default.removeItem(atPath: folder) } }
    let world = try World(dataDir: folder, config: common.config).withoutSources
    let library = try world.openLibrary()
    let known = try library.sources().first { $0.addresses.contains(address) }
    if known == nil { try library.addSource(key: "样刊", title: "", addresses: [address]) }
    let source = try known ?? library.sources().first { $0.addresses.contains(address) }
    if let source, let lock = try world.syncLockIfFree {
      defer { lock.release() }
      _ = try waiting { try await world.engine(library).sync(source.key) }
    }
    try Application.run(world, library, idleLimit: idleLimit)
  }
}

extension kanbao_sample_file {
  /// Its bytes.
  fileprivate var contents: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes, count: Int(size))
  }

  /// Its text.
  var text: String { String(decoding: contents, as: UTF8.self) }
}
