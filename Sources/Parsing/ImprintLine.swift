// The line under a title that says when a page was published, and by whom: 2021-07-01 来源：园艺报 作者：李四, or the lines
// of a list or a quotation that do.
//
// A line that says anything else is none: a date in a sentence is not when the page was published.

import Articles

struct ImprintLine {
  /// The day it was published, where the line gives it.
  private(set) var date: CalendarDate?
  /// Whether the line says that this is what the day is.
  private(set) var isLabelled = false

  /// Whether it says who made a picture: then a day is when that was taken.
  private var isOfPicture = false
  /// Whether it names what no label is of.
  private(set) var hasNames = false
  private var hasClock = false, hasOtherDays = false
  private let text: String

  /// The most bytes a line has.
  private static let longest = 600
  /// The most bytes of one that has more than days and what labels are of.
  private static let longestOfNames = 160

  /// Nil where a text is no such line.
  init?(_ text: String) {
    guard text.utf8.count <= ImprintLine.longest else { return nil }
    self.text = text
    var rest = ImprintLine.withoutBrackets(text[...])
    while true {
      rest = rest.drop(while: ImprintLine.isSeparator)
      if rest.isEmpty { break }
      guard readPart(&rest) else { return nil }
    }
    // A sentence has words, too, and so has what tells when and where something is to be.
    guard !hasNames || isProgrammed && !isLabelled && !hasOtherDays else { return nil }
  }

  /// What stands in the brackets that a line is written in.
  private static func withoutBrackets(_ text: Substring) -> Substring {
    let line = text.trimmed
    guard let first = line.first, let last = line.last, ["（）", "()", "[]", "【】"].contains("\(first)\(last)"),
      line.count(where: { $0 == first }) == 1
    else { return text }
    return line.dropFirst().dropLast()
  }

  /// Whether it is written as programs write such lines: 李四 | 2021-07-01, 李四 园艺报 2021-07-01 10:20.
  private var isProgrammed: Bool {
    hasClock || ["|", "｜", " · ", "\u{A0}·\u{A0}"].contains(where: text.holds)
  }

  private var mayHaveNames: Bool {
    text.utf8.count <= ImprintLine.longestOfNames && !["，", ",", "；", ";"].contains(where: text.holds)
  }

  /// The line that a block is: a paragraph or a small heading; a larger heading, a quotation or a list where it says what
  /// its day is, as what was said on a day may be quoted.
  init?(block: Block) {
    let isSure: Bool
    switch block {
    case .paragraph(let spans):
      self.init(spans.text)
      isSure = true
    case .heading(let level, let spans):
      self.init(spans.text)
      isSure = level >= ImprintLine.smallHeading
    case .quotation, .list, .table:
      var lines: [String] = []
      block.forEachText { lines.append($0.text) }
      self.init(lines.joined(separator: "\n"))
      isSure = false
    default: return nil
    }
    if date != nil, !isLabelled, !isSure { return nil }
  }

  /// The level from which on a heading is no heading of a part.
  private static let smallHeading = 5

  /// Takes a date, a name, or what is said after a label.
  private mutating func readPart(_ rest: inout Substring) -> Bool {
    let label = ImprintLine.removeLabel(&rest)
    switch label {
    case .maker, .picture:
      isOfPicture = isOfPicture || label == .picture
      return ImprintLine.removeName(&rest)
    case .original: return ImprintLine.removeOriginal(&rest)
    case .choice:
      rest = rest.drop { $0.isWhitespace || ImprintLine.sizes.contains($0) }
      return true
    case .published, .changed, nil: break
    }
    let isInBrackets = label == .published && rest.take("[（(【")
    guard let day = removeDay(&rest, isInBrackets: isInBrackets) else {
      hasNames = true
      return label == nil && mayHaveNames && ImprintLine.removeBareName(&rest)
    }
    guard label != .changed, !isOfPicture || label == .published,
      date == nil || label == .published && !isLabelled
    else {
      hasOtherDays = true
      return true
    }
    date = day
    isLabelled = label == .published
    return true
  }

  private static func isSeparator(_ character: Character) -> Bool {
    separators.contains(character) || character.isWhitespace
  }

  private static let separators = Set("|｜·•/／，,；;")

  // MARK: Labels

  private enum Label { case published, changed, maker, picture, original, choice }

  /// What one may choose of the size of letters.
  private static let sizes = Set("大中小特超号號默认認T+-[]【】|｜/")

