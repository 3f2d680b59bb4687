// What a sync asks the web for: the pages a mirror lists, and nothing else that stands in them.

import Library
import Sync
import TestSupport
import Testing

@Suite struct AskedTests {
  @Test func nothingIsAskedForButThePagesThatAreListed() async throws {
    let elsewhere = MisbehavingServer { _ in [.answer(200, "#")] }
    let far = elsewhere.address
    let page = """
      <link rel="icon" href="\(far)favicon.ico"><link rel="stylesheet" href="style.css">
      <script src="\(far)count.js"></script><meta http-equiv="refresh" content="0; url=\(far)">

      ### 茶馆的早晨
      ------

      <div><p>龙井。<img src="1.md.png"><img src="\(far)pixel.gif" width=1 height=1></p>
      <p><a href="\(far)a.html">别处</a> <a href="2.md">没有列出的</a> ![图](3.png)</p>
      <iframe src="\(far)frame"></iframe><video src="\(far)film.mp4" poster="\(far)poster.jpg"></video></div>
      """
    let files = [
      "/README.md": "### 日报\n![图](qr.png)\n\n#### 生活 &nbsp;-&nbsp; [饮食](indexes/food.md?t=1)\n",
      "/indexes/food.md": "#### [茶馆](../pages/food/1.md?t=2)\n![图](../pages/food/1.md.png)\n",
      "/pages/food/1.md": page, "/pages/food/2.md": page,
    ]
    let mirror = MisbehavingServer { asked in files[asked.target].map { [.answer(200, $0)] } ?? [.answer(404)]
    }
    let scratch = Scratch()
    let library = try Library(
      LibraryPlaces(cache: scratch.path + "/cache.sqlite", reader: scratch.path + "/reader.sqlite"))
    try library.addSource(key: "报", title: "", addresses: [mirror.address])
    let engine = SyncEngine(library: library) { try tree($0, $1) }
    for _ in 0..<2 { #expect(try await engine.sync("报", settings: direct()).error == nil) }
    #expect(try library.articles(.everything, limit: 9).map(\.title) == ["茶馆的早晨"])
    let targets = Set(mirror.asked.map(\.target))
    #expect(targets == ["/README.md", "/indexes/food.md", "/pages/food/1.md"])
    #expect(elsewhere.connections == 0)
  }
}
