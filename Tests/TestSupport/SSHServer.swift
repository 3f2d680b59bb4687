// A real sshd for this account, with throw-away keys, on a port of this machine.

import Foundation

/// sshd; it ends with the value, and its keys are gone with it.
package final class SSHServer {
  private let scratch = Scratch()
  private let child: Child
  /// Its port.
  package let port: UInt16

  /// Starts it.
  /// - Parameter configuration: more lines of sshd_config.
  package init(configuration: String = "") throws {
    let folder = scratch.path
    for key in ["host", "login"] {
      try shell(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(key)"])
    }
    // Where root's sshd goes when it has nothing to do with files.
    if getuid() == 0 {
      try FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
    }
    (child, port) = try startServer(output: folder + "/output") { port in
      let lines = """
        ListenAddress 127.0.0.1:\(port)
        HostKey \(folder)/host
        AuthorizedKeysFile \(folder)/login.pub
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        PermitRootLogin yes
        \(configuration)
        """
      try lines.write(toFile: folder + "/sshd_config", atomically: true, encoding: .utf8)
      return ["/usr/sbin/sshd", "-D", "-e", "-f", folder + "/sshd_config"]
    }
  }

  /// ssh with what it needs to get in; the account, the address and what is to be run there come behind it.
  package var command: [String] {
    ["ssh", "-F", "none", "-i", scratch.path + "/login", "-p", "\(port)"]
      + ["BatchMode=yes", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR"]
      .flatMap {
        ["-o", $0]
      }
  }

  /// The account and the address.
  package var destination: String { "\(NSUserName())@127.0.0.1" }
}