  private static func removeLabel(_ rest: inout Substring) -> Label? {
    // By bytes first: few lines have one, and characters take long to tell.
    let mayHaveColon = rest.utf8.contains { $0 == UInt8(ascii: ":") || $0 == 0xEF }
    if mayHaveColon, let colon = rest.prefix(longestLabel).firstIndex(where: { $0 == ":" || $0 == "：" }),
      let label = labels[rest[..<colon].filter { $0.isLetter || $0.isNumber }.lowercased()]
    {
      rest = rest[rest.index(after: colon)...].drop(while: \.isWhitespace)
      return label
    }
    if let word = openings.first(where: rest.begins) {
      rest = rest.dropFirst(word.count).drop { $0.isWhitespace || ":：".contains($0) }
      return .published
    }
    guard let word = makers.first(where: rest.begins), "/／".contains(rest.dropFirst(word.count).first ?? " ")
    else { return nil }
    rest = rest.dropFirst(word.count + 1).drop(while: \.isWhitespace)
    return .maker
  }

  /// Whether what is labelled otherwise begins a text.
  private static func beginsLabel(_ text: Substring) -> Bool {
    var rest = text
    return removeLabel(&rest) != nil
  }

  private static let makers = ["文", "图", "圖", "作者", "记者", "記者", "撰文", "编辑", "編輯", "责编", "責編", "来源", "來源"]

  private static let longestLabel = 14
  private static let openings = ["发布于", "發布於", "發佈於", "发表于", "發表於", "刊于", "刊於"]
  private static let labels: [String: Label] = {
    var labels: [String: Label] = [:]
    for name in [
      "时间", "時間", "日期", "发布时间", "發布時間", "發佈時間", "发布日期", "發布日期", "發佈日期", "发表时间", "發表時間", "发表日期", "發表日期",
      "发布", "發布", "發佈", "发表", "發表", "首发", "首發", "刊登时间", "刊登時間", "刊发时间", "刊發時間", "报道时间", "報道時間", "报导时间",
      "報導時間",
      "出版日期", "出版时间", "出版時間", "播出时间", "播出時間", "上线时间", "上線時間", "北京时间", "北京時間", "美东时间", "美東時間", "当地时间", "當地時間",
      "文章日期", "文章时间", "文章時間", "刊登日期", "发稿时间", "發稿時間", "首发时间", "首發時間", "首发日期", "首發日期", "创建时间", "建立時間",
      "创建日期", "建立日期", "date", "published", "publisheddate", "publishdate", "publishtime", "posted",
    ] {
      labels[name] = .published
    }
    for name in [
      "更新时间", "更新時間", "更新日期", "更新", "修改时间", "修改時間", "最后更新", "最後更新", "抓取时间", "抓取時間", "采集时间", "採集時間", "归档时间",
      "歸檔時間", "收录时间", "收錄時間", "updated",
    ] {
      labels[name] = .changed
    }
    for name in [
      "来源", "來源", "文章来源", "文章來源", "新闻来源", "新聞來源", "稿源", "出处", "出處", "作者", "文", "记者", "記者", "编辑", "編輯", "责编",
      "責編", "责任编辑", "責任編輯", "译者", "譯者", "校对", "校對", "分类", "分類", "栏目", "欄目", "标签", "標籤", "原作者", "原文作者", "公众号",
      "公眾號",
      "微信公众号", "微信公眾號", "账号", "帳號", "媒体", "媒體", "阅读", "閱讀", "浏览", "瀏覽", "点击", "點擊", "字数", "字數",
      "阅读数", "閱讀數", "阅读量", "閱讀量", "阅读次数", "閱讀次數", "浏览数", "瀏覽數", "浏览量", "瀏覽量", "浏览次数", "瀏覽次數", "点击数", "點擊數",
      "点击量", "點擊量", "点击次数", "點擊次數", "访问量", "訪問量", "人气", "人氣", "热度", "熱度", "评论", "評論", "评论数", "評論數", "点赞",
      "點讚",
      "关键词", "關鍵詞", "关键字", "關鍵字", "审核", "審核", "通讯员", "通訊員", "供稿", "撰稿", "撰文", "author", "source", "by",
      "tags", "category",
    ] {
      labels[name] = .maker
    }
    for name in ["字号", "字號", "字体", "字體", "字体大小", "字體大小"] { labels[name] = .choice }
    for name in [
      "原文", "原文链接", "原文鏈接", "原文連結", "原文地址", "原文网址", "原文網址", "文章链接", "文章鏈接", "文章連結", "链接", "鏈接", "連結", "网址",
      "網址",
      "url", "link", "标题", "標題", "原标题", "原標題", "title",
    ] {
      labels[name] = .original
    }
    for name in ["摄影", "攝影", "图", "圖"] { labels[name] = .picture }
    return labels
  }()

