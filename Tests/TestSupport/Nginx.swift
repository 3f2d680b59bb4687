// nginx, as a real web server.

import Foundation

/// nginx with a configuration of its own, on a port of this machine; it ends with the value.
package final class Nginx {
  /// Its folder: `tree` in it is what it serves.
  package let scratch: Scratch
  /// Its port.
  package let port: UInt16
  private let child: Child

  /// - Parameters:
  ///   - certificate: a certificate and its key; then it speaks TLS and HTTP/2.
  ///   - root: the folder it serves; nil for an empty one of its own.
  ///   - http: lines of the block `http`.
  ///   - server: lines of the block `server`.
  package init(
    certificate: (file: String, key: String)? = nil, root: String? = nil, http: String = "",
    server: String = ""
  ) throws {
    let scratch = Scratch()
    self.scratch = scratch
    let tree = root ?? scratch.path + "/tree"
    try FileManager.default.createDirectory(atPath: scratch.path + "/tree", withIntermediateDirectories: true)
    (child, port) = try startServer(output: scratch.path + "/output") { port in
      let tls = certificate.map { "ssl_certificate \($0.file); ssl_certificate_key \($0.key);" } ?? ""
      let configuration = """
        pid nginx.pid;
        worker_processes 1;
        error_log error.log;
        events { worker_connections 256; }
        http {
          access_log off;
          default_type application/octet-stream;
          client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi; scgi_temp_path scgi;
          \(http)
          server {
            listen 127.0.0.1:\(port)\(certificate == nil ? "" : " ssl http2");
            root \(tree);
            \(tls)
            \(server)
          }
        }
        """
      let file = scratch.path + "/nginx.conf"
      try configuration.write(toFile: file, atomically: true, encoding: .utf8)
      return [
        "nginx", "-p", scratch.path, "-c", file, "-e", scratch.path + "/error.log", "-g",
        "daemon off; master_process off;",
      ]
    }
  }

  /// Writes a file of the tree.
  package func write(_ path: String, _ text: String) throws {
    let file = URL(filePath: scratch.path + "/tree/" + path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// A server of DNS over HTTPS (`/dns-query`) that answers every question of RFC 8484 with 127.0.0.1.
  package static func resolver(certificate: (file: String, key: String)) throws -> Nginx {
    let question: [UInt8] = [0, 0, 0x81, 0x80, 0, 0, 0, 1, 0, 0, 0, 0]
    let answer: [UInt8] = [0, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]
    let resolver = try Nginx(
      certificate: certificate,
      server: "default_type application/dns-message; error_page 405 =200 /dns-query;")
    try Data(question + answer).write(to: URL(filePath: resolver.scratch.path + "/tree/dns-query"))
    return resolver
  }
}
