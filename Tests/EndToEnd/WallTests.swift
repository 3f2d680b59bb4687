// What a stranger's reader asks of the kernel, whatever keys are pressed and commands typed: strace writes it down.

import CLandlock
import Foundation
import Reader
import TestSupport
import Testing

/// What a process and its threads asked of the kernel about files, the network and other programs.
private struct Trace {
  /// One call: its name, its arguments, and what came of it.
  struct Call {
    let name: Substring, arguments: Substring, succeeded: Bool, line: Substring

    /// Whether a path, or the beginning of one, is among its arguments; two slashes are one.
    func has(_ path: String) -> Bool {
      arguments.replacing("//", with: "/").contains(path.replacing("//", with: "/"))
    }
  }

  let calls: [Call]

  init(_ folder: Scratch) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    calls = try files.flatMap { file in
      try String(contentsOfFile: folder.path + "/" + file, encoding: .utf8).split(separator: "\n").compactMap
      {
        guard let call = $0.firstMatch(of: /^(\w+)\((.*)\) += +(\S+)/) else { return nil }
        return Call(name: call.1, arguments: call.2, succeeded: !call.3.hasPrefix("-"), line: $0)
      }
    }
  }

  func named(_ names: Set<Substring>) -> [Call] { calls.filter { names.contains($0.name) } }

  /// Calls that open a file for writing, or change something by its name.
  var writes: [Call] {
    let opening: Set<Substring> = ["open", "openat", "openat2", "creat"]
    let changing: Set<Substring> = [
      "creat", "unlink", "unlinkat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "link",
      "linkat", "symlink", "symlinkat", "mknod", "mknodat", "truncate", "chmod", "fchmodat", "chown",
      "fchownat", "lchown", "utimensat", "setxattr",
    ]
    return calls.filter { call in
      changing.contains(call.name)
        || opening.contains(call.name) && call.arguments.contains(/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/)
    }
  }
}

@Suite(.serialized, .blocking) struct WallTests {
  /// Every key but those that leave; after each whatever it has begun is given up. An Esc and what may follow it in a
  /// sequence (`[`, `O`) are kept apart.
  private static let keys: String = {
    let printable = (UInt8(0x20)...0x7E).map { Unicode.Scalar($0) }.filter {
      !"Qqh-[O".unicodeScalars.contains($0)
    }
    let controls = (UInt8(1)...26).map { Unicode.Scalar($0) }.filter { $0.value != 3 && $0.value != 8 }
    return "[O" + (printable + controls).map { "\($0)\u{1B}" }.joined() + "\u{18}\u{12}"
  }()

  private static let commands = Command.allCases.filter { $0 != .quit && $0 != .back }
    .map { ":\($0.name)\r\u{1B}" }.joined()

  private static let named = [
    "Up", "Down", "PPage", "NPage", "Home", "End", "IC", "DC", "Tab", "BTab", "Escape", "F1", "F2", "F5",
    "F12",
  ]

  /// Waits until all keys have been taken: the line that is typed last is there.
  private func settle(_ terminal: Terminal) throws {
    try terminal.press("Escape")
    try terminal.type(":zz")
    try terminal.wait("the line typed last") { $0.hasSuffix(" :zz\n") }
    try terminal.press("Escape")
    try terminal.wait("no line") { !$0.contains(":zz") }
  }

  @Test(arguments: [[], ["Enter"], ["Enter", "Enter"]], [true, false])
  func noKeyAndNoCommandLeadsOut(way: [String], keepsMarks: Bool) throws {
    let paper = try SharedPaper(), marks = Scratch(), traces = Scratch()
    let terminal = try Terminal()
    let trace = "exec strace -ff -s 4096 -o \(traces.path)/t -e trace=%file,%network,%process,truncate"
    try terminal.type(
      "\(trace) \(program) --restricted --cache \(paper.cache.path)\(keepsMarks ? " --marks \(marks.path)" : "")\n"
    )
    try terminal.wait(for: "49/49")
    for key in way { try terminal.press(key) }
    try settle(terminal)
    try terminal.type(WallTests.keys)
    try settle(terminal)
    for key in WallTests.named { try terminal.press(key) }
    try settle(terminal)
    try terminal.type(WallTests.commands)
    try settle(terminal)
    let process = try #require(processes(with: paper.cache).first)
    for thread in try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task") {
      let status = try String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8)
      #expect(status.contains("NoNewPrivs:\t1"))
    }
    try terminal.press("Q")
    try waitUntil("the end of the trace") {
      (try? String(contentsOfFile: "\(traces.path)/t.\(process)", encoding: .utf8))?.hasSuffix("+++\n")
        == true
    }
    try check(Trace(traces), paper, marks)
  }

  private func check(_ trace: Trace, _ paper: SharedPaper, _ marks: Scratch) throws {
    #expect(trace.named(["execve", "execveat"]).filter { $0.succeeded }.count == 1)
    #expect(trace.named(["socket"]).allSatisfy { $0.arguments.hasPrefix("AF_UNIX") })
    #expect(
      trace.named(["connect", "bind", "sendto", "sendmsg"]).filter { $0.succeeded }.map { $0.line } == [])
    // SQLite opens it for writing if it can, and writes nothing: without Landlock that is up to the file's mode.
    let journal = paper.cache.path + "/cache.sqlite-wal"
    let hasWall = kanbao_landlock_version() > 0
    let writes = trace.writes.filter { call in
      call.succeeded && !call.has("\"\(marks.path)/") && (hasWall || !call.has(journal))
    }
    #expect(writes.map { $0.line } == [])
    // Nor is anything looked for in the account's home.
    let settings = trace.calls.filter { $0.has("/.config/") || $0.has("/.local/") || $0.has("/.cache/") }
    #expect(settings.map { $0.line } == [])
    let isRefused = trace.writes.contains { !$0.succeeded && $0.line.contains("EACCES") && $0.has(journal) }
    #expect(isRefused == hasWall)
  }
}