  /// Takes what a label names, up to the next blank or bar, or a comma before a day; a sentence is no name. Names of the
  /// West have several words, and numbers are of something; more may follow a comma.
  private static func removeName(_ rest: inout Substring) -> Bool {
    var name = rest.prefix { !$0.isWhitespace && !"|｜；;".contains($0) }
    if let comma = name.firstIndex(where: { "，,".contains($0) }), case var after = rest[comma...].dropFirst(),
      Dateline.removeDate(&after) != nil
    {
      name = name[..<comma]
    }
    guard !name.isEmpty, name.count <= 40, !name.contains(where: { "。！？!?".contains($0) }) else {
      return false
    }
    rest = rest[name.endIndex...]
    if name.last.map({ ",，、".contains($0) }) ?? false, case let next = rest.drop(while: \.isWhitespace),
      !next.isEmpty, next.startIndex > rest.startIndex
    {
      rest = next
      return removeName(&rest)
    }
    if name.allSatisfy(\.isNumber) {
      var unit = rest.drop(while: \.isWhitespace)
      if unit.take(anyOf: ["次", "人", "条", "條", "字", "个", "個"]) { rest = unit }
    }
    while case let word = rest.drop(while: { $0 == " " }).prefix(while: {
      $0.isASCII && ($0.isLetter || $0 == ".")
    }),
      !word.isEmpty, rest.first == " ", rest[word.endIndex...].first?.isWhitespace ?? true
    {
      rest = rest[word.endIndex...]
    }
    return true
  }

  /// Takes the title or the address of what the page was made of, up to the end of its line.
  private static func removeOriginal(_ rest: inout Substring) -> Bool {
    let name = rest.prefix { !$0.isNewline && !"|｜".contains($0) }
    rest = rest[name.endIndex...]
    return !name.isEmpty && !name.contains { "。！？".contains($0) }
  }

  /// The longest name that no label is of, in characters.
  private static let longestBareName = 16

  /// Takes a word without marks: a name, a sign before one.
  private static func removeBareName(_ rest: inout Substring) -> Bool {
    let name = rest.prefix(longestBareName + 1).prefix { !isSeparator($0) }
    guard name.count <= longestBareName,
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0.isSymbol || "@-+".contains($0) })
    else { return false }
    rest = rest[name.endIndex...]
    return true
  }

  // MARK: Days

  /// Takes a day and the time after it; nil where more than white space, a mark or a label follows.
  private mutating func removeDay(_ rest: inout Substring, isInBrackets: Bool) -> CalendarDate? {
    guard let day = Dateline.removeDate(&rest) ?? EnglishDay.remove(&rest) else { return nil }
    let following = rest
    if ImprintLine.removeTime(&rest) { hasClock = true }
    if isInBrackets { rest.take("]）)】") }
    let isDivided = following[..<rest.startIndex].last?.isWhitespace ?? false
    return isDivided || rest.first.map(ImprintLine.isSeparator) ?? true || ImprintLine.beginsLabel(rest)
      ? day : nil
  }

  /// Takes what goes on after the number of a day, 日（星期四） 上午8:05; whether the clock is given.
  private static func removeTime(_ rest: inout Substring) -> Bool {
    var day = rest.drop(while: \.isWhitespace)
    if day.take("日号號") { rest = day }
    rest.takeBlanks()
    removeDayOfWeek(&rest)
    rest.takeBlanks()
    rest.take("T")
    rest.take(anyOf: ["凌晨", "早上", "上午", "中午", "下午", "晚上"])
    rest.takeBlanks()
    return removeClock(&rest)
  }

  private static func removeDayOfWeek(_ text: inout Substring) {
    var rest = text
    rest.take("（(")
    guard rest.take(anyOf: ["星期", "周", "週"]), rest.take("一二三四五六日天") else { return }
    rest.take("）)")
    text = rest
  }

  /// 8:05, 8时5分, 08:05:33.5+08:00.
  private static func removeClock(_ text: inout Substring) -> Bool {
    var rest = text
    guard rest.takeNumber(1...2) != nil, rest.take(":：时時点點") else { return false }
    text = rest.drop { $0.isFigure || ":：分秒".contains($0) }
    rest = text
    if rest.take("."), rest.takeNumber(1...9) != nil { text = rest.drop(while: \.isFigure) }
    removeZone(&text)
    return true
  }

  /// Z, +08:00, +0000, GMT.
  private static func removeZone(_ text: inout Substring) {
    var rest = text
    guard !text.take("Z") else { return }
    rest.takeBlanks()
    if rest.take(anyOf: ["(北京时间)", "（北京时间）", "(北京時間)", "（北京時間）"]) { return text = rest }
    if rest.take(anyOf: ["GMT", "UTC"]) { return text = rest }
    guard rest.take("+-"), rest.takeNumber(2...2) != nil else { return }
    rest.take(":")
    if rest.takeNumber(2...2) != nil { text = rest }
  }
}
