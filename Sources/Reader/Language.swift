// The words of the program, in the three languages it speaks: one catalogue each.

/// A language of the program's own words.
package enum Language: String, Hashable, Sendable, CaseIterable {
  case simplified, traditional, english

  /// The language a locale's name asks for (`zh_CN.UTF-8`, `zh_TW`, `en_GB`): traditional for Taiwan, Hong
  /// Kong and Macao, English for what is not Chinese but named, simplified for none.
  package init(locale: String) {
    let name = locale.lowercased()
    if name.isEmpty || name == "c" || name.hasPrefix("c.") || name == "posix" {
      self = .simplified
    } else if name.hasPrefix("zh") {
      self = ["tw", "hk", "mo", "hant"].contains { name.contains($0) } ? .traditional : .simplified
    } else {
      self = .english
    }
  }

  /// The word or sentence for a key of the catalogue.
  package subscript(_ key: Words.Key) -> String {
    let row = Words.catalogue[key] ?? ("", "", "")
    return switch self {
    case .simplified: row.0
    case .traditional: row.1
    case .english: row.2
    }
  }

  /// A remark after something, in brackets.
  package func inBrackets(_ remark: String) -> String { self == .english ? " (\(remark))" : "（\(remark)）" }

  /// What articles are called behind their number.
  func articles(_ count: Int) -> String { self[count == 1 ? .article : .articles] }

  /// What a command does, in a few words.
  package func help(_ command: Command) -> String {
    let row = Words.commands[command] ?? ("", "", "")
    return switch self {
    case .simplified: row.0
    case .traditional: row.1
    case .english: row.2
    }
  }
}

