// A certificate authority for tests, and what it signs.

import Foundation

/// An authority of its own; its files are gone with the value.
package final class Authority {
  private let scratch = Scratch()

  /// Makes it, with openssl.
  package init() throws {
    try openssl(
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        + ["-keyout", "authority.key", "-out", "authority.pem", "-subj", "/CN=Test", "-days", "2"])
    let configuration = """
      [ca]
      default_ca = ca
      [ca]
      database = \(scratch.path)/index
      new_certs_dir = \(scratch.path)
      rand_serial = yes
      default_md = sha256
      policy = any
      copy_extensions = copy
      [any]
      commonName = supplied
      """
    try configuration.write(toFile: scratch.path + "/ca.conf", atomically: true, encoding: .utf8)
    try "".write(toFile: scratch.path + "/index", atomically: true, encoding: .utf8)
  }

  /// Its own certificate.
  package var file: String { scratch.path + "/authority.pem" }

  /// A certificate for names, and its key; valid until a time (`YYYYMMDDHHMMSSZ`).
  package func certificate(
    for names: String = "IP:127.0.0.1,DNS:localhost,DNS:kanbao-test.invalid",
    until end: String = "20991231000000Z"
  ) throws -> (file: String, key: String) {
    let name = UUID().uuidString
    try openssl(
      [
        "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
        "\(name).key",
      ]
        + ["-out", "\(name).req", "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)"])
    try openssl(
      [
        "ca", "-batch", "-config", "ca.conf", "-cert", "authority.pem", "-keyfile", "authority.key",
        "-notext",
      ]
        + ["-in", "\(name).req", "-out", "\(name).pem", "-startdate", "20200101000000Z", "-enddate", end])
    return (scratch.path + "/\(name).pem", scratch.path + "/\(name).key")
  }

  private func openssl(_ arguments: [String]) throws {
    let output = scratch.path + "/output"
    let child = try Child(
      ["sh", "-c", "cd \"$0\" && exec openssl \"$@\"", scratch.path] + arguments, output: output)
    guard child.wait() == 0 else {
      throw ServerFailure(words: try String(contentsOfFile: output, encoding: .utf8))
    }
  }
}
