// Scripts are changed by phrase, whichever script a text is in.

import Hanzi
import Testing

@Suite struct ScriptTests {
  @Test(arguments: [
    ("头发变白，发展变快", "頭髮變白，發展變快", Script.traditional), ("皇后在后面", "皇后在後面", .traditional),
    ("只有这一只鸟", "只有這一隻鳥", .traditional), ("頭髮與發展", "头发与发展", .simplified),
    ("乾隆年間的乾果", "乾隆年间的干果", .simplified), ("里面", "裡面", .taiwan), ("里面", "裏面", .hongKong),
    ("《红楼梦》ABC，123。", "《紅樓夢》ABC，123。", .traditional), ("已經是繁體", "已經是繁體", .traditional),
    ("原樣 原样", "原樣 原样", .published), ("plain", "plain", .traditional), ("", "", .simplified),
  ])
  func aTextIsInTheScriptAskedFor(text: String, converted: String, script: Script) {
    #expect(ScriptConverter().convert(text, to: script) == converted)
  }

  @Test(arguments: [
    ("余先生和范先生在臺灣后山見面", Script.traditional, "余先生和范先生在臺灣后山見面"),
    ("里長說：裡面的餘額准許采訪", .traditional, "里長說：裡面的餘額准許采訪"), ("余英時在裏面", .taiwan, "余英時在裡面"),
    ("臺灣里長：国民党", .traditional, "臺灣里長：國民黨"), ("臺灣總統府發言人：国民党", .taiwan, "臺灣總統府發言人：國民黨"),
    ("余英时在里面", .traditional, "余英時在裏面"),
  ])
  func whatIsTraditionalAlreadyIsNotTakenForSimplified(text: String, script: Script, converted: String) {
    #expect(ScriptConverter().convert(text, to: script) == converted)
  }

  @Test func aNameThatDoesNotTellIsAsItIsSaidToBe() {
    let converter = ScriptConverter()
    #expect(converter.leaning(of: "余先生") == 0)
    #expect(converter.convert("余先生", to: .traditional, isTraditional: { true }) == "余先生")
    #expect(converter.leaning(of: "臺灣的報紙") > 0 && converter.leaning(of: "台湾的报纸") < 0)
  }

  @Test func wordsOfTheRegionAreUsedWhereAskedFor() {
    #expect(ScriptConverter().convert("软件和鼠标", to: .taiwan) == "軟件和鼠標")
    #expect(ScriptConverter(changesWords: true).convert("软件和鼠标", to: .taiwan) == "軟體和滑鼠")
    #expect(ScriptConverter(changesWords: true).convert("軟體和滑鼠", to: .simplified) == "软件和鼠标")
  }

  @Test func wordsOfTheRegionAreUsedInTraditionalTextToo() {
    let converter = ScriptConverter(changesWords: true)
    #expect(converter.convert("這個里長的軟件和鼠標", to: .taiwan) == "這個里長的軟體和滑鼠")
  }

  @Test func lineBreaksAndRareCharactersStay() {
    let text = "第一行\n第二行　𠀀𪚥 e\u{301} 👩‍👩‍👧"
    #expect(ScriptConverter().convert(text, to: .traditional) == text)
  }
}
