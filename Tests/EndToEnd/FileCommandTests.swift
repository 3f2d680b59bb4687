// A newspaper that goes from one machine to another as a file.

import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct FileCommandTests {
  @Test func aNewspaperTravelsAsAFile() throws {
    let here = Scratch(), there = Scratch()
    #expect(try run(["add", sample, "--name", "样刊", "--data-dir", here.path]).status == 0)
    #expect(try run(["sync", "--data-dir", here.path]).status == 0)
    let file = here.path + "/news.tar.zst"
    #expect(try run(["export", "样刊", file, "--data-dir", here.path]).status == 0)
    let came = try run(["import", file, "--name", "样刊", "--data-dir", there.path])
    #expect(came.status == 0 && came.errors == "")
    let lists = try [here, there].map { try run(["list", "--json", "--data-dir", $0.path]).lines }
    // Articles of one day stand as they arrived.
    #expect(lists[0].count >= 40 && lists[0].sorted() == lists[1].sorted())
    #expect(try run(["export", "样刊", file, "--since", "2024-06", "--data-dir", here.path]).status == 0)
    // What a link leads to is written, and the link stays.
    let link = here.path + "/link.tar"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
    #expect(try run(["export", "样刊", link, "--data-dir", here.path]).status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
    // Nothing of what came so is to be synced; and a source has a name.
    let doctor = try run(
      ["doctor", "--data-dir", there.path],
      environment: ["LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "TMUX": ""])
    #expect(doctor.status == 0 && !doctor.output.contains("还没有更新过"))
    let nameless = try run(["import", file, "--name", " ", "--data-dir", there.path])
    #expect(nameless.status == 1 && nameless.errors.contains("--name"))
    let page = try run(["add", sample + "/README.md", "--data-dir", here.path])
    #expect(page.status == 1 && page.errors.contains("既不是 tar，也不是 git bundle"), "\(page)")
    let back = try run(["import", file, "--name", "样刊", "--json", "--data-dir", here.path])
    #expect(back.lines == [#"{"changed":0,"name":"样刊","new":0,"notes":[]}"#])
  }

  @Test func aBundleWithoutGitIsNamed() throws {
    let scratch = Scratch()
    let publisher = try Publisher(scratch.path + "/m.git")
    try publisher.commit(["README.md": "### 日报\n", "pages/1.md": "### 题\n"])
    try publisher.git("bundle", "create", scratch.path + "/news.bundle", "HEAD")
    let command = ["import", scratch.path + "/news.bundle", "--data-dir", scratch.path + "/data"]
    let failed = try run(command, environment: ["PATH": "/nonexistent", "LC_ALL": "C"])
    #expect(failed.status == 1 && failed.errors.contains("没有 git"))
    #expect(try run(command).status == 0)
    // What it was unpacked into is gone.
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/data").count {
        $0.contains("import")
      } == 0)
  }

  @Test(arguments: [
    ["export", "样刊", "news.zip"], ["export", "样刊", "news.tar", "--since", "2021-02-30"],
    ["export", "样刊", "news.tar", "--since", "gestern"], ["export", "样刊", "news.tar", "--since", "+2021"],
    ["export", "样刊"], ["import"],
  ])
  func wrongUsageIsStatusTwo(arguments: [String]) throws {
    #expect(try run(arguments).status == 2)
  }
}
