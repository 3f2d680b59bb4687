// Documents' bytes made small, by zstd and a dictionary of what the pages of one source have in common: their
// words, names and addresses, which a page of a few kilobytes is too short to repeat. The only user of CZstd.
//
// Decompression is total: damaged bytes give nil, never a trap, and never more memory than they ask for.

import CZstd

/// Compresses documents of one source. A C handle: one thread uses it.
final class Compressor {
  private let context = ZSTD_createCCtx()
  private let dictionary: OpaquePointer?

  /// With the dictionary of the source; empty where it has none.
  init(dictionary bytes: [UInt8]) {
    dictionary = bytes.isEmpty ? nil : ZSTD_createCDict(bytes, bytes.count, Compression.level)
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Compression.level)
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    if dictionary != nil { ZSTD_CCtx_refCDict(context, dictionary) }
  }

  deinit {
    ZSTD_freeCDict(dictionary)
    ZSTD_freeCCtx(context)
  }

  /// The bytes, compressed: the form in the first byte, then a frame. Empty when memory is short.
  func compress(_ bytes: [UInt8]) -> [UInt8] {
    let room = ZSTD_compressBound(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: room + 1) { buffer, count in
      buffer[0] = dictionary == nil ? Compression.alone : Compression.withDictionary
      let size = ZSTD_compress2(context, buffer.baseAddress.map { $0 + 1 }, room, bytes, bytes.count)
      count = ZSTD_isError(size) == 0 ? size + 1 : 0
    }
  }
}

enum Compression {
  /// The forms: a frame alone, or one that needs the source's dictionary.
  fileprivate static let alone: UInt8 = 1, withDictionary: UInt8 = 2
  /// The next one takes a quarter more time and saves a hundredth of the room; higher ones twice, and a sixteenth.
  fileprivate static let level: Int32 = 2

  /// The fewest documents a dictionary is worth its room for, and the most it is trained on.
  static let samples = 64...200
  /// A dictionary's size, and how much of one document it is trained on, in bytes.
  private static let dictionarySize = 65_536, longestSample = 16_384

  /// What documents have in common; empty where they have too little.
  static func dictionary(of documents: some Sequence<[UInt8]>) -> [UInt8] {
    let samples = documents.prefix(Compression.samples.upperBound).map { $0.prefix(longestSample) }
    let sizes = samples.map(\.count)
    let text = samples.flatMap(\.self)
    // Segments of one length. To try several, as zstd does by itself, takes ten times as long and saves a hundredth.
    var way = ZDICT_fastCover_params_t()
    (way.k, way.d, way.f, way.accel, way.zParams.compressionLevel) = (1024, 8, 18, 5, level)
    return [UInt8](unsafeUninitializedCapacity: dictionarySize) { buffer, count in
      let size = ZDICT_trainFromBuffer_fastCover(
        buffer.baseAddress, dictionarySize, text, sizes, UInt32(sizes.count), way)
      count = ZDICT_isError(size) == 0 ? size : 0
    }
  }
}

/// Makes what `Compressor` made small as large as it was. A C handle: one thread uses it.
final class Decompressor {
  private let context = ZSTD_createDCtx()
  private let dictionary: OpaquePointer?

  /// With the dictionary of the source; empty where it has none.
  init(dictionary bytes: [UInt8]) {
    dictionary = bytes.isEmpty ? nil : ZSTD_createDDict(bytes, bytes.count)
  }

  deinit {
    ZSTD_freeDDict(dictionary)
    ZSTD_freeDCtx(context)
  }

  /// What the bytes were; nil for any that `Compressor` did not make with this dictionary.
  func decompress(_ bytes: [UInt8]) -> [UInt8]? {
    guard let form = bytes.first, form == Compression.alone || form == Compression.withDictionary else {
      return nil
    }
    return bytes.dropFirst().withUnsafeBytes { source -> [UInt8]? in
      let size = ZSTD_getFrameContentSize(source.baseAddress, source.count)
      guard size <= UInt64(ArticleDraft.mostBytes), context != nil else { return nil }
      var isWhole = false
      let result = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
        let written = ZSTD_decompress_usingDDict(
          context, buffer.baseAddress, buffer.count, source.baseAddress, source.count,
          form == Compression.alone ? nil : dictionary)
        isWhole = ZSTD_isError(written) == 0 && written == Int(size)
        count = isWhole ? written : 0
      }
      return isWhole ? result : nil
    }
  }
}
