// The units of Config/systemd, run by a real user manager where this machine can have one.

import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct ServiceTests {
  @Test(.enabled(if: UserManager.canRun)) func theServiceSyncsWhatTheConfigurationAloneNames() throws {
    let manager = try UserManager()
    for folder in [".local/bin", ".config/kanbao", ".config/systemd/user"] {
      try FileManager.default.createDirectory(
        atPath: manager.home + "/" + folder, withIntermediateDirectories: true)
    }
    // The services have a temporary folder of their own: what they use is not there. The program is copied by another
    // process: were its file open for writing here, what a test starts meanwhile would have it open, too, and it could
    // not be run.
    try shell(["cp", program, manager.home + "/.local/bin/kanbao"])
    try FileManager.default.copyItem(atPath: sample, toPath: manager.home + "/paper")
    for unit in ["kanbao-sync.service", "kanbao-sync.timer"] {
      try FileManager.default.copyItem(
        atPath: checkout.appending(path: "Config/systemd/\(unit)").path,
        toPath: manager.home + "/.config/systemd/user/" + unit)
    }
    try "[sources.paper]\naddress = \"\(manager.home)/paper\"\n".write(
      toFile: manager.home + "/.config/kanbao/config.toml", atomically: true, encoding: .utf8)
    #expect(try manager.systemctl("daemon-reload").status == 0)
    #expect(try manager.systemctl("enable", "--now", "kanbao-sync.timer").status == 0)
    #expect(try manager.systemctl("is-active", "kanbao-sync.timer").output == "active\n")
    let started = try manager.systemctl("start", "kanbao-sync.service")
    #expect(started.status == 0, "\(started.errors)")
    let ended = try manager.systemctl("show", "kanbao-sync.service", "-p", "ExecMainStatus", "-p", "Result")
    let isSuccess = ended.output.contains("Result=success") && ended.output.contains("ExecMainStatus=0")
    #expect(isSuccess, "\(ended.output) \(manager.log)")
    #expect(try run(["sources"], environment: ["HOME": manager.home]).output.hasPrefix("paper\t49/49\t"))
    // Units that say what the manager does not know are loaded all the same, with a warning.
    let said = try run(
      "systemd-analyze", ["verify", "--user", manager.home + "/.config/systemd/user/kanbao-sync.timer"],
      environment: manager.environment)
    #expect(said.status == 0 && said.errors == "")
  }
}

/// A user manager of systemd with a home of its own. It ends with the value, and its services with it.
private final class UserManager {
  let home: String
  private let runtime = Scratch()
  private var manager: Child?
  /// What says that this machine was started by systemd, where the manager asks for it and there is none.
  private static let booted = "/run/systemd/system"
  private let hasMadeBooted: Bool

  /// Whether one can be had here.
  static let canRun = (try? UserManager()) != nil

  init() throws {
    home = NSHomeDirectory() + "/.kanbao-test-\(UUID().uuidString)"
    hasMadeBooted = mkdir(UserManager.booted, 0o755) == 0
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    let manager = try Child(
      ["env"] + environment.map { "\($0)=\($1)" } + ["/lib/systemd/systemd", "--user"],
      output: runtime.path + "/log")
    self.manager = manager
    try waitUntil("the manager") {
      let isUp = try systemctl("is-system-running").output.isEmpty == false
      return isUp || manager.hasEnded
    }
    if manager.hasEnded { throw TimedOut(what: "the manager") }
  }

  deinit {
    // One that does not take it is killed.
    if (try? systemctl("exit").status) == 0 { _ = manager?.wait() }
    manager = nil
    try? FileManager.default.removeItem(atPath: home)
    if hasMadeBooted { rmdir(UserManager.booted) }
  }

  /// What the manager and its services live in.
  var environment: [String: String] {
    [
      "HOME": home, "XDG_RUNTIME_DIR": runtime.path, "XDG_CONFIG_HOME": home + "/.config",
      "DBUS_SESSION_BUS_ADDRESS": "unix:path=\(runtime.path)/none",
    ]
  }

  /// What it and its services have said.
  var log: String { (try? String(contentsOfFile: runtime.path + "/log", encoding: .utf8)) ?? "" }

  func systemctl(_ arguments: String...) throws -> Ran {
    try run("systemctl", ["--user"] + arguments, environment: environment)
  }
}
