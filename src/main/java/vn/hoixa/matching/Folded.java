package vn.hoixa.matching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.shingle.ShingleFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * Syllables without marks: "Đăng ký" typed with or without them, composed or decomposed, becomes "dang ky".
 *
 * <p>Folding merges under one percent of procedure titles, and keeps the questions of those who type no marks.
 */
final class Folded extends Analyzer {
    private final boolean pairs;

    private Folded(boolean pairs) {
        this.pairs = pairs;
    }

    static Analyzer syllables() {
        return new Folded(false);
    }

    /** Neighbouring syllables, which stand in for Vietnamese words: "dang_ky". */
    static Analyzer pairs() {
        return new Folded(true);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new StandardTokenizer();
        TokenStream folded = new ICUFoldingFilter(new WithoutEmoji(words));
        if (!pairs) {
            return new TokenStreamComponents(words, folded);
        }
        var shingles = new ShingleFilter(folded, 2, 2);
        shingles.setOutputUnigrams(false);
        shingles.setTokenSeparator("_");
        return new TokenStreamComponents(words, shingles);
    }

    /** A folded word with where it stands in the text. */
    record Token(String folded, int start, int end) {}

    static List<String> tokens(Analyzer analyzer, String text) {
        return words(analyzer, text).stream().map(Token::folded).toList();
    }

    static List<Token> words(Analyzer analyzer, String text) {
        List<Token> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var place = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(new Token(term.toString(), place.startOffset(), place.endOffset()));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tokens;
    }

    /** Lucene takes an emoji for a word; folded hands or a heart after a question would make it unsure. */
    private static final class WithoutEmoji extends TokenFilter {
        private static final String EMOJI = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.EMOJI];

        private final TypeAttribute type = addAttribute(TypeAttribute.class);

        WithoutEmoji(TokenStream words) {
            super(words);
        }

        /** Leaves no gap behind, so that the neighbours still make a pair. */
        @Override
        public boolean incrementToken() throws IOException {
            while (input.incrementToken()) {
                if (!type.type().equals(EMOJI)) {
                    return true;
                }
            }
            return false;
        }
    }
}
