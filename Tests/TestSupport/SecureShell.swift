// A real sshd on this machine, for one test: keys of its own, a port nobody else has, and this account alone.

import Foundation

/// An sshd on 127.0.0.1.
package final class SecureShell {
  private let scratch = Scratch()
  private let server: Child
  private let port: UInt16

  /// Starts it. `settings` stand at the end of its configuration, where a Match may begin.
  package init(_ settings: String = "") throws {
    let folder = scratch.path
    for key in ["host", "client"] {
      let maker = try Child(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(key)"], output: folder + "/keygen")
      guard maker.wait() == 0 else { throw ServerFailure(words: "ssh-keygen failed") }
    }
    let configuration = """
      HostKey \(folder)/host
      AuthorizedKeysFile \(folder)/client.pub
      StrictModes no
      UsePAM no
      PasswordAuthentication no
      PermitRootLogin prohibit-password
      AcceptEnv LC_*
      Subsystem sftp internal-sftp
      PidFile none
      ListenAddress 127.0.0.1
      \(settings)

      """
    try configuration.write(toFile: folder + "/config", atomically: false, encoding: .utf8)
    (server, port) = try startServer(output: folder + "/log") { port in
      [SecureShell.program, "-D", "-e", "-f", folder + "/config", "-p", "\(port)"]
    }
  }

  /// Where sshd is: it wants to be called by its whole path. As root it wants a folder to be there as well, which an
  /// init system would have made.
  package static let program: String = {
    if getuid() == 0 { mkdir("/run/sshd", 0o755) }
    let paths = ["/usr/sbin/sshd", "/usr/bin/sshd", "/usr/local/sbin/sshd"]
    return paths.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "sshd"
  }()

  /// ssh with what it needs to get in: the address and a command come behind it.
  package var words: [String] {
    let settings = [
      "IdentitiesOnly=yes", "UserKnownHostsFile=\(scratch.path)/known", "StrictHostKeyChecking=no",
      "LogLevel=ERROR",
      "IdentityAgent=none", "SendEnv=LC_*",
    ]
    return ["ssh", "-F", "/dev/null", "-i", key, "-p", "\(port)"] + settings.flatMap { ["-o", $0] }
  }

  /// The file of the key that opens it.
  package var key: String { scratch.path + "/client" }

  /// The words of a client's command line that runs a command there: with `-tt` on a terminal.
  package func client(_ options: String..., command: String) -> [String] {
    words + options + ["127.0.0.1", command]
  }
}
