// What a browser shows of a page is in its document: markup as HTML's standard has it.

import Articles
import Parsing
import Testing

private func html(_ markup: String) throws -> [Block] {
  try parseArticle(Array(markup.utf8), path: "a.html").blocks
}

private func paragraphs(_ markup: String) throws -> [String] {
  try html(markup).compactMap { block in
    if case .paragraph(let spans) = block { spans.text } else { nil }
  }
}

@Suite struct BrowserTests {
  @Test func anEmbeddedObjectDoesNotSwallowWhatFollows() throws {
    let blocks = try html("<p>前</p><embed src=\"http://f/x.swf\"><p>后一</p></embed><p>后二</p>")
    #expect(
      blocks == [
        .paragraph([Span("前")]), .embed(Embed(kind: .frame, address: "http://f/x.swf")),
        .paragraph([Span("后一")]), .paragraph([Span("后二")]),
      ])
  }

  @Test(arguments: [
    ("&#147;引&#148;&#151;&#133;", "“引”—…"), ("a&nbsp&copy&amp;b&ampc", "a\u{A0}©&b&c"),
    ("&check;&comma;&half;", "✓,½"), ("&NotEqual;&Rarr;&lang;甲&rang;", "≠↠⟨甲⟩"),
    ("甲&NewLine;乙", "甲乙"), ("&notit;&foo;&bar&#;&#x;", "¬it;&foo;&bar&#;&#x;"),
    ("&#0;&#xD800;&#27;", "\u{FFFD}\u{FFFD}"),
    ("&lt;b>&gt;&amp;lt;", "<b>>&lt;"), ("甲&hairsp;乙&#x200a;丙", "甲\u{200A}乙\u{200A}丙"),
  ])
  func referencesAreReadAsBrowsersReadThem(source: String, shown: String) throws {
    #expect(try paragraphs("<p>\(source)</p>") == [shown])
  }

  /// The text of a page is kept apart from its tags while these are read, with a mark of this form for each piece.
  @Test(arguments: ["\u{7F}", "&#127;", "&#x7F;", "T"])
  func noTextIsTakenForTheMarkOfAnother(mark: String) throws {
    let text = try paragraphs(
      "<p>甲<b>\(mark)0</b> 丙\(mark)<br>\(mark)9<i title='\(mark)0'>乙</i><img src='\(mark)1'></p>\(mark)2")
    let kept = mark == "T" ? mark : ""
    #expect(text.first == "甲\(kept)0 丙\(kept)\n\(kept)9乙")
    #expect(text.last == "\(kept)2")
  }

  @Test(arguments: [
    "@click=\"() => open = true\"", "*ngIf='n > 0; else x'", "标签=\"x>y\"", "[x]=\"a>b\"", "{{a}}=\"a>b\"",
    "=\">\"",
    "a==\"x>y\"", "a=/\"x>y\"", "@a=\"x>T1\"", "a = '>'", "/ a=\">\" /",
  ])
  func anAttributeEndsNoTagWithinItsQuotationMarks(attribute: String) throws {
    let text = try paragraphs("<div \(attribute)>第一段<p \(attribute) title=\"第\">第二段</p></div>")
    #expect(text == ["第一段", "第二段"])
  }

  @Test(arguments: [
    ("href=x", "x"), ("href='a\"b>c'", "a\"b>c"), ("HREF = \"x\"", "x"), ("@a=1 href=/x/ b", "/x/"),
    ("href=x href=y", "x"),
    ("href=&quot;x&quot;", "x"), ("href=&#32;\"x", "x"), ("title=\"a>b\"href=\"x\"", "x"),
  ])
  func anAddressIsReadAsBrowsersReadIt(attributes: String, address: String) throws {
    let blocks = try html("<p><a \(attributes)>链</a></p>")
    #expect(blocks == [.paragraph([Span("链", target: .link(address))])])
  }

  @Test func tagsThatAreShownAsTheyAreWrittenStay() throws {
    #expect(
      try html("<p>前<xmp><b>甲</b>&amp;\n</p></xmp>后") == [
        .paragraph([Span("前")]), .preformatted("<b>甲</b>&amp;\n</p>"), .paragraph([Span("后")]),
      ])
  }

  @Test func aReferenceInAnAddressIsDecodedAndCutsNothing() throws {
    let blocks = try html("<p><a href='http://x/?a=1&copy=2&#27;z&amp;b'>链</a></p>")
    #expect(blocks == [.paragraph([Span("链", target: .link("http://x/?a=1&copy=2z&b"))])])
  }

  @Test(arguments: [
    "前<!--甲--!>后", "前<!-->后", "前<!--->后", "前<!---->后", "前<!-- > -- x -->后", "前<!-- <!-- -->后",
  ])
  func aCommentEndsWhereABrowserEndsIt(source: String) throws {
    #expect(try paragraphs("<p>\(source)</p>") == ["前后"])
  }

  @Test(arguments: ["甲<a", "甲<a href=\"x", "甲<!", "甲<?x", "甲</b"])
  func aTagThatNeverEndsIsText(source: String) throws {
    #expect(try paragraphs("<p>\(source)") == [source])
  }

  @Test(arguments: ["<rp>(<rt>かん<rp>)", "<rp>(</rp><rt>かん</rt><rp>)</rp>", "<rt>かん"])
  func aReadingStandsInParenthesesOnce(reading: String) throws {
    #expect(try paragraphs("<p><ruby>漢\(reading)</ruby>字</p>") == ["漢(かん)字"])
  }

  @Test(arguments: ["<title>", "<script>", "<style>", "<textarea>", "<select>", "<noscript>"])
  func whatNothingEndsHidesNothing(tag: String) throws {
    #expect(try paragraphs("<p>用 \(tag) 的</p><p>后</p>") == ["用 \(tag) 的", "后"])
    #expect(try paragraphs("<p><script>a</script>用 \(tag) 的</p><p>后</p>") == ["用 \(tag) 的", "后"])
    #expect(try paragraphs("<p>前\(tag.dropLast())/>后</p>") == ["前后"])
    let page = try parseArticle(
      Array("前\n\n用 \(tag) 的\n\n<video src=a.mp4>\n\n后".utf8), path: "a.md")
    #expect(
      page.blocks == [
        .paragraph([Span("前")]), .paragraph([Span("用 \(tag) 的")]),
        .embed(Embed(kind: .video, address: "a.mp4")), .paragraph([Span("后")]),
      ])
  }

  @Test(arguments: [
    ("<p>前。</p><script>var a = 1;", ["前。"]), ("<p>前。</p>\n<style>.a{b:c}", ["前。"]),
    ("<p>前。<script src=a.js>var a", ["前。"]), ("<p>前。</p><select name=jump>后", ["前。", "后"]),
    ("前 <canvas id=c width=100> 后", ["前 后"]), ("<map name=m>后", ["后"]), ("<noscript>后", ["后"]),
    ("<title>茶馆</head><p>后", ["茶馆", "后"]), ("<p>前</p><xmp class=a>后", ["前", "后"]),
  ])
  func theTagOfWhatNothingEndsIsNotShown(markup: String, shown: [String]) throws {
    #expect(try paragraphs(markup) == shown)
  }

  @Test(arguments: [
    "用 <xmp> 标签的<b>人</b>。", "用 <rp> 标签可以。", "用 <iframe> 标签。", "用 <video>", "<script> 标签。", "<title> 标签。",
  ])
  func aTagThatIsOnlySpokenOfIsText(sentence: String) throws {
    let shown = sentence.replacing(#/</?b>/#, with: "")
    #expect(try paragraphs("<p>\(sentence)</p><p>后</p>") == [shown, "后"])
  }

  @Test func aRowOfATableMaySpeakOfATag() throws {
    let blocks = try parseArticle(
      Array("| 标签 | 说明 |\n|--|--|\n| <script> | 程序 |\n\n后".utf8), path: "a.md"
    ).blocks
    #expect("\(blocks)".contains("<script>") && "\(blocks)".contains("程序"))
    #expect(blocks.last == .paragraph([Span("后")]))
  }

  @Test func aFilmThatNothingEndsKeepsItsSources() throws {
    #expect(
      try html("<video controls>\n<source src=a.mp4>\n<source src=a.webm><p>后</p>") == [
        .embed(Embed(kind: .video, address: "a.mp4")), .paragraph([Span("后")]),
      ])
  }

  @Test(arguments: [
    ("ad-free", true), ("ads-none article", true), ("ad_content", true), ("add", true), ("google-map", true),
    ("ad", false), ("x ads", false), ("advertisement", false), ("adsbygoogle", false), ("google-ads", false),
    ("AD_Embed__Wrap-sc-1 x", false), ("ad-banner", false), ("ads_container", false), ("advert-slot", false),
  ])
  func onlyBoxesOfAdvertisingAreTakenForAdvertising(name: String, isShown: Bool) throws {
    #expect(try paragraphs("<div class=\"\(name)\">文</div><p>末</p>") == (isShown ? ["文", "末"] : ["末"]))
  }

  @Test(arguments: [
    "class=ad", "class=ads-container", "hidden", "style='display:none'", "class=gutter",
  ])
  func whatIsHiddenAndNeverEndedHidesNothing(attribute: String) throws {
    let text = ["广告", "正文一", "正文二"]
    let markup = "<div \(attribute)><div>广告</div><p>正文一</p><p>正文二</p>"
    #expect(try paragraphs(markup) == text)
    #expect(try parseArticle(Array((markup + "\n\n正文三").utf8), path: "a.md").passages == text + ["正文三"])
  }

  @Test(arguments: [
    "<div class='post ad'>", "<article class=ads>", "<div class='row gutter'>", "<div class=lineno>",
    "<div class=ads-block-free>", "<p class=ad-blocker>", "<section class=\"hentry advert\">",
  ])
  func theTextOfAPageIsShownWhateverItIsCalled(tag: String) throws {
    let name = tag.dropFirst().prefix(while: \.isLetter)
    #expect(try paragraphs("\(tag)茶馆开门了。</\(name)><p>末</p>").first == "茶馆开门了。")
  }

  @Test func aBoxOfAdvertisingHoldsNoLongText() throws {
    let long = String(repeating: "茶馆开门了。", count: 40)
    #expect(try paragraphs("<div class=ad><p>\(long)</p></div><p>末</p>") == [long, "末"])
    #expect(try paragraphs("<p hidden>甲<p>乙</p><div hidden><div>\(long)</div></div>丙") == ["乙", "丙"])
  }

  @Test(arguments: [
    "<hr>", "<center>子</center>", "<table><tr><td>子</td></tr></table>", "<ul><li>子</li></ul>",
    "<div>子</div>", "<h3>子</h3>", "<blockquote>子</blockquote>", "<p>子</p>",
  ])
  func aParagraphThatABlockEndedIsEndedWhereItsTagIs(block: String) throws {
    #expect(try paragraphs("<p>甲\(block)乙</p>丙").suffix(2) == ["乙", "丙"])
    #expect(try paragraphs("甲</p>乙") == ["甲", "乙"])
    #expect(try paragraphs("<h3>题<p>甲</h3>乙") == ["甲", "乙"])
    #expect(try paragraphs("<p>甲</h3>乙") == ["甲乙"])
    #expect(try html("<h1>甲</h1><h2>乙</p>丙</h2>").count == 2)
  }

  @Test func formulasAndTheWordsOfDrawingsAreText() throws {
    #expect(
      try paragraphs(
        "<p>甲<math><mi>x</mi><mo>=</mo><mn>2</mn></math>乙</p><svg><title>题</title><text>图字</text></svg>")
        == ["甲x=2乙", "图字"])
  }

  @Test func theTitleOfADrawingIsNotThePages() throws {
    let page = "<title>真</title><svg><title>图题</title></svg><p>文</p>"
    #expect(try parseArticle(Array(page.utf8), path: "a.html").title == "真")
    let without = "<svg><title>图题</title></svg><h1>真</h1><p>文</p>"
    #expect(try parseArticle(Array(without.utf8), path: "a.html").title == "真")
  }

  @Test func quotedTextHasItsQuotationMarks() throws {
    #expect(try paragraphs("<p>她说<q>他说<q>早</q>了</q>。</p>") == ["她说“他说‘早’了”。"])
  }

  @Test(arguments: [
    ("10<sup>3</sup>", "10³"), ("H<sub>2</sub>O", "H₂O"), ("10<sup>-3</sup>", "10⁻³"),
    ("1<sup>st</sup>", "1st"),
    ("2<sup>a+1</sup>", "2^(a+1)"), ("x<sub>1,2</sub>", "x_(1,2)"), ("x<sup>y</sup>", "x^(y)"),
    ("注<sup>[1]</sup>", "注[1]"),
    ("甲 <sup>2</sup>", "甲 ²"),
  ])
  func raisedAndLoweredTextCannotBeMisread(source: String, shown: String) throws {
    #expect(try paragraphs("<p>\(source)</p>") == [shown])
  }

  @Test(arguments: [
    ("<ruby>汉<rt>hàn</rt></ruby>字", "汉(hàn)字"),
    ("<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字", "汉(hàn)字"),
  ])
  func aReadingStandsInParenthesesOnce(source: String, shown: String) throws {
    #expect(try paragraphs("<p>\(source)</p>") == [shown])
  }

  @Test func itemsKeepTheNumbersTheyGiveThemselves() throws {
    func list(_ start: Int, _ items: String...) -> Block {
      .list(List(start: start, items: items.map { [.paragraph([Span($0)])] }))
    }
    #expect(try html("<ol><li>一<li value=5>二<li>三</ol>") == [list(1, "一"), list(5, "二", "三")])
    #expect(try html("<ol><li value=3>一<li value=4>二</ol>") == [list(3, "一", "二")])
    #expect(try html("<ol reversed><li>甲<li>乙</ol>") == [list(2, "甲"), list(1, "乙")])
  }

  @Test(arguments: [
    "<img src='data:image/gif;base64,R0' data-src='http://x/1.jpg'>",
    "<img src=data:x data-original='http://x/1.jpg'>",
    "<img data-original=http://x/1.jpg>", "<img srcset='http://x/1.jpg 1x, http://x/2.jpg 2x'>",
    "<img src=http://x/blank.gif data-src=http://x/1.jpg>", "<img src=http://x/none.gif file=http://x/1.jpg>",
    "<img src=data:x real_src=http://x/1.jpg title=a/b>",
    "<img data-src-width=9 data-actualsrc=http://x/1.jpg src=data:x>",
    "<img src=http://x/1.jpg lowsrc=http://x/low.gif>",
    "<img src=http://x/1.jpg data-file-type=image/jpeg data-original-title=GB/T>",
    "<img src=http://x/1.jpg data-profile=/users/5 data-error-src=/404.png>",
    "<img data-default-watermark-src=http://x/2.jpg data-original=http://x/1.jpg>",
    "<img src=blank.gif lowsrc=low.gif data-real-src=http://x/1.jpg>",
  ])
  func aPictureLoadedLateIsTheRealOne(source: String) throws {
    #expect(try html(source) == [.figure(Figure(caption: [], address: "http://x/1.jpg"))])
  }

  @Test(arguments: [
    ("http://x/照片 一.jpg", "http://x/照片%20一.jpg"), ("http://x/image?id=3", "http://x/image?id=3"),
  ])
  func thePictureLoadedLateMayHaveAnyAddress(address: String, shown: String) throws {
    let blocks = try html("<img src=blank.gif data-src=\"\(address)\">")
    #expect(blocks == [.figure(Figure(caption: [], address: shown))])
  }

  @Test(arguments: [
    ("”https://www.example.org/e“", "https://www.example.org/e"), ("https:/x/y", "https://x/y"),
    ("http:x", "http://x"),
    (" http://x/ ", "http://x/"), ("http://x/a b\n\tc", "http://x/a%20bc"), ("「", "「"),
  ])
  func anAddressIsCleanedAsBrowsersCleanIt(source: String, address: String) throws {
    #expect(try html("<p><a href='\(source)'>链</a></p>") == [.paragraph([Span("链", target: .link(address))])])
  }

  @Test(arguments: [
    ("中&#x200b;\n文", "中\u{200B}文"), ("中文😀\n中文", "中文😀中文"), ("好☀\u{FE0F}\nday", "好☀\u{FE0F} day"),
  ])
  func lineBreaksBesideEmojiAndZeroWidthSpacesVanish(source: String, shown: String) throws {
    #expect(try paragraphs("<p>\(source)</p>") == [shown])
  }

  @Test func theSpaceBeforeALinkIsNotTheLinks() throws {
    #expect(
      try html("<p>见 <a href=http://z/>网</a> 页</p>")
        == [.paragraph([Span("见 "), Span("网", target: .link("http://z/")), Span(" 页")])])
    #expect(
      try html("<p>见\n<b> 网</b></p>") == [.paragraph([Span("见"), Span("网", style: .strong)])])
  }
}

