// Runs git, and nothing else does: the environment that keeps it to itself, and how long it may be silent. It knows
// nothing of trees.
//
// git gets what it is told through the environment, never through its arguments, which every account of a machine
// can read.

import Foundation
import Subprocess

/// git, working on one bare repository.
struct Git: Sendable {
  /// The repository's folder.
  let folder: String
  /// What of git's configuration is set, beside what is set for every call.
  var configuration: [(key: String, value: String)] = []
  /// More variables.
  var variables: [String: String] = [:]
  /// For so many seconds it may write nothing; nil for any time.
  var patience: Int?

  /// How a run ended.
  struct Ending: Sendable {
    var isSuccess: Bool
    /// The lines it wrote to standard error, the last of them, without reports of progress.
    var messages: [String]
    /// Whether it was ended because it was silent too long.
    var wasSilent = false
  }

  /// What it is told for every call: no hook, no housekeeping behind our back, no submodule, one pack for a fetch; and
  /// to wait for no disk, for what a power cut spoils is made anew.
  ///
  /// Objects are not looked at by `fsck` as they come: it would refuse a whole tree for one odd name, and a git before
  /// 2.44 cannot be told which oddities do not matter. Names are looked at where they are read; that bytes are what
  /// their identity says is checked by every fetch.
  private static let always = [
    ("core.hooksPath", "/dev/null"), ("gc.auto", "0"), ("maintenance.auto", "false"), ("core.fsync", "none"),
    ("transfer.unpackLimit", "1"), ("fetch.unpackLimit", "1"), ("transfer.fsckObjects", "false"),
    ("fetch.fsckObjects", "false"), ("fetch.writeCommitGraph", "false"), ("submodule.recurse", "false"),
    ("protocol.version", "2"), ("credential.interactive", "false"), ("core.askPass", ""),
  ]

  /// What a running git writes to standard output, piece by piece.
  typealias Pieces = AsyncMapSequence<SubprocessOutputSequence, [UInt8]>

  /// Runs git and gathers what it writes.
  /// - Throws: `SyncError.gitMissing`, `.tooLarge` past `limit` bytes, `CancellationError`.
  func output(_ arguments: [String], input: [UInt8] = [], limit: Int = 64 * 1_048_576) async throws
    -> (ending: Ending, bytes: [UInt8])
  {
    try await run(arguments, input: input) { pieces in
      var bytes: [UInt8] = []
      for try await piece in pieces {
        bytes += piece
        if bytes.count > limit { throw SyncError.tooLarge(folder, limit: limit) }
      }
      return bytes
    }
  }

  /// Runs git for what it does, and not for what it writes; `progress` gets every report to standard error.
  /// - Throws: `SyncError.gitMissing`, `CancellationError`.
  func run(
    _ arguments: [String], input: [UInt8] = [], progress: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> Ending {
    try await run(arguments, input: input, progress: progress) { for try await _ in $0 {} }.ending
  }

  /// Runs git; `read` reads what it writes to standard output, to its end. When the task is cancelled, or `read` throws,
  /// git ends, and all it started with it.
  /// - Throws: `SyncError.gitMissing`, what `read` throws, `CancellationError`.
  func run<Value: Sendable>(
    _ arguments: [String], input: [UInt8] = [], progress: @escaping @Sendable (String) -> Void = { _ in },
    read: @escaping @Sendable (Pieces) async throws -> Value
  ) async throws -> (ending: Ending, Value) {
    var options = PlatformOptions()
    // Without a terminal nothing can ask; and what git starts can be ended with it.
    options.createSession = true
    options.teardownSequence = [
      .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(2)),
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
    ]
    let environment = Environment.custom(environment)
    do {
      // By its name alone, a process would be started in vain for every folder of PATH before git's.
      let program = try await Executable.name("git").resolveExecutablePath(in: environment)
      let result = try await Subprocess.run(
        .path(program), arguments: Arguments(["--git-dir=" + folder] + arguments), environment: environment,
        platformOptions: options, input: .array(input), output: .sequence, error: .sequence
      ) { execution in
        try await Git.attend(execution, patience: patience, progress: progress, read: read)
      }
      try Task.checkCancellation()
      var (ending, value) = result.closureResult
      ending.isSuccess = result.terminationStatus.isSuccess && !ending.wasSilent
      return (ending, value)
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw error.code == .executableNotFound ? SyncError.gitMissing : SyncError.git("\(error)")
    }
  }