/// The catalogues: simplified, traditional, English.
package enum Words {
  /// What there is a word or a sentence for.
  package enum Key: CaseIterable, Sendable {
    case paper, allArticles, unread, read, starred, star, article, articles, untitled
    case help, log, open, back, page, sync, quit
    case original, terms, links, end, figure, video, audio, frame
    case unbound, empty, emptyQueue, emptyNews, noSources, noLog, noArticle, notFound, noLink, noMoreUnread,
      unreadFromStart, noUnreadFound, atFront,
      firstRow, lastRow,
      looking, stillLooking, notMarked, tooManyHits
    case search, later, link, noUnreadAbove, queueOrder,
      searchBack, searchGone, searchNameChanged
    case starredOn, starredOff, readOn, readOff, askMarkRead, undone, nothingToUndo
    case redone, nothingToRedo, queue, history, queuedOn, queuedOff, notInQueue, selected, arrivedSinceLast
    case notForStrangers, noPaper, notDone, askQuit, zenOn
    case syncing, syncingElsewhere, busyElsewhere, arrived, synced, syncFailed, nothingNew, state
    case tooSmall, colon, comma
    case byPinyin, foundNothing, foundFromStart, foundFromEnd, nextMatch, previousMatch, clear
    case inTitles, inTexts, inEverything, change, widen, newest, oldest, relevance, unreadOnly, indexed,
      semicolon
    case openQuotation, unknownField, noFieldValue, noDate, unknownState, nothingToFind
    case searches, searchName, searchKept, searchRenamed, searchDropped
    case severalCommands, unknownCommand, didYouMean, questionMark, noArgument, notHere, configured
    case keysHere, keysOnFront, keysInList, keysInArticle, keysInResults, keysWhileFinding, keysElsewhere
    case typedHeading, typedCount, typedWords, typedPhrase, typedWithout, typedField, typedDay, typedState,
      typedPinyin
    case today, yesterday, dayBeforeYesterday, newArticles
    case subjects, findByName, related, noSubject, noSubjects, noEarlierPlace
    case copied, noAddress, noText, tooLongToCopy, noCode, codeTooLarge, saveAs, saved, askReplace
    case noLinkHere, noLinkAbove, noLinkBelow, typeHint, nextLink
    case scriptPublished, scriptSimplified, scriptTraditional, scriptTaiwan, scriptHongKong
  }

  static let catalogue: [Key: (String, String, String)] = [
    .paper: ("看报", "看報", "Kanbao"),
    .allArticles: ("全部文章", "全部文章", "All articles"),
    .unread: ("未读", "未讀", "unread"),
    .read: ("已读", "已讀", "read"),
    .starred: ("星标", "星標", "Starred"),
    .star: ("星标", "星標", "star"),
    .help: ("按键", "按鍵", "Keys"),
    .log: ("记录", "記錄", "Log"),
    .original: ("原文", "原文", "Original"),
    .terms: ("主题", "主題", "Subjects"),
    .links: ("链接", "連結", "Links"),
    .end: ("完", "完", "end"),
    .figure: ("图", "圖", "Figure"),
    .video: ("视频", "影片", "Video"),
    .audio: ("音频", "音訊", "Audio"),
    .frame: ("嵌入网页", "嵌入網頁", "Embedded page"),
    .empty: ("这里没有文章", "這裡沒有文章", "No articles here"),
    .emptyQueue: (
      "还没有；在文章上按 {toggle-queue} 放进来", "還沒有；在文章上按 {toggle-queue} 放進來",
      "Nothing yet; {toggle-queue} puts an article here"
    ),
    .emptyNews: ("上次以来没有新文章", "上次以來沒有新文章", "Nothing has come since last time"),
    .noSources: (
      "还没有报源。先运行：kanbao add 地址", "還沒有報源。先執行：kanbao add 位址", "No sources yet. Run: kanbao add ADDRESS"
    ),
    .noLog: ("没有出错", "沒有出錯", "Nothing has failed"),
    .scriptPublished: ("按原文字形", "按原文字形", "Script as published"),
    .scriptSimplified: ("简体", "簡體", "Simplified script"),
    .scriptTraditional: ("繁体", "繁體", "Traditional script"),
    .scriptTaiwan: ("繁体（台湾）", "繁體（臺灣）", "Traditional script (Taiwan)"),
    .scriptHongKong: ("繁体（香港）", "繁體（香港）", "Traditional script (Hong Kong)"),
    .colon: ("：", "：", ": "),
    .comma: ("、", "、", ", "),
    .tooSmall: ("窗口太小：至少 20×5", "視窗太小：至少 20×5", "Too small: 20x5 at least"),
    .noMoreUnread: ("没有未读文章了", "沒有未讀文章了", "No more unread articles"),
    .unreadFromStart: (
      "后面没有未读了，又从第一个栏目找起", "後面沒有未讀了，又從第一個欄目找起", "None unread below: on from the first category"
    ),
    .noUnreadFound: ("找到的都读过了", "找到的都讀過了", "All that was found is read"),
    .atFront: ("这里就是首页；{quit} 退出", "這裡就是首頁；{quit} 退出", "This is the front page; {quit} leaves"),
    .nothingToUndo: ("没有可撤销的", "沒有可復原的", "Nothing to undo"),
    .nothingToRedo: ("没有可重做的", "沒有可重做的", "Nothing to redo"),
    .redone: ("重做", "重做", "redone"),
    .undone: ("撤销", "復原", "undone"),
    .notDone: ("已取消", "已取消", "Cancelled"),
    .askQuit: ("退出看报？(y/n)", "離開看報？(y/n)", "Leave Kanbao? (y/n)"),
    .zenOn: ("只看正文；{zen} 或 Esc 返回", "只看正文；{zen} 或 Esc 返回", "Only the text; {zen} or Esc goes back"),
    .askMarkRead: ("：全部标为已读？(y/n)", "：全部標為已讀？(y/n)", ": mark all read? (y/n)"),
    .sync: ("更新", "更新", "Sync"),
    .syncing: ("正在更新", "正在更新", "Syncing"),
    .syncingElsewhere: ("别处更新", "別處更新", "Elsewhere"),
    .busyElsewhere: (
      "另一进程正在更新；新到的文章会自动出现", "另一程序正在更新；新到的文章會自動出現",
      "Another process is syncing; what it brings appears here by itself"
    ),
    .arrived: ("新到", "新到", "new"),
    .state: ("报源", "報源", "Sources"),
    .synced: ("已更新：", "已更新：", "Synced: "),
    .syncFailed: (
      "有报源更新失败，按 {log} 看记录", "有報源更新失敗，按 {log} 看記錄", "A source failed to sync; press {log} for the log"
    ),
    .notFound: ("没有这一行", "沒有這一行", "No such row"),
    .noArticle: ("没有这篇文章了", "沒有這篇文章了", "This article is gone"),
    .open: ("打开", "開啟", "open"),
    .back: ("返回", "返回", "back"),
    .page: ("翻页", "翻頁", "page"),
    .quit: ("退出", "離開", "quit"),
    .unbound: ("没有这个键：{help} 看按键", "沒有這個鍵：{help} 看按鍵", "No such key: {help} shows the keys"),
    .tooManyHits: ("只列到这里：请把搜索收窄", "只列到這裡：請把搜尋收窄", "No more is listed: narrow the search"),
    .looking: ("还在找", "還在找", "Still looking"),
    .notMarked: (
      "停下了：还没找完，什么也没标记", "停下了：還沒找完，什麼也沒標記", "Stopped before all was found: nothing is marked"
    ),
    .stillLooking: ("还在找，找完再按", "還在找，找完再按", "Still looking; press it again when all is found"),
    .firstRow: ("已经是第一个", "已經是第一個", "Already the first"),
    .lastRow: ("已经是最后一个", "已經是最後一個", "Already the last"),
    .starredOn: ("已加星标", "已加星標", "Starred"),
    .starredOff: ("已取消星标", "已取消星標", "Star removed"),
    .search: ("搜索", "搜尋", "search"),
    .later: ("稍后读", "稍後讀", "later"),
    .link: ("链接", "連結", "links"),
    .noUnreadAbove: ("上面没有未读文章了", "上面沒有未讀文章了", "No more unread articles above"),
    .queueOrder: ("稍后读的先后", "稍後讀的先後", "Order of the queue"),
    .searchBack: ("搜索又在首页", "搜尋又在首頁", "The search is kept again"),
    .searchGone: ("搜索已从首页移除", "搜尋已從首頁移除", "The search is off the front page"),
    .searchNameChanged: ("搜索已改名", "搜尋已改名", "The search is renamed"),
    .queue: ("稍后读", "稍後讀", "Read later"),
    .history: ("读过的", "讀過的", "History"),
    .queuedOn: ("已放入稍后读", "已放入稍後讀", "Put into the queue"),
    .queuedOff: ("已移出稍后读", "已移出稍後讀", "Taken out of the queue"),
    .notInQueue: (
      "先打开稍后读（{queue}）", "先開啟稍後讀（{queue}）", "Of use in the queue only ({queue})"
    ),
    .arrivedSinceLast: ("上次以来新到的", "上次以來新到的", "New since last time"),
    .selected: ("选", "選", "selected"),
    .readOn: ("标为已读", "標為已讀", "Marked read"),
    .readOff: ("标为未读", "標為未讀", "Marked unread"),
    .noLink: ("没有这个链接", "沒有這個連結", "No such link"),
    .untitled: ("无题", "無題", "Untitled"),
    .article: ("篇", "篇", "article"),
    .articles: ("篇", "篇", "articles"),
    .byPinyin: ("拼音", "拼音", "pinyin"),
    .foundNothing: ("找不到", "找不到", "Not found"),
    .foundFromStart: ("到文末了，又从头找起", "到文末了，又從頭找起", "Past the end: on from the beginning"),
    .foundFromEnd: ("到开头了，又从文末找起", "到開頭了，又從文末找起", "Past the beginning: on from the end"),
    .nextMatch: ("下一处", "下一處", "next"),
    .previousMatch: ("上一处", "上一處", "previous"),
    .clear: ("清除", "清除", "clear"),
    .inTitles: ("标题", "標題", "Titles"),
    .inTexts: ("全文", "全文", "Texts"),
    .inEverything: ("全部", "全部", "All"),
    .change: ("改", "改", "change"),
    .widen: ("换范围", "換範圍", "widen"),
    .newest: ("从新到旧", "從新到舊", "newest first"),
    .oldest: ("从旧到新", "從舊到新", "oldest first"),
    .unreadOnly: ("只看未读", "只看未讀", "unread only"),
    .relevance: ("按相关", "按相關", "by relevance"),
    .searches: ("搜索", "搜尋", "Searches"),
    .searchName: ("名字", "名稱", "Name"),
    .searchKept: ("已存入首页：", "已存入首頁：", "Kept on the front page: "),
    .searchRenamed: ("已改名：", "已改名：", "Renamed: "),
    .searchDropped: ("已从首页移除；{undo} 撤销", "已從首頁移除；{undo} 復原", "Taken off the front page; {undo} undoes it"),
    .indexed: ("索引", "索引", "indexed"),
    .semicolon: ("；", "；", "; "),
    .openQuotation: ("引号没有另一半", "引號沒有另一半", "A quotation mark has no second"),
    .unknownField: ("没有这个字段", "沒有這個欄位", "No such field"),
    .noFieldValue: ("冒号后面还没有值", "冒號後面還沒有值", "Nothing follows the colon"),
    .noDate: (
      "日期写作 2021、2021-06、2021-06-23、昨天或 7d，这里是", "日期寫作 2021、2021-06、2021-06-23、昨天或 7d，這裡是",
      "A day is written 2021, 2021-06, 2021-06-23, yesterday or 7d, not"
    ),
    .unknownState: (
      "is: 后面是 read、unread、starred 或 queued，这里是", "is: 後面是 read、unread、starred 或 queued，這裡是",
      "is: is followed by read, unread, starred or queued, not"
    ),
    .nothingToFind: ("没有可以找的字词", "沒有可以找的字詞", "There is nothing to find in it"),
    .severalCommands: ("不止一个命令", "不止一個命令", "Several commands"),
    .unknownCommand: ("没有这个命令", "沒有這個命令", "No such command"),
    .didYouMean: ("是不是 ", "是不是 ", "did you mean "),
    .questionMark: ("？", "？", "?"),
    .noArgument: ("这个命令不带参数", "這個命令不帶參數", "This command takes no argument"),
    .notForStrangers: ("这里只能阅读", "這裡只能閱讀", "Here one can only read"),
    .noPaper: ("这里还没有报纸", "這裡還沒有報紙", "There is no newspaper here yet"),
    .notHere: ("这里用不上", "這裡用不上", "Not on this screen"),
    .configured: ("设置已重新读入", "設定已重新讀入", "The configuration has been read again"),
    .keysHere: ("在这一屏", "在這一屏", "On this screen"),
    .keysOnFront: ("在首页", "在首頁", "On the front page"),
    .keysInList: ("在列表", "在列表", "In a list"),
    .keysInArticle: ("在文章里", "在文章裡", "In an article"),
    .keysInResults: ("在搜索结果里", "在搜尋結果裡", "In results"),
    .keysWhileFinding: ("在文章里查找时", "在文章裡尋找時", "While finding in an article"),
    .typedHeading: ("数字和搜索", "數字和搜尋", "Numbers and searches"),
    .typedCount: ("先输入的数字：几次、几篇、第几行", "先輸入的數字：幾次、幾篇、第幾行", "digits first: how often, how many, which row"),
    .typedWords: ("几个词都有，简繁不分", "幾個詞都有，簡繁不分", "all of the words, in either script"),
    .typedPhrase: ("连在一起的词", "連在一起的詞", "words one after the other"),
    .typedWithout: ("没有这个词的", "沒有這個詞的", "without the word"),
    .typedField: (
      "标题、报源里有，栏目用 category:；也写标题: 来源: 栏目:", "標題、報源裡有，欄目用 category:；也寫標題: 來源: 欄目:",
      "in the title, the source; category: likewise"
    ),
    .typedDay: (
      "从那时起、到那时为止：2021、2021-06-23、昨天、7d；也写之后: 之前:", "從那時起、到那時為止：2021、2021-06-23、昨天、7d；也寫之後: 之前:",
      "from a day, month or year on, up to it: 2021, 2021-06, 2021-06-23, yesterday, 7d"
    ),
    .typedState: (
      "也有 is:read、is:starred、is:unstarred、is:queued、is:unqueued；也写是:未读、已读、星标、稍后读",
      "也有 is:read、is:starred、is:unstarred、is:queued、is:unqueued；也寫是:未讀、已讀、星標、稍後讀",
      "also is:read, is:starred, is:unstarred, is:queued, is:unqueued"
    ),
    .typedPinyin: ("标题和主题的拼音或首字母", "標題和主題的拼音或首字母", "pinyin or initials of titles and subjects"),
    .keysElsewhere: ("在别处", "在別處", "Elsewhere"),
    .subjects: ("主题", "主題", "Subjects"),
    .findByName: ("找", "找", "find"),
    .related: ("相关文章", "相關文章", "Related articles"),
    .noSubject: ("这篇文章没有主题", "這篇文章沒有主題", "This article has no subject"),
    .noSubjects: ("没有主题", "沒有主題", "No subjects"),
    .noEarlierPlace: ("没有更早到过的地方", "沒有更早到過的地方", "No earlier place"),
    .newArticles: ("新到 % 篇", "新到 % 篇", "New: %"),
    .today: ("今天", "今天", "Today"),
    .yesterday: ("昨天", "昨天", "Yesterday"),
    .dayBeforeYesterday: ("前天", "前天", "2 days ago"),
    .copied: ("已复制", "已複製", "Copied"),
    .noAddress: ("没有可用的地址", "沒有可用的網址", "No address here"),
    .noText: ("没有文字", "沒有文字", "No text"),
    .tooLongToCopy: (
      "太长，终端的剪贴板最多收 74 kB；用 {save} 存成文件", "太長，終端機的剪貼簿最多收 74 kB；用 {save} 存成檔案",
      "Too long: a terminal's clipboard takes 74 kB at most; {save} saves it in a file"
    ),
    .noCode: ("这个地址做不出二维码", "這個網址做不出 QR 碼", "No code can be made of this address"),
    .codeTooLarge: (
      "窗口太小，放不下这个地址的二维码：", "視窗太小，放不下這個網址的 QR 碼：", "The window is too small for the QR code of:"
    ),
    .saveAs: ("存为（.txt .md .html）", "存為（.txt .md .html）", "Save as (.txt .md .html)"),
    .saved: ("已存：", "已存：", "Saved: "),
    .askReplace: ("：已有这个文件，换掉它？(y/n)", "：已有這個檔案，換掉它？(y/n)", ": there is one already, replace it? (y/n)"),
    .noLinkHere: ("这一页没有链接", "這一頁沒有連結", "No links on this page"),
    .noLinkAbove: ("上面没有链接了", "上面沒有連結了", "No more links above"),
    .noLinkBelow: ("下面没有链接了", "下面沒有連結了", "No more links below"),
    .typeHint: ("按字母打开链接，Esc 取消", "按字母開啟連結，Esc 取消", "type the letters of a link; Esc drops them"),
    .nextLink: ("下一个链接", "下一個連結", "next link"),
    .nothingNew: ("没有新文章", "沒有新文章", "nothing new"),
  ]

  static let commands: [Command: (String, String, String)] = [
    .down: ("下移一行", "下移一行", "down one line"),
    .up: ("上移一行", "上移一行", "up one line"),
    .pageDown: ("下一页；文末再按，看下一篇未读", "下一頁；文末再按，看下一篇未讀", "next page; at the end, the next unread article"),
    .pageUp: ("上一页", "上一頁", "previous page"),
    .halfPageDown: ("下移半页", "下移半頁", "half a page down"),
    .halfPageUp: ("上移半页", "上移半頁", "half a page up"),
    .first: ("到开头", "到開頭", "to the beginning"),
    .last: ("到末尾", "到末尾", "to the end"),
    .percent: ("到百分之几处，先输入数字", "到百分之幾處，先輸入數字", "to so many percent, digits first"),
    .open: ("打开；先输入数字则到该行或该链接", "開啟；先輸入數字則到該行或該連結", "open; after digits, go to that row or link"),
    .back: ("返回", "返回", "back"),
    .quit: ("退出看报", "離開看報", "leave Kanbao"),
    .next: ("下一个栏目或下一篇", "下一個欄目或下一篇", "next category or article"),
    .previous: ("上一个栏目或上一篇", "上一個欄目或上一篇", "previous category or article"),
    .nextUnread: ("下一篇未读，跨栏目", "下一篇未讀，跨欄目", "next unread article, in any category"),
    .previousUnread: ("上一篇未读", "上一篇未讀", "previous unread article"),
    .news: ("上次以来新到的文章", "上次以來新到的文章", "what has come since last time"),
    .toggleRead: ("标为已读或未读", "標為已讀或未讀", "mark read or unread"),
    .toggleStar: ("加上或去掉星标", "加上或去掉星標", "star or unstar"),
    .toggleQueue: ("放入或移出稍后读", "放入或移出稍後讀", "put into the queue to read later, or take out"),
    .starred: ("加了星标的文章", "加了星標的文章", "what is starred"),
    .queue: ("稍后读的文章", "稍後讀的文章", "the queue: what to read later"),
    .earlierInQueue: ("在稍后读里前移", "在稍後讀裡前移", "earlier in the queue"),
    .laterInQueue: ("在稍后读里后移", "在稍後讀裡後移", "later in the queue"),
    .history: ("读过的文章，最近的在前", "讀過的文章，最近的在前", "articles that were opened, the last one first"),
    .selectRange: (
      "选一段，移动光标扩大，Esc 不选了", "選一段，移動游標擴大，Esc 不選了",
      "select from here to the cursor, to mark all of it; Esc ends it"
    ),
    .markListRead: ("整个列表标为已读", "整個列表標為已讀", "mark the whole list read"),
    .undo: ("撤销", "復原", "undo"),
    .redo: ("重做撤销的", "重做復原的", "redo what was undone"),
    .search: ("搜索；在文章和按键一览里查找", "搜尋；在文章和按鍵一覽裡尋找", "search; in an article or the help, find"),
    .narrow: ("只留标题里有这个词的", "只留標題裡有這個詞的", "keep only titles with a word"),
    .widen: ("搜索范围：标题、全文、全部", "搜尋範圍：標題、全文、全部", "search titles, texts, all articles"),
    .order: (
      "从新到旧、从旧到新，结果也可按相关", "從新到舊、從舊到新，結果也可按相關",
      "newest first or oldest first; results by relevance, too"
    ),
    .unreadOnly: ("只看未读的，再按看全部", "只看未讀的，再按看全部", "only what is unread, or all again"),
    .keepSearch: ("把搜索存入首页，或给它改名", "把搜尋存入首頁，或給它改名", "keep the search on the front page; rename it"),
    .dropSearch: ("不再存这个搜索", "不再存這個搜尋", "keep the search no more"),
    .nextMatch: ("找到的下一处", "找到的下一處", "next passage found"),
    .previousMatch: ("找到的上一处", "找到的上一處", "previous passage found"),
    .clear: ("清除所找的", "清除所找的", "clear what is looked for"),
    .follow: ("给链接标上字母，按字母打开", "給連結標上字母，按字母開啟", "letters on the links; type them to follow one"),
    .nextLink: ("选下一个链接，用打开键打开", "選下一個連結，用開啟鍵開啟", "select the next link, to be opened"),
    .previousLink: ("选上一个链接", "選上一個連結", "select the previous link"),
    .copyAddress: (
      "复制地址：所选链接的，或原文的", "複製網址：所選連結的，或原文的", "copy the address of the link selected, or the original's"
    ),
    .copyParagraph: ("复制这一段", "複製這一段", "copy this paragraph"),
    .copyArticle: ("复制全文", "複製全文", "copy the article"),
    .qrCode: ("地址的二维码", "網址的 QR 碼", "the address as a QR code"),
    .showAddress: (
      "在底行显示地址，终端认得就可点开", "在底行顯示網址，終端機認得就可點開",
      "show the address, as a hyperlink where the terminal knows them"
    ),
    .openInBrowser: ("用浏览器打开地址", "用瀏覽器開啟網址", "open the address in a browser"),
    .save: ("存成文件：文本、Markdown、HTML", "存成檔案：文字、Markdown、HTML", "save as text, Markdown or HTML"),
    .pipe: ("把全文交给一条命令", "把全文交給一條命令", "give the article to a command"),
    .openInPager: ("用 PAGER 看全文", "用 PAGER 看全文", "open the article in PAGER"),
    .openInEditor: ("用 EDITOR 打开一份副本", "用 EDITOR 開啟一份副本", "open a copy of the article in EDITOR"),
    .subjects: ("文章的主题和全部主题", "文章的主題和全部主題", "the article's subjects, and all"),
    .previousOfSubject: ("同主题的上一篇", "同主題的上一篇", "previous article of the subject"),
    .nextOfSubject: ("同主题的下一篇", "同主題的下一篇", "next article of the subject"),
    .firstOfSubject: ("同主题的第一篇，即最新的", "同主題的第一篇，即最新的", "first, that is newest, article of the subject"),
    .jumpBack: ("回到先前的文章", "回到先前的文章", "back to the article before"),
    .script: ("换字形：原文、简体、繁体", "換字形：原文、簡體、繁體", "script: as published, simplified, traditional"),
    .zen: ("只看正文，不要标题栏和底行", "只看正文，不要標題列和底行", "only the text, without title bar and bottom line"),
    .sync: ("立即更新", "立即更新", "sync now"),
    .state: ("各报源的情况", "各報源的情況", "state of the sources"),
    .help: ("按键一览", "按鍵一覽", "this list of keys"),
    .log: ("出错记录", "出錯記錄", "what failed"),
    .commandLine: ("输入命令，Tab 补全", "輸入命令，Tab 補全", "type a command; Tab completes it"),
    .source: ("重新读入设置", "重新讀入設定", "read the configuration again"),
    .redraw: ("重画屏幕", "重畫螢幕", "draw the screen again"),
    .suspend: ("挂起，fg 回来", "暫停，fg 回來", "suspend; fg resumes"),
  ]
}