@Suite struct TargetTests {
  @Test(arguments: [
    ("<ok href=\"/term/2\">茶</ok>", "2"), ("<a rel=tag href=tea>茶</a>", "tea"),
    ("<a rel=tag href='/?tag=tea'>茶</a>", "tea"),
    ("<a href='/tag/%E8%8C%B6.html'>茶</a>", "茶"), ("<a href='https://e.org/tags/tea/'>茶</a>", "tea"),
  ])
  func termsAndTagLinksAreTerms(source: String, key: String) throws {
    #expect(try html("<p>\(source)</p>") == [.paragraph([Span("茶", target: .term(key: key))])])
  }

  @Test(arguments: ["https://e.org/en/terms/service", "https://e.org/?tag=shop-20", "https://e.org/tag"])
  func aPageOfConditionsIsNoTerm(address: String) throws {
    #expect(
      try html("<p><a href='\(address)'>页</a></p>") == [.paragraph([Span("页", target: .link(address))])])
  }

  @Test func aTermInSeveralStylesHasOneName() throws {
    let document = try parseArticle(
      Array("<p><ok href=\"/term/2\">甲<b>乙</b>丙</ok></p><p><ok href=\"/term/2\">丁</ok></p>".utf8),
      path: "a.html")
    #expect(document.terms.map(\.name) == ["甲乙丙"])
  }

  @Test func linksInPreformattedTextArePreserved() throws {
    #expect(
      try html("<pre>\na <a href='http://p/'>b</a>\n  c</pre>") == [
        .paragraph([
          Span("a ", style: .code), Span("b", style: .code, target: .link("http://p/")),
          Span("\n  c", style: .code),
        ])
      ])
  }

  @Test func aPictureKeepsWhatItLeadsTo() throws {
    let page =
      "<figure><a href='http://l/'><img src=http://x/a.png></a><figcaption>注</figcaption></figure>"
      + "<ul><li><a href='http://m/'><img src=http://x/b.png></a><a href='http://n/'><img src=http://x/b.png></a></ul>"
    #expect(
      try html(page) == [
        .figure(Figure(caption: [Span("注")], address: "http://x/a.png", link: "http://l/")),
        .list(
          List(items: [
            ["http://m/", "http://n/"].map {
              .figure(Figure(caption: [], address: "http://x/b.png", link: $0))
            }
          ])),
      ])
  }

  @Test func aPictureThatLeadsToItselfIsTheLargerOne() throws {
    #expect(
      try html("<a href='http://x/a-large.JPG?v=1'><img src=http://x/a.png></a>")
        == [.figure(Figure(caption: [], address: "http://x/a-large.JPG?v=1"))])
    #expect(
      try html("<a href='http://x/wiki/File:a.jpg'><img src=http://x/a.png></a>")
        == [.figure(Figure(caption: [], address: "http://x/a.png", link: "http://x/wiki/File:a.jpg"))])
  }

  @Test func aListBetweenItemsBelongsToTheOneBefore() throws {
    let text: (String) -> Block = { .paragraph([Span($0)]) }
    let inner = Block.list(List(items: [[text("注")]]))
    #expect(
      try html("<ol><li>甲</li><ul><li>注</li></ul><li>乙</li></ol>")
        == [.list(List(start: 1, items: [[text("甲"), inner], [text("乙")]]))])
    #expect(
      try html("<ul><li>甲</li><ul><li>注</li></ul></ul><p>后")
        == [.list(List(items: [[text("甲"), inner]])), text("后")])
  }

  @Test func thePagesOwnPartIsReadAlone() throws {
    let page =
      "<title>茶\n壶 - 站名</title><body><nav>导航 <a href=/>首页</a></nav><main><h1>茶\n壶</h1><p>正文有几句话，比别的都长。</main><footer>页脚</footer>"
    let document = try parseArticle(Array(page.utf8), path: "a.html")
    #expect(document.title == "茶壶" && document.blocks == [.paragraph([Span("正文有几句话，比别的都长。")])])
    // Two of them say nothing.
    let two = try parseArticle(Array((page + "<main>别的</main>").utf8), path: "a.html")
    #expect(two.passages.contains("页脚") && two.passages.contains("别的"))
    // Nor does one that a script fills.
    let empty = "<main id=app></main><article><h1>题</h1><p>正文在外面。</article>"
    #expect(try html(empty) == [.paragraph([Span("正文在外面。")])])
  }

  @Test(arguments: [
    "<figure class='highlight sh'><table><tr><td class=gutter><pre>1<br>2<br></pre></td><td class=code><pre>甲<br>乙<br></pre></td></tr></table></figure>",
    "<div class=highlight><table class=lntable><tr><td class=lntd><pre><code><span class=lnt>1\n</span><span class=lnt>2\n</span></code></pre></td><td class=lntd><pre><code>甲\n乙\n</code></pre></td></tr></table></div>",
    "<pre><span class=linenos>1</span>甲\n<span class=linenos>2</span>乙\n</pre>",
  ])
  func theNumbersOfLinesAreNoCode(markup: String) throws {
    #expect(try html("<p>前</p>\(markup)<p>后</p>").dropFirst().first == .preformatted("甲\n乙"))
  }

  /// Menus, bars at the sides and feet of a site are longer than a short article; what else stands beside it may be of the
  /// text.
  @Test func aShortArticleIsReadWithoutItsSite() throws {
    let head =
      "<title>桥</title><main><header><ul><li>首页<li>标签<li>分类<li>归档</ul></header><aside>老陈，五篇日志</aside>"
    let article = "<article><h1>桥</h1><p>桥有三孔。</p></article>", foot = "</main><footer>© 2024 小站</footer>"
    #expect(try html(head + article + foot) == [.paragraph([Span("桥有三孔。")])])
    let more = try parseArticle(Array((head + article + "<ul><li>第三孔</ul>" + foot).utf8), path: "a.html")
    #expect(more.passages.contains("桥有三孔。") && more.passages.contains("第三孔"))
    // Most of the text, with sentences or without beside it.
    let long = String(repeating: "<p>桥有三孔，一孔靠西。</p>", count: 20), tags = "<ul><li>行路<li>早晨</ul>"
    func passages(_ beside: String) throws -> [String] {
      try parseArticle(Array("\(head)<article>\(long)</article>\(beside)\(foot)".utf8), path: "a.html")
        .passages
    }
    #expect(try !passages(tags).contains("行路") && !passages(tags).contains("首页"))
    #expect(try passages(tags + "<p>附：桥是谁修的？</p>").contains("附：桥是谁修的？"))
    let script = head + "<article><p>加载中</p></article><div>桥有三孔</div>" + foot
    #expect(try parseArticle(Array(script.utf8), path: "a.html").passages.contains("桥有三孔"))
  }

  @Test(arguments: [
    ("中国-东盟峰会", "<h1>中国</h1>", "中国-东盟峰会"), ("茶壶 - 站", "<h4>茶壶</h4>", "茶壶 - 站"),
    ("茶壶 – 站", "<h1>茶壶</h1>", "茶壶"), ("茶壶_站", "<h1>茶壶</h1>", "茶壶"),
  ])
  func theSitesNameIsNoPartOfATitle(title: String, heading: String, shown: String) throws {
    let page = "<title>\(title)</title>\(heading)<p>正文"
    #expect(try parseArticle(Array(page.utf8), path: "a.html").title == shown)
  }

  @Test func theLinkOfATitleIsKept() throws {
    let document = try parseArticle(Array("<h1><a href='http://t/'>题</a></h1><p>文</p>".utf8), path: "a.html")
    #expect(document.title == "题")
    #expect(document.links == [PageLink(role: .share, title: "题", address: "http://t/")])
  }
}