  /// Reads what a running git writes until it ends, or is silent too long.
  private static func attend<Value: Sendable>(
    _ execution: Execution<ArrayInput, SequenceOutput, SequenceOutput>, patience: Int?,
    progress: @escaping @Sendable (String) -> Void, read: @escaping @Sendable (Pieces) async throws -> Value
  ) async throws -> (Ending, Value) {
    let lines = GitWords()
    do {
      async let _ = watch(execution, lines, patience)
      async let heard: Void = {
        for try await piece in execution.standardError {
          for line in await lines.add(bytes(piece)) { progress(line) }
        }
      }()
      async let written = read(
        execution.standardOutput.map { piece in
          await lines.stir()
          return bytes(piece)
        })
      let (value, _) = try await (written, heard)
      let (messages, wasSilent) = await (lines.messages, lines.wasSilent)
      return (Ending(isSuccess: false, messages: messages, wasSilent: wasSilent), value)
    } catch {
      try? execution.send(signal: .kill, toProcessGroup: true)
      throw error
    }
  }

  /// Ends a git that is silent too long. Where this program could not run for a while (it was stopped, or the machine has
  /// too much to do), what git said meanwhile is not read yet when the time is up: it is looked at once more.
  private static func watch(
    _ execution: Execution<ArrayInput, SequenceOutput, SequenceOutput>, _ lines: GitWords, _ patience: Int?
  ) async {
    guard let patience else { return }
    var isLastLook = false
    while true {
      let left = await lines.stirred + .seconds(patience) - SuspendingClock.now
      if left <= .zero, isLastLook { break }
      isLastLook = left <= .zero
      do { try await Task.sleep(for: isLastLook ? .seconds(1) : left, clock: .suspending) } catch { return }
    }
    await lines.giveUp()
    try? execution.send(signal: .kill, toProcessGroup: true)
  }

  private static func bytes(_ piece: SubprocessOutputSequence.Buffer) -> [UInt8] {
    piece.withUnsafeBytes { Array($0) }
  }

  // MARK: Its environment

  /// What of the reader's git settings in the environment is left as it is; what names another repository is not.
  private static let kept = Set([
    "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_SSL_CERT",
    "GIT_SSL_KEY", "GIT_SSL_NO_VERIFY", "GIT_SSL_VERSION", "GIT_PROXY_COMMAND", "GIT_PROXY_SSL_CAINFO",
    "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH",
  ])

  private var environment: [Environment.Key: String] {
    var all = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("GIT_") || Git.kept.contains($0.key)
    }
    for name in ["SSH_ASKPASS", "LANGUAGE"] { all[name] = nil }
    all.merge(variables) { $1 }
    all["LC_ALL"] = "C"
    all["GIT_TERMINAL_PROMPT"] = "0"
    all["GCM_INTERACTIVE"] = "never"
    all["GIT_ALLOW_PROTOCOL"] = "https:http:ssh:git:file"
    let settings = Git.always.map { (key: $0.0, value: $0.1) } + configuration
    all["GIT_CONFIG_COUNT"] = "\(settings.count)"
    for (number, setting) in settings.enumerated() {
      all["GIT_CONFIG_KEY_\(number)"] = setting.key
      all["GIT_CONFIG_VALUE_\(number)"] = setting.value
    }
    return Dictionary(uniqueKeysWithValues: all.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
  }
}

/// What git says, line by line, and when it last said or sent anything.
private actor GitWords {
  private(set) var messages: [String] = []
  private(set) var stirred = SuspendingClock.now
  private(set) var wasSilent = false
  private var rest: [UInt8] = []
  /// The line that a carriage return ended last.
  private var returned = ""

  /// Lines kept at most, and bytes of one.
  private static let most = 40, longest = 4096

  func stir() { stirred = .now }

  func giveUp() { wasSilent = true }

  /// The lines that end in a piece; reports of progress end in a carriage return.
  func add(_ piece: [UInt8]) -> [String] {
    stir()
    var whole: [String] = []
    for byte in piece {
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        let line = String(decoding: rest, as: UTF8.self)
        rest.removeAll(keepingCapacity: true)
        whole.append(line)
        if byte == UInt8(ascii: "\n") {
          // ssh ends its lines with both.
          let said = line.isEmpty ? returned : line
          if !said.isEmpty { messages = messages.suffix(GitWords.most - 1) + [said] }
        }
        returned = byte == UInt8(ascii: "\r") ? line : ""
      } else if rest.count < GitWords.longest {
        rest.append(byte)
      }
    }
    return whole
  }
}
