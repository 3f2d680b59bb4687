// Real git and real servers for tests: a repository to publish in, `git daemon`, and nginx with git's own backend
// or nothing but files. All on 127.0.0.1, each ended by its own number.

import Foundation

/// Runs a program to its end and gives what it wrote. Through files: a pipe would be inherited by the servers that
/// other tests start, and never end.
@discardableResult
package func shell(
  _ arguments: [String], in folder: String = "/", input: String? = nil, environment: [String: String] = [:]
) throws -> String {
  let scratch = Scratch()
  let (inlet, outlet) = (scratch.path + "/input", scratch.path + "/output")
  try Data((input ?? "").utf8).write(to: URL(filePath: inlet))
  let redirected = ["sh", "-c", "exec \"$@\" <\"$0\" 2>/dev/null", inlet, "env", "-C", folder]
  let status = try Child(redirected + environment.map { "\($0)=\($1)" } + arguments, output: outlet).wait()
  guard status == 0 else { throw ShellFailure(command: arguments.joined(separator: " ")) }
  let data = (try? Data(contentsOf: URL(filePath: outlet))) ?? Data()
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
    let scratch = Scratch(), files = Array(files)
    let copies = files.indices.map { "\(scratch.path)/\($0)" }
    for (file, copy) in zip(files, copies) { try Data(file.value.utf8).write(to: URL(filePath: copy)) }
    let ids = try git(
      "hash-object", "-w", "--no-filters", "--stdin-paths", input: copies.map { $0 + "\n" }.joined())
    let entries = zip(ids.split(separator: "\n"), files).map { "100644 \($0)\t\($1.key)\n" }
    try git("update-index", "--add", "--index-info", input: entries.joined())
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

/// A server of git repositories that lie in a folder.
package final class GitServer {
  /// How it serves.
  package enum Kind: CaseIterable, Sendable {
    /// `git daemon`.
    case daemon
    /// nginx with git's own backend; the same as many are set up, with the protocol of old.
    case smart, old
    /// nginx with nothing but files.
    case dumb
  }

  private var child: Child?
  private var nginx: Nginx?
  private let scratch = Scratch()
  private let scheme: String, port: UInt16

  /// Serves the repositories in a folder; `smart` over TLS where it has a certificate and its key.
  package init(_ kind: Kind, folder: String, certificate: (file: String, key: String)? = nil) throws {
    let log = scratch.path + "/requests"
    let programs = try shell(["git", "--exec-path"])
    switch kind {
    case .daemon:
      scheme = "git"
      (child, port) = try startServer(output: scratch.path + "/output") { port in
        [
          programs + "/git-daemon", "--export-all", "--reuseaddr", "--listen=127.0.0.1", "--port=\(port)",
          "--base-path=" + folder, folder,
        ]
      }
    case .smart, .old:
      scheme = certificate == nil ? "http" : "https"
      let backend = scratch.path + "/backend"
      let child = try Child(["fcgiwrap", "-s", "unix:" + backend], output: scratch.path + "/output")
      while !child.hasEnded, access(backend, F_OK) != 0 { usleep(2000) }
      self.child = child
      nginx = try Nginx(
        certificate: certificate,
        server: GitServer.smart(folder, programs, backend, isOld: kind == .old) + "access_log \(log);")
      port = nginx?.port ?? 0
    case .dumb:
      scheme = "http"
      nginx = try Nginx(root: folder, server: "access_log \(log);")
      port = nginx?.port ?? 0
    }
  }

  /// Where a repository of the folder is.
  package func address(_ name: String) -> String { "\(scheme)://127.0.0.1:\(port)/\(name)" }

  /// The requests a server of HTTP has answered. It writes them down after it has answered them: when it has written down
  /// one that is made here, which is none of them, it has done so with all before.
  package var requests: [String] {
    let mark = "/mark-\(UUID().uuidString)"
    _ = try? shell(["git", "ls-remote", address(mark)], environment: ["GIT_SSL_NO_VERIFY": "1"])
    let end = ContinuousClock.now + .seconds(10)
    while true {
      let log = (try? String(contentsOfFile: scratch.path + "/requests", encoding: .utf8)) ?? ""
      if log.contains(mark) || ContinuousClock.now > end {
        return log.split(separator: "\n").map(String.init).filter { !$0.contains("/mark-") }
      }
      usleep(2000)
    }
  }

  private static func smart(_ folder: String, _ programs: String, _ backend: String, isOld: Bool) -> String {
    let protocolLine = isOld ? "" : "fastcgi_param HTTP_GIT_PROTOCOL $http_git_protocol;"
    return """
      client_max_body_size 0;
      location / {
        fastcgi_pass unix:\(backend);
        fastcgi_param SCRIPT_FILENAME \(programs)/git-http-backend;
        fastcgi_param GIT_PROJECT_ROOT \(folder);
        fastcgi_param GIT_HTTP_EXPORT_ALL 1;
        fastcgi_param PATH_INFO $uri;
        fastcgi_param QUERY_STRING $query_string;
        fastcgi_param REQUEST_METHOD $request_method;
        fastcgi_param CONTENT_TYPE $content_type;
        fastcgi_param CONTENT_LENGTH $content_length;
        fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
        \(protocolLine)
      }

      """
  }
}
