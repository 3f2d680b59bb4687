// How git is run for a repository: what it is told of the server, the proxy and the reader's own settings.

import Foundation

extension GitRepository {
  /// git, for what is here: it never asks a server for what is missing.
  var local: Git { Git(folder: folder) }

  /// git, for what is at the address.
  var remote: Git {
    var git = Git(folder: folder)
    git.patience = patience
    git.configuration = [
      ("remote.origin.url", address.text), ("http.lowSpeedLimit", "10"),
      ("http.lowSpeedTime", "\(GitFailure.slowSeconds)"), ("http.userAgent", settings.userAgent),
    ]
    switch settings.proxy {
    case .environment: break
    case .none: git.configuration.append(("http.proxy", ""))
    case .address(let proxy): git.configuration.append(("http.proxy", proxy))
    }
    if !address.login.isEmpty, let host = address.server {
      git.configuration.append(("credential.\(host).helper", GitRepository.helper))
      git.variables["KANBAO_GIT_NAME"] = address.login.first ?? ""
      git.variables["KANBAO_GIT_PASSWORD"] = address.login.dropFirst().first ?? ""
    }
    git.configuration.append(("http.followRedirects", "false"))
    if address.server == given.server {
      for header in settings.headers { git.configuration.append(("http.extraHeader", header)) }
    }
    // By its variable: that wins over git's configuration wherever the environment has one of its own.
    if let file = settings.certificateAuthorities { git.variables["GIT_SSL_CAINFO"] = file }
    if address.path != nil {
      // A folder of this machine needs nobody's leave to be read in part.
      git.configuration.append(("remote.origin.uploadpack", "git -c uploadpack.allowFilter=true upload-pack"))
    }
    return git
  }

  /// What tells git the name and the password: from its environment, which nobody else can read.
  static let helper = """
    !f() { test "$1" = get && printf 'username=%s\\npassword=%s\\n' "$KANBAO_GIT_NAME" "$KANBAO_GIT_PASSWORD"; }; f
    """

  /// How ssh is run: without questions, where the reader has not said how.
  var sshVariables: [String: String] {
    get async throws {
      let environment = ProcessInfo.processInfo.environment
      guard address.isSSH, environment["GIT_SSH_COMMAND"] == nil, environment["GIT_SSH"] == nil,
        try await local.output(["config", "--get", "core.sshCommand"]).bytes.isEmpty
      else { return [:] }
      return ["GIT_SSH_COMMAND": "ssh -oBatchMode=yes"]
    }
  }

  /// What tells git that the server has what is missing here.
  var filtered: [(key: String, value: String)] {
    [("remote.origin.promisor", "true"), ("remote.origin.partialclonefilter", "blob:none")]
  }
}
