// Real git and real servers for tests: a repository to publish in, `git daemon`, and nginx with git's own backend
// or nothing but files. All on 127.0.0.1, each ended by its own number.

import Foundation

/// Runs a program to its end and gives what it wrote; fails the test's process when it fails.
@discardableResult
package func shell(
  _ arguments: [String], in folder: String = "/", input: String? = nil, environment: [String: String] = [:]
) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = arguments
  process.currentDirectoryURL = URL(filePath: folder)
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let output = Pipe(), inlet = Pipe()
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  process.standardInput = inlet
  try process.run()
  try inlet.fileHandleForWriting.write(contentsOf: Data((input ?? "").utf8))
  try inlet.fileHandleForWriting.close()
  let data = try output.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw ShellFailure(command: arguments.joined(separator: " ")) }
  return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
}

/// A program that failed.
package struct ShellFailure: Error { package let command: String }

/// A bare repository that a test publishes in, commit by commit.
package final class Publisher {
  /// Its folder.
  package let path: String
  private var clock = 1_600_000_000

  /// Makes it, empty.
  package init(_ path: String) throws {
    self.path = path
    try shell(["git", "init", "-q", "--bare", "--template=", "--initial-branch=main", path])
  }

  /// git, in the repository.
  @discardableResult
  package func git(_ arguments: String..., input: String? = nil) throws -> String {
    let name = ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map { ($0, "报人") }
    let mail = ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map { ($0, "paper@example.org") }
    let date = ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"].map { ($0, "\(clock) +0800") }
    return try shell(
      ["git"] + arguments, in: path, input: input,
      environment: Dictionary(uniqueKeysWithValues: name + mail + date))
  }

  /// Publishes files in place of all that were there, or beside them; gives the commit.
  @discardableResult
  package func commit(_ files: [String: String], keeping: Bool = true, parent: Bool = true) throws -> String {
    clock += 3600
    let isFirst = (try? git("rev-parse", "-q", "--verify", "HEAD")) == nil
    try? FileManager.default.removeItem(atPath: path + "/index")
    if keeping, !isFirst { try git("read-tree", "HEAD") }
    var entries = ""
    for (name, text) in files {
      entries += "100644 \(try git("hash-object", "-w", "--stdin", input: text))\t\(name)\n"
    }
    try git("update-index", "--add", "--index-info", input: entries)
    return try publish(tree: git("write-tree"), parent: parent && !isFirst)
  }

  /// Publishes a tree as the next commit, or as the first.
  @discardableResult
  package func publish(tree: String, parent: Bool = true) throws -> String {
    let commit =
      parent
      ? try git("commit-tree", tree, "-p", "HEAD", "-m", "news") : try git("commit-tree", tree, "-m", "news")
    try git("update-ref", "HEAD", commit)
    return commit
  }

  /// A blob's id.
  package func blob(_ name: String) throws -> String { try git("rev-parse", "HEAD:" + name) }
}

/// A process that is ended with the value.
package final class Daemon {
  private let process = Process()

  /// Starts a program and waits until its port takes connections.
  package init(_ arguments: [String], port: UInt16, environment: [String: String] = [:]) throws {
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    while !canConnect(port) {
      guard process.isRunning else { throw ShellFailure(command: arguments.joined(separator: " ")) }
      usleep(5000)
    }
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }
}

/// A server of git repositories that lie in a folder.
package final class GitServer {
  /// How it serves.
  package enum Kind: CaseIterable, Sendable {
    /// `git daemon`.
    case daemon
    /// nginx with git's own backend.
    case smart
    /// nginx with nothing but files.
    case dumb
  }

  private var daemons: [Daemon] = []
  private let scratch = Scratch()
  private let scheme: String, port: UInt16

  /// Serves the repositories in a folder.
  package init(_ kind: Kind, folder: String) throws {
    port = freePort()
    scheme = kind == .daemon ? "git" : "http"
    switch kind {
    case .daemon:
      daemons = [
        try Daemon(
          [
            "git", "daemon", "--export-all", "--reuseaddr", "--listen=127.0.0.1", "--port=\(port)",
            "--base-path=" + folder, folder,
          ], port: port)
      ]
    case .smart:
      let backend = freePort()
      daemons.append(
        try Daemon(["fcgiwrap", "-c", "2", "-s", "tcp:127.0.0.1:\(backend)"], port: backend))
      daemons.append(try nginx(GitServer.smart(folder, backend)))
    case .dumb: daemons.append(try nginx("root \(folder);"))
    }
  }

  /// Where a repository of the folder is.
  package func address(_ name: String) -> String { "\(scheme)://127.0.0.1:\(port)/\(name)" }

  private static func smart(_ folder: String, _ backend: UInt16) -> String {
    """
    location / {
      fastcgi_pass 127.0.0.1:\(backend);
      fastcgi_param SCRIPT_FILENAME /usr/lib/git-core/git-http-backend;
      fastcgi_param GIT_PROJECT_ROOT \(folder);
      fastcgi_param GIT_HTTP_EXPORT_ALL 1;
      fastcgi_param PATH_INFO $uri;
      fastcgi_param QUERY_STRING $query_string;
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param CONTENT_TYPE $content_type;
      fastcgi_param CONTENT_LENGTH $content_length;
      fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
      fastcgi_param HTTP_GIT_PROTOCOL $http_git_protocol;
    }
    """
  }

  private func nginx(_ server: String) throws -> Daemon {
    let folder = scratch.path
    let user = getuid() == 0 ? "user root;" : ""
    let kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    try """
    \(user) daemon off; master_process off; pid \(folder)/pid; error_log \(folder)/errors;
    events { worker_connections 64; }
    http {
      access_log \(folder)/requests;
      client_max_body_size 0;
      \(kinds.map { "\($0)_temp_path \(folder)/\($0);" }.joined(separator: "\n  "))
      server { listen 127.0.0.1:\(port); \(server) }
    }
    """.write(toFile: folder + "/nginx.conf", atomically: true, encoding: .utf8)
    return try Daemon(
      ["nginx", "-p", folder, "-e", folder + "/errors", "-c", folder + "/nginx.conf"], port: port,
      environment: ["PATH": (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin:/sbin"])
  }

  /// The requests a server of HTTP has answered.
  package var requests: [String] {
    let log = try? String(contentsOfFile: scratch.path + "/requests", encoding: .utf8)
    return (log ?? "").split(separator: "\n").map(String.init)
  }
}

/// A port nobody listens on.
package func freePort() -> UInt16 {
  withSocket { descriptor in
    var address = loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        guard bind(descriptor, address, length) == 0, getsockname(descriptor, address, &length) == 0 else {
          fatalError("no free port: \(errno)")
        }
      }
      return UInt16(bigEndian: $0.pointee.sin_port)
    }
  }
}

private func canConnect(_ port: UInt16) -> Bool {
  withSocket { descriptor in
    var address = loopback(port)
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}

private func withSocket<Value>(_ body: (Int32) -> Value) -> Value {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  return body(descriptor)
}

func loopback(_ port: UInt16) -> sockaddr_in {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  return address
}
