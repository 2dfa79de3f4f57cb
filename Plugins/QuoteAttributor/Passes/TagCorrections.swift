import PartOfSpeech
import PostilKit
import QuoteEnglish

extension NameTags: Pass {
  /// Corrects the tags of names, and tags the first word of a sentence as a name if it can be nothing
  /// else: the article has it as a name elsewhere, or no treebank has it.
  static func run(on article: inout TaggedArticle) {
    let (tokens, words) = (article.tokens, article.words)
    let headlines = article.sentences.map { isHeadline(tokens, $0) }
    let names = names(tokens, words, article.sentences, headlines: headlines)
    for (sentence, isHeadline) in zip(article.sentences, headlines) {
      correct(&article.tags, tokens, words, sentence, isHeadline: isHeadline)
      let first = sentence.lowerBound
      let tag = article.tags[first]
      if tokens[first].isCapital, tokens[first].kind == .word, !tag.isName, tag != .vbg,
        names.contains(words[first])
          || !article.lists.tagger.knows(tokens[first], of: article.text)
      {
        article.tags[first] = .nnp
      }
    }
  }
}

extension VerbTags: Pass {
  /// Corrects the tags of verbs.
  static func run(on article: inout TaggedArticle) {
    let (words, nouns) = (article.words, article.lists.nouns)
    for sentence in article.sentences {
      VerbTags(words: words, nouns: nouns, sentence: sentence).correct(&article.tags)
    }
  }
}
