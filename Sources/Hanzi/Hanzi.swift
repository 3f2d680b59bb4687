// What is known about Chinese text on a grid of cells. This file says what there is:
//
// - `CellWidth`: how many columns a character takes. The one width function of the process.
// - `Kinsoku`: which characters may not begin or end a line (避头尾).
// - `CellText`: a text divided into what stands in cells together, with widths and the places where a line
//   may end.
// - `Script`, `ScriptConverter`: simplified and traditional script.
// - `Lexicon`: what search takes for the same, and how characters are read. `FoldedText`, `Needle`, `PinyinNeedle`: a
//   text folded so, and what is looked for in it. `SearchTokens`, `NameSignature`: what the indexes hold of it.
// - `nearest`: the right name for a wrong one.
//
// Hanzi knows Unicode. It must not know documents, terminals or files.
